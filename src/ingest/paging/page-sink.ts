import type { ColumnBatch } from '../column-batch.js';
import type { BrokenRow, FieldBatch } from '../field-batch.js';
import type { RowSink } from '../formats/sink.js';
import { IngestError } from '../ingest-error.js';
import type { IssueCode } from '../issue-codes.js';
import type { Finding } from '../report.js';

/** Makes one stream of rows out of pages: rows are numbered through, a header counts once and must be the same on every page. */
export class PageSink implements RowSink {
  /** Number of the last row so far, over all pages. */
  private last = 0;
  /** What the numbers of this page's rows lack. */
  private shift = 0;
  private seen = 0;
  private names: readonly string[] | null = null;
  /** Rows of this page, those left out among them. */
  rowsOfPage = 0;
  rowsInAll = 0;

  constructor(private readonly target: RowSink, private readonly label: string) {}

  get wantsObjects(): boolean {
    return this.target.wantsObjects === true;
  }

  /** Row number with which the next page starts. */
  turn(): number {
    this.shift = this.last;
    this.seen = this.rowsOfPage = 0;
    return this.last + 1;
  }

  header(names: readonly string[]): void {
    const known = this.names;
    if (known === null) {
      this.names = [...names];
      this.target.header(names);
      return;
    }
    if (known.length !== names.length || known.some((name, i) => name !== names[i])) {
      throw new IngestError('PAGE_HEADER', { phase: 'decode', value: names.join(', '), params: { label: this.label, expected: known.join(', ').slice(0, 200) } });
    }
    this.shift -= 1;
  }

  batch(batch: FieldBatch): void {
    const { shift } = this;
    const sourceRow = shift === 0 ? batch.sourceRow : batch.sourceRow.map((row) => row + shift);
    this.count(batch.rowCount, sourceRow[batch.rowCount - 1]);
    this.target.batch({ ...batch, sourceRow });
  }

  keys(names: readonly string[]): void {
    this.target.keys(names);
  }

  rows(rows: readonly unknown[], numbers?: readonly number[]): void {
    const shifted = rows.map((_, i) => (numbers?.[i] ?? this.seen + i + 1) + this.shift);
    this.seen += rows.length;
    this.count(rows.length, shifted.at(-1));
    this.target.rows(rows, shifted);
  }

  columns(batch: ColumnBatch): void {
    this.count(batch.rowCount, this.last + batch.rowCount);
    this.target.columns(batch);
  }

  broken(row: BrokenRow): void {
    const number = row.row + this.shift;
    this.count(1, number);
    this.target.broken({ ...row, row: number });
  }

  note(code: IssueCode, { row, ...finding }: Finding): void {
    this.target.note(code, { ...finding, ...(row === undefined ? {} : { row: row + this.shift }) });
  }

  private count(rows: number, last: number | undefined): void {
    this.rowsOfPage += rows;
    this.rowsInAll += rows;
    this.last = Math.max(this.last, last ?? 0);
  }
}
