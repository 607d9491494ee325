import { describe, expect, it } from 'vitest';
import type { Row } from '../fixtures/tables.js';
import { poissonBootstrap } from '../../src/stats/poisson-bootstrap.js';
import { codesOf } from './customers.js';
import { askTouches, at, example, finalTouches, half, known, lead, mail, mails, meeting } from './touches-fixtures.js';

/** Touches of one lead with these activities, booked on day 10. */
const touchesOf = (activities: readonly Row[], of: Row = lead('a'), config = known): number | null =>
  askTouches({ leads: [of], activities: [...activities, meeting('a', 20, 10)] }, {}, config).value;

describe('touches_to_meeting example', () => {
  const result = askTouches(example);

  it('mean 3.5, median 3; unreliable with 6 meetings', () => {
    expect([result.value, result.num, result.den, result.n, result.nCensored]).toEqual([3.5, 21, 6, 6, 3]);
    expect([result.details.mean, result.details.median]).toEqual([3.5, 3]);
    expect([result.unit, result.better, result.basis, result.reliability, result.state]).toEqual(['touches', 'lower', 'booking-period', 'unreliable', 'ready']);
  });

  it('I_meet(0) = .1, (2) = .2, (3) = .4, (5) = .525, (8) = .9: half of all leads need 5, not 3', () => {
    expect(result.details.curve.map(({ k, met }) => [k, met])).toEqual([[0, 0.1], [2, 0.2], [3, 0.4], [5, 0.525], [8, 0.9]]);
    expect(result.details.touchesForHalf).toBe(5);
    expect([result.details.curveN, result.details.unmet]).toEqual([10, 0.4]);
  });

  it('at risk and hazard count those who got so far: 10, 9, 7, 4, 1', () => {
    expect(result.details.curve.map(({ atRisk, booked, hazard }) => [atRisk, booked, Number(hazard.toFixed(6))])).toEqual([[10, 1, 0.1], [9, 1, 0.111111], [7, 2, 0.285714], [4, 1, 0.25], [1, 1, 1]]);
  });

  it('last lead at risk meets: .9 + .1 given up = 1', () => {
    const last = result.details.curve.at(-1);
    expect([last?.met, last?.gone]).toEqual([0.9, 0.1]);
  });

  it('carries a standard error and a band', () => {
    // First step: I = 1/10, se = sqrt(.1 · .9 / 10).
    expect(result.details.curve[0]?.se).toBeCloseTo(Math.sqrt(0.009), 12);
    for (const { met, lo, hi } of result.details.curve) {
      expect(lo).toBeLessThan(met);
      expect(hi).toBeGreaterThan(met);
    }
  });

  it('t interval at once, then the bootstrap by lead id', () => {
    expect(result.ci?.method).toBe('t');
    const counts = [0, 2, 3, 3, 5, 8];
    const expected = poissonBootstrap(counts.map((_, i) => `met${i}`), [counts], ([sum], n) => (n > 0 ? (sum as number) / n : null));
    expect(finalTouches(example).ci).toMatchObject({ method: 'bootstrap', lo: expect.closeTo(expected.lo ?? NaN, 10) as number, hi: expect.closeTo(expected.hi ?? NaN, 10) as number });
  });
});

