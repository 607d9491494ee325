import { describe, expect, it } from 'vitest';
import { computeKpi, computeSteps } from '../../src/kpi/compute-kpi.js';
import type { KpiContext } from '../../src/kpi/context.js';
import { leadResponse } from '../../src/kpi/lead-response.js';
import type { BusinessHours } from '../../src/model/config.js';
import type { KpiQuery } from '../../src/model/query.js';
import type { Row } from '../fixtures/tables.js';
import { after, ago, asOfMs, call, codesOf, contextOf, repeat } from './lead-fixtures.js';

const ask = (context: KpiContext, query: Partial<KpiQuery> = {}) => computeKpi(leadResponse, context, { kpi: 'lead_response', period: 'all', compare: 'none', ...query });
const last = (context: KpiContext, query: Partial<KpiQuery> = {}) => {
  const steps = computeSteps(leadResponse, context, { kpi: 'lead_response', period: 'all', compare: 'none', ...query });
  for (let step = steps.next(); ; step = steps.next()) if (step.done === true) return step.value;
};
const fixed = (x: number | null | undefined, digits: number): string | undefined => x?.toFixed(digits);

/** Received so many minutes before asOf, answered so many minutes later; null = not yet. */
const lead = (minutesAgo: number, answered: number | null, more: Row = {}): Row =>
  ({ received_at: ago(0, minutesAgo), first_response_at: answered === null ? null : after(ago(0, minutesAgo), answered), ...more });

describe('lead_response: example', () => {
  const minutes = [2, 4, 5, 12, 30, 45, 300];
  const result = ask(contextOf([...minutes.map((answered) => lead(1000, answered)), lead(600, null)]));
  const { details } = result;
  it('mean 56.857 of the seven answered', () => {
    expect([fixed(result.value, 3), result.num, result.den, result.n, result.nCensored, details.n]).toEqual(['56.857', 398, 7, 7, 1, 8]);
    expect(details.mean).toBe(result.value);
  });
  it('KM median 21: S = .5 at 12, midpoint with 30', () => expect(details.median).toBe(21));
  it('<= 5 minutes 3/8 = .375 [.1368;.6943], <= 30 minutes 5/8 = .625', () => {
    expect([details.within5, fixed(details.within5Ci?.lo, 4), fixed(details.within5Ci?.hi, 4), details.within30]).toEqual([0.375, '0.1368', '0.6943', 0.625]);
  });
  it('mean/median 2.71: RT_MEAN_MISLEADS', () => {
    expect(fixed((details.mean ?? 0) / (details.median ?? 1), 2)).toBe('2.71');
    expect(codesOf(result)).toContain('RT_MEAN_MISLEADS');
  });
  it('never = 0, since no lead is seven days old; seven events are unreliable', () => {
    expect([details.never, result.reliability, result.status]).toEqual([0, 'unreliable', 'unknown']);
    expect(codesOf(result)).not.toContain('RT_UNANSWERED');
  });
  it('in bins, the one that waits apart', () => {
    expect(details.bins.map(({ from, to, n }) => [from, to, n])).toEqual([[0, 5, 3], [5, 30, 2], [30, 60, 1], [60, 1440, 1], [1440, null, 0], [null, null, 1]]);
  });
});

describe('lead_response: business clock', () => {
  const businessHours: BusinessHours = { tz: 'Europe/Berlin', week: [1, 2, 3, 4, 5].map((dow) => ({ dow, from: '09:00', to: '18:00' })), holidays: [] };
  const leads = [{ received_at: '2025-06-27T17:50', first_response_at: '2025-06-30T09:05' }];
  const context = contextOf(leads, {}, { timeZone: 'Europe/Berlin', businessHours });
  it('Friday 17:50 to Monday 9:05 is 3795 minutes elapsed, 15 in business hours', () => {
    expect(ask(context).value).toBe(3795);
    const business = ask(context, { options: { clock: 'business' } });
    expect([business.value, business.details.clock, business.basis]).toEqual([15, 'business', 'cohort-business']);
  });
  it('an element says so by its basis', () => expect(ask(context, { options: { basis: 'business' } }).value).toBe(15));
  it('without opening times there is no such clock', () => {
    const result = ask(contextOf(leads, {}, { timeZone: 'Europe/Berlin' }), { options: { clock: 'business' } });
    expect(result.value).toBeNull();
    expect(result.caveats.find(({ severity }) => severity === 'block')).toMatchObject({ code: 'NOT_APPLICABLE', params: { table: 'settings', column: 'businessHours' } });
  });
  it('shares are of the leads that are as old as the limit on that clock', () => {
    // Received on Sunday, asOf Monday 9:04 Berlin: four business minutes old, days by the wall clock.
    const config = { timeZone: 'Europe/Berlin', businessHours, asOf: '2025-06-30T07:04:00Z' };
    const one = contextOf([{ received_at: '2025-06-29T12:00', first_response_at: null }, { received_at: '2025-06-27T12:00', first_response_at: '2025-06-27T12:10' }], {}, config);
    expect(ask(one).details).toMatchObject({ within5: 0, within30: 0.5 });
    expect(ask(one, { options: { clock: 'business' } }).details).toMatchObject({ within5: 0, within30: 1 });
  });
});

