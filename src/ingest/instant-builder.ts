import { release } from '../model/release.js';
import { missingDay } from '../model/table.js';
import { dayMs } from '../model/zone.js';
import { type BuildSettings, type BuiltColumn, CellFindings, type ColumnBuilder, oddOf, textOfValue } from './column-builder.js';
import type { FieldBatch, OddCell } from './field-batch.js';
import { isNoDate, readDate } from './date-text.js';
import { scanDate, scanned } from './date-bytes.js';
import { finishInstants } from './finish-instants.js';
import { grown } from './growing.js';
import { form, isDayForm, shapeOfForm } from './instant-cells.js';
import { digitsAt, isoClock, isoDay, noOffset } from './iso-bytes.js';
import { RawCells } from './raw-cells.js';

const encoder = new TextEncoder();

/** Dates and times. The common forms are read from bytes at once, the rest waits until the column's form is known. */
export class InstantBuilder implements ColumnBuilder {
  private length = 0;
  private capacity = 0;
  private days = new Int32Array(0);
  private ms = new Float64Array(0);
  private forms = new Uint8Array(0);
  private onlyForm = 0;
  private counts = new Uint32Array(shapeOfForm.length);
  private firstRows = new Int32Array(shapeOfForm.length).fill(-1);
  private raw = new RawCells();
  private findings = new CellFindings();

  constructor(private readonly settings: BuildSettings) {}

  appendFields(batch: FieldBatch, field: number, expectedRows: number): void {
    const { bytes, bounds, fieldCount, rowCount } = batch;
    this.reserve(this.length + rowCount, expectedRows);
    const stride = 2 * fieldCount;
    let next = this.length;
    for (let r = 0, at = 2 * field; r < rowCount; r++, at += stride, next++) {
      const start = bounds[at] as number;
      const end = bounds[at + 1] as number;
      const width = end - start;
      if (width === 0) continue;
      if (width >= 10) {
        const day = isoDay(bytes, start);
        if (day !== missingDay) {
          if (width === 10) {
            this.putDay(next, day, form.isoDate);
            continue;
          }
          const gap = bytes[start + 10];
          const time = width >= 16 && (gap === 84 || gap === 32) ? isoClock(bytes, start + 11, end) : Number.NaN;
          if (time >= noOffset) {
            this.putMs(next, day * dayMs + time - noOffset, form.isoLocal);
            continue;
          }
          if (time === time) {
            this.putMs(next, day * dayMs + time, form.isoOffset);
            continue;
          }
        }
      }
      if (this.putOther(next, bytes, start, end)) continue;
      this.raw.add(next, bytes, start, end);
    }
    this.length = next;
  }

  appendValue(value: unknown): void {
    const text = value instanceof Date && Number.isNaN(value.getTime()) ? 'Invalid Date' : textOfValue(value);
    const bytes = encoder.encode(text?.trim() ?? '');
    if (text === undefined) this.refuse(this.length, oddOf(value));
    this.appendFields({ bytes, byteOffset: 0, bounds: Int32Array.of(0, bytes.length), fieldCount: 1, rowCount: 1, sourceRow: new Uint32Array(1) }, 0, 0);
  }

  appendDays(days: Int32Array, expectedRows: number): void {
    this.reserve(this.length + days.length, expectedRows);
    for (let i = 0; i < days.length; i++) if (days[i] !== missingDay) this.putDay(this.length + i, days[i] as number, form.isoDate);
    this.length += days.length;
  }

  /** `isLocal`: wall-clock times as if they were UTC. */
  appendInstants(ms: Float64Array, isLocal: boolean, expectedRows: number): void {
    this.reserve(this.length + ms.length, expectedRows);
    const kind = isLocal ? form.isoLocal : form.isoOffset;
    for (let i = 0; i < ms.length; i++) if (!Number.isNaN(ms[i])) this.putMs(this.length + i, ms[i] as number, kind);
    this.length += ms.length;
  }

  refuse(row: number, what: OddCell['what'], count = 1): void {
    this.findings.add('DATE', row, `[${what}]`, undefined, count);
  }

