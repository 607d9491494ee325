import type { ConstantValue, DataInputSource } from '../model/input.js';
import type { TableName } from '../model/schema.js';
import type { BuildSettings, ColumnBuilder } from './column-builder.js';
import { createBuilder } from './create-builder.js';
import type { FieldBatch } from './field-batch.js';
import { NumberBuilder } from './number-builder.js';
import type { TableLog } from './report.js';
import { columnType } from './synonyms.js';
import { missingCells } from './value-cells.js';

const encoder = new TextEncoder();

/** One text as the cell of every row: all of them are the same bytes. */
const sameCells = (text: string, rowCount: number): FieldBatch => {
  const bytes = encoder.encode(text.trim());
  const bounds = new Int32Array(2 * rowCount);
  for (let row = 0; row < rowCount; row++) bounds[2 * row + 1] = bytes.length;
  return { ...missingCells(0), bytes, bounds, rowCount };
};

const builderOf = (table: TableName, column: string, value: ConstantValue, rowCount: number, settings: BuildSettings): ColumnBuilder => {
  const builder = createBuilder(columnType(table, column), settings);
  // A number is taken as it is: as text, 1.234 would have two readings.
  if (typeof value === 'number' && builder instanceof NumberBuilder) builder.appendNumbers(new Float64Array(rowCount).fill(value), rowCount);
  else builder.appendFields(value === null ? missingCells(rowCount) : sameCells(String(value), rowCount), 0, rowCount);
  return builder;
};

/** How the report writes a value that no header holds, as a spreadsheet would. */
const writtenAs = (value: ConstantValue): string => `= ${value === null ? '' : String(value)}`.trimEnd();

interface ConstantColumn { readonly column: string; readonly builder: ColumnBuilder }

/** Columns that the source lacks and the host knows: one value, `null` = none, for all rows. They are the host's word and go before any header. */
export class ConstantColumns {
  private readonly values: readonly (readonly [column: string, value: ConstantValue])[];

  constructor(private readonly table: TableName, { constants = {} }: DataInputSource) {
    this.values = Object.entries(constants);
  }

  get names(): readonly string[] {
    return this.values.map(([column]) => column);
  }

  /** The columns, to be read as a file's own cells are; each is told with its value, and as a rule of every number of the table. */
  *builders(rowCount: number, settings: BuildSettings, log: TableLog): Iterable<ConstantColumn> {
    for (const [column, value] of this.values) {
      if (columnType(this.table, column) === undefined) {
        log.find('UNKNOWN_COLUMN', { column });
        continue;
      }
      const header = writtenAs(value);
      const told = { column, ...(value === null ? {} : { value: String(value) }) };
      log.columns[column] = header;
      log.mappings.push({ column, header, confidence: 1, by: 'constant' });
      log.find(value === null ? 'CONSTANT_NONE' : 'CONSTANT_COLUMN', { ...told, count: rowCount });
      log.rule('CONSTANT_COLUMN', rowCount, told);
      yield { column, builder: builderOf(this.table, column, value, rowCount, settings) };
    }
  }
}
