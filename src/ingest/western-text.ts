/** What a byte of Windows-1252 is to the words around it. */
const asciiLower = 1;
const asciiUpper = 2;
const letter = 3;
const upperLetter = 4;
/** Stands between words, never inside one: a symbol there is a letter of another character set. */
const symbol = 5;
/** May stand anywhere: blanks, apostrophes, dashes, a soft hyphen. */
const joiner = 6;
const impossible = 7;

const kinds = new Uint8Array(256);
for (let byte = 0x61; byte <= 0x7a; byte++) kinds[byte] = asciiLower;
for (let byte = 0x41; byte <= 0x5a; byte++) kinds[byte] = asciiUpper;
for (let byte = 0x80; byte < 0xc0; byte++) kinds[byte] = symbol;
for (let byte = 0xc0; byte <= 0xff; byte++) kinds[byte] = byte < 0xe0 && byte !== 0xdf ? upperLetter : letter;
for (const byte of [0xd7, 0xf7]) kinds[byte] = symbol;
for (const byte of [0x8a, 0x8c, 0x8e, 0x9f]) kinds[byte] = upperLetter;
for (const byte of [0x9a, 0x9c, 0x9e]) kinds[byte] = letter;
for (const byte of [0x91, 0x92, 0x96, 0x97, 0xa0, 0xad, 0xb7]) kinds[byte] = joiner;
for (const byte of [0x81, 0x8d, 0x8f, 0x90, 0x9d]) kinds[byte] = impossible;

const isLetter = (kind: number): boolean => kind >= asciiLower && kind <= upperLetter;

/**
 * Whether bytes read as Windows-1252 give text of western European languages: letters beyond ASCII come singly or in pairs and never as
 * a capital inside a word of small ones, symbols stand outside words. Cyrillic, Greek, Polish, DOS and Asian files do not pass; Czech and
 * Mac files may, which is why it is said that the character set was assumed.
 */
export class WesternText {
  private before = 0;
  private run = 0;
  private isSymbolInside = false;
  private isCapitalInside = false;

  /** Position of the first byte that no such text has; −1 = none. */
  look(bytes: Uint8Array): number {
    for (let i = 0; i < bytes.length; i++) {
      const kind = kinds[bytes[i] as number] as number;
      if (kind === impossible || (this.isSymbolInside && isLetter(kind))) return i;
      if (kind === upperLetter && (this.before === asciiLower || this.before === letter)) return i;
      if (this.isCapitalInside && (kind === asciiLower || kind === letter)) return i;
      this.isCapitalInside = kind === upperLetter && isLetter(this.before);
      this.run = kind === letter || kind === upperLetter ? this.run + 1 : 0;
      if (this.run > 2) return i;
      this.isSymbolInside = kind === symbol && isLetter(this.before);
      this.before = kind;
    }
    return -1;
  }
}

/** The word around the first byte beyond ASCII, for a person to judge; null = all is ASCII. */
export const firstForeignWord = (bytes: Uint8Array): Uint8Array | null => {
  const at = bytes.findIndex((byte) => byte >= 128);
  if (at < 0) return null;
  const isInside = (byte: number | undefined): boolean => byte !== undefined && (kinds[byte] !== 0 || byte === 0x2d || byte === 0x26);
  let start = at;
  let end = at;
  while (isInside(bytes[start - 1]) && at - start < 30) start -= 1;
  while (isInside(bytes[end]) && end - at < 30) end += 1;
  return bytes.slice(start, end);
};
