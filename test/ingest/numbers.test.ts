import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amount, markKind, scanAmount } from '../../src/ingest/number-bytes.js';
import { readNumber, styleOfLocale } from '../../src/ingest/number-style.js';
import { readBack } from './read-back.js';

const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
const amounts = (cells: readonly string[], locale?: string) =>
  readBack({ text: `id,status,amount\n${cells.map((cell, index) => `d${index},won,${quoted(cell)}`).join('\n')}\n`, ...(locale === undefined ? {} : { locale }) });

describe('one number', () => {
  it.each([
    ['1234', 1234, 1234], ['-12', -12, -12], ['\u22125', -5, -5], ['+7', 7, 7], ['(1,234)', -1234, -1.234], ['12%', 0.12, 0.12], ['1.234,56 €', NaN, 1234.56],
    ['€1,234.56', 1234.56, NaN], ['$ -5', -5, -5], ['-$5', -5, -5], ['EUR 1.234,50', NaN, 1234.5], ['1234.5 USD', 1234.5, NaN], ['1 234,56', NaN, 1234.56],
    ['1\u00a0234,56', NaN, 1234.56], ['1\u202f234.56', 1234.56, NaN], ["1'234.56", 1234.56, NaN], ['1’234.56', 1234.56, NaN], ['1.234.567', NaN, 1234567], ['1,234,567', 1234567, NaN],
    ['.5', 0.5, NaN], ['1e3', 1000, 1000], ['1.5e-3', 0.0015, NaN], ['-0', 0, 0], ['007', 7, 7],
    // A minus behind the number, as SAP writes it.
    ['5-', -5, -5], ['1.234-', -1.234, -1234], ['1.234,50-', NaN, -1234.5], ['1.234,50- €', NaN, -1234.5], ['1.234,50 €-', NaN, -1234.5], ['-1.234,50', NaN, -1234.5],
    // Thousands and millions.
    ['$1,117.10K', 1117100, NaN], ['1,2 Mio. €', NaN, 1200000], ['12 Tsd. €', 12000, 12000], ['3.4M', 3400000, NaN], ['2,1 Mrd. EUR', NaN, 2100000000], ['5k', 5000, 5000],
    ['12 T€', 12000, 12000], ['12 TEUR', 12000, 12000], ['$2.5bn', 2500000000, NaN], ['(1.5K)', -1500, NaN], ['12 MXN', 12, 12], ['12 KRW', 12, 12],
  ])('%s reads %f with a decimal point, %f with a decimal comma', (text, point, comma) => {
    expect(readNumber(text)).toEqual({ point, comma });
  });

  it.each(['', 'abc', '12abc', '1.2.3', '1,2,3', '1,23,456', '0x10', '1_000', '١٢٣', 'NaN', 'Infinity', '1e999', '--5', '-(5)', '-5-', '5--', '(5)-', '5m', '5T', '5 Mrdx', '5KK', '1 2', '12 34', '1.', '5%%', '$', 'e5', '1,234.', '1 234.567,8', '1'.repeat(1e5), `${'1'.repeat(1e5)}!`])('%s is no number, not even a part of it', (text) => {
    expect(readNumber(text)).toEqual({ point: NaN, comma: NaN });
  });

  it('knows how languages write decimals', () => {
    expect([styleOfLocale('de'), styleOfLocale('en'), styleOfLocale('fr-FR'), styleOfLocale('not a locale')]).toEqual(['comma', 'point', 'comma', null]);
  });
});

