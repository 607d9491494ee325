import type { CacCells } from './cac-cells.js';
import { cacTotals, costOf, monthlyVariation, type CacTotals } from './cac-figures.js';
import { cacWindow } from './cac-window.js';
import { contractMonthsOf, noClvCells, type ClvCells } from './clv-cells.js';
import type { KpiContext } from './context.js';
import type { Question } from './define-kpi.js';
import { marginCurve, paybackHorizonMonths } from './payback.js';
import { spendRows } from './spend-rows.js';
import { unitEconomics, type UnitEconomics } from './unit-economics.js';

/** What a group's cells amount to, before it is told. Money in currency units. */
export interface CacFindings {
  readonly totals: CacTotals;
  /** A spend row touches the window, whatever the filter. */
  readonly isRecorded: boolean;
  /** Dimension asked for that spend is not recorded by; null = spend can be cut that way. */
  readonly unsplit: string | null;
  /** Spend that can be told; null = not recorded, not split that way, or negative on balance. */
  readonly cost: number | null;
  readonly value: number | null;
  readonly figures: UnitEconomics;
  readonly cv: number | null;
  /** Cumulative margin per customer after 0, 1, 2 … payments; empty when it cannot be told. */
  readonly curve: readonly number[];
}

/** A margin curve is shown for two years at least, and half as long again as the payback takes. */
const shortestCurveMonths = 24;
const openCurveMonths = 36;

const curveMonths = ({ payback }: UnitEconomics): number =>
  (payback === null || payback.months === null ? openCurveMonths : Math.min(paybackHorizonMonths, Math.max(shortestCurveMonths, Math.ceil(1.5 * payback.months))));

/** The customer-value cells inside acquisition cells. */
export const valueCellsOf = (cells: CacCells): ClvCells => (cells.clv.get('') as ClvCells | undefined) ?? noClvCells;

/** First of the dimensions that the spend table lacks; null = spend can be cut by all of them. */
export const unsplitDimension = (context: KpiContext, names: readonly string[]): string | null => {
  const rows = spendRows(context);
  return rows === null ? null : names.find((name) => rows.dimension(name) === null) ?? null;
};

/** Pure: the answer of a group from its cells. */
export const cacFindings = (cells: CacCells, context: KpiContext, question: Question): CacFindings => {
  const totals = cacTotals(cells);
  const isRecorded = totals.spendRows > 0;
  const { filter, segmentBy } = question.cut;
  const unsplit = unsplitDimension(context, question.isSegment === true ? [...Object.keys(filter), ...segmentBy] : Object.keys(filter));
  const isTold = isRecorded && unsplit === null;
  const cost = isTold && totals.spend >= 0 ? totals.spend : null;
  const value = isTold ? costOf(totals) : null;
  const contractMonths = contractMonthsOf(context, question.options);
  const figures = unitEconomics(cells, valueCellsOf(cells), value, context, question.options, contractMonths);
  const { monthlyMargin, survival } = figures;
  return {
    totals, isRecorded, unsplit, cost, value, figures,
    cv: isTold ? monthlyVariation(cells, cacWindow(context, question)) : null,
    curve: monthlyMargin === null || survival === null ? [] : marginCurve(monthlyMargin, survival, curveMonths(figures)),
  };
};
