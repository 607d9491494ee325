import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cac } from '../../src/kpi/cac.js';
import { closeRatio } from '../../src/kpi/close-ratio.js';
import { clv } from '../../src/kpi/clv.js';
import { computeKpi, computeSteps } from './with-beside.js';
import { createContext } from '../../src/kpi/create-context.js';
import { pipeline } from '../../src/kpi/pipeline.js';
import { salesCycle } from '../../src/kpi/sales-cycle.js';
import type { Drivers } from '../../src/model/drivers.js';
import type { KpiQuery } from '../../src/model/query.js';
import { tablesOf, type Row, type Rows } from '../fixtures/tables.js';
import { asOf, asOfDay, closedDeal, contextOf, dayOf, engagedDeal, isoDay, repeat } from './deal-fixtures.js';
import { expectExact, final, first, partsOf, sumOf } from './explained.js';
import { company, windowOf } from './random-customers.js';
import { randomDeals, randomFilter } from './random-deals.js';

const june = { period: { start: '2025-06-01', end: '2025-07-01' } } as const;
const inMay = '2025-05-15';

describe('drivers of a change', () => {
  const deals = [...repeat(4, () => closedDeal('won', 10, {}, inMay)), ...repeat(4, () => closedDeal('won', 20))];
  it('are absent unless asked for, null without an earlier period', () => {
    const context = contextOf(deals);
    expect(computeKpi(salesCycle, context, { kpi: 'sales_cycle', ...june })).not.toHaveProperty('drivers');
    expect(first(salesCycle, context, { ...june, explain: false })).not.toHaveProperty('drivers');
    expect(first(salesCycle, context, { ...june, compare: 'none' }).drivers).toBeNull();
    expect(first(salesCycle, context, { period: 'all' }).drivers).toBeNull();
    expect(first(salesCycle, contextOf([], { leads: [] }), june).drivers).toBeNull();
  });
  it('are null when one of the periods has no value', () => {
    expect(first(salesCycle, contextOf(deals.slice(4)), { ...june, period: { start: '2025-06-10', end: '2025-06-20' } }).drivers).toBeNull();
    expect(first(closeRatio, contextOf(deals.slice(4)), june).drivers).toBeNull();
  });
  it('come at once without intervals, and with them in the final answer', () => {
    const steps = computeSteps(salesCycle, contextOf(deals), { kpi: 'sales_cycle', ...june, explain: true });
    const { value } = steps.next();
    expect(value?.drivers?.[0]?.parts.map(({ ci, coversZero }) => [ci, coversZero])).toEqual([[null, null], [null, null]]);
    const answer = final(salesCycle, contextOf(deals), june);
    // Every deal of May took 10 days, every one of June 20: no replicate can say anything else.
    expect(answer.drivers?.[0]?.parts).toEqual([
      { kind: 'rate', key: null, value: 10, ci: { lo: 10, hi: 10, level: 0.95, method: 'bootstrap' }, coversZero: false },
      { kind: 'mix', key: null, value: 0, ci: { lo: 0, hi: 0, level: 0.95, method: 'bootstrap' }, coversZero: true },
    ]);
  });
});

