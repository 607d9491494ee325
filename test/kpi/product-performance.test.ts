import { describe, expect, it } from 'vitest';
import { exposureWindow, opportunitySlices } from '../../src/kpi/product-effort.js';
import { productRows } from '../../src/kpi/product-rows.js';
import type { EngineConfig } from '../../src/model/config.js';
import type { Row, Rows } from '../fixtures/tables.js';
import { codesOf, contextOf, repeat } from './deal-fixtures.js';
import { ask, course, final, productOf, sold } from './products.js';

/** A: 200 opportunities of 10 days, 80 won at 50 each; B: 40 of 50 days, 10 won at 1000 each. */
const example: Row[] = [...course('A', 80, 120, 10, 50), ...course('B', 10, 30, 50, 1000)];

describe('product_performance: example of the specification', () => {
  const result = ask(example);
  const [a, b] = [productOf(result, 'A'), productOf(result, 'B')];
  it('A: O200 W80 M4000 D2000, B: O40 W10 M10000 D2000', () => {
    expect([a, b].map(({ offered, won, margin, days }) => [offered, won, margin, days])).toEqual([[200, 80, 4000, 2000], [40, 10, 10_000, 2000]]);
  });
  it('A 2.0/day → 57.1, B 5.0 → 142.9, portfolio 3.5 = 100', () => {
    expect([a.score?.toFixed(1), b.score?.toFixed(1)]).toEqual(['57.1', '142.9']);
    expect([result.value, result.num, result.den, result.unit, result.target]).toEqual([100, 14_000, 4000, 'index', 100]);
  });
  it('easeIndex A 177.8, B 22.2', () => expect([a.easeIndex?.toFixed(1), b.easeIndex?.toFixed(1)]).toEqual(['177.8', '22.2']));
  it('A wins on units (80 v 10) and win rate (.40 v .25), loses on score → PP_RANK_CONFLICT, PP_EASY_NOT_VALUABLE', () => {
    expect([a.units, b.units, a.winRate.rate, b.winRate.rate]).toEqual([80, 10, 0.4, 0.25]);
    expect(codesOf(result)).toEqual(expect.arrayContaining(['PP_RANK_CONFLICT', 'PP_EASY_NOT_VALUABLE']));
    expect([a.notes, b.notes]).toEqual([['PP_EASY_NOT_VALUABLE'], []]);
  });
  it('ln(score/100) = convert + margin + speed, and easeIndex = 100·exp(convert + speed)', () => {
    for (const { split, score, easeIndex } of [a, b]) {
      expect((split?.convert ?? 0) + (split?.margin ?? 0) + (split?.speed ?? 0)).toBeCloseTo(Math.log((score ?? 0) / 100), 10);
      expect(100 * Math.exp((split?.convert ?? 0) + (split?.speed ?? 0))).toBeCloseTo(easeIndex ?? 0, 8);
    }
    // A converts .40 against .375, earns 50 against 155.56 a win, takes 10 against 16.67 days.
    expect([a.split?.convert, a.split?.margin, a.split?.speed].map((x) => x?.toFixed(6))).toEqual([0.4 / 0.375, 50 / (14_000 / 90), 1 / (10 / (4000 / 240))].map((x) => Math.log(x).toFixed(6)));
  });
  it('all deals: 90 of 240 won, .375 by Wilson .316–.438; A .4 and B .25 as segments', () => {
    const { rate, n, won, ci, reliability } = result.details.dealWinRate;
    expect([rate, n, won, ci?.lo?.toFixed(3), ci?.hi?.toFixed(3), reliability]).toEqual([0.375, 240, 90, '0.316', '0.438', 'ok']);
    expect(ask(example, { segmentBy: ['product_id'] }).segments.map(({ details }) => details?.dealWinRate.rate)).toEqual([0.4, 0.25]);
  });
  it('the portfolio beside itself is neither met nor missed', () => expect([result.reliability, result.status]).toEqual(['ok', 'unknown']));
  it('n = won deals, nCensored = open deals, all of them judged by their wins', () => {
    expect([result.n, result.nCensored, result.reliability, a.reliability, b.reliability]).toEqual([90, 0, 'ok', 'ok', 'caution']);
  });
});

