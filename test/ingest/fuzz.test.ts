import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { IngestError } from '../../src/ingest/ingest-error.js';
import { ingest } from '../../src/ingest/ingest.js';
import { issueCodes } from '../../src/ingest/issue-codes.js';
import type { DataFormat, DataInputSource } from '../../src/model/input.js';
import type { TableReport } from '../../src/model/issue.js';
import type { Table } from '../../src/model/table.js';

/** Inputs of each kind: 100,000 in all, the dearest fewest. */
const runs = { numbers: 27_000, dates: 27_000, csv: 18_000, json: 18_000, mapping: 10_000 };
/** They take about ten seconds each on a machine that has nothing else to do. */
const patience = 300_000;

interface Read { readonly report: TableReport; readonly table: Table }

/** What a load gives, or null where it was refused; a refusal has a known code, anything else that is thrown fails the test. */
const read = async (input: DataInputSource): Promise<Read | null> => {
  try {
    const { tables, report } = await ingest({ deals: input }, { timeZone: 'Europe/Berlin' });
    return { table: tables.get('deals') as Table, report: report.tables.deals as TableReport };
  } catch (thrown) {
    if (!(thrown instanceof IngestError)) throw thrown;
    if (!Object.hasOwn(issueCodes, thrown.info.code)) throw new Error(`unknown code ${thrown.info.code}`, { cause: thrown });
    return null;
  }
};

/** Every row is used or named as left out, every column as long as the table, every number finite or missing. */
const expectSound = ({ report, table }: Read): void => {
  if (report.rowsUsed + report.rowsExcluded !== report.rowsIn || table.rowCount !== report.rowsUsed) {
    throw new Error(`rows: in ${report.rowsIn}, used ${report.rowsUsed}, left out ${report.rowsExcluded}, in the table ${table.rowCount}`);
  }
  for (const [name, column] of table.columns) {
    const length = { text: () => column.kind === 'text' && column.offsets.length - 1, category: () => column.kind === 'category' && column.codes.length,
      instant: () => column.kind === 'instant' && column.ms.length, group: () => column.kind === 'group' && column.of.length,
      number: () => column.kind === 'number' && column.values.length, boolean: () => column.kind === 'boolean' && column.values.length }[column.kind]();
    if (length !== table.rowCount) throw new Error(`column ${name} has ${length} rows`);
    if (column.kind === 'number' && column.values.some((value) => Math.abs(value) === Infinity)) throw new Error(`column ${name} is infinite`);
  }
};

const own = (): string => JSON.stringify([Object.prototype, Array.prototype, Function.prototype, String.prototype, Map.prototype].map((prototype) => Reflect.ownKeys(prototype).map(String)));

/** Reads all inputs; at least a tenth of them has to be readable, or nothing was tried. */
const tryAll = async <T>(numRuns: number, inputs: fc.Arbitrary<T>, inputOf: (value: T) => DataInputSource, check: (found: Read, value: T) => void = () => undefined): Promise<void> => {
  let accepted = 0;
  await fc.assert(fc.asyncProperty(inputs, async (value) => {
    const found = await read(inputOf(value));
    if (found === null) return;
    accepted += 1;
    expectSound(found);
    check(found, value);
  }), { numRuns });
  expect(accepted).toBeGreaterThan(numRuns / 10);
};

const expectRowsIn = (n: number, { report }: Read): void => {
  if (report.rowsIn !== n) throw new Error(`${n} rows were given, ${report.rowsIn} are told of`);
};

const innate = Object.getOwnPropertyNames(Object.prototype);
const names = fc.constantFrom(...innate, 'id', 'status', 'stage', 'amount', 'created_at', 'closed_at', 'archived', 'owner', 'owner.name', 'owner.name', 'properties.amount', 'Betrag', 'Erstellt am', 'Close Date', '', ' ', '#2');
const numberPart = fc.constantFrom('-', '−', '(', ')', '€', '$', 'EUR', ' ', '\u00a0', '\u202f', '.', ',', '\'', '’', '%', 'K', 'Mio.', 'e5', 'e999', 'NaN', 'Infinity', '0', '1', '12', '234', '567', '000', '9'.repeat(30), '١', '0x', '_');
const numberText = fc.oneof({ weight: 5, arbitrary: fc.array(numberPart, { minLength: 1, maxLength: 6 }).map((parts) => parts.join('')) }, fc.double().map(String), fc.string({ maxLength: 6 }));
const datePart = fc.constantFrom('2024', '24', '1', '03', '10', '12', '13', '29', '31', '02', '99', '.', '/', '-', ' ', 'T', ':', ':30', 'Z', '+02:00', '+99:00', 'AM', 'pm', 'Jan', 'März', 'Okt.', 'December', ', ', 'GMT', '[Europe/Berlin]', '45000', '1704067200', '1704067200000', '/Date(1704067200000)/', '.5', '24:00', '20240229');
const dateText = fc.oneof({ weight: 5, arbitrary: fc.array(datePart, { minLength: 1, maxLength: 8 }).map((parts) => parts.join('')) }, fc.date().map((date) => (Number.isNaN(date.getTime()) ? String(date) : date.toUTCString())), fc.string({ maxLength: 8 }));
const cell = fc.oneof(numberText, dateText, names, fc.string({ maxLength: 6, unit: 'binary' }));

