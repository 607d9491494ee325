import { milestoneHead } from '../../charts/milestone-head.js';
import { milestoneLadder } from '../../charts/milestone-ladder.js';
import { formatNumber } from '../../format/number.js';
import { say } from '../../i18n/messages.js';
import type { KpiResult } from '../../model/result.js';
import { plainLine } from '../parts/line.js';
import type { Picture } from '../parts/picture.js';
import { badgeOf, type HeadContext } from '../parts/result-head.js';
import type { Stage } from '../parts/stage.js';

/** Head, ladder and foot of a track. With all that draws them it is fetched while the figures are computed. */
export const trackPicture = (results: readonly KpiResult[], stage: Stage, context: HeadContext, openSheet: () => void): Picture => {
  const { messages, frame, size } = stage;
  const [lead] = results as readonly [KpiResult];
  const { good, all, worst, next, spoken } = milestoneHead(results, frame, messages);
  const scene = size === 'xs' ? null : milestoneLadder(results, frame, messages);
  const isOld = context.oldSinceMs !== null;
  return {
    head: {
      heading: context.heading, nullText: context.nullText, value: { sign: '', value: good, glue: '\u00a0', unit: size === 'xs' ? say(messages, 'stone.ofShort', { n: formatNumber(all, messages.locale) }) : say(messages, 'stone.of', { n: all }) }, beside: null,
      change: plainLine(isOld ? 'unknown' : worst.status, worst.text), target: next === null ? null : plainLine(null, next), facts: [],
      status: isOld ? 'unknown' : worst.status, look: isOld ? 'old' : 'plain', badge: badgeOf({ ...lead, partial: false }, context, stage),
    },
    figures: scene === null ? [] : [{ id: 'ladder', scene, dimensions: [] }],
    foot: [{ text: say(messages, 'stone.foot', { n: all }), action: openSheet }],
    spoken,
    // Notes on the figures of several KPIs would not say which of them they mean; a lack is said at its milestone.
    saidElsewhere: results.flatMap(({ caveats }) => caveats.map(({ code }) => code)),
  };
};
