import type { KpiContext } from './context.js';
import { dealRows } from './deal-rows.js';
import type { Question } from './define-kpi.js';
import { pipelineTime } from './pipeline-time.js';
import type { Behind } from './behind.js';
import { stockGroups, stockRows } from './stock-rows.js';

/** The deals open at the end of the period. */
export const pipelineBehind = (context: KpiContext, { period, cut }: Question): Behind => {
  const rows = stockRows(context);
  const { source } = dealRows(context);
  const index = stockGroups(context, rows, cut);
  const { day } = pipelineTime(context, period);
  const found: number[] = [];
  for (let row = 0; row < rows.length; row++) {
    if ((rows.beginDay[row] as number) >= day || (rows.endDay[row] as number) < day || (index !== null && index[row] !== 0)) continue;
    found.push(source[rows.deal === null ? row : (rows.deal[row] as number)] as number);
  }
  const columns = ['id', 'name', 'stage', 'status', 'amount', 'currency', 'probability', 'created_at', 'closed_at', 'expected_close_at', 'owner_id', 'source', 'segment', 'product_id'];
  return { tables: [{ table: 'deals', rows: found, columns }], fixed: {} };
};
