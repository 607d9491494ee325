import { cycleCurve } from '../../charts/cycle-curve.js';
import { cycleMultiples } from '../../charts/cycle-multiples.js';
import { stageTime } from '../../charts/stage-time.js';
import { formatNumber } from '../../format/number.js';
import { say } from '../../i18n/messages.js';
import type { KpiQuery } from '../../model/query.js';
import type { KpiResult } from '../../model/result.js';
import { KpiWidget } from '../kpi-widget.js';
import type { Figure } from '../parts/figure.js';
import { footOf } from '../parts/notes.js';
import type { Picture } from '../parts/picture.js';
import { passesNothing, reasonOf } from '../parts/reason.js';
import { headOf, type HeadContext } from '../parts/result-head.js';
import type { Stage } from '../parts/stage.js';
import { widgetStyles } from '../widget.styles.js';
import { cycleStyles } from './cycle-length-chart.styles.js';

/**
 * How long deals take: what became of them over the days since first contact, with the median that counts open deals
 * beside the plain one, the time per stage, and small multiples by segment on one scale.
 *
 * @summary Days from first contact to the deal: won, lost and still open.
 * @status stable
 * @since 0.1.0
 * @event {KpiReadyEvent} kpi-ready - The first picture is drawn.
 * @event {KpiDataEvent} kpi-data - Data of the element's own was loaded.
 * @event {KpiProgressEvent} kpi-progress - Data of the element's own is being loaded: rows, bytes, pages and share so far.
 * @event {KpiErrorEvent} kpi-error - Loading or computing failed.
 * @event {KpiSelectEvent} kpi-select - The user chose a segment.
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
 * @tag cycle-length-chart
 */
export class CycleLengthChart extends KpiWidget {
  static override readonly tag: string = 'cycle-length-chart';
  static override styles = [widgetStyles, cycleStyles];

  protected override readonly form = 'chart';

  protected override questions(): readonly KpiQuery[] {
    return [{ kpi: 'sales_cycle' }];
  }

  protected override defaultHeading({ messages }: Stage): string {
    return say(messages, 'title.cycle');
  }

  protected override picture([result]: readonly [KpiResult<'sales_cycle'>], stage: Stage, context: HeadContext): Picture {
    const { messages, size } = stage;
    const head = headOf(result, context, stage);
    const counted = say(messages, 'footer.nWonFollowed', {
      won: formatNumber(result.n, messages.locale), followed: formatNumber(result.details.curveN, messages.locale),
    });
    const value = head.value === null || size === 'xs' ? head.value : { ...head.value, unit: say(messages, 'unit.daysMean', { n: Math.round((result.value ?? 0) * 10) / 10 }) };
    const reason = passesNothing(result) ? reasonOf(result, messages) : null;
    const figures = size === 'xs' || reason !== null ? [] : this.#figuresOf(result, stage);
    return { head: { ...head, value }, reason, figures, foot: footOf(result, counted, stage, this.openSheet) };
  }

  #figuresOf(result: KpiResult<'sales_cycle'>, { frame, messages, size }: Stage): readonly Figure[] {
    const multiples = result.segmentBy.length === 0 ? null : cycleMultiples(result, frame, messages);
    const stages = size === 'sm' ? null : stageTime(result, frame, messages);
    return [
      multiples === null
        ? { id: 'curve', scene: cycleCurve(result, frame, messages), dimensions: [] }
        : { id: 'segments', scene: multiples, dimensions: result.segmentBy },
      ...(stages === null ? [] : [{ id: 'stages', scene: stages, dimensions: [] }]),
    ];
  }
}

declare global {
  interface HTMLElementTagNameMap { 'cycle-length-chart': CycleLengthChart }
}
