import { missingDay } from '../model/table.js';
import type { PipelineDetails } from '../model/details.js';
import type { Caveat } from '../model/result.js';
import { pipelineCaveatTexts } from './pipeline-caveat-texts.js';
import { caveatWriter } from './caveats.js';
import { instantOf } from './columns.js';
import type { KpiContext } from './context.js';
import { dealRows } from './deal-rows.js';
import type { Question } from './define-kpi.js';
import { fromMoneyUnits } from './money.js';
import { ownerCaveats } from './owner-caveat.js';
import { flowParts, type FlowPart, type PipelineCells } from './pipeline-cells.js';
import { stockRows } from './stock-rows.js';

const caveat = caveatWriter(pipelineCaveatTexts);

/** What start and flows leave unexplained of the end stock, in deals and in 1/10000. */
export const residualOf = (cells: PipelineCells): { n: number; units: number } => {
  const sign: Readonly<Record<FlowPart, number>> = {
    start: 1, created: 1, reopened: 1, won: -1, lost: -1, amountIn: 1, amountOut: -1, movedIn: 1, movedOut: -1, end: -1,
  };
  const sum = (place: 0 | 1): number => flowParts.reduce((total, name, i) => total + sign[name] * (cells.flow[i * 2 + place] as number), 0);
  return { n: sum(0), units: sum(1) };
};

const topShareLimit = 0.4;
const staleShareLimit = 0.3;

/** What to know of a stock: its gaps, its age, its concentration, and whether the flows explain it. */
export const pipelineCaveats = (cells: PipelineCells, context: KpiContext, question: Question, details: PipelineDetails): Caveat[] => {
  const rows = stockRows(context);
  const found: Caveat[] = [];
  const missing = (column: string, table = 'deals'): void => { found.push(caveat('NOT_APPLICABLE', { table, column }, 'info')); };
  const value = details.value ?? 0;
  if (question.cut.segmentBy.length === 0 && question.options['view'] !== 'stages') found.push(caveat('PL_BIG_PICTURE'));
  if (question.options['includeLeads'] === true && details.openLeads === null) missing('received_at', 'leads');
  if (rows.amountUnits === null) missing('amount');
  else if (cells.nNull > 0) found.push(caveat('PL_AMOUNT_MISSING', { n: cells.nNull }));
  if (value > 0) {
    const stale = fromMoneyUnits(cells.stale) / value;
    if (stale > staleShareLimit) found.push(caveat('PL_STALE', { p: stale }));
    if (details.topDealShare !== null && details.topDealShare >= topShareLimit) found.push(caveat('PL_CONCENTRATED', { p: details.topDealShare }));
    if (cells.overdue > 0) found.push(caveat('PL_OVERDUE', { p: fromMoneyUnits(cells.overdue) / value }));
  }
  if (cells.noProbability > 0) found.push(caveat('PL_NO_PROBABILITY', { n: cells.noProbability }));
  if (details.flow === null) missing(instantOf(context.tables.get('deals'), 'created_at') === null ? 'created_at' : 'closed_at');
  else {
    const residual = residualOf(cells);
    if (residual.n !== 0 || residual.units !== 0) found.push(caveat('PL_RECONCILE', { n: residual.n }));
    if (!rows.hasAmountHistory || !rows.hasPipelineHistory) found.push(caveat('PL_NO_HISTORY'));
  }
  const nNoStart = nWithoutBegin(context);
  if (nNoStart > 0) found.push(caveat('DQ_NO_START', { n: nNoStart }));
  return [...found, ...ownerCaveats(context, question.cut)];
};

const nWithoutBegin = (context: KpiContext): number => context.memo('n-without-begin', () => {
  const { beginDay, parts } = dealRows(context);
  let n = 0;
  for (let row = 0; row < parts[3]; row++) if (beginDay[row] === missingDay) n++;
  return n;
});