describe('touches_to_meeting edge', () => {
  it('none met: null, the curve is still drawn', () => {
    const result = askTouches({ leads: [lead('a'), lead('b', 0, { disqualified_at: at(9) })], activities: [...mails('a', 3), ...mails('b', 1)] });
    expect([result.value, result.den, result.ci, result.reliability, result.nCensored]).toEqual([null, 0, null, 'none', 1]);
    expect(result.details.curve).toMatchObject([{ k: 1, met: 0, gone: 0.5, atRisk: 2 }]);
    expect(result.details.touchesForHalf).toBeNull();
    expect(codesOf(result)).toContain('E_ZERO_DENOM');
  });

  it('all direct: 0, a true zero', () => {
    const result = askTouches({ leads: [lead('a'), lead('b')], activities: [meeting('a', 9, 3), meeting('b', 9, 4)] });
    expect([result.value, result.state, result.details.median]).toEqual([0, 'zero', 0]);
    expect(result.details.curve).toMatchObject([{ k: 0, met: 1, direct: 1, marketing: 0, sales: 0 }]);
  });

  it('a touch exactly at the booking is not counted, one exactly at the receipt is', () => {
    expect(touchesOf([mail('a', 0), mail('a', 9)])).toBe(2);
    expect(touchesOf([mail('a', 0), mail('a', 10)])).toBe(1);
    expect(touchesOf([mail('a', -1), mail('a', 9)])).toBe(1);
  });

  it('a meeting booked before the lead came in is excluded and counted', () => {
    const result = askTouches({ leads: [lead('a', 5), lead('b', 5)], activities: [meeting('a', 9, 4), meeting('b', 9, 5)] });
    expect([result.n, result.details.curveN]).toEqual([1, 1]);
    expect(result.caveats.find(({ code }) => code === 'DQ_NEGATIVE_DURATION')?.params).toEqual({ n: 1 });
  });
});

describe('touches_to_meeting: what is a meeting', () => {
  const bookedOn = (...activities: Row[]): readonly [number, number | null] => {
    const { n, value } = askTouches({ leads: [lead('a')], activities: [...mails('a', 12), ...activities] });
    return [n, value];
  };

  it('a meeting or a video call that was not called off; the lead must not have stayed away', () => {
    expect(bookedOn(meeting('a', 20, 3))).toEqual([1, 2]);
    expect(bookedOn(meeting('a', 20, 3, { kind: 'video' }))).toEqual([1, 2]);
    for (const outcome of ['CANCELED', 'cancelled', 'No show', 'no_show', 'abgesagt', 'Nicht erschienen']) expect(bookedOn(meeting('a', 20, 3, { outcome }))).toEqual([0, null]);
    for (const outcome of ['completed', 'SCHEDULED', 'rescheduled', null]) expect(bookedOn(meeting('a', 20, 3, { outcome }))).toEqual([1, 2]);
    expect(bookedOn(mail('a', 20, { kind: 'call' }))).toEqual([0, null]);
  });

  it('the earliest booking of all valid meetings counts', () => {
    expect(bookedOn(meeting('a', 20, 8), meeting('a', 25, 5), meeting('a', 9, 2, { outcome: 'canceled' }))).toEqual([1, 4]);
  });

  it('without booked_at a meeting counts as booked when it was created, if that is earlier, else when it took place', () => {
    expect(bookedOn(meeting('a', 6, null, { created_at: at(4) }))).toEqual([1, 3]);
    expect(bookedOn(meeting('a', 6, null, { created_at: at(9) }))).toEqual([1, 5]);
    expect(bookedOn(meeting('a', 6, null))).toEqual([1, 5]);
  });

  it('a meeting held after asOf counts if it was booked before; one booked at asOf is not known yet', () => {
    const ask = (bookedDay: number | null, created: number | null = null) => askTouches({ leads: [lead('a')], activities: [meeting('a', 300, bookedDay, { created_at: created === null ? null : at(created) })] });
    expect(ask(180).n).toBe(1);
    expect(codesOf(ask(180))).not.toContain('DQ_FUTURE');
    expect([ask(181).n, ask(181).nCensored]).toEqual([0, 1]);
    expect(ask(181).caveats.find(({ code }) => code === 'DQ_FUTURE')?.params).toEqual({ n: 1 });
    expect([ask(null, 100).n, codesOf(ask(null, 100)).includes('DQ_FUTURE')]).toEqual([1, false]);
  });

  it('a meeting beats a disqualification, whichever came first', () => {
    expect(touchesOf(mails('a', 8), lead('a', 0, { disqualified_at: at(5) }))).toBe(8);
  });

  it('without a meeting touches end with the disqualification; one at asOf has not happened', () => {
    const ask = (disqualified: number) => askTouches({ leads: [lead('a', 0, { disqualified_at: at(disqualified) })], activities: mails('a', 8) }).details.curve;
    expect(ask(4)).toMatchObject([{ k: 3, gone: 1 }]);
    expect(ask(181)).toEqual([]);
  });
});

