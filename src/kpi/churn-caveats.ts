import type { ChurnDetails } from '../model/churn-details.js';
import type { Caveat } from '../model/result.js';
import { churnCaveatTexts } from './churn-caveat-texts.js';
import { caveatWriter } from './caveats.js';
import type { ChurnCells } from './churn-cells.js';
import { isByCause, namesOf } from './churn-pools.js';
import { churnRows, isCause, type ChurnRows } from './churn-rows.js';
import type { KpiContext } from './context.js';
import { lookUp } from './deal-dimensions.js';
import { scopeOf, type Question } from './define-kpi.js';
import { unknownBand } from './tenure-bands.js';

const caveat = caveatWriter(churnCaveatTexts);

/** Above this share of ends within 90 days customers leave early. */
const earlyShare = 0.4;

/** Whether sales answers for retention; not told = yes. */
const isSalesOwned = (context: KpiContext, options: Question['options']): boolean =>
  (options['salesOwnsRetention'] ?? context.config.salesOwnsRetention) !== false;

/** What the data lacks for a detail. */
const missingDetails = ({ cut }: Question, rows: ChurnRows): readonly Caveat[] => {
  const found: Caveat[] = [];
  const needs = (table: string, column: string): void => { found.push(caveat('NOT_APPLICABLE', { table, column }, 'info')); };
  if (!rows.stays.hasMrr) needs('subscriptions', 'mrr');
  if (rows.dimension('sold_by') === null) needs('customers', 'sold_by');
  const asksReason = namesOf(cut).some(isCause);
  if (asksReason && rows.dimension('end_reason') === null) needs('subscriptions', 'end_reason');
  return found;
};

/** Everything that must be said beside a churn rate. */
export const churnCaveats = (cells: ChurnCells, details: ChurnDetails, context: KpiContext, question: Question): readonly Caveat[] => {
  const found: Caveat[] = [];
  const rows = churnRows(context, scopeOf(question));
  if (!isSalesOwned(context, question.options)) found.push(caveat('CH_NOT_SALES_OWNED'));
  const dated = cells.bandEnds.reduce((sum, n, band) => (band === unknownBand ? sum : sum + n), 0);
  const early = cells.bandEnds[0] ?? 0;
  if (!isByCause(question) && dated > 0 && early / dated > earlyShare) found.push(caveat('CH_EARLY', { p: early / dated }));
  const nameOf = lookUp(context, 'owners', 'name');
  // One sentence for all of them: who reads it sees each code once.
  const flagged = details.owners.flatMap(({ id, isFlagged }) => (isFlagged && id !== null ? [nameOf?.get(id) ?? id] : []));
  if (flagged.length > 0) found.push(caveat('CH_OVERPROMISE_REP', { rep: flagged.join(', ') }));
  if (cells.provisional > 0) found.push(caveat('CH_PROVISIONAL', { n: cells.provisional, d: rows.rule.graceDays }));
  const { effect, cited } = details.whatIf;
  if (effect !== null && (effect < cited.lo || effect > cited.hi)) found.push(caveat('CH_BENCH_OUTSIDE', { x: effect }));
  if (rows.rule.inactiveDays !== null) {
    const nFuture = context.rules.get('DQ_FUTURE', 'revenue');
    if (nFuture > 0) found.push(caveat('DQ_FUTURE', { n: nFuture }));
  }
  return [...found, ...missingDetails(question, rows)];
};
