import { csvLines } from '../../format/csv.js';
import type { LoadReport } from '../../model/issue.js';
import type { RowsAnswer, SourceRow } from '../../model/rows.js';
import { headerOf, shownColumns } from './rows-list.js';
import type { PageAsk } from './row-pages.js';

/** As many rows as are written at once without anybody waiting for a frame. */
const pieceRows = 500;

export interface RowsCsv {
  readonly ask: (ask: PageAsk, signal: AbortSignal) => Promise<RowsAnswer | null>;
  /** Which table of the answer. */
  readonly table: number;
  readonly report: LoadReport | null;
  readonly locale: string;
  /** Heads of the two columns that tell where a row stood. */
  readonly words: { readonly row: string; readonly input: string };
  readonly signal: AbortSignal;
  readonly onProgress: (share: number) => void;
}

const cell = (value: SourceRow['values'][number] | undefined): string | number | null => (typeof value === 'boolean' ? String(value) : value ?? null);

/** All rows of one table as CSV, piece by piece; values as they were read, under the headers of the data. Rejects when it is aborted. */
export const rowsCsv = async ({ ask, table, report, locale, words, signal, onProgress }: RowsCsv): Promise<readonly Blob[]> => {
  const pieces: Blob[] = [];
  for (let offset = 0, total = 1; offset < total; offset += pieceRows) {
    const of = (await ask({ offset, limit: pieceRows, labels: true }, signal))?.tables[table];
    signal.throwIfAborted();
    if (of === undefined) break;
    total = of.total;
    const columns = shownColumns(of, report);
    const places = columns.map((name) => of.columns.indexOf(name));
    const several = of.rows.some(({ input }) => input !== null);
    const lines = of.rows.map(({ row, input, values }) => [row, ...(several ? [input === null ? null : input + 1] : []), ...places.map((at) => cell(values[at]))]);
    const head = offset > 0 ? [] : [[words.row, ...(several ? [words.input] : []), ...columns.map((name) => headerOf(of.table, name, report))]];
    pieces.push(new Blob([csvLines([...head, ...lines], locale)]));
    onProgress(Math.min(1, (offset + pieceRows) / Math.max(1, total)));
  }
  return pieces;
};
