import { describe, expect, it } from 'vitest';
import { categoryOf } from '../../src/kpi/columns.js';
import { forecastGrid, longestDays } from '../../src/kpi/forecast-grid.js';
import { forecastRows } from '../../src/kpi/forecast-rows.js';
import { forecastSeries } from '../../src/kpi/forecast-series.js';
import { dayFromCivil } from '../../src/model/zone.js';
import { poissonBootstrap } from '../../src/stats/poisson-bootstrap.js';
import type { Row, Rows } from '../fixtures/tables.js';
import { isoDay } from './deal-fixtures.js';
import { ask, asOfQuarter, contextOf, forecastOf, quarters, quarterStart, wonIn } from './forecasts.js';

const of = (rows: Rows) => ask({ deals: [wonIn(0, 100)], ...rows }, {}, asOfQuarter(1));
const ownersOf = (rows: Rows): readonly (string | null)[] => of(rows).details.owners.map(({ id }) => id);
const said = (series: string): readonly Row[] => [forecastOf(0, 30, { series })];

describe('whom a forecast is of', () => {
  it('all, however it is written', () => expect(of({ forecasts: [...said(' All '), forecastOf(0, 90, { series: 'Ann' })] }).details.periods[0]?.forecast).toBe(30));
  it('the owner of that name, also one who is listed twice', () => {
    const ann = { id: 'u1', name: 'Ann' };
    expect(ownersOf({ owners: [ann, ann], forecasts: said('Ann') })).toEqual(['u1']);
  });
  it('a name of two owners is nobody’s but its own', () => {
    expect(ownersOf({ owners: [{ id: 'u1', name: 'Ann' }, { id: 'u2', name: 'Ann' }], forecasts: said('Ann') })).toEqual(['Ann']);
  });
  it('an owner who is listed in two teams is of the first', () => {
    const context = contextOf({ owners: [{ id: 'u1', team: 'North' }, { id: 'u1', team: 'South' }], forecasts: said('u1') });
    expect(forecastSeries(context, categoryOf(context.tables.get('forecasts'), 'series')).dimension('team', Uint32Array.of(1))?.dictionary).toEqual([null, 'North']);
  });
  it('without teams there is no cut by them, nor by what no series is of', () => {
    const context = contextOf({ owners: [{ id: 'u1' }], forecasts: said('u1') });
    const series = forecastSeries(context, categoryOf(context.tables.get('forecasts'), 'series'));
    expect(['team', 'segment', 'source'].map((name) => series.dimension(name, Uint32Array.of(0)))).toEqual([null, null, null]);
  });
});

describe('the rows of the forecasts', () => {
  it('none without the start of a period', () => expect(forecastRows(contextOf({ forecasts: [{ period_end: '2023-04-01', amount: 30 }] }, asOfQuarter(1)))).toBeNull());
  it('categories in the order of their names, rows without one first', () => {
    // One quarter each, so that they are met in this order.
    const categoriesOf = (...given: readonly (string | null)[]) => forecastRows(contextOf({ forecasts: given.map((category, i) => forecastOf(i, 30, { category })) }, asOfQuarter(4)))?.categories;
    const sorted = [null, 'best case', 'commit', 'upside'];
    expect([categoriesOf('upside', 'commit', null, 'best case'), categoriesOf(null, 'upside', 'best case', 'commit'), categoriesOf('commit', 'best case', 'upside', null)]).toEqual([sorted, sorted, sorted]);
  });
  it('of the same amount at the same time that which names its currency counts', () => {
    const [plain, francs] = [forecastOf(0, 100, { currency: null }), forecastOf(0, 100, { currency: 'CHF' })];
    const units = (forecasts: readonly Row[]) => [...forecastRows(contextOf({ forecasts, fx: [{ ccy: 'CHF', fx_day: '2022-12-31', rate: 0.5 }] }, { ...asOfQuarter(1), currency: 'EUR' }))?.amountUnits ?? []];
    expect([units([plain, francs]), units([francs, plain])]).toEqual([[500_000], [500_000]]);
  });
  it('the longest period that can be told is read, one of a day more is counted as incomplete', () => {
    const incomplete = (days: number): number => {
      const context = contextOf({ forecasts: [{ made_at: '2022-12-31', period_start: '2023-01-01', period_end: isoDay(dayFromCivil(2023, 1, 1) + days), amount: 5 }] }, asOfQuarter(1));
      forecastRows(context);
      return context.rules.get('FC_INCOMPLETE', 'forecasts');
    };
    expect([incomplete(longestDays), incomplete(longestDays + 1)]).toEqual([0, 1]);
  });
});

