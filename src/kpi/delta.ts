import type { KpiId } from '../model/kpi-id.js';
import type { Period } from '../model/period.js';
import type { Delta } from '../model/result.js';
import type { Cells } from './cells.js';
import type { Finished, KpiDefinition } from './define-kpi.js';
import { differenceOf } from './interval.js';

/** The change from an earlier answer; an arrow only where chance does not make it. */
export const deltaOf = <K extends KpiId, C extends Cells>(
  definition: KpiDefinition<K, C>, after: Finished<K>, before: Finished<K>, period: Period, earlier: Period,
): Delta => {
  const abs = after.value === null || before.value === null ? null : after.value - before.value;
  const rel = abs === null || before.value === null || before.value === 0 ? null : abs / Math.abs(before.value);
  const ci = definition.difference === undefined ? differenceOf(after, before) : definition.difference(after, before);
  const isTold = ![after, before].some(({ reliability }) => reliability === 'unreliable' || reliability === 'none');
  const signal = period.partial || !isTold || ci === null || ci.lo === null || ci.hi === null ? 'unknown'
    : ci.lo > 0 ? 'up' : ci.hi < 0 ? 'down' : 'within-chance';
  return { abs, rel, signal, ci, previous: { value: before.value, n: before.n, period: earlier } };
};
