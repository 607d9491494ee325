import { daysBetween } from '../format/date.js';
import { sayCode } from '../i18n/messages.js';
import type { Period } from '../model/period.js';
import type { KpiResult } from '../model/result.js';
import type { ChartContext } from './chart-context.js';

const daysOf = ({ start, end }: Period): number => daysBetween(start, end) ?? 0;

/** Customers are lost over time: a year loses four times what its quarters do. Months and quarters of any length count as equal among themselves. */
const growsWithTime = ({ kpi, period, trend }: KpiResult): boolean => {
  const [first] = trend ?? [];
  if (kpi !== 'churn' || first === undefined) return false;
  const ratio = daysOf(period) / daysOf(first.period);
  return ratio < 0.8 || ratio > 1.25;
};

/** What the points are, where that is something else than the figure above: a median by first contact beside a mean by closing. */
export const trendBasis = ({ messages }: ChartContext, result: KpiResult): string | null =>
  (result.kpi === 'churn' && !growsWithTime(result) ? null : sayCode(messages, `trend.basis.${result.kpi}`, {}));

/** The target as far as it holds for the points; null: there is none, or it is set for a longer time than theirs. */
export const trendTarget = (result: KpiResult): number | null => (growsWithTime(result) ? null : result.target);
