import { blankRecord } from '../blank-record.js';
import { valueOfCell } from '../append-column.js';
import type { ColumnBatch } from '../column-batch.js';
import type { FieldBatch } from '../field-batch.js';
import { rowsPerBatch } from '../formats/feed-rows.js';
import type { RowSink } from '../formats/sink.js';
import { IngestError } from '../ingest-error.js';
import type { IssueCode } from '../issue-codes.js';
import { hostError, isPlainRow, keysOf, type PlainRow, shortText, valueAt } from '../plain-row.js';
import type { Finding, TableLog } from '../report.js';
import { decodeUtf8 } from '../utf8.js';
import type { Numbered, Preset, PresetTable, ReadingPlace, SkipCode } from './preset.js';
import { isLabel, type PresetName, type PresetNames } from './preset-names.js';

const decoder = new TextDecoder();
const lineFeed = 10;

const isMissing = (value: unknown): boolean => value === null || value === undefined || value === '';

/** Where rows go on, and records that are none. */
export interface PresetTarget extends RowSink {
  readonly rowsRead: number;
  skip(code: SkipCode, row: number, text: string): void;
}

/** How a vendor's records become rows of one table. */
interface TablePreset {
  readonly preset: Preset;
  readonly table: PresetTable;
  readonly names: PresetNames;
  /** Whether a record is a row under our own names already. */
  readonly isOurs: (record: PlainRow) => boolean;
}

/**
 * Stands between decoder and table: turns a vendor's records into rows under the vendor's own names, one name a column. Files whose
 * columns are columns of ours already pass untouched.
 */
export class PresetSink implements RowSink {
  /** A vendor's records are opened as a whole, not field by field. */
  readonly wantsObjects = true;
  private headers: readonly string[] | null = null;
  /** Lines of a file before its header, and what they say. */
  private skippedLines = 0;
  private preamble: readonly string[] = [];
  private seen = 0;
  private readonly held: Numbered[] = [];
  private readonly notUsed = new Set<string>();
  /** Per column the names it was found under. */
  private readonly met = new Map<string, Set<string>>();
  private readonly nameOf = new Map<string, PresetName | null>();
  /** The one name under which the rows of a column go on, whatever it was called. */
  private readonly firstName: ReadonlyMap<string, string>;
  /** How good the name is under which a value of the row at hand was found. */
  private readonly ranks = new Map<string, number>();

  constructor(
    private readonly reading: TablePreset, private readonly place: Omit<ReadingPlace, 'preamble'>,
    private readonly target: PresetTarget, private readonly log: TableLog,
  ) {
    this.firstName = new Map(Object.entries(reading.table.columns).map(([column, names]) => [column, names.split(' ', 1)[0] as string]));
  }

  get rowsRead(): number {
    return this.target.rowsRead + this.held.length;
  }

  /** The beginning of a file from its header on. */
  takeOff(first: Uint8Array): Uint8Array {
    const found = this.reading.preset.preamble?.(decoder.decode(first)) ?? null;
    if (found === null) return first;
    this.skippedLines = found.lines;
    this.preamble = found.items;
    let start = 0;
    for (let line = 0; line < found.lines; line++) start = first.indexOf(lineFeed, start) + 1;
    return first.subarray(start);
  }

  header(names: readonly string[]): void {
    if (this.reading.table.takesFilesApart?.(names) === true) this.headers = names.map((name, index) => (name === '' ? `#${index + 1}` : name));
    else this.target.header(names);
  }

  batch(batch: FieldBatch): void {
    const { skippedLines } = this;
    const sourceRow = skippedLines === 0 ? batch.sourceRow : batch.sourceRow.map((row) => row + skippedLines);
    if (this.headers === null) this.target.batch({ ...batch, sourceRow });
    else this.take(recordsOf(batch, this.headers), sourceRow);
  }

  columns(batch: ColumnBatch): void {
    const names = batch.columns.map(({ name }) => name);
    if (this.reading.table.takesFilesApart?.(names) !== true) {
      this.target.columns(batch);
      return;
    }
    const records = Array.from({ length: batch.rowCount }, (_, row): PlainRow => Object.fromEntries(batch.columns.map(({ name, cells }) => [name, valueOfCell(cells, row)])));
    this.take(records, records.map(() => ++this.seen));
  }

  /** What keys the rows will have shows only once their records are open. */
  keys(): void {}

  rows(rows: readonly unknown[], numbers?: readonly number[]): void {
    const { open } = this.reading.preset;
    const records: PlainRow[] = [];
    const places: number[] = [];
    rows.forEach((row, i) => {
      const index = this.seen++;
      const number = numbers?.[i] ?? index + 1;
      if (isPlainRow(row)) {
        records.push(guarded(number, () => (open === undefined ? row : open(row))));
        places.push(number);
      } else {
        const got = row === null ? 'null' : Array.isArray(row) ? 'an array' : typeof row;
        this.target.broken({ code: 'SHAPE', row: number, text: shortText(row), params: { expected: 'an object', path: `$[${index}]`, got } });
      }
    });
    this.take(records, places);
  }

