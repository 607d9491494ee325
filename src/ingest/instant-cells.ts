import { missingDay } from '../model/table.js';
import type { DateShape } from './date-text.js';
import type { RawCells } from './raw-cells.js';

/** Form of a cell that was read at once. Days lie in `days` (dotted and slash dates packed, packed-date.ts), the rest in `ms`. */
export const form = { none: 0, isoDate: 1, isoLocal: 2, isoOffset: 3, dmyDot: 4, slash: 5, epochS: 6, epochMs: 7, dotLocal: 8, slashLocal: 9 } as const;

export const shapeOfForm: readonly (DateShape | null)[] = [null, 'iso-date', 'iso-local', 'iso-offset', 'dmy-dot', 'slash', 'epoch-s', 'epoch-ms', 'dmy-dot', 'slash'];

export const isDayForm = (kind: number): boolean => kind === form.isoDate || kind === form.dmyDot || kind === form.slash;

/** What an instant column knows before its date form is settled. */
export interface InstantCells {
  readonly length: number;
  readonly days: Int32Array<ArrayBuffer>;
  /** Offset and epoch forms: UTC; local forms: wall clock as if it were UTC, days of dotted and slash dates packed. */
  readonly ms: Float64Array<ArrayBuffer>;
  /** Form per row; empty while all cells share `onlyForm`. */
  readonly forms: Uint8Array;
  readonly onlyForm: number;
  readonly counts: Uint32Array;
  readonly firstRows: Int32Array;
  readonly raw: RawCells;
}

export const formAt = (cells: InstantCells, row: number): number => {
  if (cells.forms.length > 0) return cells.forms[row] as number;
  const isMissing = isDayForm(cells.onlyForm) ? cells.days[row] === missingDay : Number.isNaN(cells.ms[row]);
  return isMissing ? form.none : cells.onlyForm;
};
