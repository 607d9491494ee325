import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addCells, subtractCells, type Cells } from '../../src/kpi/cells.js';
import { computeKpi, computeSteps } from '../../src/kpi/compute-kpi.js';
import type { KpiContext } from '../../src/kpi/context.js';
import { createContext } from '../../src/kpi/create-context.js';
import { createCut } from '../../src/kpi/create-cut.js';
import type { Question } from '../../src/kpi/define-kpi.js';
import type { ProductCells } from '../../src/kpi/product-performance-cells.js';
import { productPerformance } from '../../src/kpi/product-performance.js';
import { dataSets } from '../fixtures/data-sets.js';
import { tablesOf, type Row, type Rows } from '../fixtures/tables.js';
import { asOf } from './deal-fixtures.js';
import { oracleProducts } from './oracle-products.js';
import { randomPeriod } from './random-deals.js';
import { productCompany } from './random-products.js';

const contextOf = (rows: Rows): KpiContext => createContext(tablesOf(rows), { asOf });
const ask = (context: KpiContext, query: object) => computeKpi(productPerformance, context, { kpi: 'product_performance', compare: 'none', ...query });

/** Parts of a deal's days are whole milliseconds. */
const near = (actual: number | null | undefined, expected: number | null, what: string): void => {
  if (actual === null || actual === undefined || expected === null) expect([what, actual ?? null]).toEqual([what, expected]);
  else expect(Math.abs(actual - expected), `${what}: ${actual} is not ${expected}`).toBeLessThanOrEqual(2e-6 * Math.max(1, Math.abs(expected)));
};

const filters = fc.oneof(
  fc.constant({}), fc.subarray<string | null>(['Web', 'Fair', null], { minLength: 1 }).map((source) => ({ source })),
  fc.tuple(fc.subarray<string | null>(['p1', 'p2', null], { minLength: 1 }), fc.constantFrom<string | null>('o1', 'o2', null)).map(([product_id, owner]) => ({ product_id, owner_id: [owner, 'o3'] })),
);

describe('the same numbers as a row-by-row reading of the specification', () => {
  it('opportunities, wins, units, revenue, margin, days, score and ease of every product', () => {
    fc.assert(fc.property(productCompany, randomPeriod, filters, (rows, window, filter) => {
      const result = ask(contextOf(rows), { period: window, filter });
      if (result.state === 'not-applicable') return;
      const expected = oracleProducts({ deals: rows.deals ?? [], lines: rows.deal_lines ?? [], asOf, window, filter });
      expect([result.n, result.nCensored, result.details.deals.offered]).toEqual([expected.won, expected.open, expected.offered]);
      near(result.value, expected.value, 'value');
      expect(result.details.products.map(({ id }) => id).sort()).toEqual([...expected.products.keys()].sort());
      for (const product of result.details.products) {
        const own = expected.products.get(product.id);
        expect([product.id, product.offered, product.won, product.units, product.revenue, product.margin])
          .toEqual([product.id, own?.offered, own?.won, own?.units ?? null, own?.revenue, expected.byMargin ? own?.margin : null]);
        near(product.days, own?.days ?? null, 'days');
        near(product.score, own?.score ?? null, 'score');
        near(product.easeIndex, own?.ease ?? null, 'ease');
        if (product.split !== null) near(product.split.convert + product.split.margin + product.split.speed, Math.log((product.score ?? NaN) / 100), 'split');
      }
    }), dataSets);
  });
});

const questionOf = (context: KpiContext, period: { start: string; end: string }, filter: object = {}, by: string[] = []): Question =>
  ({ period: context.calendar.resolve(period, context), cut: createCut(filter as never, by, productPerformance.rows(context)), target: null, options: {} });
const cellsOf = (context: KpiContext, question: Question): readonly ProductCells[] => productPerformance.cells(context, question);

/** Without the largest deals, of which a part knows nothing once they are gone. */
const withoutTops = (cells: Cells): Cells => ({
  ...cells, products: new Map([...(cells['products'] as ReadonlyMap<string, Cells>)].map(([key, own]) => {
    const { topMargin: _, topRevenue: __, ...sums } = own;
    return [key, sums] as const;
  })),
});