describe('lead_response: edges', () => {
  it('no responses, all older than seven days: null, never = 1', () => {
    const result = ask(contextOf(repeat(12, () => lead(8 * 1440, null))));
    expect([result.value, result.reliability, result.details.never, result.details.median, result.nCensored]).toEqual([null, 'none', 1, null, 12]);
    expect(result.caveats.find(({ code }) => code === 'RT_UNANSWERED')).toMatchObject({ params: { p: 1 } });
  });
  it('all 0: 0', () => {
    const result = ask(contextOf(repeat(12, () => lead(1000, 0))));
    expect([result.value, result.state, result.details.median]).toEqual([0, 'zero', 0]);
    expect(codesOf(result)).not.toContain('RT_MEAN_MISLEADS');
  });
  it('DST night 2025-03-30 01:30 to 03:30 Berlin is 60 minutes', () => {
    expect(ask(contextOf([{ received_at: '2025-03-30T01:30', first_response_at: '2025-03-30T03:30' }], {}, { timeZone: 'Europe/Berlin' })).value).toBe(60);
  });
  it('300000 ms exactly is within 5 minutes, a moment more is not', () => {
    const result = ask(contextOf([lead(1000, 5), lead(1000, 5 + 1 / 60)]));
    expect([result.details.within5, result.details.bins[0]?.n, result.details.bins[1]?.n]).toEqual([0.5, 1, 1]);
  });
});

describe('lead_response: what is a contact', () => {
  const received = ago(0, 1000);
  const of = (activities: readonly Row[], more: Row = {}): number | null =>
    ask(contextOf([{ received_at: received, ...more }], { activities })).value;
  const at = (minutes: number, more: Row = {}): Row => call('l1', after(received, minutes), more);
  it.each(['email', 'call', 'chat', 'sms', 'meeting', 'video'])('%s by sales is one', (kind) => expect(of([at(7, { kind })])).toBe(7));
  it.each([
    ['a form', { kind: 'form' }], ['a web visit', { kind: 'web' }], ['an ad', { kind: 'ad' }], ['a webinar', { kind: 'webinar' }],
    ['what is automated', { automated: true }], ['marketing', { actor: 'marketing' }], ['what comes in', { direction: 'in' }],
  ])('%s is none', (_, more) => expect(of([at(7, more), at(90)])).toBe(90));
  it('who did not note automation, actor or direction is taken as human, sales, outbound', () => {
    expect(of([at(7, { automated: null, actor: null, direction: null })])).toBe(7);
  });
  it('the earliest of activities and first response', () => {
    expect(of([at(30), at(12)], { first_response_at: after(received, 20) })).toBe(12);
    expect(of([at(30)], { first_response_at: after(received, 20) })).toBe(20);
  });
  it('up to five minutes before receipt are 0 minutes; earlier ones only set prior contact', () => {
    expect(of([at(-5)])).toBe(0);
    const context = contextOf([{ received_at: received }, { received_at: received }], { activities: [at(-5 - 1 / 60), at(40), call('l2', after(received, 10))] });
    const result = ask(context);
    expect([result.value, result.details.priorShare]).toEqual([25, 0.5]);
  });
  it('at or after asOf it has not happened: the lead waits until asOf', () => {
    const { value, details } = ask(contextOf([{ received_at: received }], { activities: [call('l1', '2025-07-01T00:00:00Z')] }));
    expect([value, details.waiting]).toEqual([null, { n: 1, medianMinutes: 1000, oldestMinutes: 1000, bins: [{ from: 0, to: 30, n: 0 }, { from: 30, to: 1440, n: 1 }, { from: 1440, to: 10_080, n: 0 }, { from: 10_080, to: null, n: 0 }] }]);
  });
  it('a person who came in again within 30 days was answered when anyone of the group was', () => {
    const leads = [{ received_at: ago(10), email: 'a@x' }, { received_at: ago(5), email: 'A@x' }, { received_at: ago(5), email: 'b@x' }];
    const activities = [call('l2', ago(5, -10)), call('l3', ago(5, -20))];
    const result = ask(contextOf(leads, { activities }));
    expect([result.details.n, result.num]).toEqual([2, 5 * 1440 + 10 + 20]);
    expect(result.caveats.find(({ code }) => code === 'DQ_DUPLICATES')?.params['n']).toBe(1);
    // Apart, the first one still waits.
    const apart = ask(contextOf(leads, { activities }), { options: { dedupe: false } });
    expect([apart.details.n, apart.num, apart.nCensored]).toEqual([3, 30, 1]);
  });
  it('sources nobody is meant to answer can be left out', () => {
    const leads = [lead(1000, 10, { source: 'Import' }), lead(1000, null, { source: 'Import' }), lead(1000, 30, { source: 'Web' }), lead(1000, 50, { source: null })];
    expect(ask(contextOf(leads), { options: { excludeSources: ['Import'] } })).toMatchObject({ value: 40, details: { n: 2 } });
    expect(ask(contextOf(leads)).details.n).toBe(4);
  });
});

