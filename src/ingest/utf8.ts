import { IngestError } from './ingest-error.js';

const strict = new TextDecoder('utf-8', { fatal: true });

/** Decodes bytes that must be UTF-8. `byteOffset`: where they lie in the input, for the message. */
export const decodeUtf8 = (bytes: Uint8Array, byteOffset: number): string => {
  try {
    return strict.decode(bytes);
  } catch {
    throw encodingError(bytes, byteOffset);
  }
};

/** How many bytes the character has that starts with this one; 0 = none starts so. */
const lengthOf = (lead: number): number => (lead < 0x80 ? 1 : lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0);

/** Names the first byte that is not part of a complete character. */
export const encodingError = (bytes: Uint8Array, byteOffset: number): IngestError => {
  let i = 0;
  scan: while (i < bytes.length) {
    const length = lengthOf(bytes[i] as number);
    if (length === 0) break;
    for (let k = 1; k < length; k++) if (((bytes[i + k] ?? 0) & 0xc0) !== 0x80) break scan;
    i += length;
  }
  return new IngestError('ENCODING', { phase: 'decode', params: { charset: 'UTF-8', byte: byteOffset + i } });
};