  broken(row: Parameters<RowSink['broken']>[0]): void {
    this.target.broken({ ...row, row: row.row + this.skippedLines });
  }

  note(code: IssueCode, { row, ...finding }: Finding): void {
    this.target.note(code, { ...finding, ...(row === undefined ? {} : { row: row + this.skippedLines }) });
  }

  /** Reads what was held back, and says under which names the columns were found. */
  finish(): void {
    const { table } = this.reading;
    if (table.gather !== undefined && this.held.length > 0) {
      const { rows, skipped } = table.gather(this.held.splice(0), { ...this.place, preamble: this.preamble });
      for (let at = 0; at < rows.length; at += rowsPerBatch) this.pass(rows.slice(at, at + rowsPerBatch));
      for (const { row, number, code } of skipped) this.target.skip(code, number, shortText(row));
    }
    for (const [column, names] of this.met) {
      const header = [...names].sort().join(' / ');
      if (this.log.columns[column] !== this.firstName.get(column)) continue;
      this.log.columns[column] = header;
      const at = this.log.mappings.findIndex((mapping) => mapping.column === column && mapping.by === 'preset');
      if (at >= 0) this.log.mappings[at] = { ...(this.log.mappings[at] as (typeof this.log.mappings)[number]), header };
    }
    for (const header of this.notUsed) this.log.unmappedHeaders.push(header);
  }

  private take(records: readonly PlainRow[], numbers: ArrayLike<number>): void {
    const { table, isOurs } = this.reading;
    const passed: Numbered[] = [];
    records.forEach((record, i) => {
      const number = numbers[i] as number;
      if (table.uses !== undefined) for (const field of keysOf(record)) if (!table.uses(field)) this.notUsed.add(field);
      if (isOurs(record) || (table.rows === undefined && table.gather === undefined)) passed.push({ row: record, number });
      else if (table.gather !== undefined) this.held.push({ row: record, number });
      else {
        const rows = guarded(number, () => table.rows?.(record) ?? []);
        if (typeof rows === 'string' || rows.length === 0) {
          this.target.skip(typeof rows === 'string' ? rows : 'NOTHING_FOR_TABLE', number, shortText(record));
        } else for (const row of rows) passed.push({ row, number });
      }
    });
    this.pass(passed);
  }

  private pass(rows: readonly Numbered[]): void {
    if (rows.length > 0) this.target.rows(rows.map(({ row, number }) => this.renamed(row, number)), rows.map(({ number }) => number));
  }

  /** The row with one field a column: of several names the best that has a value; labels, and fields that no name fits, keep theirs. */
  private renamed(row: PlainRow, number: number): PlainRow {
    const out = blankRecord();
    const { ranks } = this;
    ranks.clear();
    for (const key of keysOf(row)) {
      const found = this.lookUp(key);
      const value = valueAt(row, key, number);
      if (found === null) {
        out[key] = value;
        continue;
      }
      const name = isLabel(key) ? key : (this.firstName.get(found.column) as string);
      const isValue = !isMissing(value);
      if (isValue) this.meet(found.column, key);
      const rank = isValue ? found.rank : Number.POSITIVE_INFINITY;
      if (rank < (ranks.get(name) ?? Number.POSITIVE_INFINITY) || !Object.hasOwn(out, name)) {
        out[name] = value;
        ranks.set(name, rank);
      }
    }
    return out;
  }

  private lookUp(key: string): PresetName | null {
    let found = this.nameOf.get(key);
    if (found === undefined) this.nameOf.set(key, (found = this.reading.names.find(key)));
    return found;
  }

  private meet(column: string, name: string): void {
    const names = this.met.get(column);
    if (names === undefined) this.met.set(column, new Set([name])); else names.add(name);
  }
}

/** A host's getter or proxy that throws is told with its row. */
const guarded = <T>(row: number, read: () => T): T => {
  try {
    return read();
  } catch (cause) {
    throw cause instanceof IngestError ? cause : hostError(cause, row);
  }
};

const recordsOf = ({ bytes, byteOffset, bounds, fieldCount, rowCount }: FieldBatch, headers: readonly string[]): PlainRow[] =>
  Array.from({ length: rowCount }, (_, row) => {
    const record = blankRecord();
    headers.forEach((header, field) => {
      const at = 2 * (row * fieldCount + field);
      const start = bounds[at] as number;
      record[header] = decodeUtf8(bytes.subarray(start, bounds[at + 1]), byteOffset + start).trim();
    });
    return record;
  });
