import { missingDay } from '../model/table.js';
import { quantileOfHistogram } from '../stats/quantile-of-histogram.js';
import type { KpiContext } from './context.js';
import { dealEngagements } from './deal-spans.js';
import { GrowingHistogram } from './growing-histogram.js';

const usualDays = 90;
const fewestWon = 50;
const stepDays = 30;

/**
 * Days within which a deal must be won to count: 90, or with 50 won deals their own p90 from engagement rounded up to 30
 * days. From all won deals, unfiltered, so that every period and segment is measured alike. An option overrides it.
 */
export const closeHorizon = (context: KpiContext, options: Readonly<Record<string, unknown>>): number => {
  const given = options['horizonDays'];
  if (typeof given === 'number' && Number.isInteger(given) && given > 0) return given;
  return context.memo('close-horizon', () => {
    const { rows: { parts }, startDay, bin } = dealEngagements(context);
    const won = new GrowingHistogram();
    let n = 0;
    for (let row = parts[1]; row < parts[2]; row++) {
      if (startDay[row] === missingDay) continue;
      won.add(bin[row] as number);
      n++;
    }
    const p90 = n < fewestWon ? null : quantileOfHistogram(won.counts, 0.9);
    return p90 === null ? usualDays : Math.max(stepDays, Math.ceil(p90 / stepDays) * stepDays);
  });
};
