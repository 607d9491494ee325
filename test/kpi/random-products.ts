import fc from 'fast-check';
import type { Row, Rows } from '../fixtures/tables.js';
import { randomDeals } from './random-deals.js';

const maybe = <T>(value: fc.Arbitrary<T>, freq = 8): fc.Arbitrary<T | null> => fc.option(value, { nil: null, freq });
const product = maybe(fc.constantFrom('p1', 'p2', 'p3', 'Ä', 'a'));
const money = fc.integer({ min: -400, max: 40_000 }).map((cents) => cents / 4);

const more = fc.record({ product_id: product, margin: maybe(money, 12), campaign: maybe(fc.constantFrom('spring', 'autumn'), 2) });

/** Lines of the first deals, some of deals that are not there; several products in one deal, totals that come to nothing. */
const line = fc.record({
  deal_id: fc.integer({ min: 0, max: 40 }).map((n) => `d${n}`), product_id: product, qty: maybe(fc.integer({ min: -2, max: 20 }).map((n) => n / 2)),
  total: maybe(money), margin: maybe(money, 20),
});

/** Deals of products, by themselves and by lines. */
export const productCompany: fc.Arbitrary<Rows> = fc.tuple(randomDeals, fc.array(more, { minLength: 60, maxLength: 60 }), fc.array(line, { maxLength: 50 }))
  .map(([deals, own, lines]): Rows => ({ deals: deals.map((row, i): Row => ({ ...row, ...own[i] })), deal_lines: lines }));
