import { churnBridge } from '../../charts/churn-bridge.js';
import { churnCohorts } from '../../charts/churn-cohorts.js';
import { churnEarlyReps } from '../../charts/churn-early-reps.js';
import { churnRetention } from '../../charts/churn-retention.js';
import { churnWhatIf } from '../../charts/churn-what-if.js';
import { segmentIntervals } from '../../charts/segment-intervals.js';
import { formatPercent } from '../../format/percent.js';
import { say, sayRuns } from '../../i18n/messages.js';
import type { KpiQuery } from '../../model/query.js';
import type { KpiResult } from '../../model/result.js';
import type { Scene } from '../../model/scene.js';
import { factsBelowStyles } from '../../styles/facts-below.styles.js';
import { KpiWidget } from '../kpi-widget.js';
import type { Figure } from '../parts/figure.js';
import type { Line } from '../parts/line.js';
import { footOf } from '../parts/notes.js';
import type { Picture } from '../parts/picture.js';
import { passesNothing, reasonOf } from '../parts/reason.js';
import { headOf, type HeadContext } from '../parts/result-head.js';
import type { Stage } from '../parts/stage.js';
import { widgetStyles } from '../widget.styles.js';
import { churnChartStyles } from './churn-chart.styles.js';

/**
 * How many customers were lost, and what follows from it: how long customers stay, which reps' customers leave early by more than chance,
 * what moved the monthly revenue, whether later beginners stay longer, and what keeping more of them would be worth.
 *
 * @summary Customer churn: retention, early leavers by rep, revenue, cohorts, what retention is worth.
 * @status stable
 * @since 0.1.0
 * @event {KpiReadyEvent} kpi-ready - The first picture is drawn.
 * @event {KpiDataEvent} kpi-data - Data of the element's own was loaded.
 * @event {KpiProgressEvent} kpi-progress - Data of the element's own is being loaded: rows, bytes, pages and share so far.
 * @event {KpiErrorEvent} kpi-error - Loading or computing failed.
 * @event {KpiSelectEvent} kpi-select - The user chose a rep or a segment.
 * @event {KpiDrillEvent} kpi-drill - The user asks where the figure comes from.
 * @event {KpiAlertEvent} kpi-alert - New data took the figure across its target.
 * @event {KpiStateChangeEvent} kpi-state-change - The user switched between picture and table.
 * @slot heading - Replaces the name above the figure.
 * @slot data - Data in the page: a script of type application/json or text/csv.
 * @csspart base - The frame.
 * @csspart heading - The name.
 * @csspart value - The figure.
 * @csspart delta - The change.
 * @csspart target - Target and verdict.
 * @csspart chart - A picture.
 * @csspart axis - The room of all pictures.
 * @csspart legend - What is selected.
 * @csspart tooltip - The reading of a point.
 * @csspart table - The table.
 * @csspart note - Notes and errors.
 * @csspart footer - Number of cases, rows left out.
 * @csspart toggle - Switches between picture and table.
 * @cssstate loading - No figure yet.
 * @cssstate ready - The figure is shown.
 * @cssstate empty - There are no rows.
 * @cssstate zero - The figure is a true zero.
 * @cssstate not-applicable - The data lacks what the figure needs.
 * @cssstate suppressed - Withheld: too few cases.
 * @cssstate stale - The figures are from an earlier load.
 * @cssstate partial - The period is not over.
 * @cssstate error - Something failed.
 * @cssproperty [--kpi-surface] - Background of the frame.
 * @cssproperty [--kpi-ink-1] - Value and names.
 * @cssproperty [--kpi-accent] - Measured values.
 * @tag churn-chart
 */
export class ChurnChart extends KpiWidget {
  static override readonly tag: string = 'churn-chart';
  static override styles = [widgetStyles, factsBelowStyles, churnChartStyles];

  protected override readonly form = 'chart';

  protected override readonly ownDimensions = ['sold_by'];

  protected override questions(): readonly KpiQuery[] {
    return [{ kpi: 'churn' }];
  }

  protected override defaultHeading({ messages }: Stage): string {
    return say(messages, 'title.churn');
  }

  protected override picture([result]: readonly [KpiResult<'churn'>], stage: Stage, context: HeadContext): Picture {
    const { messages, size } = stage;
    const reason = passesNothing(result) ? reasonOf(result, messages) : null;
    return {
      head: { ...headOf(result, context, stage), facts: size === 'xs' ? [] : factsOf(result, stage) },
      reason,
      figures: size === 'xs' || reason !== null ? [] : figuresOf(result, stage),
      foot: footOf(result, say(messages, 'footer.nCustomersAtStart', { n: result.n }), stage, this.openSheet),
    };
  }
}

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

declare global {
  interface HTMLElementTagNameMap { 'churn-chart': ChurnChart }
}
