import { missingDay } from '../model/table.js';
import { monthIndexOf } from './calendar-units.js';
import type { CellMap, Cells } from './cells.js';
import type { ChurnRows } from './churn-rows.js';
import { lostAtPeriod } from './contract-age.js';
import type { KpiContext } from './context.js';
import { separator } from './cross-codes.js';
import type { GroupIndex } from './define-kpi.js';
import { GrowingHistogram } from './growing-histogram.js';
import { sparseTally } from './month-tally.js';
import { earlyDays } from './tenure-bands.js';
import { valueOfKey } from './value-key.js';

/** First stays of one group as known at asOf, whatever the period. */
export interface LifeCells extends Cells {
  /** First stays by length in local days: ended, and still going on. */
  readonly ended: Float64Array;
  readonly staying: Float64Array;
  /** Month of the beginning (months since year 0) → customers `n` and, by completed months, those `lost`. */
  readonly cohorts: CellMap;
  /** Rep × product × segment → customers watched for 90 days `n`, and those of them who left early `won`. */
  readonly early: CellMap;
}

/** Cohorts shown, and months they are followed: three years. */
export const cohortMonths = 36;

/** Rep and kind of customer, from a key of {@link LifeCells.early}. */
export const parseEarlyKey = (key: string): { readonly owner: string | null; readonly kind: string } => {
  const at = key.indexOf(separator);
  return { owner: valueOfKey(key.slice(0, at)), kind: key.slice(at + 1) };
};

interface Cohort { n: number; readonly lost: Float64Array }

/** Lives per group: one pass over the customers. Stays begun at an unknown time are in no cohort (rule 3). */
export const lifeCells = (context: KpiContext, rows: ChurnRows, groupOf: GroupIndex | null, groups: number): readonly LifeCells[] => {
  const { stayFrom, startDay, endDay, endMs } = rows.stays;
  const kinds = rows.kinds();
  const early = sparseTally(groups, kinds.keys.length);
  const found = Array.from({ length: groups }, () => ({ ended: new GrowingHistogram(), staying: new GrowingHistogram(), cohorts: new Map<number, Cohort>() }));
  const firstMonth = monthIndexOf(context.asOfDay) - cohortMonths;
  for (let row = 0; row < rows.length; row++) {
    const group = groupOf === null ? 0 : (groupOf[row] as number);
    const own = found[group];
    const stay = stayFrom[row] as number;
    const start = startDay[stay] as number;
    if (own === undefined || start === missingDay) continue;
    const end = endDay[stay] as number;
    const hasEnded = endMs[stay] !== Infinity;
    (hasEnded ? own.ended : own.staying).add(end - start);
    if (context.asOfDay - start >= earlyDays) early.add(group, kinds.codes[row] as number, hasEnded && end - start <= earlyDays);
    const month = monthIndexOf(start);
    if (month < firstMonth) continue;
    let cohort = own.cohorts.get(month);
    if (cohort === undefined) own.cohorts.set(month, cohort = { n: 0, lost: new Float64Array(cohortMonths + 1) });
    cohort.n++;
    const lostAt = hasEnded ? lostAtPeriod(start, end, 1) : Infinity;
    if (lostAt <= cohortMonths) cohort.lost[lostAt] = (cohort.lost[lostAt] as number) + 1;
  }
  return found.map(({ ended, staying, cohorts }, group): LifeCells => ({
    ended: ended.trimmed(), staying: staying.trimmed(),
    cohorts: new Map([...cohorts].sort(([a], [b]) => a - b).map(([month, { n, lost }]) => [String(month).padStart(6, '0'), { n, lost }] as const)),
    early: early.mapOf(group, kinds.keys),
  }));
};
