import type { LoadReport } from '../model/issue.js';
import type { Origin } from './origin.js';

/** Data was loaded: how many rows of which table were used, which were left out and why. */
export class KpiDataEvent extends Event {
  readonly detail: { readonly report: LoadReport; readonly source: Origin };
  constructor(report: LoadReport, source: Origin) {
    super('kpi-data', { bubbles: true, composed: true });
    this.detail = Object.freeze({ report, source });
  }
}
