import { describe, expect, it } from 'vitest';
import { computeKpi } from '../../src/kpi/compute-kpi.js';
import type { KpiContext } from '../../src/kpi/context.js';
import { leadToOpp } from '../../src/kpi/lead-to-opp.js';
import type { KpiQuery } from '../../src/model/query.js';
import type { Row } from '../fixtures/tables.js';
import { after, ago, call, codesOf, contextOf, repeat } from './lead-fixtures.js';

const ask = (context: KpiContext, query: Partial<KpiQuery> = {}) => computeKpi(leadToOpp, context, { kpi: 'lead_to_opp', period: 'all', compare: 'none', ...query });
const fixed = (x: number | null | undefined, digits: number): string | undefined => x?.toFixed(digits);
const day = 1440;

/** Received so many days before asOf, first called and qualified so many days later; null = never. */
const lead = (age: number, called: number | null, qualified: number | null, more: Row = {}): Row => ({
  received_at: ago(age), first_response_at: called === null ? null : after(ago(age), called * day),
  qualified_at: qualified === null ? null : after(ago(age), qualified * day), disqualified_at: null, ...more,
});

describe('lead_to_opp: example', () => {
  // 40 matured, 25 worked, 10 of them qualified.
  const leads = repeat(40, (i) => lead(60, i < 25 ? 1 : null, i < 10 ? 5 : null));
  const result = ask(contextOf(leads), { target: 0.35 });
  it('40 matured, 10 qualified: .25 [.1419;.4019]', () => {
    expect([result.value, fixed(result.ci?.lo, 4), fixed(result.ci?.hi, 4), result.ci?.method]).toEqual([0.25, '0.1419', '0.4019', 'wilson']);
    expect([result.num, result.den, result.n, result.nCensored]).toEqual([10, 40, 40, 0]);
  });
  it('= .625 worked × .40 qualified given worked, exactly', () => {
    const { worked, workedShare, qualifiedGivenWorked } = result.details;
    expect([worked, workedShare, qualifiedGivenWorked]).toEqual([25, 0.625, 0.4]);
    expect((workedShare ?? 0) * (qualifiedGivenWorked ?? 0)).toBe(result.value);
  });
  it('a target of .35 lies inside the interval: not far from it', () => expect(codesOf(result)).not.toContain('LO_FAR_FROM_TARGET'));
  it('37.5 % unworked: LO_UNWORKED', () => {
    expect(result.details.unworkedShare).toBe(0.375);
    expect(result.caveats.find(({ code }) => code === 'LO_UNWORKED')?.params).toEqual({ p: 0.375 });
  });
  it('a width over .20 is to be read with caution, within reach of the target', () => expect([result.reliability, result.status]).toEqual(['caution', 'warn']));
});

describe('lead_to_opp: edges', () => {
  it('a lead at the end instant belongs to the next cohort, one at the start to this', () => {
    const at = (received_at: string): Row => ({ received_at, qualified_at: after(received_at, 10) });
    const context = contextOf([at('2025-02-01T00:00:00Z'), at('2025-03-01T00:00:00Z'), at('2025-02-28T23:59:59Z')]);
    expect(ask(context, { period: { start: '2025-02-01', end: '2025-03-01' } }).n).toBe(2);
    expect(ask(context, { period: { start: '2025-03-01', end: '2025-04-01' } }).n).toBe(1);
  });
  it('no leads: null', () => {
    const result = ask(contextOf([lead(60, 1, 5)]), { period: { start: '2024-01-01', end: '2024-02-01' } });
    expect([result.value, result.reliability, result.den, result.details.incidence]).toEqual([null, 'none', 0, null]);
    expect(codesOf(result)).toContain('E_ZERO_DENOM');
  });
  it('qualified without touch: counted and worked, DQ_TOUCH_MISSING', () => {
    const result = ask(contextOf([...repeat(10, () => lead(60, null, 5)), ...repeat(10, () => lead(60, 1, null))]));
    expect([result.value, result.details.worked, result.details.workedShare]).toEqual([0.5, 20, 1]);
    expect(result.caveats.find(({ code }) => code === 'DQ_TOUCH_MISSING')).toMatchObject({
      params: { n: 10 }, en: '10 qualified leads have no logged touch.', de: '10 qualifizierte Leads ohne erfassten Kontakt.',
    });
    expect(codesOf(ask(contextOf([lead(60, 1, 5)])))).not.toContain('DQ_TOUCH_MISSING');
  });
});

