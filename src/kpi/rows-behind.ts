import type { KpiId } from '../model/kpi-id.js';
import type { SegmentNames } from '../model/segment-names.js';
import type { Filter } from '../model/query.js';
import type { RowsAnswer, RowsOfTable, RowsQuery, RowsSort, SourceRow } from '../model/rows.js';
import { missingDay, type Column, type GroupColumn, type Table } from '../model/table.js';
import { askedContext } from './asked-context.js';
import { askedPeriod } from './asked-period.js';
import type { TableBehind } from './behind.js';
import { formatDay } from './calendar-units.js';
import type { Cells } from './cells.js';
import type { KpiContext } from './context.js';
import { createCut } from './create-cut.js';
import type { FindBehind, KpiDefinition, Question } from './define-kpi.js';
import { checkNeeds } from './needs.js';
import { sortRows } from './sort-rows.js';
import { textAt } from './text-at.js';

const usualLimit = 100;
const highestLimit = 1000;

/** Which e-mails are equal is known, not what they are. */
type ReadableColumn = Exclude<Column, GroupColumn>;

const valueAt = (column: ReadableColumn, row: number): string | number | boolean | null => {
  switch (column.kind) {
    case 'text': return textAt(column, row);
    case 'category': {
      const code = column.codes[row] as number;
      // A long dictionary is not made of strings for the few of a page.
      return column.entries === undefined ? column.dictionary[code] ?? null : code === 0 ? null : textAt(column.entries, code);
    }
    case 'number': return Number.isNaN(column.values[row]) ? null : (column.values[row] as number);
    case 'boolean': return column.values[row] === -1 ? null : column.values[row] === 1;
    case 'instant': {
      if (column.day !== null) return column.day[row] === missingDay ? null : formatDay(column.day[row] as number);
      const ms = column.ms[row] as number;
      return Number.isNaN(ms) ? null : new Date(ms).toISOString();
    }
  }
};

/** The rows behind a number, all of them, before a page of them is read. */
export interface FoundRows extends Omit<RowsAnswer, 'tables'> {
  readonly tables: readonly ({ readonly table: Table; readonly rows: Uint32Array; readonly columns: readonly string[] } & Pick<RowsOfTable, 'sortedBy'>)[];
}

/** Each row once, in the order of the source. A mark per row of the table: of a million rows a set would take long. */
const inOrder = (rows: Iterable<number>, rowCount: number): Uint32Array => {
  const isBehind = new Uint8Array(rowCount);
  let count = 0;
  for (const row of rows) {
    count += 1 - (isBehind[row] as number);
    isBehind[row] = 1;
  }
  const ordered = new Uint32Array(count);
  for (let row = 0, at = 0; at < count; row++) if (isBehind[row] === 1) ordered[at++] = row;
  return ordered;
};

const readPage = ({ table, rows, columns, sortedBy }: FoundRows['tables'][number], offset: number, limit: number): RowsOfTable => {
  const found = columns.flatMap((name) => {
    const column = table.columns.get(name);
    return column === undefined || column.kind === 'group' ? [] : [{ name, column }];
  });
  const page = rows.subarray(offset, offset + limit);
  return {
    table: table.name, total: rows.length, columns: found.map(({ name }) => name), ...(sortedBy === undefined ? {} : { sortedBy }),
    rows: Array.from(page, (row): SourceRow => ({
      row: table.sourceRow[row] as number, input: table.inputOf === null ? null : (table.inputOf[row] as number),
      values: found.map(({ column }) => valueAt(column, row)),
    })),
  };
};

/** The filter together with one segment's key; a value that the filter leaves out leaves nothing. */
const withSegment = (filter: Filter, segmentBy: readonly string[], segment: RowsQuery['segment']): Filter => {
  if (segment === undefined) return filter;
  if (segment.length !== segmentBy.length) throw new RangeError(`segment: ${segment.length} values for ${segmentBy.length} dimensions`);
  const own = segmentBy.map((name, i) => {
    const value = segment[i] ?? null;
    return [name, name in filter && !(filter[name] ?? []).includes(value) ? [] : [value]] as const;
  });
  return { ...filter, ...Object.fromEntries(own) };
};

const whole = (x: number | undefined, fallback: number, least: number): number => (x === undefined || !(x >= least) ? fallback : Math.floor(x));

/**
 * All rows behind a number, whatever page is asked for. Data that lacks what the KPI needs: no tables. Throws RangeError for a
 * period that does not exist, or a segment key of another length than `segmentBy`.
 */
export const findRows = <K extends KpiId, C extends Cells>(
  definition: KpiDefinition<K, C>, behind: FindBehind, loaded: KpiContext, query: RowsQuery,
): FoundRows => {
  const options = query.options ?? {};
  const context = askedContext(loaded, options);
  const period = askedPeriod(definition, context, query.period);
  const filter = withSegment(query.filter ?? {}, query.segmentBy ?? [], query.segment);
  const head = { kpi: definition.id, period, segment: query.segment ?? null };
  const lacks = checkNeeds(definition.needsFor?.(options) ?? definition.needs, context.tables) !== null || (definition.lacks?.(context) ?? null) !== null;
  if (lacks) return { ...head, tables: [], fixed: {} };
  const question: Question = { period, options, target: null, cut: createCut(filter, [], definition.rows(context, { period, options, dimensions: Object.keys(filter) })) };
  const { tables, fixed } = behind(context, question);
  return { ...head, fixed, tables: tables.flatMap(({ table: name, rows, columns }: TableBehind) => {
    const table = context.tables.get(name);
    return table === undefined ? [] : [{ table, rows: inOrder(rows, table.rowCount), columns }];
  }) };
};

/** The same rows, those of one table in another order. Throws RangeError where that table has no such column to sort by. */
export const sortFound = (found: FoundRows, sort: RowsSort, names: SegmentNames): FoundRows => ({
  ...found,
  tables: found.tables.map((one) => {
    if (one.table.name !== sort.table) return one;
    const { column, descending = false } = sort;
    return { ...one, rows: sortRows(one.table, one.rows, sort, names), sortedBy: { column, descending } };
  }),
});

/** A page of the rows of each table. */
export const readRows = ({ tables, ...head }: FoundRows, query: Pick<RowsQuery, 'offset' | 'limit'>): RowsAnswer => {
  const [offset, limit] = [whole(query.offset, 0, 0), Math.min(highestLimit, whole(query.limit, usualLimit, 1))];
  return { ...head, tables: tables.map((found) => readPage(found, offset, limit)) };
};
