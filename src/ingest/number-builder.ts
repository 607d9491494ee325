import type { NumberColumn } from '../model/table.js';
import { type BuildSettings, type BuiltColumn, CellFindings, type ColumnBuilder, oddOf, textOfValue } from './column-builder.js';
import type { FieldBatch, OddCell } from './field-batch.js';
import { grown, trimmed } from './growing.js';
import { amount, markKind, powersOfTen, scanAmount } from './number-bytes.js';
import { type NumberStyle, readNumber, styleOfLocale } from './number-style.js';
import { RawCells } from './raw-cells.js';
import { isSentinel } from './sentinels.js';

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const { surePoint, perhapsPoint, sureComma, perhapsComma, groupedPoint, groupedComma } = markKind;

/**
 * Numbers. Plain ones (`-12`, `4.50`) are read from bytes at once; everything else waits as text, because `1.234` and
 * `1,234` can only be told from the other cells of the column.
 */
export class NumberBuilder implements ColumnBuilder {
  private length = 0;
  private values = new Float64Array(0);
  /** Kind of mark per row, once one was seen; `values` then holds the decimal reading. */
  private marks = new Uint8Array(0);
  private markCounts = new Uint32Array(7);
  private raw = new RawCells();
  private findings = new CellFindings();

  constructor(private readonly settings: BuildSettings) {}

  appendFields(batch: FieldBatch, field: number, expectedRows: number): void {
    const { bytes, bounds, fieldCount, rowCount, literals } = batch;
    const values = (this.values = grown(this.values, this.length + rowCount, expectedRows));
    const stride = 2 * fieldCount;
    let next = this.length;
    for (let r = 0, at = 2 * field; r < rowCount; r++, at += stride, next++) {
      const start = bounds[at] as number;
      const end = bounds[at + 1] as number;
      if (start === end) {
        values[next] = Number.NaN;
        continue;
      }
      const isNegative = bytes[start] === 45;
      const first = isNegative ? start + 1 : start;
      let mantissa = 0;
      let mark = -1;
      let i = first;
      for (; i < end; i++) {
        const digit = (bytes[i] as number) - 48;
        if (digit >= 0 && digit <= 9) mantissa = mantissa * 10 + digit;
        else if ((digit === -2 || digit === -4) && mark < 0) mark = i;
        else break;
      }
      if (literals?.[(at >> 1)] === 1) {
        values[next] = this.literal(next, bytes, start, end, i === end && end - first <= 15 ? mantissa / (powersOfTen[mark < 0 ? 0 : end - mark - 1] as number) * (isNegative ? -1 : 1) : Number.NaN);
        continue;
      }
      // 15 digits are exact in a double, and so is one division by a power of ten: no digit is rounded twice.
      if (i < end || first === end || end - first > 15 || mark === first || mark === end - 1) {
        if (!scanAmount(bytes, start, end)) {
          this.keep(next, bytes, start, end);
          continue;
        }
        values[next] = amount.value;
        if (amount.kind !== markKind.none) this.noteMark(next, amount.kind);
        continue;
      }
      let value = mantissa;
      if (mark >= 0) {
        value = mantissa / (powersOfTen[end - mark - 1] as number);
        const mayGroup = end - mark === 4 && mark - first <= 3 && bytes[first] !== 48;
        this.noteMark(next, (bytes[mark] === 46 ? surePoint : sureComma) + (mayGroup ? 1 : 0));
      }
      values[next] = isNegative && value !== 0 ? -value : value;
    }
    this.length = next;
  }

  /** A number as JSON writes it, read already where it has few digits and no exponent; NaN = it is told that it is none. */
  private literal(row: number, bytes: Uint8Array, start: number, end: number, read: number): number {
    const value = Number.isNaN(read) ? Number(decoder.decode(bytes.subarray(start, end))) : read;
    if (Number.isFinite(value)) return value === 0 ? 0 : value;
    this.findings.add('NUMBER', row, String(value));
    return Number.NaN;
  }

