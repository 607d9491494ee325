import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { DataInputSource } from '../../src/model/input.js';
import { failure, readBack } from './read-back.js';

type Given = string | DataInputSource | readonly Record<string, unknown>[];
interface Fault {
  readonly what: string;
  readonly given: Given;
  /** What is said of it: a finding, with what else it tells. */
  readonly says?: Readonly<Record<string, unknown>>;
  /** What the column holds then; null = missing. */
  readonly leaves?: Readonly<Record<string, readonly unknown[]>>;
}

/** One column beside an id, as CSV; row 2 is the first. */
const column = (name: string, ...cells: readonly string[]): string => `id,status,${name}\n${cells.map((cell, i) => `d${i},won,"${cell}"\n`).join('')}`;
/** The same as objects; row 1 is the first. */
const rows = (name: string, ...cells: readonly unknown[]): readonly Record<string, unknown>[] => cells.map((cell, i) => ({ id: `d${i}`, status: 'won', [name]: cell }));
const cyclic: Record<string, unknown> = { id: 'd0', status: 'won' };
cyclic['amount'] = cyclic;

const read: readonly Fault[] = [
  { what: 'a word for no number among amounts', given: column('amount', '5', 'NaN', 'Infinity'), says: { code: 'NUMBER', severity: 'error', row: 3, column: 'amount', value: 'NaN', count: 2 }, leaves: { amount: [5, null, null] } },
  { what: 'an amount beyond all numbers', given: column('amount', '1e999', '1'), says: { code: 'NUMBER', row: 2, value: '1e999' }, leaves: { amount: [null, 1] } },
  { what: 'numbers that are none', given: rows('amount', Number.NaN, Infinity, 2), says: { code: 'NUMBER', row: 1, count: 2 }, leaves: { amount: [null, null, 2] } },
  { what: 'a German amount', given: column('amount', '1.234,56 €'), leaves: { amount: [1234.56] } },
  { what: 'an English amount', given: column('amount', '1,234.56'), leaves: { amount: [1234.56] } },
  { what: 'an amount with two readings', given: column('amount', '1.234'), says: { code: 'AMBIGUOUS_NUMBER', row: 2, value: '1.234', params: { a: 1.234, b: 1234, forA: 'en', forB: 'de', option: 'locale' } }, leaves: { amount: [null] } },
  { what: 'an amount with two readings, of a known locale', given: { text: column('amount', '1.234'), locale: 'de' }, leaves: { amount: [1234] } },
  { what: 'nothing: no text, a blank, null', given: rows('amount', '', ' ', null, undefined, 1), leaves: { amount: [null, null, null, null, 1] } },
  { what: 'a truth value where a number is due', given: rows('amount', true, 3), says: { code: 'NUMBER', row: 1, value: 'true' }, leaves: { amount: [null, 3] } },
  { what: 'a list where a number is due', given: rows('amount', [5], 3), says: { code: 'NUMBER', row: 1, column: 'amount', value: '[array]' }, leaves: { amount: [null, 3] } },
  { what: 'brackets, the long minus, percent, narrow spaces', given: column('amount', '(1,234.00)', '−5', '1 234.50'), leaves: { amount: [-1234, -5, 1234.5] } },
  { what: 'digits of another script, hexadecimal, underscores', given: column('amount', '١٢٣', '0x10', '1_000', '1'), says: { code: 'NUMBER', row: 2, value: '١٢٣', count: 3 }, leaves: { amount: [null, null, null, 1] } },
  { what: 'days of two shapes', given: column('created_at', '2024-03-10', '2024-03-11', '10.03.2024'), says: { code: 'DATE_MIXED', column: 'created_at', count: 1, params: { shapes: 'iso-date (row 2), dmy-dot (row 4)' } }, leaves: { created_at: ['2024-03-10', '2024-03-11', null] } },
  { what: 'days with slashes of which none is told by a day beyond 12', given: column('created_at', '03/10/2024', '01/02/2024'), says: { code: 'AMBIGUOUS_DATE', row: 2, value: '03/10/2024', params: { a: '2024-10-03', b: '2024-03-10', forA: 'DMY', forB: 'MDY', option: 'dateFormat' } }, leaves: { created_at: [null, null] } },
  { what: 'days with slashes, told how', given: { text: column('created_at', '03/10/2024'), dateFormat: 'MDY' }, leaves: { created_at: ['2024-03-10'] } },
  { what: 'a day that no calendar has', given: column('created_at', '2024-02-30', '2024-02-29'), says: { code: 'DATE', row: 2, value: '2024-02-30' }, leaves: { created_at: [null, '2024-02-29'] } },
  { what: 'a month that no year has', given: column('created_at', '31/13/2024', '31/12/2024'), says: { code: 'DATE', row: 2, value: '31/13/2024' }, leaves: { created_at: [null, '2024-12-31'] } },
  { what: 'the same id twice', given: 'id,status,updated_at\nd1,won,2024-01-01\nd1,lost,2024-02-01\n', says: { code: 'DUPLICATE_ID', row: 2, column: 'id', value: 'd1' }, leaves: { status: ['lost'] } },
  { what: 'the same header twice', given: 'id,amount,amount\nd1,1,2\n', says: { code: 'DUPLICATE_COLUMN', value: 'amount', count: 2 }, leaves: { amount: [1] } },
  { what: 'a row with a field too few', given: 'id,status,amount\nd1,won,1\nd2,won\n', says: { code: 'FIELD_COUNT', row: 3, params: { got: 2, expected: 3 } }, leaves: { id: ['d1'] } },
  { what: 'a quote that never closes', given: 'id,status,amount\nd1,won,1\nd2,"won,2\nd3,lost,3\n', says: { code: 'QUOTE', row: 3 }, leaves: { id: ['d1', 'd3'] } },
  { what: 'a byte order mark, CR alone, no end of the last line', given: '\ufeffid,status,amount\rd1,won,1\rd2,won,2', leaves: { id: ['d1', 'd2'], amount: [1, 2] } },
  { what: 'an object where a name is due', given: rows('source', { value: 5 }, 'Web'), says: { code: 'SHAPE', row: 1, column: 'source', params: { got: 'an object' } }, leaves: { source: [null, 'Web'] } },
  { what: 'columns named as what every object has', given: '__proto__,constructor,toString,id,status\n1,2,3,d1,won\n', leaves: { id: ['d1'] } },
  { what: 'groups named as what every object has', given: column('source', '__proto__', 'constructor', 'toString', '__proto__'), leaves: { source: ['__proto__', 'constructor', 'toString', '__proto__'] } },
  { what: 'ids that look like big numbers', given: 'id,status\n12345678901234567890,won\n007,won\n', leaves: { id: ['12345678901234567890', '007'] } },
  { what: 'a header and nothing below', given: 'id,status\n', leaves: { id: [] } },
  { what: 'a list of no rows', given: [], leaves: { id: [] } },
  { what: 'an object that contains itself', given: [cyclic, { id: 'd1', status: 'won', amount: 1 }], says: { code: 'NUMBER', row: 1, column: 'amount', value: '[object]' }, leaves: { amount: [null, 1] } },
  { what: 'frozen objects without prototype', given: Object.freeze([Object.freeze(Object.assign(Object.create(null) as Record<string, unknown>, { id: 'd1', status: 'won', amount: 1 }))]), leaves: { amount: [1] } },
  { what: 'a text that turns its direction, a lone half of a character, a zero byte', given: rows('source', '\u202eabc', 'a\ud800', 'a\0b'), leaves: { source: ['\u202eabc', 'a\ufffd', 'a\0b'] } },
];

