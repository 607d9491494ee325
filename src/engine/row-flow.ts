import type { KpiErrorInfo } from '../model/issue.js';
import { engineError, toErrorInfo } from './kpi-error.js';
import { aborted } from './latest-ask.js';
import { createPacer } from './next-turn.js';
import type { FromReader } from './port-reader.js';
import { RowWriter } from './row-writer.js';

/**
 * Rows as NDJSON on their way to whoever reads them: written in slices, given on chunk by chunk as the reader asks, so that no more than
 * a few chunks lie in memory, and kept as a Blob (off the heap) from which a later worker can load them again.
 */
export interface RowFlow {
  /** Of all rows, in the order in which they first occur. */
  readonly keys: readonly string[];
  /** Size of all rows, as the first of them tell. */
  readonly expectedBytes: number;
  /** What was wrong with a row; the reader only learns that no more will come. */
  readonly failure: KpiErrorInfo | null;
  /** Begins to give chunks to a port; see {@link portFile} for the other side. */
  into(port: MessagePort): void;
  /** All bytes. Nobody needs to read them any more: a reader that is gone holds nothing up. */
  blob(): Promise<Blob>;
  /** Nobody wants the rest. */
  stop(): void;
}

/** What the writer gives: chunks, and what it ends with. */
type FromWriter = ArrayBuffer | Blob | 'failed';

const rowsPerLook = 32;

/** Keys of all rows, in the order in which they first occur. What cannot be read is told when it is written. */
const keysOf = async (rows: readonly unknown[], signal: AbortSignal | undefined): Promise<readonly string[]> => {
  const known = new Set<string>();
  let last: readonly string[] = [];
  const pacer = createPacer();
  const isAsBefore = (row: object): boolean => {
    let i = 0;
    // Unlike Object.keys this makes no list; what is inherited is no key and makes a difference that is looked at below.
    for (const key in row) if (key !== last[i++]) return false;
    return i === last.length;
  };
  for (let i = 0; i < rows.length; i++) {
    if (i % rowsPerLook === 0 && pacer.due()) {
      await pacer.rest();
      signal?.throwIfAborted();
    }
    const row = rows[i];
    if (typeof row !== 'object' || row === null || Array.isArray(row)) continue;
    try {
      if (isAsBefore(row)) continue;
      last = Object.keys(row);
      for (const key of last) known.add(key);
    } catch {
      continue;
    }
  }
  return [...known];
};

async function* chunksOf(rows: readonly unknown[], keys: readonly string[], signal: AbortSignal | undefined, onRow: (index: number) => void): AsyncGenerator<ArrayBuffer> {
  const ready: ArrayBuffer[] = [];
  const writer = new RowWriter((chunk) => ready.push(chunk));
  const pacer = createPacer();
  for (let i = 0; i < rows.length; i++) {
    if (i % rowsPerLook === 0) {
      onRow(i);
      for (let chunk = ready.shift(); chunk !== undefined; chunk = ready.shift()) yield chunk;
      if (pacer.due()) {
        await pacer.rest();
        signal?.throwIfAborted();
      }
    }
    writer.write(rows[i], i);
  }
  writer.flush();
  const known = new Set(keys);
  const late = writer.keys().find((key) => !known.has(key));
  if (late !== undefined) throw engineError('HOST', `The rows got a column ${late} while they were read.`, { phase: 'load', column: late });
  onRow(rows.length);
  yield* ready;
}

/** Looks at the keys of all rows and writes the first of them. Rejects with the signal's reason, or as the row encoder throws. */
export const startRowFlow = async (given: readonly unknown[], signal?: AbortSignal): Promise<RowFlow> => {
  const rows = given.slice();
  const keys = await keysOf(rows, signal);
  let written = 0;
  const chunks = chunksOf(rows, keys, signal, (index) => { written = index; });
  const first = await chunks.next();
  const firstBytes = first.done === true ? 0 : first.value.byteLength;
  const expectedBytes = Math.ceil(firstBytes * rows.length / Math.max(1, written));

  let port: MessagePort | null = null;
  let asked = 0;
  let isStopped = false;
  let failure: KpiErrorInfo | null = null;
  let wake = (): void => undefined;
  let making: Promise<Blob> | null = null;

  const leave = (): void => {
    port?.close();
    port = null;
    wake();
  };
  const stop = (): void => {
    isStopped = true;
    leave();
  };
  const give = async (chunk: ArrayBuffer): Promise<void> => {
    while (port !== null && asked === 0) await new Promise<void>((resolve) => { wake = resolve; });
    if (isStopped) throw aborted('Nobody reads the rows any more.');
    asked--;
    port?.postMessage(chunk, [chunk]);
  };
  const make = async (): Promise<Blob> => {
    const parts: Blob[] = [];
    try {
      for (let next = first; next.done !== true; next = await chunks.next()) {
        // A Blob of one chunk copies that chunk only; the Blob of all of them below copies nothing.
        parts.push(new Blob([next.value]));
        await give(next.value);
      }
    } catch (thrown) {
      failure = toErrorInfo(thrown, 'load');
      port?.postMessage('failed' satisfies FromWriter);
      throw thrown;
    } finally {
      rows.length = 0;
      await chunks.return(undefined);
    }
    const blob = new Blob(parts, { type: 'application/x-ndjson' });
    port?.postMessage(blob satisfies FromWriter);
    return blob;
  };
  const begin = (): Promise<Blob> => {
    if (making === null) {
      making = make();
      making.catch(() => undefined);
    }
    return making;
  };

  return {
    keys, expectedBytes, stop,
    get failure() {
      return failure;
    },
    into: (to) => {
      port = to;
      to.onmessage = ({ data }: MessageEvent<FromReader>) => {
        if (data === 'stop') leave();
        else {
          asked++;
          wake();
        }
      };
      void begin();
    },
    blob: () => {
      leave();
      return begin();
    },
  };
};