describe('sales_cycle: segments and phases', () => {
  // May: 2 × Web 10 days, 2 × Fair 30 → 20. June: 1 × Web 14, 3 × Fair 30 → 26.
  const deals = [
    ...repeat(2, () => closedDeal('won', 10, { source: 'Web' }, inMay)), ...repeat(2, () => closedDeal('won', 30, { source: 'Fair' }, inMay)),
    closedDeal('won', 14, { source: 'Web' }), ...repeat(3, () => closedDeal('won', 30, { source: 'Fair' })),
  ];
  it('what segments did themselves and what their changed share did add up to the change', () => {
    const { drivers, delta } = first(salesCycle, contextOf(deals), june);
    expect(drivers).toHaveLength(1);
    expect(drivers?.[0]).toMatchObject({ method: 'mix', figure: 'value', subject: null, by: 'source', unit: 'days', before: 20, after: 26, total: 6 });
    expect([delta?.abs, drivers?.[0]?.earlier.start, drivers?.[0]?.period.start]).toEqual([6, '2025-05-01', '2025-06-01']);
    // Web: rate (14 − 10)(.5 + .25)/2 = 1.5, mix (.25 − .5)((10 + 14)/2 − 23) = 2.75; Fair: mix (.75 − .5)(30 − 23) = 1.75.
    expect(partsOf(drivers?.[0])).toEqual({ 'Fair rate': 0, 'Fair mix': 1.75, 'Web rate': 1.5, 'Web mix': 2.75 });
  });
  it('a segment that is only in one period is all mix', () => {
    const [mix] = first(salesCycle, contextOf([...deals, closedDeal('won', 86, { source: 'Shop' })]), june).drivers ?? [];
    // June with the shop: (14 + 90 + 86)/5 = 38; level (20 + 38)/2 = 29; Shop .2·(86 − 29).
    expect(partsOf(mix)).toMatchObject({ 'Shop rate': 0, 'Shop mix': 11.4 });
  });
  it('by the dimension asked for, else the chosen segments, else the first that the data has', () => {
    const context = contextOf(deals.map((row, i) => ({ ...row, owner_id: i % 2 === 0 ? 'Ann' : 'Bo' })));
    const by = (query: Omit<KpiQuery, 'kpi'>) => first(salesCycle, context, { ...june, ...query }).drivers?.[0]?.by;
    expect([by({}), by({ segmentBy: ['owner_id'] }), by({ segmentBy: ['owner_id'], explain: { by: 'source' } }), by({ explain: { by: 'region' } })])
      .toEqual(['source', 'owner_id', 'source', 'region']);
  });
  it('beyond the largest segments all others are one part', () => {
    const many = ['2025-05-10', '2025-06-10'].flatMap((on, month) => repeat(30, (i) => closedDeal('won', 10 + i + month, { source: `s${String(Math.min(i, 20)).padStart(2, '0')}` }, on)));
    const [mix] = first(salesCycle, contextOf(many), june).drivers ?? [];
    const keys = [...new Set(mix?.parts.map(({ key, isRest }) => (isRest === true ? 'rest' : key)))];
    // s20 holds ten deals a month and is the largest, the others hold one each.
    expect(keys).toEqual(['s00', 's01', 's02', 's03', 's04', 's05', 's06', 's07', 's08', 's09', 's20', 'rest']);
    expect(sumOf(mix as Drivers)).toBeCloseTo(1, 9);
  });
  it('by phases too, where the stages are known', () => {
    const won = (id: string, on: string, offerOn: string, more: Row = {}): Row => ({ id, status: 'won', created_at: '2025-05-01', closed_at: on, ...more, first_contact_at: offerOn });
    const context = contextOf([won('a', '2025-05-11', '2025-04-29'), won('b', '2025-06-10', '2025-04-27')], {
      stage_history: [
        { deal_id: 'a', stage: 'Lead', entered_at: '2025-05-01' }, { deal_id: 'a', stage: 'Offer', entered_at: '2025-05-07' },
        { deal_id: 'b', stage: 'Lead', entered_at: '2025-05-01' }, { deal_id: 'b', stage: 'Offer', entered_at: '2025-05-12' },
      ],
    });
    const phases = first(salesCycle, context, june).drivers?.[1];
    // a: 2 before the pipeline, 6 in Lead, 4 in Offer = 12; b: 4, 11, 29 = 44.
    expect(phases).toMatchObject({ method: 'phases', by: null, before: 12, after: 44, total: 32 });
    expect(partsOf(phases)).toEqual({ 'pre_pipeline phase': 2, 'Lead stage': 5, 'Offer stage': 25 });
  });
});

