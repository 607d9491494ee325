import type { BlobLike, DataInput, DataInputSource, LoadInputs, ReadableStreamLike } from '../model/input.js';
import type { KpiErrorInfo } from '../model/issue.js';
import type { TableName } from '../model/schema.js';
import { encodeRows, encodeText, type Packed } from './encode-rows.js';
import { engineError, KpiError, toErrorInfo } from './kpi-error.js';
import { formatFiles } from './format-files.js';
import { givenLabels } from './given-labels.js';
import { createHostDoors, type HostDoors } from './host-doors.js';
import { createPacer } from './next-turn.js';
import { startRowFlow, type RowFlow } from './row-flow.js';
import { snapshotMaxRows } from './snapshot-rows.js';
import type { WireSource } from './wire.js';

/** Copied in pieces, so that no single copy holds the page up. */
const pieceBytes = 1_048_576;

const places = ['rows', 'text', 'bytes', 'stream', 'file', 'url'] as const;

/** An input as it is sent; of a long list of rows the flow that brings them. */
export interface PackedSource extends WireSource { readonly flow?: RowFlow }

/** All inputs of one load, in a form that can be sent to a worker and kept for the next one. */
export interface PackedInputs {
  readonly tables: ReadonlyMap<TableName, readonly PackedSource[]>;
  readonly failures: readonly KpiErrorInfo[];
}

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
    const { done, value } = await reader.read().catch((thrown: unknown) => {
      throw engineError('TRUNCATED', `A stream broke off after ${size} bytes: ${String(thrown)}`, { phase: 'load', retryable: true, params: { bytes: size } });
    });
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

type Place = (typeof places)[number];
type Given = DataInputSource & { readonly [place: string]: unknown };

/** The one place an input names, if it can be packed; anything else goes to ingest as it is, to be refused there by name. */
const placeOf = (source: Given): Place | null => {
  const [place, ...more] = places.filter((name) => source[name] !== undefined);
  if (place === undefined || more.length > 0) return null;
  const value: unknown = source[place];
  const isUsable = { rows: Array.isArray(value), text: typeof value === 'string', url: typeof value === 'string',
    bytes: value instanceof Uint8Array || value instanceof ArrayBuffer, stream: hasMethod(value, 'getReader'), file: hasMethod(value, 'stream') };
  return isUsable[place] ? place : null;
};
const hasMethod = (value: unknown, name: string): boolean =>
  typeof value === 'object' && value !== null && typeof (value as Record<string, unknown>)[name] === 'function';

/** Without what cannot or need not cross; enough is left for ingest to say what is wrong. */
const asRefused = (source: Given): WireSource =>
  Object.fromEntries(Object.entries(source).filter(([, value]) => typeof value !== 'function').map(([key, value]) => [key, typeof value === 'object' && (places as readonly string[]).includes(key) ? [] : value]));

const packSource = async (source: DataInputSource, maxBytes: number, signal: AbortSignal | undefined, doors: HostDoors): Promise<PackedSource> => {
  const place = placeOf(source as Given);
  if (place === null) return asRefused(source as Given);
  const { rows = [], text = '', bytes, stream, file, url, fetcher, headers, ...given } = source;
  const added = formatFiles();
  const rest = { ...(place === 'file' || place === 'url' ? {} : { label: givenLabels[place] }), ...given, ...(added.size === 0 ? {} : { formatFiles: [...added] }) };
  const packed = ({ chunks, blob }: Packed): WireSource => ({ ...rest, chunks, blob });
  switch (place) {
    case 'rows': {
      if (rows.length === 0) return { ...rest, rows: [] };
      if (rows.length > snapshotMaxRows) {
        const flow = await startRowFlow(rows, signal);
        return { ...rest, flow, keys: flow.keys, format: 'ndjson' };
      }
      const { keys, ...encoded } = encodeRows(rows);
      return { ...packed(encoded), keys, format: 'ndjson' };
    }
    case 'text': return packed(await encodeText(text, signal));
    case 'bytes': return { ...rest, blob: await packBytes(bytes as Uint8Array, signal) };
    case 'stream': return { ...rest, blob: await packStream(stream as ReadableStreamLike, maxBytes, signal) };
    case 'url': {
      for (const [name, given] of Object.entries({ fetcher, headers })) {
        const reason = `${name}: expected a function`;
        if (given !== undefined && typeof given !== 'function') throw engineError('INPUT', `The input is not usable: ${reason}.`, { phase: 'load', params: { reason } });
      }
      const via = doors.via({ ...(fetcher === undefined ? {} : { fetcher }), ...(headers === undefined ? {} : { headers }) });
      return { ...rest, ...(via === undefined ? {} : { via }), url: resolveUrl(url as string) };
    }
    case 'file': {
      const named = file?.name === undefined ? {} : { name: file.name };
      return { ...rest, ...named, blob: file instanceof Blob ? file : await packStream((file as BlobLike).stream(), maxBytes, signal) };
    }
  }
};