describe('product_performance: edges', () => {
  it('single product → 100', () => {
    const result = ask(course('A', 12, 3, 10, 50));
    expect([result.value, productOf(result, 'A').score, productOf(result, 'A').easeIndex, productOf(result, 'A').split]).toEqual([100, 100, 100, { convert: 0, margin: 0, speed: 0 }]);
  });
  it('portfolio M <= 0 → null', () => {
    for (const margin of [0, -50]) {
      const result = ask([...course('A', 12, 3, 10, margin), ...course('B', 3, 3, 10, 0)]);
      expect([result.value, result.reliability, productOf(result, 'A').score, productOf(result, 'A').split]).toEqual([null, 'none', null, null]);
      expect(productOf(result, 'A').easeIndex).not.toBeNull();
    }
  });
  it('M_p < 0 → negative score, log split null', () => {
    const { score, split } = productOf(ask([...course('A', 10, 0, 10, -50), ...course('B', 10, 0, 10, 200)]), 'A');
    // −5 a day against 7.5 in all.
    expect([score?.toFixed(4), split]).toEqual(['-66.6667', null]);
  });
  it('D = 0 → null', () => {
    const result = ask([...course('A', 10, 0, 0, 50), ...course('B', 10, 0, 10, 50)]);
    expect([productOf(result, 'A').days, productOf(result, 'A').score, productOf(result, 'A').easeIndex]).toEqual([0, null, null]);
    expect(productOf(result, 'B').score).toBe(50);
    expect(ask(course('A', 10, 0, 0, 50)).value).toBeNull();
  });
  it('no opportunity in the period → null, nothing listed', () => {
    const result = ask(example, { period: { start: '2023-01-01', end: '2023-02-01' } });
    expect([result.value, result.n, result.details.products, result.phases]).toEqual([null, 0, [], null]);
    expect(codesOf(result)).toContain('E_ZERO_DENOM');
  });
  it('nothing won yet: score 0, no split', () => {
    const { score, split, easeIndex, marginPerWin, amountPerWin } = productOf(ask([...course('A', 0, 5, 10, 0), ...course('B', 5, 0, 10, 50)]), 'A');
    expect([score, split, easeIndex, marginPerWin, amountPerWin]).toEqual([0, null, 0, null, null]);
  });
  it('amount per win: the margin a win, or the revenue where a won line has no margin', () => {
    const a = course('A', 8, 0, 10, 50);
    expect(productOf(ask(a), 'A')).toMatchObject({ marginPerWin: 50, amountPerWin: 50 });
    // Eight wins at 100 and one of 1000 without a margin: 1800 / 9.
    expect(productOf(ask([...a, sold('A', 'won', 10, 1000)]), 'A')).toMatchObject({ marginPerWin: null, amountPerWin: 200 });
  });
});

describe('product_performance: exposure in the period', () => {
  const june = { start: '2025-06-01', end: '2025-07-01' };
  const at = (row: Row) => productOf(ask([{ product_id: 'A', amount: 100, margin: 50, ...row }], { period: june }), 'A');
  it('days from creation to closing that lie in the period; asOf for open deals', () => {
    expect(at({ status: 'won', created_at: '2025-06-05', closed_at: '2025-06-15' })).toMatchObject({ offered: 1, won: 1, days: 10 });
    expect(at({ status: 'won', created_at: '2025-01-05', closed_at: '2025-06-15' })).toMatchObject({ offered: 1, won: 1, days: 14 });
    expect(at({ status: 'open', created_at: '2025-06-11', closed_at: null })).toMatchObject({ offered: 1, won: 0, days: 20 });
    expect(at({ status: 'open', created_at: '2025-01-11', closed_at: null })).toMatchObject({ offered: 1, won: 0, days: 30 });
  });
  it('closed at the start counts, with no day; created at the end does not', () => {
    expect(at({ status: 'won', created_at: '2025-05-05', closed_at: '2025-06-01' })).toMatchObject({ offered: 1, won: 1, days: 0 });
    expect(ask([sold('A', 'won', 5, 100, 50, {}, '2025-05-31')], { period: june }).details.products).toEqual([]);
    expect(ask([{ status: 'open', product_id: 'A', created_at: '2025-06-01', closed_at: null, amount: 1 }], { period: { start: '2025-05-01', end: '2025-06-01' } }).details.products).toEqual([]);
  });
  it('closed after the period it was open in it, and not won', () => {
    const row = { status: 'won', product_id: 'A', created_at: '2025-05-22', closed_at: '2025-06-15', amount: 100, margin: 50 };
    const result = ask([row], { period: { start: '2025-05-01', end: '2025-06-01' } });
    expect(productOf(result, 'A')).toMatchObject({ offered: 1, won: 0, days: 10, revenue: 0 });
    expect([result.n, result.nCensored]).toEqual([0, 1]);
  });
  it('hours count where both ends have a time, whole local days where either is a date', () => {
    expect(at({ status: 'won', created_at: '2025-06-05T18:00', closed_at: '2025-06-06T06:00' }).days).toBe(0.5);
    expect(at({ status: 'won', created_at: '2025-06-05T18:00', closed_at: '2025-06-06' }).days).toBe(1);
    // A night of 23 hours is one day by dates, and 23 hours by times.
    const night = (times: readonly [string, string]) => productOf(ask([{ status: 'won', product_id: 'A', created_at: times[0], closed_at: times[1], amount: 1 }], {}, {}, { timeZone: 'Europe/Berlin' }), 'A').days;
    expect([night(['2025-03-30', '2025-03-31']), night(['2025-03-30T00:00', '2025-03-31T00:00'])]).toEqual([1, 0.958333333333]);
  });
  it('without creation date, or closed before it, a deal has no exposure: left out and counted', () => {
    const result = ask([...course('A', 10, 0, 10, 50), sold('A', 'won', -3, 100, 50), { ...sold('A', 'won', 3, 100, 50), created_at: null }, { ...sold('A', 'won', 3, 100, 50), closed_at: null }]);
    expect([productOf(result, 'A').offered, result.provenance.rowsUsed, result.provenance.rowsExcluded]).toEqual([10, 10, 3]);
    expect(codesOf(result)).toEqual(expect.arrayContaining(['DQ_NO_START', 'DQ_NEGATIVE_DURATION', 'DQ_CLOSED_NO_DATE']));
  });
});

