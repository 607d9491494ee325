import { describe, expect, it } from 'vitest';
import type { Row, Rows } from '../fixtures/tables.js';
import { ask, asOfQuarter, forecastOf, monthStart, quarters, quarterStart, wonIn } from './forecasts.js';

const codesOf = (result: { readonly caveats: readonly { readonly code: string }[] }): string[] => result.caveats.map(({ code }) => code);

/** F=100,120,110,150,130,140; A=90,126,99,165,117,140; F_next 160. */
const F = [100, 120, 110, 150, 130, 140];
const A = [90, 126, 99, 165, 117, 140];
const example: Rows = { ...quarters([...F, 160], A) };

describe('forecast_accuracy: example of the specification', () => {
  const result = ask(example, {}, asOfQuarter(6));
  const { details } = result;
  it('accuracy .925373 = 1 − 55/737, WAPE .074627', () => {
    expect([result.num, result.den, result.n, result.nCensored]).toEqual([55, 737, 6, null]);
    expect([result.value?.toFixed(6), details.wape?.toFixed(6), result.unit]).toEqual(['0.925373', '0.074627', 'ratio']);
  });
  it('bias +.017639, MAE 9.1667, RMSE 10.4163', () => {
    expect([details.bias?.toFixed(6), details.mae?.toFixed(4), details.rmse?.toFixed(4)]).toEqual(['0.017639', '9.1667', '10.4163']);
  });
  it('scale (m = 1) 40, MASE .229167, FVA 40 − 9 = 31', () => {
    // Steps |36| + |27| + |66| + |48| + |23| = 200 over five; six quarters are under two years.
    expect([details.naiveSteps, details.mase?.toFixed(6), details.fva]).toEqual([1, '0.229167', 31]);
  });
  it('next: F 160 → 152 [144; 176], coverage 5/7 = 71.4 %', () => {
    expect(details.next).toMatchObject({ start: '2024-07-01', end: '2024-10-01', forecast: 160, point: 152, n: 6 });
    expect([details.next?.lo.toFixed(9), details.next?.hi.toFixed(9)]).toEqual(['144.000000000', '176.000000000']);
    expect(details.next?.coverage.toFixed(3)).toBe('0.714');
    expect(details.nextReason).toBeNull();
  });
  it('reliability caution, FC_FEW_PERIODS; sd of a_t .0457: not FC_UNSTABLE', () => {
    expect(result.reliability).toBe('caution');
    expect(codesOf(result)).toContain('FC_FEW_PERIODS');
    expect(codesOf(result)).not.toContain('FC_UNSTABLE');
    const a = F.map((f, i) => 1 - Math.abs((A[i] as number) - f) / (A[i] as number));
    const mean = a.reduce((x, y) => x + y, 0) / 6;
    expect(Math.sqrt(a.reduce((sum, x) => sum + (x - mean) ** 2, 0) / 5).toFixed(4)).toBe('0.0457');
  });
  it('periods with forecast, actual, error = forecast − actual and what repeating the last one had said', () => {
    expect(details.periods.map(({ start, end, forecast, actual, error, naive }) => [start, end, forecast, actual, error, naive])).toEqual([
      ['2023-01-01', '2023-04-01', 100, 90, 10, null], ['2023-04-01', '2023-07-01', 120, 126, -6, 90], ['2023-07-01', '2023-10-01', 110, 99, 11, 126],
      ['2023-10-01', '2024-01-01', 150, 165, -15, 99], ['2024-01-01', '2024-04-01', 130, 117, 13, 165], ['2024-04-01', '2024-07-01', 140, 140, 0, 117],
    ]);
    expect([details.coverage, details.uncovered]).toEqual([1, []]);
  });
  it('rolling accuracy over four quarters: 1 − 42/480, 1 − 45/507, 1 − 39/521; the naive one lags a quarter', () => {
    expect(details.periods.map(({ rolling }) => rolling?.toFixed(6) ?? null)).toEqual([null, null, null, '0.912500', '0.911243', '0.925144']);
    // 36 + 27 + 66 + 48 = 177 over 126 + 99 + 165 + 117 = 507; then 27 + 66 + 48 + 23 = 164 over 521.
    expect(details.periods.map(({ rollingNaive }) => rollingNaive?.toFixed(6) ?? null)).toEqual([null, null, null, null, (1 - 177 / 507).toFixed(6), (1 - 164 / 521).toFixed(6)]);
    expect(details.naiveAccuracy?.toFixed(6)).toBe((1 - 200 / 647).toFixed(6));
  });
  it('interval by the bootstrap over periods, also of the bias', () => {
    expect([result.ci?.method, details.biasCi?.method]).toEqual(['bootstrap', 'bootstrap']);
    expect(result.ci?.lo).toBeLessThan(0.9254);
    expect(result.ci?.hi).toBeGreaterThan(0.9253);
    expect(ask(example, { interval: 'closed-form' }, asOfQuarter(6))).toEqual(result);
  });
});

