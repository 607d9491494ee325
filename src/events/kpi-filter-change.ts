import type { Filter } from '../model/query.js';
import type { Origin } from './origin.js';

/** The user changed the filter that all widgets of a `<sales-data>` share. */
export class KpiFilterChangeEvent extends Event {
  readonly detail: { readonly filter: Filter; readonly source: Origin };
  constructor(filter: Filter, source: Origin = 'user') {
    super('kpi-filter-change', { bubbles: true, composed: true });
    this.detail = Object.freeze({ filter, source });
  }
}
