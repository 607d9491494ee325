import fc from 'fast-check';
import type { Row, Rows } from '../fixtures/tables.js';

/** Random leads with contacts around them, to the minute, in UTC; some begin, are answered or qualified after asOf. */
export const asOf = '2025-07-01';

const minuteMs = 60_000;
const from = Date.UTC(2025, 2, 1);
const iso = (ms: number): string => new Date(ms).toISOString().slice(0, 16);
/** null once in `freq` times. */
const maybe = <T>(value: fc.Arbitrary<T>, freq = 4): fc.Arbitrary<T | null> => fc.option(value, { nil: null, freq });

/** Minutes after a lead came in: mostly soon, sometimes a little before, sometimes weeks later. */
const lag = fc.oneof(fc.integer({ min: -12, max: 40 }), fc.integer({ min: 0, max: 3000 }), fc.integer({ min: -3000, max: 60_000 }));

const lead = fc.record({
  received: fc.oneof(fc.integer({ min: 0, max: 124 * 1440 }), fc.integer({ min: 0, max: 60 }).map((day) => day * 2880)),
  response: maybe(lag, 3), qualified: maybe(lag, 3), disqualified: maybe(lag, 3), handed: maybe(lag, 3), assigned: maybe(lag, 3),
  deal: maybe(fc.integer({ min: 0, max: 5 }), 2),
  email: maybe(fc.constantFrom('a@x.example', 'A@X.example', 'b@x.example', 'c@x.example', 'd@x.example'), 3),
  owner_id: maybe(fc.constantFrom('o1', 'o2')), source: maybe(fc.constantFrom('Web', 'Fair')), region: fc.constantFrom('r1', 'r2', 'r3'),
  score: maybe(fc.integer({ min: 0, max: 100 })), disq_reason: maybe(fc.constantFrom('Budget', 'Need')),
});

const activity = fc.record({
  lead: fc.nat({ max: 39 }), lag, kind: fc.constantFrom('email', 'call', 'call', 'meeting', 'video', 'chat', 'sms', 'form', 'web'),
  actor: fc.constantFrom('sales', 'sales', 'marketing', null), direction: fc.constantFrom('out', 'out', 'in', null),
  automated: fc.constantFrom(false, false, true, null), outcome: fc.constantFrom(null, 'Connected', 'No answer', 'canceled'),
});

const deal = fc.record({ created: maybe(fc.integer({ min: 0, max: 124 * 1440 })) });

export const leadTables: fc.Arbitrary<Rows> = fc.tuple(fc.array(lead, { minLength: 1, maxLength: 40, size: 'max' }), fc.array(activity, { minLength: 1, maxLength: 60, size: 'max' }), fc.array(deal, { minLength: 1, maxLength: 4 })).map(([leads, activities, deals]) => {
  const receivedMs = leads.map(({ received }) => from + received * minuteMs);
  const at = (i: number, minutes: number | null): string | null => (minutes === null ? null : iso((receivedMs[i] as number) + minutes * minuteMs));
  return {
    leads: leads.map(({ response, qualified, disqualified, handed, assigned, deal: number, received: _, ...rest }, i): Row => ({
      id: `l${i}`, received_at: iso(receivedMs[i] as number), first_response_at: at(i, response), qualified_at: at(i, qualified), disqualified_at: at(i, disqualified),
      handed_over_at: at(i, handed), assigned_at: at(i, assigned), opp_id: number === null ? null : `d${number}`, ...rest,
    })),
    activities: activities.map(({ lead: number, lag: minutes, ...rest }, i): Row => ({
      id: `a${i}`, lead_id: `l${number}`, occurred_at: iso((receivedMs[number % receivedMs.length] as number) + minutes * minuteMs), ...rest,
    })),
    deals: deals.map(({ created }, i): Row => ({ id: `d${i}`, status: 'open', created_at: created === null ? null : iso(from + created * minuteMs) })),
  };
});

const day = (minutes: number): string => iso(from + minutes * 1440 * minuteMs).slice(0, 10);

export const leadPeriod = fc.tuple(fc.integer({ min: -5, max: 118 }), fc.integer({ min: 1, max: 130 })).map(([start, length]) => ({ start: day(start), end: day(start + length) }));

export const leadFilter = fc.oneof(
  fc.constant({}),
  fc.subarray<string | null>(['Web', 'Fair', null], { minLength: 1 }).map((source) => ({ source })),
  fc.constantFrom<string | null>('o1', 'o2', null).map((owner) => ({ owner_id: [owner] })),
);

export const leadOptions = fc.record({ denominator: fc.constantFrom('received', 'handed_over'), dedupe: fc.boolean(), horizonDays: fc.constantFrom(1, 7, 30) });