describe('lead_to_opp: the horizon', () => {
  const at = (age: number, minutes: number, qualified: number | null): Row =>
    ({ received_at: ago(age, minutes), qualified_at: qualified === null ? null : after(ago(age, minutes), qualified) });
  it('is 30 days to the millisecond: qualified on the instant counts, a moment later does not', () => {
    expect(ask(contextOf([at(60, 0, 30 * day)])).num).toBe(1);
    expect(ask(contextOf([at(60, 0, 30 * day + 1 / 60)])).num).toBe(0);
  });
  it('matured from exactly 30 days of age on', () => {
    expect(ask(contextOf([at(30, 0, null), at(29, day - 1, null)])).n).toBe(1);
    expect(ask(contextOf([at(29, day - 1, 0)]))).toMatchObject({ value: null, n: 0, nCensored: 1 });
  });
  it('is what the option says, for leads and for their maturity', () => {
    const leads = [at(60, 0, 40 * day), at(40, 0, null), at(50, 0, 2 * day)];
    expect(ask(contextOf(leads))).toMatchObject({ num: 1, den: 3, details: { horizonDays: 30 } });
    expect(ask(contextOf(leads), { options: { horizonDays: 45 } })).toMatchObject({ num: 2, den: 2, nCensored: 1, details: { horizonDays: 45 } });
  });
  it('days only: calendar days between the dates', () => {
    const days = (received_at: string, qualified_at: string | null): Row => ({ received_at, qualified_at });
    // 1 March to 31 March is 30 days, also where a clock is turned on the way.
    const berlin = { timeZone: 'Europe/Berlin' };
    expect(ask(contextOf([days('2025-03-01', '2025-03-31')], {}, berlin)).num).toBe(1);
    expect(ask(contextOf([days('2025-03-01', '2025-04-01')], {}, berlin)).num).toBe(0);
    expect(ask(contextOf([days('2025-06-01', null)], {}, berlin)).n).toBe(1);
    expect(ask(contextOf([days('2025-06-02', null)], {}, berlin)).n).toBe(0);
  });
  it('incidence over the running cohort: Aalen–Johansen with the disqualified competing', () => {
    // Days: qualified 1, 3; disqualified 2; waiting since 2.5 (in the bin 2) and 40 days.
    const leads = [lead(40, null, 1), lead(40, null, 3), lead(40, null, null, { disqualified_at: after(ago(40), 2 * day) }), { received_at: ago(2, day / 2), qualified_at: null, disqualified_at: null }, lead(40, null, null)];
    // At 1: 1/5, then 4 at risk; at 2: one gone and one censored leave 2 of 4 · S(2) = 4/5·3/4 = 3/5; at 3: 3/5·1/2.
    const { details } = ask(contextOf(leads));
    expect(details.incidence).toBeCloseTo(1 / 5 + (3 / 5) * (1 / 2), 12);
    expect([details.cohort, details.immature]).toEqual([5, 1]);
  });
  it('nothing observed past the horizon: the incidence of a matured cohort is its ratio', () => {
    const leads = repeat(50, (i) => lead(90, 1, i % 5 === 0 ? i : null, { disqualified_at: i % 5 === 1 ? after(ago(90), 3 * day) : null }));
    const result = ask(contextOf(leads));
    expect(result.details.incidence).toBeCloseTo(result.value ?? NaN, 12);
  });
  it('a qualification beats a disqualification, before or after it', () => {
    const { details } = ask(contextOf([lead(60, 1, 20, { disqualified_at: after(ago(60), 2 * day) }), lead(60, 1, 2, { disqualified_at: after(ago(60), 9 * day) })]));
    expect([details.incidence, details.disqualified]).toEqual([1, []]);
  });
});

