import type { DataInputSource } from '../model/input.js';
import type { Inspection } from '../model/inspection.js';
import { asUtf8 } from './charset.js';
import { checkSource } from './check-inputs.js';
import { firstPiece, withFirst } from './first-piece.js';
import { CsvDecoder } from './formats/csv.js';
import { formats, type FormatName } from './formats/registry.js';
import type { DecodeSettings, RowSink } from './formats/sink.js';
import { guessTable } from './guess-table.js';
import { IngestError } from './ingest-error.js';
import { collectKeys } from './plain-row.js';
import { refuseWebPage, sniffFormat } from './sniff-format.js';
import type { SourceSettings } from './sources/opened.js';
import { sourceKinds, sources } from './sources/registry.js';

const looked = 65_536;
const rowsLookedAt = 100;

const ignore = (): void => undefined;
const deaf: RowSink = { header: ignore, batch: ignore, broken: ignore, keys: ignore, rows: ignore };

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
    const keys = new Set<string>();
    const decodeSettings: DecodeSettings = { label, path: input.path, maxDepth: settings.maxDepth, onPiece: () => undefined };
    const sink: RowSink = { ...deaf, rows: (rows) => collectKeys(rows.slice(0, rowsLookedAt), keys) };
    await formats[format](format === 'ndjson' ? wholeLines(first) : withFirst(first, iterator), sink, decodeSettings);
    return seen(format, [...keys]);
  } finally {
    await iterator.return(undefined);
  }
};

const csvHeaders = (bytes: Uint8Array): readonly string[] => {
  let headers: readonly string[] = [];
  const decoder = new CsvDecoder({ ...deaf, header: (names) => { headers = names; } });
  decoder.push(bytes);
  decoder.close();
  return headers;
};

/** The beginning of an input up to its last line break, or all of it where it has none. */
async function* wholeLines(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  const end = bytes.lastIndexOf(10);
  await Promise.resolve();
  yield bytes.length < looked || end < 0 ? bytes : bytes.subarray(0, end);
}

const keysOf = (rows: readonly unknown[]): string[] => {
  const keys = new Set<string>();
  collectKeys(rows.slice(0, rowsLookedAt), keys);
  return [...keys];
};