describe('close_ratio: segments', () => {
  const group = (age: number, source: string, n: number, won: number): Row[] => repeat(n, (i) => engagedDeal(age, i < won ? 'won' : 'lost', 30, { source }));
  const halves = { period: { start: isoDay(asOfDay - 200), end: isoDay(asOfDay - 100) } } as const;
  it('before B, after A: mix +.15, rate −.10', () => {
    const deals = [...group(250, 'inbound', 10, 5), ...group(250, 'outbound', 30, 6), ...group(150, 'inbound', 30, 12), ...group(150, 'outbound', 10, 1)];
    const [mix] = first(closeRatio, contextOf(deals), halves).drivers ?? [];
    expect([mix?.method, mix?.by, mix?.unit]).toEqual(['mix', 'source', 'ratio']);
    expect([mix?.before, mix?.after, mix?.total].map((x) => x?.toFixed(9))).toEqual(['0.275000000', '0.325000000', '0.050000000']);
    const parts = partsOf(mix);
    expect((parts['inbound rate'] ?? 0) + (parts['outbound rate'] ?? 0)).toBeCloseTo(-0.1, 9);
    expect((parts['inbound mix'] ?? 0) + (parts['outbound mix'] ?? 0)).toBeCloseTo(0.15, 9);
    // Readable signs: more of the better leads, less of the worse ones, are both a gain.
    expect(parts['inbound mix']).toBeCloseTo(0.5 * (0.45 - 0.3), 9);
    expect(parts['outbound mix']).toBeCloseTo(-0.5 * (0.15 - 0.3), 9);
    expect(parts['– rest']).toBe(0);
  });
  it('with members still open the curve of all is not the mean of the curves: the difference is told', () => {
    const deals = [...group(250, 'Web', 10, 5), ...group(250, 'Fair', 10, 2), ...group(150, 'Web', 8, 4), ...repeat(6, (i) => engagedDeal(101 + i, 'open', 0, { source: 'Fair' })), ...group(101, 'Fair', 4, 2)];
    const result = first(closeRatio, contextOf(deals), { ...halves, options: { horizonDays: 120 } });
    const [mix] = result.drivers ?? [];
    expect(mix?.after).toBeCloseTo(result.value ?? NaN, 9);
    expect(mix?.before).toBeCloseTo(result.delta?.previous.value ?? NaN, 9);
    expect(sumOf(mix as Drivers)).toBeCloseTo(result.delta?.abs ?? NaN, 9);
  });
  it('losses before wins, and deals still open, leave fewer to win', () => {
    const [web, fair] = [{ source: 'Web' }, { source: 'Fair' }];
    const april = [engagedDeal(80, 'won', 10, web), engagedDeal(80, 'lost', 20, fair), engagedDeal(80, 'won', 40, fair)];
    // A fifth is won on day 20, where one of five is lost and four are left; on day 40 half of the three fifths left: one of three has only been seen for 35 days.
    const may = [engagedDeal(52, 'lost', 10, web), engagedDeal(52, 'won', 20, web), engagedDeal(35, 'open', 0, fair), engagedDeal(52, 'won', 40, fair), engagedDeal(52, 'open', 0, web)];
    const { value, drivers } = first(closeRatio, contextOf([...april, ...may]), { period: { start: '2025-05-01', end: '2025-06-01' }, explain: { by: 'source' }, options: { horizonDays: 90 } });
    expect([value, drivers?.length, drivers?.[0]?.after]).toEqual([0.5, 1, 0.5]);
    expect(drivers?.[0]?.before).toBeCloseTo(2 / 3, 9);
  });
  it('on the decided basis by the deals decided', () => {
    const deals = [...repeat(6, (i) => closedDeal(i < 3 ? 'won' : 'lost', 9, { source: 'Web' }, inMay)), ...repeat(8, (i) => closedDeal(i < 2 ? 'won' : 'lost', 9, { source: 'Web' }))];
    const [mix] = first(closeRatio, contextOf(deals), { ...june, options: { basis: 'decided' } }).drivers ?? [];
    expect([mix?.before, mix?.after, partsOf(mix)]).toEqual([0.5, 0.25, { 'Web rate': -0.25, 'Web mix': 0 }]);
  });
  it('a difference of a few deals covers 0, one of many does not', () => {
    const pair = (n: number) => [...group(250, 'Web', n, n / 5), ...group(150, 'Web', n, (2 * n) / 5)];
    const flag = (n: number) => final(closeRatio, contextOf(pair(n)), halves).drivers?.[0]?.parts.find(({ kind }) => kind === 'rate')?.coversZero;
    expect([flag(10), flag(500)]).toEqual([true, false]);
  });
});

