import type { DataInputSource } from '../../model/input.js';
import type { Opened, SourceSettings } from './opened.js';
import { requireSize } from './size-limit.js';

/** Small enough for progress, stopping and pauses in between, large enough to cost nothing. */
const pieceBytes = 1_048_576;

async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
}

export const openBytes = (input: DataInputSource, settings: SourceSettings): Opened => {
  const given = input.bytes as ArrayBuffer | Uint8Array;
  const bytes = given instanceof Uint8Array ? given : new Uint8Array(given);
  const label = input.label ?? 'the given bytes';
  requireSize(bytes.length, settings.maxBytes, label);
  return { kind: 'bytes', chunks: pieces(bytes), totalBytes: bytes.length, contentType: null, label };
};
