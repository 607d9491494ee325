import type { ProductDetails, ProductFigures, ProductRanks } from '../model/product-details.js';
import type { Caveat } from '../model/result.js';
import { benjaminiHochberg } from '../stats/benjamini-hochberg.js';
import { chiSquareTail } from '../stats/chi-square-tail.js';
import { productPerformanceCaveatTexts } from './product-performance-caveat-texts.js';
import { caveatWriter } from './caveats.js';
import type { KpiContext } from './context.js';
import type { Question } from './define-kpi.js';
import { ownerCaveats } from './owner-caveat.js';
import { effortOf } from './product-effort.js';
import type { ProductCell } from './product-performance-cells.js';
import { leadingCampaign } from './product-performance-scores.js';
import { productRows } from './product-rows.js';
import { hasSalesTouches } from './sales-touches.js';

const caveat = caveatWriter(productPerformanceCaveatTexts);

type ProductCaveatCode = keyof typeof productPerformanceCaveatTexts;

/** A score that loses this share without one campaign, or one deal, rests on it. */
const lossShare = 0.25;
const drivenShare = 0.5;
/** Fewer products than this have no correlation worth the name, and a weaker one is none. */
const fewestProducts = 3;
const correlated = 0.5;

const collapses = (score: number | null, without: number | null): boolean =>
  score !== null && score > 0 && without !== null && without <= (1 - lossShare) * score;

/** A product may be compared with others once its wins are enough to be told apart from luck. */
const isCompared = ({ reliability, score }: Pick<ProductFigures, 'reliability' | 'score'>): boolean => score !== null && reliability !== 'unreliable' && reliability !== 'none';

/** Correlation of pairs; null below three, or where one side does not vary. */
const correlation = (pairs: readonly (readonly [number, number])[]): number | null => {
  if (pairs.length < fewestProducts) return null;
  const mean = (side: 0 | 1): number => pairs.reduce((sum, pair) => sum + pair[side], 0) / pairs.length;
  const [mx, my] = [mean(0), mean(1)];
  let [xx, yy, xy] = [0, 0, 0];
  for (const [x, y] of pairs) {
    xx += (x - mx) ** 2;
    yy += (y - my) ** 2;
    xy += (x - mx) * (y - my);
  }
  return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : null;
};

/** Products pushed by their commission: it goes with how often products are offered, theirs is above the mean, and they score below 100. */
const pushed = (products: readonly ProductFigures[]): ReadonlySet<ProductFigures> => {
  const told = products.filter((product): product is ProductFigures & { commission: number; offerShare: number } => product.commission !== null && product.offerShare !== null);
  const r = correlation(told.map(({ commission, offerShare }) => [commission, offerShare]));
  const mean = told.reduce((sum, { commission }) => sum + commission, 0) / told.length;
  return new Set(r === null || r < correlated ? [] : told.filter((product) => isCompared(product) && product.commission > mean && (product.score as number) < 100));
};

/** More products than this are compared only after a correction for many comparisons. */
const mostUncorrected = 10;
const falseDiscoveryRate = 0.1;

/** p-value of a gap between trained and other owners (two proportions, pooled); null = cannot be told. */
const gapP = ({ training }: ProductFigures): number | null => {
  if (training === null || training.gap === null) return null;
  const { trained, untrained, gap } = training;
  const pooled = (trained.won + untrained.won) / (trained.n + untrained.n);
  const variance = pooled * (1 - pooled) * (1 / trained.n + 1 / untrained.n);
  return variance > 0 ? chiSquareTail(gap ** 2 / variance, 1) : 1;
};

/** Products whose win rate differs with training: the interval of the gap leaves 0 out, of more than ten at a false discovery rate of 10 %. */
const differentlyTrained = (products: readonly ProductFigures[]): readonly boolean[] => {
  const chances = products.map(gapP);
  const adjusted = chances.filter((p) => p !== null).length > mostUncorrected ? benjaminiHochberg(chances) : null;
  return products.map(({ training }, i) => {
    const ci = training?.ci ?? null;
    const leavesZero = ci !== null && ((ci.lo ?? 0) > 0 || (ci.hi ?? 0) < 0);
    return leavesZero && (adjusted === null || (adjusted[i] ?? 1) <= falseDiscoveryRate);
  });
};

