import type { CellMap } from './cells.js';
import type { ClvCells } from './clv-cells.js';
import { clvModel, type ClvModel } from './clv-model.js';
import type { KpiContext } from './context.js';
import type { Question } from './define-kpi.js';
import { unitsPerCurrency } from './money.js';

/** What one group's cells say about the value of a customer; money in currency units. */
export interface ClvFigures extends ClvModel {
  /** Share of revenue that is margin; null = unknown, then revenue stands in for margin. */
  readonly grossMargin: number | null;
  /** Some figure is revenue, since no margin is known. */
  readonly isRevenue: boolean;
  /** Revenue rows before asOf in the data, whatever the cut. */
  readonly revenueRows: number;
  readonly sum: number | null;
  readonly mean: number | null;
  readonly arpa: number | null;
  readonly contractMonths: number | null;
  /** The model's value if there is one, else the mean to date. */
  readonly best: number | null;
  readonly bestBasis: 'model' | 'historic' | null;
}

/** The entry of `whole` that has seen the most rows: all are equal unless a shard lacked a group. */
export const wholeOf = (whole: CellMap): Readonly<Record<string, unknown>> => {
  let best: Readonly<Record<string, unknown>> = {};
  for (const entry of whole.values()) if (numberIn(entry, 'rows') > numberIn(best, 'rows') || best['rows'] === undefined) best = entry;
  return best;
};

export const numberIn = (entry: Readonly<Record<string, unknown>>, field: string): number => {
  const value = entry[field];
  return typeof value === 'number' ? value : 0;
};

/** Margin share over revenue rows that have both; where the data has none, the host's. */
export const grossMarginOf = (whole: Readonly<Record<string, unknown>>, context: KpiContext): number | null => {
  const amount = numberIn(whole, 'amount');
  return amount > 0 ? numberIn(whole, 'margin') / amount : context.config.grossMargin ?? null;
};

const optionOf = (options: Question['options'], name: string, fallback: number): number => {
  const value = options[name];
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : fallback;
};

/** Discount rate a year. */
export const discountOf = (options: Question['options']): number => optionOf(options, 'discountRate', 0.1);

/** The sums that the figures are made of; a bootstrap replicate has the same. */
export type ClvSums = Pick<ClvCells, 'n' | 'g' | 'u' | 'mrr' | 'mrrN' | 'lost' | 'alive' | 'whole'>;

/** Figures of a group of customers. Pure; `contractMonths` null = no contract, so no model. */
export const clvFigures = (
  cells: ClvSums, context: KpiContext, options: Question['options'], contractMonths: number | null, isBrief = false,
): ClvFigures => {
  const whole = wholeOf(cells.whole);
  const revenueRows = numberIn(whole, 'rows');
  const grossMargin = grossMarginOf(whole, context);
  const factor = grossMargin ?? 1;
  const sum = revenueRows === 0 ? null : (cells.g + factor * cells.u) / unitsPerCurrency;
  const mean = sum === null || cells.n === 0 ? null : sum / cells.n;
  const arpa = cells.mrrN === 0 ? null : cells.mrr / cells.mrrN / unitsPerCurrency;
  const modelled: ClvModel = arpa === null || contractMonths === null ? { model: null, horizon: null, isUnstable: false }
    : clvModel({ lost: cells.lost, alive: cells.alive, margin: arpa * factor * contractMonths, contractMonths, discountPerYear: discountOf(options), isBrief });
  const best = modelled.model?.value ?? mean;
  return {
    ...modelled, grossMargin, revenueRows, sum, mean, arpa,
    isRevenue: grossMargin === null && (cells.u !== 0 || modelled.model !== null),
    contractMonths: modelled.model === null ? null : contractMonths,
    best, bestBasis: best === null ? null : modelled.model?.value == null ? 'historic' : 'model',
  };
};