describe('forecast_accuracy: edges', () => {
  it('a snapshot exactly at period_start is not used', () => {
    const late = { ...example, forecasts: (example.forecasts ?? []).map((row, i) => (i === 2 ? { ...row, made_at: row['period_start'] } : row)) };
    const { n, details } = ask(late, {}, asOfQuarter(6));
    expect([n, details.coverage?.toFixed(4), details.uncovered]).toEqual([5, '0.8333', [{ start: '2023-07-01', end: '2023-10-01', actual: 99 }]]);
    const justBefore = { ...example, forecasts: (example.forecasts ?? []).map((row, i) => ({ ...row, made_at: i === 2 ? '2023-06-30T23:59' : `${row['made_at']}T12:00` })) };
    expect(ask(justBefore, {}, asOfQuarter(6)).n).toBe(6);
  });
  it('one period: value + unreliable, no interval', () => {
    const result = ask(quarters([100, 160], [90]), {}, asOfQuarter(1));
    expect([result.value?.toFixed(6), result.n, result.reliability, result.ci]).toEqual(['0.888889', 1, 'unreliable', null]);
    expect([result.details.next, result.details.nextReason, result.status]).toEqual([null, 'too-few-periods', 'unknown']);
  });
  it('F = 0, A > 0: accuracy 0, q skips it', () => {
    const result = ask(quarters([0, 160], [90]), {}, asOfQuarter(1));
    expect([result.value, result.details.wape, result.state]).toEqual([0, 1, 'zero']);
    const more = ask(quarters([0, 100, 100, 100, 200], [90, 90, 110, 100]), {}, asOfQuarter(4));
    expect(more.details.next).toMatchObject({ n: 3, point: 200, coverage: 0.5 });
  });
  it('F = 300, A = 100: WAPE 2, value 0 (raw WAPE shown)', () => {
    const result = ask(quarters([300], [100]), {}, asOfQuarter(1));
    expect([result.value, result.details.wape, result.num, result.den]).toEqual([0, 2, 200, 100]);
  });
  it('A = 0 stays in the sums; ΣA = 0 is null', () => {
    const result = ask(quarters([50, 100], [null, 90]), {}, asOfQuarter(2));
    // The first quarter has a forecast and nothing won: |e| 50 + 10 over 90.
    expect([result.num, result.den, result.n]).toEqual([60, 90, 2]);
    const nothing = ask({ ...quarters([50], []), deals: [wonIn(5, 10)] }, {}, asOfQuarter(1));
    expect([nothing.value, nothing.n, nothing.reliability]).toEqual([null, 1, 'none']);
    expect(codesOf(nothing)).toContain('E_ZERO_DENOM');
  });
  it('negative A (refunds) counts by its size', () => {
    const result = ask(quarters([50, 100], [-50, 100]), {}, asOfQuarter(2));
    expect([result.num, result.den, result.value?.toFixed(6), result.details.bias?.toFixed(6)]).toEqual([100, 150, '0.333333', '0.666667']);
  });
  it('two periods: next with coverage exactly 1/3', () => {
    expect(ask(quarters([100, 100, 200], [90, 110]), {}, asOfQuarter(2)).details.next).toMatchObject({ point: 200, lo: 180, hi: 220, coverage: 0.333333333333 });
  });
  it('from 19 ratios on the two outermost of either side are left out: 18/20, then 17/20 on', () => {
    const n = 19;
    const rows = quarters(Array.from({ length: n + 1 }, () => 100), Array.from({ length: n }, (_, i) => 100 + i));
    // k = ⌊20 · 0.1⌋ = 2: the second smallest and largest ratio, coverage (20 − 4)/20.
    expect(ask(rows, { period: 'all' }, asOfQuarter(n)).details.next).toMatchObject({ lo: 101, hi: 117, point: 109, coverage: 0.8, n });
  });
  it('no later period: next null, with the reason', () => {
    expect(ask(quarters(F, A), {}, asOfQuarter(6)).details).toMatchObject({ next: null, nextReason: 'no-later-period' });
  });
});