/** Keys under which nothing is left say as much as no key. */
const plain = (cell: unknown): unknown => {
  if (cell instanceof Map) return Object.fromEntries([...(cell as Map<string, unknown>)].map(([key, own]) => [key, plain(own)] as const).filter(([, own]) => /[1-9]/.test(JSON.stringify(own))));
  if (typeof cell === 'object' && cell !== null && !(cell instanceof Float64Array)) return Object.fromEntries(Object.entries(cell).map(([key, own]) => [key, plain(own)]));
  return cell instanceof Float64Array ? [...cell] : cell;
};

describe('partials', () => {
  it('any order of the rows gives identical bytes', () => {
    fc.assert(fc.property(productCompany, randomPeriod, fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (rows, period, random) => {
      const shuffle = (list: readonly Row[] = []) => list.map((row) => ({ row, at: random.next().value as number })).sort((a, b) => a.at - b.at).map(({ row }) => row);
      const query = { period, segmentBy: ['source', 'product_id'], trend: { unit: 'quarter', count: 2 }, compare: 'previous' } as const;
      expect(JSON.stringify(ask(contextOf({ deals: shuffle(rows.deals), deal_lines: shuffle(rows.deal_lines) }), query))).toBe(JSON.stringify(ask(contextOf(rows), query)));
    }), { numRuns: 80 });
  });
  it('shards by a key of the deals, added in any order, finish to the same result', () => {
    fc.assert(fc.property(productCompany, randomPeriod, fc.shuffledSubarray([0, 1, 2], { minLength: 3 }), (rows, period, order) => {
      const context = contextOf(rows);
      const question = questionOf(context, period);
      const whole = cellsOf(context, question)[0] as ProductCells;
      const shards = cellsOf(context, questionOf(context, period, {}, ['region']));
      if (shards.length !== 3) return;
      const [a, b, c] = order.map((i) => shards[i] as ProductCells) as [ProductCells, ProductCells, ProductCells];
      expect(productPerformance.finish(addCells(a, addCells(b, c)), context, question)).toEqual(productPerformance.finish(whole, context, question));
      expect(productPerformance.finish(addCells(addCells(c, a), b), context, question)).toEqual(productPerformance.finish(whole, context, question));
    }), { numRuns: 100 });
  });
  it('a filter by subtraction equals the filter by recomputation, in everything but the largest deals', () => {
    fc.assert(fc.property(productCompany, randomPeriod, (rows, period) => {
      const context = contextOf(rows);
      const ofFilter = (filter: object): Cells => withoutTops(cellsOf(context, questionOf(context, period, filter))[0] as Cells);
      expect(plain(subtractCells(ofFilter({}), ofFilter({ region: ['r1', null] })))).toEqual(plain(ofFilter({ region: ['r2', 'r3'] })));
    }), { numRuns: 100 });
  });
  it('a filter answered from kept cells is the filter answered by a pass over the rows', () => {
    const choice = fc.record({ source: fc.subarray<string | null>(['Web', 'Fair', null, 'Nowhere']), product_id: fc.subarray<string | null>(['p1', 'p2', null]), segment: fc.subarray<string | null>(['B2B', null]) }, { requiredKeys: [] });
    fc.assert(fc.property(productCompany, randomPeriod, fc.array(choice, { minLength: 2, maxLength: 4 }), (rows, period, wanted) => {
      const kept = contextOf(rows);
      for (const filter of wanted) expect(ask(kept, { period, filter })).toEqual(computeKpi({ ...productPerformance, isAdditive: false }, contextOf(rows), { kpi: 'product_performance', period, filter, compare: 'none' }));
    }), { numRuns: 60 });
  });
  it('the bootstrap does not depend on the order of the rows', () => {
    const last = (rows: Rows): string => {
      const steps = computeSteps(productPerformance, contextOf(rows), { kpi: 'product_performance', period: 'all' });
      for (;;) {
        const step = steps.next();
        if (step.done === true) return JSON.stringify(step.value);
      }
    };
    fc.assert(fc.property(productCompany, (rows) => {
      expect(last({ deals: [...(rows.deals ?? [])].reverse(), deal_lines: [...(rows.deal_lines ?? [])].reverse() })).toBe(last(rows));
    }), { numRuns: 12 });
  });
});
