import type { Caveat } from '../model/result.js';
import type { Tables } from '../model/table.js';
import { caveat } from './caveats.js';
import type { Need } from './define-kpi.js';

const missingColumn = (need: Need, tables: Tables): string | null => {
  const table = tables.get(need.table);
  // An empty array has no columns to look for: the table is there, and empty.
  if (table !== undefined && table.rowCount === 0) return null;
  return need.columns.find((column) => !(table?.columns.has(column) ?? false)) ?? null;
};

/** Why a KPI cannot be computed; null = it can. The named column is that of the alternative that comes closest. */
export const checkNeeds = (needs: readonly (readonly Need[])[], tables: Tables): { state: 'not-applicable' | 'empty'; caveats: readonly Caveat[] } | null => {
  let isEmpty = false;
  for (const alternatives of needs) {
    const met = alternatives.filter((need) => missingColumn(need, tables) === null && tables.has(need.table));
    if (met.length === 0) {
      const closest = alternatives.find(({ table }) => tables.has(table)) ?? alternatives[0];
      if (closest === undefined) continue;
      const column = missingColumn(closest, tables) ?? (closest.columns[0] as string);
      return { state: 'not-applicable', caveats: [caveat('NOT_APPLICABLE', { table: closest.table, column })] };
    }
    if (met.every(({ table }) => tables.get(table)?.rowCount === 0)) isEmpty = true;
  }
  return isEmpty ? { state: 'empty', caveats: [] } : null;
};
