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

describe('lead_response: caveats of the data', () => {
  const received = ago(1);
  const of = (activities: readonly Row[], leads: readonly Row[] = [{ received_at: received }]) => wait(contextOf(leads, { activities }));
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
