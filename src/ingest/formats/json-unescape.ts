const shortEscapes = new Uint8Array(128);
for (const [letter, byte] of [['"', 34], ['\\', 92], ['/', 47], ['b', 8], ['f', 12], ['n', 10], ['r', 13], ['t', 9]] as const) shortEscapes[letter.charCodeAt(0)] = byte;

const hex = (byte: number): number => (byte <= 57 ? byte - 48 : (byte | 32) - 87);
const unitAt = (bytes: Uint8Array, at: number): number =>
  hex(bytes[at] as number) * 4096 + hex(bytes[at + 1] as number) * 256 + hex(bytes[at + 2] as number) * 16 + hex(bytes[at + 3] as number);

const replacement = 0xfffd;

/**
 * Undoes the escapes of a JSON text in place and gives its new end: what they stand for is never longer than they are. Half a surrogate
 * pair becomes U+FFFD, as in every encoder.
 */
export const undoEscapes = (bytes: Uint8Array, start: number, end: number): number => {
  let to = start;
  for (let at = start; at < end;) {
    const byte = bytes[at] as number;
    if (byte !== 92) {
      bytes[to++] = byte;
      at += 1;
      continue;
    }
    const letter = bytes[at + 1] as number;
    if (letter !== 117) {
      bytes[to++] = shortEscapes[letter] as number;
      at += 2;
      continue;
    }
    let code = unitAt(bytes, at + 2);
    at += 6;
    if (code >= 0xd800 && code < 0xdc00) {
      const low = at + 6 <= end && bytes[at] === 92 && bytes[at + 1] === 117 ? unitAt(bytes, at + 2) : 0;
      const isPair = low >= 0xdc00 && low < 0xe000;
      code = isPair ? 0x10000 + (code - 0xd800) * 1024 + (low - 0xdc00) : replacement;
      if (isPair) at += 6;
    } else if (code >= 0xdc00 && code < 0xe000) code = replacement;
    if (code < 0x80) bytes[to++] = code;
    else {
      const more = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
      bytes[to++] = (0xff00 >> (more + 1) & 0xff) | (code >> (6 * more));
      for (let k = more - 1; k >= 0; k--) bytes[to++] = 0x80 | ((code >> (6 * k)) & 0x3f);
    }
  }
  return to;
};
