import type { KpiId } from '../model/kpi-id.js';
import type { Provenance } from '../model/result.js';
import { schema, type TableName } from '../model/schema.js';
import type { Cells } from './cells.js';
import type { EntityRows, KpiContext } from './context.js';
import type { KpiDefinition } from './define-kpi.js';

const known = new WeakMap<object, ReadonlySet<TableName>>();

/** Tables a KPI may read, by its needs and data rules. */
export const tablesOf = <K extends KpiId, C extends Cells>(definition: KpiDefinition<K, C>): ReadonlySet<TableName> => {
  const found = known.get(definition);
  if (found !== undefined) return found;
  const { needs, dataRules } = definition;
  const tables = new Set([...needs.flat().map(({ table }) => table), ...Object.values(dataRules).flatMap((own) => own ?? [])]);
  known.set(definition, tables);
  return tables;
};

type Columns = Provenance['columns'];

/** Columns that decide the number: those it needs, those it names, and those that the question cuts by. */
const columnsOfTables = <K extends KpiId, C extends Cells>(
  { needs, reads }: KpiDefinition<K, C>, tables: readonly TableName[], dimensions: readonly string[],
): Columns => {
  if (reads === undefined) return undefined;
  return Object.fromEntries(tables.filter((table) => table in reads || needs.flat().some((need) => need.table === table)).map((table) => {
    const needed = needs.flat().flatMap((need) => (need.table === table ? need.columns : []));
    const cut = dimensions.filter((name) => Object.hasOwn(schema[table], name));
    return [table, [...new Set<string>([...needed, ...(reads[table] ?? []), ...cut])].sort()];
  }));
};

/** The columns of the last tables and dimensions that each KPI was asked by: whoever filters asks by the same again and again. */
const lastColumns = new WeakMap<object, { readonly by: string; readonly columns: Columns }>();

const columnsOf = <K extends KpiId, C extends Cells>(definition: KpiDefinition<K, C>, tables: readonly TableName[], dimensions: readonly string[]): Columns => {
  const by = `${tables.join()} ${JSON.stringify(dimensions)}`;
  const last = lastColumns.get(definition);
  if (last?.by === by) return last.columns;
  const columns = columnsOfTables(definition, tables, dimensions);
  lastColumns.set(definition, { by, columns });
  return columns;
};

/** Which rows went into a number, which did not and why, and by what formula. */
export const provenanceOf = <K extends KpiId, C extends Cells>(
  definition: KpiDefinition<K, C>, context: KpiContext, entities: readonly EntityRows[], dimensions: readonly string[],
): Provenance => {
  const tables = tablesOf(definition);
  const loaded = [...context.tables.keys()].filter((table) => tables.has(table));
  const columns = columnsOf(definition, [...context.tables.keys()], dimensions);
  const counted = entities.filter(({ isDerived }) => isDerived !== true);
  const sources = [...new Set(counted.flatMap((rows) => rows.sources ?? []))];
  const unread = sources.reduce((sum, table) => sum + (context.tables.get(table)?.rowsExcluded ?? 0), 0);
  const rowsUsed = counted.reduce((sum, rows) => sum + (rows.sourceRows ?? rows.length), 0);
  const rowsExcluded = counted.reduce((sum, rows) => sum + rows.excluded, unread);
  return {
    tables: loaded,
    ...(columns === undefined ? {} : { columns }),
    sources, rowsIn: rowsUsed + rowsExcluded, rowsUsed, rowsExcluded,
    rules: context.rules.list().filter(({ table }) => tables.has(table as TableName)),
    definition: { id: definition.id, version: definition.version, ...definition.formula },
  };
};
