import { bool, columnFromArray, CompressionType, dateDay, dictionary, float64, int32, int64, largeUtf8, setCompressionCodec, tableFromColumns, tableFromIPC, tableToIPC, timestamp, TimeUnit, utf8 } from '@uwdata/flechette';
import { beforeAll, describe, expect, it } from 'vitest';
import { inspect } from '../../src/ingest/inspect.js';
import { undoLz4Frame } from '../../src/ingest/formats/lz4-frame.js';
import { addFormat } from '../../src/ingest/formats/registry.js';
import { failure, load, readBack, rowsOfTable } from './read-back.js';

const dayOf = (iso: string): Date => new Date(`${iso}T00:00:00Z`);
const rows = [
  { id: 'd1', status: 'won', amount: 1234.5, created_at: '2024-01-02', closed_at: '2024-02-01T10:30:00.250Z', owner: 'Ännchen', deleted: false, account_id: 7 },
  { id: 'd2', status: 'lost', amount: null, created_at: '2024-01-03', closed_at: null, owner: 'Ben', deleted: null, account_id: 8 },
  { id: 'd3', status: 'won', amount: -2, created_at: null, closed_at: '2024-02-03T00:00:00.001Z', owner: null, deleted: false, account_id: null },
] as const;

const columns = {
  id: columnFromArray(rows.map(({ id }) => id), utf8()),
  status: columnFromArray(rows.map(({ status }) => status), dictionary(utf8())),
  amount: columnFromArray(rows.map(({ amount }) => amount), float64()),
  created_at: columnFromArray(rows.map((row) => (row.created_at === null ? null : dayOf(row.created_at))), dateDay()),
  closed_at: columnFromArray(rows.map((row) => (row.closed_at === null ? null : new Date(row.closed_at))), timestamp(TimeUnit.MICROSECOND, 'UTC')),
  owner: columnFromArray(rows.map(({ owner }) => owner), largeUtf8()),
  deleted: columnFromArray(rows.map((row) => row.deleted), bool()),
  account_id: columnFromArray(rows.map((row) => row.account_id), int32()),
};
const ipc = (format: 'file' | 'stream' = 'file', from: Parameters<typeof tableFromColumns>[0] = columns): Uint8Array => tableToIPC(tableFromColumns(from), { format }) as Uint8Array;

const magic = [0x04, 0x22, 0x4d, 0x18];
/** Version 1, blocks on their own, at most 64 kB; the header's checksum is not looked at. */
const header = [...magic, 0x60, 0x40, 0];
const sized = (size: number): number[] => [size & 255, (size >> 8) & 255, (size >> 16) & 255, (size >>> 24) & 255];
/** The simplest LZ4 frame there is: one block that only quotes. */
const literalFrame = (bytes: Uint8Array): Uint8Array => {
  const extra: number[] = [];
  for (let rest = bytes.length - 15; bytes.length >= 15; rest -= 255) {
    extra.push(Math.min(255, rest));
    if (rest < 255) break;
  }
  const block = [Math.min(15, bytes.length) << 4, ...extra, ...bytes];
  return Uint8Array.from([...header, ...sized(block.length), ...block, 0, 0, 0, 0]);
};

describe('an LZ4 frame', () => {
  const text = (...frame: number[]): string => new TextDecoder().decode(undoLz4Frame(Uint8Array.from(frame), 12));
  it('quotes and copies what came before, also what it is just writing', () => {
    // "ab", then 10 bytes from 2 back: abababababab. Token: 2 literals, 10 - 4 = 6 to copy; a last token without copy.
    expect(text(...header, ...sized(6), 0x26, 97, 98, 2, 0, 0x00, 0, 0, 0, 0)).toBe('abababababab');
  });
  it('copies from the block before where blocks are linked, and takes stored blocks as they are', () => {
    expect(text(...magic, 0x40, 0x40, 0, ...sized(0x8000_0000 + 6), 97, 98, 99, 100, 101, 102, ...sized(4), 0x02, 6, 0, 0x00, 0, 0, 0, 0)).toBe('abcdefabcdef');
  });
  it.each([
    ['cut off', [...header, ...sized(6), 0x26, 97]], ['of another kind', [1, 2, 3, 4, 0, 0, 0, 0, 0, 0, 0]], ['longer than told', [...header, ...sized(0x8000_0000 + 13), ...Array.from({ length: 13 }, () => 97), 0, 0, 0, 0]],
    ['shorter than told', [...header, 0, 0, 0, 0]], ['that copies from before its beginning', [...header, ...sized(6), 0x26, 97, 98, 3, 0, 0x00, 0, 0, 0, 0]],
  ])('%s is refused', (_, frame) => expect(() => text(...frame)).toThrow('a compressed buffer is damaged'));
});