describe('touches_to_meeting: what is a touch', () => {
  it('mails, replies, calls, text messages, chats, forms, webinars, clicked ads', () => {
    const kinds = ['email', 'call', 'sms', 'chat', 'form', 'webinar'];
    expect(touchesOf(kinds.map((kind, i) => mail('a', i, { kind })))).toBe(6);
    expect(touchesOf([mail('a', 1), mail('a', 1, { direction: 'in', outcome: 'reply' })])).toBe(2);
    for (const outcome of ['click', 'Clicked', 'Ad click', 'geklickt']) expect(touchesOf([mail('a', 1, { kind: 'ad', outcome })])).toBe(1);
  });

  it('not: web visits, ads only shown, mails opened, bounced or delivered, meetings, other kinds', () => {
    for (const more of [
      { kind: 'web' }, { kind: 'ad' }, { kind: 'ad', outcome: 'impression' }, { outcome: 'open' }, { outcome: 'OPENED' }, { outcome: 'Bounce' }, { outcome: 'bounced' },
      { outcome: 'DELIVERED' }, { outcome: 'zugestellt' }, { kind: 'meeting', outcome: 'canceled' }, { kind: 'letter' }, { kind: null },
    ]) expect(touchesOf([mail('a', 1, more)])).toBe(0);
    expect(touchesOf([mail('a', 1, { outcome: 'click' }), mail('a', 2, { kind: 'call', outcome: 'no answer' }), mail('a', 3, { kind: 'call', outcome: 'delivered' })])).toBe(3);
  });

  it('within 10 minutes of the previous one of the same kind and direction it is the same touch; a chain extends it', () => {
    const minutes = (...list: number[]): Row[] => list.map((minute) => mail('a', 0, { occurred_at: at(1, minute) }));
    expect(touchesOf(minutes(0, 10))).toBe(1);
    expect(touchesOf(minutes(0, 11))).toBe(2);
    expect(touchesOf(minutes(0, 9, 18, 27))).toBe(1);
    expect(touchesOf(minutes(27, 0, 18, 9))).toBe(1);
    expect(touchesOf([...minutes(0), mail('a', 0, { occurred_at: at(1, 5), kind: 'call' }), mail('a', 0, { occurred_at: at(1, 5), direction: 'in' })])).toBe(3);
  });

  it('a touch before the receipt does not swallow the first one after it', () => {
    expect(touchesOf([mail('a', 0, { occurred_at: at(0, -5) }), mail('a', 0, { occurred_at: at(0, 4) })])).toBe(1);
  });

  it('with days alone nothing can be told to lie within minutes: each counts', () => {
    const day = (date: string, more: Row = {}): Row => ({ lead_id: 'a', occurred_at: date, kind: 'email', ...more });
    const activities = [day('2025-01-03'), day('2025-01-03'), day('2025-01-09', { kind: 'meeting' })];
    expect(askTouches({ leads: [{ id: 'a', received_at: '2025-01-01' }], activities }).value).toBe(2);
    // A mail on the day of the receipt may have come after it; the booking day itself is not before it.
    const onTheDay = [day('2025-01-01'), day('2025-01-09'), day('2025-01-09', { kind: 'meeting' })];
    expect(askTouches({ leads: [{ id: 'a', received_at: '2025-01-01T15:00' }], activities: onTheDay }).value).toBe(1);
    expect(askTouches({ leads: [{ id: 'a', received_at: '2025-01-09T15:00' }], activities: [day('2025-01-09', { kind: 'meeting' })] }).value).toBe(0);
  });

  it('of the lead and its deal; what names both counts once', () => {
    const deals = [{ id: 'd', lead_id: 'a', created_at: at(3) }];
    const activities = [mail('a', 1), { ...mail('a', 4), deal_id: 'd' }, { ...mail('a', 5), lead_id: null, deal_id: 'd' }, { ...meeting('a', 20, 10), lead_id: null, deal_id: 'd' }];
    expect(askTouches({ leads: [lead('a')], deals, activities }).value).toBe(3);
  });

  it('of a lead and of the deal of another: it counts for both', () => {
    const deals = [{ id: 'd', lead_id: 'b', created_at: at(3) }];
    const activities = [{ ...mail('a', 4), deal_id: 'd' }, meeting('a', 20, 10), meeting('b', 20, 10)];
    expect(askTouches({ leads: [lead('a'), lead('b')], deals, activities })).toMatchObject({ n: 2, num: 2 });
  });

  it('a deal that the lead names (opp_id) is its deal too', () => {
    const deals = [{ id: 'd', created_at: at(3) }];
    expect(askTouches({ leads: [lead('a', 0, { opp_id: 'd' })], deals, activities: [{ ...mail('a', 4), lead_id: null, deal_id: 'd' }, meeting('a', 20, 10)] }).value).toBe(1);
  });

  it('activities of nobody’s lead count for nobody', () => {
    expect(touchesOf([mail('x', 1), { ...mail('a', 2), lead_id: null }])).toBe(0);
  });
});

