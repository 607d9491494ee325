import type { DataInputSource } from '../model/input.js';
import { type Column, missingDay } from '../model/table.js';
import { dayNumberOf } from '../model/zone.js';
import { readDate } from './date-text.js';
import { midnightTable, wholeDays } from './finish-instants.js';
import { readNumber } from './number-style.js';
import { recode } from './words.js';

const decoder = new TextDecoder();
const nothing: ReadonlySet<string> = new Set();

/** Texts that the host says stand for "no value" in a column, in lower case. */
export const toldMissing = (missing: DataInputSource['missing'], column: string): ReadonlySet<string> => {
  const told = missing === undefined ? [] : Array.isArray(missing) ? (missing as readonly string[])
    : Object.hasOwn(missing, column) ? ((missing as Readonly<Record<string, readonly string[]>>)[column] as readonly string[]) : [];
  return told.length === 0 ? nothing : new Set(told.map((text) => text.trim().toLowerCase()));
};

export interface Cleared { readonly column: Column; readonly count: number; readonly firstRow: number }

/** The column without the values that the host says are none: texts as written, numbers and days by what they mean. */
export const withoutTold = (column: Column, told: ReadonlySet<string>, timeZone: string): Cleared => {
  let count = 0;
  let firstRow = -1;
  const clear = (row: number): void => {
    if (count++ === 0) firstRow = row;
  };
  const cleared = (kept: Column): Cleared => ({ column: count === 0 ? column : kept, count, firstRow });
  switch (column.kind) {
    case 'number': {
      const numbers = new Set([...told].flatMap((text) => Object.values(readNumber(text)) as number[]).filter((value) => !Number.isNaN(value)));
      const values = column.values.slice();
      for (let row = 0; row < values.length; row++) {
        if (!numbers.has(values[row] as number)) continue;
        values[row] = Number.NaN;
        clear(row);
      }
      return cleared({ kind: 'number', values });
    }
    case 'instant': {
      const days = new Set([...told].map((text) => readDate(text)?.day ?? Number.NaN).filter((day) => !Number.isNaN(day)));
      const day = column.day?.slice() ?? null;
      // Of whole days the instants are not asked for: they would be made for it.
      const ms = day === null || column.precision !== 'day' ? column.ms.slice() : null;
      for (let row = 0, length = (day ?? ms as Float64Array).length; row < length; row++) {
        const at = day !== null ? (day[row] as number) : Number.isNaN((ms as Float64Array)[row]) ? missingDay : dayNumberOf(timeZone, (ms as Float64Array)[row] as number);
        if (at === missingDay || !days.has(at)) continue;
        if (day !== null) day[row] = missingDay;
        if (ms !== null) ms[row] = Number.NaN;
        clear(row);
      }
      return cleared(ms === null && day !== null ? wholeDays(day, midnightTable(timeZone)) : { kind: 'instant', precision: column.precision, day, ms: ms ?? column.ms });
    }
    case 'category': {
      const isTold = column.dictionary.map((value) => value !== null && told.has(value.toLowerCase()));
      for (let row = 0; row < column.codes.length; row++) if (isTold[column.codes[row] as number] === true) clear(row);
      return cleared(recode(column, (value) => (told.has(value.toLowerCase()) ? null : value)));
    }
    case 'text': {
      const { bytes, offsets } = column;
      const ends = new Uint32Array(offsets.length);
      const kept = new Uint8Array(bytes.length);
      const longest = 4 * [...told].reduce((length, text) => Math.max(length, text.length), 0);
      let used = 0;
      for (let row = 0; row + 1 < offsets.length; row++) {
        const cell = bytes.subarray(offsets[row], offsets[row + 1]);
        if (cell.length > 0 && cell.length <= longest && told.has(decoder.decode(cell).toLowerCase())) clear(row);
        else {
          kept.set(cell, used);
          used += cell.length;
        }
        ends[row + 1] = used;
      }
      return cleared({ kind: 'text', bytes: kept.subarray(0, used), offsets: ends });
    }
    default: return { column, count: 0, firstRow: -1 };
  }
};
