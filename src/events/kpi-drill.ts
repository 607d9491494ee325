import type { KpiResult } from '../model/result.js';

/** The user asked where a number comes from. `preventDefault()` keeps the built-in panel closed. */
export class KpiDrillEvent extends Event {
  readonly detail: { readonly result: KpiResult };
  constructor(result: KpiResult) {
    super('kpi-drill', { bubbles: true, composed: true, cancelable: true });
    this.detail = Object.freeze({ result });
  }
}