  isMissingAt(row: number): boolean {
    const { forms, onlyForm, raw } = this;
    const isRead = forms.length > 0 ? forms[row] !== form.none : onlyForm !== form.none && (isDayForm(onlyForm) ? this.days[row] !== missingDay : !Number.isNaN(this.ms[row]));
    if (isRead) return false;
    const index = raw.indexOf(row);
    return index < 0 || isNoDate(readDate(raw.textOf(index)));
  }

  finish(rowNumberOf: (row: number) => number): BuiltColumn {
    const { length, days, ms, forms, onlyForm, counts, firstRows, raw, settings, findings } = this;
    const { column, isOpen } = finishInstants({ length, days, ms, forms, onlyForm, counts, firstRows, raw }, settings, findings, rowNumberOf);
    return findings.built(column, isOpen);
  }

  copy(): InstantBuilder {
    const copy = new InstantBuilder(this.settings);
    const { length } = this;
    [copy.length, copy.capacity, copy.onlyForm] = [length, length, this.onlyForm];
    [copy.days, copy.ms, copy.forms] = [this.days.slice(0, length), this.ms.slice(0, length), this.forms.slice(0, length)];
    [copy.counts, copy.firstRows] = [this.counts.slice(), this.firstRows.slice()];
    copy.raw = this.raw.copy();
    copy.findings = this.findings.copy();
    return copy;
  }

  private putOther(row: number, bytes: Uint8Array, start: number, end: number): boolean {
    if (scanDate(bytes, start, end)) {
      if (isDayForm(scanned.kind)) this.putDay(row, scanned.days, scanned.kind);
      else this.putMs(row, scanned.ms, scanned.kind);
      return true;
    }
    const width = end - start;
    const value = width === 13 || width === 10 ? digitsAt(bytes, start, end) : -1;
    if (value < 0) return false;
    if (width === 13) this.putMs(row, value, form.epochMs); else this.putMs(row, value * 1000, form.epochS);
    return true;
  }

  private putDay(row: number, day: number, kind: number): void {
    if (kind !== this.onlyForm || this.forms.length > 0) this.meet(row, kind);
    this.counts[kind] = (this.counts[kind] as number) + 1;
    this.days[row] = day;
  }

  private putMs(row: number, ms: number, kind: number): void {
    if (kind !== this.onlyForm || this.forms.length > 0) this.meet(row, kind);
    this.counts[kind] = (this.counts[kind] as number) + 1;
    this.ms[row] = ms;
  }

  /** Nearly every column has one form: storage for a second one, and the form per row, come only when it is met. */
  private meet(row: number, kind: number): void {
    if (this.counts[kind] === 0) {
      this.firstRows[kind] = row;
      if (this.onlyForm !== form.none && this.forms.length === 0) {
        this.forms = new Uint8Array(this.capacity);
        for (let i = 0; i < row; i++) {
          if (isDayForm(this.onlyForm) ? this.days[i] !== missingDay : this.ms[i] === this.ms[i]) this.forms[i] = this.onlyForm;
        }
      }
      if (this.onlyForm === form.none) this.onlyForm = kind;
      if (isDayForm(kind)) this.days = withMissingDays(this.days, this.capacity);
      else this.ms = withMissingMs(this.ms, this.capacity);
    }
    if (this.forms.length > 0) this.forms[row] = kind;
  }

  private reserve(needed: number, expectedRows: number): void {
    if (needed <= this.capacity) return;
    this.capacity = Math.max(needed, expectedRows, Math.ceil(this.capacity * 1.5), 1024);
    if (this.days.length > 0) this.days = withMissingDays(this.days, this.capacity);
    if (this.ms.length > 0) this.ms = withMissingMs(this.ms, this.capacity);
    if (this.forms.length > 0) this.forms = grown(this.forms, this.capacity);
  }
}

const withMissingDays = (days: Int32Array<ArrayBuffer>, capacity: number): Int32Array<ArrayBuffer> => {
  if (days.length >= capacity) return days;
  const larger = new Int32Array(capacity);
  larger.set(days);
  larger.fill(missingDay, days.length);
  release(days);
  return larger;
};

const withMissingMs = (ms: Float64Array<ArrayBuffer>, capacity: number): Float64Array<ArrayBuffer> => {
  if (ms.length >= capacity) return ms;
  const larger = new Float64Array(capacity);
  larger.set(ms);
  larger.fill(Number.NaN, ms.length);
  release(ms);
  return larger;
};
