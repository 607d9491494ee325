import { say } from '../../i18n/messages.js';
import type { KpiQuery } from '../../model/query.js';
import type { KpiResult } from '../../model/result.js';
import { KpiWidget } from '../kpi-widget.js';
import type { Picture } from '../parts/picture.js';
import { pictureCode } from '../parts/picture-code.js';
import type { HeadContext } from '../parts/result-head.js';
import type { Stage } from '../parts/stage.js';
import { widgetStyles } from '../widget.styles.js';
import { touchpointChartStyles } from './touchpoint-chart.styles.js';

const code = pictureCode(() => import('./touch-picture.js').then(({ touchPicture }) => touchPicture));

/**
 * How many touches it takes until a lead meets: the share of all leads that have met after so many, those still waiting counted, by
 * whose the last touch was, beside the mean of those that did; and at which touch it pays to go on. Says first where the number means
 * little, or is marketing's.
 *
 * @summary Touches to the first meeting, of all leads.
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
 * @tag touchpoint-chart
 */
export class TouchpointChart extends KpiWidget {
  static override readonly tag: string = 'touchpoint-chart';
  static override styles = [widgetStyles, touchpointChartStyles];

  protected override readonly form = 'chart';

  protected override readonly ownDimensions = ['channel'];

  protected override questions(): readonly KpiQuery[] {
    return [{ kpi: 'touches_to_meeting' }];
  }

  protected override defaultHeading({ messages }: Stage): string {
    return say(messages, 'kpi.touches_to_meeting');
  }

  protected override preparePicture(): Promise<void> | null {
    return code.prepare();
  }

  protected override picture(results: readonly [KpiResult<'touches_to_meeting'>], stage: Stage, context: HeadContext): Picture {
    return code.draw(results, stage, context, this.openSheet);
  }
}

declare global {
  interface HTMLElementTagNameMap { 'touchpoint-chart': TouchpointChart }
}
