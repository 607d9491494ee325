import { say } from '../../i18n/messages.js';
import type { KpiQuery } from '../../model/query.js';
import type { KpiResult } from '../../model/result.js';
import { KpiWidget } from '../kpi-widget.js';
import type { Picture } from '../parts/picture.js';
import { pictureCode } from '../parts/picture-code.js';
import type { HeadContext } from '../parts/result-head.js';
import type { Stage } from '../parts/stage.js';
import { widgetStyles } from '../widget.styles.js';
import { leadOpportunityChartStyles } from './lead-opportunity-chart.styles.js';

const code = pictureCode(() => import('./lead-picture.js').then(({ leadPicture }) => leadPicture));

/**
 * What becomes of leads, and whose part it is: how far they got and how many nobody worked, why they were given up, and whether what
 * differs does so between sources or between reps, each beside what the other lets expect.
 *
 * @summary Leads from receipt to opportunity, source against rep.
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
 * @tag lead-opportunity-chart
 */
export class LeadOpportunityChart extends KpiWidget {
  static override readonly tag: string = 'lead-opportunity-chart';
  static override styles = [widgetStyles, leadOpportunityChartStyles];

  protected override readonly form = 'chart';

  protected override readonly ownDimensions = ['source', 'owner_id'];

  protected override questions(): readonly KpiQuery[] {
    return [{ kpi: 'lead_to_opp' }];
  }

  protected override defaultHeading({ messages }: Stage): string {
    return say(messages, 'kpi.lead_to_opp');
  }

  protected override preparePicture(): Promise<void> | null {
    return code.prepare();
  }

  protected override picture(results: readonly [KpiResult<'lead_to_opp'>], stage: Stage, context: HeadContext): Picture {
    return code.draw(results, stage, context, this.openSheet);
  }
}

declare global {
  interface HTMLElementTagNameMap { 'lead-opportunity-chart': LeadOpportunityChart }
}