describe('product_performance: lines', () => {
  const deal = (more: Row = {}): Row => ({ id: 'd1', status: 'won', created_at: '2025-03-01', closed_at: '2025-03-13', amount: 999, margin: 99, ...more });
  const line = (product_id: string | null, total: number | null, more: Row = {}): Row => ({ deal_id: 'd1', product_id, qty: 1, total, margin: null, ...more });
  const lines = (deal_lines: readonly Row[], deals: readonly Row[] = [deal()], query = {}) => ask(deals, query, { deal_lines });
  it('a deal with lines is its lines; one without is one line of its product, quantity 1', () => {
    const result = lines([line('A', 300, { qty: 3, margin: 120 })], [deal(), { ...deal(), id: 'd2', product_id: 'B' }, { ...deal(), id: 'd3', product_id: null }]);
    expect(result.details.products.map(({ id, units, revenue, margin, days }) => [id, units, revenue, margin, days])).toEqual([
      ['A', 3, 300, 120, 12], ['B', 1, 999, 99, 12], [null, 1, 999, 99, 12],
    ]);
  });
  it('a bundle: days by line total, opportunities and wins whole, the deal once', () => {
    const result = lines([line('A', 300), line('B', 100), line('A', 200)]);
    expect(result.details.products.map(({ id, offered, won, units, revenue, days }) => [id, offered, won, units, revenue, days])).toEqual([['A', 1, 1, 2, 500, 10], ['B', 1, 1, 1, 100, 2]]);
    expect([result.n, result.details.portfolio.won, result.details.deals]).toEqual([1, 2, { offered: 1, won: 1, open: 0 }]);
  });
  it('days equally by line where the totals come to nothing', () => {
    expect(lines([line('A', 0), line('B', 0), line('B', null)]).details.products.map(({ id, days }) => [id, days])).toEqual([['A', 4], ['B', 8]]);
    expect(lines([line('A', 100), line('B', -100)]).details.products.map(({ id, days }) => [id, days])).toEqual([['A', 6], ['B', 6]]);
  });
  it('parts of days always add up to the deal’s', () => {
    const { products } = lines([line('A', 1), line('B', 1), line('C', 1)]).details;
    expect(products.reduce((sum, { days }) => sum + days, 0)).toBeCloseTo(12, 9);
  });
  it('a line without total is counted in units only', () => {
    expect(productOf(lines([line('A', null, { qty: 4, margin: 70 }), line('A', 100, { qty: 1, margin: 30 })]), 'A')).toMatchObject({ units: 5, revenue: 100, margin: 30 });
  });
  it('returns keep their negative margin', () => {
    expect(productOf(lines([line('A', -100, { margin: -40 }), line('B', 500, { margin: 200 })]), 'A')).toMatchObject({ revenue: -100, margin: -40, won: 1 });
  });
  it('revenue for all where a won line with a total has no margin; lost ones and lines without total do not matter', () => {
    const rows = [line('A', 100, { margin: 40 }), line('B', 300, { margin: null })];
    const without = lines(rows);
    expect([without.details.basis, without.num, productOf(without, 'A').margin, productOf(without, 'A').marginPerWin]).toEqual(['revenue', 400, null, null]);
    expect(codesOf(without)).toContain('PP_NO_MARGIN');
    const lost = lines([line('A', 100, { margin: 40 }), { ...line('B', 300), deal_id: 'd2' }, line('B', null)], [deal(), { ...deal(), id: 'd2', status: 'lost' }]);
    expect([lost.details.basis, lost.num]).toEqual(['margin', 40]);
    expect(codesOf(lost)).not.toContain('PP_NO_MARGIN');
  });
  it('totals from quantity × price where the data has none at all', () => {
    const bare = [{ deal_id: 'd1', product_id: 'A', qty: 3, unit_price: 20 }];
    expect(productOf(lines(bare), 'A').revenue).toBe(60);
    expect(productOf(lines([{ ...bare[0], total: null }]), 'A').revenue).toBe(0);
  });
  it('lines that name no product: the deal’s own', () => {
    const result = ask([deal({ product_id: 'A' })], {}, { deal_lines: [{ deal_id: 'd1', qty: 3, total: 60 }] });
    expect([productOf(result, 'A').revenue, result.provenance.rowsUsed, result.provenance.rowsExcluded]).toEqual([999, 1, 1]);
    expect(result.caveats.find(({ code }) => code === 'NOT_APPLICABLE')).toMatchObject({ severity: 'info', params: { table: 'deal_lines', column: 'product_id' } });
  });
  it('no quantity told: no units, never 0', () => {
    expect(productOf(lines([{ deal_id: 'd1', product_id: 'A', total: 60 }]), 'A').units).toBeNull();
  });
  it('money at the rate of the deal’s closing day', () => {
    const rows: Rows = { deal_lines: [line('A', 100, { margin: 50 })], fx: [{ ccy: 'USD', fx_day: '2025-03-12', rate: 0.9 }, { ccy: 'USD', fx_day: '2025-06-30', rate: 0.5 }] };
    expect(productOf(ask([deal({ currency: 'USD' })], {}, rows, { currency: 'EUR' }), 'A')).toMatchObject({ revenue: 90, margin: 45 });
    const missing = ask([deal({ currency: 'CHF' })], {}, rows, { currency: 'EUR' });
    expect([productOf(missing, 'A').revenue, missing.value]).toEqual([0, null]);
    expect(missing.caveats.find(({ code }) => code === 'DQ_FX_MISSING')?.params).toEqual({ n: 2 });
  });
  it('every row is used or left out for a reason', () => {
    const { provenance, caveats } = lines(
      [line('A', 100), { ...line('A', 100), deal_id: 'nobody' }, { ...line('A', 100), deal_id: 'd9' }, line('B', 5)],
      [deal(), { ...deal(), id: 'd9', created_at: '2026-01-01', closed_at: null, status: 'open' }],
    );
    expect([provenance.rowsUsed, provenance.rowsExcluded]).toEqual([3, 3]);
    expect(provenance.rules).toEqual([{ code: 'DQ_FUTURE', table: 'deals', count: 1 }, { code: 'PP_LINES_UNLINKED', table: 'deal_lines', count: 2 }]);
    expect(caveats.find(({ code }) => code === 'PP_LINES_UNLINKED')).toMatchObject({
      en: '2 product lines left out: their deal is missing or was left out.', de: '2 Artikelzeilen ausgelassen: Ihr Deal fehlt oder wurde ausgelassen.',
    });
  });
  it('segments by product count a bundle in each, the total once', () => {
    const result = lines([line('A', 300), line('B', 100)], [deal()], { segmentBy: ['product_id'] });
    expect(result.segments.map(({ key, n }) => [key[0], n])).toEqual([['A', 1], ['B', 1]]);
    expect([result.n, result.details.deals]).toEqual([1, { offered: 1, won: 1, open: 0 }]);
    expect([...result.segments, result].map(({ details }) => details?.dealWinRate)).toMatchObject([1, 2, 3].map(() => ({ rate: 1, n: 1, won: 1, reliability: 'unreliable' })));
    expect(lines([line('A', 300), line('B', 100)], [deal()], { filter: { product_id: ['A', 'B'] } }).n).toBe(1);
  });
});

