import type { BrokenRow } from '../field-batch.js';
import type { RowSink } from './sink.js';

/** More remarks than this nobody writes below a table. */
const mostRemarks = 50;
/** A file with a blank line between all its rows has no remarks set apart by one. */
const mostGaps = 3;

/**
 * Rows with fewer fields than the header. Those at the very end that a blank line sets apart are remarks of a report ("Confidential
 * information"); all others are broken.
 */
export class NarrowRows {
  private isAfterBlank = false;
  private gaps = 0;
  private held: BrokenRow[] = [];

  constructor(private readonly handlers: Pick<RowSink, 'broken'>) {}

  blankLine(): void {
    this.isAfterBlank = true;
  }

  /** A row that is complete: what was held before it did not end the file. */
  completeRow(): void {
    if (this.isAfterBlank) this.gaps += 1;
    this.isAfterBlank = false;
    if (this.held.length > 0) this.release();
  }

  narrowRow(row: BrokenRow): void {
    const isRemark = (this.isAfterBlank || this.held.length > 0) && this.gaps <= mostGaps;
    if (isRemark) this.held.push(row);
    else this.handlers.broken(row);
    if (this.held.length > mostRemarks) this.release();
  }

  close(): void {
    for (const { row, text } of this.held) this.handlers.broken({ code: 'FOOTER', row, text, params: {} });
    this.held = [];
  }

  private release(): void {
    for (const row of this.held) this.handlers.broken(row);
    this.held = [];
  }
}
