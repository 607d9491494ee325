import { createPacer } from './next-turn.js';
import { createRowEncoder } from './row-encoder.js';
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
/** Long enough to keep messages few, short enough to be encoded well within a slice. */
const chunkChars = 262_144;

interface Packer {
  add(text: string): void;
  finish(): Packed;
}

const createPacker = (type: string): Packer => {
  const encoder = new TextEncoder();
  const chunks: ArrayBuffer[] = [];
  const parts: Blob[] = [];
  let text = '';
  const flush = (): void => {
    if (text === '') return;
    const chunk = encoder.encode(text).buffer;
    chunks.push(chunk);
    // A Blob of one chunk copies that chunk only; the Blob of all of them below copies nothing.
    parts.push(new Blob([chunk]));
    text = '';
  };
  return {
    add: (more) => {
      text += more;
      if (text.length >= chunkChars) flush();
    },
    finish: () => {
      flush();
      return { chunks, blob: new Blob(parts, { type }) };
    },
  };
};

/**
 * Rows as UTF-8 NDJSON, encoded on this thread in slices so that the page stays awake.
 * The list of rows is copied at once; beyond {@link snapshotMaxRows} the objects in it are read later, slice by slice.
 * Rejects as the row encoder throws, or with the signal's reason.
 */
export const encodeRows = async (rows: readonly unknown[], signal?: AbortSignal): Promise<PackedRows> => {
  const { encode, keys } = createRowEncoder();
  const packer = createPacker('application/x-ndjson');
  if (rows.length <= snapshotMaxRows) {
    for (let i = 0; i < rows.length; i++) packer.add(`${encode(rows[i], i)}\n`);
    return { ...packer.finish(), keys: keys() };
  }
  const list = rows.slice();
  const pacer = createPacer();
  for (let i = 0; i < list.length; i++) {
    if (i % rowsPerLook === 0 && pacer.due()) {
      await pacer.rest();
      signal?.throwIfAborted();
    }
    packer.add(`${encode(list[i], i)}\n`);
  }
  return { ...packer.finish(), keys: keys() };
};

/** Text as UTF-8, in slices; a pair of surrogates is never cut. */
export const encodeText = async (text: string, signal?: AbortSignal): Promise<Packed> => {
  const packer = createPacker('text/plain');
  const pacer = createPacer();
  for (let start = 0; start < text.length;) {
    let end = Math.min(text.length, start + chunkChars);
    const last = text.charCodeAt(end - 1);
    if (end < text.length && last >= 0xd800 && last <= 0xdbff) end--;
    packer.add(text.slice(start, end));
    start = end;
    if (!pacer.due()) continue;
    await pacer.rest();
    signal?.throwIfAborted();
  }
  return packer.finish();
};