describe('amounts read from bytes', () => {
  const part = fc.constantFrom('', '-', '(', ')', '€', ' ', '\u00a0', '\u202f', '.', ',', "'", '%', 'EUR', '$', '1', '0', '12', '123', '456', '000', '1234', '+', 'K', '-');
  it('are what the same text says', () => {
    const scanned = fc.sample(fc.array(part, { minLength: 1, maxLength: 9 }).map((parts) => parts.join('')), { numRuns: 20_000, seed: 11 });
    const encoder = new TextEncoder();
    let read = 0;
    for (const text of scanned) {
      const bytes = encoder.encode(`x${text};`);
      if (!scanAmount(bytes, 1, bytes.length - 1)) continue;
      read += 1;
      const { point, comma } = readNumber(text);
      const { surePoint, sureComma, perhapsPoint, perhapsComma, groupedPoint, groupedComma, none } = markKind;
      const told = { [none]: [amount.value, amount.value], [surePoint]: [amount.value, NaN], [groupedPoint]: [amount.value, NaN], [sureComma]: [NaN, amount.value],
        [groupedComma]: [NaN, amount.value], [perhapsPoint]: [amount.value, Math.round(amount.value * 1000)], [perhapsComma]: [Math.round(amount.value * 1000), amount.value] }[amount.kind];
      expect([text, point, comma]).toEqual([text, ...told!]);
    }
    expect(read).toBeGreaterThan(1000);
  });
});

