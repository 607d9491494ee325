import { segmentIntervals } from '../../charts/segment-intervals.js';
import { touchesMeasure } from '../../charts/segment-measure.js';
import { touchChannels } from '../../charts/touch-channels.js';
import { touchCurve } from '../../charts/touch-curve.js';
import { caveatText } from '../../i18n/caveat-text.js';
import { say } from '../../i18n/messages.js';
import type { KpiResult } from '../../model/result.js';
import { plainLine } from '../parts/line.js';
import { footOf } from '../parts/notes.js';
import type { Picture } from '../parts/picture.js';
import { headOf, type HeadContext } from '../parts/result-head.js';
import type { Stage } from '../parts/stage.js';

/** Head, picture and notes of a touchpoint chart. */
export const touchPicture = ([result]: readonly [KpiResult<'touches_to_meeting'>], stage: Stage, context: HeadContext, openSheet: () => void): Picture => {
  const { frame, messages, size } = stage;
  const { curveN, unmet, mean } = result.details;
  const segments = size === 'xs' ? null : segmentIntervals(result, frame, messages, touchesMeasure);
  const channels = size === 'xs' || size === 'sm' || result.segmentBy.includes('channel') ? null : touchChannels(result, frame, messages);
  const first = size === 'xs' ? [] : result.caveats.filter(({ code }) => saidFirst.includes(code));
  const isWhySaid = size !== 'xs' && mean !== null && unmet !== null && unmet > 0;
  const counted = say(messages, 'footer.nMetFollowed', { met: result.n, followed: curveN });
  return {
    head: { ...headOf(result, context, stage), facts: first.map((caveat) => plainLine('caveat', caveatText(caveat, messages))) },
    figures: size === 'xs' ? [] : [
      ...(segments === null ? [] : [{ id: 'segments', scene: segments, dimensions: result.segmentBy }]),
      { id: 'curve', scene: touchCurve(result, frame, messages), dimensions: [] },
      ...(channels === null ? [] : [{ id: 'channels', scene: channels, dimensions: ['channel'] }]),
    ],
    foot: footOf(result, counted, stage, openSheet),
    saidElsewhere: [...first.map(({ code }) => code), ...(isWhySaid ? ['TP_SURVIVORS'] : [])],
  };
};

/** Notes that say whether to look at the picture at all. */
const saidFirst: readonly string[] = ['TP_NOT_RELEVANT', 'TP_OWNED_BY_MARKETING'];
