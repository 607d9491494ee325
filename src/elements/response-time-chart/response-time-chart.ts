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
import { responseTimeChartStyles } from './response-time-chart.styles.js';

const code = pictureCode(() => import('./response-picture.js').then(({ responsePicture }) => responsePicture));

/**
 * How soon leads are answered, each rep first: share answered over time with the 5 and 30 minute lines, the hours in which leads wait
 * longest, and what waiting costs: the share that qualifies by how long they waited, beside the odds usually cited.
 *
 * @summary Lead response per rep, by hour of the week, and what waiting costs.
 * @status stable
 * @since 0.1.0
 * @event {KpiReadyEvent} kpi-ready - The first picture is drawn.
 * @event {KpiDataEvent} kpi-data - Data of the element's own was loaded.
 * @event {KpiProgressEvent} kpi-progress - Data of the element's own is being loaded: rows, bytes, pages and share so far.
 * @event {KpiErrorEvent} kpi-error - Loading or computing failed.
 * @event {KpiSelectEvent} kpi-select - The user chose a period of the course.
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
 * @tag response-time-chart
 */
export class ResponseTimeChart extends KpiWidget {
  static override readonly tag: string = 'response-time-chart';
  static override styles = [widgetStyles, factsBelowStyles, responseTimeChartStyles];

  protected override readonly form = 'chart';

  protected override readonly ownDimensions = ['owner_id'];

  protected override questions(): readonly KpiQuery[] {
    return [{ kpi: 'lead_response' }];
  }

  protected override defaultHeading({ messages }: Stage): string {
    return say(messages, 'title.response');
  }

  protected override preparePicture(): Promise<void> | null {
    return code.prepare();
  }

  protected override picture(results: readonly [KpiResult<'lead_response'>], stage: Stage, context: HeadContext): Picture {
    return code.draw(results, stage, context, this.openSheet);
  }
}

declare global {
  interface HTMLElementTagNameMap { 'response-time-chart': ResponseTimeChart }
}
