import { describe, expect, it } from 'vitest';
import { columnsOf, outcomeColumns } from '../../src/kpi/columns-read.js';
import { computeKpi } from '../../src/kpi/compute-kpi.js';
import { pipeline } from '../../src/kpi/pipeline.js';
import { kpis } from '../../src/kpi/registry.js';
import { salesCycle } from '../../src/kpi/sales-cycle.js';
import { schema } from '../../src/model/schema.js';
import { contextOf, openDeal } from './deal-fixtures.js';

const definitions = await Promise.all(Object.values(kpis).map((load) => load()));

describe('columns that decide a number', () => {
  it.each(definitions.map((definition) => [definition.id, definition] as const))('%s names none that the schema lacks', (_, { reads = {}, needs }) => {
    const named = [...Object.entries(reads), ...needs.flat().map(({ table, columns }) => [table, columns] as const)];
    expect(named.flatMap(([table, columns]) => columns.filter((column) => !Object.hasOwn(schema[table as keyof typeof schema], column)))).toEqual([]);
  });
  it('are told with the number, for loaded tables, with those the question cuts by', () => {
    const context = contextOf([openDeal(5, { amount: 1, source: 'Web' })]);
    const { columns } = computeKpi(pipeline, context, { kpi: 'pipeline', filter: { source: ['Web'], team: ['North'] }, segmentBy: ['region'] }).provenance;
    expect(Object.keys(columns ?? {})).toEqual(['deals']);
    expect(columns?.['deals']).toEqual([
      'amount', 'closed_at', 'created_at', 'currency', 'expected_close_at', 'id', 'pipeline', 'probability', 'region', 'source', 'stage', 'status', 'type']);
  });
  it('of a duration hold no amount', () => {
    const { columns } = computeKpi(salesCycle, contextOf([openDeal(5)]), { kpi: 'sales_cycle' }).provenance;
    expect(columns?.['deals']).not.toContain('amount');
    expect(columns?.['deals']).toEqual(expect.arrayContaining(['closed_at', 'created_at', 'first_contact_at', 'status']));
  });
  it('of several lists are each named once', () => expect(columnsOf(outcomeColumns, { deals: ['id', 'amount'] }).deals).toEqual([...outcomeColumns.deals, 'amount']));
});
