import { firstPiece } from './first-piece.js';
import { IngestError } from './ingest-error.js';
import { firstForeignWord, WesternText } from './western-text.js';

/** Enough to tell UTF-16 by its zeros. */
const looked = 1024;

const charsetOf = (contentType: string | null): string | null => /charset\s*=\s*"?([^\s;"]+)/i.exec(contentType ?? '')?.[1]?.toLowerCase() ?? null;

const charsetOfMark = (first: Uint8Array): string | null =>
  first[0] === 0xff && first[1] === 0xfe ? 'utf-16le' : first[0] === 0xfe && first[1] === 0xff ? 'utf-16be'
    : first[0] === 0xef && first[1] === 0xbb && first[2] === 0xbf ? 'utf-8' : null;

/** UTF-16 without mark: every second byte of Latin letters, digits and delimiters is zero, and UTF-8 text has no zeros. */
const charsetOfZeros = (first: Uint8Array): string | null => {
  const zeros = [0, 0];
  for (let i = 0; i < first.length; i++) if (first[i] === 0) zeros[i % 2] = (zeros[i % 2] as number) + 1;
  const [even = 0, odd = 0] = zeros;
  const half = first.length / 2;
  if (half < 2) return null;
  return odd > half / 2 && even < half / 20 ? 'utf-16le' : even > half / 2 && odd < half / 20 ? 'utf-16be' : null;
};

const isUtf8 = (charset: string): boolean => charset === 'utf-8' || charset === 'utf8' || charset === 'us-ascii';

export interface CharsetSettings {
  readonly contentType: string | null;
  /** What the host says. */
  readonly given?: string | undefined;
  readonly label: string;
  /** Where neither mark nor host nor server name a character set: read as Windows-1252 and tell the first word that depends on it. */
  readonly western?: { onWord(word: Uint8Array): void } | undefined;
}

/**
 * Passes UTF-8 through untouched (the column builders check what they read) and turns other character sets into it: a byte order mark
 * goes first, then what the host says, the zeros of UTF-16, and the content type. Throws IngestError ENCODING.
 */
export async function* asUtf8(chunks: AsyncIterable<Uint8Array>, { contentType, given, label, western }: CharsetSettings): AsyncGenerator<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]();
  try {
    const first = await firstPiece(iterator, looked);
    const told = charsetOfMark(first) ?? given?.toLowerCase() ?? charsetOfZeros(first) ?? charsetOf(contentType);
    const charset = told ?? (western === undefined ? 'utf-8' : 'windows-1252');
    const decode = isUtf8(charset) ? null : transcoder(charset, label, told === null ? western : undefined);
    if (first.length > 0) yield decode?.(first) ?? first;
    for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) {
      if (next.value.length > 0) yield decode?.(next.value) ?? next.value;
    }
    // Half a character at the end shows only now.
    if (decode !== null) yield decode();
  } finally {
    await iterator.return?.();
  }
}

const transcoder = (charset: string, label: string, western: CharsetSettings['western']): ((chunk?: Uint8Array) => Uint8Array) => {
  let bytes = 0;
  const refuse = (byte: number): IngestError => new IngestError('ENCODING', { phase: 'decode', params: { label, charset, byte } });
  const encoder = new TextEncoder();
  let decoder: TextDecoder;
  try {
    decoder = new TextDecoder(charset, { fatal: true });
  } catch {
    throw refuse(0);
  }
  const text = western === undefined ? null : new WesternText();
  let isWordTold = false;
  return (chunk) => {
    const bad = chunk === undefined ? -1 : (text?.look(chunk) ?? -1);
    if (bad >= 0) throw refuse(bytes + bad);
    if (!isWordTold && western !== undefined && chunk !== undefined) {
      const word = firstForeignWord(chunk);
      if (word !== null) western.onWord(word);
      isWordTold = word !== null;
    }
    try {
      const out = encoder.encode(chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true }));
      bytes += chunk?.length ?? 0;
      return out;
    } catch (cause) {
      throw cause instanceof TypeError ? refuse(bytes) : cause;
    }
  };
};
