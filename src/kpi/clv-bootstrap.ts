import { createBootstrap, type Bootstrap } from '../stats/index.js';
import type { Interval } from '../model/interval.js';
import { customerGroups } from './clv-cells.js';
import { grossMarginOf } from './clv-figures.js';
import type { KpiContext } from './context.js';
import { customerRows } from './customer-life.js';
import { revenueRows } from './customer-revenue.js';
import type { BootstrapIntervals, Question } from './define-kpi.js';
import { interval95 } from './interval.js';
import { unitsPerCurrency } from './money.js';

/** Customers weighted between two pauses: a few milliseconds. */
const sliceRows = 2048;

/** Interval of the mean value per customer, for all groups and for all of them together, from one set of weights. */
export function* clvBootstrap(context: KpiContext, question: Question): Generator<undefined, BootstrapIntervals> {
  const rows = customerRows(context);
  const groups = customerGroups(context, question);
  const revenue = revenueRows(context);
  const count = question.cut.groups.length;
  if (revenue === null || revenue.customer.length === 0) return { total: null, groups: Array.from({ length: count }, () => null) };
  const factor = grossMarginOf({ margin: revenue.bothMargin, amount: revenue.bothAmount }, context) ?? 1;
  const hashes = rows.hashes();
  const own = Array.from({ length: count }, () => createBootstrap({ columns: 3 }));
  for (let row = 0; row < rows.length; row++) {
    own[groups[row] as number]?.add(hashes[row] as number, [1, rows.known[row] as number, rows.plain[row] as number]);
    if (row % sliceRows === sliceRows - 1) yield undefined;
  }
  const intervalOf = (bootstrap: Bootstrap): Interval | null => {
    const bounds = bootstrap.finish(([n, g, u]) =>
      (n === undefined || n === 0 ? null : ((g as number) + factor * (u as number)) / unitsPerCurrency / n));
    return bounds.lo === null ? null : interval95(bounds, 'bootstrap');
  };
  const groupIntervals = own.map(intervalOf);
  const total = createBootstrap({ columns: 3 });
  for (const bootstrap of own) total.merge(bootstrap.state());
  return { total: intervalOf(total), groups: groupIntervals };
}
