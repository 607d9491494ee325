import { property } from 'lit/decorators.js';
import type { Milestone } from '../../charts/sparkline.js';
import { say } from '../../i18n/messages.js';
import type { KpiQuery } from '../../model/query.js';
import type { KpiId } from '../../model/kpi-id.js';
import type { KpiResult } from '../../model/result.js';
import { KpiWidget } from '../kpi-widget.js';
import type { Picture } from '../parts/picture.js';
import { pictureCode } from '../parts/picture-code.js';
import type { HeadContext } from '../parts/result-head.js';
import type { Stage } from '../parts/stage.js';
import { widgetStyles } from '../widget.styles.js';
import { cardStyles } from './kpi-card.styles.js';

const code = pictureCode(() => import('./card-picture.js').then(({ cardPicture }) => cardPicture));

/** Figures that move slowly are followed by quarter, money by month. */
const trendOf = (kpi: KpiId): NonNullable<KpiQuery['trend']> =>
  (kpi === 'pipeline' || kpi === 'cac' ? { unit: 'month', count: 12 } : { unit: 'quarter', count: 8 });

/**
 * One key figure: value with unit, interval, change, target, course over time, notes, and where it comes from.
 *
 * @summary One key figure with its change, target, interval and course.
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
 * @tag kpi-card
 */
export class KpiCard extends KpiWidget {
  static override readonly tag: string = 'kpi-card';
  static override styles = [widgetStyles, cardStyles];

  /** Which figure. */
  @property({ reflect: true }) kpi: KpiId = 'sales_cycle';
  /** Values to reach by a date; the first is drawn as a diamond. */
  @property({ attribute: false }) milestones: readonly Milestone[] | null = null;

  protected override readonly form = 'card';

  protected override preparePicture(): Promise<void> | null {
    return code.prepare();
  }

  protected override questions(): readonly KpiQuery[] {
    return [{ kpi: this.kpi, trend: trendOf(this.kpi) }];
  }

  protected override defaultHeading({ messages }: Stage): string {
    return say(messages, `kpi.${this.kpi}`);
  }

  protected override picture([result]: readonly [KpiResult], stage: Stage, context: HeadContext): Picture {
    return code.draw(result, stage, context, { milestone: this.milestones?.[0] ?? null, openSheet: this.openSheet });
  }
}

declare global {
  interface HTMLElementTagNameMap { 'kpi-card': KpiCard }
}
