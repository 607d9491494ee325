import { touchCurve } from '../../charts/touch-curve.js';
import { formatNumber } from '../../format/number.js';
import { caveatText } from '../../i18n/caveat-text.js';
import { say } from '../../i18n/messages.js';
import type { KpiQuery } from '../../model/query.js';
import type { KpiResult } from '../../model/result.js';
import { KpiWidget } from '../kpi-widget.js';
import { plainLine } from '../parts/line.js';
import { footOf } from '../parts/notes.js';
import type { Picture } from '../parts/picture.js';
import { headOf, type HeadContext } from '../parts/result-head.js';
import type { Stage } from '../parts/stage.js';
import { widgetStyles } from '../widget.styles.js';
import { touchpointChartStyles } from './touchpoint-chart.styles.js';

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

  protected override questions(): readonly KpiQuery[] {
    return [{ kpi: 'touches_to_meeting' }];
  }

  protected override defaultHeading({ messages }: Stage): string {
    return say(messages, 'kpi.touches_to_meeting');
  }

  protected override picture([result]: readonly [KpiResult<'touches_to_meeting'>], stage: Stage, context: HeadContext): Picture {
    const { frame, messages, size } = stage;
    const { curveN, unmet, mean } = result.details;
    const first = size === 'xs' ? [] : result.caveats.filter(({ code }) => saidFirst.includes(code));
    const isWhySaid = size !== 'xs' && mean !== null && unmet !== null && unmet > 0;
    const counted = say(messages, 'footer.nMetFollowed', { met: formatNumber(result.n, messages.locale), followed: formatNumber(curveN, messages.locale) });
    return {
      head: { ...headOf(result, context, stage), facts: first.map((caveat) => plainLine('caveat', caveatText(caveat, messages))) },
      figures: size === 'xs' ? [] : [{ id: 'curve', scene: touchCurve(result, frame, messages), dimensions: [] }],
      foot: footOf(result, counted, stage, this.openSheet),
      saidElsewhere: [...first.map(({ code }) => code), ...(isWhySaid ? ['TP_SURVIVORS'] : [])],
    };
  }
}

/** Notes that say whether to look at the picture at all. */
const saidFirst: readonly string[] = ['TP_NOT_RELEVANT', 'TP_OWNED_BY_MARKETING'];

declare global {
  interface HTMLElementTagNameMap { 'touchpoint-chart': TouchpointChart }
}
