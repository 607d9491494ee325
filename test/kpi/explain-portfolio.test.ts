import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { churn } from '../../src/kpi/churn.js';
import { createContext } from '../../src/kpi/create-context.js';
import { forecastAccuracy } from '../../src/kpi/forecast-accuracy.js';
import { productPerformance } from '../../src/kpi/product-performance.js';
import type { Drivers } from '../../src/model/drivers.js';
import { tablesOf, type Row, type Rows } from '../fixtures/tables.js';
import { repeat, sub } from './churn-fixtures.js';
import { contextOf } from './deal-fixtures.js';
import { expectExact, final, first, partsOf, sumOf } from './explained.js';
import { contextOf as forecasts, forecastOf, quarterStart, wonIn } from './forecasts.js';
import { sold } from './products.js';
import { asOf, dateOf } from './random-customers.js';
import { Told } from './told.js';

describe('churn: why it changed', () => {
  // 2023: S 2 of 10, L 0 of 10 → 10 %. 2024: S 2 of 8, L 2 of 10, new S customers 0 of 2 → 20 %.
  const customers = (prefix: string, n: number, gone2023: number, gone2024: number, from = '2022-01-01'): Row[] =>
    repeat(n, (i) => sub(`${prefix}${i}`, from, i < gone2023 ? '2023-06-01' : i < gone2023 + gone2024 ? '2024-06-01' : null));
  const rows: Rows = {
    subscriptions: [...customers('S', 10, 2, 2), ...customers('L', 10, 0, 2), ...customers('N', 2, 0, 0, '2023-03-01')],
    customers: ['S', 'L', 'N'].flatMap((prefix) => repeat(10, (i) => ({ id: `${prefix}${i}`, segment: prefix === 'L' ? 'L' : 'S' }))),
  };
  const ask = (query = {}) => first(churn, createContext(tablesOf(rows), { asOf: '2026-01-01' }), { period: { start: '2024-01-01', end: '2025-01-01' }, ...query }).drivers;
  it('by segments of the customers at the start', () => {
    const [mix] = ask() ?? [];
    expect(mix).toMatchObject({ method: 'mix', by: 'segment', unit: 'ratio', before: 0.1, after: 0.2 });
    // S .2 → .2 (2 of 10 each year, two of them new), L 0 → .2; half of the customers each time.
    expect(partsOf(mix)).toEqual({ 'L rate': 0.1, 'L mix': 0, 'S rate': 0, 'S mix': 0 });
  });
  it('by tenure each period has its own', () => {
    const [mix] = ask({ explain: { by: 'tenure' } }) ?? [];
    expect(mix?.by).toBe('tenure');
    expect(sumOf(mix as Drivers)).toBeCloseTo(0.1, 9);
    expect(mix?.parts.filter(({ kind }) => kind === 'mix').map(({ key }) => key)).toEqual(['366+', '91-365']);
  });
  it('not by why they left: whoever stayed has no reason', () => {
    expect(ask({ explain: { by: 'end_reason' } })).toBeNull();
    expect(ask({ filter: { voluntary: ['voluntary'] } })).toBeNull();
  });
  it('the same customers weigh the same in both periods', () => {
    // Nobody leaves in either year: every replicate says 0.
    const loyal = createContext(tablesOf({ subscriptions: customers('S', 40, 0, 0) }), { asOf: '2026-01-01' });
    const [mix] = final(churn, loyal, { period: { start: '2024-01-01', end: '2025-01-01' } }).drivers ?? [];
    expect(mix?.parts.map(({ value, ci }) => [value, ci?.lo, ci?.hi])).toEqual([[0, 0, 0], [0, 0, 0]]);
  });
});