describe('pipeline: flows', () => {
  const deal = (id: string, created_at: string, more: Row = {}): Row => ({ id, status: 'open', created_at, closed_at: null, amount: null, ...more });
  const deals = [
    deal('1', '2025-05-20', { amount: 10_000 }), deal('2', '2025-05-20', { amount: 20_000 }), deal('3', '2025-06-10', { amount: 30_000 }), deal('4', '2025-06-10'),
    deal('5', '2025-04-01', { amount: 15_000, status: 'won', closed_at: '2025-06-20' }), deal('6', '2025-05-05', { amount: 8000, status: 'lost', closed_at: '2025-06-30' }),
  ];
  it('53000 + 30000 − 15000 − 8000 = 60000, counted in full', () => {
    const [flows] = final(pipeline, contextOf(deals), june).drivers ?? [];
    expect(flows).toMatchObject({ method: 'flows', unit: 'money', before: 53_000, after: 60_000, total: 7000 });
    expect(partsOf(flows)).toEqual({ 'created flow': 30_000, 'reopened flow': 0, 'won flow': -15_000, 'lost flow': -8000, 'amountChange flow': 0, 'moved flow': 0 });
    expect(flows?.parts.map(({ ci, coversZero }) => [ci, coversZero])).toEqual(repeat(6, () => [null, false]));
  });
  it('lie between the two stocks compared, also a year apart or within an open month', () => {
    const [year] = first(pipeline, contextOf([...deals, deal('0', '2024-01-01', { amount: 500 })]), { ...june, compare: 'year' }).drivers ?? [];
    // 500 before; since then all six came, two of them left.
    expect([year?.before, year?.after, partsOf(year)['created flow'], partsOf(year)['won flow']]).toEqual([500, 60_500, 83_000, -15_000]);
    const open = first(pipeline, contextOf(deals, {}, { asOf: '2025-06-11' }), { period: 'this_month' });
    expect([open.drivers?.[0]?.before, open.drivers?.[0]?.after]).toEqual([open.delta?.previous.value, open.value]);
    expect([open.drivers?.[0]?.before, open.drivers?.[0]?.after]).toEqual([23_000, 83_000]);
  });
  it('are not told without the dates they need', () => {
    expect(first(pipeline, contextOf(deals.map(({ created_at: _, ...row }) => row)), june).drivers).toBeNull();
  });
});