const bytes = (text: string, ...more: readonly number[]): Uint8Array => new Uint8Array([...new TextEncoder().encode(text), ...more]);
const refused: readonly { readonly what: string; readonly given: unknown; readonly error: Readonly<Record<string, unknown>> }[] = [
  { what: 'bytes that are of no character set', given: { bytes: bytes('id,status\nd1,', 0x81, 0x8d) }, error: { code: 'ENCODING', params: { byte: 13 } } },
  { what: 'a hundred thousand lists in lists', given: { text: '['.repeat(200_000) }, error: { code: 'TOO_DEEP', params: { limit: 64 } } },
  { what: 'JSON that is no list of rows', given: { text: '{"error":"Continue wait"}' }, error: { code: 'SHAPE' } },
  { what: 'a path that is not there', given: { text: '{"data":[]}', path: 'result.rows' }, error: { code: 'SHAPE', params: { path: '$.result' } } },
  { what: 'JSON that breaks off', given: { text: '[{"id":"d1"},{"id":' }, error: { code: 'JSON' } },
  { what: 'a row a line of which one is broken', given: { text: `${'{"id":"d1"}\n'.repeat(4999)}{"id":\n{"id":"d2"}\n` }, error: { code: 'JSON', row: 5000 } },
  { what: 'nothing at all', given: { text: '' }, error: { code: 'EMPTY_BODY' } },
  { what: 'a page that asks to log in', given: { text: '<!doctype html><title>Sign in</title>' }, error: { code: 'CONTENT_TYPE' } },
  { what: 'an archive', given: { bytes: new Uint8Array(gzipSync('id,status\nd1,won\n')) }, error: { code: 'FORMAT' } },
  { what: 'an object whose property throws', given: [{ id: 'd1', get amount() { throw new Error('gone'); } }], error: { code: 'HOST', row: 1, column: 'amount', params: { reason: 'gone' } } },
  { what: 'fewer rows than the source is said to hold', given: { text: 'id,status\nd1,won\nd2,lost\n', expectedRows: 3 }, error: { code: 'ROW_COUNT', retryable: true, params: { got: 2, expected: 3 } } },
  { what: 'a number of rows that is none', given: { text: 'id\nd1\n', expectedRows: -1 }, error: { code: 'INPUT' } },
];

