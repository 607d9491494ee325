import type { Cells } from '../kpi/cells.js';
import type { KpiContext } from '../kpi/context.js';
import type { FindBehind, KpiDefinition } from '../kpi/define-kpi.js';
import { findRows, readRows, sortFound, type FoundRows } from '../kpi/rows-behind.js';
import { segmentNames } from '../kpi/segment-names.js';
import type { KpiId } from '../model/kpi-id.js';
import type { RowsAnswer, RowsQuery } from '../model/rows.js';
import { engineError } from './kpi-error.js';

export { namesIn, tablesToName, withRowNames } from './row-labels.js';

/** Lists that are kept while the data is: pages of one list are asked for one after the other, and a look beside it does not lose it. */
const keptLists = 3;
const lists = new WeakMap<KpiContext, Map<string, FoundRows>>();

const foundRows = (definition: KpiDefinition<KpiId, Cells>, behind: FindBehind, context: KpiContext, query: RowsQuery): FoundRows => {
  const own = lists.get(context) ?? new Map<string, FoundRows>();
  lists.set(context, own);
  const key = JSON.stringify([query.kpi, query.period, query.filter, query.segmentBy, query.segment, query.options]);
  const found = own.get(key) ?? findRows(definition, behind, context, query);
  own.delete(key);
  own.set(key, found);
  if (own.size > keptLists) own.delete(own.keys().next().value as string);
  return found;
};

/** The last order each list was wanted in: its pages follow each other. */
const sortedLists = new WeakMap<FoundRows, { readonly key: string; readonly rows: FoundRows }>();

const inOrder = (found: FoundRows, context: KpiContext, { sort }: RowsQuery): FoundRows => {
  if (sort === undefined) return found;
  const key = JSON.stringify([sort.table, sort.column, sort.descending, sort.locale]);
  const known = sortedLists.get(found);
  if (known?.key === key) return known.rows;
  const rows = sortFound(found, sort, segmentNames(context.tables));
  sortedLists.set(found, { key, rows });
  return rows;
};

/** The rows behind a number. Throws QUERY for a period that does not exist, a segment that is none, or an order that cannot be had. */
export const listRows = (definition: KpiDefinition<KpiId, Cells>, behind: FindBehind, context: KpiContext, query: RowsQuery): RowsAnswer => {
  try {
    return readRows(inOrder(foundRows(definition, behind, context, query), context, query), query);
  } catch (thrown) {
    throw thrown instanceof RangeError ? engineError('QUERY', thrown.message, { phase: 'compute' }) : thrown;
  }
};
