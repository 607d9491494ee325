import type { KpiResult, Status } from '../model/result.js';

/**
 * `status`: the judgement turned good or bad. `target`: the figure crossed its target, though chance may have done it.
 * `control`: the newest full period lies outside the limits made of those before it (`result.control`), target or not.
 */
export type AlertRule = 'status' | 'target' | 'control';

export interface AlertDetail {
  readonly result: KpiResult;
  readonly rule: AlertRule;
  readonly turned: 'good' | 'bad';
  /** The figure as it stood when it was last told of, or first seen. */
  readonly previous: { readonly value: number | null; readonly status: Status };
}

/**
 * New data took a figure across its target, or its newest period out of its limits. Never fired for the first answer, nor for what the page or the user changed:
 * period, filter, target. Mailing it is the host's business.
 */
export class KpiAlertEvent extends Event {
  readonly detail: AlertDetail;
  constructor(detail: AlertDetail) {
    super('kpi-alert', { bubbles: true, composed: true });
    this.detail = Object.freeze({ ...detail });
  }
}
