const delimiters = [44, 59, 9] as const;
const quote = 34;

/** The delimiter that the header record uses most outside quotes; a comma when it uses none. */
export const sniffDelimiter = (bytes: Uint8Array, start: number, end: number): number => {
  const counts = new Map<number, number>(delimiters.map((delimiter) => [delimiter, 0]));
  let isQuoted = false;
  for (let i = start; i < end; i++) {
    const byte = bytes[i] as number;
    if (byte === quote) isQuoted = !isQuoted;
    else if (!isQuoted) {
      const count = counts.get(byte);
      if (count !== undefined) counts.set(byte, count + 1);
    }
  }
  let best: number = delimiters[0];
  for (const delimiter of delimiters) if ((counts.get(delimiter) as number) > (counts.get(best) as number)) best = delimiter;
  return best;
};

/** Where the record that starts at `start` ends (its line break, or `end`); −1 = a quote is still open at `end`. */
export const recordEnd = (bytes: Uint8Array, start: number, end: number): number => {
  let isQuoted = false;
  for (let i = start; i < end; i++) {
    const byte = bytes[i];
    if (byte === quote) isQuoted = !isQuoted;
    else if (!isQuoted && (byte === 10 || byte === 13)) return i;
  }
  return isQuoted ? -1 : end;
};

/** Names of a header record, quotes and blanks taken off. */
export const headerNames = (record: string, delimiter: string): string[] => {
  const names: string[] = [];
  for (let i = 0; i <= record.length; i++) {
    let name = '';
    if (record[i] === '"') {
      for (i += 1; i < record.length; i++) {
        if (record[i] !== '"') name += record[i];
        else if (record[i + 1] === '"') name += record[++i];
        else break;
      }
      i += 1;
    }
    const next = record.indexOf(delimiter, i);
    const end = next < 0 ? record.length : next;
    names.push((name + record.slice(i, end)).trim());
    i = end;
  }
  return names;
};
