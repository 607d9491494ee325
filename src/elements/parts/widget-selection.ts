import type { ReactiveControllerHost } from 'lit';
import { KpiSelectEvent } from '../../events/kpi-select.js';
import type { KpiId } from '../../model/kpi-id.js';
import type { Filter } from '../../model/query.js';
import { chosenIn, toggled, type Key } from './selection.js';

export interface SelectionHooks {
  kpi(): KpiId | null;
  /** The filter of the `<sales-data>` around the widget, which then holds the selection; null: the widget holds its own. */
  outerFilter(): Filter | null;
  /** A `<sales-data>` around the widget filters by what is chosen in it. */
  sends(): boolean;
}

/** What the user chose in a widget: told to the page, and marked in the picture. */
export class WidgetSelection {
  /** The widget's own choice, where no `<sales-data>` holds it. */
  own: Filter = {};
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #hooks: SelectionHooks;

  constructor(host: ReactiveControllerHost & HTMLElement, hooks: SelectionHooks) {
    this.#host = host;
    this.#hooks = hooks;
  }

  readonly keys = (dimensions: readonly string[]): readonly Key[] => chosenIn(this.#hooks.outerFilter() ?? this.own, dimensions);

  /** An empty key takes the choice back. */
  choose(selection: { readonly dimensions: readonly string[]; readonly key: Key; readonly title: string }): void {
    const goesOn = this.#host.dispatchEvent(new KpiSelectEvent({ kpi: this.#hooks.kpi(), ...selection, ...(this.#hooks.sends() ? {} : { isOwn: true }) }));
    if (!goesOn || this.#hooks.outerFilter() !== null || selection.dimensions.length === 0) return;
    this.own = toggled(this.own, selection.dimensions, selection.key);
    this.#host.requestUpdate();
  }
}
