import { missingDay } from '../model/table.js';
import { CategoryBuilder } from './category-builder.js';
import type { ColumnBuilder } from './column-builder.js';
import type { ColumnCells } from './column-batch.js';
import { dayText } from './day-text.js';
import { InstantBuilder } from './instant-builder.js';
import { NumberBuilder } from './number-builder.js';
import { cellsOfValues } from './value-cells.js';

const decoder = new TextDecoder();

const textAt = (cells: ColumnCells & { readonly kind: 'texts' }, row: number): string | null =>
  (cells.isMissing?.(row) === true ? null : decoder.decode(cells.bytes.subarray(cells.offsets[row], cells.offsets[row + 1])));

/** One cell as a value of a plain object. */
export const valueOfCell = (cells: ColumnCells, row: number): unknown => {
  switch (cells.kind) {
    case 'texts': return textAt(cells, row);
    case 'codes': return cells.isMissing?.(row) === true ? null : cells.dictionary[cells.codes[row] as number];
    case 'numbers': return Number.isNaN(cells.values[row]) ? null : cells.values[row];
    case 'days': return cells.days[row] === missingDay ? null : dayText(cells.days[row] as number);
    case 'instants': {
      const ms = cells.ms[row] as number;
      return Number.isNaN(ms) ? null : new Date(ms).toISOString().slice(0, cells.isLocal ? -1 : undefined);
    }
    case 'values': return cells.values[row];
  }
};

const appendTexts = (builder: ColumnBuilder, { bytes, offsets, isMissing }: ColumnCells & { readonly kind: 'texts' }, rowCount: number, expectedRows: number): void => {
  const bounds = new Int32Array(2 * rowCount);
  for (let row = 0; row < rowCount; row++) {
    bounds[2 * row] = offsets[row] as number;
    bounds[2 * row + 1] = isMissing?.(row) === true ? (offsets[row] as number) : (offsets[row + 1] as number);
  }
  builder.appendFields({ bytes, byteOffset: 0, bounds, fieldCount: 1, rowCount, sourceRow: new Uint32Array(0) }, 0, expectedRows);
};

/** Hands cells over in the way that costs least: as what they are where column and cells agree, else as values. */
export const appendColumn = (builder: ColumnBuilder, cells: ColumnCells, rowCount: number, expectedRows: number): void => {
  if (cells.kind === 'texts') appendTexts(builder, cells, rowCount, expectedRows);
  else if (cells.kind === 'numbers' && builder instanceof NumberBuilder) builder.appendNumbers(cells.values, expectedRows);
  else if (cells.kind === 'days' && builder instanceof InstantBuilder) builder.appendDays(cells.days, expectedRows);
  else if (cells.kind === 'instants' && builder instanceof InstantBuilder) builder.appendInstants(cells.ms, cells.isLocal, expectedRows);
  else if (cells.kind === 'codes' && builder instanceof CategoryBuilder) builder.appendCodes(cells.codes, cells.dictionary, cells.isMissing, expectedRows);
  else {
    const values = Array.from({ length: rowCount }, (_, row) => plain(valueOfCell(cells, row)));
    // Numbers are taken as they are: as text, 1.234 would have two readings.
    const texts = builder instanceof NumberBuilder ? null : cellsOfValues(values);
    if (texts === null) for (const value of values) builder.appendValue(value);
    else builder.appendFields(texts, 0, expectedRows);
  }
};

/** Long integers that are amounts are numbers; as names they keep their digits either way. */
const plain = (value: unknown): unknown => (typeof value === 'bigint' && value >= -9007199254740991n && value <= 9007199254740991n ? Number(value) : value);
