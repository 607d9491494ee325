import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { DataInputSource } from '../../src/model/input.js';
import { type Answers, everyKpi } from './every-kpi.js';

/** A real CRM export, beside the project; none of it is part of it. */
const folder = fileURLToPath(new URL('../../../shared/data/maven-crm/', import.meta.url));
const hasData = existsSync(`${folder}sales_pipeline.csv`);
if (!hasData) {
  console.warn(`\n  NOT TESTED: the real CRM export is absent (${folder}); no untidy writing of it was read.\n`);
  it('maven-crm is absent on this machine, and that was said', () => expect(hasData).toBe(false));
}

type Lines = readonly (readonly string[])[];
/** The files have no quotes and no commas within a field. */
const fields = (file: string): Lines => readFileSync(`${folder}${file}`, 'utf8').trimEnd().split(/\r?\n/).map((line) => line.split(','));
const isoDay = /^(\d{4})-(\d\d)-(\d\d)$/;

const mapCells = (lines: Lines, change: (cell: string, header: string) => string): string[][] => {
  const [header = [], ...rows] = lines;
  return [[...header], ...rows.map((row) => row.map((cell, i) => change(cell, header[i] as string)))];
};
const asCsv = (lines: Lines, delimiter: string, eol: string): string => lines.map((line) => `${line.join(delimiter)}${eol}`).join('');
const utf16 = (text: string): Uint8Array => new Uint8Array(Uint16Array.from(`\ufeff${text}`, (unit) => unit.charCodeAt(0)).buffer);
const pointsAndComma = (whole: string): string => `${Number(whole).toLocaleString('en-US').replaceAll(',', '.')},00`;

/** Days as `10/20/2016`; nothing else is another. */
const american = (lines: Lines): string => asCsv(mapCells(lines, (cell) => cell.replace(isoDay, '$2/$3/$1')), ',', '\n');

/** UTF-16 with semicolons and CRLF, `1.054,00`, `20.10.2016`, and -1 wherever there is no value. */
const minusOne = (lines: Lines): Uint8Array => utf16(asCsv(mapCells(lines, (cell, header) =>
  cell === '' ? '-1' : ['close_value', 'sales_price'].includes(header) ? pointsAndComma(cell) : cell.replace(isoDay, '$3.$2.$1')), ';', '\r\n'));

const answers = (write: (lines: Lines) => Partial<DataInputSource>, deals: Partial<DataInputSource> = {}): Promise<Answers> => everyKpi({
  deals: { ...write(fields('sales_pipeline.csv')), ...deals }, products: write(fields('products.csv')), owners: write(fields('sales_teams.csv')), accounts: write(fields('accounts.csv')),
}, { timeZone: 'UTC', currency: 'USD' }, { period: 'all' });

const withoutRules = ({ results }: Answers) => Object.fromEntries(Object.entries(results).map(([kpi, { provenance: { rules: _, ...provenance }, ...result }]) => [kpi, { ...result, provenance }]));

if (hasData) describe('a real export, written as untidy programs write it', () => {
  let tidy: Answers;
  beforeAll(async () => { tidy = await answers((lines) => ({ text: asCsv(lines, ',', '\n') })); }, 60_000);

  it('with American days gives the same results, to the last letter', async () => {
    const untidy = await answers((lines) => ({ text: american(lines) }));
    expect(untidy.results).toEqual(tidy.results);
    expect(untidy.report.tables.deals?.issues).toEqual([]);
    expect(untidy.report.tables.deals?.columns).toEqual(tidy.report.tables.deals?.columns);
  });

  describe('with -1 for what is missing, semicolons, decimal commas and UTF-16', () => {
    it('gives the same results once it is told what -1 means; only the rule is more', async () => {
      const untidy = await answers((lines) => ({ bytes: minusOne(lines), missing: ['-1'] }));
      expect(withoutRules(untidy)).toEqual(withoutRules(tidy));
      const told = { closed_at: 2089, amount: 2089, account_id: 1425, created_at: 500 };
      expect(untidy.results['pipeline']?.provenance.rules).toEqual([{ code: 'MISSING_AS_TOLD', table: 'deals', count: 2089 + 2089 + 1425 + 500 }]);
      expect(Object.fromEntries(untidy.report.tables.deals?.issues.map(({ column, count }) => [column, count]) ?? [])).toEqual(told);
    });
    it('asks about every column with -1, with the count, and takes nothing silently', async () => {
      const { report } = await answers((lines) => ({ bytes: minusOne(lines) }));
      // No day is written -1, so there is none; whether 2,089 deals have an amount of -1, and 1,425 an account called so, is asked.
      expect(report.tables.deals?.offers).toEqual([
        { code: 'MISSING_VALUE', column: 'amount', value: '-1', count: 2089 }, { code: 'MISSING_VALUE', column: 'account_id', value: '-1', count: 1425 },
      ]);
      expect(report.tables.deals?.issues.map(({ code, column, row, value, count }) => [code, column, row, value, count])).toEqual([
        ['SENTINEL', 'closed_at', 11, '-1', 2089], ['SENTINEL', 'amount', 11, '-1', 2089], ['SENTINEL', 'account_id', 11, '-1', 1425], ['SENTINEL', 'created_at', 8302, '-1', 500],
        ['NOT_IN_LIST', 'account_id', undefined, '-1', 1425],
      ]);
    });
  });
});