describe('forecast_accuracy: why it changed', () => {
  /** Owner forecasts and wins of a quarter. */
  const quarter = (index: number, owners: Readonly<Record<string, readonly [forecast: number, won: number]>>): Rows => ({
    forecasts: Object.entries(owners).map(([series, [amount]]) => forecastOf(index, amount, { series })),
    deals: Object.entries(owners).map(([owner_id, [, amount]]) => wonIn(index, amount, { owner_id })),
  });
  const joined = (...parts: readonly Rows[]): Rows => ({ forecasts: parts.flatMap((part) => part.forecasts ?? []), deals: parts.flatMap((part) => part.deals ?? []) });
  const second = { period: { start: quarterStart(1), end: quarterStart(2) } } as const;
  it('owners’ shares of Σ|e|; one that balanced the others counts for the accuracy', () => {
    // First: A 10 too low, B 4 too high → |e| = 6 of 100. Second: A 20 too low, B exact → 20 of 100.
    const rows = joined(quarter(0, { A: [40, 50], B: [54, 50] }), quarter(1, { A: [30, 50], B: [50, 50] }));
    const [errors] = first(forecastAccuracy, forecasts(rows, { asOf: quarterStart(2) }), second).drivers ?? [];
    expect(errors).toMatchObject({ method: 'errors', by: 'owner_id', unit: 'ratio', before: 0.94, after: 0.8 });
    // A: 10/100 → 20/100; B: −4/100 → 0.
    expect(partsOf(errors)).toEqual({ 'A owner': -0.1, 'B owner': -0.04, 'unassigned rest': 0, 'floor rest': 0 });
  });
  it('what the owners’ series do not hold is told, and what the floor of 0 hides', () => {
    // The series of all says 100 and 300; the owner forecasts 50 of it. |e| = 0 of 100, then 200 of 100: accuracy 1, then 0 for −1.
    const rows = joined(quarter(0, { A: [50, 100] }), quarter(1, { A: [50, 100] }), { forecasts: [forecastOf(0, 100, { series: 'all' }), forecastOf(1, 300, { series: 'all' })] });
    const [errors] = first(forecastAccuracy, forecasts(rows, { asOf: quarterStart(2) }), second).drivers ?? [];
    expect([errors?.before, errors?.after]).toEqual([1, 0]);
    // In the first quarter the total has no error and so no direction; in the second A was 50 too low where all were 200 too high.
    expect(partsOf(errors)).toEqual({ 'A owner': 0.5, 'unassigned rest': -2.5, 'floor rest': 1 });
  });
  it('each accuracy is below 0 by what was won in its own period', () => {
    // 100 of 100, then 600 where 200 were won: |e| = 400 of 200. The owner was 100 too low, the total 400 too high: 500 are nobody's.
    const rows = joined(quarter(0, { A: [100, 100] }), quarter(1, { A: [100, 200] }), { forecasts: [forecastOf(0, 100, { series: 'all' }), forecastOf(1, 600, { series: 'all' })] });
    const [errors] = first(forecastAccuracy, forecasts(rows, { asOf: quarterStart(2) }), second).drivers ?? [];
    expect(partsOf(errors)).toEqual({ 'A owner': 0.5, 'unassigned rest': -2.5, 'floor rest': 1 });
  });
  it('without owners’ series there is nobody to name', () => {
    const rows = joined({ forecasts: [forecastOf(0, 100), forecastOf(1, 90)], deals: [wonIn(0, 100), wonIn(1, 100)] });
    expect(first(forecastAccuracy, forecasts(rows, { asOf: quarterStart(2) }), second).drivers).toBeNull();
  });
  it('beyond the largest errors all other owners are one part', () => {
    const owners = (step: number) => Object.fromEntries(repeat(15, (i) => [`o${String(i).padStart(2, '0')}`, [100 - (i + 1) * step, 100] as const]));
    const [errors] = first(forecastAccuracy, forecasts(joined(quarter(0, owners(1)), quarter(1, owners(2))), { asOf: quarterStart(2) }), second).drivers ?? [];
    expect(errors?.parts.filter(({ kind }) => kind === 'owner').map(({ key, isRest }) => isRest === true ? '…' : key)).toEqual(['o04', 'o05', 'o06', 'o07', 'o08', 'o09', 'o10', 'o11', 'o12', 'o13', 'o14', '…']);
  });
});

