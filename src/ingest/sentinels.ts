/**
 * Texts that people and programs write for "no value", in lower case. Where a number or a date is due they can be nothing else and are
 * missing; among names they may be a name, so there they are offered only. Those that are numbers are numbers where one is due.
 */
const words = [
  'n/a', 'na', 'n.a.', 'null', 'none', 'nil', 'undefined', '-', '--', '---', '–', '—', '.', '?', '(none)', '(blank)', '(null)', '<null>', 'not set', 'missing',
  'k.a.', 'k. a.', 'keine angabe', 'keine', 'leer', '(leer)', 'ohne', 'unbekannt', 'unknown', 'select', 'please select', 'bitte wählen', 'bitte auswählen',
  '#n/a', '#nv', '#ref!', '#bezug!', '#value!', '#wert!', '#div/0!', '#name?', '#num!', '#zahl!', '#null!',
  '-1', '-99', '-999', '-9999',
];
const known: ReadonlySet<string> = new Set(words);
/** Dates that no calendar has, and the 0 of programs that know no empty date. */
const dateWords: ReadonlySet<string> = new Set(['0000-00-00', '0000-00-00 00:00:00', '0000-00-00t00:00:00', '00.00.0000', '00/00/0000', '1900-01-00', '1/0/1900', '0']);

export const isSentinel = (text: string): boolean => known.has(text.trim().toLowerCase());
export const isDateSentinel = (text: string): boolean => isSentinel(text) || dateWords.has(text.trim().toLowerCase());

/** Lengths and first bytes that such a text may have, so that a million names are passed over without a string for any. */
const longest = 15;
const mayStart = new Uint8Array((longest + 1) * 256);
const encoder = new TextEncoder();
const decoder = new TextDecoder();
for (const word of words) {
  const bytes = encoder.encode(word);
  for (const first of new Set([bytes[0] as number, word.toUpperCase().charCodeAt(0) & 255])) if (bytes.length <= longest) mayStart[bytes.length * 256 + first] = 1;
}

/** The text if it may stand for "no value"; null for all others, most of them told by length and first byte. */
export const sentinelIn = (bytes: Uint8Array, start: number, end: number): string | null => {
  const length = end - start;
  if (length < 1 || length > longest || mayStart[length * 256 + (bytes[start] as number)] === 0) return null;
  const text = decoder.decode(bytes.subarray(start, end));
  return isSentinel(text) ? text : null;
};
