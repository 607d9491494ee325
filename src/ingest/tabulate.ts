import type { DataInputSource } from '../model/input.js';
import { requiredColumns, type TableName } from '../model/schema.js';
import type { Column } from '../model/table.js';
import { BooleanBuilder } from './boolean-builder.js';
import { CategoryBuilder } from './category-builder.js';
import { type BuildSettings, type CellFinding, type ColumnBuilder, textOfValue } from './column-builder.js';
import type { DraftTable } from './draft-table.js';
import type { BrokenRow, FieldBatch } from './field-batch.js';
import type { RowSink } from './formats/sink.js';
import { grown, trimmed } from './growing.js';
import { HeaderPlan } from './header-plan.js';
import { IngestError } from './ingest-error.js';
import type { IssueCode } from './issue-codes.js';
import { InstantBuilder } from './instant-builder.js';
import { keepRows } from './keep-rows.js';
import type { MappedColumn } from './map-columns.js';
import { NumberBuilder } from './number-builder.js';
import type { SkipCode } from './presets/preset.js';
import { isLabel, type PresetNames } from './presets/preset-names.js';
import { collectKeys, isPlainRow, type PlainRow, shortText, valueAt } from './plain-row.js';
import { type Finding, longestText, type TableLog } from './report.js';
import { canonicalRow, isMissing } from './row-text.js';
import { settleColumn } from './settle-column.js';
import { columnType } from './synonyms.js';
import { TextBuilder } from './text-builder.js';
import { toldMissing } from './told-missing.js';
import { cellsOfValues, missingCells } from './value-cells.js';

const sampleRows = 100;
const decoder = new TextDecoder();

/**
 * Required columns in which a row may still lack a value: a subscription without start was there before everything, one without end
 * still runs (the column must exist, so that "no end" is a statement).
 */
const mayBeMissing: Partial<Record<TableName, readonly string[]>> = {
  subscriptions: ['started_at', 'ended_at'],
  forecasts: ['period_end'],
};

export interface TabulateSettings extends BuildSettings {
  readonly maxRows: number;
  readonly label: string;
  /** The input only adds to rows of others, by this column. */
  readonly joinedOn?: string;
  readonly preset?: PresetNames;
  /** Zone of times without offset in columns that the preset names. */
  readonly presetZone?: string;
}

interface Slot { readonly column: string; readonly header: string; readonly index: number; readonly builder: ColumnBuilder }

/** Turns decoded rows of one input into a draft table: maps its header, builds typed columns, leaves out rows that cannot be used. */
export class Tabulator implements RowSink {
  private readonly plan: HeaderPlan;
  private slots: readonly Slot[] | null = null;
  private headers: readonly string[] = [];
  private readonly knownKeys = new Set<string>();
  private hasAllKeys = false;
  /** Rows that were handed over as objects, those left out among them. */
  private seen = 0;
  private rowCount = 0;
  private sourceRow = new Uint32Array(0);
  private expectedRows = 0;

  constructor(
    private readonly table: TableName, private readonly input: DataInputSource,
    private readonly settings: TabulateSettings, private readonly log: TableLog,
  ) {
    this.plan = new HeaderPlan(table, input.columns ?? {}, log, settings.preset, settings.joinedOn);
  }

  /** Columns in which a row must have a value. */
  private get needed(): readonly string[] {
    const { joinedOn } = this.settings;
    const all: readonly string[] = joinedOn === undefined ? requiredColumns[this.table] : [joinedOn];
    return all.filter((column) => !(mayBeMissing[this.table] ?? []).includes(column));
  }

  get rowsRead(): number {
    return this.log.rowsIn;
  }

  /** To be told between pieces only: there rows and share of the input belong together. */
  readShare(share: number): void {
    this.expectedRows = Math.min(this.settings.maxRows, Math.ceil((this.rowCount / share) * 1.01));
  }

  header(names: readonly string[]): void {
    this.headers = names;
  }

  batch(batch: FieldBatch): void {
    const slots = (this.slots ??= this.planHeader((_, index) => samplesOf(batch, index)));
    this.count(batch.rowCount);
    const expected = this.expectedRows;
    this.sourceRow = grown(this.sourceRow, this.rowCount + batch.rowCount, expected);
    this.sourceRow.set(batch.sourceRow.subarray(0, batch.rowCount), this.rowCount);
    for (const { builder, index } of slots) builder.appendFields(batch, index, expected);
    this.rowCount += batch.rowCount;
    if (batch.rowText !== undefined) this.keepOriginals(slots, batch.rowCount, batch.rowText);
  }

