import type { KpiErrorInfo } from '../model/issue.js';

/** Something failed; the same facts stand in the widget. Figures shown before stay, marked as old. */
export class KpiErrorEvent extends Event {
  readonly detail: KpiErrorInfo;
  constructor(error: KpiErrorInfo) {
    super('kpi-error', { bubbles: true, composed: true });
    this.detail = Object.freeze({ ...error });
  }
}
