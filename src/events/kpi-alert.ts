import type { KpiResult } from '../model/result.js';

/** A figure got worse than its target after having met it. Mailing it is the host's business. */
export class KpiAlertEvent extends Event {
  readonly detail: { readonly result: KpiResult };
  constructor(result: KpiResult) {
    super('kpi-alert', { bubbles: true, composed: true });
    this.detail = Object.freeze({ result });
  }
}
