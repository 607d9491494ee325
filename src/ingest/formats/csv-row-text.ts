const decoder = new TextDecoder();
const longestText = 4096;

/** Where the rows of a batch lie, so that a row that is left out later can be shown as it was written. */
export class CsvRowText {
  private starts = new Int32Array(0);
  private ends = new Int32Array(0);
  /** Rows whose doubled quotes have been undone in place. */
  private readonly undone = new Set<number>();
  private quote = '"';
  private delimiter = ',';

  reset(rows: number, quote: string, delimiter: string): void {
    this.starts = new Int32Array(rows);
    this.ends = new Int32Array(rows);
    this.quote = quote;
    this.delimiter = delimiter;
  }

  put(row: number, start: number, end: number, isUndone: boolean): void {
    if (row === 0 && this.undone.size > 0) this.undone.clear();
    this.starts[row] = start;
    this.ends[row] = end;
    if (isUndone) this.undone.add(row);
  }

  /** The row as it stands in the file; fields with doubled quotes inside are quoted again. */
  of(row: number, bytes: Uint8Array, bounds: Int32Array, fieldCount: number): string {
    const [start, end] = [this.starts[row] as number, this.ends[row] as number];
    if (!this.undone.has(row)) return decoder.decode(bytes.subarray(start, Math.min(end, start + longestText)));
    const { quote, delimiter } = this;
    return Array.from({ length: fieldCount }, (_, field) => {
      const at = 2 * (row * fieldCount + field);
      const text = decoder.decode(bytes.subarray(bounds[at], bounds[at + 1]));
      return /[\r\n]/.test(text) || text.includes(quote) || text.includes(delimiter) ? `${quote}${text.replaceAll(quote, quote + quote)}${quote}` : text;
    }).join(delimiter).slice(0, longestText);
  }
}
