import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cac } from '../../src/kpi/cac.js';
import { closeRatio } from '../../src/kpi/close-ratio.js';
import { clv } from '../../src/kpi/clv.js';
import { createContext } from '../../src/kpi/create-context.js';
import { pipeline } from '../../src/kpi/pipeline.js';
import { findRows, readRows } from '../../src/kpi/rows-behind.js';
import { salesCycleBehind } from '../../src/kpi/sales-cycle-behind.js';
import { salesCycle } from '../../src/kpi/sales-cycle.js';
import { tablesOf, type Row, type Rows } from '../fixtures/tables.js';
import { asOf, closedDeal, engagedDeal, openDeal, repeat } from './deal-fixtures.js';
import { company, windowOf } from './random-customers.js';
import { randomDeals, randomFilter, randomPeriod } from './random-deals.js';
import { behind, expectSame, type Asked } from './same-again.js';
import { Told } from './told.js';

const numbered = (deals: readonly Row[]): readonly Row[] => deals.map((row, i) => ({ id: `d${String(i + 1)}`, ...row }));
const june = { period: { start: '2025-06-01', end: '2025-07-01' } } as const;

describe('the rows behind a number', () => {
  const deals = numbered([
    closedDeal('won', 10, { source: 'Web', name: 'Ä-Werk', amount: 5 }), closedDeal('won', 20, { source: 'Fair' }), closedDeal('lost', 5, { source: 'Web' }),
    closedDeal('won', 7, { source: 'Web' }, '2025-05-15'), openDeal(9, { source: 'Web', amount: 8 }), closedDeal('won', 30, { source: null }),
  ]);
  it('are the source’s own rows, with the columns that matter and the data has', () => {
    const { kpi, period, segment, tables, fixed } = behind(salesCycle, { deals }, june);
    expect([kpi, period.start, segment, fixed]).toEqual(['sales_cycle', '2025-06-01', null, {}]);
    expect(tables).toEqual([{
      table: 'deals', total: 3, columns: ['id', 'name', 'created_at', 'closed_at', 'amount', 'source'],
      rows: [
        { row: 2, input: null, values: ['d1', 'Ä-Werk', '2025-06-05', '2025-06-15', 5, 'Web'] },
        { row: 3, input: null, values: ['d2', null, '2025-05-26', '2025-06-15', null, 'Fair'] },
        { row: 7, input: null, values: ['d6', null, '2025-05-16', '2025-06-15', null, null] },
      ],
    }]);
  });
  it('times are instants in UTC', () => {
    const [table] = behind(salesCycle, { deals: [{ id: 'a', status: 'won', created_at: '2025-06-01T08:30', closed_at: '2025-06-02T00:00' }] }, june).tables;
    expect(table?.rows[0]?.values).toEqual(['a', '2025-06-01T08:30:00.000Z', '2025-06-02T00:00:00.000Z']);
  });
  it('of one segment, not set among them, within the filter', () => {
    const ids = (query: Asked) => behind(salesCycle, { deals }, { ...june, ...query }).tables[0]?.rows.map(({ values }) => values[0]);
    expect([ids({ segmentBy: ['source'], segment: ['Web'] }), ids({ segmentBy: ['source'], segment: [null] }), ids({ filter: { source: ['Web', 'Fair'] } })]).toEqual([['d1'], ['d6'], ['d1', 'd2']]);
    expect(ids({ filter: { source: ['Fair'] }, segmentBy: ['source'], segment: ['Web'] })).toEqual([]);
    expect(() => ids({ segmentBy: ['source'], segment: ['Web', 'B2B'] })).toThrow(RangeError);
  });
  it('come in pages', () => {
    const many = numbered(repeat(1500, () => closedDeal('won', 3)));
    const page = (query: Asked) => behind(salesCycle, { deals: many }, { ...june, ...query }).tables[0];
    expect([page({ limit: 2, offset: 1 })?.rows.map(({ row }) => row), page({ limit: 2 })?.total]).toEqual([[3, 4], 1500]);
    expect([page({ limit: 5000 }), page({ limit: -1 }), page({ limit: Number.NaN }), page({ offset: 1499 }), page({ offset: 9999 })].map((own) => own?.rows.length)).toEqual([1000, 100, 100, 1, 0]);
  });
  it('of several inputs tell which', () => {
    const tables = tablesOf({ deals });
    const deal = tables.get('deals');
    if (deal === undefined) throw new Error('no deals');
    const merged = new Map([['deals', { ...deal, inputOf: Uint8Array.of(0, 0, 0, 1, 1, 1), sourceRow: Uint32Array.of(2, 3, 4, 2, 3, 4) }]] as const);
    const found = readRows(findRows(salesCycle, salesCycleBehind, createContext(merged, { asOf }), { kpi: 'sales_cycle', ...june }), {}).tables[0];
    expect(found?.rows.map(({ row, input }) => [row, input])).toEqual([[2, 0], [3, 0], [4, 1]]);
  });
  it('a long list of accounts is not turned into strings for one page', () => {
    const tables = tablesOf({ deals: deals.map((row, i) => ({ ...row, account_id: `a${String(i)}` })) });
    const deal = tables.get('deals');
    const account = deal?.columns.get('account_id');
    if (deal === undefined || account?.kind !== 'category') throw new Error('no accounts');
    const parts = account.dictionary.map((text) => new TextEncoder().encode(text ?? ''));
    const offsets = Uint32Array.from([0, ...parts.map((_, i) => parts.slice(0, i + 1).reduce((sum, { length }) => sum + length, 0))]);
    const entries = { bytes: Uint8Array.from(parts.flatMap((part) => [...part])), offsets };
    const column = { kind: 'category' as const, codes: account.codes, entries, get dictionary(): readonly string[] { throw new Error('made of strings'); } };
    const context = createContext(new Map([...tables, ['deals', { ...deal, columns: new Map([...deal.columns, ['account_id', column]]) }]]), { asOf });
    const found = readRows(findRows(salesCycle, () => ({ tables: [{ table: 'deals', rows: [4, 1], columns: ['account_id'] }], fixed: {} }), context, { kpi: 'sales_cycle', ...june }), {});
    expect(found.tables[0]?.rows.map(({ values }) => values)).toEqual([['a1'], ['a4']]);
  });
  it('data that lacks what the KPI needs has none', () => expect(behind(salesCycle, { leads: [] }, june).tables).toEqual([]));
});

