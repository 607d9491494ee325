import { IngestError } from './ingest-error.js';

const charsetOf = (contentType: string | null): string | null => /charset\s*=\s*"?([^\s;"]+)/i.exec(contentType ?? '')?.[1]?.toLowerCase() ?? null;

const charsetOfMark = (first: Uint8Array): string | null =>
  first[0] === 0xff && first[1] === 0xfe ? 'utf-16le' : first[0] === 0xfe && first[1] === 0xff ? 'utf-16be' : null;

/**
 * Passes UTF-8 through untouched (the column builders check what they read) and turns other character sets into it:
 * a byte order mark tells UTF-16, the content type tells the rest. Nothing is guessed from letters.
 */
export async function* asUtf8(chunks: AsyncIterable<Uint8Array>, contentType: string | null, label: string): AsyncGenerator<Uint8Array> {
  let decode: ((chunk?: Uint8Array) => Uint8Array) | null = null;
  let isFirst = true;
  let charset = 'utf-8';
  let bytes = 0;
  const transcoded = (chunk?: Uint8Array): Uint8Array => {
    try {
      return decode?.(chunk) ?? chunk ?? new Uint8Array(0);
    } catch (cause) {
      if (cause instanceof TypeError) throw new IngestError('ENCODING', { phase: 'decode', params: { label, charset, byte: bytes } });
      throw cause;
    }
  };
  for await (const chunk of chunks) {
    if (chunk.length === 0) continue;
    if (isFirst) {
      isFirst = false;
      charset = charsetOfMark(chunk) ?? charsetOf(contentType) ?? 'utf-8';
      decode = charset === 'utf-8' || charset === 'utf8' || charset === 'us-ascii' ? null : transcoder(charset, label);
    }
    yield transcoded(chunk);
    bytes += chunk.length;
  }
  // Half a character at the end shows only now.
  if (decode !== null) yield transcoded();
}

const transcoder = (charset: string, label: string): ((chunk?: Uint8Array) => Uint8Array) => {
  const encoder = new TextEncoder();
  let decoder: TextDecoder;
  try {
    decoder = new TextDecoder(charset, { fatal: true });
  } catch {
    throw new IngestError('ENCODING', { phase: 'decode', params: { label, charset, byte: 0 } });
  }
  return (chunk) => encoder.encode(chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true }));
};
