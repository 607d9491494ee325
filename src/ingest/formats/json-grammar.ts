/** More bytes are needed to tell. */
export const incomplete = -1;

/** What is wrong and where; whoever knows the input makes an error of it. */
export class JsonFault extends Error {
  constructor(readonly at: number, readonly reason: string) {
    super(reason);
  }
}
/** Nested deeper than allowed. */
export class JsonDepth extends Error {}

const quote = 34;
const backslash = 92;

/** Bytes that end a run of letters in a string: quote, backslash and what must be escaped. */
const stops = new Uint8Array(256).fill(1, 0, 32);
stops[quote] = stops[backslash] = 1;

const shortEscapes = new Uint8Array(128);
for (const letter of '"\\/bfnrt') shortEscapes[letter.charCodeAt(0)] = 1;
const isHex = (byte: number | undefined): boolean => byte !== undefined && ((byte >= 48 && byte <= 57) || ((byte | 32) >= 97 && (byte | 32) <= 102));

/** Told beside the end of the last string: it has escapes. */
export const lastString = { hasEscapes: false };

const ended = (at: number, isWhole: boolean): typeof incomplete => {
  if (isWhole) throw new JsonFault(at, 'ends too early');
  return incomplete;
};

/** Position of the quote that ends the string whose letters start at `from`. `isWhole`: nothing comes behind `end`. */
export const stringEnd = (bytes: Uint8Array, from: number, end: number, isWhole: boolean): number => {
  lastString.hasEscapes = false;
  let at = from;
  for (;;) {
    while (stops[bytes[at] as number] === 0) at += 1;
    if (at >= end) return ended(at, isWhole);
    const byte = bytes[at] as number;
    if (byte === quote) return at;
    if (byte !== backslash) throw new JsonFault(at, 'has a control character in a text');
    lastString.hasEscapes = true;
    const escape = bytes[at + 1] as number;
    if (at + 1 >= end) return ended(at, isWhole);
    if (escape === 117) {
      for (let i = at + 2; i < at + 6; i++) {
        if (i >= end) return ended(i, isWhole);
        if (!isHex(bytes[i])) throw new JsonFault(i, 'has an escape that is none');
      }
      at += 6;
    } else if (escape < 128 && shortEscapes[escape] === 1) at += 2;
    else throw new JsonFault(at, 'has an escape that is none');
  }
};

const digitsFrom = (bytes: Uint8Array, from: number): number => {
  let at = from;
  for (let byte = bytes[at] as number; byte >= 48 && byte <= 57; byte = bytes[++at] as number);
  return at;
};

/** End of the number that starts at `from`. */
export const numberEnd = (bytes: Uint8Array, from: number, end: number, isWhole: boolean): number => {
  const first = bytes[from] === 45 ? from + 1 : from;
  let at = digitsFrom(bytes, first);
  let isNumber = at > first && (bytes[first] !== 48 || at === first + 1);
  if (isNumber && bytes[at] === 46 && at < end) {
    const fraction = at + 1;
    at = digitsFrom(bytes, fraction);
    isNumber = at > fraction;
  }
  if (isNumber && ((bytes[at] as number) | 32) === 101 && at < end) {
    const power = bytes[at + 1] === 43 || bytes[at + 1] === 45 ? at + 2 : at + 1;
    at = digitsFrom(bytes, power);
    isNumber = at > power;
  }
  if (at >= end && !isWhole) return incomplete;
  if (!isNumber || at > end) throw new JsonFault(Math.min(at, end), at >= end ? 'ends too early' : 'has something that is no number');
  return at;
};

const words: Readonly<Record<number, string>> = { 116: 'true', 102: 'false', 110: 'null' };

/** End of `true`, `false` or `null`. */
export const wordEnd = (bytes: Uint8Array, from: number, end: number, isWhole: boolean): number => {
  const word = words[bytes[from] as number];
  if (word === undefined) throw new JsonFault(from, 'has something that is no value');
  for (let i = 1; i < word.length; i++) {
    if (from + i >= end) return ended(from + i, isWhole);
    if (bytes[from + i] !== word.charCodeAt(i)) throw new JsonFault(from + i, 'has something that is no value');
  }
  return from + word.length;
};

/** The first byte that is no blank; may be `end`. */
export const skipBlanks = (bytes: Uint8Array, from: number): number => {
  let at = from;
  for (let byte = bytes[at]; byte === 32 || byte === 10 || byte === 13 || byte === 9; byte = bytes[++at]);
  return at;
};

/** End of any value; `depth`: lists and objects it may still open. */
export const valueEnd = (bytes: Uint8Array, from: number, end: number, isWhole: boolean, depth: number): number => {
  const byte = bytes[from] as number;
  if (from >= end) return ended(from, isWhole);
  if (byte === quote) {
    const close = stringEnd(bytes, from + 1, end, isWhole);
    return close < 0 ? incomplete : close + 1;
  }
  if (byte === 45 || (byte >= 48 && byte <= 57)) return numberEnd(bytes, from, end, isWhole);
  if (byte !== 123 && byte !== 91) return wordEnd(bytes, from, end, isWhole);
  if (depth === 0) throw new JsonDepth();
  const isList = byte === 91;
  const closing = isList ? 93 : 125;
  let at = skipBlanks(bytes, from + 1);
  if (bytes[at] === closing && at < end) return at + 1;
  for (;;) {
    if (!isList) {
      at = memberAt(bytes, at, end, isWhole);
      if (at < 0) return incomplete;
    }
    at = valueEnd(bytes, at, end, isWhole, depth - 1);
    if (at < 0) return incomplete;
    at = skipBlanks(bytes, at);
    if (at >= end) return ended(at, isWhole);
    if (bytes[at] === closing) return at + 1;
    if (bytes[at] !== 44) throw new JsonFault(at, isList ? 'lacks a comma in a list' : 'lacks a comma in an object');
    at = skipBlanks(bytes, at + 1);
  }
};

/** From the key of a member to the first byte of its value. */
const memberAt = (bytes: Uint8Array, from: number, end: number, isWhole: boolean): number => {
  if (from >= end) return ended(from, isWhole);
  if (bytes[from] !== quote) throw new JsonFault(from, 'lacks a key in an object');
  const close = stringEnd(bytes, from + 1, end, isWhole);
  return close < 0 ? incomplete : behindColon(bytes, close + 1, end, isWhole);
};

/** From behind a key over the colon to the first byte of the value. */
export const behindColon = (bytes: Uint8Array, from: number, end: number, isWhole: boolean): number => {
  const at = skipBlanks(bytes, from);
  if (at >= end) return ended(at, isWhole);
  if (bytes[at] !== 58) throw new JsonFault(at, 'lacks a colon behind a key');
  const value = skipBlanks(bytes, at + 1);
  return value >= end ? ended(value, isWhole) : value;
};
