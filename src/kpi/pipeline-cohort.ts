import { missingDay } from '../model/table.js';
import type { CohortFunnel } from '../model/details.js';
import type { Period } from '../model/period.js';
import type { KpiContext } from './context.js';
import { dealRows } from './deal-rows.js';
import type { Question } from './define-kpi.js';
import { maturedCohort } from './matured-cohort.js';
import { furthestStages } from './stage-reach.js';

/**
 * Deals created in the cohort's time by how far they came: after the counts of all and of the won ones, per furthest stage
 * (0 = none) how many, then how many of them were lost there. Empty without stage history.
 */
export const cohortCells = (context: KpiContext, { period, cut }: Question): readonly Float64Array[] => {
  const reach = furthestStages(context);
  if (reach === null) return cut.groups.map(() => new Float64Array(0));
  const rows = dealRows(context);
  const index = cut.groupOf(rows);
  const { startDay, endDay } = context.calendar.daysOf(maturedCohort(context, period));
  const places = reach.stages.length + 1;
  const sums = cut.groups.map(() => new Float64Array(2 + 2 * places));
  for (let row = 0; row < rows.length; row++) {
    const begin = rows.beginDay[row] as number;
    if (begin < startDay || begin >= endDay || begin === missingDay) continue;
    const own = sums[index === null ? 0 : (index[row] as number)];
    if (own === undefined) continue;
    const isWon = (row >= rows.parts[1] && row < rows.parts[2]) || (row >= rows.parts[3] && row < rows.parts[4]);
    const isLost = row >= rows.parts[1] && !isWon;
    // Who won has been through every stage, also those that were skipped.
    const place = isWon ? places - 1 : (reach.rank[row] as number);
    own[0] = (own[0] as number) + 1;
    if (isWon) own[1] = (own[1] as number) + 1;
    own[2 + place] = (own[2 + place] as number) + 1;
    if (isLost) own[2 + places + place] = (own[2 + places + place] as number) + 1;
  }
  return sums;
};

/** The funnel of one entry cohort; null without stage history. */
export const cohortFunnel = (cells: Float64Array, context: KpiContext, period: Period): CohortFunnel | null => {
  const reach = furthestStages(context);
  if (reach === null || cells.length === 0) return null;
  const places = reach.stages.length + 1;
  const reached = new Array<number>(places + 1).fill(0);
  for (let place = places - 1; place >= 0; place--) reached[place] = (reached[place + 1] as number) + (cells[2 + place] as number);
  const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
  return {
    period: maturedCohort(context, period), n: cells[0] as number, won: cells[1] as number,
    stages: reach.stages.map((stage, i) => ({
      stage, reached: reached[i + 1] as number,
      ofPrevious: i === 0 ? null : ratio(reached[i + 1] as number, reached[i] as number),
      ofFirst: ratio(reached[i + 1] as number, reached[1] as number),
      lostHere: cells[2 + places + i + 1] as number,
    })),
  };
};
