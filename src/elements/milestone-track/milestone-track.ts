import { property } from 'lit/decorators.js';
import { say } from '../../i18n/messages.js';
import { kpiIds, type KpiId } from '../../model/kpi-id.js';
import type { KpiQuery } from '../../model/query.js';
import type { KpiResult } from '../../model/result.js';
import { KpiWidget } from '../kpi-widget.js';
import type { Watched } from '../parts/alert-watch.js';
import type { Picture } from '../parts/picture.js';
import { pictureCode } from '../parts/picture-code.js';
import type { HeadContext } from '../parts/result-head.js';
import type { Stage } from '../parts/stage.js';
import { widgetStyles } from '../widget.styles.js';
import { milestoneTrackStyles } from './milestone-track.styles.js';

const code = pictureCode(() => import('./track-picture.js').then(({ trackPicture }) => trackPicture));

/**
 * The milestones of the `milestones` table on one time axis, KPI by KPI and by due day: how far each is, how far it should be
 * by now, when it was reached, or when it is likely to be if the last periods go on, and how sure that is. Always of all data
 * or of a milestone's own segment, whatever is filtered around it.
 *
 * @summary Milestones with progress, pace and likely arrival.
 * @status stable
 * @since 0.1.0
 * @event {KpiReadyEvent} kpi-ready - The first picture is drawn.
 * @event {KpiDataEvent} kpi-data - Data of the element's own was loaded.
 * @event {KpiProgressEvent} kpi-progress - Data of the element's own is being loaded: rows, bytes, pages and share so far.
 * @event {KpiErrorEvent} kpi-error - Loading or computing failed.
 * @event {KpiDrillEvent} kpi-drill - The user asks where the figure comes from.
 * @event {KpiStateChangeEvent} kpi-state-change - The user switched between picture and table.
 * @slot heading - Replaces the name above the figure.
 * @slot data - Data in the page: a script of type application/json or text/csv.
 * @slot annotations - Campaign windows and events in the page: a script of type application/json.
 * @csspart base - The frame.
 * @csspart heading - The name.
 * @csspart value - The figure.
 * @csspart delta - How many are behind or at risk.
 * @csspart target - The milestone that is due next.
 * @csspart chart - A picture.
 * @csspart axis - The room of all pictures.
 * @csspart tooltip - The reading of a point.
 * @csspart table - The table.
 * @csspart note - Notes and errors.
 * @csspart footer - Number of milestones.
 * @csspart toggle - Switches between picture and table.
 * @cssstate loading - No figure yet.
 * @cssstate ready - The milestones are shown.
 * @cssstate empty - There are no rows.
 * @cssstate zero - The leading figure is a true zero.
 * @cssstate not-applicable - There is no table of milestones.
 * @cssstate suppressed - Withheld: too few cases.
 * @cssstate stale - The figures are from an earlier load.
 * @cssstate partial - The period is not over.
 * @cssstate error - Something failed.
 * @cssproperty [--kpi-surface] - Background of the frame.
 * @cssproperty [--kpi-ink-1] - Value and names.
 * @cssproperty [--kpi-accent] - What is done.
 * @tag milestone-track
 */
export class MilestoneTrack extends KpiWidget {
  static override readonly tag: string = 'milestone-track';
  static override styles = [widgetStyles, milestoneTrackStyles];

  /** Only the milestones of this figure; without it those of all. */
  @property({ reflect: true }) kpi: KpiId | null = null;

  protected override readonly form = 'chart';

  protected override preparePicture(): Promise<void> | null {
    return code.prepare();
  }

  protected override questions(): readonly KpiQuery[] {
    return (this.kpi === null ? kpiIds : [this.kpi]).map((kpi) => ({ kpi, milestones: 'only', compare: 'none', interval: 'closed-form', filter: {} }));
  }

  /** Those with milestones, whose figure is known first; without any, the first that says why. */
  protected override arrange(results: readonly KpiResult[]): readonly number[] {
    const rank = ({ state, milestones = [] }: KpiResult): number => (milestones.length === 0 ? 2 : state === 'ready' || state === 'zero' ? 0 : 1);
    const order = results.map((_, i) => i).sort((a, b) => rank(results[a] as KpiResult) - rank(results[b] as KpiResult) || a - b);
    const known = order.filter((i) => rank(results[i] as KpiResult) < 2);
    return known.length > 0 ? known : order.slice(0, 1);
  }

  /** What moves it is told by its own track. */
  protected override watched(): Watched | null {
    return null;
  }

  protected override defaultHeading({ messages }: Stage): string {
    return this.kpi === null ? say(messages, 'title.milestones') : say(messages, 'title.milestonesOf', { kpi: say(messages, `kpi.${this.kpi}`) });
  }

  protected override picture(results: readonly KpiResult[], stage: Stage, context: HeadContext): Picture {
    return code.draw(results, stage, context, this.openSheet);
  }
}

declare global {
  interface HTMLElementTagNameMap { 'milestone-track': MilestoneTrack }
}
