import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../src/elements/parts/findings.js';
import { messagesFor } from '../../src/i18n/all-messages.js';
import type { DataIssue, LoadReport, TableReport } from '../../src/model/issue.js';
import type { KpiResult, Provenance } from '../../src/model/result.js';
import { salesCycle } from '../fixtures/results.js';

const issue = (code: string, column: string | undefined, more: Partial<DataIssue> = {}): DataIssue =>
  ({ code, severity: 'error', table: 'deals', count: 2, message: code, ...(column === undefined ? {} : { column }), value: 'x', ...more });
const table = (...issues: readonly DataIssue[]): TableReport => ({
  rowsIn: 9, rowsUsed: 9, rowsExcluded: 0, columns: {}, mappings: [], unmappedHeaders: [], unmappedValues: {}, nameMatches: [], rejects: [], issues, offers: [], merges: [],
});
const report: LoadReport = {
  issues: [],
  tables: {
    deals: table(issue('NUMBER', 'amount'), issue('DATE', 'closed_at'), issue('FIELD_COUNT', undefined, { params: { got: 2, expected: 3 } })),
    spend: table(issue('NUMBER', 'amount', { table: 'spend' })), leads: table(issue('DATE', 'received_at', { table: 'leads' })),
  },
};
const by = (provenance: Partial<Provenance>): KpiResult => ({ ...salesCycle, provenance: { ...salesCycle.provenance, ...provenance } });
const told = (...results: readonly KpiResult[]): readonly string[] => findingsOf(results, report, messagesFor('en')).map(({ where }) => where);

describe('findings beside a number', () => {
  it('are those in columns that decide it, and those about whole rows', () => {
    expect(told(by({ tables: ['deals'], columns: { deals: ['closed_at', 'created_at'], leads: ['received_at'] } }))).toEqual(['deals, closed_at:', 'deals:', 'leads, received_at:']);
  });
  it('of several numbers are those of each', () => {
    const amounts = by({ tables: ['deals'], columns: { deals: ['amount'] } });
    const spent = by({ tables: ['spend'], columns: { spend: ['amount'] } });
    expect(told(amounts, spent)).toEqual(['deals, amount:', 'deals:', 'spend, amount:']);
  });
  it('are all those of its tables where a number does not name columns', () => {
    const { columns: _, ...whole } = by({ tables: ['deals'] }).provenance;
    expect(told({ ...salesCycle, provenance: whole })).toEqual(['deals, amount:', 'deals, closed_at:', 'deals:']);
  });
});