const june = { period: { start: '2025-06-01', end: '2025-07-01' } } as const;

describe('product_performance: why it changed', () => {
  const line = (deal_id: string, product_id: string, qty: number, price: number): Row => ({ deal_id, product_id, qty, total: qty * price });
  const won = (id: string, on: string): Row => ({ id, status: 'won', created_at: '2025-04-01', closed_at: on });
  it('revenue: A q100→120 p10→9, B q50→40 p40→42 is +200 −400 −40 = −240', () => {
    const context = createContext(tablesOf({
      deals: [won('may', '2025-05-10'), won('june', '2025-06-10')],
      deal_lines: [line('may', 'A', 100, 10), line('may', 'B', 50, 40), line('june', 'A', 120, 9), line('june', 'B', 40, 42)],
    }), { asOf: '2025-07-01' });
    const [sales] = first(productPerformance, context, june).drivers ?? [];
    expect(sales).toMatchObject({ method: 'price-volume-mix', figure: 'revenue', unit: 'money', before: 3000, after: 2760, total: -240 });
    expect(partsOf(sales)).toEqual({ '– volume': 200, '– mix': -400, '– price': -40, '– added': 0, '– dropped': 0, 'unpriced rest': 0 });
  });
  it('added and dropped products are bars of their own; nothing sold in both periods is no answer', () => {
    const rows = (lines: readonly Row[]): Rows => ({ deals: [won('may', '2025-05-10'), won('june', '2025-06-10')], deal_lines: lines });
    const ask = (lines: readonly Row[]) => first(productPerformance, createContext(tablesOf(rows(lines)), { asOf: '2025-07-01' }), june).drivers?.find(({ figure }) => figure === 'revenue');
    expect(partsOf(ask([line('may', 'A', 1, 10), line('may', 'B', 1, 5), line('june', 'A', 1, 10), line('june', 'C', 2, 7)]))).toMatchObject({ '– volume': 0, '– added': 14, '– dropped': -5 });
    expect(ask([line('may', 'A', 1, 10), line('june', 'B', 1, 10)])).toBeUndefined();
  });
  it('each product’s score by its three factors, in logarithms', () => {
    // May: p 1 of 2 won in 10 + 10 days for 100; q the same. June: p 2 of 2 won for 100 each, q as before.
    const of = (product: string, on: string, status: 'won' | 'lost', margin: number): Row => sold(product, status, 9, 2 * margin, margin, {}, on);
    const deals = [
      of('p', '2025-05-20', 'won', 100), of('p', '2025-05-20', 'lost', 100), of('q', '2025-05-20', 'won', 100), of('q', '2025-05-20', 'lost', 100),
      of('p', '2025-06-20', 'won', 100), of('p', '2025-06-20', 'won', 100), of('q', '2025-06-20', 'won', 100), of('q', '2025-06-20', 'lost', 100),
    ];
    const scores = (first(productPerformance, contextOf(deals), june).drivers ?? []).filter(({ figure }) => figure === 'score');
    expect(scores.map(({ subject, method, unit }) => [subject, method, unit])).toEqual([['p', 'logarithms', 'log'], ['q', 'logarithms', 'log']]);
    // p: 100 → 200/150 of the portfolio; its win rate doubled while all of them rose from 2/4 to 3/4.
    expect([scores[0]?.before, scores[0]?.after.toFixed(6), scores[0]?.total.toFixed(9)]).toEqual([100, '133.333333', Math.log(4 / 3).toFixed(9)]);
    expect(partsOf(scores[0])).toEqual({ 'convert factor': Number(Math.log(2 / 1.5).toFixed(9)), 'margin factor': 0, 'speed factor': 0 });
  });
});

