import type { KpiId } from '../model/kpi-id.js';
import type { Caveat } from '../model/result.js';
import { caveat, type GeneralCaveatCode } from './caveats.js';
import type { Cells } from './cells.js';
import type { KpiContext } from './context.js';
import type { Finished, KpiDefinition } from './define-kpi.js';
import { isConverted, mixedCurrencies } from './money.js';
import { tablesOf } from './provenance.js';

/** Currencies that a caveat names before it breaks off. */
const mostNamed = 5;

/** Amounts left out: in several currencies that nobody said how to add up, else for want of a rate. */
const unconverted = (context: KpiContext, n: number, value: number | null): Caveat => {
  const mixed = mixedCurrencies(context);
  if (mixed === null) return caveat('DQ_FX_MISSING', { n });
  return caveat('CURRENCY_MIXED', { n, list: mixed.length > mostNamed ? `${mixed.slice(0, mostNamed).join(', ')} …` : mixed.join(', ') }, value === null ? 'block' : 'warn');
};

const rowsUnder = <K extends KpiId, C extends Cells>(code: string, definition: KpiDefinition<K, C>, context: KpiContext): number =>
  [...tablesOf(definition)].reduce((sum, table) => sum + context.rules.get(code, table), 0);

/** Why not all rows of the tables are there that a number may read: loading ended too early, or goes on. */
const missingRowCodes = ['DQ_PARTIAL', 'DQ_LOADING'] as const;

/** Not all rows are there that a number may be made of. */
export const lacksRows = <K extends KpiId, C extends Cells>(definition: KpiDefinition<K, C>, context: KpiContext): boolean =>
  missingRowCodes.some((code) => rowsUnder(code, definition, context) > 0);

/** Caveats that no KPI states itself: of the data's rules, an empty denominator unless nothing passed the filter, a small base, a doubtful cut-off. */
export const generalCaveats = <K extends KpiId, C extends Cells>(
  definition: KpiDefinition<K, C>, context: KpiContext, { value, den, n, reliability }: Finished<K>, isEmpty: boolean,
): readonly Caveat[] => {
  const found: Caveat[] = [];
  if (!isEmpty && value === null && den === 0) found.push(caveat('E_ZERO_DENOM'));
  if (reliability === 'unreliable') found.push(caveat('R_UNRELIABLE', { n }));
  if (reliability === 'caution') found.push(caveat('R_CAUTION', { n }));
  if (context.outlierDate !== null) found.push(caveat('DQ_ASOF_OUTLIER', { date: context.outlierDate }));
  for (const code of missingRowCodes) {
    const rows = rowsUnder(code, definition, context);
    if (rows > 0) found.push(caveat(code, { n: rows }));
  }
  for (const [code, tables] of Object.entries(definition.dataRules)) {
    const count = (tables ?? []).reduce((sum, table) => sum + context.rules.get(code, table), 0);
    if (count > 0) found.push(code === 'DQ_FX_MISSING' ? unconverted(context, count, value) : caveat(code as GeneralCaveatCode, { n: count }));
  }
  if ('DQ_FX_MISSING' in definition.dataRules && context.config.constantFx !== undefined && isConverted(context)) {
    found.push(caveat('FX_CONSTANT', { date: context.config.constantFx }));
  }
  return found;
};

const rank = { block: 0, warn: 1, info: 2 } as const;

/** Gravest first, otherwise as they came; the same code with the same parameters once. */
export const orderCaveats = (caveats: readonly Caveat[]): readonly Caveat[] => {
  const once = new Map(caveats.map((entry) => [`${entry.code} ${JSON.stringify(entry.params)}`, entry] as const));
  return [...once.values()].sort((a, b) => rank[a.severity] - rank[b.severity]);
};
