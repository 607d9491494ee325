import { createPacer } from './next-turn.js';
import { chunkBytes, RowWriter } from './row-writer.js';

/** Bytes ready to leave: `chunks` to transfer now, `blob` (off the heap) to load the same again later. */
export interface Packed {
  readonly chunks: readonly ArrayBuffer[];
  readonly blob: Blob;
}

export interface PackedRows extends Packed {
  /** Of all rows, in the order in which they first occur. */
  readonly keys: readonly string[];
}

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

/** Rows as UTF-8 NDJSON, all at once: for few of them. Throws as the row encoder. */
export const encodeRows = (rows: readonly unknown[]): PackedRows => {
  const pack = createPack('application/x-ndjson');
  const writer = new RowWriter(pack.take);
  rows.forEach((row, i) => writer.write(row, i));
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
