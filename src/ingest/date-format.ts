export type DayOrder = 'DMY' | 'MDY' | 'YMD';
/** What a host can say about the dates of an input: the order of day, month and year, or from which day a spreadsheet counts. */
export type DateFormat = DayOrder | 'excel' | 'excel1904';

/** `DD.MM.YYYY`, `dmy` and `DMY` say the same; null = none of ours. */
export const dateFormatOf = (dateFormat: string | undefined): DateFormat | null => {
  const text = (dateFormat ?? '').toLowerCase();
  if (text === 'excel' || text === 'excel1904') return text;
  const letters = [...new Set(text.toUpperCase().replace(/[^DMY]/g, ''))].join('');
  return letters === 'DMY' || letters === 'MDY' || letters === 'YMD' ? letters : null;
};
