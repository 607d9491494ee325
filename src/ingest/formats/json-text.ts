import { grown } from '../growing.js';
import { IngestError } from '../ingest-error.js';
import { decodeUtf8 } from '../utf8.js';

/** All bytes of an input as one array. Never `text()`: beyond 512 MiB some browsers give an empty string without an error. */
export const collect = async (chunks: AsyncIterable<Uint8Array>, onPiece: (bytes: number) => Promise<void> | undefined): Promise<Uint8Array> => {
  let all = new Uint8Array(0);
  let length = 0;
  for await (const chunk of chunks) {
    all = grown(all, length + chunk.length);
    all.set(chunk, length);
    length += chunk.length;
    await onPiece(length);
  }
  const start = all[0] === 0xef && all[1] === 0xbb && all[2] === 0xbf ? 3 : 0;
  return all.subarray(start, length);
};

/** Counts nesting before parsing: what comes after the parser may not survive it. */
export const requireDepth = (bytes: Uint8Array, maxDepth: number, label: string): void => {
  let depth = 0;
  let isString = false;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i];
    if (isString) {
      if (byte === 92) i += 1;
      else if (byte === 34) isString = false;
    } else if (byte === 34) isString = true;
    else if (byte === 91 || byte === 123) {
      depth += 1;
      if (depth > maxDepth) throw new IngestError('TOO_DEEP', { phase: 'decode', params: { label, limit: maxDepth } });
    } else if (byte === 93 || byte === 125) depth -= 1;
  }
};

export const parseJson = (bytes: Uint8Array, label: string, row?: number): unknown => {
  const text = decodeUtf8(bytes, 0);
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.slice(0, 200) : String(cause);
    throw new IngestError('JSON', { phase: 'decode', params: { label, reason }, ...(row === undefined ? {} : { row }) });
  }
};
