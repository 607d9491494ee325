import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cacCells } from '../../src/kpi/cac-cells.js';
import { cac } from '../../src/kpi/cac.js';
import { addCells, subtractCells, type Cells } from '../../src/kpi/cells.js';
import { clvFullCells } from '../../src/kpi/clv-cells.js';
import { clv } from '../../src/kpi/clv.js';
import type { KpiContext } from '../../src/kpi/context.js';
import { createContext } from '../../src/kpi/create-context.js';
import { createCut } from '../../src/kpi/create-cut.js';
import { exactValue } from '../../src/kpi/exact-cell.js';
import type { Question } from '../../src/kpi/define-kpi.js';
import type { Filter } from '../../src/model/query.js';
import { dataSets } from '../fixtures/data-sets.js';
import { tablesOf, type Row, type Rows } from '../fixtures/tables.js';
import { askCac, askClv, finalCac, finalClv } from './customers.js';
import { oracleCac } from './oracle-cac.js';
import { oracleClv } from './oracle-clv.js';
import { asOf, company, windowOf } from './random-customers.js';

const contextOf = (rows: Rows): KpiContext => createContext(tablesOf(rows), { asOf });
const near = (actual: number | null, expected: number | null): void => {
  if (expected === null || actual === null) expect(actual).toBe(expected);
  else expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(expected)));
};

const questionOf = (context: KpiContext, window: { start: string; end: string }, filter: Filter = {}, segmentBy: readonly string[] = []): Question => ({
  period: context.calendar.resolve(window, context), cut: createCut(filter, segmentBy, cac.rows(context)), target: null, options: {},
});

/** Halves of a company: customers and their rows by first letter, spend by row. */
const shards = (rows: Rows): [Rows, Rows] => {
  const isLeft = (row: Row): boolean => 'abcd'.includes(String(row['customer_id'] ?? row['account_id'] ?? row['id']));
  const part = (left: boolean): Rows => Object.fromEntries(Object.entries(rows).map(([name, list]) =>
    [name, (list).filter((row, i) => (name === 'spend' ? i % 2 === 0 : isLeft(row)) === left)]));
  return [part(true), part(false)];
};

/** Histograms end where their shard's oldest customer does: trailing zeros do not count. Limbs of an exact sum are one number. */
const trimmed = (cells: Cells): unknown => Object.fromEntries(Object.entries(cells).map(([field, cell]) => {
  if (cell instanceof Float64Array && ['gg', 'gu', 'uu'].includes(field)) return [field, exactValue(cell).toString()];
  if (cell instanceof Float64Array) return [field, Array.from(cell).slice(0, cell.findLastIndex((x) => x !== 0) + 1)];
  // A key with nothing under it says as much as no key.
  if (cell instanceof Map) return [field, Object.fromEntries([...cell].map(([key, inner]) => [key, trimmed(inner as Cells)] as const).filter(([, inner]) => /[1-9]/.test(JSON.stringify(Object.values(inner as object)))))];
  return [field, typeof cell === 'object' && 'items' in cell ? Array.from(cell.items) : cell];
}));

describe('cac against a row-by-row oracle', () => {
  it('agrees on spend, customers, value and channels of random companies', () => {
    fc.assert(fc.property(company, windowOf, (rows, window) => {
      const result = askCac(rows, { period: window }, { asOf });
      const expected = oracleCac(rows, asOf, window);
      expect(result.n).toBe(expected.customers);
      near(result.num, expected.spend);
      near(result.value, expected.value);
      for (const { id, spend, customers } of result.details.channels) {
        const own = expected.channels.find((channel) => channel.id === id);
        expect(customers).toBe(own?.customers);
        near(spend, own?.spend ?? null);
      }
      // Σ channels = spend.
      if (result.details.channels.length > 0) near(result.details.channels.reduce((sum, { spend }) => sum + spend, 0), result.num);
    }), dataSets);
  });

  it('agrees under a channel filter and a lag', () => {
    fc.assert(fc.property(company, windowOf, fc.subarray(['seo', 'ads', 'fairs', null], { minLength: 1 }), fc.integer({ min: 0, max: 60 }), (rows, window, wanted, lagDays) => {
      const result = askCac(rows, { period: window, filter: { channel: wanted }, options: { lagDays } }, { asOf });
      const expected = oracleCac(rows, asOf, window, wanted, lagDays);
      expect(result.n).toBe(expected.customers);
      near(result.num, expected.spend);
    }), { numRuns: 100 });
  });
});