describe('forecast_accuracy: which forecast counts', () => {
  const won = [wonIn(0, 100)];
  const at = (forecasts: readonly Row[], query = {}, deals: readonly Row[] = won) => ask({ forecasts, deals }, query, asOfQuarter(1));
  it('the latest made before the period begins, in any order of the rows', () => {
    const rows = [forecastOf(0, 70, {}, 60), forecastOf(0, 90, {}, 10), forecastOf(0, 80, {}, 30), forecastOf(0, 999, {}, -5)];
    expect(at(rows).details.periods[0]?.forecast).toBe(90);
    expect(at(rows.toReversed())).toEqual(at(rows));
  });
  it('option leadDays: made_at <= period_start − L', () => {
    const rows = [forecastOf(0, 70, {}, 60), forecastOf(0, 80, {}, 30), forecastOf(0, 90, {}, 10)];
    const forecast = (leadDays: number) => at(rows, { options: { leadDays } }).details.periods[0]?.forecast ?? null;
    expect([forecast(0), forecast(10), forecast(11), forecast(30), forecast(31), forecast(60), forecast(61)]).toEqual([90, 90, 80, 80, 70, 70, null]);
  });
  it('category commit unless another is chosen; rows without one always count, those of other categories never', () => {
    const rows = [forecastOf(0, 80, { category: 'commit' }, 9), forecastOf(0, 120, { category: 'best case' }, 8), forecastOf(0, 90, { category: 'Pipeline' }, 7)];
    const asked = (options: Row) => at(rows, { options }).details;
    expect([asked({}).periods[0]?.forecast, asked({}).category]).toEqual([80, 'commit']);
    expect([asked({ category: 'best case' }).periods[0]?.forecast, asked({ category: 'BEST CASE' }).category]).toEqual([120, 'best case']);
    expect(asked({ category: 'upside' }).periods).toEqual([]);
    const plain = at([...rows, forecastOf(0, 85, { category: null }, 8)]).details;
    expect(plain.periods[0]?.forecast).toBe(85);
    // The only category there is, whatever it is called.
    expect(at([forecastOf(0, 80, { category: 'Upside' })]).details).toMatchObject({ category: 'Upside', coverage: 1 });
    // A plan that tells the forecast from the budget.
    expect(at([forecastOf(0, 80, { category: 'budget' }), forecastOf(0, 90, { category: 'Forecast' })]).details).toMatchObject({ category: 'Forecast', periods: [{ forecast: 90 }] });
  });
  it('by category as segments: each against all that was won', () => {
    const rows = [forecastOf(0, 80, { category: 'commit' }), forecastOf(0, 120, { category: 'best case' })];
    const { segments, value } = at(rows, { segmentBy: ['category'] });
    expect(segments.map(({ key, value: own, details }) => [key[0], own, details?.periods[0]?.actual])).toEqual([['best case', 0.8, 100], ['commit', 0.8, 100]]);
    expect(value).toBe(0.8);
  });
  it('of the same series, period, category and instant the row updated last, then the greater content', () => {
    const rows = [
      forecastOf(0, 80, { updated_at: '2022-12-20' }), forecastOf(0, 95, { updated_at: '2022-12-22' }), forecastOf(0, 70, { updated_at: '2022-12-22' }), forecastOf(0, 99, { updated_at: null }),
    ];
    const result = at(rows);
    expect(result.details.periods[0]?.forecast).toBe(95);
    expect(result.caveats.find(({ code }) => code === 'DQ_DUPLICATES')?.params).toEqual({ n: 3 });
    expect([result.provenance.rowsUsed, result.provenance.rowsExcluded]).toEqual([2, 3]);
    expect(at(rows.toReversed())).toEqual(result);
  });
  it('all, where it has one for the period; else the sum of the owners’ latest', () => {
    const owners = (quarter: number) => [forecastOf(quarter, 30, { series: 'Ann' }), forecastOf(quarter, 40, { series: 'Bob' }, 40), forecastOf(quarter, 20, { series: 'Bob' }, 20)];
    const { periods } = ask({ forecasts: [forecastOf(0, 77, { series: 'all' }), ...owners(0), ...owners(1)], deals: [wonIn(0, 60), wonIn(1, 60)] }, {}, asOfQuarter(2)).details;
    expect(periods.map(({ forecast }) => forecast)).toEqual([77, 50]);
  });
  it('owners and segments are never added to each other', () => {
    const forecasts = [forecastOf(0, 30, { series: 'Ann' }), forecastOf(0, 40, { series: 'Bob' }), forecastOf(0, 25, { series: 'B2B' }), forecastOf(0, 45, { series: 'B2C' })];
    const deals = [wonIn(0, 100, { owner_id: 'Ann', segment: 'B2B' }), wonIn(0, 10, { owner_id: 'Bob', segment: 'B2C' })];
    expect(at(forecasts, {}, deals).details.periods[0]?.forecast).toBe(70);
    const by = (dimension: string) => at(forecasts, { segmentBy: [dimension] }, deals).segments.map(({ key, details }) => [key[0], details?.periods[0]?.forecast, details?.periods[0]?.actual]);
    expect(by('segment')).toEqual([['B2B', 25, 100], ['B2C', 45, 10]]);
    expect(by('owner_id')).toEqual([['Ann', 30, 100], ['Bob', 40, 10]]);
  });
  it('by product, known by id or by name', () => {
    const rows: Rows = {
      products: [{ id: 'p1', name: 'Start' }, { id: 'p2', name: 'Team' }], forecasts: [forecastOf(0, 30, { series: 'p1' }), forecastOf(0, 40, { series: 'Team' })],
      deals: [wonIn(0, 40, { product_id: 'p1' }), wonIn(0, 50, { product_id: 'p2' })],
    };
    const { segments, num, den } = ask(rows, { segmentBy: ['product_id'] }, asOfQuarter(1));
    expect(segments.map(({ key, value }) => [key[0], value])).toEqual([['p1', 0.75], ['p2', 0.8]]);
    expect([num, den]).toEqual([20, 90]);
  });
  it('the total is the same however it is segmented', () => {
    const forecasts = [forecastOf(0, 77, { series: 'all' }), forecastOf(0, 30, { series: 'Ann' }), forecastOf(0, 25, { series: 'B2B', category: 'commit' }), forecastOf(0, 99, { series: 'all', category: 'best case' }, 0.5)];
    const deals = [wonIn(0, 100, { owner_id: 'Ann', segment: 'B2B', source: 'Web' })];
    const { value, num, den, n, ci, phases, details } = at(forecasts, {}, deals);
    for (const segmentBy of [['owner_id'], ['segment'], ['source'], ['category'], ['category', 'owner_id']]) expect(at(forecasts, { segmentBy }, deals)).toMatchObject({ value, num, den, n, ci, phases, details });
  });
  it('an owner may be called by name', () => {
    const rows: Rows = {
      owners: [{ id: 'u1', name: 'Ann Lee', team: 'North' }, { id: 'u2', name: 'Bo', team: 'South' }],
      forecasts: [forecastOf(0, 30, { series: 'Ann Lee' }), forecastOf(0, 40, { series: 'u2' })], deals: [wonIn(0, 25, { owner_id: 'u1' }), wonIn(0, 50, { owner_id: 'u2' })],
    };
    const result = ask(rows, { segmentBy: ['team'] }, asOfQuarter(1));
    expect(result.details.owners.map(({ id, forecast, actual }) => [id, forecast, actual])).toEqual([['u1', 30, 25], ['u2', 40, 50]]);
    expect(result.segments.map(({ key, value }) => [key[0], value])).toEqual([['North', 0.8], ['South', 0.8]]);
  });
  it('won by closing date in [start, end), of any owner and type, deals without amount add nothing', () => {
    const deals = [
      { id: 'a', status: 'won', closed_at: '2023-01-01', amount: 40, type: 'renewal' }, { id: 'b', status: 'won', closed_at: '2023-03-31', amount: 60 }, { id: 'c', status: 'won', closed_at: '2023-04-01', amount: 500 },
      { id: 'd', status: 'lost', closed_at: '2023-02-01', amount: 700 }, { id: 'e', status: 'open', closed_at: null, amount: 900 }, { id: 'f', status: 'won', closed_at: '2023-02-01', amount: null },
    ];
    expect(at([forecastOf(0, 90)], {}, deals).details.periods[0]).toMatchObject({ actual: 100, error: -10 });
  });
});

