import fc from 'fast-check';
import type { Row } from '../fixtures/tables.js';
import { isoDay } from './deal-fixtures.js';
import { dayFromCivil } from '../../src/model/zone.js';

/** One random deal; all days lie in the 400 days before 2025-07-20, so that some begin or close after asOf. */
const firstDay = dayFromCivil(2024, 6, 15);

const time = (withTime: boolean): fc.Arbitrary<string> =>
  fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 1439 })).map(([day, minute]) =>
    `${isoDay(firstDay + day)}${withTime ? `T${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}` : ''}`);

/** null once in `freq` times: 1 would be always. */
const maybe = <T>(value: fc.Arbitrary<T>, freq = 6): fc.Arbitrary<T | null> => fc.option(value, { nil: null, freq });

const deal = (withTime: boolean): fc.Arbitrary<Row> => fc.record({
  status: fc.constantFrom('open', 'won', 'won', 'lost'),
  created_at: maybe(time(withTime), 12),
  first_contact_at: maybe(time(withTime), 2),
  closed_at: maybe(time(withTime), 20),
  expected_close_at: maybe(time(false)),
  amount: maybe(fc.integer({ min: -200, max: 50_000 }).map((cents) => cents / 4)),
  probability: maybe(fc.integer({ min: 0, max: 20 }).map((p) => p / 20)),
  source: maybe(fc.constantFrom('Web', 'Fair')), segment: maybe(fc.constantFrom('B2B', 'B2C')), owner_id: maybe(fc.constantFrom('o1', 'o2', 'o3')),
  score: maybe(fc.integer({ min: 0, max: 100 })), stage: maybe(fc.constantFrom('Lead', 'Offer')), region: fc.constantFrom('r1', 'r2', 'r3'),
  type: fc.constantFrom(null, null, null, 'new', 'renewal', 'upsell'),
});

/** A random table of deals, of times or of days alone; ids are numbers of the rows. */
export const randomDeals: fc.Arbitrary<readonly Row[]> = fc.boolean().chain((withTime) => fc.array(deal(withTime), { minLength: 1, maxLength: 60 }))
  .map((rows) => rows.map((row, i) => ({ id: `d${i}`, ...row })));

export const randomPeriod = fc.tuple(fc.integer({ min: -10, max: 380 }), fc.integer({ min: 1, max: 300 }))
  .map(([start, length]) => ({ start: isoDay(firstDay + start), end: isoDay(firstDay + start + length) }));

export const randomFilter = fc.oneof(
  fc.constant({}),
  fc.subarray<string | null>(['Web', 'Fair', null], { minLength: 1 }).map((source) => ({ source })),
  fc.tuple(fc.constantFrom<string | null>('B2B', 'B2C', null), fc.constantFrom<string | null>('o1', 'o2', null)).map(([segment, owner]) => ({ segment: [segment], owner_id: [owner, 'o3'] })),
);
