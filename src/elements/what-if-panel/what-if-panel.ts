import { state } from 'lit/decorators.js';
import { KpiStateChangeEvent } from '../../events/kpi-state-change.js';
import { say } from '../../i18n/messages.js';
import type { KpiQuery } from '../../model/query.js';
import type { KpiResult } from '../../model/result.js';
import type { WhatIfChanges } from '../../model/what-if.js';
import { KpiWidget } from '../kpi-widget.js';
import type { Watched } from '../parts/alert-watch.js';
import type { Picture } from '../parts/picture.js';
import { pictureCode } from '../parts/picture-code.js';
import type { HeadContext } from '../parts/result-head.js';
import type { Stage } from '../parts/stage.js';
import type { WidgetSettings } from '../parts/widget-settings.js';
import { widgetStyles } from '../widget.styles.js';
import { whatIfPanelStyles } from './what-if-panel.styles.js';

const code = pictureCode(() => import('./what-if-picture.js'));

/** How the user has set a panel, as plain JSON. */
export interface WhatIfSettings extends WidgetSettings {
  /** What is assumed; absent = nothing. */
  readonly changes?: WhatIfChanges;
}

/** Changes as they may come from a page's storage: what is no number is no change. */
const changesIn = (given: WhatIfChanges | undefined): WhatIfChanges => {
  const known = (['retention', 'winRate', 'responseMinutes', 'price'] as const).filter((lever) => typeof given?.[lever] === 'number' && Number.isFinite(given[lever]) && given[lever] !== 0);
  return Object.fromEntries(known.map((lever) => [lever, given?.[lever]]));
};

/**
 * What other assumptions would make of cost, value, payback and pipeline: more customers who stay, a better close ratio, faster
 * answers, other prices. Starts from the figures as they are, carries each change through stated formulas on own data, and
 * says what that rests on. What is assumed never looks like what was measured.
 *
 * @summary Assumptions with sliders, carried through acquisition cost, lifetime value, payback and pipeline.
 * @status stable
 * @since 0.1.0
 * @event {KpiReadyEvent} kpi-ready - The first picture is drawn.
 * @event {KpiDataEvent} kpi-data - Data of the element's own was loaded.
 * @event {KpiErrorEvent} kpi-error - Loading or computing failed.
 * @event {KpiDrillEvent} kpi-drill - The user asks where the figure comes from.
 * @event {KpiStateChangeEvent} kpi-state-change - The user changed an assumption, or switched between picture and table.
 * @slot heading - Replaces the name above the figure.
 * @slot data - Data in the page: a script of type application/json or text/csv.
 * @slot annotations - Campaign windows and events in the page: a script of type application/json.
 * @csspart base - The frame.
 * @csspart heading - The name.
 * @csspart value - The leading figure under the assumptions.
 * @csspart delta - What it was.
 * @csspart target - That it is assumed.
 * @csspart levers - The assumptions.
 * @csspart lever - One assumption.
 * @csspart chart - A picture.
 * @csspart axis - The room of controls and pictures.
 * @csspart tooltip - The reading of a point.
 * @csspart table - The table.
 * @csspart note - Notes and errors.
 * @csspart footer - Number of cases, rows left out, back to what is.
 * @csspart toggle - Switches between picture and table.
 * @cssstate loading - No figure yet.
 * @cssstate ready - The figures are shown.
 * @cssstate empty - There are no rows.
 * @cssstate zero - The acquisition cost is a true zero.
 * @cssstate not-applicable - The data lacks what the figures need.
 * @cssstate suppressed - Withheld: too few cases.
 * @cssstate stale - The figures are from an earlier load.
 * @cssstate partial - The period is not over.
 * @cssstate error - Something failed.
 * @cssproperty [--kpi-surface] - Background of the frame.
 * @cssproperty [--kpi-ink-1] - Value and names.
 * @cssproperty [--kpi-neutral] - What is assumed.
 * @tag what-if-panel
 */
export class WhatIfPanel extends KpiWidget {
  static override readonly tag: string = 'what-if-panel';
  static override styles = [widgetStyles, whatIfPanelStyles];

  @state() private changes: WhatIfChanges = {};
  @state() private announced = '';

  protected override readonly form = 'chart';
  #sentence = '';

  override getState(): WhatIfSettings {
    return { ...super.getState(), ...(Object.keys(this.changes).length > 0 ? { changes: this.changes } : {}) };
  }

  override setState(settings: WhatIfSettings): void {
    super.setState(settings);
    this.changes = changesIn(settings.changes);
  }

  protected override preparePicture(): Promise<void> | null {
    return code.prepare();
  }

  protected override questions(): readonly KpiQuery[] {
    return [{ kpi: 'cac', compare: 'none', whatIf: this.changes }];
  }

  /** An assumption alarms nobody. */
  protected override watched(): Watched | null {
    return null;
  }

  protected override defaultHeading({ messages }: Stage): string {
    return say(messages, 'title.whatIf');
  }

  protected override picture([result]: readonly [KpiResult], stage: Stage, context: HeadContext): Picture {
    this.#sentence = code.draw.whatIfSentence(result, stage);
    return code.draw.whatIfPicture(result, stage, context, {
      changes: this.changes, announced: this.announced, openSheet: this.openSheet, move: (changes, isDone) => void this.#move(changes, isDone),
    });
  }

  async #move(changes: WhatIfChanges, isDone: boolean): Promise<void> {
    this.changes = changesIn(changes);
    if (!isDone) return;
    this.dispatchEvent(new KpiStateChangeEvent({ ...this.getState() }));
    await this.updateComplete;
    this.announced = this.#sentence;
  }
}

declare global {
  interface HTMLElementTagNameMap { 'what-if-panel': WhatIfPanel }
}
