import { missingDay } from '../model/table.js';
import { dayMs } from '../model/zone.js';
import type { TouchesDetails } from '../model/touches-details.js';
import type { Caveat } from '../model/result.js';
import { quantile } from '../stats/quantile.js';
import { quantileOfHistogram } from '../stats/quantile-of-histogram.js';
import type { Bag } from './bag.js';
import { touchesCaveatTexts } from './touches-caveat-texts.js';
import { caveatWriter } from './caveats.js';
import type { KpiContext } from './context.js';
import { createCut } from './create-cut.js';
import { dealRows } from './deal-rows.js';
import { dealCycles } from './deal-spans.js';
import type { Question } from './define-kpi.js';
import { cellsOfWhole, type Countable } from './filtered-cells.js';
import { histograms, type GrowingHistogram } from './growing-histogram.js';
import { fromMoneyUnits } from './money.js';
import { asksOwners, ownerCaveats } from './owner-caveat.js';
import type { TouchCells } from './touches-cells.js';
import { touchLives } from './touches-lives.js';

const caveat = caveatWriter(touchesCaveatTexts);

const shortCycleDays = 7;
const warmedUpShare = 0.8;
const unmetShare = 0.3;

type WonCells = { readonly cycles: Float64Array; readonly amounts: Bag };

/** Cycles and, where amounts are asked for, amounts of the deals ever won. */
const dealsWon: Countable<WonCells> = {
  id: 'deals ever won',
  isAdditive: true,
  rows: (context) => [dealRows(context)],
  cells: (context, { cut, options }) => {
    const { rows, startDay, bin } = dealCycles(context);
    const index = cut.groupOf(rows);
    const asksAmount = typeof options['smallTicket'] === 'number';
    const cycles = histograms(cut.groups.length);
    const amounts = cut.groups.map((): number[] => []);
    for (let row = rows.parts[1]; row < rows.parts[2]; row++) {
      const group = index === null ? 0 : (index[row] as number);
      if (group >= cycles.length) continue;
      if (startDay[row] !== missingDay) (cycles[group] as GrowingHistogram).add(bin[row] as number);
      const amount = rows.amountUnits === null ? NaN : (rows.amountUnits[row] as number);
      if (asksAmount && amount === amount) (amounts[group] as number[]).push(amount);
    }
    return cycles.map((own, group) => ({ cycles: own.trimmed(), amounts: { width: 1, items: Float64Array.from(amounts[group] as number[]).sort() } }));
  },
};

/** Median cycle in days and median amount of the deals ever won that pass those conditions of the filter which deals have. */
const dealsSold = (context: KpiContext, { cut, options }: Question): { readonly days: number | null; readonly amount: number | null } => {
  if (!context.tables.has('deals')) return { days: null, amount: null };
  const { rows, unitMs } = dealCycles(context);
  const filter = Object.fromEntries(Object.entries(cut.filter).filter(([name]) => rows.dimension(name) !== null));
  const period = context.calendar.resolve('all', context);
  const { cycles, amounts } = cellsOfWhole(dealsWon, context, { period, cut: createCut(filter, [], [rows]), target: null, options });
  const [bins, units] = [quantileOfHistogram(cycles, 0.5), quantile(amounts.items, 0.5)];
  return { days: bins === null ? null : (bins * unitMs) / dayMs, amount: units === null ? null : fromMoneyUnits(units) };
};

/** A short cycle, private buyers, or small amounts: then nobody needs warming up. */
const isHardlyRelevant = (cells: TouchCells, context: KpiContext, question: Question): boolean => {
  if (cells.consumers * 2 > cells.segmented) return true;
  const { days, amount } = dealsSold(context, question);
  const smallTicket = question.options['smallTicket'];
  return (days !== null && days <= shortCycleDays) || (amount !== null && typeof smallTicket === 'number' && amount < smallTicket);
};

/** Everything that must be said beside a number of touches. */
export const touchesCaveats = (cells: TouchCells, details: TouchesDetails, context: KpiContext, question: Question): readonly Caveat[] => {
  const found: Caveat[] = [];
  const { nBackwards, nUndated, unit, hasActor, channels } = touchLives(context);
  if (isHardlyRelevant(cells, context, question)) found.push(caveat('TP_NOT_RELEVANT'));
  const { warmedUpByMarketing, unmet } = details;
  if (warmedUpByMarketing !== null && warmedUpByMarketing >= warmedUpShare) found.push(caveat('TP_OWNED_BY_MARKETING', { p: warmedUpByMarketing }));
  if (unmet !== null && unmet > unmetShare) found.push(caveat('TP_SURVIVORS', { p: unmet }));
  if (nBackwards > 0) found.push(caveat('DQ_NEGATIVE_DURATION', { n: nBackwards }));
  if (nUndated > 0 && unit === 'deal') found.push(caveat('DQ_NO_START', { n: nUndated }));
  const needs = (table: string, column: string): void => { found.push(caveat('NOT_APPLICABLE', { table, column }, 'info')); };
  if (unit === 'deal') needs('leads', 'received_at');
  if (!hasActor) needs('activities', 'actor');
  const { segmentBy, filter } = question.cut;
  if (channels === null && (segmentBy.includes('channel') || 'channel' in filter)) needs('activities', 'channel');
  // Leads have no history of owners; that of deals is in their stages.
  if (unit === 'deal') found.push(...ownerCaveats(context, question.cut));
  else if (asksOwners(question.cut)) found.push(caveat('DQ_OWNER_CURRENT'));
  return found;
};