  appendValue(value: unknown): void {
    this.values = grown(this.values, this.length + 1);
    const row = this.length++;
    if (typeof value === 'number') {
      if (Number.isFinite(value)) {
        this.values[row] = value === 0 ? 0 : value;
      } else {
        this.values[row] = Number.NaN;
        this.findings.add('NUMBER', row, String(value));
      }
      return;
    }
    this.values[row] = Number.NaN;
    const text = typeof value === 'boolean' ? String(value) : textOfValue(value);
    if (text === undefined) this.refuse(row, oddOf(value));
    else if (text !== null && text.trim() !== '') {
      const bytes = encoder.encode(text);
      this.length = row;
      this.appendFields({ bytes, byteOffset: 0, bounds: Int32Array.of(0, bytes.length), fieldCount: 1, rowCount: 1, sourceRow: new Uint32Array(1) }, 0, 0);
    }
  }

  appendNumbers(numbers: Float64Array, expectedRows: number): void {
    const values = (this.values = grown(this.values, this.length + numbers.length, expectedRows));
    for (let i = 0; i < numbers.length; i++) {
      const value = numbers[i] as number;
      // Infinite: told, since nobody would look for it. NaN is how such files write nothing.
      if (value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY) this.findings.add('NUMBER', this.length + i, String(value));
      values[this.length + i] = Number.isFinite(value) ? (value === 0 ? 0 : value) : Number.NaN;
    }
    this.length += numbers.length;
  }

  refuse(row: number, what: OddCell['what'], count = 1): void {
    this.findings.add('NUMBER', row, `[${what}]`, undefined, count);
  }

  isMissingAt(row: number): boolean {
    if (!Number.isNaN(this.values[row])) return false;
    const index = this.raw.indexOf(row);
    if (index < 0) return true;
    const { point, comma } = readNumber(this.raw.textOf(index));
    return Number.isNaN(point) && Number.isNaN(comma);
  }

  finish(): BuiltColumn {
    const isOpen = this.decide();
    const column: NumberColumn = { kind: 'number', values: trimmed(this.values, this.length) };
    return this.findings.built(column, isOpen);
  }

  copy(): NumberBuilder {
    const copy = new NumberBuilder(this.settings);
    copy.length = this.length;
    copy.values = this.values.slice(0, this.length);
    copy.marks = this.marks.slice(0, this.length);
    copy.markCounts = this.markCounts.slice();
    copy.raw = this.raw.copy();
    copy.findings = this.findings.copy();
    return copy;
  }

  private keep(row: number, bytes: Uint8Array, start: number, end: number): void {
    this.values[row] = Number.NaN;
    this.raw.add(row, bytes, start, end);
  }

  private noteMark(row: number, kind: number): void {
    this.marks = grown(this.marks, row + 1, this.values.length);
    this.marks[row] = kind;
    this.markCounts[kind] = (this.markCounts[kind] as number) + 1;
  }

