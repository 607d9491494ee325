import { IngestError } from '../ingest-error.js';
import { decodeUtf8 } from '../utf8.js';
import { type DialectGiven, sniffDialect } from './csv-dialect.js';
import { cutRecords } from './csv-records.js';

/** What a CSV file is told from: always the same first bytes, whatever the pieces they come in. */
export const headBytes = 65_536;
/** A record longer than this is taken for a quote that never closes. */
export const longestRecord = 4_194_304;
const cr = 13;

/** One character a byte, so that positions in the text are positions in the bytes. */
const byteDecoder = new TextDecoder('latin1');
const decoder = new TextDecoder();

export interface CsvHead {
  readonly delimiter: string;
  readonly quote: string;
  /** Names of the columns; '' where the header has none. A file without a header has `#1`, `#2` … */
  readonly names: readonly string[];
  /** Row of the header, the first being 1; 0 = there is none. */
  readonly row: number;
  /** Where the first row below it starts. */
  readonly end: number;
  /** Lines above it that are no data, and the first of them. */
  readonly preamble: { readonly count: number; readonly first: string } | null;
}

/** Reads the beginning of a file up to its first row; null = more bytes are needed. `isWhole`: there are none. Throws IngestError QUOTE, ENCODING. */
export const readHead = (bytes: Uint8Array, isWhole: boolean, given: DialectGiven): CsvHead | null => {
  const mark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  const text = byteDecoder.decode(bytes.subarray(mark));
  const { delimiter, quote, start, header, preamble, rowsAbove } = sniffDialect(text, isWhole, given);
  const from = mark + start;
  const first = cutRecords(text.slice(start), delimiter, quote, isWhole, 1)[0];
  if (given.headerRow === 0 && first !== undefined) {
    return { delimiter, quote, names: first.fields.map((_, i) => `#${i + 1}`), row: 0, end: from, preamble: null };
  }
  if (header === null) {
    if (!isWhole && bytes.length > longestRecord) throw new IngestError('QUOTE', { phase: 'decode', row: 1 });
    return null;
  }
  if (header.isBroken) throw new IngestError('QUOTE', { phase: 'decode', row: rowsAbove + 1 });
  const written = decodeUtf8(bytes.subarray(from + header.start, from + header.end), from + header.start);
  const [title] = preamble;
  const isCrLf = bytes[from + header.end] === cr && bytes[from + header.end + 1] === 10;
  return {
    delimiter, quote, row: rowsAbove + 1,
    names: cutRecords(written, delimiter, quote, true, 1)[0]?.fields ?? [],
    end: Math.min(bytes.length, from + header.end + (isCrLf ? 2 : 1)),
    preamble: title === undefined ? null : { count: preamble.length, first: decoder.decode(bytes.subarray(from + title.start, from + title.end)) },
  };
};
