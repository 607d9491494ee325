import type { CacCells } from './cac-cells.js';
import { clvFigures, type ClvFigures, type ClvSums } from './clv-figures.js';
import type { KpiContext } from './context.js';
import type { Question } from './define-kpi.js';
import { unitsPerCurrency } from './money.js';
import { survivalOfRetention, survivalOfStays, survivalPayback, type Payback, type SurvivalByMonth } from './payback.js';

/** CAC, order value, lifetime value and payback of one group, all with the same margin share. Money in currency units. */
export interface UnitEconomics {
  readonly cac: number | null;
  readonly aov: number | null;
  readonly arpa: number | null;
  readonly grossMargin: number | null;
  readonly clv: ClvFigures;
  readonly clvToCac: number | null;
  /** Margin per customer and month in service; null when revenue in service or the margin share is unknown. */
  readonly monthlyMargin: number | null;
  /** null = nobody's stay is known and no retention was given. */
  readonly survival: SurvivalByMonth | null;
  readonly simpleMonths: number | null;
  /** null = cannot be told. */
  readonly payback: Payback | null;
}

/** Monthly retention set by the host, 0 to 1. */
const retentionOf = (options: Question['options']): number | null => {
  const given = options['retention'];
  return typeof given === 'number' && given >= 0 && given <= 1 ? given : null;
};

const survivalOf = (ended: Float64Array, staying: Float64Array, options: Question['options']): SurvivalByMonth | null => {
  const retention = retentionOf(options);
  return retention === null ? survivalOfStays(ended, staying) : survivalOfRetention(retention);
};

/** The sums that a bootstrap replicate fills anew. */
export type ServiceSums = Pick<CacCells, 'dealAmount' | 'dealN' | 'mrr' | 'mrrN' | 'ended' | 'staying'>;

/**
 * Figures of a group from its cells and its acquisition cost (null = unknown). Pure; also what each replicate of the
 * bootstrap is put through, so that the ratios of one replicate belong together.
 */
export const unitEconomics = (
  cells: ServiceSums, ofValue: ClvSums, cac: number | null, context: KpiContext, options: Question['options'],
  contractMonths: number | null, isBrief = false,
): UnitEconomics => {
  const clv = clvFigures(ofValue, context, options, contractMonths, isBrief);
  const { grossMargin } = clv;
  const arpa = cells.mrrN === 0 ? null : cells.mrr / cells.mrrN / unitsPerCurrency;
  const monthlyMargin = arpa === null || grossMargin === null ? null : arpa * grossMargin;
  const survival = survivalOf(cells.ended, cells.staying, options);
  const payback = cac === null || monthlyMargin === null || survival === null ? null : survivalPayback(cac, monthlyMargin, survival);
  return {
    cac, arpa, grossMargin, clv, monthlyMargin, survival, payback,
    aov: cells.dealN === 0 ? null : cells.dealAmount / cells.dealN / unitsPerCurrency,
    clvToCac: clv.best === null || cac === null || cac === 0 ? null : clv.best / cac,
    simpleMonths: cac === null || monthlyMargin === null || !(monthlyMargin > 0) ? null : cac / monthlyMargin,
  };
};