describe('lead_to_opp: what counts as qualified', () => {
  const deals = [{ id: 'd1', created_at: after(ago(60), 4 * day), status: 'open' }, { id: 'd2', created_at: null, status: 'open' }, { id: 'd3', created_at: '2025-07-05T10:00:00Z', status: 'open' }];
  const of = (opp_id: string | null, qualified_at: string | null = null): Row => ({ received_at: ago(60), opp_id, qualified_at });
  it('the date of its own, else the creation of its opportunity', () => {
    expect(ask(contextOf([of('d1'), of(null, ago(50)), of(null)], { deals }))).toMatchObject({ num: 2, den: 3 });
    expect(ask(contextOf([of('d1')].map(({ received_at, opp_id }) => ({ received_at, opp_id })), { deals }))).toMatchObject({ num: 1, den: 1 });
  });
  it('an opportunity of which neither date is known: not qualified, DQ_QUALIFIED_NO_DATE', () => {
    const result = ask(contextOf([of('d2'), of('nowhere'), of('d1')], { deals }));
    expect([result.num, result.den]).toEqual([1, 3]);
    expect(result.caveats.find(({ code }) => code === 'DQ_QUALIFIED_NO_DATE')).toMatchObject({
      params: { n: 2 }, en: '2 qualified leads have no date: not counted as qualified.', de: '2 qualifizierte Leads ohne Datum: nicht als qualifiziert gezählt.',
    });
  });
  it('what happens after asOf has not happened, and lacks no date', () => {
    const result = ask(contextOf([of('d3'), of(null, '2025-07-03T10:00:00Z')], { deals }));
    expect(result.num).toBe(0);
    expect(codesOf(result)).not.toContain('DQ_QUALIFIED_NO_DATE');
  });
  it('up to a day before its start: at the start; earlier: in neither count, and said so', () => {
    const early = (minutes: number): Row => ({ received_at: ago(60), qualified_at: after(ago(60), -minutes) });
    expect(ask(contextOf([early(day)]))).toMatchObject({ num: 1, den: 1 });
    const result = ask(contextOf([early(day + 1), early(5)]));
    expect([result.num, result.den, result.details.cohort]).toEqual([1, 1, 1]);
    expect(result.caveats.find(({ code }) => code === 'DQ_NEGATIVE_DURATION')?.params['n']).toBe(1);
  });
});

describe('lead_to_opp: handed over', () => {
  const leads = [
    { received_at: ago(100), handed_over_at: ago(60), qualified_at: ago(40) },
    { received_at: ago(100), handed_over_at: ago(95), qualified_at: ago(40) },
    { received_at: ago(100), handed_over_at: null, qualified_at: ago(99) },
    { received_at: ago(100), handed_over_at: '2025-07-02T00:00:00Z', qualified_at: null },
  ];
  const handed = { options: { denominator: 'handed_over' } };
  it('the clock and the cohort start with the hand-over', () => {
    expect(ask(contextOf(leads))).toMatchObject({ num: 1, den: 4, basis: 'cohort' });
    expect(ask(contextOf(leads), handed)).toMatchObject({ num: 1, den: 2, basis: 'cohort-handed-over' });
    expect(ask(contextOf(leads), { ...handed, period: { start: ago(96).slice(0, 10), end: ago(94).slice(0, 10) } })).toMatchObject({ num: 0, den: 1 });
  });
  it('an element says so by its basis', () => {
    expect(ask(contextOf(leads), { options: { basis: 'handed_over' } })).toMatchObject({ num: 1, den: 2, basis: 'cohort-handed-over' });
  });
  it('contacts count from the hand-over on', () => {
    const own = (days: number): Row => ({ received_at: ago(100), handed_over_at: ago(60), qualified_at: null, first_response_at: ago(days) });
    expect(ask(contextOf([own(80), own(59)]), handed).details.worked).toBe(1);
    expect(ask(contextOf([own(80), own(59)])).details.worked).toBe(1);
    expect(ask(contextOf([own(80), own(80)])).details.worked).toBe(2);
  });
  it('leads that were never handed over have no clock, whatever the precision of the contacts', () => {
    const own = (handed_over_at: string | null): Row => ({ received_at: '2025-04-01T10:00', handed_over_at, qualified_at: null });
    const activities = [{ lead_id: 'l1', occurred_at: '2025-04-05', kind: 'call', direction: 'out' }, { lead_id: 'l2', occurred_at: '2025-04-05', kind: 'call', direction: 'in' }, { lead_id: 'l2', occurred_at: '2025-04-02', kind: 'call', direction: 'out' }];
    const context = contextOf([own(null), own('2025-04-02T09:00')], { activities }, { timeZone: 'Europe/Berlin' });
    expect(ask(context, handed)).toMatchObject({ den: 1, details: { worked: 1, funnel: { reached: 1 } } });
  });
  it('without the column there is nothing to count', () => {
    const result = ask(contextOf([lead(60, 1, 1)]), handed);
    expect(result.value).toBeNull();
    expect(result.caveats.find(({ code, severity }) => code === 'NOT_APPLICABLE' && severity === 'block')?.params).toEqual({ table: 'leads', column: 'handed_over_at' });
  });
});