describe('forecast_accuracy: the grid of periods', () => {
  const month = (i: number, amount: number): Row => ({ made_at: '2022-12-01', period_start: monthStart(i), period_end: monthStart(i + 1), amount });
  it('periods of the most frequent length; the others are left out and counted', () => {
    const rows = { forecasts: [forecastOf(0, 100), forecastOf(1, 100), month(0, 5), month(0, 6), month(0, 7)], deals: [wonIn(0, 100), wonIn(1, 80)] };
    const result = ask(rows, {}, asOfQuarter(2));
    expect(result.details.periods.map(({ start }) => start)).toEqual(['2023-01-01', '2023-04-01']);
    expect(result.caveats.find(({ code }) => code === 'FC_OFF_GRID')).toMatchObject({ params: { n: 3 }, en: '3 forecasts for periods of another length left out.' });
    expect([result.provenance.rowsUsed, result.provenance.rowsExcluded]).toEqual([4, 3]);
  });
  it('of equally frequent lengths the longer', () => {
    const rows = { forecasts: [forecastOf(0, 100), month(0, 5)], deals: [wonIn(0, 100)] };
    expect(ask(rows, {}, asOfQuarter(1)).details.periods.map(({ end }) => end)).toEqual(['2023-04-01']);
  });
  it('quarters of 90, 91 and 92 days are one length, months of 28 to 31 days too', () => {
    expect(ask(quarters(F.slice(0, 4), A.slice(0, 4)), {}, asOfQuarter(4)).n).toBe(4);
    const months = { forecasts: Array.from({ length: 12 }, (_, i) => month(i, 100)), deals: [wonIn(0, 100), wonIn(3, 100)] };
    expect(ask(months, {}, asOfQuarter(4)).n).toBe(12);
  });
  it('only closed periods, wholly in the asked one', () => {
    expect(ask(example, {}, { asOf: '2024-06-30' }).n).toBe(5);
    expect(ask(example, { period: { start: '2023-02-01', end: '2024-05-01' } }, asOfQuarter(6)).details.periods.map(({ start }) => start)).toEqual(['2023-04-01', '2023-07-01', '2023-10-01', '2024-01-01']);
  });
  it('a default of 8 quarters or 12 months by the grid, of eight years where forecasts are yearly', () => {
    const years = { forecasts: [0, 4, 8].map((quarter) => ({ ...forecastOf(quarter, 100), period_end: quarterStart(quarter + 4) })), deals: [wonIn(0, 100)] };
    const months = { forecasts: Array.from({ length: 20 }, (_, i) => month(i, 100)), deals: [wonIn(0, 100)] };
    expect(ask(example, {}, asOfQuarter(6)).period).toMatchObject({ name: 'last_8_quarters', start: '2022-07-01', end: '2024-07-01' });
    expect(ask(months, {}, asOfQuarter(6)).period).toMatchObject({ name: 'last_12_months', start: '2023-07-01', end: '2024-07-01' });
    expect(ask(years, {}, asOfQuarter(8)).period).toMatchObject({ start: '2017-01-01', end: '2025-01-01' });
    const shifted = { ...example, forecasts: [1, 4, 7].map((i) => ({ ...month(i, 100), period_end: monthStart(i + 3) })) };
    expect(ask(shifted, {}, { asOf: '2023-12-15' }).period).toMatchObject({ start: '2021-11-01', end: '2023-11-01' });
  });
  it('the naive forecast goes back a year on the calendar once there are two years', () => {
    const eight = ask(quarters([100, 100, 100, 100, 100, 100, 100, 100], [10, 20, 30, 40, 50, 60, 70, 80]), {}, asOfQuarter(8)).details;
    expect([eight.naiveSteps, eight.periods.map(({ naive }) => naive)]).toEqual([4, [null, null, null, null, 10, 20, 30, 40]]);
    expect(ask(quarters([1, 1, 1, 1, 1, 1, 1], [10, 20, 30, 40, 50, 60, 70]), {}, asOfQuarter(7)).details.naiveSteps).toBe(1);
  });
  it('a gap in the grid is no predecessor; left out of both means', () => {
    const gap = quarters([100, null, 110, 120], [90, 500, 100, 130]);
    // Only the last quarter has its predecessor: |130 − 100| = 30 against |130 − 120| = 10.
    const { fva, mase, mae, periods } = ask(gap, {}, asOfQuarter(4)).details;
    expect(periods.map(({ naive }) => naive)).toEqual([null, null, 100]);
    expect([fva, mae, mase?.toFixed(6)]).toEqual([20, 10, (10 / 30).toFixed(6)]);
  });
  it('MASE is scaled by all closed periods, also before the window', () => {
    const rows = quarters(F, A);
    const last = ask(rows, { period: { start: '2024-01-01', end: '2024-07-01' } }, asOfQuarter(6)).details;
    expect([last.mae, last.mase?.toFixed(6), last.fva]).toEqual([6.5, (6.5 / 40).toFixed(6), 29]);
  });
});

