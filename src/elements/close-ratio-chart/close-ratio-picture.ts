import { closeRatioCourse } from '../../charts/close-ratio-course.js';
import { closeRatioReps } from '../../charts/close-ratio-reps.js';
import { segmentIntervals } from '../../charts/segment-intervals.js';
import { formatPercent } from '../../format/percent.js';
import { say, sayRuns } from '../../i18n/messages.js';
import type { KpiResult } from '../../model/result.js';
import type { Figure } from '../parts/figure.js';
import { plainLine, type Line } from '../parts/line.js';
import { footOf } from '../parts/notes.js';
import type { Picture } from '../parts/picture.js';
import { passesNothing, reasonOf } from '../parts/reason.js';
import { headOf, type HeadContext } from '../parts/result-head.js';
import type { Stage } from '../parts/stage.js';

/** Head, pictures and notes of a close-ratio chart. */
export const closeRatioPicture = ([result]: readonly [KpiResult<'close_ratio'>], stage: Stage, context: HeadContext, openSheet: () => void): Picture => {
  const { messages, size } = stage;
  const isCohort = result.basis === 'cohort';
  const reason = passesNothing(result) ? reasonOf(result, messages) : null;
  return {
    head: { ...headOf(result, context, stage), facts: factsOf(result, stage) },
    reason,
    figures: size === 'xs' || reason !== null ? [] : figuresOf(result, stage),
    foot: footOf(result, isCohort ? say(messages, 'footer.nMatured', { n: result.n }) : null, stage, openSheet),
  };
};

const figuresOf = (result: KpiResult<'close_ratio'>, { frame, messages, size }: Stage): readonly Figure[] => {
  const isWide = size === 'md' || size === 'lg';
  const reps = closeRatioReps(result, frame, messages);
  const segments = segmentIntervals(result, frame, messages);
  const course = isWide || (reps === null && segments === null) ? closeRatioCourse(result, frame, messages) : null;
  return [
    ...(segments === null ? [] : [{ id: 'segments', scene: segments, dimensions: result.segmentBy }]),
    ...(reps === null || (segments !== null && !isWide) ? [] : [{ id: 'reps', scene: reps, dimensions: ['owner_id'] }]),
    ...(course === null ? [] : [{ id: 'months', scene: course, dimensions: [] }]),
  ];
};

/** What counts as won, and the rate as other programs count it, labelled so. */
const factsOf = ({ basis, details }: KpiResult<'close_ratio'>, { messages, size }: Stage): readonly Line[] => {
  if (size === 'xs') return [];
  const { horizonDays, engagedBy, decided } = details;
  if (basis !== 'cohort' || horizonDays === null) return [plainLine(null, say(messages, 'close.basisDecided'))];
  const counted = plainLine(null, say(messages, `close.within.${engagedBy}`, { days: horizonDays }));
  if (decided.rate === null) return [counted];
  const share = formatPercent(decided.rate, messages.locale, 1);
  return [counted, { icon: null, runs: sayRuns(messages, 'close.factDecided', ['share'], { share, n: decided.n }) }];
};
