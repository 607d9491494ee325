import { describe, expect, it } from 'vitest';
import { addCells, subtractCells, type Cell, type Cells } from '../../src/kpi/cells.js';
import { caveatTexts, type CaveatCode } from '../../src/kpi/caveat-texts.js';
import { caveatWriter } from '../../src/kpi/caveats.js';
import { computeKpi } from '../../src/kpi/compute-kpi.js';
import { createContext } from '../../src/kpi/create-context.js';
import { createCut, maxGroups } from '../../src/kpi/create-cut.js';
import { dealRows } from '../../src/kpi/deal-rows.js';
import { differenceOf, interval95 } from '../../src/kpi/interval.js';
import { toMoneyUnits } from '../../src/kpi/money.js';
import { pipeline } from '../../src/kpi/pipeline.js';
import { countReliability, customerReliability, isQuantileReliable, meanReliability, rateReliability, stockReliability } from '../../src/kpi/reliability.js';
import { roundSignificant } from '../../src/kpi/round-result.js';
import { salesCycle } from '../../src/kpi/sales-cycle.js';
import { statusOf } from '../../src/kpi/status.js';
import { stockRows } from '../../src/kpi/stock-rows.js';
import { tablesOf, type Row, type Rows } from '../fixtures/tables.js';
import { closedDeal, codesOf, contextOf, openDeal, repeat } from './deal-fixtures.js';

const caveat = caveatWriter(caveatTexts);

const plain = (rows: Rows, config = {}) => createContext(tablesOf(rows), config);
const asOfDate = (rows: Rows, config = {}) => new Date(plain(rows, config).asOfMs).toISOString();

