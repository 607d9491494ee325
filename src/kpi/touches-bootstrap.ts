import { missingDay } from '../model/table.js';
import type { KpiContext } from './context.js';
import type { BootstrapIntervals, Question } from './define-kpi.js';
import { bootstrapMean } from './mean-bootstrap.js';
import { touchLives } from './touches-lives.js';

/** Interval of the mean by the Poisson bootstrap over the leads booked in the period. */
export const touchesBootstrap = (context: KpiContext, { period, cut }: Question): Generator<undefined, BootstrapIntervals> => {
  const lives = touchLives(context);
  const index = cut.groupOf(lives);
  const { startDay, endDay } = context.calendar.daysOf(period);
  return bootstrapMean(cut.groups.length, {
    from: 0, to: lives.length, unit: 1,
    groupOf: (row) => {
      const day = lives.bookedDay[row] as number;
      if (day === missingDay || day < startDay || day >= endDay) return -1;
      return index === null ? 0 : index[row] as number;
    },
    valueOf: (row) => lives.touches[row] as number,
    hashOf: (row) => lives.hashOf(row),
  });
};
