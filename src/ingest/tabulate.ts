import type { DataInputSource } from '../model/input.js';
import type { TableName } from '../model/schema.js';
import { type BuildSettings, type ColumnBuilder, textOfValue } from './column-builder.js';
import { createBuilder } from './create-builder.js';
import { appendColumn, valueOfCell } from './append-column.js';
import type { ColumnBatch, ColumnCells } from './column-batch.js';
import { ConstantColumns } from './constant-columns.js';
import type { DraftTable } from './draft-table.js';
import type { BrokenRow, FieldBatch, OddCell } from './field-batch.js';
import { finishColumns, type RowsToFinish, takenFrom } from './finish-columns.js';
import { flatRow } from './flat-row.js';
import type { RowSink } from './formats/sink.js';
import { grown, trimmed } from './growing.js';
import { HeaderPlan } from './header-plan.js';
import { IngestError } from './ingest-error.js';
import type { IssueCode } from './issue-codes.js';
import type { MappedColumn } from './map-columns.js';
import type { SkipCode } from './presets/preset.js';
import type { PresetNames } from './presets/preset-names.js';
import { NamePlan } from './name-plan.js';
import { collectKeys, isPlainRow, shortText, valueAt } from './plain-row.js';
import { type Finding, longestText, type TableLog } from './report.js';
import { hasCells, hasValues, sampleRows, samplesOf, samplesOfKey } from './samples.js';
import { columnType } from './synonyms.js';
import { toldMissing } from './told-missing.js';
import { neededColumns } from './usable-rows.js';
import { canonicalCells, cellsOfValues, missingCells } from './value-cells.js';

export interface TabulateSettings extends BuildSettings {
  readonly maxRows: number;
  readonly label: string;
  /** The input only adds to rows of others, by this column. */
  readonly joinedOn?: string;
  readonly preset?: PresetNames;
}

interface Slot { readonly column: string; readonly header: string; readonly index: number; readonly builder: ColumnBuilder }

/** Turns decoded rows of one input into a draft table: maps its header, builds typed columns, leaves out rows that cannot be used. */
export class Tabulator implements RowSink {
  private readonly plan: HeaderPlan;
  /** Columns in which a row must have a value. */
  private readonly needed: readonly string[];
  private slots: readonly Slot[] | null = null;
  private headers: readonly string[] = [];
  private readonly names = new NamePlan();
  /** Where the columns of named cells stand in a batch. */
  private fieldOf: ReadonlyMap<string, number> = new Map();
  /** The list of names that is of; it only grows, until another page brings a list of its own. */
  private fieldNames: readonly string[] | null = null;
  /** Objects and lists met so far under names that are no columns yet. */
  private readonly oddOf = new Map<string, { readonly row: number; readonly what: OddCell['what']; count: number }>();
  /** Rows that came with names of their own, those left out among them. */
  private seen = 0;
  private rowCount = 0;
  private sourceRow = new Uint32Array(0);
  private expectedRows = 0;
  private readonly constants: ConstantColumns;

  constructor(
    private readonly table: TableName, private readonly input: DataInputSource,
    private readonly settings: TabulateSettings, private readonly log: TableLog,
  ) {
    this.constants = new ConstantColumns(table, input);
    this.plan = new HeaderPlan(table, input.columns ?? {}, log, settings.preset, settings.joinedOn, this.constants.names);
    this.needed = neededColumns(table, settings.joinedOn);
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
    const slots = batch.names === undefined ? (this.slots ??= this.planHeader((_, index) => samplesOf(batch, index))) : this.planFields(batch, batch.names);
    this.count(batch.rowCount);
    const expected = this.expectedRows;
    this.sourceRow = grown(this.sourceRow, this.rowCount + batch.rowCount, expected);
    this.sourceRow.set(batch.sourceRow.subarray(0, batch.rowCount), this.rowCount);
    for (const slot of slots) this.appendField(slot, batch);
    if (batch.odd !== undefined && batch.odd.length > 0) this.refuse(slots, batch.odd, batch.names ?? this.headers);
    this.rowCount += batch.rowCount;
    if (batch.rowText !== undefined) this.keepOriginals(slots, batch.rowCount, batch.rowText);
  }

  private appendField({ column, header, index, builder }: Slot, batch: FieldBatch): void {
    const field = batch.names === undefined ? index : this.fieldOf.get(header);
    if (field === undefined) builder.appendFields(missingCells(batch.rowCount), 0, this.expectedRows);
    else {
      // A number read as a name is what it is as a number: 12.0 names what 12 names.
      const isName = batch.fractional?.[field] === 1 && columnType(this.table, column) !== 'number';
      builder.appendFields(isName ? canonicalCells(batch, field) : batch, isName ? 0 : field, this.expectedRows);
    }
  }

  /** Cells that hold no single value; those of a name that may become a column later are counted. */
  private refuse(slots: readonly Slot[], cells: readonly OddCell[], names: readonly string[]): void {
    const builders = new Map(slots.map(({ header, builder }) => [header, builder]));
    for (const { row, field, what } of cells) {
      const name = names[field] as string;
      const builder = builders.get(name);
      const known = this.oddOf.get(name);
      if (builder !== undefined) builder.refuse(this.rowCount + row, what);
      else if (known !== undefined) known.count += 1;
      else this.oddOf.set(name, { row: this.rowCount + row, what, count: 1 });
    }
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
    this.names.add(names);
  }

