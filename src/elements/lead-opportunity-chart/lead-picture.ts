import { leadFunnel } from '../../charts/lead-funnel.js';
import { leadGroups } from '../../charts/lead-groups.js';
import { leadReasons } from '../../charts/lead-reasons.js';
import { segmentIntervals } from '../../charts/segment-intervals.js';
import { formatValue } from '../../format/value-parts.js';
import { say } from '../../i18n/messages.js';
import type { KpiResult } from '../../model/result.js';
import type { Figure } from '../parts/figure.js';
import { plainLine, type Line } from '../parts/line.js';
import { footOf } from '../parts/notes.js';
import type { Picture } from '../parts/picture.js';
import { headOf, type HeadContext } from '../parts/result-head.js';
import type { Stage } from '../parts/stage.js';

/** Head, pictures and notes of a lead-opportunity chart. */
export const leadPicture = ([result]: readonly [KpiResult<'lead_to_opp'>], stage: Stage, context: HeadContext, openSheet: () => void): Picture => {
  const { messages, size } = stage;
  return {
    head: { ...headOf(result, context, stage), facts: tooYoung(result, stage) },
    figures: size === 'xs' ? [] : figuresOf(result, stage),
    foot: footOf(result, say(messages, 'footer.nOldLeads', { n: result.n }), stage, openSheet),
    // The funnel says it beside the leads it is of.
    saidElsewhere: size === 'xs' || (result.details.unworkedShare ?? 0) === 0 ? [] : ['LO_UNWORKED'],
  };
};

const figuresOf = (result: KpiResult<'lead_to_opp'>, { frame, messages, size }: Stage): readonly Figure[] => {
  const segments = segmentIntervals(result, frame, messages);
  const funnel: Figure = { id: 'funnel', scene: leadFunnel(result, frame, messages), dimensions: [] };
  const first: readonly Figure[] = [...(segments === null ? [] : [{ id: 'segments', scene: segments, dimensions: result.segmentBy }]), funnel];
  if (size === 'sm') return first;
  const reasons = leadReasons(result, frame, messages);
  const sources = leadGroups(result, 'source', frame, messages);
  const owners = leadGroups(result, 'owner', frame, messages);
  return [
    ...first,
    ...(reasons === null ? [] : [{ id: 'reasons', scene: reasons, dimensions: [] }]),
    ...(sources === null ? [] : [{ id: 'sources', scene: sources, dimensions: ['source'] }]),
    ...(owners === null ? [] : [{ id: 'owners', scene: owners, dimensions: ['owner_id'] }]),
  ];
};

/** Leads of the period that may still qualify in time. */
const tooYoung = ({ details: { immature, horizonDays } }: KpiResult<'lead_to_opp'>, { messages, format }: Stage): readonly Line[] =>
  (immature === 0 || horizonDays === null ? [] : [plainLine(null, say(messages, 'leads.young', { n: immature, horizon: formatValue(horizonDays, 'days', format) }))]);