describe('lead_to_opp: people who come in again', () => {
  const from = (days: number, email: string | null, more: Row = {}): Row => ({ received_at: ago(days), email, qualified_at: null, first_response_at: null, disqualified_at: null, ...more });
  it('within 30 days of the kept lead they are one; a later one is new', () => {
    // 100 is kept; 80 and 70 are merged into it; 69.9… is over 30 days from it: kept, and 45 is merged into that one.
    const leads = [from(100, 'kim@x.example'), from(80, ' Kim@X.example '), from(70, 'KIM@x.example'), from(69, 'kim@x.example'), from(45, 'kim@x.example'), from(60, null), from(60, null), from(60, 'lee@x.example')];
    const result = ask(contextOf(leads));
    expect(result.n).toBe(5);
    expect(result.caveats.find(({ code }) => code === 'DQ_DUPLICATES')).toMatchObject({ params: { n: 3 }, en: '3 duplicates merged.', de: '3 Dubletten zusammengeführt.' });
    const apart = ask(contextOf(leads), { options: { dedupe: false } });
    expect(apart.n).toBe(8);
    expect(codesOf(apart)).not.toContain('DQ_DUPLICATES');
  });
  it('not chained: three leads 20 days apart are two', () => {
    expect(ask(contextOf([from(100, 'a@x'), from(80, 'a@x'), from(60, 'a@x')])).n).toBe(2);
  });
  it('the kept lead has the first receipt, owner and source, and the earliest qualification and contact of all', () => {
    const leads = [
      from(80, 'a@x', { owner_id: 'late', source: 'Fair', qualified_at: ago(75), first_response_at: ago(79) }),
      from(100, 'a@x', { owner_id: 'early', source: 'Web', qualified_at: null }),
      from(90, 'a@x', { owner_id: 'middle', source: 'Ads', qualified_at: ago(78) }),
    ];
    // Received day 100, qualified day 78: 22 days later.
    expect(ask(contextOf(leads), { options: { horizonDays: 22 } })).toMatchObject({ num: 1, den: 1 });
    expect(ask(contextOf(leads), { options: { horizonDays: 21 } })).toMatchObject({ num: 0, den: 1, details: { worked: 1 } });
    expect(ask(contextOf(leads), { segmentBy: ['owner_id', 'source'] }).segments.map(({ key, n }) => [...key, n])).toEqual([['early', 'Web', 1]]);
  });
  it('merged before the filter and before the period', () => {
    const leads = [from(100, 'a@x', { source: 'Web' }), from(85, 'a@x', { source: 'Fair', qualified_at: ago(84) })];
    expect(ask(contextOf(leads), { filter: { source: ['Fair'] } }).n).toBe(0);
    expect(ask(contextOf(leads), { filter: { source: ['Web'] } })).toMatchObject({ num: 1, den: 1 });
    expect(ask(contextOf(leads), { period: { start: ago(90).slice(0, 10), end: ago(80).slice(0, 10) } }).n).toBe(0);
  });
  it('touches of all of them count for the kept one', () => {
    const leads = [from(100, 'a@x'), from(85, 'a@x')].map(({ received_at, email, qualified_at }) => ({ received_at, email, qualified_at }));
    expect(ask(contextOf(leads, { activities: [call('l2', ago(84))] })).details.worked).toBe(1);
  });
});

describe('lead_to_opp: the funnel', () => {
  const leads = repeat(8, (i) => ({ received_at: ago(60), qualified_at: i === 0 || i === 1 ? ago(50) : null, opp_id: i === 0 ? 'd9' : null, disqualified_at: i === 6 || i === 7 ? ago(55) : i === 5 ? ago(20) : null, disq_reason: i === 6 ? 'No budget' : null }));
  const activities = [
    ...['l1', 'l3', 'l4', 'l5'].map((id) => call(id, ago(59), { outcome: id === 'l4' ? 'Connected' : 'No answer' })),
    { lead_id: 'l3', occurred_at: ago(58), kind: 'email', actor: 'sales', direction: 'in', automated: false, outcome: null },
    { lead_id: 'l5', occurred_at: ago(57), kind: 'meeting', actor: 'sales', direction: 'out', automated: false, outcome: 'no_show' },
    // A form and an automated mail are neither work nor an answer.
    { lead_id: 'l6', occurred_at: ago(59), kind: 'form', actor: 'marketing', direction: 'in', automated: false, outcome: null },
    { lead_id: 'l6', occurred_at: ago(59), kind: 'email', actor: 'marketing', direction: 'out', automated: true, outcome: null },
  ];
  const result = ask(contextOf(leads, { activities }));
  it('received, worked, reached, qualified, with a deal', () => {
    // Worked: l1, l3, l4, l5 and l2, qualified without a touch. Reached: both qualified, l3 answered, l4 took the call.
    expect(result.details.funnel).toEqual({ received: 8, worked: 5, reached: 4, qualified: 2, opportunity: 1 });
  });
  it('as phases whose product is the share with a deal', () => {
    expect(result.phases?.map(({ key, value, n }) => [key, value, n])).toEqual([['worked', 0.625, 8], ['reached', 0.8, 5], ['qualified', 0.5, 4], ['opportunity', 0.5, 2]]);
    expect(result.phases?.reduce((product, { value }) => product * (value ?? 0), 1)).toBeCloseTo(1 / 8, 12);
  });
  it('disqualified within the horizon, by reason; later ones are not yet lost by then', () => {
    expect(result.details.disqualified).toEqual([{ reason: 'No budget', n: 1 }, { reason: null, n: 1 }]);
  });
  it('a deal that names the lead is a link too', () => {
    const rows = repeat(2, () => ({ received_at: ago(60), qualified_at: ago(50) }));
    expect(ask(contextOf(rows, { deals: [{ id: 'd1', lead_id: 'l2', status: 'open', created_at: ago(50) }] })).details.funnel.opportunity).toBe(1);
  });
});

