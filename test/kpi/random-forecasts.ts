import fc from 'fast-check';
import type { Row, Rows } from '../fixtures/tables.js';
import { isoDay } from './deal-fixtures.js';
import { randomDeals } from './random-deals.js';
import { dayFromCivil } from '../../src/model/zone.js';

/** Months lie around those of the random deals: June 2024 to August 2025. */
const firstOf = (month: number): string => isoDay(dayFromCivil(2024 + Math.floor(month / 12), (month % 12) + 1, 1));

const period = fc.tuple(fc.integer({ min: 4, max: 19 }), fc.constantFrom(1, 1, 1, 3)).map(([month, length]) => {
  const start = length === 3 ? month - (month % 3) : month;
  return { period_start: firstOf(start), period_end: firstOf(start + length) };
});

const forecast = (series: fc.Arbitrary<string | null>): fc.Arbitrary<Row> => fc.record({
  at: period, made: fc.integer({ min: -40, max: 40 }), undated: fc.integer({ min: 0, max: 9 }).map((n) => n === 0), series,
  category: fc.constantFrom('commit', 'commit', 'commit', 'best case', null), amount: fc.option(fc.integer({ min: -100, max: 200_000 }).map((cents) => cents / 4), { nil: null, freq: 12 }),
}).map(({ at, made, undated, ...rest }): Row => {
  const [year, month, day] = at.period_start.split('-').map(Number) as [number, number, number];
  return { ...at, made_at: undated ? null : isoDay(dayFromCivil(year, month, day) + made), ...rest };
});

/** Snapshots that agree in series, period, category and instant are left to tests of their own: each of them is told apart. */
const distinct = (rows: readonly Row[]): Row[] =>
  [...new Map(rows.map((row) => [JSON.stringify([row['series'], row['period_start'], row['period_end'], row['made_at']]), row])).values()];

export const forecastsOf = (...series: readonly (string | null)[]): fc.Arbitrary<readonly Row[]> =>
  fc.array(forecast(fc.constantFrom(...series)), { minLength: 1, maxLength: 80 }).map(distinct);

/** Deals with forecasts by owner and of all, some late, some without date or amount, of two lengths. */
export const forecastCompany = (...series: readonly (string | null)[]): fc.Arbitrary<Rows> =>
  fc.record({ deals: randomDeals, forecasts: forecastsOf(...series) });

/** Windows of one to fifteen months. */
export const monthWindow = fc.tuple(fc.integer({ min: 4, max: 17 }), fc.integer({ min: 1, max: 15 })).map(([start, length]) => ({ start: firstOf(start), end: firstOf(start + length) }));