describe('the grid of the forecasts', () => {
  it('of two lengths as frequent and as long as each other the same one, in whatever order they come', () => {
    // January is a month of 31 days, and so long is 10 February to 13 March, which is no month.
    const [january, days] = [[dayFromCivil(2023, 1, 1), dayFromCivil(2023, 2, 1)], [dayFromCivil(2023, 2, 10), dayFromCivil(2023, 3, 13)]] as const;
    const lengthOf = (...periods: readonly (readonly [number, number])[]) => forecastGrid(periods.map(([start]) => start), periods.map(([, end]) => end))?.length;
    expect([lengthOf(january, days), lengthOf(days, january)]).toEqual([{ unit: 'day', count: 31 }, { unit: 'day', count: 31 }]);
  });
  it('a period has a place only as it is: nearly three thousand years later and a day shorter is another', () => {
    const later = longestDays + 1;
    const grid = forecastGrid([5], [36]);
    expect([grid?.indexOf(5, 36), grid?.indexOf(5 + later, 35 + later)]).toEqual([0, -1]);
  });
});

describe('what forecasts are held against', () => {
  const actual = forecastOf(0, 50, { category: 'actual' });
  const forecasts = [forecastOf(0, 40, { category: 'commit' }), actual];
  it('deals that cannot say when they were won leave it to the rows of what happened', () => {
    const { value, details } = ask({ forecasts, deals: [{ id: 'd', status: 'won', amount: 100 }] }, {}, asOfQuarter(1));
    expect([value, details.periods[0]?.actual]).toEqual([0.8, 50]);
  });
});

describe('the owners beside the total', () => {
  it('by id, whatever order they come in', () => {
    const forecasts = ['Bob', 'Cem', 'Ann'].flatMap(said);
    expect([ownersOf({ forecasts }), ownersOf({ forecasts: forecasts.toReversed() })]).toEqual([['Ann', 'Bob', 'Cem'], ['Ann', 'Bob', 'Cem']]);
  });
  it('owners who won nothing at all tell nothing of how much of their error cancels out', () => {
    const { details } = ask({ forecasts: said('Ann'), deals: [wonIn(0, 0, { owner_id: 'Ann' }), wonIn(0, 100, { owner_id: null })] }, {}, asOfQuarter(1));
    expect([details.wape, details.offset]).toEqual([0.7, null]);
  });
  it('who is right every time leans to neither side', () => {
    const each = [0, 1, 2, 3];
    const { details } = ask({ forecasts: each.map((i) => forecastOf(i, 50, { series: 'Ann' })), deals: each.map((i) => wonIn(i, 50, { owner_id: 'Ann' })) }, {}, asOfQuarter(4));
    expect(details.owners.map(({ n, lean }) => [n, lean])).toEqual([[4, null]]);
  });
});

describe('the intervals of an accuracy', () => {
  it('draw periods, each by the date it begins on; those of accuracy and bias from one set of weights', () => {
    // Errors of the eight quarters and what was won in them.
    const [errors, won] = [[10, -6, 11, -15, 13, 0, -40, 20], [90, 126, 99, 165, 117, 140, 100, 110]];
    const { ci, details } = ask(quarters(errors.map((e, i) => (won[i] as number) + e), won), {}, asOfQuarter(8));
    const ids = errors.map((_, i) => quarterStart(i));
    const drawn = (columns: readonly number[][], statistic: (x: number, all: number) => number) =>
      poissonBootstrap(ids, columns, ([x = 0, all = 0]) => (all > 0 ? statistic(x, all) : null));
    const accuracy = drawn([errors.map(Math.abs), won], (error, all) => Math.max(0, 1 - error / all));
    const bias = drawn([errors, won], (signed, all) => signed / all);
    for (const [found, expected] of [[ci, accuracy], [details.biasCi, bias]] as const) {
      expect(found?.lo).toBeCloseTo(expected.lo ?? NaN, 10);
      expect(found?.hi).toBeCloseTo(expected.hi ?? NaN, 10);
    }
  });
});
