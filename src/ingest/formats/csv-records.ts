/** A record of the beginning of a file, cut under one delimiter and one quote. */
export interface CsvRecord {
  readonly start: number;
  /** Position of its line break, or the end of the text. */
  readonly end: number;
  /** Quotes and blanks taken off. */
  readonly fields: readonly string[];
  /** Fields up to the last one that says anything. */
  readonly named: number;
  readonly filled: number;
  /** A quote opens that does not close properly; the record then ends with its line. */
  readonly isBroken: boolean;
}

const lineBreak = /[\r\n]/g;

const lineEnd = (text: string, from: number): number => {
  lineBreak.lastIndex = from;
  return lineBreak.exec(text)?.index ?? text.length;
};

const recordAt = (text: string, start: number, delimiter: string, quote: string): CsvRecord => {
  const fields: string[] = [];
  let at = start;
  for (;;) {
    let name = '';
    if (text[at] === quote) {
      for (at += 1; ; at++) {
        if (at >= text.length) return broken(text, start);
        if (text[at] !== quote) name += text[at];
        else if (text[at + 1] === quote) name += text[++at];
        else break;
      }
      for (at += 1; text[at] === ' '; at++);
      if (at < text.length && text[at] !== delimiter && text[at] !== '\n' && text[at] !== '\r') return broken(text, start);
    } else {
      const from = at;
      while (at < text.length && text[at] !== delimiter && text[at] !== '\n' && text[at] !== '\r') at += 1;
      name = text.slice(from, at);
    }
    fields.push(name.trim());
    if (text[at] !== delimiter) break;
    at += 1;
  }
  return { start, end: at, fields, named: fields.findLastIndex((field) => field !== '') + 1, filled: fields.filter((field) => field !== '').length, isBroken: false };
};

const broken = (text: string, start: number): CsvRecord => ({ start, end: lineEnd(text, start), fields: [], named: 0, filled: 0, isBroken: true });

/** The first records of a text. `isWhole`: nothing comes after it; else what its end cuts off is left out. */
export const cutRecords = (text: string, delimiter: string, quote: string, isWhole: boolean, most: number): readonly CsvRecord[] => {
  const records: CsvRecord[] = [];
  for (let at = 0; at < text.length && records.length < most;) {
    const record = recordAt(text, at, delimiter, quote);
    if (record.end >= text.length && !isWhole) break;
    records.push(record);
    at = record.end + (text[record.end] === '\r' && text[record.end + 1] === '\n' ? 2 : 1);
  }
  return records;
};
