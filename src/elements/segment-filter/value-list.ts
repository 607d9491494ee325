/** One value of a dimension; null = not set. */
export interface ValueCount { readonly value: string | null; readonly count: number }

export interface ShownValues {
  readonly rows: readonly ValueCount[];
  /** Values beyond the first ones that are neither chosen nor searched for. */
  readonly hidden: number;
}

/** Letters as people search them: without case and accents. */
const folded = (text: string, locale: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLocaleLowerCase(locale);

/**
 * The values to show, most frequent first: those that contain what is searched for; without a search the first `limit` and
 * whatever is chosen. A chosen value that the data no longer has is shown with a count of 0: it filters all the same.
 */
export const shownValues = (
  values: readonly ValueCount[], chosen: readonly (string | null)[],
  { search, limit, locale, nameOf }: { readonly search: string; readonly limit: number; readonly locale: string; readonly nameOf: (value: string | null) => string },
): ShownValues => {
  const known = new Set(values.map(({ value }) => value));
  const all = [...values, ...chosen.filter((value) => !known.has(value)).map((value) => ({ value, count: 0 }))];
  const wanted = folded(search.trim(), locale);
  if (wanted !== '') return { rows: all.filter(({ value }) => folded(nameOf(value), locale).includes(wanted)), hidden: 0 };
  // One more row costs no more room than the line that would say "1 more".
  const rows = all.filter(({ value }, index) => index < limit || chosen.includes(value) || all.length === limit + 1);
  return { rows, hidden: all.length - rows.length };
};