describe('for any data', () => {
  const day = fc.integer({ min: 0, max: 540 });
  const subscription = fc.record({ customer_id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), start: day, length: fc.option(fc.integer({ min: 1, max: 400 }), { nil: null }), product_id: fc.constantFrom('p', 'q', null) })
    .map(({ customer_id, start, length, product_id }): Row => ({ customer_id, started_at: dateOf(start), ended_at: length === null ? null : dateOf(start + length), product_id }));
  const long = { minLength: 12, maxLength: 30 };
  it('the parts add up to the change: churn', () => {
    const told = new Told();
    const period = fc.tuple(fc.integer({ min: 250, max: 330 }), fc.integer({ min: 60, max: 120 })).map(([start, length]) => ({ start: dateOf(start), end: dateOf(start + length) }));
    fc.assert(fc.property(fc.array(subscription, long), period, fc.constantFrom('product_id', 'tenure'), (subscriptions, own, by) => {
      told.add(expectExact(churn, createContext(tablesOf({ subscriptions }), { asOf }), { period: own, explain: { by } }));
    }), { numRuns: 100 });
    expect(told.perCase).toBeGreaterThan(0.9);
  });
  it('the parts add up to the change: forecasts', () => {
    const told = new Told();
    const amount = fc.integer({ min: -20_000, max: 400_000 }).map((cents) => cents / 4);
    const maybe = fc.option(amount, { nil: null, freq: 5 });
    const quarter = fc.record({ A: fc.tuple(maybe, amount), B: fc.tuple(maybe, amount), all: fc.option(amount, { nil: null, freq: 1 }) });
    fc.assert(fc.property(fc.array(quarter, { minLength: 8, maxLength: 8 }), fc.integer({ min: 1, max: 4 }), (quarters, length) => {
      const rows: Rows = {
        forecasts: quarters.flatMap(({ A, B, all }, i) => [['A', A[0]], ['B', B[0]], ['all', all]].flatMap(([series, units]) => (units === null ? [] : [forecastOf(i, units as number, { series })]))),
        deals: quarters.flatMap(({ A, B }, i) => [wonIn(i, A[1], { owner_id: 'A' }), wonIn(i, B[1], { owner_id: 'B' })]),
      };
      told.add(expectExact(forecastAccuracy, forecasts(rows, { asOf: quarterStart(8) }), { period: { start: quarterStart(8 - length), end: quarterStart(8) } }));
    }), { numRuns: 100 });
    expect(told.perCase).toBeGreaterThan(0.9);
  });
  it('the parts add up to the change: products', () => {
    const told = new Told();
    const day = fc.integer({ min: 1, max: 28 }).map((number) => String(number).padStart(2, '0'));
    const line = fc.record({ product_id: fc.constantFrom('p', 'q', 'r', null), qty: fc.option(fc.integer({ min: -1, max: 9 }), { nil: null, freq: 9 }), total: fc.option(fc.integer({ min: -50, max: 2000 }), { nil: null, freq: 9 }) });
    const deal = fc.record({ month: fc.constantFrom('05', '06'), day, status: fc.constantFrom('won', 'won', 'lost', 'open'), lines: fc.array(line, { minLength: 1, maxLength: 3 }), source: fc.constantFrom('Web', 'Fair') });
    fc.assert(fc.property(fc.array(deal, { minLength: 15, maxLength: 40 }), fc.constantFrom({}, { effort: 'touches' }), fc.constantFrom({}, { source: ['Web'] }), (deals, options, filter) => {
      const rows: Rows = {
        deals: deals.map(({ month, day: on, status, source }, i) => ({ id: `d${i}`, status, source, created_at: '2025-04-15', closed_at: status === 'open' ? null : `2025-${month}-${on}` })),
        deal_lines: deals.flatMap(({ lines }, i) => lines.map((own) => ({ deal_id: `d${i}`, ...own }))),
        activities: deals.map((_, i) => ({ deal_id: `d${i}`, occurred_at: '2025-05-02', kind: 'call', actor: 'sales' })),
      };
      told.add(expectExact(productPerformance, createContext(tablesOf(rows), { asOf: '2025-07-01' }), { ...june, options, filter }));
    }), { numRuns: 100 });
    expect(told.perCase).toBeGreaterThan(1.5);
  });
});
