import { describe, expect, it } from 'vitest';
import { computeKpi } from '../../src/kpi/compute-kpi.js';
import { createContext } from '../../src/kpi/create-context.js';
import { pipeline } from '../../src/kpi/pipeline.js';
import type { KpiQuery } from '../../src/model/query.js';
import { tablesOf, type Row, type Rows } from '../fixtures/tables.js';
import { behind, expectSame } from './same-again.js';

const asOf = '2025-07-01';
const deals: readonly Row[] = [
  { id: 'd1', status: 'open', created_at: '2025-06-05', amount: 100, source: 'Web' },
  { id: 'd2', status: 'open', created_at: '2025-06-20', amount: 50, source: 'Fair', lead_id: 'byDeal' },
  { id: 'd3', status: 'open', created_at: null, amount: 7, source: 'Fair' },
];
const lead = (id: string, received_at: string, more: Row = {}): Row => ({ id, received_at, source: 'Web', qualified_at: null, disqualified_at: null, opp_id: null, email: null, ...more });
const leads: readonly Row[] = [
  lead('new', '2025-06-30'), lead('old', '2024-01-01', { source: 'Mail' }),
  lead('onTheDay', '2025-07-01'),
  lead('qualified', '2025-06-01', { qualified_at: '2025-06-10' }), lead('gone', '2025-06-01', { disqualified_at: '2025-06-30' }),
  lead('later', '2025-06-01', { disqualified_at: '2025-07-01' }),
  lead('byDeal', '2025-06-01'), lead('byLink', '2025-06-01', { opp_id: 'd1' }), lead('undated', '2025-06-01', { opp_id: 'd3' }),
];
const ask = (rows: Rows, query: Partial<KpiQuery> = {}) =>
  computeKpi(pipeline, createContext(tablesOf(rows), { asOf }), { kpi: 'pipeline', compare: 'none', options: { includeLeads: true }, ...query });

describe('pipeline with open leads', () => {
  it('counts leads that are neither qualified nor disqualified: new, old, and one disqualified only on the day', () => {
    const { details, n, value } = ask({ deals, leads });
    expect([details.volume, details.openLeads, n, value]).toEqual([6, 3, 3, 157]);
  });
  it('as of an earlier day those that were open then: all but those not yet received, and the one nobody knows about', () => {
    // On 5 June: old, qualified, gone, later, byDeal, byLink (its deal was created on that very day).
    const { details, n } = ask({ deals, leads }, { period: { start: '2025-06-01', end: '2025-06-05' } });
    expect([details.openLeads, n, details.volume]).toEqual([6, 1, 7]);
    expect(ask({ deals, leads }, { period: { start: '2025-06-01', end: '2025-06-06' } }).details.openLeads).toBe(5);
  });
  it('people who come in again within thirty days are one lead, gone when one of its rows is', () => {
    const again = [lead('a', '2025-06-01', { email: 'x@example.com' }), lead('b', '2025-06-20', { email: 'x@example.com' })];
    expect(ask({ deals, leads: again }).details.openLeads).toBe(1);
    expect(ask({ deals, leads: [again[0] as Row, { ...again[1], disqualified_at: '2025-06-25' }] }).details.openLeads).toBe(0);
  });
  it('segments have the leads of their own, also where there is no deal', () => {
    const { segments, details } = ask({ deals, leads }, { segmentBy: ['source'] });
    expect(segments.map(({ key, value, n, details: own }) => [key[0], value, n, own?.volume, own?.openLeads]).sort()).toEqual([
      ['Fair', 57, 2, 2, 0], ['Mail', 0, 0, 1, 1], ['Web', 100, 1, 3, 2],
    ]);
    expect(details.volume).toBe(6);
    expect(ask({ deals, leads }, { filter: { source: ['Mail'] } }).details).toMatchObject({ volume: 1, openLeads: 1 });
    expect(ask({ deals, leads }, { filter: { source: ['Mail', 'Web'] } }).details).toMatchObject({ volume: 4, openLeads: 3 });
  });
  it('the target of the volume is for both', () => expect(ask({ deals, leads }, { options: { includeLeads: true, targetVolume: 12 } }).details.attainmentVolume).toBe(0.5));
  it('without being asked, or without leads, deals alone are counted; the latter is said', () => {
    expect(ask({ deals, leads }, { options: {} }).details).toMatchObject({ volume: 3, openLeads: null });
    const none = ask({ deals });
    expect(none.details).toMatchObject({ volume: 3, openLeads: null });
    expect(none.caveats).toContainEqual(expect.objectContaining({ code: 'NOT_APPLICABLE', severity: 'info', params: { table: 'leads', column: 'received_at' } }));
  });
  it('rows: the open leads beside the open deals, from which the same comes out; in the provenance, too', () => {
    const listed = behind(pipeline, { deals, leads }, { options: { includeLeads: true } }, { asOf }).tables;
    expect(listed.map(({ table, rows }) => [table, rows.map(({ values }) => values[0])])).toEqual([['deals', ['d1', 'd2', 'd3']], ['leads', ['new', 'old', 'later']]]);
    expect(expectSame(pipeline, { deals, leads }, { options: { includeLeads: true } }, { asOf })).toBe(157);
    expect(ask({ deals, leads }).provenance).toMatchObject({ sources: ['deals', 'leads'], rowsIn: 12, rowsUsed: 11, rowsExcluded: 1 });
  });
});
