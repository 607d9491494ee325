import { describe, expect, it } from 'vitest';
import { computeKpi } from '../../src/kpi/compute-kpi.js';
import { createContext } from '../../src/kpi/create-context.js';
import type { KpiContext } from '../../src/kpi/context.js';
import { leadResponse } from '../../src/kpi/lead-response.js';
import { leadToOpp } from '../../src/kpi/lead-to-opp.js';
import type { KpiQuery } from '../../src/model/query.js';
import type { Caveat } from '../../src/model/result.js';
import { tablesOf, type Row, type Rows } from '../fixtures/tables.js';
import { after, ago, asOf, call, codesOf, contextOf, repeat } from './lead-fixtures.js';

const ratio = (context: KpiContext, query: Partial<KpiQuery> = {}) => computeKpi(leadToOpp, context, { kpi: 'lead_to_opp', period: 'all', compare: 'none', ...query });
const wait = (context: KpiContext, query: Partial<KpiQuery> = {}) => computeKpi(leadResponse, context, { kpi: 'lead_response', period: 'all', compare: 'none', ...query });
const find = (result: { readonly caveats: readonly Caveat[] }, code: string): Caveat | undefined => result.caveats.find((caveat) => caveat.code === code);
/** Columns that the details lack, as told. */
const lacks = (result: { readonly caveats: readonly Caveat[] }): string[] => result.caveats.filter(({ code, severity }) => code === 'NOT_APPLICABLE' && severity === 'info').map(({ params }) => `${params['table']}.${params['column']}`);

const lead = (age: number, called: boolean, qualified: boolean, more: Row = {}): Row => ({
  received_at: ago(age), first_response_at: called ? after(ago(age), 60) : null, qualified_at: qualified ? after(ago(age), 3000) : null, disqualified_at: null, ...more,
});