describe('product_performance: what else is said of a product', () => {
  it('score without the campaigns that hold over a quarter of its wins', () => {
    const deals = [...course('A', 6, 0, 10, 300, { campaign: 'Spring' }), ...course('A', 2, 0, 10, 100, { campaign: 'Brand' }), ...course('A', 4, 8, 10, 100), ...course('B', 10, 10, 10, 100)];
    const product = productOf(ask(deals), 'A');
    // 2400 in 200 days beside 3400 in 400; without Spring's 1800 in 60 days 600 in 140.
    expect([product.score, product.campaignsDropped, product.scoreExCampaign?.toFixed(4)]).toEqual([(100 * 12) / 8.5, ['Spring'], ((100 * (600 / 140)) / 8.5).toFixed(4)].map((x, i) => (i === 0 ? Number((x as number).toPrecision(12)) : x)));
    expect(productOf(ask(deals), 'B')).toMatchObject({ campaignsDropped: [], scoreExCampaign: productOf(ask(deals), 'B').score });
  });
  it('exactly a quarter stays', () => {
    const deals = [...course('A', 1, 0, 10, 100, { campaign: 'Spring' }), ...course('A', 3, 0, 10, 100), ...course('B', 4, 0, 10, 100)];
    expect(productOf(ask(deals), 'A').campaignsDropped).toEqual([]);
  });
  it('the same of sources', () => {
    const deals = [...course('A', 5, 0, 10, 300, { source: 'Fair' }), ...course('A', 5, 0, 10, 100, { source: null }), ...course('B', 10, 0, 10, 200)];
    expect(productOf(ask(deals), 'A')).toMatchObject({ score: 100, sourcesDropped: ['Fair'], scoreExSource: 50 });
  });
  it('score without the won deal that brought most', () => {
    const deals = [...course('A', 9, 0, 10, 100), sold('A', 'won', 10, 2000, 1100), ...course('B', 10, 0, 10, 200)];
    // 2000 in 100 days of 4000 in 200; without it 900 in 90.
    expect(productOf(ask(deals), 'A')).toMatchObject({ score: 100, scoreExTopDeal: 50 });
  });
  it('attach rate: of the won deals with another product those that hold this one too', () => {
    const deal = (id: string): Row => ({ id, status: 'won', created_at: '2025-03-01', closed_at: '2025-03-11', amount: 1 });
    const lines = [['d1', 'A'], ['d1', 'X'], ['d2', 'A'], ['d3', 'B'], ['d4', 'X'], ['d4', 'B'], ['d5', 'A'], ['d5', 'X']].map(([deal_id, product_id]): Row => ({ deal_id: deal_id ?? null, product_id: product_id ?? null, qty: 1, total: 10 }));
    const result = ask(['d1', 'd2', 'd3', 'd4', 'd5'].map(deal), {}, { deal_lines: lines });
    // A: with another one in d1 and d5, of d1, d3, d4, d5. B: in d4, of d1, d2, d4, d5. X: in d1, d4, d5, of all five.
    expect(['A', 'B', 'X'].map((id) => productOf(result, id).attachRate)).toEqual([0.5, 0.25, 0.6]);
  });
  it('win rate adjusted for who sold it and where it came from', () => {
    const mix = (product: string, owner_id: string, won: number, n: number): Row[] => course(product, won, n - won, 10, 50, { owner_id, source: 'Web' });
    // Ann wins half of whatever she offers, Bob a tenth; A is mostly Ann's, B mostly Bob's: no difference of the products' own.
    const result = ask([...mix('A', 'Ann', 15, 30), ...mix('A', 'Bob', 3, 30), ...mix('B', 'Ann', 15, 30), ...mix('B', 'Bob', 3, 30), ...mix('C', 'Ann', 10, 20), ...mix('C', 'Bob', 2, 20), ...mix('D', 'Ann', 10, 20), ...mix('D', 'Bob', 6, 60)]);
    // D: raw 16/80 = .20, expected 20·.5 + 60·.1 = 16: just as all do, 64/240.
    expect([productOf(result, 'D').winRate.rate, productOf(result, 'D').mixAdjustedWinRate?.toFixed(6), productOf(result, 'D').winRateNamed]).toEqual([0.2, (64 / 240).toFixed(6), null]);
  });
  it('trained against other owners, with Newcombe’s interval', () => {
    const owners = [{ id: 'Ann', trained: true }, { id: 'Bob', trained: false }, { id: 'Cid', trained: null }];
    const deals = [...course('A', 20, 10, 10, 50, { owner_id: 'Ann' }), ...course('A', 10, 20, 10, 50, { owner_id: 'Bob' }), ...course('A', 9, 0, 10, 50, { owner_id: 'Cid' })];
    const result = ask(deals, { segmentBy: ['trained'] }, { owners });
    const { training } = productOf(result, 'A');
    expect(training).toMatchObject({ trained: { n: 30, won: 20 }, untrained: { n: 30, won: 10 }, gap: 0.333333333333, ci: { method: 'newcombe' } });
    expect(result.segments.map(({ key, n, value }) => [key[0], n, value])).toEqual([['false', 10, 100], ['true', 20, 100], [null, 9, 100]]);
    expect(productOf(ask(deals), 'A').training).toBeNull();
  });
  it('retention after twelve months from the subscriptions of the product, active ones censored', () => {
    const sub = (customer_id: string, product_id: string, started_at: string, ended_at: string | null): Row => ({ customer_id, product_id, started_at, ended_at });
    const subscriptions = [
      sub('c1', 'A', '2023-01-01', '2023-06-01'), sub('c2', 'A', '2023-01-01', '2024-06-01'), sub('c3', 'A', '2023-01-01', null), sub('c4', 'A', '2025-01-01', null),
      sub('c5', 'A', '2023-01-01', '2023-06-01'), sub('c5', 'A', '2023-06-20', null), sub('c1', 'B', '2025-05-01', null),
    ];
    const result = ask([...course('A', 8, 2, 10, 50), ...course('B', 2, 0, 10, 50)], {}, { subscriptions });
    // Five customers of A: one of five lost within the year; c5 came back within 30 days and stayed.
    expect(productOf(result, 'A').retention12).toMatchObject({ factor: 0.8, n: 5 });
    expect(productOf(result, 'B').retention12).toBeNull();
    // Of all six first stays one ended when five were watched; the stay with B is too young by then.
    expect(result.phases?.map(({ key, value, n }) => [key, value, n])).toEqual([['offered', 12, 12], ['won', 10, 12], ['kept', 8, 6]]);
  });
  it('name, commission and share of all offers', () => {
    const products = [{ id: 'A', name: 'Start', commission: 0.09 }, { id: 'B', name: null, commission: null }];
    const result = ask([...course('A', 3, 0, 10, 50), ...course('B', 1, 0, 10, 50)], {}, { products });
    expect(result.details.products.map(({ name, commission, offerShare }) => [name, commission, offerShare])).toEqual([['Start', 0.09, 0.75], [null, null, 0.25]]);
  });
  it('effort by touches of sales: those of the deal and of its lead, automated and inbound ones not', () => {
    const deals = [{ ...sold('A', 'won', 10, 100, 60), id: 'd1', lead_id: 'l1' }, { ...sold('B', 'won', 10, 100, 60), id: 'd2', lead_id: null }];
    const touch = (more: Row): Row => ({ occurred_at: '2025-03-10', kind: 'call', actor: 'sales', direction: 'out', automated: false, deal_id: null, lead_id: null, ...more });
    const activities = [
      touch({ deal_id: 'd1' }), touch({ lead_id: 'l1' }), touch({ deal_id: 'd1', lead_id: 'l1', actor: null }), touch({ deal_id: 'd2', kind: 'email' }),
      touch({ deal_id: 'd1', automated: true }), touch({ deal_id: 'd1', direction: 'in' }), touch({ deal_id: 'd1', actor: 'marketing' }), touch({ deal_id: 'd1', occurred_at: '2024-01-01' }),
    ];
    const result = ask(deals, { options: { effort: 'touches' } }, { activities, leads: [{ id: 'l1', received_at: '2025-01-01' }] });
    // 60 for three touches, 60 for one: 20 and 60 against 30.
    expect([productOf(result, 'A').score?.toFixed(3), productOf(result, 'B').score, result.den, result.details.effort, productOf(result, 'A').days]).toEqual(['66.667', 200, 4, 'touches', 10]);
    const without = ask(deals, { options: { effort: 'touches' } });
    expect([without.value, without.caveats.find(({ code }) => code === 'NOT_APPLICABLE')?.params]).toEqual([null, { table: 'activities', column: 'occurred_at' }]);
  });
  it('effort in hours: what deals were open within the opening hours; without those every hour counts', () => {
    const week = [1, 2, 3, 4, 5].map((dow) => ({ dow, from: '09:00', to: '17:00' }));
    const open = (product_id: string, created_at: string, closed_at: string): Row => ({ status: 'won', product_id, created_at, closed_at, amount: 100, margin: 60 });
    // Friday 2025-03-14 16:00 to Monday 10:00: 66 hours, 2 of them within 9 to 17. Tuesday 9:00 to 15:00: 6, all of them.
    const deals = [open('A', '2025-03-14T16:00:00Z', '2025-03-17T10:00:00Z'), open('B', '2025-03-18T09:00:00Z', '2025-03-18T15:00:00Z')];
    const told = (config: EngineConfig): readonly unknown[] => {
      const result = ask(deals, { options: { effort: 'hours' } }, {}, config);
      return [result.details.effort, result.den, productOf(result, 'A').score?.toFixed(3), productOf(result, 'B').score?.toFixed(3), productOf(result, 'A').days];
    };
    // 60 for 2 hours and 60 for 6 against 120 for 8; elapsed 60 for 66 and 60 for 6 against 120 for 72.
    expect(told({ businessHours: { tz: 'UTC', week, holidays: [] } })).toEqual(['hours', 8, '200.000', '66.667', 2.75]);
    expect(told({ businessHours: { tz: 'UTC', week, holidays: ['2025-03-17'] } })).toEqual(['hours', 7, '350.000', '58.333', 2.75]);
    expect(told({})).toEqual(['hours', 72, '54.545', '600.000', 2.75]);
  });
  it('effort in hours of dates: the opening hours of the days between them', () => {
    const week = [1, 2, 3, 4, 5].map((dow) => ({ dow, from: '09:00', to: '17:00' }));
    // Friday to Monday: one working day of 8 hours.
    const result = ask([sold('A', 'won', 3, 100, 60, {}, '2025-03-17')], { options: { effort: 'hours' } }, {}, { businessHours: { tz: 'UTC', week, holidays: [] } });
    expect([result.den, productOf(result, 'A').days]).toEqual([8, 3]);
  });
});