  /** Rows that lack what the table needs will be left out with all their columns: their writing is remembered while it is there. */
  private keepOriginals(slots: readonly Slot[], lastRows: number, textOf: (row: number) => string): void {
    const first = this.rowCount - lastRows;
    for (const { column, builder } of slots) {
      if (!this.needed.includes(column)) continue;
      for (let r = 0; r < lastRows; r++) {
        if (builder.isMissingAt(first + r) && !this.log.keepOriginal(this.sourceRow[first + r] as number, () => textOf(r))) return;
      }
    }
  }

  keys(names: readonly string[]): void {
    for (const name of names) this.knownKeys.add(name);
    this.hasAllKeys = true;
  }

  rows(rows: readonly unknown[], numbers?: readonly number[]): void {
    const slots = this.planKeys(rows);
    const cells = slots.map((): unknown[] => []);
    this.sourceRow = grown(this.sourceRow, this.rowCount + rows.length, this.expectedRows);
    const taken: PlainRow[] = [];
    rows.forEach((row, i) => {
      const index = this.seen++;
      const number = numbers?.[i] ?? index + 1;
      if (!isPlainRow(row)) {
        this.broken({ code: 'SHAPE', row: number, text: shortText(row), params: { expected: 'an object', path: `$[${index}]`, got: row === null ? 'null' : Array.isArray(row) ? 'an array' : typeof row } });
        return;
      }
      this.count(1);
      for (let s = 0; s < slots.length; s++) (cells[s] as unknown[]).push(valueAt(row, (slots[s] as Slot).header, number));
      this.sourceRow[this.rowCount++] = number;
      taken.push(row);
    });
    slots.forEach(({ column, builder }, s) => this.append(column, builder, cells[s] as unknown[]));
    this.keepOriginals(slots, taken.length, (row) => shortText(taken[row], longestText + 1));
  }

  note(code: IssueCode, finding: Finding): void {
    this.log.find(code, finding);
  }

  broken({ code, row, text, params }: BrokenRow): void {
    this.count(1);
    this.log.find(code, { row, params, ...(code === 'FIELD_COUNT' ? {} : { value: text }) });
    this.log.exclude({ code, row, text, params });
  }

  /** A record that is no row of this table. */
  skip(code: SkipCode, row: number, text: string): void {
    this.count(1);
    this.log.find(code, { row });
    this.log.exclude({ code, row, text });
  }

  finish(): DraftTable {
    // Which keys rows lack shows only with the last of them.
    if (this.seen > 0) this.plan.settle();
    const slots = [...(this.slots ?? this.planHeader(() => []))];
    this.slots = null;
    const columns = new Map<string, Column>();
    const bad = new Map<string, ReadonlyMap<number, CellFinding>>();
    const numberOf = (row: number): number => this.sourceRow[row] as number;
    // One builder at a time is finished and let go of, so that not all of them hold two copies.
    for (let slot = slots.shift(); slot !== undefined; slot = slots.shift()) {
      const { column: name, builder } = slot;
      const built = builder.finish(numberOf);
      columns.set(name, settleColumn(name, built, { timeZone: this.settings.timeZone, told: this.toldMissing(name), numberOf }, this.log));
      bad.set(name, built.cells);
    }
    const sourceRow = trimmed(this.sourceRow, this.rowCount);
    const usable = this.withoutUnusable({ name: this.table, rowCount: this.rowCount, columns, sourceRow, inputOf: null }, bad);
    this.log.forgetOriginals();
    return usable;
  }

  private planHeader(samples: (header: string, index: number) => readonly string[]): Slot[] {
    this.headers = this.headers.map((header, index) => header || this.nameOfUnnamed(index, samples(header, index)));
    const slots = this.plan.meet(this.headers, samples).map((mapped) => this.slotOf(mapped));
    this.plan.settle();
    return slots;
  }

  /** A column without a name that holds something can be mapped by its place; one that is empty is nothing. */
  private nameOfUnnamed(index: number, samples: readonly string[]): string {
    if (samples.every((sample) => sample.trim() === '')) return '';
    const name = `#${index + 1}`;
    this.log.find('UNNAMED_COLUMN', { column: name, params: { index: index + 1 } });
    return name;
  }