describe('asOf (rule 4)', () => {
  it('is the first local midnight after the last event, never the wall clock', () => {
    expect(asOfDate({ deals: [{ id: '1', created_at: '2025-03-04T10:00' }, { id: '2', created_at: '2025-02-01T09:00' }] })).toBe('2025-03-05T00:00:00.000Z');
    expect(asOfDate({ deals: [{ id: '1', created_at: '2025-03-04T23:30Z' }] }, { timeZone: 'Europe/Berlin' })).toBe('2025-03-05T23:00:00.000Z');
    expect(asOfDate({ deals: [{ id: '1', created_at: '2025-03-04' }] })).toBe('2025-03-05T00:00:00.000Z');
  });
  it('closings count of closed deals only; expected dates, ends and the day of a meeting never', () => {
    expect(asOfDate({
      deals: [{ id: '1', status: 'open', created_at: '2025-03-04', closed_at: '2025-09-30', expected_close_at: '2026-01-01' }],
      activities: [{ occurred_at: '2025-06-01', kind: 'meeting', booked_at: '2025-03-06' }],
      subscriptions: [{ customer_id: 'c', started_at: '2025-01-01', ended_at: '2027-01-01' }],
    })).toBe('2025-03-07T00:00:00.000Z');
    expect(asOfDate({ deals: [{ id: '1', status: 'won', created_at: '2025-03-04', closed_at: '2025-04-30' }] })).toBe('2025-05-01T00:00:00.000Z');
  });
  it('a last event over 90 days after all others asks for a cut-off', () => {
    const rows = (day: string): Row[] => [{ id: '1', status: 'open', created_at: '2025-01-01', amount: 1 }, { id: '2', status: 'open', created_at: day, amount: 1 }];
    const asked = (day: string, config = {}) => computeKpi(pipeline, plain({ deals: rows(day) }, config), { kpi: 'pipeline' }).caveats.find(({ code }) => code === 'DQ_ASOF_OUTLIER');
    expect(asked('2025-04-02')).toMatchObject({
      params: { date: '2025-04-02' }, en: 'The last date (2025-04-02) lies far after all others: please set the cut-off.',
      de: 'Das letzte Datum (2025-04-02) liegt weit nach allen anderen: bitte Stichtag setzen.',
    });
    expect(asked('2025-04-01')).toBeUndefined();
    expect(asked('2025-04-02', { asOf: '2025-05-01' })).toBeUndefined();
  });
  it('the host may name a date or an instant', () => {
    const deals = [{ id: '1', created_at: '2025-03-04' }];
    expect(asOfDate({ deals }, { asOf: '2025-07-01', timeZone: 'Europe/Berlin' })).toBe('2025-06-30T22:00:00.000Z');
    expect(asOfDate({ deals }, { asOf: '2025-07-01T12:30:00+02:00' })).toBe('2025-07-01T10:30:00.000Z');
    expect(asOfDate({ deals }, { asOf: '2025-07-01T12:30', timeZone: 'Europe/Berlin' })).toBe('2025-07-01T10:30:00.000Z');
    expect(() => plain({ deals }, { asOf: 'yesterday' })).toThrow('yesterday');
    expect(() => plain({ deals }, { asOf: '2025-02-30' })).toThrow('2025-02-30');
  });
  it('rows that begin at or after asOf are dropped and counted', () => {
    const result = computeKpi(pipeline, contextOf([openDeal(5, { amount: 1 }), openDeal(0, { amount: 2 }), openDeal(-9, { amount: 4 })]), { kpi: 'pipeline' });
    expect([result.value, result.provenance.rowsUsed, result.provenance.rowsExcluded]).toEqual([1, 1, 2]);
    expect(result.caveats.find(({ code }) => code === 'DQ_FUTURE')?.en).toBe('2 rows after the cut-off were dropped.');
    expect(result.provenance.rules).toEqual([{ code: 'DQ_FUTURE', table: 'deals', count: 2 }]);
  });
  it('asOf within a day: a period to date is complete', () => {
    const deals = [{ id: '1', status: 'open', created_at: '2025-07-01T08:00', amount: 3 }, { id: '2', status: 'open', created_at: '2025-07-01T18:00', amount: 5 }];
    const result = computeKpi(pipeline, plain({ deals }, { asOf: '2025-07-01T12:00:00Z' }), { kpi: 'pipeline', period: 'all' });
    expect([result.value, result.partial, result.asOf, result.period.end]).toEqual([3, false, '2025-07-01T12:00:00.000Z', '2025-07-02']);
  });
});

describe('money (rule 6)', () => {
  it('is rounded half away from zero to 1/10000', () => {
    expect([1.00005, -1.00005, 0.00004, 2.5].map(toMoneyUnits)).toEqual([10001, -10001, 0, 25000]);
  });
  const deals = [
    { id: '1', status: 'open', created_at: '2025-05-01', amount: 100, currency: 'EUR' }, { id: '2', status: 'open', created_at: '2025-05-01', amount: 100, currency: 'USD' },
    { id: '3', status: 'open', created_at: '2025-05-01', amount: 7, currency: null },
  ];
  const value = (fx: Row[] | null, config: object) => computeKpi(pipeline, plain(fx === null ? { deals } : { deals, fx }, { asOf: '2025-07-01', ...config }), { kpi: 'pipeline' });
  it('is converted once, open deals at asOf, by a rate at most seven days old', () => {
    const rate = (fx_day: string, rate: number) => ({ ccy: 'USD', fx_day, rate });
    expect(value([rate('2025-06-24', 0.9), rate('2025-06-20', 0.5)], { currency: 'EUR' }).value).toBe(197);
    expect(value([rate('2025-06-23', 0.9)], { currency: 'EUR' }).value).toBe(107);
  });
  it('without a rate the amount is missing and counted, the row stays', () => {
    const result = value(null, { currency: 'EUR' });
    expect([result.value, result.n, result.details.nNull, result.currency]).toEqual([107, 3, 1, 'EUR']);
    expect(result.caveats.find(({ code }) => code === 'DQ_FX_MISSING')?.params).toEqual({ n: 1 });
  });
  it('several currencies and none chosen: nothing is added up', () => {
    const result = value(null, {});
    expect([result.value, result.n, result.currency, result.details.nNull]).toEqual([null, 3, null, 3]);
    expect(result.caveats[0]).toMatchObject({ code: 'CURRENCY_MIXED', severity: 'block', params: { n: 3, list: 'EUR, USD' } });
    expect(result.caveats.map(({ code }) => code)).not.toContain('DQ_FX_MISSING');
  });
  it('the only currency of the data is the report currency', () => {
    expect(createContext(tablesOf({ deals: deals.filter(({ currency }) => currency !== 'USD') })).currency).toBe('EUR');
  });
});

