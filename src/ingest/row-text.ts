import { type Column, missingDay } from '../model/table.js';
import { dayText } from './day-text.js';
import type { DraftTable } from './draft-table.js';

const decoder = new TextDecoder();

/** A cell as plain data: ISO text for dates and instants; null = missing. */
export const cellValue = (column: Column, row: number): string | number | boolean | null => {
  switch (column.kind) {
    case 'text': {
      const bytes = column.bytes.subarray(column.offsets[row], column.offsets[row + 1]);
      return bytes.length === 0 ? null : decoder.decode(bytes);
    }
    case 'category': return column.dictionary[column.codes[row] as number] ?? null;
    case 'number': return Number.isNaN(column.values[row]) ? null : (column.values[row] as number);
    case 'boolean': return column.values[row] === -1 ? null : column.values[row] === 1;
    case 'group': return column.of[row] === 0 ? null : (column.of[row] as number);
    case 'instant': {
      const day = column.day?.[row] ?? missingDay;
      if (day !== missingDay) return dayText(day);
      const ms = column.ms[row] as number;
      return Number.isNaN(ms) ? null : new Date(ms).toISOString();
    }
  }
};

export const isMissing = (column: Column, row: number): boolean => {
  switch (column.kind) {
    case 'text': return column.offsets[row] === column.offsets[row + 1];
    case 'category': return column.codes[row] === 0;
    case 'number': return Number.isNaN(column.values[row]);
    case 'boolean': return column.values[row] === -1;
    case 'group': return column.of[row] === 0;
    case 'instant': return column.day === null ? Number.isNaN(column.ms[row]) : column.day[row] === missingDay;
  }
};

/** The row as it was understood, keys sorted: the same text for the same content in any order of columns. */
export const canonicalRow = ({ columns }: DraftTable, row: number): string =>
  JSON.stringify(Object.fromEntries([...columns.keys()].sort().map((name) => [name, cellValue(columns.get(name) as Column, row)])));
