import { property } from 'lit/decorators.js';
import { say } from '../../i18n/messages.js';
import type { KpiQuery } from '../../model/query.js';
import type { KpiResult } from '../../model/result.js';
import { KpiWidget } from '../kpi-widget.js';
import type { Watched } from '../parts/alert-watch.js';
import type { Picture } from '../parts/picture.js';
import { pictureCode } from '../parts/picture-code.js';
import type { HeadContext } from '../parts/result-head.js';
import type { Stage } from '../parts/stage.js';
import { widgetStyles } from '../widget.styles.js';
import { gaugeStyles } from './cac-clv-gauge.styles.js';
import { watchedRatio } from './watched-ratio.js';

const code = pictureCode(() => import('./unit-economics-picture.js').then(({ unitEconomicsPicture }) => unitEconomicsPicture));

/**
 * What a customer costs, brings with the first order and over the whole relation, on one money scale, with break-even and
 * payback; above it how many times its cost a customer brings. `target` is a target for that ratio.
 *
 * @summary Acquisition cost, order value and lifetime value of a customer on one scale.
 * @status stable
 * @since 0.1.0
 * @event {KpiReadyEvent} kpi-ready - The first picture is drawn.
 * @event {KpiDataEvent} kpi-data - Data of the element's own was loaded.
 * @event {KpiProgressEvent} kpi-progress - Data of the element's own is being loaded: rows, bytes, pages and share so far.
 * @event {KpiErrorEvent} kpi-error - Loading or computing failed.
 * @event {KpiSelectEvent} kpi-select - The user chose a figure or a month.
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
 * @tag cac-clv-gauge
 */
export class CacClvGauge extends KpiWidget {
  static override readonly tag: string = 'cac-clv-gauge';
  static override styles = [widgetStyles, gaugeStyles];

  /** `saas` shows the industry figures that the source article cites, with source and year. Off unless set. */
  @property() benchmark: 'saas' | null = null;

  protected override readonly form = 'chart';

  protected override get leadTarget(): null {
    return null;
  }

  protected override questions(): readonly KpiQuery[] {
    return [{ kpi: 'cac', ...(this.benchmark === null ? {} : { options: { industry: this.benchmark } }) }, { kpi: 'clv' }];
  }

  protected override watched([cac]: readonly KpiResult[]): Watched | null {
    return cac === undefined ? null : watchedRatio(cac as KpiResult<'cac'>, this.target);
  }

  protected override defaultHeading({ messages }: Stage): string {
    return say(messages, 'title.unitEconomics');
  }

  protected override preparePicture(): Promise<void> | null {
    return code.prepare();
  }

  protected override picture(results: readonly [KpiResult<'cac'>, KpiResult<'clv'>], stage: Stage, context: HeadContext): Picture {
    return code.draw(results, stage, context, { target: this.target, benchmark: this.benchmark, openSheet: this.openSheet });
  }
}

declare global {
  interface HTMLElementTagNameMap { 'cac-clv-gauge': CacClvGauge }
}