describe('cac: factors', () => {
  const day = (month: string, i: number): string => `2025-${month}-${String(1 + (i % 28)).padStart(2, '0')}`;
  const month = (name: string, leads: number, opportunities: number, won: number, spend: number): { leads: Row[]; deals: Row[]; spend: Row[] } => ({
    leads: repeat(leads, (i) => ({ id: `l${name}${i}`, received_at: day(name, i) })),
    deals: repeat(opportunities, (i) => ({ id: `d${name}${i}`, status: i < won ? 'won' : 'lost', created_at: day(name, 0), closed_at: day(name, i), account_id: `a${name}${i}` })),
    spend: [{ period_start: `2025-${name}-01`, amount: spend, kind: 'marketing' }],
  });
  const [may, inJune] = [month('05', 400, 100, 20, 20_000), month('06', 1000, 300, 48, 60_000)];
  const both = (keys: readonly ('leads' | 'deals' | 'spend')[]): Rows => Object.fromEntries(keys.map((key) => [key, [...may[key], ...inJune[key]]]));
  const ask = (rows: Rows, more: Omit<KpiQuery, 'kpi'> = {}) => first(cac, createContext(tablesOf(rows), { asOf }), { ...june, ...more }).drivers?.[0];

  it('50·(1/.25)·(1/.20) = 1000 → 60·(1/.30)·(1/.16) = 1250: +205.56, −206.94, +251.39', () => {
    const factors = ask(both(['leads', 'deals', 'spend']));
    expect(factors).toMatchObject({ method: 'factors', by: null, unit: 'money', before: 1000, after: 1250, total: 250 });
    expect(partsOf(factors, 2)).toEqual({ 'cost_per_lead factor': 205.56, 'lead_to_opp factor': -206.94, 'opp_to_won factor': 251.39 });
    expect(sumOf(factors as Drivers)).toBeCloseTo(250, 8);
  });
  it('without leads two factors: cost per opportunity and 1/(opportunity → won)', () => {
    // 200 · 5 → 200 · 6.25.
    expect(partsOf(ask(both(['deals', 'spend'])))).toEqual({ 'cost_per_opp factor': 0, 'opp_to_won factor': 250 });
  });
  it('without opportunities cost per lead and 1/(lead → won); without both spend and 1/customers', () => {
    const rows = both(['leads', 'deals', 'spend']);
    const undated = (rows.deals ?? []).map(({ created_at: _, ...row }) => row);
    // 50 · 20 → 60 · 20.8333: (60 − 50)(20 + 20.8333)/2 and (20.8333 − 20)(50 + 60)/2.
    expect(partsOf(ask({ ...rows, deals: undated }), 4)).toEqual({ 'cost_per_lead factor': 204.1667, 'lead_to_won factor': 45.8333 });
    // 20000/20 → 60000/48: 40000(1/20 + 1/48)/2, (1/48 − 1/20)(80000)/2.
    expect(partsOf(ask({ spend: rows.spend as Row[], deals: undated }), 4)).toEqual({ 'spend factor': 1416.6667, 'customers factor': -1166.6667 });
  });
  it('follows a filter, and tells nothing where spend cannot', () => {
    const rows = both(['leads', 'deals', 'spend']);
    const tagged = { leads: rows.leads?.map((row) => ({ ...row, source: 'Web' })), deals: rows.deals?.map((row) => ({ ...row, source: 'Web' })), spend: rows.spend?.map((row) => ({ ...row, channel: 'Web' })) } as Rows;
    expect(ask(tagged, { filter: { channel: ['Web'] } })).toMatchObject({ before: 1000, after: 1250 });
    expect(ask(rows, { filter: { owner_id: ['Ann'] } })).toBeUndefined();
  });
  it('spend is fixed, what is counted varies', () => {
    const answer = final(cac, createContext(tablesOf(both(['leads', 'deals', 'spend'])), { asOf }), june);
    const [lead, , won] = answer.drivers?.[0]?.parts ?? [];
    // About 10 of 50 per lead with 400 and 1000 leads is beyond chance; 20 and 48 wins are few.
    expect([lead?.coversZero, won?.coversZero]).toEqual([false, true]);
    expect(lead?.ci?.method).toBe('bootstrap');
  });
});

