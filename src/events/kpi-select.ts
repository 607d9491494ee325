import type { KpiId } from '../model/kpi-id.js';

export interface Selection {
  readonly kpi: KpiId | null;
  /** What the parts of `key` are values of; empty when the mark stands for no segment (a month of a trend). */
  readonly dimensions: readonly string[];
  /** null = not set. Empty = everything again. */
  readonly key: readonly (string | null)[];
  /** All keys that shall be chosen from now on, in place of whatever was; empty = everything again. Where it is missing, `key` is toggled. */
  readonly keys?: readonly (readonly (string | null)[])[];
  /** The widget keeps the choice to itself: no `<sales-data>` filters by it. */
  readonly isOwn?: boolean;
  /** The mark's title as shown. */
  readonly title: string;
}

/**
 * The user chose a mark. A surrounding `<sales-data>` turns it into a filter for all its widgets, or takes that filter
 * back; `preventDefault()` keeps it from doing so.
 */
export class KpiSelectEvent extends Event {
  readonly detail: Selection;
  constructor(selection: Selection) {
    super('kpi-select', { bubbles: true, composed: true, cancelable: true });
    this.detail = Object.freeze({ ...selection });
  }
}