  /** Keys may come with any row, and with them columns that the rows before lack. */
  private planKeys(rows: readonly unknown[]): readonly Slot[] {
    const hasNew = !this.hasAllKeys && collectKeys(rows, this.knownKeys);
    if (this.slots !== null && !hasNew) return this.slots;
    const met = new Set(this.headers);
    const keys = [...this.knownKeys].filter((key) => !met.has(key));
    this.headers = [...this.knownKeys];
    const added = this.plan.meet(keys, (key) => valueSamples(rows, key)).map((mapped) => this.slotOf(mapped));
    for (const { builder } of added) if (this.rowCount > 0) builder.appendFields(missingCells(this.rowCount), 0, this.expectedRows);
    return (this.slots = [...(this.slots ?? []), ...added]);
  }

  private append(column: string, builder: ColumnBuilder, values: readonly unknown[]): void {
    const type = columnType(this.table, column);
    // Numbers and truth values are taken as they are: as text, 1.234 would have two readings.
    const cells = type === 'number' || type === 'boolean' ? null : cellsOfValues(values);
    if (cells === null) for (const value of values) builder.appendValue(value);
    else builder.appendFields(cells, 0, this.expectedRows);
  }

  private slotOf({ column, header, index, by }: MappedColumn): Slot {
    return { column, header, index, builder: this.builderOf(column, by === 'preset' && !isLabel(header)) };
  }

  private builderOf(column: string, isPresetName: boolean): ColumnBuilder {
    const { presetZone } = this.settings;
    const settings: BuildSettings = { ...this.settings, missing: this.toldMissing(column) };
    switch (columnType(this.table, column)) {
      case 'number': return new NumberBuilder(settings);
      case 'instant': return new InstantBuilder(presetZone === undefined || !isPresetName ? settings : { ...settings, clockZone: presetZone });
      case 'boolean': return new BooleanBuilder(settings);
      case 'category': return new CategoryBuilder();
      default: return new TextBuilder();
    }
  }

  private toldMissing(column: string): ReadonlySet<string> {
    return toldMissing(this.input.missing, column);
  }

  private withoutUnusable(draft: DraftTable, bad: ReadonlyMap<string, ReadonlyMap<number, CellFinding>>): DraftTable {
    const required = this.needed.filter((column) => draft.columns.has(column));
    const dropped = new Uint8Array(draft.rowCount);
    let count = 0;
    for (const name of required) {
      const column = draft.columns.get(name) as Column;
      for (let row = 0; row < draft.rowCount; row++) {
        if (dropped[row] === 1 || !isMissing(column, row)) continue;
        dropped[row] = 1;
        count += 1;
        const sourceRow = draft.sourceRow[row] as number;
        const cell = bad.get(name)?.get(row);
        // A cell that was there but unreadable has been reported already; this only says that it cost the row.
        if (cell === undefined) this.log.find('MISSING_REQUIRED', { row: sourceRow, column: name });
        this.log.exclude({
          code: cell?.code ?? 'MISSING_REQUIRED', row: sourceRow, column: name, ...(cell?.value === undefined ? {} : { value: cell.value }),
          text: () => canonicalRow(draft, row),
        });
      }
    }
    return keepRows(draft, dropped, count);
  }

  private count(rows: number): void {
    this.log.rowsIn += rows;
    if (this.log.rowsIn > this.settings.maxRows) {
      throw new IngestError('TOO_LARGE', { phase: 'tabulate', params: { label: this.settings.label, limit: this.settings.maxRows, unit: 'rows', size: this.log.rowsIn } });
    }
  }
}

const samplesOf = ({ bytes, bounds, fieldCount, rowCount }: FieldBatch, field: number): string[] =>
  Array.from({ length: Math.min(rowCount, sampleRows) }, (_, row) => {
    const at = 2 * (row * fieldCount + field);
    return decoder.decode(bytes.subarray(bounds[at], bounds[at + 1]));
  });

const valueSamples = (rows: readonly unknown[], key: string): string[] =>
  rows.slice(0, sampleRows).map((row) => (isPlainRow(row) ? (textOfValue(valueAt(row, key, 0)) ?? '') : ''));