describe('lead_response: reps, hours, steps, drop-off', () => {
  const leads = [
    ...repeat(12, (i) => lead(20_000 + i, 4, { owner_id: 'Fast', source: 'Web' })), ...repeat(12, (i) => lead(20_000 + i, i < 8 ? 40 : null, { owner_id: 'Slow', source: 'Fair' })),
    lead(20_000, 7, { owner_id: null, source: 'Web' }),
  ];
  const result = ask(contextOf(leads));
  it('each rep with median, p90 and share within 5 minutes over all its leads', () => {
    // Slow: 8 of 12 at 40, S = 1/3: median 40, p90 never reached.
    expect(result.details.owners.map(({ id, n, median, p90, within5 }) => [id, n, median, p90, within5])).toEqual([['Fast', 12, 4, 4, 1], ['Slow', 12, 40, null, 0], [null, 1, 7, 7, 0]]);
    expect(result.details.owners.map(({ isMedianFirm, isP90Firm }) => [isMedianFirm, isP90Firm])).toEqual([[true, false], [true, false], [false, false]]);
  });
  it('its curve: share answered at fixed minutes, nothing beyond the longest wait', () => {
    const [fast, slow] = result.details.owners;
    expect(fast?.curve).toEqual([{ t: 1, share: 0 }, { t: 2, share: 0 }, { t: 3, share: 0 }, { t: 4, share: 1 }]);
    expect(slow?.curve.filter(({ t }) => t === 30 || t === 45 || t === 10_080).map(({ share }) => fixed(share, 4))).toEqual(['0.0000', '0.6667', '0.6667']);
  });
  it('segments by owner, by hour of the week, in and out of hours, by load', () => {
    const businessHours: BusinessHours = { tz: 'UTC', week: [{ dow: 1, from: '09:00', to: '11:00' }], holidays: [] };
    // Monday 30 June 9:15 twice (one rep, two leads in two open hours), 10:15, 12:15; Sunday 10:15.
    const of = (received_at: string, owner_id: string): Row => ({ received_at, owner_id, first_response_at: after(received_at, 10) });
    const context = contextOf([of('2025-06-30T09:15:00Z', 'A'), of('2025-06-30T09:15:00Z', 'A'), of('2025-06-30T10:15:00Z', 'B'), of('2025-06-30T12:15:00Z', 'C'), of('2025-06-29T10:15:00Z', 'A')], {}, { businessHours });
    const keys = (by: string) => ask(context, { segmentBy: [by] }).segments.map(({ key, n }) => [key[0], n]);
    expect(keys('owner')).toEqual([['A', 3], ['B', 1], ['C', 1]]);
    expect(keys('hour_of_week')).toEqual([['1-09', 2], ['1-10', 1], ['1-12', 1], ['7-10', 1]]);
    expect(keys('in_hours')).toEqual([['in', 3], ['out', 2]]);
    expect(keys('load')).toEqual([['0.5-0.99', 2], ['1-1.99', 2], [null, 1]]);
    const { details } = ask(context);
    expect(details.outOfHours).toBe(0.4);
    expect(details.hours).toHaveLength(168);
    expect(details.hours.filter(({ n }) => n > 0)).toEqual([
      { weekday: 1, hour: 9, n: 2, median: 10 }, { weekday: 1, hour: 10, n: 1, median: 10 }, { weekday: 1, hour: 12, n: 1, median: 10 }, { weekday: 7, hour: 10, n: 1, median: 10 },
    ]);
  });
  it('without opening times nobody knows who came outside of them', () => expect(result.details.outOfHours).toBeNull());
  it('from receipt to assignment, to the first attempt, to a conversation: mean minutes of those that have both ends', () => {
    const rows = [{ received_at: ago(1), assigned_at: after(ago(1), 4) }, { received_at: ago(1), assigned_at: after(ago(1), 8) }, { received_at: ago(1), assigned_at: null }];
    const activities = [call('l1', after(ago(1), 10)), { ...call('l1', after(ago(1), 40)), direction: 'in' }, call('l2', after(ago(1), 5)), call('l3', after(ago(1), 60), { outcome: 'Connected' })];
    // Routing (4 + 8)/2; pickup: 10 − 4, while l2 was called three minutes before it was assigned (0); reach: 40 − 10 and at once.
    expect(ask(contextOf(rows, { activities })).phases?.map(({ key, value, n }) => [key, value, n])).toEqual([['routing', 6, 2], ['pickup', 3, 2], ['reach', 15, 2]]);
  });
  it('qualified share per bin of the leads that the ratio counts, and the odds ratio beside 21', () => {
    const of = (answered: number | null, qualified: boolean, age = 60): Row => ({ received_at: ago(age), first_response_at: answered === null ? null : after(ago(age), answered), qualified_at: qualified ? ago(age - 10) : null });
    const rows = [...repeat(20, (i) => of(3, i < 12)), ...repeat(40, (i) => of(100, i < 5)), ...repeat(8, () => of(20, true)), of(null, false), of(2, true, 20)];
    const { bins, dropOff } = ask(contextOf(rows)).details;
    expect(bins.map(({ n, matured, qualified }) => [n, matured, qualified])).toEqual([[21, 20, 12], [8, 8, 8], [0, 0, 0], [40, 40, 5], [0, 0, 0], [1, 1, 0]]);
    // (12/8)/(5/35) = 10.5; log sd = √(1/12 + 1/8 + 1/5 + 1/35).
    expect([dropOff?.oddsRatio, fixed(dropOff?.ci?.lo, 4), fixed(dropOff?.ci?.hi, 3), dropOff?.cited]).toEqual([10.5, '2.8745', '38.355', 21]);
    expect([fixed(bins[0]?.rate, 2), fixed(bins[0]?.ci?.lo, 4), fixed(bins[0]?.ci?.hi, 4)]).toEqual(['0.60', '0.3866', '0.7812']);
  });
});

