import type { Caveat } from '../model/result.js';
import { kitagawa, type Kitagawa } from '../stats/kitagawa.js';
import { salesCycleCaveatTexts } from './sales-cycle-caveat-texts.js';
import { caveatWriter } from './caveats.js';
import type { CellMap, Cells } from './cells.js';
import type { KpiContext } from './context.js';
import type { Compared, Question } from './define-kpi.js';
import { cycleDimensions, type SalesCycleCells } from './sales-cycle-cells.js';
import { valueOfKey } from './value-key.js';

const caveat = caveatWriter(salesCycleCaveatTexts);

const dominantShare = 0.3;
const causeShare = 0.5;
/** How much larger than chance the share between segments must be: with few deals per segment it is large by itself. */
const chanceFactor = 2;

const lowScores: ReadonlySet<string | null> = new Set(['0-24', '25-49']);
const newReps: ReadonlySet<string | null> = new Set(['new']);

const valuesOf = (cells: SalesCycleCells, name: string): CellMap => (cells.dimensions.get(name)?.['values'] ?? new Map()) as CellMap;

const binSquares = (won: Float64Array): { n: number; sum: number; squares: number } => {
  const total = { n: 0, sum: 0, squares: 0 };
  won.forEach((count, bin) => {
    total.n += count;
    total.sum += count * bin;
    total.squares += count * bin * bin;
  });
  return total;
};

/** The dimension between whose values the cycle differs most, when that explains over 30 % of the variance and more than chance. */
export const dominantDimension = (cells: SalesCycleCells): { name: string; share: number } | null => {
  const { n, sum, squares } = binSquares(cells.won);
  const spread = n === 0 ? 0 : squares - (sum * sum) / n;
  if (!(spread > 0)) return null;
  let best: { name: string; share: number } | null = null;
  for (const name of cycleDimensions) {
    const values = valuesOf(cells, name);
    let between = -(sum * sum) / n;
    for (const own of values.values()) between += ((own['sum'] as number) ** 2) / (own['n'] as number);
    const share = between / spread;
    const byChance = (values.size - 1) / (n - 1);
    if (values.size > 1 && share > dominantShare && share > chanceFactor * byChance && share > (best?.share ?? 0)) best = { name, share };
  }
  return best;
};

const rateSegment = (own: Cells | undefined): { weight: number; rate: number | null } => {
  const n = (own?.['n'] ?? 0) as number;
  return { weight: n, rate: n === 0 ? null : (own?.['sum'] as number) / n };
};

interface Split extends Kitagawa { readonly keys: readonly string[] }

const split = (after: SalesCycleCells, before: SalesCycleCells, name: string): Split | null => {
  const [now, then] = [valuesOf(after, name), valuesOf(before, name)];
  const keys = [...new Set([...then.keys(), ...now.keys()])].sort();
  if (keys.length < 2) return null;
  return { ...kitagawa(keys.map((key) => rateSegment(then.get(key))), keys.map((key) => rateSegment(now.get(key)))), keys };
};

/** Share of the change that the named values brought, by their own longer cycles and by their larger share. */
const shareOf = (parts: Split | null, wanted: ReadonlySet<string | null>): number => {
  if (parts === null || parts.change === null || parts.change === 0) return 0;
  let brought = 0;
  parts.segments.forEach(({ rate, mix }, i) => { if (wanted.has(valueOfKey(parts.keys[i] as string))) brought += rate + mix; });
  return brought / parts.change;
};

/** Where a changed cycle comes from: another mix, weak leads, new reps. */
export const salesCycleChangeCaveats = (
  after: Compared<'sales_cycle', SalesCycleCells>, before: Compared<'sales_cycle', SalesCycleCells>, _: KpiContext, question: Question,
): readonly Caveat[] => {
  const [now, then] = [after.finished.value, before.finished.value];
  if (now === null || then === null || now === then) return [];
  const found: Caveat[] = [];
  const chosen = question.cut.segmentBy.filter((name) => (cycleDimensions as readonly string[]).includes(name));
  for (const name of chosen.length > 0 ? chosen : ['segment', 'source']) {
    const parts = split(after.cells, before.cells, name);
    const share = parts === null || parts.mix === null || parts.change === null || parts.change === 0 ? 0 : parts.mix / parts.change;
    if (share > causeShare) {
      found.push(caveat('SC_MIX_SHIFT', { dim: name, p: share }));
      break;
    }
  }
  if (now > then) {
    const ofScores = shareOf(split(after.cells, before.cells, 'score_band'), lowScores);
    if (ofScores > causeShare) found.push(caveat('SC_LEAD_QUALITY', { p: ofScores }));
    const ofReps = shareOf(split(after.cells, before.cells, 'owner_tenure'), newReps);
    if (ofReps > causeShare) found.push(caveat('SC_NEW_REP', { p: ofReps }));
  }
  return found;
};
