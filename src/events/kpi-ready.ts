import type { KpiId } from '../model/kpi-id.js';

/** The first picture of a widget is drawn. Fired once per element and connection. */
export class KpiReadyEvent extends Event {
  readonly detail: { readonly kpi: KpiId | null };
  constructor(kpi: KpiId | null) {
    super('kpi-ready', { bubbles: true, composed: true });
    this.detail = Object.freeze({ kpi });
  }
}
