import type { Row } from '../fixtures/tables.js';

/**
 * Forecast accuracy once more, row by row: written from the specification alone, for data in UTC and one currency, months or
 * quarters as periods. Slow and plain on purpose.
 */
export interface OracleForecastQuestion {
  readonly forecasts: readonly Row[];
  readonly deals: readonly Row[];
  readonly asOf: string;
  readonly window: { readonly start: string; readonly end: string };
  /** null = the total; else one owner's own forecasts and deals. */
  readonly owner: string | null | 'total';
  readonly leadDays?: number;
}

const ms = (text: unknown): number => Date.parse(`${String(text)}${String(text).length === 10 ? 'T00:00Z' : 'Z'}`);
const units = (amount: unknown): number => Math.sign(Number(amount)) * Math.round(Math.abs(Number(amount)) * 10_000);
const monthsBetween = (start: unknown, end: unknown): number => {
  const [a, b] = [new Date(ms(start)), new Date(ms(end))];
  return (b.getUTCFullYear() - a.getUTCFullYear()) * 12 + b.getUTCMonth() - a.getUTCMonth();
};
const monthsEarlier = (date: string, months: number): string => {
  const at = new Date(ms(date));
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() - months, 1)).toISOString().slice(0, 10);
};

interface Entry { readonly start: string; readonly end: string; readonly forecast: number | null; readonly actual: number }

/** The grid's closed periods with the forecast that counts and what was won. */
const entriesOf = ({ forecasts, deals, asOf, owner, leadDays }: OracleForecastQuestion): Entry[] => {
  const usable = forecasts.filter((row) => row['amount'] !== null && (row['made_at'] === null || ms(row['made_at']) < ms(asOf)));
  const distinct = [...new Map(usable.map((row) => [`${row['period_start']} ${row['period_end']}`, row])).values()];
  const frequency = new Map<number, number>();
  for (const row of distinct) {
    const length = monthsBetween(row['period_start'], row['period_end']);
    frequency.set(length, (frequency.get(length) ?? 0) + 1);
  }
  const [length] = [...frequency].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [0];
  const grid = distinct.filter((row) => monthsBetween(row['period_start'], row['period_end']) === length && ms(row['period_end']) <= ms(asOf));
  return grid.map((period): Entry => {
    const [start, end] = [String(period['period_start']), String(period['period_end'])];
    const inTime = usable.filter((row) => row['period_start'] === start && row['period_end'] === end && (row['category'] === null || row['category'] === 'commit')
      && (row['made_at'] === null || (leadDays === undefined ? ms(row['made_at']) < ms(start) : ms(row['made_at']) <= ms(start) - leadDays * 86_400_000)));
    const latest = new Map<unknown, number>();
    for (const row of [...inTime].sort((a, b) => (a['made_at'] === null ? -Infinity : ms(a['made_at'])) - (b['made_at'] === null ? -Infinity : ms(b['made_at'])))) latest.set(row['series'], units(row['amount']));
    const ofOwners = [...latest].filter(([series]) => series !== 'all');
    const sum = ofOwners.length === 0 ? null : ofOwners.reduce((total, [, amount]) => total + amount, 0);
    const forecast = owner === 'total' ? latest.get('all') ?? sum : latest.get(owner) ?? null;
    const won = deals.filter((deal) => deal['status'] === 'won' && deal['closed_at'] !== null && ms(deal['closed_at']) >= ms(start) && ms(deal['closed_at']) < ms(end)
      && deal['amount'] !== null && (deal['created_at'] === null || ms(deal['created_at']) < ms(asOf)) && (owner === 'total' || deal['owner_id'] === owner));
    return { start, end, forecast, actual: won.reduce((total, deal) => total + units(deal['amount']), 0) };
  }).sort((a, b) => ms(a.start) - ms(b.start));
};

export const oracleForecast = (question: OracleForecastQuestion) => {
  const history = entriesOf(question).filter(({ end }) => ms(end) <= ms(question.window.end));
  const window = history.filter(({ start }) => ms(start) >= ms(question.window.start));
  const used = window.flatMap((entry) => (entry.forecast === null ? [] : [{ ...entry, forecast: entry.forecast }]));
  const length = history[0] === undefined ? 1 : monthsBetween(history[0].start, history[0].end);
  const year = 12 / length;
  const steps = history.length >= 2 * year ? year : 1;
  const before = (start: string): number | null => history.find((entry) => entry.start === monthsEarlier(start, steps * length))?.actual ?? null;
  const mean = (values: readonly number[]): number | null => (values.length === 0 ? null : values.reduce((a, b) => a + b, 0) / values.length);
  const errors = used.map(({ forecast, actual }) => forecast - actual);
  const [sumError, sumActual] = [errors.reduce((sum, e) => sum + Math.abs(e), 0), used.reduce((sum, { actual }) => sum + Math.abs(actual), 0)];
  const moves = history.flatMap(({ start, actual }) => (before(start) === null ? [] : [Math.abs(actual - (before(start) as number))]));
  const both = used.filter(({ start }) => before(start) !== null);
  const [naive, own] = [mean(both.map(({ start, actual }) => Math.abs(actual - (before(start) as number)))), mean(both.map(({ forecast, actual }) => Math.abs(actual - forecast)))];
  const scale = mean(moves);
  const money = (x: number | null): number | null => (x === null ? null : x / 10_000);
  const mae = mean(errors.map(Math.abs));
  const squares = mean(errors.map((e) => e * e));
  return {
    n: used.length, num: sumError / 10_000, den: sumActual / 10_000, coverage: window.length === 0 ? null : used.length / window.length,
    value: sumActual === 0 ? null : Math.max(0, 1 - sumError / sumActual),
    wape: sumActual === 0 ? null : sumError / sumActual, bias: sumActual === 0 ? null : errors.reduce((a, b) => a + b, 0) / sumActual,
    mae: money(mae), rmse: squares === null ? null : Math.sqrt(squares) / 10_000,
    mase: mae === null || scale === null || scale === 0 ? null : mae / scale,
    fva: naive === null || own === null ? null : (naive - own) / 10_000,
    periods: used.map(({ start, end, forecast, actual }) => ({ start, end, forecast: forecast / 10_000, actual: actual / 10_000 })),
  };
};
