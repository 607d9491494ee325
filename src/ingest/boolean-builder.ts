import type { BooleanColumn } from '../model/table.js';
import { type BuildSettings, type BuiltColumn, CellFindings, type ColumnBuilder, oddOf, textOfValue } from './column-builder.js';
import type { FieldBatch, OddCell } from './field-batch.js';
import { grown, trimmed } from './growing.js';
import { isSentinel } from './sentinels.js';

const words: ReadonlyMap<string, 0 | 1 | -1> = new Map([
  ...(['true', 't', 'yes', 'y', '1', 'ja', 'j', 'wahr', 'x', 'on'] as const).map((word) => [word, 1] as const),
  ...(['false', 'f', 'no', 'n', '0', 'nein', 'falsch', 'off'] as const).map((word) => [word, 0] as const),
  ['', -1],
]);
const decoder = new TextDecoder();

export class BooleanBuilder implements ColumnBuilder {
  private length = 0;
  private values = new Int8Array(0);
  private findings = new CellFindings();

  constructor(private readonly settings: BuildSettings) {}

  appendFields(batch: FieldBatch, field: number, expectedRows: number): void {
    const { bytes, bounds, fieldCount, rowCount } = batch;
    this.values = grown(this.values, this.length + rowCount, expectedRows);
    for (let r = 0, at = 2 * field; r < rowCount; r++, at += 2 * fieldCount) {
      const start = bounds[at] as number;
      const end = bounds[at + 1] as number;
      const first = (bytes[start] as number) | 32;
      // The two words that nearly every file writes are told apart by length and first letter, the rest by look-up.
      if (start === end) this.values[this.length++] = -1;
      else if (end - start === 4 && first === 116 && (bytes[end - 1] as number | 32) === 101) this.values[this.length++] = 1;
      else if (end - start === 5 && first === 102 && (bytes[end - 1] as number | 32) === 101) this.values[this.length++] = 0;
      else this.put(decoder.decode(bytes.subarray(start, end)));
    }
  }

  appendValue(value: unknown): void {
    this.values = grown(this.values, this.length + 1);
    const text = textOfValue(value);
    if (text === undefined) this.refuse(this.length, oddOf(value));
    this.put(text ?? '');
  }

  refuse(row: number, what: OddCell['what'], count = 1): void {
    this.findings.add('BOOLEAN', row, `[${what}]`, undefined, count);
  }

  isMissingAt(row: number): boolean {
    return this.values[row] === -1;
  }

  finish(): BuiltColumn {
    const column: BooleanColumn = { kind: 'boolean', values: trimmed(this.values, this.length) };
    return this.findings.built(column);
  }

  copy(): BooleanBuilder {
    const copy = new BooleanBuilder(this.settings);
    copy.length = this.length;
    copy.values = this.values.slice(0, this.length);
    copy.findings = this.findings.copy();
    return copy;
  }

  private put(text: string): void {
    const word = text.trim().toLowerCase();
    const isTold = this.settings.missing?.has(word) === true;
    const value = isTold ? -1 : words.get(word);
    if (isTold) this.findings.note('MISSING_AS_TOLD', this.length, text);
    else if (value === undefined) this.findings.add(isSentinel(word) ? 'SENTINEL' : 'BOOLEAN', this.length, text);
    this.values[this.length++] = value ?? -1;
  }
}
