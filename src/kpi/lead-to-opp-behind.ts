import type { KpiContext } from './context.js';
import type { Question } from './define-kpi.js';
import { leadClockOf, leadLives } from './lead-life.js';
import { leadHorizon, maturityOf } from './lead-to-opp-cells.js';
import { leadsBehind } from './leads-behind.js';
import type { Behind } from './behind.js';

/** The leads of the period that are as old as the horizon. */
export const leadToOppBehind = (context: KpiContext, { period, cut, options }: Question): Behind => {
  const clock = leadClockOf(options);
  const lives = leadLives(context, clock);
  const { isMature } = maturityOf(context, lives, leadHorizon(options));
  const index = cut.groupOf(lives.rows);
  const wanted = new Set<number>();
  for (let row = 0; row < lives.rows.length; row++) {
    const start = lives.startMs[row] as number;
    if (start >= period.startMs && start < period.endMs && (index === null || index[row] === 0) && isMature(row)) wanted.add(row);
  }
  return { tables: [leadsBehind(context, wanted, clock.dedupe)], fixed: {} };
};
