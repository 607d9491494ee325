import { describe, expect, it } from 'vitest';
import { rowsCsv } from '../../src/elements/rows/rows-csv.js';
import type { PageAsk } from '../../src/elements/rows/row-pages.js';
import type { LoadReport } from '../../src/model/issue.js';
import type { RowsAnswer, SourceRow } from '../../src/model/rows.js';

const report = { issues: [], tables: { deals: { columns: { id: 'Nr.', name: 'Titel', amount: 'Betrag', closed_at: 'Abschluss' } } } } as unknown as LoadReport;
const answer = (rows: readonly SourceRow[], { offset, limit }: PageAsk): RowsAnswer => ({
  kpi: 'pipeline', period: { start: '2025-01-01', end: '2025-02-01', startMs: 0, endMs: 0, partial: false, name: null }, segment: null, fixed: {},
  tables: [{ table: 'deals', total: rows.length, columns: ['id', 'amount', 'closed_at', 'name'], rows: rows.slice(offset, offset + limit) }],
});
const written = async (rows: readonly SourceRow[], locale: string, signal = new AbortController().signal) => {
  const told: number[] = [];
  const pieces = await rowsCsv({
    ask: async (ask) => answer(rows, ask), table: 0, report, locale, words: { row: 'Zeile', input: 'Eingabe' }, signal, onProgress: (share) => told.push(share),
  });
  return { csv: (await Promise.all(pieces.map((piece) => piece.text()))).join(''), told };
};
const row = (at: number, name: string | null, amount: number | null, input: number | null = null): SourceRow => ({ row: at, input, values: [`D${at}`, amount, '2025-01-31', name] });

describe('rows as a file', () => {
  it('stand under the headers of the data, names beside ids, as they were read', async () => {
    expect((await written([row(2, 'Huber', 1234.5), row(3, null, null)], 'en')).csv)
      .toBe('Zeile,Nr.,Titel,Betrag,Abschluss\r\n2,D2,Huber,1234.5,2025-01-31\r\n3,D3,,,2025-01-31\r\n');
  });
  it('with the separators that a spreadsheet of the language expects', async () => {
    expect((await written([row(2, 'Huber; Söhne', 1234.5)], 'de')).csv).toBe('Zeile;Nr.;Titel;Betrag;Abschluss\r\n2;D2;"Huber; Söhne";1234,5;2025-01-31\r\n');
  });
  it('run no formula', async () => {
    expect((await written([row(2, '=HYPERLINK("https://evil.example")', 1)], 'en')).csv).toContain(`"'=HYPERLINK(""https://evil.example"")"`);
  });
  it('tell which input a row came from, where there are several', async () => {
    expect((await written([row(2, 'a', 1, 0), row(2, 'b', 1, 1)], 'en')).csv).toBe('Zeile,Eingabe,Nr.,Titel,Betrag,Abschluss\r\n2,1,D2,a,1,2025-01-31\r\n2,2,D2,b,1,2025-01-31\r\n');
  });
  it('are all there, not only those that were looked at, under one head', async () => {
    const { csv, told } = await written(Array.from({ length: 1201 }, (_, i) => row(i + 2, `Deal ${i}`, i)), 'en');
    const lines = csv.trimEnd().split('\r\n');
    expect([lines.length, lines[1], lines.at(-1)]).toEqual([1202, '2,D2,Deal 0,0,2025-01-31', '1202,D1202,Deal 1200,1200,2025-01-31']);
    expect(told.at(-1)).toBe(1);
    expect(told).toEqual([...told].sort((a, b) => a - b));
  });
  it('are given up when the list is closed', async () => {
    await expect(written([row(2, 'a', 1)], 'en', AbortSignal.abort(new Error('closed')))).rejects.toThrow('closed');
  });
});
