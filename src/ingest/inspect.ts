import type { DataInputSource } from '../model/input.js';
import type { Inspection } from '../model/inspection.js';
import { asUtf8 } from './charset.js';
import { checkSource } from './check-inputs.js';
import { firstPiece, withFirst } from './first-piece.js';
import { CsvDecoder } from './formats/csv.js';
import { formats, type FormatName } from './formats/registry.js';
import type { DecodeSettings } from './formats/sink.js';
import { guessTable } from './guess-table.js';
import { IngestError } from './ingest-error.js';
import { refuseWebPage, sniffFormat } from './sniff-format.js';
import type { SourceSettings } from './sources/opened.js';
import { sourceKinds, sources } from './sources/registry.js';

const looked = 65_536;

/** Looks at the beginning of an input (of JSON: at all of it) and reads nothing into tables. Throws IngestError as ingest does. */
export const inspect = async (given: DataInputSource, settings: SourceSettings & { readonly maxDepth: number }): Promise<Inspection> => {
  const input = checkSource(null, given);
  const kind = sourceKinds.find((name) => input[name] !== undefined) ?? 'rows';
  const opened = await sources[kind](input, settings);
  const { label } = opened;
  const seen = (format: FormatName, headers: readonly string[]): Inspection => ({ label, format, headers, guesses: guessTable(headers, label) });
  if (opened.kind === 'rows') return seen('json', keysOf(opened.rows));
  const iterator = asUtf8(opened.chunks, opened.contentType, label);
  try {
    const first = await firstPiece(iterator, looked);
    if (first.length === 0) throw new IngestError('EMPTY_BODY', { phase: 'decode', params: { label } });
    refuseWebPage(first, opened.contentType, label);
    const format = input.format === undefined || input.format === 'arrow' ? sniffFormat(first, opened.contentType, label) : input.format;
    if (format === 'csv') return seen(format, csvHeaders(first));
    let rows: readonly unknown[] = [];
    const ignore = (): void => undefined;
    const decodeSettings: DecodeSettings = { label, path: input.path, maxDepth: settings.maxDepth, onPiece: () => undefined };
    await formats[format](withFirst(first, iterator), { header: ignore, batch: ignore, broken: ignore, rows: (found) => { rows = found; } }, decodeSettings);
    return seen(format, keysOf(rows));
  } finally {
    await iterator.return(undefined);
  }
};

const csvHeaders = (bytes: Uint8Array): readonly string[] => {
  let headers: readonly string[] = [];
  const ignore = (): void => undefined;
  const decoder = new CsvDecoder({ header: (names) => { headers = names; }, batch: ignore, broken: ignore });
  decoder.push(bytes);
  decoder.close();
  return headers;
};

const keysOf = (rows: readonly unknown[]): string[] =>
  [...new Set(rows.slice(0, 100).flatMap((row) => (typeof row === 'object' && row !== null && !Array.isArray(row) ? Object.keys(row) : [])))];
