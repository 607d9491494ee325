import { closeRatioCourse } from '../../charts/close-ratio-course.js';
import { closeRatioReps } from '../../charts/close-ratio-reps.js';
import { segmentIntervals } from '../../charts/segment-intervals.js';
import { formatNumber } from '../../format/number.js';
import { formatPercent } from '../../format/percent.js';
import { say, sayRuns } from '../../i18n/messages.js';
import type { KpiQuery } from '../../model/query.js';
import type { KpiResult } from '../../model/result.js';
import { factsBelowStyles } from '../../styles/facts-below.styles.js';
import { KpiWidget } from '../kpi-widget.js';
import type { Figure } from '../parts/figure.js';
import { plainLine, type Line } from '../parts/line.js';
import { footOf } from '../parts/notes.js';
import type { Picture } from '../parts/picture.js';
import { passesNothing, reasonOf } from '../parts/reason.js';
import { headOf, type HeadContext } from '../parts/result-head.js';
import type { Stage } from '../parts/stage.js';
import { widgetStyles } from '../widget.styles.js';
import { closeRatioChartStyles } from './close-ratio-chart.styles.js';

/**
 * Which share of the deals engaged is won, honest about time and about leads: deals still open are counted as such, reps are compared
 * by what their leads let expect within the limits of chance, and the months without their season. The decided win rate, as other
 * programs show it, stands beside it.
 *
 * @summary Close ratio, reps within the limits of chance, the months without their season.
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
 * @tag close-ratio-chart
 */
export class CloseRatioChart extends KpiWidget {
  static override readonly tag: string = 'close-ratio-chart';
  static override styles = [widgetStyles, factsBelowStyles, closeRatioChartStyles];

  protected override readonly form = 'chart';

  protected override readonly ownDimensions = ['owner_id'];

  protected override questions(): readonly KpiQuery[] {
    return [{ kpi: 'close_ratio', season: true }];
  }

  protected override defaultHeading({ messages }: Stage): string {
    return say(messages, 'title.closeRatio');
  }

  protected override picture([result]: readonly [KpiResult<'close_ratio'>], stage: Stage, context: HeadContext): Picture {
    const { messages, size } = stage;
    const isCohort = result.basis === 'cohort';
    const reason = passesNothing(result) ? reasonOf(result, messages) : null;
    return {
      head: { ...headOf(result, context, stage), facts: factsOf(result, stage) },
      reason,
      figures: size === 'xs' || reason !== null ? [] : figuresOf(result, stage),
      foot: footOf(result, isCohort ? say(messages, 'footer.nMatured', { n: result.n }) : null, stage, this.openSheet),
    };
  }
}

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
  const counted = plainLine(null, say(messages, `close.within.${engagedBy}`, { days: formatNumber(horizonDays, messages.locale) }));
  if (decided.rate === null) return [counted];
  const share = formatPercent(decided.rate, messages.locale, 1);
  return [counted, { icon: null, runs: sayRuns(messages, 'close.factDecided', ['share'], { share, n: decided.n }) }];
};

declare global {
  interface HTMLElementTagNameMap { 'close-ratio-chart': CloseRatioChart }
}