describe('lead_to_opp: caveats', () => {
  it('LO_UNWORKED: over a fifth of the leads older than 24 hours without touch and not qualified by asOf', () => {
    const rows = (untouched: number): Row[] => repeat(10, (i) => lead(5, i >= untouched, false));
    expect(find(ratio(contextOf(rows(3))), 'LO_UNWORKED')?.params['p']).toBe(0.3);
    expect(codesOf(ratio(contextOf(rows(2))))).not.toContain('LO_UNWORKED');
    // Qualified without touch is no neglect; younger than a day is not due.
    expect(codesOf(ratio(contextOf([...rows(2), lead(5, false, true)])))).not.toContain('LO_UNWORKED');
    expect(ratio(contextOf([...rows(3), ...repeat(10, () => lead(1, false, false))])).details.due).toEqual({ n: 10, neglected: 3, share: 0.3 });
  });
  it('LO_UNWORKED: after the hours of the option, and in opening times where they are told', () => {
    const rows = repeat(4, (i) => ({ ...lead(0, false, false), received_at: ago(0, 60 * (i + 1)) }));
    expect(ratio(contextOf(rows), { options: { slaHours: 2 } }).details.due).toMatchObject({ n: 2, neglected: 2 });
    expect(ratio(contextOf(rows)).details.due).toMatchObject({ n: 0, share: null });
    // asOf is midnight after Monday; one open hour a day, so that 24 of them are Mondays to Fridays back to 27 May.
    const businessHours = { tz: 'UTC', week: [1, 2, 3, 4, 5].map((dow) => ({ dow, from: '09:00', to: '10:00' })), holidays: [] };
    const days = ['2025-05-26', '2025-05-27', '2025-05-28'].map((day) => ({ ...lead(0, false, false), received_at: `${day}T12:00:00Z` }));
    expect(ratio(contextOf(days, {}, { businessHours })).details.due?.n).toBe(1);
    expect(ratio(contextOf(days)).details.due?.n).toBe(3);
  });
  it('LO_FAR_FROM_TARGET: the whole interval lies short of the target', () => {
    // 10 of 40: [.1419;.4019].
    const context = contextOf(repeat(40, (i) => lead(60, true, i < 10)));
    expect(find(ratio(context, { target: 0.41 }), 'LO_FAR_FROM_TARGET')).toMatchObject({
      severity: 'warn', en: 'Far from target; find the cause before assigning blame.', de: 'Weit vom Ziel; erst Ursache klären, dann Verantwortung.',
    });
    for (const target of [0.4, 0.2, 0.1]) expect(codesOf(ratio(context, { target }))).not.toContain('LO_FAR_FROM_TARGET');
    expect(codesOf(ratio(context))).not.toContain('LO_FAR_FROM_TARGET');
  });
  const some = (owner_id: string, source: string, n: number, qualified: number, called = n): Row[] => repeat(n, (i) => lead(60, i < called, i < qualified, { owner_id, source }));
  const bySource = [...some('A', 'Web', 50, 30), ...some('B', 'Web', 50, 30), ...some('A', 'Fair', 50, 5), ...some('B', 'Fair', 50, 5)];
  const byRep = [...some('A', 'Web', 50, 30), ...some('A', 'Fair', 50, 30), ...some('B', 'Web', 50, 5), ...some('B', 'Fair', 50, 5)];
  it('LO_QUALITY: nearly all worked, below target, sources explain most', () => {
    expect(find(ratio(contextOf(bySource), { target: 0.5 }), 'LO_QUALITY')).toMatchObject({
      severity: 'warn', en: 'Points to lead quality or marketing-sales misalignment.', de: 'Deutet auf Lead-Qualität oder Fehlausrichtung Marketing–Vertrieb.',
    });
    expect(codesOf(ratio(contextOf(bySource), { target: 0.3 }))).not.toContain('LO_QUALITY');
    expect(codesOf(ratio(contextOf(bySource)))).not.toContain('LO_QUALITY');
    expect(codesOf(ratio(contextOf(byRep), { target: 0.5 }))).not.toContain('LO_QUALITY');
    // A quarter never worked: that comes before the quality of the leads.
    const half = [...some('A', 'Web', 50, 30), ...some('B', 'Web', 50, 30), ...some('A', 'Fair', 50, 5, 20), ...some('B', 'Fair', 50, 5, 20)];
    expect(codesOf(ratio(contextOf(half), { target: 0.5 }))).not.toContain('LO_QUALITY');
  });
  it('LO_REP_QUALIFYING: reps explain most', () => {
    expect(find(ratio(contextOf(byRep)), 'LO_REP_QUALIFYING')).toMatchObject({
      severity: 'warn', en: 'Differs by rep, not source.', de: 'Unterschied liegt bei Verkäufern, nicht Quellen.',
    });
    expect(codesOf(ratio(contextOf(bySource)))).not.toContain('LO_REP_QUALIFYING');
    expect(codesOf(ratio(contextOf(repeat(120, (i) => lead(60, true, i % 5 === 0, { owner_id: i % 2 === 0 ? 'A' : 'B', source: i % 3 === 0 ? 'Web' : 'Fair' }))))).filter((code) => code.startsWith('LO_'))).toEqual([]);
  });
  it('LO_IMMATURE: under 80 % of the cohort is as old as the horizon', () => {
    const rows = (young: number): Row[] => repeat(10, (i) => lead(i < young ? 10 : 40, true, false));
    expect(find(ratio(contextOf(rows(3))), 'LO_IMMATURE')).toMatchObject({
      params: { p: 0.3, h: 30 }, en: 'Cohort not mature: 30% still within 30 days.', de: 'Kohorte unreif: 30\u00a0% noch innerhalb von 30 Tagen.',
    });
    expect(codesOf(ratio(contextOf(rows(2))))).not.toContain('LO_IMMATURE');
  });
  it('reps and sources are compared for the whole, not inside each segment', () => {
    const { segments } = ratio(contextOf(bySource), { segmentBy: ['source'] });
    expect(segments.map(({ details }) => [details?.owners, details?.between])).toEqual([[[], { source: null, owner: null }], [[], { source: null, owner: null }]]);
  });
});

