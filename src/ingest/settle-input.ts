import type { DataInputSource } from '../model/input.js';
import type { Column } from '../model/table.js';
import { zeroIsNull } from './amounts.js';
import type { CellFinding } from './column-builder.js';
import type { DraftTable } from './draft-table.js';
import { finishInstants } from './finish-instants.js';
import type { PresetReading } from './presets/preset-reading.js';
import type { TableLog } from './report.js';
import { settleColumn } from './settle-column.js';
import { statusFromStage } from './status.js';
import type { Tabulated } from './tabulate.js';
import { withoutUnusable } from './usable-rows.js';
import { applyValues } from './words.js';

/** The columns as they are typed for good, without the rows that lack what the table needs. */
const settleColumns = ({ name, rowCount, columns: waiting, sourceRow, needed, timeZone, ...read }: Tabulated, log: TableLog): DraftTable => {
  const columns = new Map<string, Column>();
  const bad = new Map<string, ReadonlyMap<number, CellFinding>>();
  const numberOf = (row: number): number => sourceRow[row] as number;
  // One builder at a time is finished and let go of, so that not all of them hold two copies.
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { column, builder } = next;
    const built = builder.finish(numberOf, finishInstants);
    columns.set(column, settleColumn(column, built, { timeZone, told: read.toldMissing(column), numberOf }, log));
    bad.set(column, built.cells);
  }
  const usable = withoutUnusable({ name, rowCount, columns, sourceRow, inputOf: null }, needed, bad, log);
  log.forgetOriginals();
  return usable;
};

/** Everything that follows from one input alone. */
export const settleInput = (read: Tabulated, input: DataInputSource, preset: PresetReading | null, log: TableLog): DraftTable => {
  const draft = settleColumns(read, log);
  const values = input.values ?? {};
  return zeroIsNull(applyValues(statusFromStage(preset?.settle(draft) ?? draft, values), values), input.options ?? {}, log);
};