describe('a number column', () => {
  it('reads plain numbers to the last digit', async () => {
    const cells = ['0.1', '123456789012345', '12345678901234567', '-4.50', '9007199254740993', '0.3', '1234567.891'];
    expect((await amounts(cells)).column('amount')).toEqual(cells.map(Number));
  });

  it('takes 1.234 for thousands where another cell shows a decimal comma', async () => {
    const { column, report } = await amounts(['1.234', '5,5', '12', '1.234,56 €']);
    expect(column('amount')).toEqual([1234, 5.5, 12, 1234.56]);
    expect(report.issues).toEqual([]);
  });

  it('reads a German export of money to the cent, signs before, behind and around', async () => {
    const { column, report } = await amounts(['1.234,56 €', '-1.234,50', '1.234,50-', '(99,90) €', '1.117,1 Tsd. €', '12 %', '1\u00a0000\u00a0000,5', "1'000,25"]);
    expect(column('amount')).toEqual([1234.56, -1234.5, -1234.5, -99.9, 1117100, 0.12, 1000000.5, 1000.25]);
    expect(report.issues).toEqual([]);
  });

  it('shows what it could not read as it was written', async () => {
    const { issue, report } = await amounts(['1.5', '2.5', '1.234.567,25', '3.5']);
    expect(issue('NUMBER')).toMatchObject({ row: 4, value: '1.234.567,25' });
    expect(report.issues.map(({ code }) => code)).toEqual(['NUMBER_MIXED', 'NUMBER']);
  });

  it('takes 1,234 for thousands where another cell shows a decimal point', async () => {
    expect((await amounts(['1,234', '5.5', '12', '$1,000,000.25'])).column('amount')).toEqual([1234, 5.5, 12, 1000000.25]);
  });

  it('refuses cells that could be two numbers and names both', async () => {
    const { column, issue } = await amounts(['7', '1.234', '2.500']);
    expect(column('amount')).toEqual([7, null, null]);
    expect(issue('AMBIGUOUS_NUMBER')).toMatchObject({ column: 'amount', row: 3, value: '1.234', count: 2, params: { a: 1.234, b: 1234, option: 'locale', forA: 'en', forB: 'de' } });
    // The first reading is always that of the first answer.
    expect((await amounts(['7', '1,234'])).issue('AMBIGUOUS_NUMBER')).toMatchObject({ params: { a: 1234, b: 1.234, forA: 'en', forB: 'de' } });
    expect((await amounts(['7', '1,234'], 'en')).column('amount')).toEqual([7, 1234]);
    expect((await amounts(['7', '1,234'], 'de')).column('amount')).toEqual([7, 1.234]);
  });

  it('asks the locale only where the column does not tell', async () => {
    expect((await amounts(['7', '1.234'], 'de')).column('amount')).toEqual([7, 1234]);
    expect((await amounts(['7', '1.234'], 'en')).column('amount')).toEqual([7, 1.234]);
    expect((await amounts(['7', '1,234'], 'en')).column('amount')).toEqual([7, 1234]);
    expect((await amounts(['1.5', '1.234'], 'de')).column('amount')).toEqual([1.5, 1.234]);
  });

  it('says so when points and commas are mixed, and guesses nothing', async () => {
    const { column, issue } = await amounts(['1.5', '2.5', '3,5', '1.234']);
    expect(column('amount')).toEqual([1.5, 2.5, null, null]);
    expect(issue('NUMBER_MIXED')).toMatchObject({ params: { point: 2, comma: 1 } });
    expect(issue('NUMBER')).toMatchObject({ row: 4, value: '3,5', count: 1 });
    expect(issue('AMBIGUOUS_NUMBER')).toMatchObject({ row: 5, count: 1 });
  });

  it('leaves out words and keeps the row', async () => {
    const { column, issue, report } = await amounts(['1', 'viel', 'auch viel', '4']);
    expect(column('amount')).toEqual([1, null, null, 4]);
    expect(issue('NUMBER')).toMatchObject({ severity: 'error', row: 3, value: 'viel', count: 2, message: '2 cells left out, not a number in column amount, first in row 3: "viel".' });
    expect(report.rowsExcluded).toBe(0);
  });

  it('reads blanks as missing without a word and reports stand-ins for missing', async () => {
    const { column, report } = await amounts(['', '  ', 'n/a', '-', '5', '-1', '-1']);
    expect(column('amount')).toEqual([null, null, null, null, 5, -1, -1]);
    expect(report.issues).toMatchObject([{ code: 'SENTINEL', severity: 'info', row: 4, value: 'n/a', count: 4 }]);
  });

  it('keeps credits', async () => {
    const { column, report } = await amounts(['-1', '-250.5', '(99)', '3']);
    expect(column('amount')).toEqual([-1, -250.5, -99, 3]);
    expect(report.issues).toEqual([]);
  });

  it('takes numbers of plain objects as they are: 1.234 is no riddle there', async () => {
    const { column, issue } = await readBack([
      { id: 'a', amount: 1.234 }, { id: 'b', amount: NaN }, { id: 'c', amount: Infinity }, { id: 'd', amount: true }, { id: 'e', amount: [5] }, { id: 'f', amount: '1,234.5' },
      { id: 'g', amount: null }, { id: 'h' }, { id: 'i', amount: -0 }, { id: 'j', amount: ' ' },
    ]);
    expect(column('amount')).toEqual([1.234, null, null, null, null, 1234.5, null, null, 0, null]);
    expect(issue('NUMBER')).toMatchObject({ row: 2, value: 'NaN', count: 4 });
  });
});

describe('probability', () => {
  const chances = (cells: readonly (number | string)[]) => readBack(cells.map((probability, index) => ({ id: `d${index}`, probability })));
  it('is a share, whether written as share or percent', async () => {
    expect((await chances([0, 0.25, 1])).column('probability')).toEqual([0, 0.25, 1]);
    expect((await chances([0, 25, 100])).column('probability')).toEqual([0, 0.25, 1]);
    expect((await chances(['0%', '25 %', '100%'])).column('probability')).toEqual([0, 0.25, 1]);
  });
  it('says when a percent column holds what looks like shares, and drops what is no chance', async () => {
    const { column, issue, all } = await chances([50, 0.5, 1000, -5]);
    expect(column('probability')).toEqual([0.5, 0.005, null, null]);
    expect(issue('DQ_PROB_MIXED')).toMatchObject({ row: 2, count: 1 });
    expect(issue('PROBABILITY_RANGE')).toMatchObject({ row: 3, value: '1000', count: 2 });
    expect(all.rules).toContainEqual({ code: 'DQ_PROB_MIXED', table: 'deals', count: 1 });
  });
});