describe('touches_to_meeting: basis', () => {
  it('the tile goes by booking, the curve by receipt', () => {
    const result = askTouches({ leads: [lead('a', -30), lead('b', 170)], activities: [mail('a', -20), meeting('a', 20, 10), mail('b', 172), meeting('b', 190, 175)] }, { period: { start: '2025-01-01', end: '2025-06-01' } });
    expect([result.n, result.value, result.details.curveN]).toEqual([1, 1, 0]);
    const whole = askTouches({ leads: [lead('a', -30), lead('b', 170)], activities: [meeting('a', 20, 10), meeting('b', 190, 175)] });
    expect([whole.n, whole.details.curveN]).toEqual([2, 1]);
  });

  it('booked at the start of the period counts, at its end not; days are those of the report zone', () => {
    const ask = (bookedDay: number, timeZone = 'UTC') => askTouches({ leads: [lead('a', -30)], activities: [meeting('a', 40, bookedDay)] }, { period: { start: '2025-01-11', end: '2025-01-21' } }, { ...known, timeZone }).n;
    expect([9, 10, 19, 20].map((day) => ask(day))).toEqual([0, 1, 1, 0]);
    expect([9, 10, 19, 20].map((day) => ask(day, 'America/New_York'))).toEqual([0, 0, 1, 1]);
  });

  it('leads without receipt are in neither, and counted', () => {
    const result = askTouches({ leads: [lead('a'), { id: 'b', received_at: null }], activities: [meeting('a', 9, 3), meeting('b', 9, 3)] });
    expect([result.n, result.details.curveN]).toEqual([1, 1]);
    expect(result.caveats.find(({ code }) => code === 'DQ_NO_START')?.params).toEqual({ n: 1 });
  });

  it('a lead received at or after asOf is dropped', () => {
    const result = askTouches({ leads: [lead('a'), lead('b', 181)], activities: [meeting('a', 9, 3)] });
    expect(result.details.curveN).toBe(1);
    expect(result.caveats.find(({ code }) => code === 'DQ_FUTURE')?.params).toEqual({ n: 1 });
    expect([result.provenance.rowsUsed, result.provenance.rowsExcluded]).toEqual([1, 1]);
  });

  it('a trend goes by booking month, a change compares the means', () => {
    // Twelve leads with 2 or 3 touches book on 6 May, twelve with 6 or 7 on 5 June.
    const ids = Array.from({ length: 24 }, (_, i) => `l${i}`);
    const countOf = (i: number): number => (i < 12 ? 2 : 6) + (i % 2);
    const rows = {
      leads: ids.map((id) => lead(id, -60)),
      activities: ids.flatMap((id, i) => [...Array.from({ length: countOf(i) }, (_, k) => mail(id, k - 50)), meeting(id, 170, i < 12 ? 125 : 155)]),
    };
    const { trend } = askTouches(rows, { trend: { unit: 'month', count: 3 } });
    expect(trend?.map(({ period, value, n }) => [period.start, value, n])).toEqual([['2025-04-01', null, 0], ['2025-05-01', 2.5, 12], ['2025-06-01', 6.5, 12]]);
    const { delta } = askTouches(rows, { period: { start: '2025-06-01', end: '2025-07-01' }, compare: 'previous' });
    expect(delta).toMatchObject({ abs: 4, signal: 'up', previous: { value: 2.5 } });
  });

  it('status against a target: lower is better', () => {
    const ids = Array.from({ length: 40 }, (_, i) => `l${i}`);
    const rows = { leads: ids.map((id) => lead(id)), activities: ids.flatMap((id, i) => [...mails(id, 3 + (i % 2)), meeting(id, 40, 20)]) };
    expect([3, 3.5, 4].map((target) => askTouches(rows, { target }).status)).toEqual(['bad', 'good', 'good']);
    expect(askTouches(rows, { target: 3.4 }).status).toBe('warn');
  });
});