describe('product_performance: segments and filters', () => {
  const deals = [...course('A', 10, 10, 10, 50, { owner_id: 'Ann', source: 'Web' }), ...course('A', 10, 0, 10, 500, { owner_id: 'Bob', source: 'Web' }), ...course('B', 10, 0, 10, 100, { owner_id: 'Ann', source: 'Fair' })];
  it('a portfolio of its own in each', () => {
    const { segments, n } = ask(deals, { segmentBy: ['owner_id'] });
    expect(n).toBe(30);
    expect(segments.map(({ key, value, details }) => [key[0], value, details?.products.map(({ id, score }) => [id, score?.toFixed(2)])])).toEqual([
      ['Ann', 100, [['A', '50.00'], ['B', '200.00']]], ['Bob', 100, [['A', '100.00']]],
    ]);
    expect(ask(deals, { filter: { owner_id: ['Ann'] } }).details.products).toEqual(segments[0]?.details?.products);
  });
  it('by category of product', () => {
    const products = [{ id: 'A', category: 'Suite' }, { id: 'B', category: 'Suite' }];
    expect(ask(deals, { segmentBy: ['product_category'] }, { products }).segments.map(({ key, n }) => [key[0], n])).toEqual([['Suite', 30]]);
  });
});

describe('product_performance: intervals', () => {
  it('of the scores by the bootstrap over deals; the portfolio is 100 against itself', () => {
    const result = final(example);
    const [a, b] = [productOf(result, 'A'), productOf(result, 'B')];
    expect([result.ci, a.scoreCi?.method, b.scoreCi?.method]).toEqual([null, 'bootstrap', 'bootstrap']);
    for (const { score, scoreCi } of [a, b]) {
      expect(scoreCi?.lo).toBeLessThan(score as number);
      expect(scoreCi?.hi).toBeGreaterThan(score as number);
    }
    expect(final(example)).toEqual(result);
    expect(final(example.toReversed().map((row, i) => ({ id: `d${example.length - i}`, ...row }))).details).toEqual(result.details);
    expect(final(course('A', 12, 0, 10, 50)).details.products[0]?.scoreCi).toEqual({ lo: 100, hi: 100, level: 0.95, method: 'bootstrap' });
  });
  it('of a segment those of its own portfolio: as if it were filtered by', () => {
    const deals = [
      ...course('A', 12, 9, 10, 50, { owner_id: 'Ann' }), ...course('B', 11, 3, 7, 90, { owner_id: 'Ann' }), ...course('A', 14, 2, 5, 20, { owner_id: 'Bob' }), ...course('B', 3, 4, 12, 40, { owner_id: 'Bob' }),
    ].map((row, i) => ({ id: `d${i}`, ...row }));
    const { segments, details } = final(deals, { segmentBy: ['owner_id'] });
    expect(segments.map(({ key }) => key[0])).toEqual(['Ann', 'Bob']);
    for (const { key, details: own } of segments) {
      const alone = final(deals, { filter: { owner_id: [key[0] as string] } });
      expect(own?.products.map(({ id, scoreCi }) => [id, scoreCi])).toEqual(alone.details.products.map(({ id, scoreCi }) => [id, scoreCi]));
      for (const { score, scoreCi } of own?.products ?? []) {
        expect(scoreCi?.lo).toBeLessThan(score as number);
        expect(scoreCi?.hi).toBeGreaterThan(score as number);
      }
    }
    expect(details.products.map(({ scoreCi }) => scoreCi)).toEqual(final(deals).details.products.map(({ scoreCi }) => scoreCi));
  });
  it('of a segment without a margin for every won line from its revenue, of the others from their margins', () => {
    const deals = [
      ...course('A', 12, 9, 10, 50, { owner_id: 'Ann' }), ...course('B', 11, 3, 7, 90, { owner_id: 'Ann' }), ...course('A', 14, 2, 5, 20, { owner_id: 'Bob' }), ...course('B', 13, 4, 12, 40, { owner_id: 'Bob' }),
      sold('B', 'won', 9, 70, null, { owner_id: 'Bob' }),
    ].map((row, i) => ({ id: `d${i}`, ...row }));
    const { segments, details } = final(deals, { segmentBy: ['owner_id'] });
    expect([details.basis, ...segments.map((own) => own.details?.basis)]).toEqual(['revenue', 'margin', 'revenue']);
    for (const { key, details: own } of segments) expect(own?.products.map(({ scoreCi }) => scoreCi)).toEqual(final(deals, { filter: { owner_id: [key[0] as string] } }).details.products.map(({ scoreCi }) => scoreCi));
  });
  it('the deals are looked at in slices: nothing else waits for all of them', () => {
    const deals = repeat(70_000, () => sold('A', 'won', 3, 100, 50));
    const context = contextOf(deals);
    let told = 0;
    const window = exposureWindow(context, { period: context.calendar.resolve('all', context) });
    const slices = opportunitySlices(context, productRows(context), window, 'days', () => { told++; });
    const perSlice: number[] = [];
    for (let before = 0; slices.next().done !== true; before = told) perSlice.push(told - before);
    expect([told, perSlice.length > 2, Math.max(...perSlice) < 40_000]).toEqual([70_000, true, true]);
  });
});