describe('Arrow', () => {
  beforeAll(() => addFormat('arrow', async () => (await import('../../src/ingest/formats/arrow.js')).decode));

  it.each(['file', 'stream'] as const)('as a %s is told by its first bytes and gives what the same rows as objects give', async (format) => {
    const direct = await readBack(rows.map((row) => ({ ...row })));
    for (const input of [{ bytes: ipc(format) }, { file: new File([new Uint8Array(ipc(format))], 'deals.dat') }, { bytes: ipc(format), format: 'arrow' as const }]) {
      const read = await readBack(input);
      expect(read.rows).toEqual(direct.rows);
      expect([...read.table.sourceRow]).toEqual([1, 2, 3]);
      expect(read.report.columns).toEqual(direct.report.columns);
      expect(read.report.issues).toEqual(direct.report.issues);
    }
  });

  it('keeps days as days, and times without zone as those of the report', async () => {
    const at = { id: columns.id, status: columns.status, created_at: columns.created_at, closed_at: columnFromArray(rows.map((row) => (row.closed_at === null ? null : new Date(row.closed_at))), timestamp(TimeUnit.MILLISECOND)) };
    const { rows: read } = await readBack({ bytes: ipc('file', at) }, { timeZone: 'America/New_York' });
    expect(read.map(({ created_at: created, closed_at: closed }) => [created, closed])).toEqual([['2024-01-02', '2024-02-01T15:30:00.250Z'], ['2024-01-03', null], [null, '2024-02-03T05:00:00.001Z']]);
  });

  it('keeps long integers to the last digit as names and takes them as numbers where numbers are due', async () => {
    const { rows: read } = await readBack({ bytes: ipc('file', { id: columnFromArray([9007199254740993n, 2n], int64()), status: columnFromArray(['won', 'won'], utf8()), amount: columnFromArray([5n, 6n], int64()) }) });
    expect(read).toEqual([{ id: '9007199254740993', status: 'won', amount: 5 }, { id: '2', status: 'won', amount: 6 }]);
  });

  it('reads texts of every kind, amounts as text by their column, and codes of a dictionary that a column does not want', async () => {
    const { rows: read, issue } = await readBack({ bytes: ipc('file', {
      id: columnFromArray(['a', 'b', 'c'], dictionary(utf8())), status: columnFromArray(['won', ' ', 'lost'], largeUtf8()), amount: columnFromArray(['1.234,5', '2.000', 'viel'], utf8()),
    }) });
    expect(read.map(({ id, status, amount }) => [id, status, amount])).toEqual([['a', 'won', 1234.5], ['b', null, 2000], ['c', 'lost', null]]);
    expect(issue('NUMBER')).toMatchObject({ row: 3, value: 'viel' });
  });

  it('opens records within records and leaves out what is none of a column', async () => {
    const nested = tableFromIPC(tableToIPC(tableFromColumns({ id: columnFromArray(['d1', 'd2'], utf8()), properties: columnFromArray([{ amount: 5, stage: 'Won' }, { amount: 6, stage: 'Lost' }]), owner: columnFromArray([['x'], ['y']]) }), { format: 'stream' }) as Uint8Array);
    const { rows: read, report, issue } = await readBack({ bytes: tableToIPC(nested, { format: 'file' }) as Uint8Array });
    expect(read.map(({ id, amount, status }) => [id, amount, status])).toEqual([['d1', 5, 'won'], ['d2', 6, 'lost']]);
    expect(report.columns).toMatchObject({ amount: 'properties.amount', stage: 'properties.stage' });
    expect(issue('SHAPE', 'owner_id')).toMatchObject({ count: 2 });
  });

  it('counts rows and keeps what was left out', async () => {
    const { report } = await readBack({ bytes: ipc('file', { id: columnFromArray(['d1', null, 'd3'], utf8()), status: columnFromArray(['won', 'lost', 'won'], utf8()) }) });
    expect([report.rowsIn, report.rowsUsed, report.rowsExcluded]).toEqual([3, 2, 1]);
    expect(report.rejects).toMatchObject([{ row: 2, code: 'MISSING_REQUIRED', text: '{"id":null,"status":"lost"}' }]);
  });

  it('over many batches and parts is the same as at once, and lets other work run in between', async () => {
    const count = 200_000;
    const ids = Array.from({ length: count }, (_, i) => `d${i}`);
    const big = { id: columnFromArray(ids, utf8()), status: columnFromArray(ids.map((_, i) => (i % 3 === 0 ? 'won' : 'lost')), dictionary(utf8())), amount: columnFromArray(ids.map((_, i) => (i % 7 === 0 ? null : i / 4)), float64()) };
    let pauses = 0;
    const { tables } = await load({ deals: { bytes: ipc('file', big) } }, { pause: () => (pauses++, Promise.resolve()) });
    const read = rowsOfTable(tables.get('deals')!);
    expect(pauses).toBeGreaterThan(4);
    for (let i = 0; i < count; i += 9973) expect(read[i]).toEqual({ id: `d${i}`, status: i % 3 === 0 ? 'won' : 'lost', amount: i % 7 === 0 ? null : i / 4 });
    const stop = new AbortController();
    await expect(load({ deals: { bytes: ipc('file', big) } }, { signal: stop.signal, pause: () => (stop.abort(new Error('enough')), Promise.resolve()) })).rejects.toThrow('enough');
  });

  it('that is damaged, cut off or empty is refused or empty', async () => {
    const whole = ipc();
    expect(await failure({ deals: { bytes: whole.slice(0, 60), label: 'x' } })).toMatchObject({ code: 'DAMAGED', params: { label: 'x', format: 'arrow' } });
    expect(await failure({ deals: { bytes: new TextEncoder().encode('id,status\n'), format: 'arrow' } })).toMatchObject({ code: 'DAMAGED' });
    expect(await failure({ deals: { bytes: new Uint8Array(20), format: 'arrow' } })).toMatchObject({ code: 'DAMAGED', params: { reason: 'it has no schema' } });
    expect(await failure({ deals: { bytes: new Uint8Array(0), format: 'arrow' } })).toMatchObject({ code: 'EMPTY_BODY' });
    expect((await readBack({ bytes: ipc('file', { id: columnFromArray([] as string[], utf8()), status: columnFromArray([] as string[], utf8()) }) })).table.rowCount).toBe(0);
    expect(await failure({ deals: { bytes: whole } }, { limits: { maxRows: 2 } })).toMatchObject({ code: 'TOO_LARGE' });
  });

  it('may be compressed as pandas and others write it', async () => {
    setCompressionCodec(CompressionType.LZ4_FRAME, { encode: literalFrame, decode: undoLz4Frame });
    const packed = tableToIPC(tableFromColumns(columns), { format: 'file', codec: CompressionType.LZ4_FRAME }) as Uint8Array;
    expect((await readBack({ bytes: packed })).rows).toEqual((await readBack({ bytes: ipc() })).rows);
  });

  it('tells its columns at a first look', async () => {
    const seen = await inspect({ bytes: ipc() }, { maxBytes: 1e9, maxDepth: 64, signal: undefined, fetch });
    expect([seen.format, seen.headers, seen.guesses[0]?.table]).toEqual(['arrow', Object.keys(columns), 'deals']);
  });
});
