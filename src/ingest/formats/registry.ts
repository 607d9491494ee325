import { decodeCsv } from './csv.js';
import { decodeJson } from './json.js';
import { decodeNdjson } from './ndjson.js';
import type { Decoder } from './sink.js';

/** One decoder a format. */
export const formats = {
  csv: decodeCsv,
  json: decodeJson,
  ndjson: decodeNdjson,
} as const satisfies Record<string, Decoder>;

export type FormatName = keyof typeof formats;