describe('touches_to_meeting without a table', () => {
  it('no leads: deals by creation stand in, and it says so', () => {
    const activities = [mail('a', 2), mail('a', 3), meeting('a', 9, 6)].map(({ lead_id: _, ...row }) => ({ ...row, deal_id: 'd' }));
    const result = askTouches({ deals: [{ id: 'd', created_at: at(0), status: 'open', owner_id: 'A' }, { id: 'e', created_at: null, status: 'open', owner_id: 'B' }], activities }, { segmentBy: ['owner_id'] });
    expect([result.value, result.n, result.details.curveN]).toEqual([2, 1, 1]);
    expect(result.segments.map(({ key, value }) => [key[0], value])).toEqual([['A', 2], ['B', null]]);
    expect(result.caveats.find(({ code }) => code === 'NOT_APPLICABLE')?.params).toEqual({ table: 'leads', column: 'received_at' });
    expect(result.caveats.find(({ code }) => code === 'DQ_NO_START')?.params).toEqual({ n: 1 });
  });

  it('no activities: not applicable, never 0', () => {
    expect(askTouches({ leads: [lead('a')] })).toMatchObject({ state: 'not-applicable', value: null, caveats: [{ code: 'NOT_APPLICABLE', params: { table: 'activities', column: 'lead_id' } }] });
    expect(askTouches({ activities: [mail('a', 2)] })).toMatchObject({ state: 'not-applicable', caveats: [{ params: { table: 'leads', column: 'id' } }] });
    expect(askTouches({ leads: [lead('a')], activities: [{ lead_id: 'a', occurred_at: at(1) }] })).toMatchObject({ state: 'not-applicable', caveats: [{ params: { table: 'activities', column: 'kind' } }] });
    expect(askTouches({ leads: [], activities: [] }).state).toBe('empty');
  });

  it('no disqualifications: I = 1 − S', () => {
    const { curve } = askTouches({ ...example, leads: example.leads?.map(({ disqualified_at: _, ...row }) => row) ?? [] }).details;
    for (const { met, gone } of curve) expect([met > 0, gone]).toEqual([true, 0]);
  });

  it('no booked_at: the meeting itself is the booking', () => {
    const strip = ({ booked_at: _, ...row }: Row): Row => row;
    expect(askTouches({ leads: [lead('a')], activities: [...mails('a', 12), meeting('a', 9, 3)].map(strip) }, { period: half }).value).toBe(8);
  });
});
