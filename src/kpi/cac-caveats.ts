import type { Caveat } from '../model/result.js';
import type { Table } from '../model/table.js';
import { unsplitDimension, type CacFindings } from './cac-findings.js';
import { addMonths } from './calendar-units.js';
import { cacCaveatTexts } from './cac-caveat-texts.js';
import { customerValueCaveatTexts } from './customer-value-caveat-texts.js';
import { caveatWriter } from './caveats.js';
import { categoryOf, numberOf } from './columns.js';
import type { KpiContext } from './context.js';
import { dictionarySize } from './dictionary-bytes.js';
import { firstSpells } from './customer-service.js';
import type { Question } from './define-kpi.js';
import { paybackHorizonMonths } from './payback.js';
import { spendRows } from './spend-rows.js';
import type { UnitEconomics } from './unit-economics.js';

const caveat = caveatWriter({ ...cacCaveatTexts, ...customerValueCaveatTexts });

/** What the data lacks for a detail. */
const missingDetails = (context: KpiContext, figures: UnitEconomics): readonly Caveat[] => {
  const found: Caveat[] = [];
  const { tables } = context;
  const needs = (table: string, column: string): void => { found.push(caveat('NOT_APPLICABLE', { table, column }, 'info')); };
  if (spendRows(context) !== null && categoryOf(tables.get('spend'), 'channel') === null) needs('spend', 'channel');
  if (firstSpells(context) === null) needs('subscriptions', tables.has('subscriptions') ? 'ended_at' : 'customer_id');
  else if (numberOf(tables.get('subscriptions'), 'mrr') === null) needs('subscriptions', 'mrr');
  if (figures.grossMargin === null) needs('revenue', 'margin');
  if (numberOf(tables.get('deals'), 'amount') === null) needs('deals', 'amount');
  return found;
};

const comparisons = (value: number, figures: UnitEconomics, options: Question['options']): readonly Caveat[] => {
  const found: Caveat[] = [];
  const { aov, clv: { best, isRevenue }, payback, monthlyMargin } = figures;
  const otherCost = typeof options['otherCost'] === 'number' ? options['otherCost'] : 0;
  // Where revenue stands in for margin, only "too little" can be told: the margin is smaller still.
  if (aov !== null && best !== null && !isRevenue && value >= 0.8 * aov && best > value + otherCost) found.push(caveat('CAC_NEAR_AOV_OK'));
  if (best !== null && best < value) found.push(caveat('CAC_UNPROFITABLE'));
  if (payback?.never === true || (monthlyMargin !== null && monthlyMargin <= 0 && value > 0)) {
    found.push(caveat('CAC_NO_PAYBACK', { h: paybackHorizonMonths }));
  }
  return found;
};

const hasAccounts = (deals: Table | undefined): boolean => {
  const account = categoryOf(deals, 'account_id');
  return account !== null && dictionarySize(account) > 1;
};

/** Everything that must be said beside an acquisition cost. */
export const cacCaveats = (findings: CacFindings, context: KpiContext, question: Question): readonly Caveat[] => {
  const { totals, value, figures, cv, isRecorded, unsplit } = findings;
  const found: Caveat[] = [];
  const deals = context.tables.get('deals');
  // Of segments that spend is not recorded by only the total has a cost; it has to say why the parts have none.
  const unsplitParts = unsplit ?? unsplitDimension(context, question.cut.segmentBy);
  if (unsplitParts !== null) found.push(caveat('CAC_SPEND_NOT_SPLIT', { dim: unsplitParts }));
  // Spend that could not be converted is recorded all the same, and said to be left out.
  const isUnconverted = context.rules.get('DQ_FX_MISSING', 'spend') > 0;
  if (!isUnconverted && (!isRecorded || (unsplit === null && totals.spend === 0 && totals.customers > 0))) found.push(caveat('CAC_NO_SPEND'));
  if (unsplit === null && totals.customers === 0 && totals.spend > 0) found.push(caveat('CAC_NO_CUSTOMERS'));
  if ((deals?.rowCount ?? 0) > 0 && !hasAccounts(deals)) found.push(caveat('CAC_NO_ACCOUNT'));
  const { startDay, endDay } = context.calendar.daysOf(question.period);
  if (addMonths(startDay, 12) > endDay || totals.customers < 30) found.push(caveat('CAC_SHORT_WINDOW'));
  if (cv !== null && cv > 0.5) found.push(caveat('CAC_VOLATILE'));
  if (value !== null) found.push(...comparisons(value, figures, question.options));
  if (figures.clv.best === null || figures.aov === null) found.push(caveat('CAC_PRICE_ONLY'));
  if (figures.clv.isRevenue && figures.clv.best !== null) found.push(caveat('CLV_NO_MARGIN'));
  if (figures.clv.isUnstable) found.push(caveat('CLV_FIT_UNSTABLE'));
  const industry = question.options['industry'];
  if (typeof industry === 'string' && industry.toLowerCase() !== 'saas') found.push(caveat('CAC_INDUSTRY'));
  return [...found, ...missingDetails(context, figures)];
};
