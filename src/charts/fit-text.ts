/**
 * Shortening and wrapping by grapheme, so that no accent or emoji is torn. Texts from data may be megabytes long:
 * only as much is looked at as could ever be shown.
 */
export type Measure = (text: string) => number;

const longestShown = 400;
const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

const graphemesOf = (text: string): readonly string[] =>
  Array.from(segmenter.segment(text.slice(0, longestShown)), (part) => part.segment);

/** Line breaks and other control characters become blanks: a label is one line. */
export const oneLine = (text: string): string => text.slice(0, 4_000).replace(/[\s\u0000-\u001f\u007f]+/gu, (blank) =>
  (blank === '\u00a0' || blank === '\u202f' ? blank : ' ')).trim();

/** The text if it fits, else as much as fits with an ellipsis; `title` then holds it whole (to 1,000 characters). */
export const fitText = (text: string, width: number, measure: Measure): { readonly text: string; readonly title?: string } => {
  const line = oneLine(text);
  if (line.length <= longestShown && measure(line) <= width) return { text: line };
  const graphemes = graphemesOf(line);
  let low = 0;
  let high = graphemes.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (measure(`${graphemes.slice(0, middle).join('').trimEnd()}…`) <= width) low = middle; else high = middle - 1;
  }
  return { text: low === 0 ? '…' : `${graphemes.slice(0, low).join('').trimEnd()}…`, title: line.slice(0, 1_000) };
};

/** Lines of at most `width`, broken between words; a word that is wider than a line is left to `fitText`. */
export const wrapText = (text: string, width: number, measure: Measure): readonly string[] => {
  const lines: string[] = [];
  let line = '';
  for (const word of oneLine(text).split(/ /u)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && measure(longer) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  if (line !== '') lines.push(line);
  return lines;
};
