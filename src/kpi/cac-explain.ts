import type { Period } from '../model/period.js';
import type { CacCells } from './cac-cells.js';
import { newCustomersOf } from './cac-customers.js';
import { cacWindow } from './cac-window.js';
import { textOf } from './columns.js';
import type { KpiContext } from './context.js';
import { createCut } from './create-cut.js';
import { customerRows } from './customer-life.js';
import type { Question, ToExplain } from './define-kpi.js';
import { explainByRows, type Explanation } from './explain.js';
import { factorSplit } from './explain-factors.js';
import { areApart } from './explain-segments.js';
import { leadRows, opportunityRows, type FunnelRows } from './funnel-rows.js';
import { spendRows } from './spend-rows.js';
import { hashTexts } from './text-index.js';
import { WeighedRows } from './weighed-rows.js';

/** Cells: what is counted, times two periods. */
const counted = { leads: 0, opportunities: 2, customers: 4 } as const;
const cellCount = 6;

const idHashes = (context: KpiContext, table: 'leads' | 'deals'): Uint32Array | null => {
  const ids = textOf(context.tables.get(table), 'id');
  return ids === null ? null : hashTexts(ids);
};

const addFunnel = (context: KpiContext, { cut, period }: Question, rows: FunnelRows | null, hashes: Uint32Array | null, cell: number, weighed: WeighedRows): void => {
  if (rows === null) return;
  const index = cut.groupOf(rows);
  const endMs = Math.min(period.endMs, context.asOfMs);
  for (let row = 0; row < rows.ms.length; row++) {
    const at = rows.ms[row] as number;
    if (!(at >= period.startMs && at < endMs) || (rows.isCounted !== null && rows.isCounted[row] === 0)) continue;
    if (index === null || index[row] === 0) weighed.push(hashes?.[row] ?? row, cell);
  }
};

const addCustomers = (context: KpiContext, question: Question, cell: number, weighed: WeighedRows): void => {
  const { startDay, endDay } = cacWindow(context, question);
  const { row, day } = newCustomersOf(context, question.options);
  const rows = customerRows(context);
  const index = question.cut.groupOf(rows);
  const hashes = rows.hashes();
  for (let i = 0; i < row.length; i++) {
    const customer = row[i] as number;
    const at = day[i] as number;
    if (at >= startDay && at < endDay && (index === null || index[customer] === 0)) weighed.push(hashes[customer] as number, cell);
  }
};

/** Leads, opportunities and new customers of both periods; entities of their own, each weighed by its id. */
const funnelOf = (context: KpiContext, question: Question, periods: readonly [Period, Period]): WeighedRows => {
  // Who comes back after the gap is a new customer again.
  const isOnce = areApart(periods) && typeof question.options['reactivationGapDays'] !== 'number';
  const weighed = new WeighedRows(isOnce);
  const [leads, deals] = [leadRows(context), opportunityRows(context)];
  const [leadHashes, dealHashes] = [idHashes(context, 'leads'), idHashes(context, 'deals')];
  const cut = createCut(question.cut.filter, [], [customerRows(context), spendRows(context), leads, deals].filter((rows) => rows !== null));
  periods.forEach((period, at) => {
    const asked: Question = { ...question, cut, period };
    addFunnel(context, asked, leads, leadHashes, counted.leads + at, weighed);
    addFunnel(context, asked, deals, dealHashes, counted.opportunities + at, weighed);
    addCustomers(context, asked, counted.customers + at, weighed);
  });
  return weighed;
};

/** Ways to write the cost per customer as a product, by what the data counts in both periods. */
const formOf = ({ leads, opportunities }: CacCells, before: CacCells): { readonly factors: readonly string[]; readonly steps: readonly number[] } => {
  const [hasLeads, hasOpportunities] = [leads > 0 && before.leads > 0, opportunities > 0 && before.opportunities > 0];
  if (hasLeads && hasOpportunities) return { factors: ['cost_per_lead', 'lead_to_opp', 'opp_to_won'], steps: [counted.leads, counted.opportunities, counted.customers] };
  if (hasOpportunities) return { factors: ['cost_per_opp', 'opp_to_won'], steps: [counted.opportunities, counted.customers] };
  if (hasLeads) return { factors: ['cost_per_lead', 'lead_to_won'], steps: [counted.leads, counted.customers] };
  return { factors: ['spend', 'customers'], steps: [counted.customers] };
};

/**
 * A changed cost per customer by its factors: cost per lead × 1/(lead → opportunity) × 1/(opportunity → won); shorter where
 * leads or opportunities are not counted, spend × 1/customers without either. The effect of a conversion is that of its
 * inverse: a better one lowers the cost. Spend is fixed, what is counted varies.
 */
export const explainCac = ({ context, question, after, before }: ToExplain<'cac', CacCells>): Explanation | null => {
  if (before === null || before.finished.value === null || after.finished.value === null) return null;
  const spend = [before.finished.num ?? 0, after.finished.num ?? 0] as const;
  const { factors, steps } = formOf(after.cells, before.cells);
  const isPlain = steps.length === 1;
  return explainByRows(funnelOf(context, question, [before.period, after.period]), cellCount, [factorSplit({
    figure: 'value', subject: null, unit: 'money', period: after.period, earlier: before.period, factors,
    factorsAt: ({ n }, period) => {
      const counts = steps.map((step) => n[step + period] as number);
      if (counts.some((count) => count === 0)) return null;
      const inverted = counts.slice(1).map((count, i) => (counts[i] as number) / count);
      return isPlain ? [spend[period], 1 / (counts[0] as number)] : [spend[period] / (counts[0] as number), ...inverted];
    },
  })]);
};