describe('lead_to_opp: source or rep', () => {
  const some = (owner_id: string, source: string, n: number, qualified: number): Row[] => repeat(n, (i) => lead(60, 1, i < qualified ? 5 : null, { owner_id, source }));
  it('expects each rep by its sources and each source by its reps', () => {
    // Web 60/120 = .5, Fair 12/120 = .1; A 35/120, B 37/120.
    const { details } = ask(contextOf([...some('A', 'Web', 60, 30), ...some('B', 'Web', 60, 30), ...some('A', 'Fair', 60, 5), ...some('B', 'Fair', 60, 7)]));
    expect(details.owners.map(({ id, n, qualified, expected }) => [id, n, qualified, expected])).toEqual([['A', 120, 35, 36], ['B', 120, 37, 36]]);
    expect(details.sources.map(({ id, n, qualified, expected }) => [id, n, qualified, expected])).toEqual([['Fair', 120, 12, 36], ['Web', 120, 60, 36]]);
    expect(details.sources.map(({ named }) => named)).toEqual(['below', 'above']);
    // Reps differ less than by chance: all of it is the sources'.
    expect(details.between).toEqual({ source: 1, owner: 0 });
  });
  it('compares nobody with fewer than ten leads, nor what is not set', () => {
    const nobody = repeat(20, () => lead(60, 1, null, { owner_id: null, source: 'Web' }));
    const { details } = ask(contextOf([...some('A', 'Web', 10, 4), ...some('B', 'Web', 9, 0), ...nobody]));
    expect(details.owners.map(({ id, isCompared }) => [id, isCompared])).toEqual([['A', true], ['B', false], [null, false]]);
  });
  it('both axes at once: shares of Σ(O − E)²/n beyond chance', () => {
    const { details } = ask(contextOf([...some('A', 'Web', 100, 80), ...some('B', 'Web', 100, 40), ...some('A', 'Fair', 100, 40), ...some('B', 'Fair', 100, 20)]));
    // A: O 120, E 60 + 30 = 90; Web the same. Spread 2·30²/200 = 9 each, by chance Σ n p(1−p)/n · ½ of
    // A: (100·.6·.4 + 100·.3·.7)/200 = .225, twice and halved = .225: 8.775 on both axes.
    expect(details.between).toEqual({ source: 0.5, owner: 0.5 });
  });
  it('differences that chance brings explain nothing', () => {
    const { details } = ask(contextOf([...some('A', 'Web', 30, 10), ...some('B', 'Fair', 30, 12)]));
    expect(details.between).toEqual({ source: null, owner: null });
  });
});

describe('lead_to_opp: segments', () => {
  it('by source, campaign, owner, score band, region and month of receipt', () => {
    const context = contextOf([lead(60, 1, 5, { source: 'Web', campaign: 'Spring', owner_id: 'A', score: 80, region: 'DE' }), lead(95, 1, null, { source: null, campaign: null, owner_id: 'B', score: 10, region: 'AT' })]);
    const keys = (by: string) => ask(context, { segmentBy: [by] }).segments.map(({ key, value }) => [key[0], value]);
    expect(keys('source')).toEqual([['Web', 1], [null, 0]]);
    expect(keys('campaign')).toEqual([['Spring', 1], [null, 0]]);
    expect(keys('owner')).toEqual([['A', 1], ['B', 0]]);
    expect(keys('score')).toEqual([['0-24', 0], ['75-100', 1]]);
    expect(keys('region')).toEqual([['AT', 0], ['DE', 1]]);
    expect(keys('month')).toEqual([['2025-03', 0], ['2025-05', 1]]);
  });
});
