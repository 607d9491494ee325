import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvCell, csvSeparator, formatCsv } from '../../src/format/csv.js';

describe('csvCell(cell) is safe to open in a spreadsheet', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', ' =1', '\u00a0=1', '＝1'])('guards the text %j', (text) => {
    expect(csvCell(text, 'en').replace(/^"/u, '').startsWith("'")).toBe(true);
  });
  it('lets no text begin a formula and changes no other text', () => {
    const startsFormula = /^[\s\0]*[=+\-@＝＋－＠]/u;
    fc.assert(fc.property(fc.oneof(fc.string(), fc.string().map((text) => ` =${text}`)), (text) => {
      const cell = csvCell(text, 'en');
      const content = cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
      expect(startsFormula.test(content)).toBe(false);
      if (!startsFormula.test(text) && !text.startsWith('"')) expect(content).toBe(text);
    }));
  });
  it('keeps negative numbers numbers, in the locale’s decimals', () => {
    expect([csvCell(-1234.5, 'en'), csvCell(-1234.5, 'de'), csvCell(0.1 + 0.2, 'en')]).toEqual(['-1234.5', '-1234,5', '0.3']);
  });
  it('leaves missing empty, never 0 or NaN', () => {
    expect([csvCell(null, 'en'), csvCell(NaN, 'en'), csvCell(Infinity, 'en')]).toEqual(['', '', '']);
  });
});

describe('formatCsv(columns, rows) follows RFC 4180', () => {
  it('separates by semicolons where the comma is the decimal sign', () => {
    expect([csvSeparator('en'), csvSeparator('de')]).toEqual([',', ';']);
    expect(formatCsv(['Phase', 'Wert'], [['Demo', 69.5], ['a;b', null]], 'de')).toBe('Phase;Wert\r\nDemo;69,5\r\n"a;b";\r\n');
  });
  it('doubles quotes and wraps line breaks', () => {
    expect(formatCsv(['a'], [['say "hi"'], ['two\nlines']], 'en')).toBe('a\r\n"say ""hi"""\r\n"two\nlines"\r\n');
  });
});