describe(`any input (seed ${fc.readConfigureGlobal().seed})`, () => {
  let before = '';
  beforeAll(() => { before = own(); });
  afterAll(() => expect(own()).toBe(before));

  it('of numbers', () => tryAll(runs.numbers, fc.array(fc.tuple(numberText, numberText), { minLength: 1, maxLength: 5 }),
    (pairs) => ({ rows: pairs.map(([amount, probability], i) => ({ id: `d${i}`, status: 'open', amount, probability })) }), (found, pairs) => expectRowsIn(pairs.length, found)), patience);

  it('of dates', () => tryAll(runs.dates, fc.array(fc.tuple(dateText, dateText), { minLength: 1, maxLength: 5 }),
    (pairs) => ({ rows: pairs.map(([created, closed], i) => ({ id: `d${i}`, status: 'open', created_at: created, closed_at: closed })) }), (found, pairs) => {
      expectRowsIn(pairs.length, found);
      for (const name of ['created_at', 'closed_at']) {
        const column = found.table.columns.get(name);
        // Years of four digits, give or take a zone.
        if (column?.kind === 'instant' && column.ms.some((ms) => ms < -62_167_305_600_000 || ms > 253_402_387_200_000)) throw new Error(`${name} is out of the calendar`);
      }
    }), patience);

  const line = fc.array(cell, { minLength: 1, maxLength: 6 });
  const csv = fc.tuple(fc.uniqueArray(names, { minLength: 1, maxLength: 5 }), fc.array(line, { maxLength: 6 }), fc.constantFrom(',', ';', '\t', '|'), fc.constantFrom('\n', '\r\n', '\r'), fc.constantFrom('', '\ufeff', 'sep=;\n', 'Report\n\n'))
    .map(([header, rows, delimiter, eol, start]) => start + [['id', ...header], ...rows].map((row) => row.join(delimiter)).join(eol));
  const scrambled = fc.tuple(csv, fc.array(fc.tuple(fc.nat(400), fc.constantFrom('"', "'", '\n', '\r', ',', ';', '\t', '\0', '\u202e', '\ud800', '=')), { maxLength: 3 }))
    .map(([text, marks]) => marks.reduce((sofar, [at, mark]) => sofar.slice(0, at % (sofar.length + 1)) + mark + sofar.slice(at % (sofar.length + 1)), text));
  const utf8 = new TextEncoder();
  it('of CSV, in bytes that need be no text at all', () => tryAll(runs.csv, fc.tuple(scrambled, fc.option(fc.tuple(fc.nat(400), fc.nat(255)), { freq: 3 })), ([text, hit]) => {
    const bytes = utf8.encode(text);
    if (hit !== null && bytes.length > 0) bytes[hit[0] % bytes.length] = hit[1];
    return { bytes, format: 'csv' };
  }), patience);

  const value: fc.Arbitrary<unknown> = fc.oneof(cell, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null), fc.jsonValue({ maxDepth: 2 }));
  const record = fc.array(fc.tuple(names, value), { maxLength: 5 }).map((pairs) => `{${[['id', 'd1'], ...pairs].map(([name, held]) => `${JSON.stringify(name)}:${JSON.stringify(held)}`).join()}}`);
  const json = fc.tuple(fc.array(record, { minLength: 1, maxLength: 5 }), fc.constantFrom<[DataFormat, string, string, string]>(['json', '[', ',', ']'], ['ndjson', '', '\n', ''], ['json', '{"page":1,"data":[', ', ', ']}'], ['json', '{"a":{"b":[', ',\n', ']}}']))
    .map(([records, [format, start, between, end]]) => ({ text: `${start}${records.join(between)}${end}`, format, rows: records.length }));
  it('of JSON and JSON lines, with something cut out or put in', () => tryAll(
    runs.json, fc.tuple(json, fc.option(fc.tuple(fc.nat(400), fc.nat(3), fc.constantFrom('', '"', '\\', '{', ']', ',', '\\u00', '\n', '1e', '\0')), { freq: 2 })), ([{ text, format }, hit]) => {
      const at = hit === null ? 0 : hit[0] % (text.length + 1);
      return hit === null ? { text, format } : { text: text.slice(0, at) + hit[2] + text.slice(at + hit[1]) };
    }, (found, [{ rows }, hit]) => { if (hit === null) expectRowsIn(rows, found); }), patience);

  it('of columns with any names, mapped by the host or not', () => tryAll(
    runs.mapping, fc.tuple(fc.array(fc.dictionary(names, cell, { maxKeys: 6 }), { minLength: 1, maxLength: 4 }), fc.dictionary(names, names, { maxKeys: 2 }), fc.dictionary(names, fc.dictionary(names, names, { maxKeys: 2 }), { maxKeys: 1 })),
    ([rows, columns, values]) => ({ rows: rows.map((row, i) => ({ ID: `d${i}`, ...row })), columns, values }), (found, [rows]) => expectRowsIn(rows.length, found)), patience);
});