  rows(given: readonly unknown[], numbers?: readonly number[]): void {
    const rows = given.map((row, i) => (isPlainRow(row) ? flatRow(row, numbers?.[i] ?? this.seen + i + 1) : row));
    const slots = this.planKeys(rows);
    const cells = slots.map((): unknown[] => []);
    this.sourceRow = grown(this.sourceRow, this.rowCount + rows.length, this.expectedRows);
    const taken: unknown[] = [];
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
      taken.push(given[i]);
    });
    slots.forEach(({ column, builder }, s) => this.append(column, builder, cells[s] as unknown[]));
    this.keepOriginals(slots, taken.length, (row) => shortText(taken[row], longestText + 1));
  }

  columns({ rowCount, columns }: ColumnBatch): void {
    const cellsOf = new Map(columns.map(({ name, cells }) => [name, cells]));
    this.names.add(cellsOf.keys());
    const textAt = (name: string, row: number): string => textOfValue(valueOfCell(cellsOf.get(name) as ColumnCells, row)) ?? '';
    const rows = Array.from({ length: Math.min(rowCount, sampleRows) }, (_, row) => row);
    const slots = this.addSlots(this.names.take((name) => rows.some((row) => textAt(name, row) !== '')), (name) => rows.map((row) => textAt(name, row)));
    this.count(rowCount);
    this.sourceRow = grown(this.sourceRow, this.rowCount + rowCount, this.expectedRows);
    for (let row = 0; row < rowCount; row++) this.sourceRow[this.rowCount + row] = ++this.seen;
    for (const { header, builder } of slots) appendColumn(builder, cellsOf.get(header) as ColumnCells, rowCount, this.expectedRows);
    this.rowCount += rowCount;
    this.keepOriginals(slots, rowCount, (row) => shortText(Object.fromEntries(columns.map(({ name, cells }) => [name, valueOfCell(cells, row)])), longestText + 1));
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
    const slots: Pick<Slot, 'column' | 'builder'>[] = [...(this.slots ?? this.planHeader(() => [])), ...this.constants.builders(this.rowCount, this.settings, this.log)];
    this.slots = null;
    const { draft } = finishColumns(takenFrom(slots), this.toFinish(trimmed(this.sourceRow, this.rowCount)), this.log);
    this.log.forgetOriginals();
    return draft;
  }

  /** The rows so far as a table of their own, told in `log`; null = there are none, or more rows could change how these are read. */
  soFar(log: TableLog): DraftTable | null {
    if (this.slots === null || this.rowCount === 0) return null;
    const copies = [...this.slots.map(({ column, builder }) => ({ column, builder: builder.copy() })), ...this.constants.builders(this.rowCount, this.settings, log)];
    const { draft, isOpen } = finishColumns(takenFrom(copies), this.toFinish(this.sourceRow.slice(0, this.rowCount)), log);
    return isOpen ? null : draft;
  }

  private toFinish(sourceRow: Uint32Array): RowsToFinish {
    return { table: this.table, sourceRow, timeZone: this.settings.timeZone, needed: this.needed, told: (column) => this.toldMissing(column) };
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

  /** Names may come with any batch, and with them columns that the rows before lack. */
  private planFields(batch: FieldBatch, names: readonly string[]): readonly Slot[] {
    this.seen += batch.rowCount;
    if (names !== this.fieldNames || names.length > this.fieldOf.size) {
      this.fieldNames = names;
      this.fieldOf = new Map(names.map((name, field) => [name, field]));
      this.names.add(names);
    }
    const { fieldOf } = this;
    return this.addSlots(
      this.names.take((name) => fieldOf.has(name) && hasCells(batch, fieldOf.get(name) as number)),
      (name) => (fieldOf.has(name) ? samplesOf(batch, fieldOf.get(name) as number) : []),
    );
  }

  private planKeys(rows: readonly unknown[]): readonly Slot[] {
    const keys = new Set<string>();
    collectKeys(rows, keys);
    this.names.add(keys);
    return this.addSlots(this.names.take((name) => hasValues(rows, name)), (name) => samplesOfKey(rows, name));
  }

  private addSlots(names: readonly string[], samplesOfName: (name: string) => readonly string[]): readonly Slot[] {
    if (this.slots !== null && names.length === 0) return this.slots;
    const added = this.plan.meet(names, samplesOfName).map((mapped) => this.slotOf(mapped));
    for (const { builder, header } of added) {
      if (this.rowCount > 0) builder.appendFields(missingCells(this.rowCount), 0, this.expectedRows);
      const odd = this.oddOf.get(header);
      if (odd !== undefined) builder.refuse(odd.row, odd.what, odd.count);
    }
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
    const { settings } = this;
    const clockZone = by === 'preset' ? settings.preset?.zoneOf(header) : undefined;
    const builder = createBuilder(columnType(this.table, column), { ...settings, missing: this.toldMissing(column), ...(clockZone === undefined ? {} : { clockZone }) });
    return { column, header, index, builder };
  }

  private toldMissing(column: string): ReadonlySet<string> {
    return toldMissing(this.input.missing, column);
  }

  private count(rows: number): void {
    this.log.rowsIn += rows;
    if (this.log.rowsIn > this.settings.maxRows) {
      throw new IngestError('TOO_LARGE', { phase: 'tabulate', params: { label: this.settings.label, limit: this.settings.maxRows, unit: 'rows', size: this.log.rowsIn } });
    }
  }
}
