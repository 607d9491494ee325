import { IngestError } from '../ingest-error.js';
import { feedRows } from './feed-rows.js';
import { collect, parseJson, requireDepth } from './json-text.js';
import type { Decoder } from './sink.js';

/** Keys under which interfaces commonly wrap their rows, tried when no path is given. */
const wrappers = ['data', 'rows', 'results', 'records', 'items', 'value'];

const kindOf = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'an array' : typeof value === 'object' ? 'an object' : `a ${typeof value}`);
const own = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined;

/** The rows of a document: itself, what lies at `path`, or what lies under a usual wrapper. */
export const rowsOf = (document: unknown, path: string | undefined, label: string): readonly unknown[] => {
  let found = document;
  let reached = '$';
  for (const key of path === undefined || path === '' ? [] : path.split('.')) {
    found = own(found, key);
    reached += `.${key}`;
    if (found === undefined) break;
  }
  if (path === undefined && !Array.isArray(found)) {
    const key = wrappers.find((wrapper) => Array.isArray(own(document, wrapper)));
    if (key !== undefined) found = own(document, key);
  }
  if (Array.isArray(found)) return found as readonly unknown[];
  const text = found === undefined ? '' : (JSON.stringify(found) ?? '').slice(0, 80);
  throw new IngestError('SHAPE', {
    phase: 'decode', ...(text === '' ? {} : { value: text }),
    params: { label, expected: 'an array of objects', path: reached, got: found === undefined ? 'nothing' : kindOf(found) },
  });
};

export const decodeJson: Decoder = async (chunks, sink, { label, path, maxDepth, onPiece }) => {
  const bytes = await collect(chunks, onPiece);
  if (bytes.every((byte) => byte <= 32)) throw new IngestError('EMPTY_BODY', { phase: 'decode', params: { label } });
  requireDepth(bytes, maxDepth, label);
  await feedRows(rowsOf(parseJson(bytes, label), path, label), sink, () => onPiece(bytes.length));
};
