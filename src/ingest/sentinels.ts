/** Texts that people and programs write for "no value"; in a number or date column they are missing and reported. */
export const sentinels: ReadonlySet<string> = new Set(['n/a', 'na', 'null', 'none', 'nil', '-', '--', '–', '#n/a', '?', 'k.a.', 'k. a.']);
