/** What the marks of a number tell about the column's decimal mark; `perhaps`: the mark may as well stand before thousands. */
export const markKind = { none: 0, surePoint: 1, perhapsPoint: 2, sureComma: 3, perhapsComma: 4, groupedPoint: 5, groupedComma: 6 } as const;

export const powersOfTen = Float64Array.from({ length: 23 }, (_, exponent) => 10 ** exponent);
const point = 46;
const comma = 44;
const blank = 32;
const apostrophe = 39;
const minus = 45;
const percent = 37;

/** The number read last: cells come by the million, and an object for each would cost more than reading it. */
export const amount = { value: 0, kind: 0 as number };

/** Bytes of the blank that starts here, those that do not break among them; 0 = none does. */
const blankWidth = (bytes: Uint8Array, at: number): number => {
  const byte = bytes[at];
  if (byte === blank) return 1;
  if (byte === 0xc2) return bytes[at + 1] === 0xa0 ? 2 : 0;
  return byte === 0xe2 && bytes[at + 1] === 0x80 && (bytes[at + 2] === 0xaf || bytes[at + 2] === 0x89) ? 3 : 0;
};

const isUpper = (byte: number | undefined): boolean => byte !== undefined && byte >= 65 && byte <= 90;

/** Bytes of `$`, `€`, `£`, `¥` or a code of three letters; 0 = none of them. */
const currencyWidth = (bytes: Uint8Array, at: number): number => {
  const byte = bytes[at];
  if (byte === 36) return 1;
  if (byte === 0xc2) return bytes[at + 1] === 0xa3 || bytes[at + 1] === 0xa5 ? 2 : 0;
  if (byte === 0xe2) return bytes[at + 1] === 0x82 && bytes[at + 2] === 0xac ? 3 : 0;
  return isUpper(byte) && isUpper(bytes[at + 1]) && isUpper(bytes[at + 2]) && !isUpper(bytes[at + 3]) ? 3 : 0;
};

const skipBlanks = (bytes: Uint8Array, from: number): number => {
  let at = from;
  for (let width = blankWidth(bytes, at); width > 0; width = blankWidth(bytes, at)) at += width;
  return at;
};

/**
 * Reads `-1.234,56 €`, `(1,234)`, `$5`, `1 234,5`, `12 %`, `12-` and the like into {@link amount}; false = it is written in a rarer way or
 * is no number: `readNumber` tells. What both read, they read alike.
 */
export const scanAmount = (bytes: Uint8Array, start: number, end: number): boolean => {
  let at = skipBlanks(bytes, start);
  const isEnclosed = bytes[at] === 40;
  let isNegative = isEnclosed || bytes[at] === minus;
  if (isNegative) at += 1;
  at = skipBlanks(bytes, at + currencyWidth(bytes, at));
  const isZeroLed = bytes[at] === 48;
  let mantissa = 0;
  let digits = 0;
  /** Digits since the last mark, and before the first one. */
  let run = 0;
  let firstRun = 0;
  let marks = 0;
  let last = 0;
  /** The mark before groups of three: all but the last one. */
  let group = 0;
  while (at < end) {
    const byte = bytes[at] as number;
    if (byte >= 48 && byte <= 57) {
      mantissa = mantissa * 10 + byte - 48;
      digits += 1;
      run += 1;
      at += 1;
      continue;
    }
    const width = byte === point || byte === comma || byte === apostrophe ? 1 : blankWidth(bytes, at);
    const next = at + width < end ? (bytes[at + width] as number) : 0;
    if (width === 0 || run === 0 || next < 48 || next > 57) break;
    if (marks === 0) firstRun = run;
    else if (run !== 3 || (group !== 0 && group !== last)) return false;
    else group = last;
    last = byte === point || byte === comma || byte === apostrophe ? byte : blank;
    marks += 1;
    run = 0;
    at += width;
  }
  if (run === 0 || digits > 15) return false;
  if (bytes[at] === minus && !isNegative && at < end) {
    isNegative = true;
    at += 1;
  }
  if (isEnclosed && bytes[at] === 41) at += 1;
  else if (isEnclosed) return false;
  at = skipBlanks(bytes, at);
  const isShare = at < end && bytes[at] === percent;
  at = skipBlanks(bytes, at + (isShare ? 1 : at < end ? currencyWidth(bytes, at) : 0));
  if (at !== end) return false;

  const mayGroup = run === 3 && (marks === 1 ? firstRun : 1) <= 3 && !isZeroLed;
  const isDecimal = last === point || last === comma;
  let value = mantissa;
  let kind: number = markKind.none;
  if (marks === 1) {
    if (!isDecimal && !mayGroup) return false;
    if (isDecimal) {
      value = mantissa / (powersOfTen[run] as number);
      kind = (last === point ? markKind.surePoint : markKind.sureComma) + (mayGroup ? 1 : 0);
    }
  } else if (marks > 1) {
    if (firstRun > 3 || isZeroLed) return false;
    if (last === group) {
      if (run !== 3) return false;
      kind = last === point ? markKind.groupedComma : last === comma ? markKind.groupedPoint : markKind.none;
    } else {
      if (!isDecimal) return false;
      value = mantissa / (powersOfTen[run] as number);
      kind = last === point ? markKind.groupedPoint : markKind.groupedComma;
    }
  }
  if (isShare) {
    // Read the other way, a share of `1.234 %` would be another number than a thousand times this one.
    if (kind === markKind.perhapsPoint || kind === markKind.perhapsComma) return false;
    value /= 100;
  }
  amount.value = value === 0 ? 0 : isNegative ? -value : value;
  amount.kind = kind;
  return true;
};