describe('forecast_accuracy: owners', () => {
  const series = (own: Readonly<Record<string, readonly [readonly number[], readonly number[]]>>, more: readonly Row[] = []): Rows => ({
    forecasts: Object.entries(own).flatMap(([id, [forecasts]]) => forecasts.map((amount, i) => forecastOf(i, amount, { series: id }))),
    deals: [...Object.entries(own).flatMap(([id, [, actuals]]) => actuals.map((amount, i) => wonIn(i, amount, { owner_id: id }))), ...more],
  });
  const rows = series({ Ann: [[130, 131, 129, 130], [100, 100, 100, 100]], Bob: [[80, 71, 75, 60], [100, 100, 100, 100]] });
  const { details } = ask(rows, {}, asOfQuarter(4));
  it('each against their own: who promises too much, who too little', () => {
    expect(details.owners.map(({ id, n, forecast, actual, accuracy, bias, lean }) => [id, n, forecast, actual, accuracy, bias, lean])).toEqual([
      ['Ann', 4, 520, 400, 0.7, 0.3, 'over'], ['Bob', 4, 286, 400, 0.715, -0.285, 'under'],
    ]);
  });
  it('offset: errors that cancel out in the total hide 1 − WAPE_total / WAPE_owner', () => {
    // Per quarter +30 −20, +31 −29, +29 −25, +30 −40: |10| + |2| + |4| + |−10| = 26 of 234.
    expect([details.wape, details.offset?.toFixed(6)]).toEqual([26 / 800, (1 - 26 / 234).toFixed(6)]);
    expect(details.owners.map(({ errorShare }) => errorShare?.toFixed(6))).toEqual([(120 / 234).toFixed(6), (114 / 234).toFixed(6)]);
  });
  it('as segments with their own figures; an owner without forecasts is in the total alone', () => {
    const more = ask({ ...rows, deals: [...(rows.deals ?? []), wonIn(0, 50, { owner_id: 'Cid' })] }, { segmentBy: ['owner_id'] }, asOfQuarter(4));
    expect(more.segments.map(({ key, value, n }) => [key[0], value, n])).toEqual([['Ann', 0.7, 4], ['Bob', 0.715, 4]]);
    expect(more.den).toBe(850);
    expect(ask(rows, { filter: { owner_id: ['Bob'] } }, asOfQuarter(4))).toMatchObject({ value: 0.715, num: 114, den: 400 });
  });
  it('an owner may be not set, and is then not everybody', () => {
    const some = series({ Ann: [[130], [100]] }, [wonIn(0, 40, { owner_id: null })]);
    const { segments, value } = ask({ ...some, forecasts: [...(some.forecasts ?? []), forecastOf(0, 30, { series: null })] }, { segmentBy: ['owner_id'] }, asOfQuarter(1));
    expect(segments.map(({ key, value: own }) => [key[0], own])).toEqual([['Ann', 0.7], [null, 0.75]]);
    // 160 forecast, 140 won.
    expect(value?.toFixed(6)).toBe((1 - 20 / 140).toFixed(6));
  });
  it('of more than ten owners a lean is told at a false discovery rate of 10 %', () => {
    // Errors 4, 10, 16, 9: t = 3.96 with 3 degrees of freedom, p .029 by itself; second of twelve it is .17.
    const slight = [[104, 110, 116, 109], [100, 100, 100, 100]] as const;
    const strong = [[130, 131, 129, 130], [100, 100, 100, 100]] as const;
    const even = [[101, 99, 102, 98], [100, 100, 100, 100]] as const;
    const leans = (own: Parameters<typeof series>[0]) => new Map(ask(series(own), {}, asOfQuarter(4)).details.owners.map(({ id, lean }) => [id, lean]));
    const others = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`x${i}`, even]));
    const few = leans({ slight, strong, ...others(8) });
    const many = leans({ slight, strong, ...others(10) });
    expect([few.get('slight'), few.get('strong'), few.get('x1')]).toEqual(['over', 'over', null]);
    expect([many.get('slight'), many.get('strong'), many.get('x1')]).toEqual([null, 'over', null]);
  });
});

