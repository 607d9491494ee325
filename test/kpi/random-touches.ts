import fc from 'fast-check';
import type { Row, Rows } from '../fixtures/tables.js';
import { at } from './touches-fixtures.js';

/** Instants around the half-year, so that some lie before a receipt and some after asOf; close to each other on purpose. */
const instant = fc.oneof(
  fc.tuple(fc.integer({ min: -20, max: 200 }), fc.constantFrom(0, 4, 10, 14, 20, 600)).map(([day, minute]) => at(day, minute)),
  fc.tuple(fc.integer({ min: 10, max: 14 }), fc.integer({ min: 0, max: 60 })).map(([day, minute]) => at(day, minute)),
);
/** null once in `freq` times: 1 would be always. */
const maybe = <T>(value: fc.Arbitrary<T>, freq: number): fc.Arbitrary<T | null> => fc.option(value, { nil: null, freq });
const leadId = fc.integer({ min: 0, max: 7 }).map((i) => `l${i}`);
const dealId = fc.integer({ min: 0, max: 5 }).map((i) => `d${i}`);

const leadRow = fc.record({
  received_at: instant, disqualified_at: maybe(instant, 3), opp_id: maybe(dealId, 3), source: maybe(fc.constantFrom('Web', 'Fair'), 4), segment: maybe(fc.constantFrom('S', 'L'), 4),
});
const activity = fc.record({
  lead_id: maybe(leadId, 4), deal_id: maybe(dealId, 3), occurred_at: instant, kind: fc.constantFrom('email', 'email', 'call', 'sms', 'chat', 'form', 'webinar', 'ad', 'web', 'meeting', 'video'),
  actor: fc.constantFrom('sales', 'marketing', null), direction: fc.constantFrom('out', 'in', null), automated: fc.constantFrom(true, false, null),
  outcome: fc.constantFrom(null, null, 'completed', 'open', 'bounce', 'delivered', 'click', 'reply', 'canceled', 'no_show'), booked_at: maybe(instant, 3), created_at: maybe(instant, 3), channel: fc.constantFrom('Phone', 'Mail', null),
});

/** Leads with deals and activities that name either, both or neither. */
export const touchedLeads: fc.Arbitrary<Rows> = fc.record({
  leads: fc.array(leadRow, { minLength: 1, maxLength: 8 }).map((rows) => rows.map((row, i): Row => ({ id: `l${i}`, ...row }))),
  deals: fc.array(fc.record({ lead_id: maybe(leadId, 2) }), { maxLength: 6 }).map((rows) => rows.map((row, i): Row => ({ id: `d${i}`, status: 'open', created_at: at(0), ...row }))),
  activities: fc.array(activity, { minLength: 1, maxLength: 60 }),
});

export const touchWindow = fc.tuple(fc.integer({ min: -30, max: 150 }), fc.integer({ min: 1, max: 200 })).map(([start, length]) => ({ start: at(start).slice(0, 10), end: at(start + length).slice(0, 10) }));