/** Notes on single products. */
export const productNotes = (products: readonly ProductFigures[], cells: ReadonlyMap<string | null, ProductCell>): readonly (readonly ProductCaveatCode[])[] => {
  const byIncentive = pushed(products);
  const byTraining = differentlyTrained(products);
  return products.map((product, i) => {
    const { id, won, score, scoreExCampaign, scoreExTopDeal, easeIndex } = product;
    const notes: ProductCaveatCode[] = [];
    const cell = cells.get(id);
    const campaign = cell === undefined ? null : leadingCampaign(cell);
    if (campaign !== null && campaign.won > drivenShare * won && collapses(score, scoreExCampaign)) notes.push('PP_CAMPAIGN_DRIVEN');
    // A single win is its own top deal: that says no more than that it is unreliable.
    if (won > 1 && collapses(score, scoreExTopDeal)) notes.push('PP_ONE_DEAL');
    if (byIncentive.has(product)) notes.push('PP_INCENTIVE');
    if (isCompared(product) && easeIndex !== null && easeIndex > 100 && (score as number) < 100) notes.push('PP_EASY_NOT_VALUABLE');
    if (byTraining[i] === true) notes.push('PP_TRAINING');
    return notes;
  });
};

/** Places 1, 2, 3 … from the largest; equal ones share the mean of theirs. */
const ranks = (values: readonly number[]): readonly number[] =>
  values.map((x) => 1 + values.filter((y) => y > x).length + (values.filter((y) => y === x).length - 1) / 2);

/** Places of each product by units, revenue and score; null where it has none. They conflict where two of them differ by half the list or more. */
export const productRanks = (products: readonly Omit<ProductFigures, 'ranks' | 'notes'>[]): readonly (ProductRanks | null)[] => {
  const compared = products.filter(isCompared);
  const places = [ranks(compared.map(({ units, won }) => units ?? won)), ranks(compared.map(({ revenue }) => revenue)), ranks(compared.map(({ score }) => score as number))];
  return products.map((product) => {
    const i = compared.indexOf(product);
    if (i < 0) return null;
    const [units, revenue, score] = places.map((place) => place[i]) as [number, number, number];
    const apart = Math.max(units, revenue, score) - Math.min(units, revenue, score);
    return { units, revenue, score, of: compared.length, conflict: compared.length > 1 && apart >= compared.length / 2 };
  });
};

/** Products the notes are about, those with most wins first. */
const noted = (products: readonly ProductFigures[], code: ProductCaveatCode): readonly ProductFigures[] =>
  products.filter(({ notes }) => notes.includes(code)).sort((a, b) => b.won - a.won);

/** What to know of the scores; a note on products is told once, `product` names the one with most wins. */
export const productCaveats = (cells: ReadonlyMap<string | null, ProductCell>, context: KpiContext, question: Question, { products, basis }: ProductDetails): readonly Caveat[] => {
  const found: Caveat[] = [];
  const rows = productRows(context);
  if (basis === 'revenue') found.push(caveat('PP_NO_MARGIN'));
  if (products.some(({ ranks: places }) => places?.conflict === true)) found.push(caveat('PP_RANK_CONFLICT'));
  for (const code of ['PP_CAMPAIGN_DRIVEN', 'PP_ONE_DEAL', 'PP_INCENTIVE', 'PP_EASY_NOT_VALUABLE', 'PP_TRAINING'] as const) {
    const [first] = noted(products, code);
    if (first === undefined) continue;
    const cell = cells.get(first.id);
    const campaign = code === 'PP_CAMPAIGN_DRIVEN' && cell !== undefined ? leadingCampaign(cell)?.name : undefined;
    found.push(caveat(code, { product: first.name ?? first.id ?? '', ...(campaign === undefined ? {} : { c: campaign }) }));
  }
  if (effortOf(question) === 'touches' && !hasSalesTouches(context)) found.push(caveat('NOT_APPLICABLE', { table: 'activities', column: 'occurred_at' }));
  const lines = context.tables.get('deal_lines');
  const lacking = lines === undefined || lines.rowCount === 0 ? undefined : (['deal_id', 'product_id'] as const).find((column) => !lines.columns.has(column));
  if (lacking !== undefined) found.push(caveat('NOT_APPLICABLE', { table: 'deal_lines', column: lacking }, 'info'));
  if (rows.nNoStart > 0) found.push(caveat('DQ_NO_START', { n: rows.nNoStart }));
  if (rows.nNegative > 0) found.push(caveat('DQ_NEGATIVE_DURATION', { n: rows.nNegative }));
  return [...found, ...ownerCaveats(context, question.cut, products.some(({ training }) => training !== null))];
};