describe('forecast_accuracy: phases', () => {
  it('accuracy by how long before the period a forecast was made', () => {
    const made = [[130, 100], [80, 60], [60, 30], [50, 1], [45, -20]] as const;
    const forecasts = [0, 1].flatMap((quarter) => made.map(([off, days]) => forecastOf(quarter, 100 + off - (quarter === 1 ? 5 : 0), {}, days)));
    const { phases } = ask({ forecasts, deals: [wonIn(0, 100), wonIn(1, 100)] }, {}, asOfQuarter(2));
    // 90 days before: 230, 225 for 100 each; 60: 180, 175; 30: 160, 155; at the start 150, 145; in the middle 145, 140.
    expect(phases?.map(({ key, value, n, details }) => [key, value, n, details['wape'], details['bias'], details['atStart']])).toEqual([
      ['before_90', 0, 2, 1.275, 1.275, 0.525], ['before_60', 0.225, 2, 0.775, 0.775, 0.525], ['before_30', 0.425, 2, 0.575, 0.575, 0.525],
      ['start', 0.525, 2, 0.475, 0.475, 0.525], ['middle', 0.575, 2, 0.425, 0.425, 0.525],
    ]);
  });
  it('periods without so early a forecast are left out of that phase, and of what it is compared with', () => {
    const forecasts = [forecastOf(0, 90, {}, 95), forecastOf(0, 100, {}, 1), forecastOf(1, 50, {}, 1)];
    const { phases } = ask({ forecasts, deals: [wonIn(0, 100), wonIn(1, 100)] }, {}, asOfQuarter(2));
    expect(phases?.map(({ key, value, n, details }) => [key, value, n, details['atStart'], details['coverage']])).toEqual([
      ['before_90', 0.9, 1, 1, 0.5], ['before_60', 0.9, 1, 1, 0.5], ['before_30', 0.9, 1, 1, 0.5], ['start', 0.75, 2, 0.75, 1], ['middle', 0.75, 2, 0.75, 1],
    ]);
  });
});

