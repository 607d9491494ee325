import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CsvDecoder } from '../../src/ingest/formats/csv.js';
import type { BrokenRow } from '../../src/ingest/field-batch.js';
import { failure, readBack } from './read-back.js';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

interface Cut { readonly headers: readonly string[]; readonly rows: string[][]; readonly numbers: number[]; readonly broken: BrokenRow[] }

/** Fields as texts, from bytes handed over in pieces of the given sizes. */
const cut = (bytes: Uint8Array, pieces: Iterable<number> = [bytes.length]): Cut => {
  const found: Cut & { headers: readonly string[] } = { headers: [], rows: [], numbers: [], broken: [] };
  const csv = new CsvDecoder({
    header: (names) => { found.headers = names; },
    broken: (row) => found.broken.push(row),
    note: () => undefined,
    batch: ({ bytes: source, bounds, fieldCount, rowCount, sourceRow }) => {
      for (let r = 0; r < rowCount; r++) {
        found.rows.push(Array.from({ length: fieldCount }, (_, f) => decoder.decode(source.subarray(bounds[2 * (r * fieldCount + f)], bounds[2 * (r * fieldCount + f) + 1]))));
        found.numbers.push(sourceRow[r] as number);
      }
    },
  });
  let at = 0;
  for (const size of pieces) {
    csv.push(bytes.subarray(at, at + size));
    at += size;
  }
  csv.push(bytes.subarray(at));
  csv.close();
  return found;
};
const cutText = (text: string): Cut => cut(encoder.encode(text));

describe('cutting CSV', () => {
  it.each([
    ['LF', 'a,b\n1,2\n3,4\n'], ['CRLF', 'a,b\r\n1,2\r\n3,4\r\n'], ['CR', 'a,b\r1,2\r3,4\r'], ['no line break at the end', 'a,b\n1,2\n3,4'],
    ['a byte order mark', '\ufeffa,b\n1,2\n3,4\n'], ['semicolons', 'a;b\n1;2\n3;4\n'], ['tabs', 'a\tb\n1\t2\n3\t4\n'],
    ['quotes', '"a","b"\n"1","2"\n"3","4"\n'], ['blank lines', '\na,b\n\n1,2\n3,4\n\n'], ['blanks behind quotes', '"a" ,"b"\n"1" ,"2"\n"3","4" \n'],
  ])('reads the same rows from %s', (_, text) => {
    const { headers, rows, broken } = cutText(text);
    expect(headers).toEqual(['a', 'b']);
    expect(rows).toEqual([['1', '2'], ['3', '4']]);
    expect(broken).toEqual([]);
  });

  it('keeps line breaks, delimiters and doubled quotes inside quotes', () => {
    expect(cutText('a,b\n"x\r\ny","say ""hi"", ok"\n"""",""\n').rows).toEqual([['x\r\ny', 'say "hi", ok'], ['"', '']]);
  });

  it('takes a quote in the middle of a field as text', () => {
    expect(cutText('a,b\n5" pipe,2\n').rows).toEqual([['5" pipe', '2']]);
  });

  it('numbers rows as a spreadsheet does, the header being row 1', () => {
    expect(cutText('a,b\n1,2\n\n"x\ny",4\n5,6').numbers).toEqual([2, 4, 5]);
  });

  it('leaves out rows with too few or too many fields and names them', () => {
    const { rows, broken } = cutText('a,b\n1,2\n3\n4,5,6\n7,8\n');
    expect(rows).toEqual([['1', '2'], ['7', '8']]);
    expect(broken).toEqual([
      { code: 'FIELD_COUNT', row: 3, text: '3', params: { expected: 2, got: 1 } },
      { code: 'FIELD_COUNT', row: 4, text: '4,5,6', params: { expected: 2, got: 3 } },
    ]);
  });

  it('names the row where a quote opens that never closes, and reads the rest', () => {
    const { rows, broken } = cutText('a,b\n1,2\n"3,4\n5,6\n7,8\n');
    expect(broken.map(({ code, row, text }) => ({ code, row, text }))).toEqual([{ code: 'QUOTE', row: 3, text: '"3,4' }]);
    expect(rows).toEqual([['1', '2'], ['5', '6'], ['7', '8']]);
  });

  it('names the row where text follows a closing quote', () => {
    const { rows, broken } = cutText('a,b\n"Acme" GmbH,2\n3,4\n');
    expect(broken).toMatchObject([{ code: 'QUOTE', row: 2, text: '"Acme" GmbH,2' }]);
    expect(rows).toEqual([['3', '4']]);
  });

  it('gives up on a quote after 4 MiB instead of swallowing the file', () => {
    const lines = `1,2\n`.repeat(1_500_000);
    const { rows, broken } = cutText(`a,b\n"oops,2\n${lines}`);
    expect(broken).toMatchObject([{ code: 'QUOTE', row: 2 }]);
    expect(rows.length).toBe(1_500_000);
  });

  it('gives the same rows wherever the pieces end', () => {
    const bytes = encoder.encode('\ufeffid;name\r\n1;"Müller; ""Co"""\r\n2;x\r\n"3";"a\r\nb"\r\nbad\r\n4;"oops\r\n5;é');
    const whole = cut(bytes);
    expect(whole.rows).toEqual([['1', 'Müller; "Co"'], ['2', 'x'], ['3', 'a\r\nb'], ['5', 'é']]);
    expect(whole.broken.map(({ code }) => code)).toEqual(['FIELD_COUNT', 'QUOTE']);
    for (let at = 0; at <= bytes.length; at++) expect(cut(bytes, [at])).toEqual(whole);
    expect(cut(bytes, Array.from(bytes, () => 1))).toEqual(whole);
  });

  it('reads back whatever was written by the rules', () => {
    const field = fc.string({ unit: fc.constantFrom('a', 'ä', '"', ',', ';', '\n', '\r', ' ', '1', '漢') });
    fc.assert(fc.property(fc.array(fc.tuple(field, field, field), { minLength: 1, maxLength: 20 }), fc.constantFrom(',', ';', '\t'), fc.integer({ min: 1, max: 50 }), (rows, delimiter, size) => {
      const line = (row: readonly string[]): string => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(delimiter);
      const bytes = encoder.encode([['x', 'y', 'z'], ...rows].map(line).join('\n'));
      const found = cut(bytes, Array.from({ length: Math.ceil(bytes.length / size) }, () => size));
      expect(found.rows).toEqual(rows);
      expect(found.broken).toEqual([]);
    }), { numRuns: 500, seed: 4 });
  });
});