describe('clv: factors', () => {
  const revenue = (customer_id: string, on: string, amount: number, margin: number): Row => ({ customer_id, occurred_at: on, amount, margin });
  it('paid months × revenue per paid month × margin share, against a year before', () => {
    const context = createContext(tablesOf({
      customers: [{ id: 'a', first_won_at: '2024-01-10' }, { id: 'b', first_won_at: '2024-03-10' }],
      revenue: [
        revenue('a', '2024-01-15', 100, 50), revenue('b', '2024-03-15', 300, 150),
        revenue('a', '2024-09-15', 200, 150), revenue('b', '2025-02-15', 200, 150), revenue('b', '2025-02-20', 100, 100),
      ],
    }), { asOf });
    const [factors] = first(clv, context, {}).drivers ?? [];
    // A year before: 2 customers, 2 paid months, 400 paid, 200 margin: 1 · 200 · .5 = 100.
    // To date: 4 paid months (February 2025 counts once), 900 paid, 600 margin: 2 · 225 · 2/3 = 300.
    expect(factors).toMatchObject({ method: 'factors', before: 100, after: 300, total: 200, earlier: { end: '2024-07-01' } });
    // Shapley of (1, 200, .5) → (2, 225, 2/3).
    const [r, a, m] = [[1, 2], [200, 225], [1 / 2, 2 / 3]] as const;
    const effect = (x: readonly number[], y: readonly number[], z: readonly number[]): number =>
      ((x[1] ?? 0) - (x[0] ?? 0)) * (2 * (y[0] ?? 0) * (z[0] ?? 0) + (y[0] ?? 0) * (z[1] ?? 0) + (y[1] ?? 0) * (z[0] ?? 0) + 2 * (y[1] ?? 0) * (z[1] ?? 0)) / 6;
    expect(partsOf(factors, 6)).toEqual({
      'retention factor': Number(effect(r, a, m).toFixed(6)), 'arpa factor': Number(effect(a, r, m).toFixed(6)), 'margin factor': Number(effect(m, r, a).toFixed(6)),
    });
  });
  it('with contracts a paid month is a month in service', () => {
    const context = createContext(tablesOf({
      subscriptions: [{ customer_id: 'a', started_at: '2024-05-01', ended_at: null }],
      revenue: [revenue('a', '2024-05-01', 100, 50), revenue('a', '2025-05-01', 100, 50)],
    }), { asOf });
    const [factors] = first(clv, context, {}).drivers ?? [];
    // 61 of 426 days: months rise 426/61-fold, revenue per month falls by twice that, the margin share stays.
    expect([factors?.before, factors?.after, partsOf(factors)['margin factor']]).toEqual([50, 100, 0]);
    expect(sumOf(factors as Drivers)).toBeCloseTo(50, 9);
  });
  it('of cohorts when the question is about cohorts', () => {
    const context = createContext(tablesOf({
      customers: [{ id: 'a', first_won_at: '2025-05-10' }, { id: 'b', first_won_at: '2025-06-10' }],
      revenue: [revenue('a', '2025-05-15', 100, 50), revenue('b', '2025-06-15', 300, 150)],
    }), { asOf });
    expect(first(clv, context, { ...june, options: { basis: 'cohort' } }).drivers?.[0]).toMatchObject({ before: 50, after: 150, earlier: { start: '2025-05-01' }, period: { start: '2025-06-01' } });
  });
});

describe('for any data', () => {
  /** With an earlier period inside the data: days 60 to 340 of its 400. */
  const inside = fc.tuple(fc.integer({ min: 160, max: 240 }), fc.integer({ min: 40, max: 100 }))
    .map(([start, length]) => ({ start: isoDay(dayOf('2024-06-15') + start), end: isoDay(dayOf('2024-06-15') + start + length) }));
  const by = fc.constantFrom('source', 'owner_id', 'segment', 'region', 'score_band');
  it('the parts add up to the change that is shown: deals', () => {
    let told = 0;
    fc.assert(fc.property(randomDeals, inside, randomFilter, by, (rows, period, filter, dimension) => {
      const context = createContext(tablesOf({ deals: rows }), { asOf });
      for (const definition of [salesCycle, closeRatio, pipeline]) told += expectExact(definition, context, { period, filter, explain: { by: dimension } });
      told += expectExact(closeRatio, context, { period, filter, options: { basis: 'decided' } });
    }), { numRuns: 60 });
    expect(told).toBeGreaterThan(50);
  });
  it('the parts add up to the change that is shown: customers', () => {
    let told = 0;
    fc.assert(fc.property(company, windowOf, (rows, period) => {
      const context = createContext(tablesOf(rows), { asOf: '2025-05-01' });
      told += expectExact(cac, context, { period });
      told += expectExact(clv, context, {});
      told += expectExact(clv, context, { period, options: { basis: 'cohort' } });
    }), { numRuns: 60 });
    expect(told).toBeGreaterThan(30);
  });
  it('the same rows in any order give the same bytes, intervals too', () => {
    fc.assert(fc.property(randomDeals.chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray([...rows], { minLength: rows.length }))), inside, ([rows, shuffled], period) => {
      const bytes = (own: readonly Row[]): string[] => [salesCycle, closeRatio, pipeline].map((definition) =>
        JSON.stringify(final(definition, createContext(tablesOf({ deals: own }), { asOf }), { period }).drivers));
      expect(bytes(shuffled)).toEqual(bytes(rows));
    }), { numRuns: 4 });
  });
});
