import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BlobLike, DataInputSource } from '../../src/model/input.js';
import { failure, load, rowsOfTable } from './read-back.js';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A file that arrives in pieces of these sizes, over and over. */
const inPieces = (bytes: Uint8Array, sizes: readonly number[]): BlobLike => ({
  size: bytes.length, name: 'deals.ndjson',
  stream: () => {
    let at = 0;
    let turn = 0;
    return { getReader: () => ({
      read: () => {
        if (at >= bytes.length) return Promise.resolve({ done: true });
        const piece = bytes.slice(at, at + (sizes[turn++ % sizes.length] as number));
        at += piece.length;
        return Promise.resolve({ done: false, value: piece });
      },
      cancel: () => Promise.resolve(),
    }) };
  },
});
const read = async (text: string, sizes: readonly number[] = [65_536], more: Partial<DataInputSource> = {}) => {
  const { tables, report } = await load({ deals: { file: inPieces(encode(text), sizes), format: 'ndjson', ...more } });
  return { rows: rowsOfTable(tables.get('deals')!), table: tables.get('deals')!, report: report.tables.deals! };
};
const lines = (count: number, row: (i: number) => unknown): string => Array.from({ length: count }, (_, i) => JSON.stringify(row(i))).join('\n');

describe('NDJSON as it comes', () => {
  it('is the same in whatever pieces, cut through characters, escapes and line ends', async () => {
    const text = '\ufeff{"id":"d1","status":"won","owner":"Ä\\"\\\\"}\r\n\r\n{"id":"d2","status":"lost","owner":"{[😀"}\n  \n{"id":"d3","status":"open"}';
    const whole = await read(text);
    expect(whole.rows).toEqual([
      { id: 'd1', status: 'won', owner_id: 'Ä"\\' }, { id: 'd2', status: 'lost', owner_id: '{[😀' }, { id: 'd3', status: 'open', owner_id: null },
    ]);
    expect([...whole.table.sourceRow]).toEqual([1, 3, 5]);
    for (const size of [1, 2, 3, 7]) expect(await read(text, [size])).toEqual(whole);
  });

  it('gives the tables that the same rows in a JSON array give, over many batches and any keys', async () => {
    const value = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
    const row = fc.record({ id: fc.string({ minLength: 1 }), status: value, amount: fc.double({ noNaN: true, noDefaultInfinity: true }), owner: value }, { requiredKeys: ['id'] });
    await fc.assert(fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 40 }), fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 4 }), async (some, sizes) => {
      // Repeated until there are several batches: 1,024 rows are read at once.
      const rows = Array.from({ length: 2100 }, (_, i) => some[i % some.length]!);
      const together = (await load({ deals: { text: JSON.stringify(rows), format: 'json' } })).tables.get('deals')!;
      const { table } = await read(rows.map((one) => JSON.stringify(one)).join('\n'), sizes.map((size) => size * 100));
      expect(table).toEqual(together);
    }), { numRuns: 15 });
  });

  it('takes a column that first occurs after thousands of rows: those before it lack it', async () => {
    const { rows, report } = await read(lines(3000, (i) => (i === 2500 ? { id: `d${i}`, status: 'won', owner: 'Ann', fancy: 1 } : { id: `d${i}`, status: 'won' })));
    expect([rows.length, rows[2499]?.['owner_id'], rows[2500]?.['owner_id'], rows[2999]?.['owner_id']]).toEqual([3000, null, 'Ann', null]);
    expect([report.columns, report.unmappedHeaders]).toEqual([{ id: 'id', status: 'status', owner_id: 'owner' }, ['fancy']]);
  });

  it('does not call a column missing that comes late, and does where none comes', async () => {
    const late = await read(lines(3000, (i) => (i < 2000 ? { id: `d${i}` } : { id: `d${i}`, status: 'won' })));
    expect(late.report.issues.map(({ code }) => code)).not.toContain('MISSING_COLUMN');
    const never = await read(lines(3000, (i) => ({ id: `d${i}` })), undefined, { columns: { owner_id: 'Nobody' } });
    expect(never.report.issues).toMatchObject([{ code: 'MISSING_COLUMN', column: 'status' }, { code: 'UNKNOWN_HEADER', column: 'owner_id', value: 'Nobody' }]);
  });

  it('names the line that is broken, however far down, also where broken lines together would make sense', async () => {
    const good = lines(1500, (i) => ({ id: `d${i}`, status: 'won' }));
    for (const [bad, row] of [
      ['{"id":"x"', 1501], ['{"id":"x"},{"id":"y"}', 1501], ['{"id":[{}\n{"id":"x"}]}\n{"id":"a"},{"id":"b"}', 1501], ['{"id":"x\n"}', 1501], ['{"id":"x"},', 1501], [',', 1501], ['{} {}', 1501],
    ] as const) {
      expect(await failure({ deals: { text: `${good}\n${bad}\n{"id":"z"}`, format: 'ndjson' } }), bad).toMatchObject({ code: 'JSON', row, phase: 'decode' });
    }
    expect(await failure({ deals: { text: `${good}\n${'['.repeat(70)}`, format: 'ndjson' } })).toMatchObject({ code: 'TOO_DEEP' });
  });

  it('counts a line that is no object as a row that is left out', async () => {
    const { report } = await read('{"id":"d1","status":"won"}\n5\n"x"\n[1]\n{"id":"d2","status":"won"}');
    expect([report.rowsIn, report.rowsUsed, report.rejects.map(({ row, code }) => [row, code])]).toEqual([5, 2, [[2, 'SHAPE'], [3, 'SHAPE'], [4, 'SHAPE']]]);
  });

  it('of blank lines only is empty', async () => {
    expect(await failure({ deals: { text: '\n \r\n', format: 'ndjson' } })).toMatchObject({ code: 'EMPTY_BODY' });
  });

  it('lets other work run in between, and can be stopped', async () => {
    const text = lines(20_000, (i) => ({ id: `d${i}`, status: 'won' }));
    let pauses = 0;
    await load({ deals: { text, format: 'ndjson' } }, { pause: () => (pauses++, Promise.resolve()) });
    expect(pauses).toBeGreaterThanOrEqual(19);
    const stop = new AbortController();
    await expect(load({ deals: { text, format: 'ndjson' } }, { signal: stop.signal, pause: () => (stop.abort(new Error('enough')), Promise.resolve()) })).rejects.toThrow('enough');
  });
});
