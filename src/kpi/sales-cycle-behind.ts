import { missingDay } from '../model/table.js';
import type { KpiContext } from './context.js';
import { runOf } from './deal-layout.js';
import { dealCycles } from './deal-spans.js';
import type { Question } from './define-kpi.js';
import type { Behind } from './behind.js';

/** The won deals of the period. */
export const salesCycleBehind = (context: KpiContext, { period, cut }: Question): Behind => {
  const { rows, startDay } = dealCycles(context);
  const index = cut.groupOf(rows);
  const { startDay: from, endDay: to } = context.calendar.daysOf(period);
  const run = runOf(rows, 1, from, to);
  const found: number[] = [];
  for (let row = run.from; row < run.to; row++) {
    if ((index === null || index[row] === 0) && startDay[row] !== missingDay) found.push(rows.source[row] as number);
  }
  const columns = ['id', 'name', 'first_contact_at', 'created_at', 'closed_at', 'amount', 'currency', 'owner_id', 'source', 'segment', 'lead_id'];
  return { tables: [{ table: 'deals', rows: found, columns }], fixed: {} };
};
