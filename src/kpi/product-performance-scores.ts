import type { ScoreSplit } from '../model/product-details.js';
import type { CellMap, Cells } from './cells.js';
import type { ProductCell, ProductCells } from './product-performance-cells.js';
import { keyOfValue, valueOfKey } from './value-key.js';

/** What a score is made of: opportunities, wins, money (margin or revenue, 1/10000) and effort. */
export interface Exposure { readonly offered: number; readonly won: number; readonly amount: number; readonly effort: number }

export type Basis = 'margin' | 'revenue';

/** Margin where every won line with a total has one, else revenue for all. */
export const basisOf = ({ products }: ProductCells): Basis =>
  (([...products.values()] as ProductCell[]).some(({ lacksMargin }) => lacksMargin > 0) ? 'revenue' : 'margin');

export const exposureOf = (cell: ProductCell, basis: Basis): Exposure => ({ offered: cell.offered, won: cell.won, amount: cell[basis], effort: cell.effort });

/** Σ of all products: what 100 stands for. */
export const portfolioOf = ({ products }: ProductCells, basis: Basis): Exposure =>
  ([...products.values()] as ProductCell[]).map((cell) => exposureOf(cell, basis)).reduce((sum, own) => ({
    offered: sum.offered + own.offered, won: sum.won + own.won, amount: sum.amount + own.amount, effort: sum.effort + own.effort,
  }), { offered: 0, won: 0, amount: 0, effort: 0 });

/** Whether scores can be told at all: something was earned, and effort spent. */
export const isScored = ({ amount, effort }: Exposure): boolean => amount > 0 && effort > 0;

/** 100 · (amount/effort) / (that of the portfolio); null without effort, or where the portfolio earns nothing. */
export const scoreOf = (own: Pick<Exposure, 'amount' | 'effort'>, all: Exposure): number | null =>
  (isScored(all) && own.effort > 0 ? (100 * (own.amount / own.effort)) / (all.amount / all.effort) : null);

/** 100 · (wins/effort) / (that of the portfolio): how easily it sells, whatever it costs. */
export const easeOf = (own: Exposure, all: Exposure): number | null =>
  (own.effort > 0 && all.effort > 0 && all.won > 0 ? (100 * (own.won / own.effort)) / (all.won / all.effort) : null);

/** ln(score/100) as convert + margin + speed, exactly; null where a factor is not above 0. */
export const splitOf = (own: Exposure, all: Exposure): ScoreSplit | null => {
  if (![own, all].every(({ offered, won, amount, effort }) => offered > 0 && won > 0 && amount > 0 && effort > 0)) return null;
  const gap = (ratio: (one: Exposure) => number): number => Math.log(ratio(own) / ratio(all));
  return { convert: gap(({ won, offered }) => won / offered), margin: gap(({ amount, won }) => amount / won), speed: -gap(({ effort, offered }) => effort / offered) };
};

/** A campaign or source that holds more of the wins than this lifts the score by itself. */
const liftShare = 0.25;

/** Score of a product without the campaigns (or sources) that hold over 25 % of its wins; the portfolio stays as it is. */
export const scoreWithout = (cell: ProductCell, parts: CellMap, basis: Basis, all: Exposure): { score: number | null; dropped: readonly string[] } => {
  let { amount, effort } = exposureOf(cell, basis);
  const dropped: string[] = [];
  for (const [key, part] of parts) {
    if ((part['won'] as number) <= liftShare * cell.won) continue;
    dropped.push(valueOfKey(key) ?? '');
    amount -= part[basis] as number;
    effort -= part['effort'] as number;
  }
  return { score: scoreOf({ amount, effort }, all), dropped };
};

/** Score of a product without the won deal that brought most. */
export const scoreWithoutTop = (cell: ProductCell, basis: Basis, all: Exposure): number | null => {
  const { items, width } = basis === 'margin' ? cell.topMargin : cell.topRevenue;
  const { amount, effort } = exposureOf(cell, basis);
  // Tuples ascend: the last one is the largest, of several groups' own tops too.
  return items.length === 0 ? scoreOf({ amount, effort }, all)
    : scoreOf({ amount: amount - (items[items.length - width] as number), effort: effort - (items[items.length - 1] as number) }, all);
};

/** The campaign with most wins; of several the first by name. null = no win of a campaign. */
export const leadingCampaign = ({ campaigns }: ProductCell): { readonly name: string; readonly won: number } | null => {
  let best: { name: string; won: number } | null = null;
  for (const [key, { won }] of campaigns as ReadonlyMap<string, Cells & { won: number }>) if (won > (best?.won ?? 0)) best = { name: valueOfKey(key) ?? '', won };
  return best;
};

/** Wins and opportunities of trained owners, or of the others. */
export const trainedCounts = ({ trained }: ProductCell, isTrained: boolean): { readonly n: number; readonly won: number } => {
  const own = trained.get(keyOfValue(String(isTrained)));
  return { n: (own?.['n'] ?? 0) as number, won: (own?.['won'] ?? 0) as number };
};