  /** Chooses the decimal mark for the whole column and reads what waited. Gives whether cells have two readings that the column does not decide. */
  private decide(): boolean {
    const [, surePoints = 0, perhapsPoints = 0, sureCommas = 0, perhapsCommas = 0, groupedPoints = 0, groupedCommas = 0] = this.markCounts;
    let point = surePoints + groupedPoints;
    let comma = sureCommas + groupedCommas;
    const points = new Float64Array(this.raw.count);
    const commas = new Float64Array(this.raw.count);
    let either = perhapsPoints + perhapsCommas;
    for (let index = 0; index < this.raw.count; index++) {
      const reading = readNumber(this.raw.textOf(index));
      points[index] = reading.point;
      commas[index] = reading.comma;
      if (Number.isNaN(reading.comma) && !Number.isNaN(reading.point)) point += 1;
      if (Number.isNaN(reading.point) && !Number.isNaN(reading.comma)) comma += 1;
      if (!Number.isNaN(reading.point) && !Number.isNaN(reading.comma) && reading.point !== reading.comma) either += 1;
    }
    const isMixed = point > 0 && comma > 0;
    if (isMixed) this.findings.put({ code: 'NUMBER_MIXED', count: Math.min(point, comma), params: { point, comma } });
    const told: NumberStyle | null = point === comma ? null : point > comma ? 'point' : 'comma';
    const style = told ?? (isMixed || this.settings.locale === undefined ? null : styleOfLocale(this.settings.locale));
    // In a mixed column nobody can say what `1.234` means, whatever the majority.
    const readEither = !isMixed && style !== null;
    if (style !== 'point' && point + perhapsPoints > 0 || style !== 'comma' && comma + perhapsCommas > 0 || isMixed) {
      this.rereadMarks(style, readEither);
    }
    for (let index = 0; index < this.raw.count; index++) this.settle(index, points[index] as number, commas[index] as number, style, readEither);
    return isMixed || (told === null && either > 0);
  }

  private settle(index: number, point: number, comma: number, style: NumberStyle | null, readEither: boolean): void {
    const row = this.raw.rowOf(index);
    const value = point === comma ? point : style === 'point' ? point : style === 'comma' ? comma : Number.NaN;
    if (point !== comma && !Number.isNaN(point) && !Number.isNaN(comma) && !readEither) {
      this.ambiguous(row, this.raw.textOf(index), point, comma);
    } else if (Number.isNaN(value)) {
      const cell = this.raw.textOf(index).trim();
      if (this.settings.missing?.has(cell.toLowerCase()) === true) this.findings.note('MISSING_AS_TOLD', row, cell);
      else if (cell !== '') this.findings.add(isSentinel(cell) ? 'SENTINEL' : 'NUMBER', row, cell);
    } else {
      this.values[row] = value;
    }
  }

  /** Both readings, and which option decides for either of them. */
  private ambiguous(row: number, text: string, point: number, comma: number): void {
    this.findings.add('AMBIGUOUS_NUMBER', row, text, { a: point, b: comma, option: 'locale', forA: 'en', forB: 'de' });
  }

  /** `values` holds every marked cell read as decimal; under the other mark `1.234` is a thousand times that and `1.5` is nothing. */
  private rereadMarks(style: NumberStyle | null, readEither: boolean): void {
    for (let row = 0; row < this.marks.length && row < this.length; row++) {
      const kind = this.marks[row] as number;
      if (kind === 0) continue;
      const value = this.values[row] as number;
      const isPoint = kind === surePoint || kind === perhapsPoint || kind === groupedPoint;
      const mayGroup = kind === perhapsPoint || kind === perhapsComma;
      const text = (): string => written(value, isPoint, mayGroup, kind === groupedPoint || kind === groupedComma);
      if (mayGroup && !readEither) {
        this.values[row] = Number.NaN;
        this.ambiguous(row, text(), ...(isPoint ? [value, Math.round(value * 1000)] as const : [Math.round(value * 1000), value] as const));
      } else if (style !== (isPoint ? 'point' : 'comma')) {
        this.values[row] = mayGroup ? Math.round(value * 1000) : Number.NaN;
        if (!mayGroup) this.findings.add('NUMBER', row, text());
      }
    }
  }
}

/** A number as it stood in the file, as far as its value tells. */
const written = (value: number, isPoint: boolean, hasThree: boolean, isGrouped: boolean): string => {
  const [whole = '', fraction] = (hasThree ? value.toFixed(3) : String(value)).split('.');
  const grouped = isGrouped ? whole.replace(/\B(?=(?:\d{3})+$)/g, isPoint ? ',' : '.') : whole;
  return fraction === undefined ? grouped : `${grouped}${isPoint ? '.' : ','}${fraction}`;
};
