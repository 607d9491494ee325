import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { faultRows, tablesOf } from './fault-rows.js';

const textOf = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const rowsAsked = [...Array.from({ length: 53 }, (_, i) => i + 1), 91, 92, 93];
const networkRows = rowsAsked.filter((row) => row >= 32 && row <= 53);

describe('the table of faults', () => {
  it.each(rowsAsked)('row %i is provoked by a test in the browser', (row) => {
    expect(faultRows.filter(([one]) => one === row)).not.toEqual([]);
  });
  it.each(faultRows)('row %i: %s holds the test %j', (_, file, words) => {
    const text = [`test/browser/${file}`, ...(tablesOf[file] ?? [])].map(textOf).join('\n');
    expect(text).toContain(words);
    expect(text).not.toMatch(/\b(?:it|describe)\.(?:skip|only)\b/u);
  });
  it('names no row that there is not', () => {
    expect(faultRows.map(([row]) => row).filter((row) => !rowsAsked.includes(row))).toEqual([]);
  });
  it('is gone through in Firefox as well, the rows of the network above all', () => {
    const firefox = textOf('.config/web-test-runner.firefox.config.mjs');
    expect(firefox).toContain('...base');
    // All but the one that asks the browser's own heap, which only Chromium lets a test do.
    expect(firefox.match(/files:.*?\]/gu)).toEqual(["files: [base.files, '!test/browser/left-behind.test.ts']"]);
    expect(textOf('.config/web-test-runner.config.mjs')).toContain("files: 'test/browser/**/*.test.ts'");
    expect(networkRows.every((row) => faultRows.some(([one, file]) => one === row && file.endsWith('.test.ts')))).toBe(true);
    expect(textOf('.config/scripts/test-firefox.mjs')).toContain('NOT RUN');
  });
});
