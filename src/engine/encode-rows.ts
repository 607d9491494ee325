import { createPacer } from './next-turn.js';
import { chunkBytes, RowWriter } from './row-writer.js';
import { snapshotMaxRows } from './snapshot-rows.js';

/** Bytes ready to leave: `chunks` to transfer now, `blob` (off the heap) to load the same again later. */
export interface Packed {
  readonly chunks: readonly ArrayBuffer[];
  readonly blob: Blob;
}

export interface PackedRows extends Packed {
  /** Of all rows, in the order in which they first occur. */
  readonly keys: readonly string[];
}

const rowsPerLook = 32;

/** Chunks as they come, and all of them as a Blob: a Blob of one chunk copies that chunk only, the Blob of all of those copies nothing. */
const createPack = (type: string): { take(chunk: ArrayBuffer): void; finish(): Packed } => {
  const chunks: ArrayBuffer[] = [];
  const parts: Blob[] = [];
  return {
    take: (chunk) => {
      chunks.push(chunk);
      parts.push(new Blob([chunk]));
    },
    finish: () => ({ chunks, blob: new Blob(parts, { type }) }),
  };
};

/**
 * Rows as UTF-8 NDJSON, encoded on this thread in slices so that the page stays awake.
 * The list of rows is copied at once; beyond {@link snapshotMaxRows} the objects in it are read later, slice by slice.
 * Rejects as the row encoder throws, or with the signal's reason.
 */
export const encodeRows = async (rows: readonly unknown[], signal?: AbortSignal): Promise<PackedRows> => {
  const pack = createPack('application/x-ndjson');
  const writer = new RowWriter(pack.take);
  const list = rows.length <= snapshotMaxRows ? rows : rows.slice();
  const pacer = rows.length <= snapshotMaxRows ? null : createPacer();
  for (let i = 0; i < list.length; i++) {
    if (pacer !== null && i % rowsPerLook === 0 && pacer.due()) {
      await pacer.rest();
      signal?.throwIfAborted();
    }
    writer.write(list[i], i);
  }
  writer.flush();
  return { ...pack.finish(), keys: writer.keys() };
};

/** Text as UTF-8, in slices; a pair of surrogates is never cut. */
export const encodeText = async (text: string, signal?: AbortSignal): Promise<Packed> => {
  const pack = createPack('text/plain');
  const encoder = new TextEncoder();
  const pacer = createPacer();
  for (let start = 0; start < text.length;) {
    let end = Math.min(text.length, start + chunkBytes);
    const last = text.charCodeAt(end - 1);
    if (end < text.length && last >= 0xd800 && last <= 0xdbff) end--;
    pack.take(encoder.encode(text.slice(start, end)).buffer);
    start = end;
    if (!pacer.due()) continue;
    await pacer.rest();
    signal?.throwIfAborted();
  }
  return pack.finish();
};
