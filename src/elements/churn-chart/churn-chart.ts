import { say } from '../../i18n/messages.js';
import type { KpiQuery } from '../../model/query.js';
import type { KpiResult } from '../../model/result.js';
import { factsBelowStyles } from '../../styles/facts-below.styles.js';
import { KpiWidget } from '../kpi-widget.js';
import type { Picture } from '../parts/picture.js';
import { pictureCode } from '../parts/picture-code.js';
import type { HeadContext } from '../parts/result-head.js';
import type { Stage } from '../parts/stage.js';
import { widgetStyles } from '../widget.styles.js';
import { churnChartStyles } from './churn-chart.styles.js';

const code = pictureCode(() => import('./churn-picture.js').then(({ churnPicture }) => churnPicture));

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
 * @slot annotations - Campaign windows and events in the page: a script of type application/json.
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

  protected override preparePicture(): Promise<void> | null {
    return code.prepare();
  }

  protected override picture(results: readonly [KpiResult<'churn'>], stage: Stage, context: HeadContext): Picture {
    return code.draw(results, stage, context, this.openSheet);
  }
}

declare global {
  interface HTMLElementTagNameMap { 'churn-chart': ChurnChart }
}
