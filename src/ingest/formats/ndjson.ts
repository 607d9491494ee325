import { IngestError } from '../ingest-error.js';
import { collect, parseJson, requireDepth } from './json-text.js';
import type { Decoder } from './sink.js';

/** One JSON object a line; blank lines are passed over. A bad line refuses the whole input: part of it must not pass for all. */
export const decodeNdjson: Decoder = async (chunks, sink, { label, maxDepth, onPiece }) => {
  const bytes = await collect(chunks, onPiece);
  const rows: unknown[] = [];
  const lines: number[] = [];
  let line = 0;
  for (let at = 0; at < bytes.length;) {
    const found = bytes.indexOf(10, at);
    const end = found < 0 ? bytes.length : found;
    line += 1;
    const text = bytes.subarray(at, end);
    at = end + 1;
    if (text.every((byte) => byte <= 32)) continue;
    requireDepth(text, maxDepth, label);
    lines.push(line);
    rows.push(parseJson(text, label, line));
  }
  if (rows.length === 0) throw new IngestError('EMPTY_BODY', { phase: 'decode', params: { label } });
  sink.rows(rows, lines);
};
