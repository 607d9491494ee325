import { describe, expect, it, vi } from 'vitest';
import { CsvDecoder } from '../../src/ingest/formats/csv.js';
import { load, readBack } from './read-back.js';

/** Twice this in length takes twice the time; were the time to grow with the square, none of these would come to an end. */
const length = 400_000;
const long = (text: string): string => text.repeat(Math.ceil(length / text.length)).slice(0, length);

describe('a cell of 400,000 characters is read in one go', () => {
  const pieces = ['1', '1!', '1,', '1.', '1 ', '1.234.', '-', '(', '((1', '€', ' ', '\u00a0', '٣', '1e', '1/', '1:', '2024-01-01T', '31.12.', 'Jan ', 'PM ', '+02:00', '/Date(', '[', 'a_', 'A', '%', 'K', '“'];
  it.each(pieces)('of %j, as an amount, as a day and as a status', async (piece) => {
    for (const end of ['', '!', '0']) {
      const cell = long(piece) + end;
      const { report } = await readBack([{ id: 'd1', status: cell, amount: cell, created_at: cell, archived: cell }, { id: 'd2', status: 'won', amount: '1', created_at: '2024-01-02', archived: 'no' }]);
      expect([report.rowsIn, report.rowsUsed + report.rowsExcluded]).toEqual([2, 2]);
      for (const { value } of report.issues) expect(value?.length ?? 0).toBeLessThanOrEqual(80);
    }
  });
  it.each(pieces)('of %j, as the name of a column', async (piece) => {
    const { report } = await readBack([{ id: 'd1', status: 'won', [long(piece)]: '1' }]);
    expect(report.rowsUsed).toBe(1);
  });
});

describe('a document of 400,000 characters of one piece is read or refused', () => {
  it.each(['"', "'", '""', '"a",', ',', ';', '\t', '\n', '\r', ' \n', 'a\n', 'a,b\n', '"\n', '[', '{"a":', '[{}],', '{}\n', '{"a":1}\n', '"\\', '\\u', '[1,', '{"a":[]},', '\0', 'é', '\ufeff', 'sep=;\n', 'Total;1\n', '-1\n'])('of %j', async (piece) => {
    for (const text of [long(piece), `id,status\nd1,won\n${long(piece)}`, `[{"id":"d1","status":"won"},${long(piece)}`]) {
      const report = await load({ deals: { text } }).then(({ report: found }) => found.tables.deals, (error: unknown) => { expect(error).toMatchObject({ info: { code: expect.stringMatching(/^[A-Z_]+$/) as string } }); });
      if (report !== undefined) expect(report.rowsUsed + report.rowsExcluded).toBe(report.rowsIn);
    }
  });

  it('with a hundred and thirty thousand columns', async () => {
    const names = Array.from({ length: 130_000 }, (_, i) => `Close Date ${i}`);
    const { report } = await readBack(`id,status,${names.join()}\nd1,won,${names.map(() => '1').join()}\n`);
    expect([report.rowsUsed, report.unmappedHeaders.length > 120_000]).toEqual([1, true]);
  });
  it('with a hundred thousand keys', async () => {
    const keys = Array.from({ length: 100_000 }, (_, i) => `"k${i}":${i}`);
    const { report, issue } = await readBack({ text: `[{"id":"d1","status":"won",${keys.join()}}]` });
    expect([report.rowsUsed, issue('KEYS_IGNORED') !== undefined]).toEqual([1, true]);
  });
});

describe('twice the bytes are moved at most twice as often', () => {
  /** Bytes that are copied while a document in pieces of 1,000 bytes is read. */
  const copiedBytes = (text: string): number => {
    const set = vi.spyOn(Uint8Array.prototype, 'set');
    try {
      const csv = new CsvDecoder({ header: () => undefined, batch: () => undefined, broken: () => undefined, note: () => undefined });
      const bytes = new TextEncoder().encode(text);
      for (let at = 0; at < bytes.length; at += 1_000) csv.push(bytes.subarray(at, at + 1_000));
      csv.close();
      return set.mock.calls.reduce((sum, [source]) => sum + source.length, 0);
    } finally {
      set.mockRestore();
    }
  };
  it.each(['a,b\n', 'a', '"', '"a\n', ','])('of a CSV file of %j over and over', (piece) => {
    const [once, twice] = [1_000_000, 2_000_000].map((count) => copiedBytes(`id,status\n${piece.repeat(count / piece.length)}`)) as [number, number];
    expect(once).toBeGreaterThanOrEqual(1_000_000);
    // Room doubles, so that what was moved before doubles with it: at most one more move of all.
    expect(twice / once).toBeLessThan(3);
  });
});
