import type { KpiId } from '../model/kpi-id.js';
import type { Caveat } from '../model/result.js';
import type { CaveatCode } from './caveat-texts.js';
import { caveat } from './caveats.js';
import type { Cells } from './cells.js';
import type { KpiContext } from './context.js';
import type { Finished, KpiDefinition } from './define-kpi.js';

/** Caveats that no KPI states itself: of the data's rules, an empty denominator unless nothing passed the filter, a small base, a doubtful cut-off. */
export const generalCaveats = <K extends KpiId, C extends Cells>(
  definition: KpiDefinition<K, C>, context: KpiContext, { value, den, n, reliability }: Finished<K>, isEmpty: boolean,
): readonly Caveat[] => {
  const found: Caveat[] = [];
  if (!isEmpty && value === null && den === 0) found.push(caveat('E_ZERO_DENOM'));
  if (reliability === 'unreliable') found.push(caveat('R_UNRELIABLE', { n }));
  if (reliability === 'caution') found.push(caveat('R_CAUTION', { n }));
  if (context.outlierDate !== null) found.push(caveat('DQ_ASOF_OUTLIER', { date: context.outlierDate }));
  for (const [code, tables] of Object.entries(definition.dataRules)) {
    const count = (tables ?? []).reduce((sum, table) => sum + context.rules.get(code, table), 0);
    if (count > 0) found.push(caveat(code as CaveatCode, { n: count }));
  }
  return found;
};

const rank = { block: 0, warn: 1, info: 2 } as const;

/** Gravest first, otherwise as they came; the same code with the same parameters once. */
export const orderCaveats = (caveats: readonly Caveat[]): readonly Caveat[] => {
  const once = new Map(caveats.map((entry) => [`${entry.code} ${JSON.stringify(entry.params)}`, entry] as const));
  return [...once.values()].sort((a, b) => rank[a.severity] - rank[b.severity]);
};