describe('lead_response: judgement and course', () => {
  const all = (minutes: number): Row[] => repeat(40, (i) => lead(20_000, minutes + i / 1000));
  it('the target is 5 minutes unless told otherwise; the median decides: up to it good, up to 30 close, else bad', () => {
    const judged = (minutes: number, target?: number) => { const { status, target: used } = ask(contextOf(all(minutes)), target === undefined ? {} : { target }); return [used, status]; };
    expect([judged(4.9), judged(20), judged(45)]).toEqual([[5, 'good'], [5, 'warn'], [5, 'bad']]);
    expect([judged(20, 25), judged(28, 25), judged(45, 60), judged(70, 60)]).toEqual([[25, 'good'], [25, 'warn'], [60, 'good'], [60, 'bad']]);
  });
  it('the mean may be far off, the median is judged', () => {
    const rows = [...repeat(200, () => lead(20_000, 3)), ...repeat(60, (i) => lead(20_000, 1000 + 5 * i))];
    const result = ask(contextOf(rows));
    expect([(result.value ?? 0) > 200, result.status]).toEqual([true, 'good']);
  });
  it('a mean that cannot be relied on is not judged, whatever its median', () => {
    const result = ask(contextOf([...all(3), lead(20_000, 9000)]));
    expect([result.reliability, result.details.median, result.status]).toEqual(['unreliable', 4, 'unknown']);
    // The median itself is firm, and told what it is judged.
    expect([result.details.medianReliability, result.details.medianStatus]).toEqual(['ok', 'good']);
  });
  it('a median that is never reached lies beyond the longest wait: bad once that is over the limit', () => {
    expect(ask(contextOf([...repeat(30, (i) => lead(20_000, 3 + i / 100)), ...repeat(40, () => lead(20_000, null))])).status).toBe('bad');
    expect(ask(contextOf([...repeat(30, (i) => lead(20_000, 3 + i / 100)), ...repeat(40, () => lead(20, null))])).status).toBe('unknown');
  });
  it('the course is told by the median of each period', () => {
    const rows = [lead(45 * 1440, 10), lead(45 * 1440, 20), lead(45 * 1440, 900), lead(15 * 1440, 5), lead(15 * 1440, null)];
    const { trend } = ask(contextOf(rows), { trend: { unit: 'month', count: 2 } });
    // May: 20. June: S = .5 at 5, midpoint with the one that has waited for 15 days.
    expect(trend?.map(({ value, n, reliability }) => [value, n, reliability])).toEqual([[20, 3, 'unreliable'], [(5 + 15 * 1440) / 2, 2, 'unreliable']]);
  });
  it('the final interval is that of the Poisson bootstrap over leads, the same in any order of rows', () => {
    const rows = repeat(60, (i) => ({ id: `e${i + 1}`, ...lead(20_000 + i, i + 1) }));
    const [one, two] = [last(contextOf(rows)), last(contextOf([...rows].reverse()))];
    expect(one.ci?.method).toBe('bootstrap');
    expect(JSON.stringify(two)).toBe(JSON.stringify(one));
    // The gold of the specification: ids e1 … e100 with value i.
    const gold = last(contextOf(repeat(100, (i) => ({ id: `e${i + 1}`, ...lead(20_000, i + 1) }))));
    expect([gold.value, fixed(gold.ci?.lo, 6), fixed(gold.ci?.hi, 6)]).toEqual([50.5, '44.445325', '56.299750']);
  });
  it('while brushing the interval is Student\'s t on exact sums', () => {
    // 1 … 10: mean 5.5, sd 3.02765, t(.975; 9) 2.262157: half 2.165852.
    const { ci } = ask(contextOf(repeat(10, (i) => lead(20_000, i + 1))));
    expect([fixed(ci?.lo, 4), fixed(ci?.hi, 4), ci?.method]).toEqual(['3.3341', '7.6659', 't']);
  });
});

describe('lead_response: periods', () => {
  it('cohort by receipt: at the start in, at the end out, whenever the answer comes', () => {
    const rows = [lead(0, null), ...['2025-05-01T00:00:00Z', '2025-05-31T23:59:59Z', '2025-06-01T00:00:00Z'].map((received_at) => ({ received_at, first_response_at: after(received_at, 1440 * 20) }))].slice(1);
    expect(ask(contextOf(rows), { period: { start: '2025-05-01', end: '2025-06-01' } }).details.n).toBe(2);
  });
  it('shares: only leads as old as the limit', () => {
    const { details } = ask(contextOf([lead(5, null), lead(4, 1), lead(30, 29), lead(100, 40)]));
    expect([details.within5, details.within30, details.never]).toEqual([0, 0.5, 0]);
    const young = ask(contextOf([lead(4, 1)])).details;
    expect([young.within5, young.within30, young.never]).toEqual([null, null, 0]);
  });
  it('never: of those seven days old, to the millisecond', () => {
    expect(ask(contextOf([lead(7 * 1440, null), lead(7 * 1440 - 1, null), lead(8 * 1440, 10)])).details.never).toBe(0.5);
    expect(asOfMs % 86_400_000).toBe(0);
  });
});
