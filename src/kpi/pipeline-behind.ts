import type { KpiContext } from './context.js';
import { dealRows } from './deal-rows.js';
import type { Question } from './define-kpi.js';
import { leadAt } from './lead-layout.js';
import { leadColumns } from './leads-behind.js';
import { countsLeads, isOpenLead, openLeads } from './open-leads.js';
import { pipelineTime } from './pipeline-time.js';
import type { Behind, TableBehind } from './behind.js';
import { stockGroups, stockRows } from './stock-rows.js';

/** The leads open on a day, of the people merged into one the first. */
const leadsBehind = (context: KpiContext, { cut }: Question, day: number): TableBehind => {
  const leads = openLeads(context);
  const index = cut.groupOf(leads.rows);
  const found: number[] = [];
  for (let row = 0; row < leads.rows.length; row++) if ((index === null || index[row] === 0) && isOpenLead(leads, row, day)) found.push(leadAt(leads.rows, row));
  return { table: 'leads', rows: found, columns: leadColumns };
};

/** The deals open at the end of the period, and the leads where the volume counts them. */
export const pipelineBehind = (context: KpiContext, question: Question): Behind => {
  const { period, cut, options } = question;
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
  const leads = countsLeads(context, options) ? [leadsBehind(context, question, day)] : [];
  return { tables: [{ table: 'deals', rows: found, columns }, ...leads], fixed: {} };
};