describe('filters and segments (rule 8)', () => {
  const deals = [openDeal(9, { amount: 1, source: 'Web' }), openDeal(9, { amount: 2, source: 'Fair' }), openDeal(9, { amount: 4, source: null })];
  const ask = (query: object) => computeKpi(pipeline, contextOf(deals), { kpi: 'pipeline', compare: 'none', ...query });
  it('null is a value of its own', () => {
    expect(ask({ filter: { source: [null] } }).value).toBe(4);
    expect(ask({ filter: { source: ['Web', null] } }).value).toBe(5);
    expect(ask({ segmentBy: ['source'] }).segments.map(({ key }) => key)).toEqual([['Fair'], ['Web'], [null]]);
  });
  it('a dimension that the data lacks is null everywhere', () => {
    expect(ask({ filter: { region: [null] } }).value).toBe(7);
    expect(ask({ filter: { region: ['North'] } }).value).toBe(0);
    expect(ask({ segmentBy: ['region'] }).segments.map(({ key, value }) => [key, value])).toEqual([[[null], 7]]);
  });
  it('a filter that nothing passes is told, and then no target is judged', () => {
    const nothing = ask({ filter: { source: ['Mars'] }, target: 10 });
    expect([nothing.value, nothing.n, nothing.state, nothing.status, nothing.target]).toEqual([0, 0, 'zero', 'unknown', 10]);
    expect(nothing.caveats[0]).toMatchObject({ code: 'E_NO_ROWS', severity: 'block', en: 'Nothing passes this filter.', de: 'Nichts passt zu diesem Filter.' });
    // The deals of that source are all won: nothing is open, and that is judged.
    const closed = computeKpi(pipeline, contextOf([...deals, closedDeal('won', 9, { amount: 8, source: 'Mars' })]), { kpi: 'pipeline', filter: { source: ['Mars'] }, target: 10 });
    expect([closed.value, closed.status, codesOf(closed).includes('E_NO_ROWS')]).toEqual([0, 'bad', false]);
    expect(codesOf(ask({ filter: { source: ['Web'] } }))).not.toContain('E_NO_ROWS');
    const cycle = computeKpi(salesCycle, contextOf([closedDeal('won', 9, { source: 'Web' })]), { kpi: 'sales_cycle', filter: { source: ['Mars'] } });
    expect([cycle.value, ...codesOf(cycle)]).toEqual([null, 'E_NO_ROWS']);
    expect(codesOf(nothing), 'what speaks of cases').toEqual(['E_NO_ROWS']);
  });
  it('two dimensions make pairs', () => {
    const pairs = computeKpi(pipeline, contextOf(deals.map((row, i) => ({ ...row, segment: i === 0 ? 'B2B' : 'B2C' }))), { kpi: 'pipeline', segmentBy: ['segment', 'source'] });
    expect(pairs.segments.map(({ key, value }) => [key, value])).toEqual([[['B2B', 'Web'], 1], [['B2C', 'Fair'], 2], [['B2C', null], 4]]);
  });
  it('joins and bands: account segment, team, product category, score, amount, tenure, months', () => {
    const rows = [openDeal(9, { amount: 500, account_id: 'a', owner_id: 'o1', product_id: 'p', score: 80, segment: null, expected_close_at: '2025-08-09' })];
    const context = contextOf(rows, {
      accounts: [{ id: 'a', segment: 'SMB' }], owners: [{ id: 'o1', team: 'North', started_at: '2025-05-01' }], products: [{ id: 'p', category: 'Hardware' }],
    });
    const keyOf = (name: string) => computeKpi(pipeline, context, { kpi: 'pipeline', segmentBy: [name] }).segments[0]?.key[0];
    expect(['segment', 'team', 'product_category', 'score_band', 'amount_band', 'owner_tenure', 'expected_close_month', 'month', 'owner'].map(keyOf))
      .toEqual(['SMB', 'North', 'Hardware', '75-100', '<1000', 'new', '2025-08', '2025-06', 'o1']);
  });
  it('beyond the largest segments the rest stays in the total', () => {
    const many = repeat(maxGroups + 50, (i) => openDeal(9, { amount: 1, source: `s${i}` }));
    const result = computeKpi(pipeline, contextOf(many), { kpi: 'pipeline', segmentBy: ['source'] });
    expect([result.segments.length, result.value]).toEqual([maxGroups, maxGroups + 50]);
  });
  it('cells of a filter are those of the whole minus the others', () => {
    const context = contextOf(deals);
    const entities = [stockRows(context), dealRows(context)];
    const period = context.calendar.resolve('all', context);
    const cells = (filter: object, by: string[] = []) => pipeline.cells(context, { period, cut: createCut(filter as never, by, entities), target: null, options: {} });
    const [fair, web] = cells({}, ['source']);
    // The largest deal and the list of few deals are no sums: they are added, never taken away. A stage that lost all its deals stays with zeros.
    const sums = (of: unknown): Cells => { const { top: _, chances: __, stages: ___, ...rest } = of as Record<string, Cell>; return rest; };
    expect(subtractCells(subtractCells(sums(cells({})[0]), sums(fair)), sums(web))).toEqual(sums(cells({ source: [null] })[0]));
    expect(sums(addCells(fair as Cells, web as Cells))).toEqual(sums(cells({ source: ['Fair', 'Web'] })[0]));
  });
});

