import { readDate } from '../date-text.js';
import { readNumber } from '../number-style.js';
import { type CsvRecord, cutRecords } from './csv-records.js';

/** How a CSV file is written, as told by its beginning. */
export interface CsvDialect {
  readonly delimiter: string;
  readonly quote: '"' | "'";
  /** The header record; null = the file has none, its columns are numbered. */
  readonly header: CsvRecord | null;
  /** Lines above the header that are no data: a title, a date, filters. */
  readonly preamble: readonly CsvRecord[];
  /** Rows above the header, blank ones among them. */
  readonly rowsAbove: number;
  /** Where the text of the first record starts, behind a `sep=` line. */
  readonly start: number;
}

/** What the host says about the file; it goes before what the file shows. */
export interface DialectGiven {
  readonly delimiter?: string | undefined;
  /** Row of the header as in the file, the first being 1; 0 = there is none. */
  readonly headerRow?: number | undefined;
}

interface Candidate extends Pick<CsvDialect, 'delimiter' | 'quote'> {
  readonly records: readonly CsvRecord[];
  readonly headerAt: number;
  /** Fields that most records have. */
  readonly width: number;
  /** Share of the records below the header that fit under it. */
  readonly fit: number;
}

const delimiters = [',', ';', '\t', '|'] as const;
const separatorLine = /^"?sep=([\t -~])"?(?:\r\n?|\n|$)/i;
const mostRecords = 200;
/** A title and a list of filters are shorter than this. */
const mostPreamble = 40;
const goodFit = 0.9;

const isBlank = ({ filled, isBroken }: CsvRecord): boolean => filled === 0 && !isBroken;

const widthOf = (records: readonly CsvRecord[]): number => {
  const counts = new Map<number, number>();
  for (const { named } of records) counts.set(named, (counts.get(named) ?? 0) + 1);
  return [...counts].sort(([a, x], [b, y]) => y - x || b - a)[0]?.[0] ?? 0;
};

const fits = (row: CsvRecord, header: CsvRecord): boolean => row.fields.length >= header.named && row.named <= header.fields.length;

const shareThatFits = (header: CsvRecord, below: readonly CsvRecord[]): number =>
  below.length === 0 ? 1 : below.filter((row) => fits(row, header)).length / below.length;

const isFigure = (cell: string): boolean => {
  const { point, comma } = readNumber(cell);
  return !Number.isNaN(point) || !Number.isNaN(comma) || readDate(cell) !== null;
};

/** Different words above columns of which one holds figures. */
const looksLikeNames = ({ fields }: CsvRecord, below: readonly CsvRecord[]): boolean => {
  const words = fields.filter((field) => field !== '');
  return new Set(words).size === words.length && !words.some(isFigure) && (below.length === 0 || below.some((row) => row.fields.some(isFigure)));
};

/**
 * The first record that fills more than half of the width and under which most records fit. What stands above it is a title or a
 * filter; a record there of several cells stays the header unless the one below consists of names. −1 = nothing is written at all.
 */
const findHeader = (records: readonly CsvRecord[], width: number): number => {
  const first = records.findIndex((record) => !isBlank(record));
  if (width < 2) return first;
  const isLabel = ({ fields }: CsvRecord): boolean => fields[0]?.endsWith(':') === true;
  for (let at = first; at >= 0 && at < Math.min(records.length, mostPreamble); at++) {
    const record = records[at] as CsvRecord;
    const below = records.slice(at + 1).filter((row) => !isBlank(row));
    if (record.isBroken || isLabel(record) || record.filled * 2 <= width || shareThatFits(record, below) < 0.5) continue;
    const rival = records.findIndex((above, k) => k < at && above.filled > 1 && !isLabel(above));
    return rival >= 0 && !looksLikeNames(record, below) ? rival : at;
  }
  return first;
};

const candidateOf = (text: string, delimiter: string, quote: '"' | "'", isWhole: boolean, headerRow: number | undefined): Candidate => {
  const records = cutRecords(text, delimiter, quote, isWhole, mostRecords);
  const told = records.filter((record) => !isBlank(record) && !record.isBroken);
  const width = widthOf(told);
  const headerAt = headerRow === undefined ? findHeader(records, width) : headerRow - 1;
  const header = records[headerAt];
  const below = records.slice(headerAt + 1).filter((record) => !isBlank(record));
  return { delimiter, quote, records, headerAt, width, fit: header === undefined ? 0 : shareThatFits(header, below) };
};

/** More records that fit, then fewer lines passed over, then more columns. */
const isBetter = (a: Candidate, b: Candidate): boolean => {
  const several = Number(a.width > 1) - Number(b.width > 1);
  const fit = Math.min(a.fit, goodFit) - Math.min(b.fit, goodFit);
  return several !== 0 ? several > 0 : fit !== 0 ? fit > 0 : a.headerAt !== b.headerAt ? a.headerAt < b.headerAt : a.width > b.width;
};

/** Single quotes count where they enclose a whole field and there are no others: in a name like O'Brien they are letters. */
const quoteOf = (text: string): '"' | "'" => {
  const beginning = text.slice(0, 4096);
  return !beginning.includes('"') && /(?:^|[\r\n,;\t|])'[^'\r\n]*'(?=[\r\n,;\t|]|$)/.test(beginning) ? "'" : '"';
};

/**
 * Tells delimiter, quote and header row from the beginning of a file, one character a byte. `isWhole`: the file ends with it.
 * Without any complete record the header is null and nothing is known.
 */
export const sniffDialect = (text: string, isWhole: boolean, given: DialectGiven = {}): CsvDialect => {
  const line = separatorLine.exec(text);
  const start = line?.[0].length ?? 0;
  const body = text.slice(start);
  const quote = quoteOf(body);
  const known = given.delimiter ?? line?.[1];
  const [best] = (known === undefined ? delimiters : [known])
    .map((delimiter) => candidateOf(body, delimiter, quote, isWhole, given.headerRow)).sort((a, b) => (isBetter(a, b) ? -1 : isBetter(b, a) ? 1 : 0)) as [Candidate];
  const isHeaderless = given.headerRow === 0;
  return {
    delimiter: best.delimiter, quote, start,
    header: isHeaderless ? null : (best.records[best.headerAt] ?? null),
    preamble: isHeaderless ? [] : best.records.slice(0, best.headerAt).filter((record) => !isBlank(record)),
    rowsAbove: isHeaderless ? 0 : best.headerAt,
  };
};