describe('forecast_accuracy: target, status, change, trend', () => {
  const eight = quarters([100, 120, 110, 150, 130, 140, 100, 100, 90], [90, 126, 99, 165, 117, 140, 100, 99]);
  it('without a target one’s own median accuracy of the earlier half', () => {
    // a = 1 − 10/90, 1 − 6/126, 1 − 11/99, 1 − 15/165: median of .888889, .952381, .888889, .909091.
    const result = ask(eight, {}, asOfQuarter(8));
    expect(result.target?.toFixed(6)).toBe((((1 - 1 / 9) + (1 - 15 / 165)) / 2).toFixed(6));
    expect([result.reliability, result.status]).toEqual(['ok', 'good']);
    expect(ask(eight, { target: 0.99 }, asOfQuarter(8)).status).toBe('bad');
    expect(ask({ ...eight, targets: [{ kpi: 'forecast_accuracy', value: 0.9 }] }, {}, asOfQuarter(8)).target).toBe(0.9);
    expect(ask(quarters([100], [90]), {}, asOfQuarter(1)).target).toBeNull();
  });
  it('the eight quarters before are what it is compared with', () => {
    const sixteen = quarters([...Array.from({ length: 8 }, () => 200), ...Array.from({ length: 8 }, () => 100)], Array.from({ length: 16 }, (_, i) => 100 + (i % 3)));
    const { delta } = ask(sixteen, { compare: 'previous' }, asOfQuarter(16));
    expect(delta).toMatchObject({ signal: 'up', previous: { n: 8, period: { start: '2023-01-01', end: '2025-01-01' } } });
  });
  it('a line of accuracies over the year up to each end', () => {
    const { trend } = ask(eight, { trend: { unit: 'quarter', count: 3 } }, asOfQuarter(8));
    // Quarters 3–6: 11 + 15 + 13 + 0 of 521; 4–7: 15 + 13 + 0 + 0 of 522; 5–8: 13 + 0 + 0 + 1 of 456.
    expect(trend?.map(({ period, value, n }) => [period.start, value?.toFixed(6), n])).toEqual([
      ['2024-04-01', (1 - 39 / 521).toFixed(6), 4], ['2024-07-01', (1 - 28 / 522).toFixed(6), 4], ['2024-10-01', (1 - 14 / 456).toFixed(6), 4],
    ]);
  });
});

describe('forecast_accuracy: money, zones and rows', () => {
  it('a forecast is converted at the day it was made, what was won at its closing day', () => {
    const rows: Rows = {
      forecasts: [forecastOf(0, 100, { currency: 'USD' }, 5)], deals: [wonIn(0, 100, { currency: 'USD' })],
      fx: [{ ccy: 'USD', fx_day: '2022-12-27', rate: 0.9 }, { ccy: 'USD', fx_day: '2023-01-10', rate: 0.8 }],
    };
    expect(ask(rows, {}, { ...asOfQuarter(1), currency: 'EUR' }).details.periods[0]).toMatchObject({ forecast: 90, actual: 80 });
    const without = ask({ ...rows, fx: [] }, {}, { ...asOfQuarter(1), currency: 'EUR' });
    expect(without.state).toBe('not-applicable');
  });
  it('periods begin at midnight of the report’s zone', () => {
    const rows: Rows = {
      forecasts: [{ ...forecastOf(0, 100), made_at: '2022-12-31T22:59Z' }, { ...forecastOf(0, 60), made_at: '2022-12-31T23:00Z' }],
      deals: [{ id: 'd', status: 'won', closed_at: '2022-12-31T23:00Z', amount: 100 }, { id: 'e', status: 'won', closed_at: '2023-03-31T22:00Z', amount: 7 }],
    };
    expect(ask(rows, {}, { timeZone: 'Europe/Berlin', asOf: '2023-04-01' }).details.periods[0]).toMatchObject({ forecast: 100, actual: 100 });
  });
  it('every row is used or left out for a reason', () => {
    const forecasts = [
      forecastOf(0, 100), forecastOf(0, null, {}, 2), forecastOf(0, 100, { period_end: null }, 3), forecastOf(0, 100, { period_end: '2022-12-01' }, 4),
      forecastOf(0, 90, { category: 'actual' }), forecastOf(2, 100, { made_at: '2023-04-01' }),
    ].map((row): Row => ({ category: null, ...row }));
    const { provenance, caveats } = ask({ forecasts, deals: [wonIn(0, 100)] }, {}, asOfQuarter(1));
    expect([provenance.rowsUsed, provenance.rowsExcluded]).toEqual([2, 5]);
    expect(provenance.rules).toEqual([
      { code: 'DQ_FUTURE', table: 'forecasts', count: 1 }, { code: 'FC_ACTUAL_UNUSED', table: 'forecasts', count: 1 }, { code: 'FC_INCOMPLETE', table: 'forecasts', count: 3 },
    ]);
    expect(caveats.find(({ code }) => code === 'FC_INCOMPLETE')).toMatchObject({ en: '3 forecasts lack their period or amount: left out.', de: '3 Prognosen ohne Zeitraum oder Betrag ausgelassen.' });
    expect(caveats.find(({ code }) => code === 'FC_ACTUAL_UNUSED')).toMatchObject({ en: '1 row of actual figures left out: deals tell what was won.', severity: 'info' });
  });
});

