import { leadFunnel } from '../../charts/lead-funnel.js';
import { leadGroups } from '../../charts/lead-groups.js';
import { leadReasons } from '../../charts/lead-reasons.js';
import { say } from '../../i18n/messages.js';
import type { KpiQuery } from '../../model/query.js';
import type { KpiResult } from '../../model/result.js';
import { KpiWidget } from '../kpi-widget.js';
import type { Figure } from '../parts/figure.js';
import { plainLine, type Line } from '../parts/line.js';
import { footOf } from '../parts/notes.js';
import type { Picture } from '../parts/picture.js';
import { headOf, type HeadContext } from '../parts/result-head.js';
import type { Stage } from '../parts/stage.js';
import { widgetStyles } from '../widget.styles.js';
import { leadOpportunityChartStyles } from './lead-opportunity-chart.styles.js';

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

  protected override picture([result]: readonly [KpiResult<'lead_to_opp'>], stage: Stage, context: HeadContext): Picture {
    const { messages, size } = stage;
    return {
      head: { ...headOf(result, context, stage), facts: tooYoung(result, stage) },
      figures: size === 'xs' ? [] : figuresOf(result, stage),
      foot: footOf(result, say(messages, 'footer.nOldLeads', { n: result.n }), stage, this.openSheet),
      // The funnel says it beside the leads it is of.
      saidElsewhere: size === 'xs' || (result.details.unworkedShare ?? 0) === 0 ? [] : ['LO_UNWORKED'],
    };
  }
}

const figuresOf = (result: KpiResult<'lead_to_opp'>, { frame, messages, size }: Stage): readonly Figure[] => {
  const funnel: Figure = { id: 'funnel', scene: leadFunnel(result, frame, messages), dimensions: [] };
  if (size === 'sm') return [funnel];
  const reasons = leadReasons(result, frame, messages);
  const sources = leadGroups(result, 'source', frame, messages);
  const owners = leadGroups(result, 'owner', frame, messages);
  return [
    funnel,
    ...(reasons === null ? [] : [{ id: 'reasons', scene: reasons, dimensions: [] }]),
    ...(sources === null ? [] : [{ id: 'sources', scene: sources, dimensions: ['source'] }]),
    ...(owners === null ? [] : [{ id: 'owners', scene: owners, dimensions: ['owner_id'] }]),
  ];
};

/** Leads of the period that may still qualify in time. */
const tooYoung = ({ details: { immature, horizonDays } }: KpiResult<'lead_to_opp'>, { messages }: Stage): readonly Line[] =>
  (immature === 0 || horizonDays === null ? [] : [plainLine(null, say(messages, 'leads.young', { n: immature, days: horizonDays }))]);

declare global {
  interface HTMLElementTagNameMap { 'lead-opportunity-chart': LeadOpportunityChart }
}
