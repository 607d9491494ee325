import { describe, expect, it } from 'vitest';
import { poissonBootstrap } from '../../src/stats/poisson-bootstrap.js';
import type { Row } from '../fixtures/tables.js';
import { repeat } from './deal-fixtures.js';
import { ask, course, final, productOf, sold } from './products.js';

describe('product_performance: the interval of a score', () => {
  it('draws deals: all lines of a deal, and the portfolio, weigh what fnv1a32 of its id says', () => {
    // 20 won deals, every other one with a line of B beside that of A; days shared by the totals, margins half of them.
    const deals = repeat(20, (i): Row => ({ ...sold(null, 'won', 3 + (i % 5)), id: `d${i}` }));
    const [ofA, ofB] = [(i: number) => 100 + 10 * i, (i: number) => (i % 2 === 0 ? 40 + 20 * i : 0)];
    const deal_lines = deals.flatMap(({ id }, i): Row[] => [['A', ofA(i)] as const, ['B', ofB(i)] as const].filter(([, total]) => total > 0)
      .map(([product_id, total]) => ({ deal_id: id as string, product_id, qty: 1, total, margin: total / 2 })));
    const result = final(deals, {}, { deal_lines });
    const days = deals.map((_, i) => 3 + (i % 5));
    for (const [id, total] of [['A', ofA], ['B', ofB]] as const) {
      const columns = [
        days.map((_, i) => total(i) / 2), days.map((n, i) => (n * total(i)) / (ofA(i) + ofB(i))),
        days.map((_, i) => (ofA(i) + ofB(i)) / 2), days,
      ];
      const expected = poissonBootstrap(deals.map((row) => String(row['id'])), columns, ([m = 0, d = 0, all = 0, allDays = 0]) => (d > 0 && all > 0 ? (100 * (m / d)) / (all / allDays) : null));
      const { scoreCi } = productOf(result, id);
      expect(scoreCi?.lo).toBeCloseTo(expected.lo ?? NaN, 4);
      expect(scoreCi?.hi).toBeCloseTo(expected.hi ?? NaN, 4);
    }
  });
});

describe('product_performance: retention after twelve months', () => {
  it('a stay that follows one begun at an unknown time is not the first', () => {
    const sub = (customer_id: string, started_at: string | null, ended_at: string | null): Row => ({ customer_id, product_id: 'A', started_at, ended_at });
    const of = (...subscriptions: Row[]) => productOf(ask(course('A', 8, 2, 10, 50), {}, { subscriptions }), 'A').retention12;
    const kept = [sub('c1', '2023-01-01', null), sub('c2', '2023-01-01', '2023-06-01')];
    expect(of(...kept)).toMatchObject({ factor: 0.5, n: 2 });
    // c2 was there before, nobody knows since when.
    expect(of(...kept, sub('c2', null, '2022-06-01'))).toMatchObject({ factor: 1, n: 1 });
  });
});