describe('what can be wrong with data, what is said of it and what is left', () => {
  it.each(read)('$what', async ({ given, says, leaves = {} }) => {
    const { column: columnOf, report } = await readBack(given);
    expect(report.rowsUsed + report.rowsExcluded).toBe(report.rowsIn);
    if (says === undefined) expect(report.issues).toEqual([]);
    else expect(report.issues).toContainEqual(expect.objectContaining({ ...says, ...(says['params'] === undefined ? {} : { params: expect.objectContaining(says['params']) as unknown }) }));
    for (const [name, values] of Object.entries(leaves)) expect(columnOf(name)).toEqual(values);
  });

  it.each(refused)('$what: refused, and nothing of it is shown', async ({ given, error: { params, ...error } }) => {
    expect(await failure({ deals: given as DataInputSource })).toMatchObject({ ...error, ...(params === undefined ? {} : { params }) });
  });

  it('as many rows as the source is said to hold, those left out among them', async () => {
    expect((await readBack({ text: 'id,status\nd1,won\nd2\n\nd3,lost\n', expectedRows: 3 })).report).toMatchObject({ rowsIn: 3, rowsUsed: 2 });
  });

  it('a document cut anywhere: its rows before the cut are never taken for all', async () => {
    const text = JSON.stringify([{ id: 'd1', amount: 1.5, status: 'won' }, { id: 'é', amount: null, status: 'a"b' }]);
    const whole = new TextEncoder().encode(text);
    for (let end = 1; end < whole.length; end++) {
      expect(await failure({ deals: { bytes: whole.slice(0, end), format: 'json' } })).toMatchObject({ code: 'JSON' });
    }
  });
});