describe('lead_response: caveats of how contacts are recorded', () => {
  const received = ago(1);
  const of = (activities: readonly Row[], leads: readonly Row[] = [{ received_at: received }]) => wait(contextOf(leads, { activities }));
  it('RT_ASSUMED_HUMAN: a contact without actor, direction or automation, or first responses alone', () => {
    const whole = call('l1', after(received, 5));
    expect(codesOf(of([whole]))).not.toContain('RT_ASSUMED_HUMAN');
    for (const gap of [{ actor: null }, { direction: null }, { automated: null }]) expect(codesOf(of([{ ...whole, ...gap }])), JSON.stringify(gap)).toContain('RT_ASSUMED_HUMAN');
    expect(find(of([{ lead_id: 'l1', occurred_at: after(received, 5), kind: 'call' }]), 'RT_ASSUMED_HUMAN')).toMatchObject({
      severity: 'info', en: 'Actor, direction or automation not recorded: contacts taken as human and outbound.',
      de: 'Akteur, Richtung oder Automatik nicht erfasst: Kontakte gelten als persönlich und ausgehend.',
    });
    expect(codesOf(wait(contextOf([{ received_at: received, first_response_at: after(received, 5) }])))).toContain('RT_ASSUMED_HUMAN');
    // A form that nobody takes for a contact needs no assumption.
    expect(codesOf(of([whole, { ...whole, kind: 'form', actor: null }]))).not.toContain('RT_ASSUMED_HUMAN');
  });
  it('DQ_OWNER_CURRENT: reps are told apart by who owns the lead today', () => {
    expect(codesOf(wait(contextOf([{ received_at: received, first_response_at: null, owner_id: 'A' }])))).toContain('DQ_OWNER_CURRENT');
    expect(codesOf(wait(contextOf([{ received_at: received, first_response_at: null }])))).not.toContain('DQ_OWNER_CURRENT');
  });
  it('DQ_FUTURE: leads and activities at or after asOf are dropped and counted', () => {
    const result = of([call('l1', after(received, 5)), call('l1', '2025-07-01T00:00:00Z')], [{ received_at: received }, { received_at: '2025-07-01T00:00:00Z' }]);
    expect([find(result, 'DQ_FUTURE')?.params['n'], result.details.n, result.provenance.rowsUsed, result.provenance.rowsExcluded]).toEqual([2, 1, 1, 1]);
  });
});

