import type { KpiId } from '../model/kpi-id.js';
import type { Provenance } from '../model/result.js';
import type { TableName } from '../model/schema.js';
import type { Cells } from './cells.js';
import type { EntityRows, KpiContext } from './context.js';
import type { KpiDefinition } from './define-kpi.js';

/** Tables a KPI may read, by its needs and data rules. */
const tablesOf = <K extends KpiId, C extends Cells>(definition: KpiDefinition<K, C>): ReadonlySet<TableName> =>
  new Set([...definition.needs.flat().map(({ table }) => table), ...Object.values(definition.dataRules).flatMap((tables) => tables ?? [])]);

/** Which rows went into a number, which did not and why, and by what formula. */
export const provenanceOf = <K extends KpiId, C extends Cells>(
  definition: KpiDefinition<K, C>, context: KpiContext, entities: readonly EntityRows[],
): Provenance => {
  const tables = tablesOf(definition);
  const required = new Set(definition.needs.flat().map(({ table }) => table));
  const unread = [...required].reduce((sum, table) => sum + (context.tables.get(table)?.rowsExcluded ?? 0), 0);
  const counted = entities.filter(({ isDerived }) => isDerived !== true);
  return {
    tables: [...context.tables.keys()].filter((table) => tables.has(table)),
    rowsUsed: counted.reduce((sum, rows) => sum + rows.length, 0),
    rowsExcluded: counted.reduce((sum, rows) => sum + rows.excluded, unread),
    rules: context.rules.list().filter(({ table }) => tables.has(table as TableName)),
    definition: { id: definition.id, version: definition.version, ...definition.formula },
  };
};
