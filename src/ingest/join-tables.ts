import type { TableReport } from '../model/issue.js';
import type { TableName } from '../model/schema.js';
import type { Table, Tables } from '../model/table.js';
import { listPrices } from './amounts.js';
import type { DraftTable, ReadTable } from './draft-table.js';
import { joinNames, lookUpDimensions } from './join-names.js';
import type { LoadRule, TableLog } from './report.js';

export interface Joined {
  readonly tables: Tables;
  readonly reports: Readonly<Partial<Record<TableName, TableReport>>>;
  /** Row rules that were applied, for caveats and provenance. */
  readonly rules: readonly LoadRule[];
}

/**
 * Joins tables by key and name, whenever each of them was read: names of products, people and accounts become their ids, dimensions and
 * list prices come along. What was read stays as it is, so that it can be joined again when one of the tables is replaced.
 */
export const joinTables = (read: ReadonlyMap<TableName, ReadTable>): Joined => {
  const drafts = new Map<TableName, DraftTable>();
  const logs = new Map<TableName, TableLog>();
  for (const [table, { draft, log }] of read) {
    drafts.set(table, draft);
    logs.set(table, log.copy());
  }
  const logOf = (table: TableName): TableLog => logs.get(table) as TableLog;
  joinNames(drafts, logOf);
  lookUpDimensions(drafts, logOf);
  const deals = read.get('deals');
  if (deals !== undefined) listPrices(drafts, deals.options, logOf('deals'));
  const tables = new Map<TableName, Table>();
  const reports: Partial<Record<TableName, TableReport>> = {};
  const rules: LoadRule[] = [];
  for (const [table, draft] of drafts) {
    const log = logOf(table);
    log.rowsUsed = draft.rowCount + log.rowsJoined;
    tables.set(table, { ...draft, rowsExcluded: log.rowsExcluded });
    reports[table] = log.toReport();
    rules.push(...log.toRules());
  }
  return { tables, reports, rules };
};
