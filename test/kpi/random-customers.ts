import fc from 'fast-check';
import type { Row, Rows } from '../fixtures/tables.js';

/** Day of 2024 or 2025 as a date text, from 2024-01-01 on. */
export const dateOf = (day: number): string => new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10);
export const numberOfDate = (date: string): number => Math.round((Date.parse(`${date}T00:00:00Z`) - Date.UTC(2024, 0, 1)) / 86_400_000);

/** Events reach beyond the cut-off on purpose. */
export const asOf = '2025-05-01';
const day = fc.integer({ min: 0, max: 540 }).map(dateOf);
const maybe = <T>(arb: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arb, { nil: null, freq: 3 });
const id = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'ä', 'A');
const channel = maybe(fc.constantFrom('seo', 'ads', 'fairs'));
const money = fc.integer({ min: -2_000_000, max: 30_000_000 }).map((units) => units / 10_000);

const table = (row: fc.Arbitrary<Row>, maxLength: number, minLength = 0): fc.Arbitrary<readonly Row[]> => fc.array(row, { minLength, maxLength });

const deals = fc.uniqueArray(fc.record({
  id: fc.integer({ min: 1, max: 60 }).map((n) => `d${n}`), account_id: maybe(id), status: fc.constantFrom('won', 'won', 'won', 'lost', 'open'),
  closed_at: maybe(day), created_at: fc.constant('2023-06-01'), source: channel, type: maybe(fc.constantFrom('new', 'renewal', 'upsell')), amount: maybe(money),
}), { selector: (row) => row.id, maxLength: 14 });
const customers = fc.uniqueArray(fc.record({ id, first_won_at: maybe(day), acquired_channel: channel, segment: maybe(fc.constantFrom('S', 'L')) }),
  { selector: (row) => row.id, maxLength: 8 });
const subscription = fc.record({ customer_id: id, started_at: day, ended_at: maybe(day), mrr: maybe(money) });
const revenue = fc.record({ customer_id: id, occurred_at: day, amount: maybe(money), margin: maybe(money) });
const spend = fc.record({
  period_start: day, length: maybe(fc.integer({ min: -3, max: 200 })), kind: fc.constantFrom('marketing', 'sales', null), channel, amount: money,
}).map(({ period_start, length, ...rest }): Row => ({ period_start, period_end: length === null ? null : dateOf(numberOfDate(period_start) + length), ...rest }));

/** A small company whose rows tell everything the customer KPIs read, with gaps, ties and contradictions. */
export const company: fc.Arbitrary<Rows> = fc.record({
  deals, customers, subscriptions: table(subscription, 14, 1), revenue: table(revenue, 20, 1), spend: table(spend, 10, 1),
});

/** Windows of one to eighteen whole or broken months. */
export const windowOf = fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 1, max: 400 }))
  .map(([start, length]) => ({ start: dateOf(start), end: dateOf(start + length) }));
