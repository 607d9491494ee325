import type { TestRecords, TextColumn } from '../model/table.js';
import type { DraftTable } from './draft-table.js';
import { cellValue } from './row-text.js';

const testWord = /(?:^|[^\p{L}])(?:test(?:s|ing|deal|auftrag|kunde|daten|datensatz)?|dummy)(?:$|[^\p{L}])/iu;
const decoder = new TextDecoder();
const t = 116;
const d = 100;

/** Cheap first look at the bytes of a name: whether `test` or `dummy` may be in it. */
const mayNameTest = (bytes: Uint8Array, start: number, end: number): boolean => {
  for (let i = start; i + 3 < end; i++) {
    const byte = (bytes[i] as number) | 32;
    if (byte === t && ((bytes[i + 1] as number) | 32) === 101 && ((bytes[i + 2] as number) | 32) === 115 && ((bytes[i + 3] as number) | 32) === t) return true;
    if (byte === d && ((bytes[i + 1] as number) | 32) === 117 && ((bytes[i + 2] as number) | 32) === 109) return true;
  }
  return false;
};

/** Rows whose name calls them a test, though no flag does: they stay, since a name may mean something else. */
export const rowsNamedTest = ({ bytes, offsets }: TextColumn): Uint32Array => {
  const rows: number[] = [];
  for (let row = 0; row + 1 < offsets.length; row++) {
    const [start, end] = [offsets[row] as number, offsets[row + 1] as number];
    if (mayNameTest(bytes, start, end) && testWord.test(decoder.decode(bytes.subarray(start, end)))) rows.push(row);
  }
  return Uint32Array.from(rows);
};

/** The money of a row that is about to go. */
export const droppedMoney = ({ columns }: DraftTable, row: number): TestRecords['dropped'][number] => {
  const [amount, currency] = [columns.get('amount'), columns.get('currency')];
  return {
    amount: amount?.kind === 'number' ? (cellValue(amount, row) as number | null) : null,
    currency: currency?.kind === 'category' ? (cellValue(currency, row) as string | null) : null,
  };
};
