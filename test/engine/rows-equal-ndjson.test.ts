import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { snapshotRows } from '../../src/engine/snapshot-rows.js';
import { encodeRows } from '../../src/engine/encode-rows.js';
import { ingest } from '../../src/ingest/ingest.js';

type Rows = readonly Readonly<Record<string, unknown>>[];
const direct = (rows: Rows) => ingest({ deals: rows }, { timeZone: 'Europe/Berlin' });
const encoded = async (rows: Rows) => {
  const { blob, keys } = encodeRows(rows);
  return ingest({ deals: { file: blob, keys, format: 'ndjson', label: 'the given rows' } }, { timeZone: 'Europe/Berlin' });
};

const same = async (rows: Rows): Promise<void> => {
  const [a, b] = [await direct(rows), await encoded(rows)];
  expect(b.tables).toEqual(a.tables);
  expect(b.report).toEqual(a.report);
  expect(b.rules).toEqual(a.rules);
};

describe('rows that cross as NDJSON', () => {
  it('give the same tables and the same report as rows read in place', async () => {
    await same([
      { id: 'D1', created_at: new Date(Date.UTC(2024, 0, 2)), closed_at: '2024-02-01', status: 'won', amount: 100, owner_id: 'Änne', source: null },
      { id: 'D2', created_at: '2024-01-05', closed_at: undefined, status: 'open', amount: 12.5, owner_id: '', source: 'Web' },
      { id: 'D2', created_at: '2024-01-06', status: 'lost', amount: '1,200.50', owner_id: 'b', source: '😀' },
    ]);
  });

  for (const [what, value] of [
    ['a number that is none', Number.NaN], ['an infinite one', Infinity], ['a big integer', 12345678901234567890n],
    ['a truth value', true], ['an object', { a: 1 }], ['a list', [5]], ['an empty text', ''], ['a number as text', '  42 '],
  ] as const) {
    it(`say the same about ${what} as an amount, a date, an id and an owner`, async () => {
      const row = { id: 'D1', created_at: '2024-01-02', status: 'open', amount: 1, owner_id: 'a' };
      for (const column of ['amount', 'created_at', 'id', 'owner_id']) await same([row, { ...row, id: 'D2', [column]: value }]);
    });
  }

  it('say the same about what is no data where a number or a date is due, and about an impossible date', async () => {
    const row = { id: 'D1', created_at: '2024-01-02', status: 'open', amount: 1 };
    for (const value of [() => 1, Symbol('x')]) await same([row, { ...row, id: 'D2', amount: value }, { ...row, id: 'D3', created_at: value }]);
    await same([row, { ...row, id: 'D2', created_at: new Date(Number.NaN) }]);
  });

  it('say the same about any rows', async () => {
    const value = fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.constant(null), fc.constant(undefined), fc.date({ noInvalidDate: true }), fc.integer());
    const row = fc.record({ id: fc.string({ minLength: 1 }), created_at: value, status: value, amount: value, owner_id: value, source: value }, { requiredKeys: ['id'] });
    await fc.assert(fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 12 }), same), { numRuns: 300 });
  });
});

describe('snapshotRows(rows)', () => {
  it('keeps the rows as they were when they were handed over', async () => {
    const rows = [{ id: 'D1', amount: 1, created_at: '2024-01-02' }];
    const before = snapshotRows(rows);
    (rows[0] as { amount: number }).amount = 99;
    const { tables } = await ingest({ deals: before }, { timeZone: 'UTC' });
    expect(tables.get('deals')?.columns.get('amount')).toMatchObject({ values: Float64Array.of(1) });
  });

  it('leaves it to the load to refuse rows that cannot be read', async () => {
    const rows = [{ id: 'D1', get amount(): number { throw new Error('boom'); } }];
    await expect(ingest({ deals: snapshotRows(rows) }, { timeZone: 'UTC' })).rejects.toMatchObject({ info: { code: 'HOST' } });
  });

  it('makes an empty table of an empty list', async () => {
    const { tables } = await ingest({ deals: snapshotRows([]) }, { timeZone: 'UTC' });
    expect(tables.get('deals')?.rowCount).toBe(0);
  });
});
