import { IngestError } from '../ingest-error.js';
import { decodeUtf8 } from '../utf8.js';

/** All bytes of an input as one array. Never `text()`: beyond 512 MiB some browsers give an empty string without an error. */
export const collect = async (chunks: AsyncIterable<Uint8Array>, onPiece: (bytes: number) => Promise<void> | undefined): Promise<Uint8Array> => {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    parts.push(chunk);
    length += chunk.length;
    await onPiece(length);
  }
  const all = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all[0] === 0xef && all[1] === 0xbb && all[2] === 0xbf ? all.subarray(3) : all;
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
