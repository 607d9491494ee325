import type { SceneTable } from '../model/scene.js';
import { numberFormat } from './intl-cache.js';

/** What a spreadsheet takes for the start of a formula, also after blanks. */
const formulaStart = /^[\s\u0000]*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/u;

/**
 * One cell. Texts that a spreadsheet would run get a leading apostrophe (OWASP, CSV injection); numbers stay numbers,
 * with the locale's decimal sign, without grouping; missing is an empty cell.
 */
export const csvCell = (cell: string | number | null, locale: string): string => {
  if (cell === null) return '';
  if (typeof cell === 'number') return quoted(csvNumber(cell, locale), locale);
  return quoted(formulaStart.test(cell) ? `'${cell}` : cell, locale);
};

const csvNumber = (value: number, locale: string): string => {
  if (!Number.isFinite(value)) return '';
  // Spreadsheets read Latin digits and a hyphen; twelve digits are what results carry.
  const format = numberFormat(locale, { numberingSystem: 'latn', useGrouping: false, maximumSignificantDigits: 12 });
  return format.formatToParts(value)
    .map((part) => (part.type === 'minusSign' ? '-' : part.value)).join('').replace(/[\u200e\u200f\u061c]/gu, '');
};

/** Where the comma is the decimal sign, spreadsheets expect semicolons between cells. */
export const csvSeparator = (locale: string): ',' | ';' => (csvNumber(0.5, locale).includes(',') ? ';' : ',');

const quoted = (text: string, locale: string): string =>
  text.includes('"') || /[\r\n]/.test(text) || text.includes(csvSeparator(locale)) ? `"${text.replaceAll('"', '""')}"` : text;

/** Lines without a header, for tables that are written piece by piece. */
export const csvLines = (rows: readonly (readonly (string | number | null)[])[], locale: string): string => {
  const separator = csvSeparator(locale);
  return rows.map((cells) => `${cells.map((cell) => csvCell(cell, locale)).join(separator)}\r\n`).join('');
};

/** A table as CSV text (RFC 4180 line ends); header cells are guarded like any other. */
export const formatCsv = (
  columns: readonly string[], rows: readonly (readonly (string | number | null)[])[], locale: string,
): string => csvLines([columns, ...rows], locale);

/** The numbers behind a picture, unrounded, under their own headers. */
export const tableCsv = (table: SceneTable, locale: string): string =>
  formatCsv(table.rawColumns ?? table.columns.map((column) => column.label), table.raw, locale);
