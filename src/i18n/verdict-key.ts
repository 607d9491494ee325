import type { KpiId } from '../model/kpi-id.js';
import type { Status } from '../model/result.js';

/** Message for a figure beside its target. Half an hour is no near miss of five minutes: up to its limit a response time is only not yet bad. */
export const verdictKey = (status: Exclude<Status, 'unknown'>, kpi: KpiId | undefined): 'target.good' | 'target.warn' | 'target.bad' | 'target.tolerable' =>
  (status === 'warn' && kpi === 'lead_response' ? 'target.tolerable' : `target.${status}`);