describe('forecast_accuracy: minimum input', () => {
  it('no forecasts: not-applicable', () => {
    const bare = ask({ deals: [wonIn(0, 100)] }, {}, asOfQuarter(1));
    expect([bare.state, bare.value, bare.caveats[0]?.params]).toEqual(['not-applicable', null, { table: 'forecasts', column: 'period_start' }]);
    expect(ask({ deals: [wonIn(0, 100)], forecasts: [] }, {}, asOfQuarter(1)).state).toBe('empty');
    expect(ask({ deals: [wonIn(0, 100)], forecasts: [forecastOf(0, null)] }, {}, asOfQuarter(1))).toMatchObject({ state: 'not-applicable', caveats: [{ params: { table: 'forecasts', column: 'amount' } }] });
  });
  it('no deals: rows of the category actual take their place, by series too', () => {
    const actual = (quarter: number, amount: number, more: Row = {}): Row => forecastOf(quarter, amount, { category: 'actual', ...more }, -95);
    const rows = { forecasts: [...F.map((amount, i) => forecastOf(i, amount, { category: 'commit' })), ...A.map((amount, i) => actual(i, amount))] };
    expect(ask(rows, {}, { asOf: '2024-08-01' })).toMatchObject({ num: 55, den: 737, n: 6 });
    const series = {
      forecasts: ['Ann', 'Bob'].flatMap((id, k) => [forecastOf(0, 100 + k, { category: 'commit', series: id }), actual(0, 90, { series: id })]),
    };
    expect(ask(series, {}, asOfQuarter(2)).details.owners.map(({ id, forecast, actual: won }) => [id, forecast, won])).toEqual([['Ann', 100, 90], ['Bob', 101, 90]]);
    const missing = ask({ forecasts: [forecastOf(0, 100, { category: 'commit' })] }, {}, asOfQuarter(1));
    expect([missing.state, missing.caveats[0]?.params]).toEqual(['not-applicable', { table: 'deals', column: 'amount' }]);
  });
  it('a period without its actual is not used, never 0', () => {
    const rows = { forecasts: [forecastOf(0, 100, { category: 'commit' }), forecastOf(1, 100, { category: 'commit' }), forecastOf(0, 90, { category: 'actual' }, -95)] };
    expect(ask(rows, {}, asOfQuarter(2))).toMatchObject({ n: 1, den: 90, details: { coverage: 0.5 } });
  });
  it('made_at missing: every row counts, FC_NO_SNAPSHOT_DATE, no phases', () => {
    const bare = { ...example, forecasts: (example.forecasts ?? []).map(({ period_start, period_end, amount }): Row => ({ period_start, period_end, amount })) };
    const result = ask(bare, {}, asOfQuarter(6));
    expect([result.num, result.n, result.phases]).toEqual([55, 6, null]);
    expect(codesOf(result)).toContain('FC_NO_SNAPSHOT_DATE');
  });
  it('series missing: no owners, no offset', () => {
    const { details, caveats } = ask(example, {}, asOfQuarter(6));
    expect([details.owners, details.offset]).toEqual([[], null]);
    expect(caveats.find(({ code }) => code === 'NOT_APPLICABLE')).toMatchObject({ severity: 'info', params: { table: 'forecasts', column: 'series' } });
  });
});
