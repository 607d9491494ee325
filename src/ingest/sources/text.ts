import type { DataInputSource } from '../../model/input.js';
import type { Opened, SourceSettings } from './opened.js';
import { requireSize } from './size-limit.js';

const pieceBytes = 262_144;

/** Encodes piece by piece, so that a long text is never held twice. A lone surrogate becomes U+FFFD. */
async function* pieces(text: string): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for (let at = 0; at < text.length;) {
    const piece = new Uint8Array(pieceBytes);
    const { read, written } = encoder.encodeInto(text.slice(at, at + pieceBytes), piece);
    // A slice may end between the halves of a pair: then the half is left to the next slice.
    const last = text.charCodeAt(at + read - 1);
    const cutsPair = last >= 0xd800 && last < 0xdc00 && at + read < text.length && read > 1;
    at += cutsPair ? read - 1 : read;
    yield piece.subarray(0, cutsPair ? written - 3 : written);
  }
}

export const openText = (input: DataInputSource, settings: SourceSettings): Opened => {
  const text = input.text as string;
  const label = input.label ?? 'the given text';
  requireSize(text.length, settings.maxBytes, label);
  return { kind: 'bytes', chunks: pieces(text), totalBytes: text.length, contentType: null, label };
};