describe('reliability, status, change', () => {
  const ci = (lo: number, hi: number) => interval95({ lo, hi }, 'x');
  it('a rate by cases and width', () => {
    expect([rateReliability(0, null), rateReliability(9, ci(0.4, 0.5)), rateReliability(29, ci(0.4, 0.5)), rateReliability(30, ci(0.4, 0.5))]).toEqual(['none', 'unreliable', 'caution', 'ok']);
    expect([rateReliability(50, ci(0.2, 0.61)), rateReliability(50, ci(0.2, 0.41)), rateReliability(50, ci(0.2, 0.39))]).toEqual(['unreliable', 'caution', 'ok']);
  });
  it('a mean by events and relative half-width, a quantile by its tail, money by its count, a stock by its gaps', () => {
    expect([meanReliability(9, 10, ci(9, 11)), meanReliability(40, 10, ci(4, 16)), meanReliability(40, 10, ci(7, 13)), meanReliability(40, 10, ci(8, 12))]).toEqual(['unreliable', 'unreliable', 'caution', 'ok']);
    expect([isQuantileReliable(9, 0.5), isQuantileReliable(10, 0.5), isQuantileReliable(49, 0.9), isQuantileReliable(50, 0.9)]).toEqual([false, true, false, true]);
    expect([countReliability(9), countReliability(12), countReliability(30), customerReliability(29), customerReliability(99), customerReliability(100)]).toEqual(['unreliable', 'caution', 'ok', 'unreliable', 'caution', 'ok']);
    expect([stockReliability(100, 21), stockReliability(100, 20), stockReliability(100, 5), stockReliability(0, 0)]).toEqual(['unreliable', 'caution', 'ok', 'ok']);
  });
  it('status by the interval, the point only when reliable', () => {
    const judge = (value: number, lo: number, hi: number, reliability: 'ok' | 'caution' | 'unreliable', better: 'higher' | 'lower' = 'higher') =>
      statusOf({ value, ci: ci(lo, hi), reliability, isPartial: false, isCensus: false }, 10, better);
    expect([judge(12, 10, 14, 'caution'), judge(12, 8, 16, 'ok'), judge(12, 8, 16, 'caution'), judge(8, 6, 12, 'ok'), judge(8, 6, 9.9, 'caution'), judge(12, 11, 13, 'unreliable')])
      .toEqual(['good', 'good', 'warn', 'warn', 'bad', 'unknown']);
    expect([judge(8, 6, 10, 'caution', 'lower'), judge(12, 10.1, 13, 'ok', 'lower')]).toEqual(['good', 'bad']);
    expect(statusOf({ value: 12, ci: null, reliability: 'ok', isPartial: true, isCensus: false }, 10, 'higher')).toBe('unknown');
  });
  it('the difference of two rates with Wilson intervals is Newcombe’s', () => {
    // 56/70 and 48/80 (Newcombe 1998, table II, method 10): .0524 to .3339.
    const difference = differenceOf({ value: 0.8, ci: ci(0.692, 0.8771) }, { value: 0.6, ci: ci(0.4905, 0.7003) });
    expect(difference?.lo).toBeCloseTo(0.0526, 3);
    expect(difference?.hi).toBeCloseTo(0.3338, 3);
  });
  it('results have 12 significant digits', () => {
    expect([0.1 + 0.2, 1 / 3, 1e-9 / 3, 123456789012.345, -2 / 3].map(roundSignificant)).toEqual([0.3, 0.333333333333, 3.33333333333e-10, 123456789012, -0.666666666667]);
  });
});