describe('product_performance: minimum input', () => {
  const row = { status: 'won', created_at: '2025-03-01', closed_at: '2025-03-11', amount: 100 };
  it('a missing column is named', () => {
    expect(ask([{ status: 'won', created_at: '2025-03-01', product_id: 'A', amount: 1 }])).toMatchObject({ state: 'not-applicable', value: null, caveats: [{ params: { table: 'deals', column: 'closed_at' } }] });
    expect(ask([row])).toMatchObject({ state: 'not-applicable', caveats: [{ params: { table: 'deals', column: 'product_id' } }] });
    expect(ask([])).toMatchObject({ state: 'empty', value: null });
  });
  it('only null products: not-applicable', () => {
    expect(ask([{ ...row, product_id: null }])).toMatchObject({ state: 'not-applicable', value: null, caveats: [{ code: 'NOT_APPLICABLE', params: { table: 'deals', column: 'product_id' } }] });
  });
  it('without margin revenue, and it says so; without campaign, trained, commission those caveats never fire', () => {
    const result = ask(repeat(12, (i) => ({ ...row, product_id: i % 2 === 0 ? 'A' : 'B' })));
    expect([result.value, result.details.basis]).toEqual([100, 'revenue']);
    expect(codesOf(result)).toEqual(['PP_NO_MARGIN', 'R_CAUTION']);
  });
  it('status from the stage words where there is no status', () => {
    const { status: _, ...rest } = row;
    expect(ask([{ ...rest, product_id: 'A', stage: 'Closed Won' }]).n).toBe(1);
  });
});
