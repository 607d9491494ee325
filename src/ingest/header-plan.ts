import { requiredColumns, type TableName } from '../model/schema.js';
import { type ColumnPlan, mapColumns, type MappedColumn } from './map-columns.js';
import type { PresetNames } from './presets/preset-names.js';
import type { TableLog } from './report.js';

/** Any of these tells whether a deal is won. */
const tellsStatus = new Set(['status', 'stage', '$is_won', '$is_closed']);

/** Which header holds which column, for headers that are known at once (a header line) or turn up row by row (keys of objects). */
export class HeaderPlan {
  private headers: readonly string[] = [];
  private columns: readonly MappedColumn[] = [];
  private last: ColumnPlan | null = null;

  constructor(
    private readonly table: TableName, private readonly given: Readonly<Record<string, string>>, private readonly log: TableLog,
    private readonly preset: PresetNames | null = null,
    /** What an input that only adds to others needs; null = all that the table needs. */
    private readonly joinedOn: string | null = null,
    /** Columns that need no header: the host gives their value. */
    private readonly constants: readonly string[] = [],
  ) {}

  /** Maps headers not met before; what is mapped already stays. Gives the added columns. */
  meet(headers: readonly string[], samplesOf: (header: string, index: number) => readonly string[]): readonly MappedColumn[] {
    const { log } = this;
    const isFirst = this.last === null;
    const taken = new Set(this.columns.map(({ column }) => column));
    const candidates = isFirst ? headers : [...this.columns.map(({ header }) => header), ...headers];
    const fixed = Object.fromEntries(this.columns.map(({ column, header }) => [column, header]));
    const plan = (this.last = mapColumns(this.table, candidates, { ...this.given, ...fixed }, (index) => samplesOf(candidates[index] as string, index), this.preset, this.constants));
    const added = plan.mapped.filter(({ column }) => !taken.has(column));
    this.headers = [...this.headers, ...headers];
    this.columns = [...this.columns, ...added];
    for (const { column, header } of added) if (this.joinedOn === null || log.columns[column] === undefined) log.columns[column] = header;
    log.mappings.push(...plan.mappings.filter(({ column }) => !taken.has(column)));
    for (const header of plan.unmappedHeaders) log.unmappedHeaders.push(header);
    return added;
  }

  /** Tells what is missing, once no more headers will come. */
  settle(): void {
    const { table, log, last, joinedOn } = this;
    if (last === null) return;
    const first = this.headers.slice(0, 30).join(', ');
    // Cut behind a whole name.
    const headers = first.length <= 400 ? first : first.slice(0, 400).replace(/,[^,]*$/u, '');
    const has = new Set([...this.columns.map(({ column }) => column), ...this.constants]);
    const needed: readonly string[] = joinedOn === null ? requiredColumns[table] : [joinedOn];
    const hasStatus = table !== 'deals' || joinedOn !== null || [...has].some((column) => tellsStatus.has(column));
    for (const column of [...needed.filter((name) => !has.has(name)), ...(hasStatus ? [] : ['status'])]) if (this.headers.length > 0) log.find('MISSING_COLUMN', { column, params: { headers } });
    for (const { column, header } of last.unknownHeaders) log.find('UNKNOWN_HEADER', { column, value: header, params: { headers } });
    for (const column of last.unknownColumns) log.find('UNKNOWN_COLUMN', { column });
    for (const { header, count } of last.duplicates) log.find('DUPLICATE_COLUMN', { column: header, value: header, count });
  }
}
