/**
 * Texts that people and programs write for "no value", compared without regard to case. Where a number or a date is due they can be nothing
 * else and are missing; among names they may be a name, so there they are offered only.
 */
const words = new Set([
  'n/a', 'na', 'n.a.', 'null', 'none', 'nil', 'nan', 'undefined', '-', '--', '---', '–', '—', '.', '?', '(none)', '(blank)', '(null)', '<null>', 'not set', 'missing',
  'k.a.', 'k. a.', 'keine angabe', 'keine', 'leer', '(leer)', 'ohne', 'unbekannt', 'unknown', 'select', 'please select', 'bitte wählen', 'bitte auswählen',
  '#n/a', '#nv', '#ref!', '#bezug!', '#value!', '#wert!', '#div/0!', '#name?', '#num!', '#zahl!', '#null!',
]);
/** Dates that no calendar has, and the −1 and 0 of programs that know no empty date. */
const dateWords = new Set(['0000-00-00', '0000-00-00 00:00:00', '0000-00-00t00:00:00', '00.00.0000', '00/00/0000', '1900-01-00', '1/0/1900', '0', '-1']);

export const isSentinel = (text: string): boolean => words.has(text.trim().toLowerCase());
export const isDateSentinel = (text: string): boolean => isSentinel(text) || dateWords.has(text.trim().toLowerCase());
