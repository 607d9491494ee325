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
import { IngestError } from './ingest-error.js';
import { InstantBuilder } from './instant-builder.js';
import { keepRows } from './keep-rows.js';
import { type ColumnPlan, mapColumns } from './map-columns.js';
import { NumberBuilder } from './number-builder.js';
import type { TableLog } from './report.js';
import { canonicalRow, isMissing } from './row-text.js';
import { columnType } from './synonyms.js';
import { TextBuilder } from './text-builder.js';

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

/** Any of these tells whether a deal is won. */
const tellsStatus = new Set(['status', 'stage', '$is_won', '$is_closed']);

export interface TabulateSettings extends BuildSettings {
  readonly maxRows: number;
  readonly label: string;
}

interface Slot { readonly column: string; readonly header: string; readonly index: number; readonly builder: ColumnBuilder }

/** Turns decoded rows of one input into a draft table: maps its header, builds typed columns, leaves out rows that cannot be used. */
export class Tabulator implements RowSink {
  private headers: readonly string[] = [];
  private slots: readonly Slot[] | null = null;
  private rowCount = 0;
  private sourceRow = new Uint32Array(0);
  private expectedRows = 0;

  constructor(
    private readonly table: TableName, private readonly input: DataInputSource,
    private readonly settings: TabulateSettings, private readonly log: TableLog,
  ) {}

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
    const slots = (this.slots ??= this.plan((index) => samplesOf(batch, index)));
    this.count(batch.rowCount);
    const expected = this.expectedRows;
    this.sourceRow = grown(this.sourceRow, this.rowCount + batch.rowCount, expected);
    this.sourceRow.set(batch.sourceRow.subarray(0, batch.rowCount), this.rowCount);
    for (const { builder, index } of slots) builder.appendFields(batch, index, expected);
    this.rowCount += batch.rowCount;
  }

  rows(rows: readonly unknown[], numbers?: readonly number[]): void {
    const keys = new Set<string>();
    for (const row of rows) if (isRecord(row)) for (const key of keysOf(row)) keys.add(key);
    this.headers = [...keys];
    const slots = (this.slots = this.plan((index) => valueSamples(rows, this.headers[index] as string)));
    this.sourceRow = new Uint32Array(rows.length);
    rows.forEach((row, index) => {
      const number = numbers?.[index] ?? index + 1;
      if (!isRecord(row)) {
        this.broken({ code: 'SHAPE', row: number, text: shortText(row), params: { expected: 'an object', path: `$[${index}]`, got: row === null ? 'null' : Array.isArray(row) ? 'an array' : typeof row } });
        return;
      }
      this.count(1);
      for (const { builder, header } of slots) builder.appendValue(valueAt(row, header, number));
      this.sourceRow[this.rowCount++] = number;
    });
  }

  broken({ code, row, text, params }: BrokenRow): void {
    this.count(1);
    this.log.find(code, { row, params, ...(code === 'FIELD_COUNT' ? {} : { value: text }) });
    this.log.exclude({ code, row, text, params });
  }

  finish(): DraftTable {
    const slots = [...(this.slots ?? this.plan(() => []))];
    this.slots = null;
    const columns = new Map<string, Column>();
    const bad = new Map<string, ReadonlyMap<number, CellFinding>>();
    const numberOf = (row: number): number => this.sourceRow[row] as number;
    // One builder at a time is finished and let go of, so that not all of them hold two copies.
    for (let slot = slots.shift(); slot !== undefined; slot = slots.shift()) {
      const { column: name, builder } = slot;
      const { column, findings, cells } = builder.finish(numberOf);
      columns.set(name, column);
      bad.set(name, cells);
      for (const { code, row, ...finding } of findings) {
        this.log.find(code, { column: name, ...finding, ...(row === undefined ? {} : { row: numberOf(row) }) });
        if (code.startsWith('DQ_')) this.log.rule(code, finding.count);
      }
    }
    const sourceRow = trimmed(this.sourceRow, this.rowCount);
    return this.withoutUnusable({ name: this.table, rowCount: this.rowCount, columns, sourceRow, inputOf: null }, bad);
  }

  private plan(samples: (index: number) => readonly string[]): Slot[] {
    const plan = mapColumns(this.table, this.headers, this.input.columns ?? {}, samples);
    this.reportPlan(plan);
    return plan.mapped.map(({ column, header, index }) => ({ column, header, index, builder: this.builderOf(column) }));
  }

  private builderOf(column: string): ColumnBuilder {
    switch (columnType(this.table, column)) {
      case 'number': return new NumberBuilder(this.settings);
      case 'instant': return new InstantBuilder(this.settings);
      case 'boolean': return new BooleanBuilder();
      case 'category': return new CategoryBuilder();
      default: return new TextBuilder();
    }
  }

  private reportPlan(plan: ColumnPlan): void {
    const { log } = this;
    const headers = this.headers.slice(0, 30).join(', ').slice(0, 400);
    for (const { column, header } of plan.mapped) log.columns[column] = header;
    log.mappings.push(...plan.mappings);
    log.unmappedHeaders.push(...plan.unmappedHeaders);
    const hasStatus = this.table !== 'deals' || plan.mapped.some(({ column }) => tellsStatus.has(column));
    for (const column of [...plan.missing, ...(hasStatus ? [] : ['status'])]) if (this.headers.length > 0) log.find('MISSING_COLUMN', { column, params: { headers } });
    for (const { column, header } of plan.unknownHeaders) log.find('UNKNOWN_HEADER', { column, value: header, params: { headers } });
    for (const column of plan.unknownColumns) log.find('UNKNOWN_COLUMN', { column });
    for (const { header, count } of plan.duplicates) log.find('DUPLICATE_COLUMN', { column: header, value: header, count });
  }

  private withoutUnusable(draft: DraftTable, bad: ReadonlyMap<string, ReadonlyMap<number, CellFinding>>): DraftTable {
    const required = requiredColumns[this.table].filter((column) => draft.columns.has(column) && !(mayBeMissing[this.table] ?? []).includes(column));
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

const isRecord = (row: unknown): row is Readonly<Record<string, unknown>> => typeof row === 'object' && row !== null && !Array.isArray(row);

const hostError = (cause: unknown, row?: number, column?: string): IngestError => new IngestError('HOST', {
  phase: 'tabulate', ...(row === undefined ? {} : { row }), ...(column === undefined ? {} : { column }),
  params: { reason: cause instanceof Error ? cause.message.slice(0, 200) : 'unknown' },
});

const keysOf = (row: Readonly<Record<string, unknown>>): string[] => {
  try {
    return Object.keys(row);
  } catch (cause) {
    throw hostError(cause);
  }
};

/** Own properties only: a key named like something every object inherits is an ordinary column. Getters of the host may throw. */
const valueAt = (row: Readonly<Record<string, unknown>>, key: string, number: number): unknown => {
  try {
    return Object.hasOwn(row, key) ? row[key] : undefined;
  } catch (cause) {
    throw hostError(cause, number, key);
  }
};

const shortText = (value: unknown): string => {
  try {
    return (JSON.stringify(value) ?? String(value)).slice(0, 200);
  } catch {
    return '[object]';
  }
};

const samplesOf = ({ bytes, bounds, fieldCount, rowCount }: FieldBatch, field: number): string[] =>
  Array.from({ length: Math.min(rowCount, sampleRows) }, (_, row) => {
    const at = 2 * (row * fieldCount + field);
    return decoder.decode(bytes.subarray(bounds[at], bounds[at + 1]));
  });

const valueSamples = (rows: readonly unknown[], key: string): string[] =>
  rows.slice(0, sampleRows).map((row) => (isRecord(row) ? (textOfValue(valueAt(row, key, 0)) ?? '') : ''));
