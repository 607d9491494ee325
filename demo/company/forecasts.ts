import { currency, reps, until, type Rep } from './cast.js';
import type { Sale } from './deals.js';
import type { Row } from './leads.js';
import type { Random } from './random.js';
import { dayMs, iso, isoDate, minuteMs } from './time.js';

const quarterStart = (quarter: number): number => Date.UTC(2022, 6 + quarter * 3, 1);
const quarters = 12;

/** When a quarter is forecast, in days before it begins: how much of what comes is foreseen by then, how far a guess strays, and how much of a habit to promise too much is left. */
const rounds = [
  { leadDays: 95, foreseen: 0.35, spread: 0.2, habit: 1 },
  { leadDays: 62, foreseen: 0.5, spread: 0.16, habit: 1 },
  { leadDays: 31, foreseen: 0.75, spread: 0.12, habit: 1 },
  { leadDays: 2, foreseen: 0.92, spread: 0.07, habit: 1 },
  { leadDays: -40, foreseen: 0.97, spread: 0.04, habit: 0.5 },
] as const;

const wonBetween = (sales: readonly Sale[], fromMs: number, toMs: number): number =>
  sales.reduce((sum, sale) => sum + (sale.closedMs >= fromMs && sale.closedMs < toMs ? sale.amount : 0), 0);

/** Every rep's forecasts of the past quarters and the next one: a commit and a best case, five times each. Krüger promises too much, every time. */
export const makeForecasts = (random: Random, sales: readonly Sale[]): Row[] => {
  const rows: Row[] = [];
  const add = (rep: Rep, quarter: number, madeMs: number, category: string, amount: number): void => {
    rows.push({
      made_at: iso(madeMs), period_start: isoDate(quarterStart(quarter)), period_end: isoDate(quarterStart(quarter + 1)), series: rep.id, category,
      amount: Math.round(amount / 100) * 100, currency,
    });
  };
  for (let quarter = 1; quarter <= quarters; quarter++) {
    const [beforeMs, startMs, endMs] = [quarterStart(quarter - 1), quarterStart(quarter), quarterStart(quarter + 1)];
    for (const rep of reps) {
      const own = sales.filter((sale) => sale.lead.rep === rep);
      const [before, actual] = [wonBetween(own, beforeMs, startMs), wonBetween(own, startMs, endMs)];
      for (const { leadDays, foreseen, spread, habit } of rounds) {
        const madeMs = startMs - leadDays * dayMs + (12 * 60 + random.whole(0, 300)) * minuteMs;
        const guess = 1 + spread * random.normal();
        const optimism = 0.12 + 0.12 * random.unit();
        if (madeMs >= until || Date.parse(rep.startedAt) >= madeMs) continue;
        const basis = endMs <= until ? foreseen * actual + (1 - foreseen) * before : before;
        const commit = Math.max(0, basis * (1 + habit * (rep.forecastBias - 1)) * guess);
        add(rep, quarter, madeMs, 'commit', commit);
        add(rep, quarter, madeMs, 'best case', commit * (1 + optimism));
      }
    }
  }
  return rows;
};
