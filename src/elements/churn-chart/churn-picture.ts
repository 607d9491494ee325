import { churnBridge } from '../../charts/churn-bridge.js';
import { churnCohorts } from '../../charts/churn-cohorts.js';
import { churnEarlyReps } from '../../charts/churn-early-reps.js';
import { churnRetention } from '../../charts/churn-retention.js';
import { churnWhatIf } from '../../charts/churn-what-if.js';
import { segmentIntervals } from '../../charts/segment-intervals.js';
import { formatPercent } from '../../format/percent.js';
import { say, sayRuns } from '../../i18n/messages.js';
import type { KpiResult } from '../../model/result.js';
import type { Scene } from '../../model/scene.js';
import type { Figure } from '../parts/figure.js';
import type { Line } from '../parts/line.js';
import { footOf } from '../parts/notes.js';
import type { Picture } from '../parts/picture.js';
import { passesNothing, reasonOf } from '../parts/reason.js';
import { headOf, type HeadContext } from '../parts/result-head.js';
import type { Stage } from '../parts/stage.js';

/** Head, pictures and notes of a churn chart. */
export const churnPicture = ([result]: readonly [KpiResult<'churn'>], stage: Stage, context: HeadContext, openSheet: () => void): Picture => {
  const { messages, size } = stage;
  const reason = passesNothing(result) ? reasonOf(result, messages) : null;
  return {
    head: { ...headOf(result, context, stage), facts: size === 'xs' ? [] : factsOf(result, stage) },
    reason,
    figures: size === 'xs' || reason !== null ? [] : figuresOf(result, stage),
    foot: footOf(result, say(messages, 'footer.nCustomersAtStart', { n: result.n }), stage, openSheet),
  };
};

const figuresOf = (result: KpiResult<'churn'>, { frame, messages, size }: Stage): readonly Figure[] => {
  const isWide = size === 'md' || size === 'lg';
  const wide = (chart: (asked: KpiResult<'churn'>, ...of: readonly [typeof frame, typeof messages]) => Scene | null): Scene | null => (isWide ? chart(result, frame, messages) : null);
  const scenes: readonly { readonly id: string; readonly scene: Scene | null; readonly dimensions: readonly string[] }[] = [
    { id: 'segments', scene: segmentIntervals(result, frame, messages), dimensions: result.segmentBy },
    { id: 'retention', scene: churnRetention(result, frame, messages), dimensions: [] },
    { id: 'reps', scene: wide(churnEarlyReps), dimensions: ['sold_by'] },
    { id: 'revenue', scene: wide(churnBridge), dimensions: [] },
    { id: 'cohorts', scene: wide(churnCohorts), dimensions: [] },
    { id: 'gain', scene: wide(churnWhatIf), dimensions: [] },
  ];
  return scenes.flatMap(({ id, scene, dimensions }) => (scene === null ? [] : [{ id, scene, dimensions }]));
};

/** Revenue kept, of those there at the start, and who leaves before the sale has paid. */
const factsOf = ({ details: { grr, nrr, early } }: KpiResult<'churn'>, { messages }: Stage): readonly Line[] => {
  const share = (part: number): string => formatPercent(part, messages.locale, 1);
  return [
    ...(nrr === null || grr === null ? [] : [{ icon: null, runs: sayRuns(messages, 'churn.factRevenue', ['nrr', 'grr'], { nrr: share(nrr), grr: share(grr) }) }]),
    ...(early.rate === null ? [] : [{ icon: null, runs: sayRuns(messages, 'churn.factEarly', ['early'], { early: share(early.rate) }) }]),
  ];
};
