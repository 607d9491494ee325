import type { LoadReport } from '../model/issue.js';
import type { TableName } from '../model/schema.js';
import type { Joined } from './engine-parts.js';

/** Reports of tables that a load left alone but whose joins it changed. */
export const rejoinedBy = (before: Joined, after: Joined, loaded: readonly TableName[]): LoadReport['rejoined'] => {
  const changed = (Object.keys(after.reports) as TableName[])
    .filter((table) => !loaded.includes(table) && JSON.stringify(before.reports[table]) !== JSON.stringify(after.reports[table]));
  return changed.length === 0 ? undefined : Object.fromEntries(changed.map((table) => [table, after.reports[table]]));
};