describe('computing from just those rows gives the same number', () => {
  const segment = fc.constantFrom<Asked>({}, { segmentBy: ['source'], segment: ['Web'] }, { segmentBy: ['owner_id', 'segment'], segment: ['o1', null] });
  it('sales_cycle, pipeline, close_ratio', () => {
    const told = new Told();
    fc.assert(fc.property(randomDeals, randomPeriod, randomFilter, segment, (deals, period, filter, part) => {
      for (const definition of [salesCycle, pipeline]) told.add(expectSame(definition, { deals }, { period, filter, ...part }) === null ? 0 : 1);
      // Whether the data has lost deals at all decides if a ratio may be told: one of long ago keeps that as it is.
      const rows = { deals: [...deals, { id: 'old', status: 'lost', created_at: '2020-01-01', closed_at: '2020-02-01' }] };
      if (deals.filter(({ status }) => status === 'won').length < 10) {
        for (const options of [{}, { basis: 'decided' }]) told.add(expectSame(closeRatio, rows, { period, filter, ...part, options }) === null ? 0 : 1);
      }
    }), { numRuns: 150 });
    expect(told.perCase).toBeGreaterThan(0.25);
  });
  it('sales_cycle and pipeline with the stages’ history, contacts and leads looked up', () => {
    const rows: Rows = {
      deals: numbered([closedDeal('won', 10, { lead_id: 'l1', amount: 10 }), closedDeal('won', 20, { amount: 20 }), openDeal(40, { amount: 30, stage: 'Offer' }), openDeal(3, { amount: 40, stage: 'Lead' })]),
      leads: [{ id: 'l1', received_at: '2025-05-20' }],
      stage_history: [{ deal_id: 'd3', stage: 'Lead', entered_at: '2025-05-22', amount: 25 }, { deal_id: 'd3', stage: 'Offer', entered_at: '2025-06-25', amount: 30 }],
    };
    // The first deal starts with its lead: 26 days, so (26 + 20)/2.
    expect(expectSame(salesCycle, rows, june)).toBe(23);
    // On 15 June the third deal alone was open of those, with 25; the won ones closed that day and count.
    expect(expectSame(pipeline, rows, { period: { start: '2025-06-01', end: '2025-06-15' } })).toBe(55);
  });
  it('close_ratio with its own horizon, and by person', () => {
    const deals = [...repeat(60, (i) => engagedDeal(300, 'won', 2 * i, { source: i % 2 === 0 ? 'Web' : 'Fair' })), ...repeat(30, () => engagedDeal(250, 'lost', 10, { source: 'Web' }))];
    expect(behind(closeRatio, { deals: numbered(deals) }, { filter: { source: ['Web'] } }).fixed).toEqual({ horizonDays: 120 });
    expectSame(closeRatio, { deals: numbered(deals) }, { period: 'all', filter: { source: ['Web'] } });
    const persons: Rows = { deals: numbered(deals.map((row, i) => ({ ...row, lead_id: `l${String(i % 40)}` }))), leads: repeat(40, (i) => ({ id: `l${String(i)}`, received_at: '2024-06-01' })) };
    expect(expectSame(closeRatio, persons, { period: 'all', options: { unit: 'person' } })).not.toBeNull();
  });
  it('cac and clv', () => {
    const told = new Told();
    const part = fc.constantFrom<Asked>({}, { filter: { channel: ['seo', null] } }, { segmentBy: ['channel'], segment: ['ads'] }, { filter: { organic: ['organic'] } });
    fc.assert(fc.property(company, windowOf, part, fc.constantFrom({}, { reactivationGapDays: 20 }, { lagDays: 30 }), (rows, period, query, options) => {
      told.add(expectSame(cac, rows, { period, ...query, options }, { asOf: '2025-05-01' }) === null ? 0 : 1);
      // Where margins are missing the share of all data stands in for them.
      const priced = { ...rows, revenue: rows.revenue?.map((row) => ({ ...row, margin: row['margin'] ?? 1 })) } as Rows;
      told.add(expectSame(clv, priced, query, { asOf: '2025-05-01' }) === null ? 0 : 1);
      told.add(expectSame(clv, priced, { period, ...query, options: { basis: 'cohort' } }, { asOf: '2025-05-01' }) === null ? 0 : 1);
    }), { numRuns: 150 });
    expect(told.perCase).toBeGreaterThan(1 / 3);
  });
});
