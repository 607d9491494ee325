import type { DataInput, DataInputSource, LoadInputs, ReadableStreamLike } from '../model/input.js';
import type { TableName } from '../model/schema.js';
import { encodeRows, encodeText, type Packed } from './encode-rows.js';
import { createPacer } from './next-turn.js';
import type { WireSource } from './wire.js';

/** Copied in pieces, so that no single copy holds the page up. */
const pieceBytes = 1_048_576;

const places = ['rows', 'text', 'bytes', 'stream', 'file', 'url'] as const;

/** All inputs of one load, in a form that can be sent to a worker and kept for the next one. */
export type PackedInputs = ReadonlyMap<TableName, readonly WireSource[]>;

const packBytes = async (given: ArrayBuffer | Uint8Array, signal: AbortSignal | undefined): Promise<Blob> => {
  const bytes = given instanceof Uint8Array ? given : new Uint8Array(given);
  const parts: Blob[] = [];
  const pacer = createPacer();
  for (let start = 0; start < bytes.length; start += pieceBytes) {
    parts.push(new Blob([bytes.slice(start, start + pieceBytes)]));
    if (!pacer.due()) continue;
    await pacer.rest();
    signal?.throwIfAborted();
  }
  return new Blob(parts);
};

/** A stream is read here, since not every browser can hand one over and none can read one twice. */
const packStream = async (stream: ReadableStreamLike, maxBytes: number, signal: AbortSignal | undefined): Promise<Blob> => {
  const reader = stream.getReader();
  const parts: Blob[] = [];
  let size = 0;
  for (;;) {
    if (signal?.aborted === true) {
      await reader.cancel(signal.reason);
      signal.throwIfAborted();
    }
    const { done, value } = await reader.read();
    if (done || value === undefined) break;
    parts.push(new Blob([value.slice()]));
    size += value.byteLength;
    // Beyond the cap ingest refuses anyway; what is read so far is enough to tell.
    if (size > maxBytes) {
      await reader.cancel();
      break;
    }
  }
  return new Blob(parts);
};

const resolveUrl = (url: string): string => {
  if (typeof document === 'undefined') return url;
  try {
    return new URL(url, document.baseURI).href;
  } catch {
    // Not a URL: ingest says so, in the words that go with the input.
    return url;
  }
};

/** What messages call an input that has no name; as where the input is read without crossing a border. */
export const givenLabels = { rows: 'the given rows', text: 'the given text', bytes: 'the given bytes', stream: 'the given stream' } as const;

const packSource = async (source: DataInputSource, maxBytes: number, signal: AbortSignal | undefined): Promise<WireSource> => {
  const { rows, text, bytes, stream, file, url, ...given } = source;
  const place = places.find((name) => source[name] !== undefined);
  const rest = place === undefined || place === 'file' || place === 'url' ? given : { label: givenLabels[place], ...given };
  if (rows?.length === 0) return { ...rest, rows: [] };
  const carry = ({ chunks, blob }: Packed, more: Partial<WireSource> = {}): WireSource => ({ ...rest, ...more, chunks, blob });
  if (rows !== undefined) return carry(await encodeRows(rows, signal), { format: 'ndjson' });
  if (text !== undefined) return carry(await encodeText(text, signal));
  if (bytes !== undefined) return { ...rest, blob: await packBytes(bytes, signal) };
  if (stream !== undefined) return { ...rest, blob: await packStream(stream, maxBytes, signal) };
  if (file !== undefined) {
    const named = file.name === undefined ? {} : { name: file.name };
    return { ...rest, ...named, blob: file instanceof Blob ? file : await packStream(file.stream(), maxBytes, signal) };
  }
  return url === undefined ? rest : { ...rest, url: resolveUrl(url) };
};

const sourceKeys = new Set<string>([...places, 'format', 'preset', 'columns', 'values', 'path', 'locale', 'dateFormat', 'credentials', 'label', 'options', 'join']);

const isSource = (value: unknown): value is DataInputSource => {
  if (typeof value !== 'object' || value === null) return false;
  const keys = Object.keys(value);
  return keys.every((key) => sourceKeys.has(key)) && places.some((place) => keys.includes(place));
};

/** A list is a list of rows, unless each of its entries can only be an input. */
export const sourcesOf = (input: DataInput): readonly DataInputSource[] => {
  if (!Array.isArray(input)) return [input as DataInputSource];
  const list = input as readonly unknown[];
  return list.length > 0 && list.every(isSource) ? (list) : [{ rows: list as readonly Record<string, unknown>[] }];
};

/**
 * Snapshots and packs every input. Small row arrays are encoded before this returns, all lists are copied before it
 * returns; the rest happens in slices. Rejects with SHAPE or HOST for rows that cannot be read.
 */
export const packInputs = async (inputs: LoadInputs, maxBytes: number, signal?: AbortSignal): Promise<PackedInputs> => {
  const tables = Object.keys(inputs) as TableName[];
  const packing = tables.map((table) =>
    Promise.all(sourcesOf(inputs[table] ?? []).map((source) => packSource(source, maxBytes, signal))));
  const packed = await Promise.all(packing);
  return new Map(tables.map((table, i) => [table, packed[i] ?? []]));
};
