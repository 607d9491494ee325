import { readNumber } from '../number-style.js';

const aloneWord = /^(?:(?:grand|sub|report)[ -]?totals?|totals?|summen?|gesamt(?:summe|ergebnis|wert)?|zwischensumme|teilergebnis|insgesamt|[∑Σ])(?:\s*[:(].*)?$/i;
/** `Enterprise Total`, `Nord Ergebnis`: what pivot tables write below a group. */
const groupWord = /\S\s(?:totals?|summe|ergebnis|gesamt)$/i;
const longestWord = 80;
const decoder = new TextDecoder();

/** First letters of the words that stand alone, Σ and ∑ in UTF-8 among them: nearly every row is told by one byte. */
const firstBytes = new Uint8Array(256);
for (const letter of 'tTgGsSrRzZiI') firstBytes[letter.charCodeAt(0)] = 1;
firstBytes[0xce] = firstBytes[0xe2] = 1;
/** Last two letters of the words behind a group, lower case. */
const lastTwo = new Set(['al', 'ls', 'me', 'is', 'mt'].map((pair) => pair.charCodeAt(0) * 256 + pair.charCodeAt(1)));

/** Whether a cell may name a total; false for nearly all, by a few bytes. */
export const mayNameTotal = (bytes: Uint8Array, start: number, end: number): boolean => {
  const length = end - start;
  if (length < 1 || length > longestWord) return false;
  return firstBytes[bytes[start] as number] === 1
    || (length > 5 && lastTwo.has(((bytes[end - 2] as number) | 32) * 256 + ((bytes[end - 1] as number) | 32)));
};

/**
 * Whether the fields are those of a sum that a report added below the rows it sums up: a word for it comes first and everything else
 * is figures or nothing, behind the name of a group something must be missing. A company called Total has words or dates beside it.
 */
export const isTotalRow = (bytes: Uint8Array, bounds: Int32Array, base: number, fieldCount: number): boolean => {
  const cells = Array.from({ length: fieldCount }, (_, field) =>
    decoder.decode(bytes.subarray(bounds[base + 2 * field], bounds[base + 2 * field + 1])).trim());
  const first = cells.findIndex((text) => text !== '');
  const word = cells[first] ?? '';
  const isAlone = aloneWord.test(word);
  if (!isAlone && !groupWord.test(word)) return false;
  const rest = cells.slice(first + 1);
  const hasFigures = rest.some((text) => text !== '');
  const onlyFigures = rest.every((text) => {
    const { point, comma } = readNumber(text);
    return text === '' || !Number.isNaN(point) || !Number.isNaN(comma);
  });
  return onlyFigures && hasFigures && (isAlone || rest.includes(''));
};