/** Rows that tell what an input is. */
const rowsLookedAt = 100;

/** One input to be looked at and not loaded: of rows only the first, without chunks. Rejects as `packInputs`. */
export const packForLook = async (source: DataInputSource, maxBytes: number, signal?: AbortSignal, doors = createHostDoors()): Promise<WireSource> => {
  if (typeof source !== 'object' || source === null) throw engineError('INPUT', 'Expected an input.', { phase: 'load', params: { reason: 'expected an input' } });
  const some = Array.isArray(source.rows) ? { ...source, rows: source.rows.slice(0, rowsLookedAt) } : source;
  const { chunks: _unsent, flow: _none, ...packed } = await packSource(some, maxBytes, signal, doors);
  return packed;
};

/** Every name that an input may have; a new one that is missing here does not compile. */
const sourceKeys: Readonly<Record<keyof DataInputSource, true>> = {
  rows: true, text: true, bytes: true, stream: true, file: true, url: true, format: true, preset: true, columns: true, constants: true, values: true, join: true, charset: true,
  delimiter: true, headerRow: true, path: true, locale: true, dateFormat: true, missing: true, expectedRows: true, keys: true, paging: true, credentials: true, label: true,
  options: true, fetcher: true, headers: true, errorPath: true,
};

const isSource = (value: unknown): value is DataInputSource => {
  if (typeof value !== 'object' || value === null) return false;
  const keys = Object.keys(value);
  return keys.every((key) => Object.hasOwn(sourceKeys, key)) && places.some((place) => keys.includes(place));
};

/** A list is a list of rows, unless each of its entries can only be an input. */
export const sourcesOf = (input: DataInput): readonly DataInputSource[] => {
  if (!Array.isArray(input)) {
    if (typeof input !== 'object' || input === null) throw engineError('INPUT', 'Expected an array of objects or an input.', { phase: 'load' });
    return [input as DataInputSource];
  }
  const list = input as readonly unknown[];
  return list.length > 0 && list.every(isSource) ? list : [{ rows: list as readonly Record<string, unknown>[] }];
};

/**
 * Snapshots and packs every input. Small row arrays are encoded before this returns, all lists are copied before it
 * returns; the rest happens in slices, that of long lists while they are read. A table that cannot be read (INPUT, SHAPE, HOST, TRUNCATED) is a failure and no
 * obstacle to the others; rejects when there is no other, or with the signal's reason.
 */
export const packInputs = async (inputs: LoadInputs, maxBytes: number, signal?: AbortSignal, doors = createHostDoors()): Promise<PackedInputs> => {
  const tables = (Object.keys(inputs) as TableName[]).filter((table) => inputs[table] !== undefined);
  const failures: KpiErrorInfo[] = [];
  const packing = tables.map(async (table) => {
    try {
      return [table, await Promise.all(sourcesOf(inputs[table] as DataInput).map((source) => packSource(source, maxBytes, signal, doors)))] as const;
    } catch (thrown) {
      signal?.throwIfAborted();
      failures.push({ ...toErrorInfo(thrown, 'load'), table });
      return null;
    }
  });
  const packed = (await Promise.all(packing)).filter((entry) => entry !== null);
  const [first] = failures;
  if (packed.length === 0 && first !== undefined) throw new KpiError(first);
  return { tables: new Map(packed), failures };
};
