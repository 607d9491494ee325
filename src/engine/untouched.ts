import type { KpiId } from '../model/kpi-id.js';
import type { TableName } from '../model/schema.js';
import type { Tables } from '../model/table.js';

/** Tables in which something is other than before. */
export const changedTables = (before: Tables, after: Tables): readonly TableName[] =>
  [...after.keys()].filter((table) => before.get(table)?.columns !== after.get(table)?.columns);

/** KPIs of which is known that nothing they read changed. */
export const untouchedKpis = (reads: ReadonlyMap<KpiId, ReadonlySet<TableName>>, changed: readonly TableName[]): readonly KpiId[] =>
  [...reads].filter(([, tables]) => !changed.some((table) => tables.has(table))).map(([kpi]) => kpi);