describe('clv against a row-by-row oracle', () => {
  it('agrees on mean, median, active customers, margin share and the survival model of random companies', () => {
    fc.assert(fc.property(company, fc.constantFrom(1, 3, 12), (rows, contractMonths) => {
      const result = askClv(rows, { options: { contractMonths } }, { asOf });
      const expected = oracleClv(rows, asOf, contractMonths);
      expect([result.n, result.nCensored]).toEqual([expected.n, expected.active]);
      near(result.value, expected.mean);
      if (expected.mean !== null) near(result.details.median, expected.median);
      near(result.details.model?.value ?? null, expected.model);
    }), dataSets);
  });
});

describe('cells of both', () => {
  it('the order of rows changes no byte of a result', () => {
    fc.assert(fc.property(company, windowOf, (rows, window) => {
      const reversed = Object.fromEntries(Object.entries(rows).map(([name, list]) => [name, [...(list)].reverse()])) as Rows;
      expect(JSON.stringify(askCac(reversed, { period: window, segmentBy: ['channel'] }, { asOf }))).toBe(JSON.stringify(askCac(rows, { period: window, segmentBy: ['channel'] }, { asOf })));
      expect(JSON.stringify(askClv(reversed, { segmentBy: ['segment'] }, { asOf }))).toBe(JSON.stringify(askClv(rows, { segmentBy: ['segment'] }, { asOf })));
    }), { numRuns: 60 });
  });

  it('nor do bootstraps depend on it', () => {
    fc.assert(fc.property(company, windowOf, (rows, window) => {
      const reversed = Object.fromEntries(Object.entries(rows).map(([name, list]) => [name, [...(list)].reverse()])) as Rows;
      expect(JSON.stringify(finalCac(reversed, { period: window }, { asOf }))).toBe(JSON.stringify(finalCac(rows, { period: window }, { asOf })));
      expect(JSON.stringify(finalClv(reversed, {}, { asOf }))).toBe(JSON.stringify(finalClv(rows, {}, { asOf })));
    }), { numRuns: 4 });
  });

  it('shards by customer add up to the whole, and taking one away leaves the other', () => {
    fc.assert(fc.property(company, windowOf, (rows, window) => {
      const [left, right] = shards(rows).map(contextOf) as [KpiContext, KpiContext];
      const whole = contextOf(rows);
      for (const cellsOf of [cacCells, clvFullCells] as ((context: KpiContext, question: Question) => readonly Cells[])[]) {
        const [all, a, b] = [whole, left, right].map((context) => cellsOf(context, questionOf(context, window))[0]) as [Cells, Cells, Cells];
        expect(trimmed(addCells(a, b))).toEqual(trimmed(all));
        expect(trimmed(addCells(b, a))).toEqual(trimmed(all));
        expect(trimmed(subtractCells(addCells(a, b), b))).toEqual(trimmed(a));
      }
    }), { numRuns: 60 });
  });

  it('segments put together answer like the whole', () => {
    fc.assert(fc.property(company, windowOf, fc.constantFrom('channel', 'organic', 'segment', 'cohort'), (rows, window, name) => {
      const context = contextOf(rows);
      const question = questionOf(context, window, {}, [name]);
      if (question.cut.groups.length === 0) return;
      const merged = cacCells(context, question).reduce((sum, cells) => addCells(sum, cells));
      const plain = questionOf(context, window);
      const [joined, whole] = [cac.finish(merged, context, plain), cac.finish(cacCells(context, plain)[0] as typeof merged, context, plain)];
      near(joined.value, whole.value);
      near(joined.num, whole.num);
      expect(joined.n).toBe(whole.n);
      near(joined.details.clv, whole.details.clv);
      const values = clvFullCells(context, question).reduce((sum, cells) => addCells(sum, cells));
      expect(clv.finish(values, context, plain).value).toBe(clv.finish(clvFullCells(context, plain)[0] as typeof values, context, plain).value);
    }), { numRuns: 60 });
  });
});