describe('minimum input', () => {
  const bare = (rows: Rows): KpiContext => createContext(tablesOf(rows), { asOf });
  const leads = repeat(12, (i) => ({ id: `l${i}`, received_at: ago(60, i), qualified_at: i < 3 ? ago(50) : null }));
  const without = (rows: readonly Row[], column: string): Row[] => rows.map(({ [column]: _, ...rest }) => rest);

  it.each([
    ['no leads', {}, 'leads.id'], ['no receipt', { leads: without(leads, 'received_at') }, 'leads.received_at'],
    ['neither qualification nor opportunity', { leads: without(leads, 'qualified_at') }, 'leads.qualified_at'],
    ['an opportunity without deals', { leads: without(leads, 'qualified_at').map((row) => ({ ...row, opp_id: 'd1' })) }, 'leads.qualified_at'],
    ['an opportunity with deals without creation', { leads: without(leads, 'qualified_at').map((row) => ({ ...row, opp_id: 'd1' })), deals: [{ id: 'd1', status: 'open' }] }, 'deals.created_at'],
  ] as [string, Rows, string][])('lead_to_opp, %s: not applicable, never 0 %%', (_, rows, named) => {
    const { state, value, caveats } = ratio(bare(rows));
    expect([state, value, caveats.map(({ severity, params }) => [severity, `${params['table']}.${params['column']}`])]).toEqual(['not-applicable', null, [['block', named]]]);
  });
  it.each([
    ['no leads', {}, 'leads.id'], ['neither responses nor activities', { leads }, 'leads.first_response_at'],
    ['activities that name no lead', { leads, activities: [{ occurred_at: ago(5), kind: 'call' }] }, 'leads.first_response_at'],
  ] as [string, Rows, string][])('lead_response, %s: not applicable, not "never 100 %%"', (_, rows, named) => {
    const { state, value, details, caveats } = wait(bare(rows));
    expect([state, value, details.never, caveats.map(({ params }) => `${params['table']}.${params['column']}`)]).toEqual(['not-applicable', null, null, [named]]);
  });
  it('a lead without receipt is in no cohort, and counted', () => {
    const result = ratio(bare({ leads: [...leads, { id: 'x', received_at: null, qualified_at: null }] }));
    expect([result.n, find(result, 'DQ_NO_START')?.params['n'], result.provenance.rowsUsed, result.provenance.rowsExcluded]).toEqual([12, 1, 12, 1]);
  });
  it('duplicates of the load and people who came in again are told together', () => {
    const rows = [{ id: 'a', received_at: ago(60), qualified_at: null, email: 'a@x' }, { id: 'b', received_at: ago(59), qualified_at: null, email: 'a@x' }];
    const context = createContext(tablesOf({ leads: rows }), { asOf }, [{ code: 'DQ_DUPLICATES', table: 'leads', count: 2 }]);
    expect(find(ratio(context), 'DQ_DUPLICATES')?.params['n']).toBe(3);
    expect(find(ratio(context, { options: { dedupe: false } }), 'DQ_DUPLICATES')?.params['n']).toBe(2);
  });
  it('empty tables are empty', () => {
    expect(ratio(bare({ leads: [] })).state).toBe('empty');
    expect(wait(bare({ leads: [] })).state).toBe('empty');
  });
  it('lead_to_opp with the least: worked, its split and LO_UNWORKED are not known; the incidence is that of Kaplan–Meier', () => {
    const result = ratio(bare({ leads }));
    const { worked, workedShare, qualifiedGivenWorked, unworkedShare, due, disqualified, funnel, incidence } = result.details;
    expect([result.value, incidence]).toEqual([0.25, 0.25]);
    expect([worked, workedShare, qualifiedGivenWorked, unworkedShare, due, disqualified]).toEqual([null, null, null, null, null, null]);
    expect(funnel).toEqual({ received: 12, worked: null, reached: null, qualified: 3, opportunity: null });
    expect(result.phases?.map(({ key, value }) => [key, value])).toEqual([['qualified', 0.25]]);
    expect(lacks(result)).toEqual(['leads.first_response_at', 'leads.disqualified_at', 'leads.opp_id', 'leads.owner_id', 'leads.source']);
  });
  it('lead_to_opp with first responses alone: worked, but nobody knows who was reached', () => {
    const result = ratio(bare({ leads: leads.map((row) => ({ ...row, first_response_at: ago(59), disqualified_at: null, opp_id: null, owner_id: 'A', source: 'Web' })) }));
    expect([result.details.worked, result.details.funnel.reached]).toEqual([12, null]);
    expect(lacks(result)).toEqual(['activities.lead_id']);
  });
  it('lead_response with first responses alone works', () => {
    const result = wait(bare({ leads: without(leads, 'qualified_at').map((row) => ({ ...row, first_response_at: ago(59, 30) })) }));
    expect(result.n).toBe(12);
    expect(result.details.bins.map(({ matured, qualified, rate }) => [matured, qualified, rate])).toEqual(repeat(6, () => [null, null, null]));
    expect(result.details.dropOff).toBeNull();
    expect(lacks(result)).toEqual(['leads.owner_id', 'leads.qualified_at', 'leads.assigned_at', 'activities.lead_id']);
  });
  it('lead_response without owners: one row of nobody', () => {
    expect(wait(bare({ leads: leads.map((row) => ({ ...row, first_response_at: null })) })).details.owners.map(({ id, n }) => [id, n])).toEqual([[null, 12]]);
  });
  it.each([
    ['receipts', [{ id: 'l1', received_at: '2025-06-01', first_response_at: '2025-06-01T10:00' }], []],
    ['first responses', [{ id: 'l1', received_at: '2025-06-01T09:00', first_response_at: '2025-06-01' }], []],
    ['activities', [{ id: 'l1', received_at: '2025-06-01T09:00' }], [{ lead_id: 'l1', occurred_at: '2025-06-01', kind: 'call' }]],
    ['one of two kinds of contact', [{ id: 'l1', received_at: '2025-06-01T09:00', first_response_at: '2025-06-03' }], [{ lead_id: 'l1', occurred_at: '2025-06-01T12:00', kind: 'call' }]],
  ] as [string, Row[], Row[]][])('lead_response, %s by the day: null, DQ_DAY_PRECISION', (_, rows, activities) => {
    const result = wait(bare({ leads: rows, ...(activities.length > 0 ? { activities } : {}) }));
    expect([result.state, result.value, result.reliability, result.details.median]).toEqual(['ready', null, 'none', null]);
    expect(find(result, 'DQ_DAY_PRECISION')).toMatchObject({ severity: 'warn', en: 'Times are dates only; minute figures are off.', de: 'Nur Datumsangaben; Minutenwerte entfallen.' });
    expect(result.segments).toEqual([]);
  });
  it('lead_to_opp counts days as well by the day', () => {
    const rows = [{ id: 'l1', received_at: '2025-05-01', qualified_at: '2025-05-31', first_response_at: '2025-05-01' }, { id: 'l2', received_at: '2025-05-01', qualified_at: null, first_response_at: '2025-04-30' }];
    expect(ratio(bare({ leads: rows }))).toMatchObject({ num: 1, den: 2, details: { worked: 1 } });
  });
  it('provenance names formula, tables and rows', () => {
    const { provenance } = wait(contextOf([{ received_at: ago(5), first_response_at: null }], { activities: [call('l1', ago(4))] }));
    expect(provenance).toMatchObject({ tables: ['leads', 'activities'], rowsUsed: 1, rowsExcluded: 0, definition: { id: 'lead_response', version: '1' } });
  });
});