describe('a CSV input', () => {
  it('counts every row it was given', async () => {
    const { report } = await readBack('id,stage\nd1,Won\nd2\n"d3,Won\nd4,Lost\n,Open\n');
    expect([report.rowsIn, report.rowsUsed, report.rowsExcluded]).toEqual([5, 2, 3]);
    expect(report.rejects.map(({ row, code }) => [row, code])).toEqual([[3, 'FIELD_COUNT'], [4, 'QUOTE'], [6, 'MISSING_REQUIRED']]);
  });

  it('with a header alone is an empty table with columns', async () => {
    const { table, report } = await readBack('id,status,amount\n');
    expect(table.rowCount).toBe(0);
    expect([...table.columns.keys()].sort()).toEqual(['amount', 'id', 'status']);
    expect(report.issues).toEqual([]);
  });

  it.each([['nothing', ''], ['line breaks', '\n\r\n'], ['a byte order mark', '\ufeff']])('that holds %s is refused as empty', async (_, text) => {
    expect(await failure({ deals: { text, label: 'deals.csv' } })).toMatchObject({ code: 'EMPTY_BODY', table: 'deals', message: 'deals.csv is empty: there is not even a header.' });
  });

  it('reports a header that occurs twice and reads the first', async () => {
    const { column, issue } = await readBack('id,status,amount,amount\nd1,won,1,2\n');
    expect(column('amount')).toEqual([1]);
    expect(issue('DUPLICATE_COLUMN')).toMatchObject({ value: 'amount', count: 2, severity: 'error' });
  });

  it('names the byte where it is neither UTF-8 nor a western text', async () => {
    const bytes = Uint8Array.from([...encoder.encode('id,owner\nd1,M'), 0x81, ...encoder.encode('ller\n')]);
    expect(await failure({ deals: { bytes } })).toMatchObject({ code: 'ENCODING', params: { charset: 'UTF-8', byte: 13 } });
    const inText = Uint8Array.from([...encoder.encode('id,name\nd1,M'), 0x81, ...encoder.encode('ller\n')]);
    expect(await failure({ deals: { bytes: inText } })).toMatchObject({ code: 'ENCODING', params: { byte: 12 } });
  });

  it('reads UTF-16 by its mark', async () => {
    const text = 'id,owner\nd1,Müller\n';
    const bytes = new Uint8Array(2 + text.length * 2);
    bytes.set([0xff, 0xfe]);
    for (let i = 0; i < text.length; i++) bytes[2 + 2 * i] = text.charCodeAt(i);
    expect((await readBack({ bytes })).column('owner_id')).toEqual(['Müller']);
  });

  it('refuses UTF-16 that ends in half a character', async () => {
    const bytes = Uint8Array.from([0xff, 0xfe, 0x69, 0x00, 0x64]);
    expect(await failure({ deals: { bytes } })).toMatchObject({ code: 'ENCODING', params: { charset: 'utf-16le', byte: 5 } });
  });
});