describe('caveat texts', () => {
  it('every code has both languages and fills every gap', () => {
    const params = { n: 3, p: 0.25, x: 0.1, h: 90, d: 30, k: 2, c: 'Fair', rep: 'Ann', cell: 'Web', dim: 'owner_id', date: '2050-01-01', list: 'EUR, USD', table: 'deals', column: 'amount', side: 0 };
    for (const code of Object.keys(caveatTexts) as CaveatCode[]) {
      const { en, de } = caveat(code, params);
      expect(`${en} ${de}`, code).not.toMatch(/[{}]|undefined| –/);
      expect(en, code).not.toBe(de);
    }
  });
  it('numbers are written in each language', () => {
    const texts = caveat('SC_TAIL_OPEN', { p: 0.2778 });
    expect([texts.en, texts.de]).toEqual(['28% of deals still open; true cycle is longer.', '28\u00a0% der Deals noch offen; der wahre Zyklus ist länger.']);
    expect(caveat('DQ_FUTURE', { n: 12_345 })).toMatchObject({ en: '12,345 rows after the cut-off were dropped.', de: '12.345 Zeilen nach dem Stichtag verworfen.' });
    expect(caveat('CR_SEASONAL', { x: -0.0625 })).toMatchObject({ en: 'After season the change is -6.3%.', de: 'Saisonbereinigt beträgt die Änderung -6,3\u00a0%.' });
    expect(caveat('FC_BIASED', { side: 1 })).toMatchObject({ en: 'Systematically under.', de: 'Systematisch zu niedrig.' });
  });
  it('the caveats of a result come gravest first, each once', () => {
    const severities = computeKpi(pipeline, contextOf([openDeal(9, { amount: null }), openDeal(9, { amount: 5 }), openDeal(-9)]), { kpi: 'pipeline' }).caveats.map(({ severity }) => severity);
    expect(severities).toEqual([...severities].sort((a, b) => ['block', 'warn', 'info'].indexOf(a) - ['block', 'warn', 'info'].indexOf(b)));
    expect(new Set(codesOf({ caveats: [] })).size).toBe(0);
  });
});
