import type { ProductDetails, ProductFigures, WinRate } from '../model/product-details.js';
import type { Phase } from '../model/result.js';
import { dayMs } from '../model/zone.js';
import { newcombeDifference } from '../stats/newcombe-difference.js';
import { wilsonInterval } from '../stats/wilson-interval.js';
import type { ReadCell } from './cases.js';
import { categoryOf, numberOf } from './columns.js';
import type { KpiContext } from './context.js';
import { isRead, type Finished, type Question } from './define-kpi.js';
import { namedDifferences } from './funnel-limits.js';
import { interval95 } from './interval.js';
import { fromMoneyUnits, unitsPerCurrency } from './money.js';
import { compareParts } from './observed-expected.js';
import { effortOf, effortUnits } from './product-effort.js';
import { splitOwnerAndSource } from './product-parts.js';
import { productCaveats, productNotes, productRanks } from './product-performance-caveats.js';
import type { ProductCell, ProductCells } from './product-performance-cells.js';
import { basisOf, easeOf, exposureOf, isScored, portfolioOf, scoreOf, scoreWithout, scoreWithoutTop, splitOf, trainedCounts, type Basis, type Exposure } from './product-performance-scores.js';
import { productRetention, type ProductRetention } from './product-retention.js';
import { productRows } from './product-rows.js';
import { countReliability, rateReliability } from './reliability.js';
import { compareValues, valueOfKey } from './value-key.js';

export const noProductDetails: ProductDetails = {
  products: [], basis: null, effort: 'days',
  portfolio: { offered: 0, won: 0, revenue: 0, margin: null, days: 0, winRate: null, amountPerWin: null },
  deals: { offered: 0, won: 0, open: 0 }, dealWinRate: { rate: null, ci: null, n: 0, won: 0, reliability: 'none' },
};

const winRate = ({ n, won }: { readonly n: number; readonly won: number }): WinRate =>
  ({ n, won, rate: n === 0 ? null : won / n, ci: n === 0 ? null : interval95(wilsonInterval(won, n), 'wilson') });

interface Listed { readonly name: string | null; readonly commission: number | null }

/** What the list of products says of each id; the first row of an id counts. */
const listed = (context: KpiContext): ReadonlyMap<string, Listed> => context.memo('listed-products', () => {
  const table = context.tables.get('products');
  const [ids, names, rates] = [categoryOf(table, 'id'), categoryOf(table, 'name'), numberOf(table, 'commission')?.values ?? null];
  const found = new Map<string, Listed>();
  ids?.codes.forEach((code, row) => {
    const id = ids.dictionary[code] ?? null;
    const rate = rates === null ? NaN : (rates[row] as number);
    if (id !== null && !found.has(id)) found.set(id, { name: names === null ? null : (names.dictionary[names.codes[row] as number] ?? null), commission: Number.isNaN(rate) ? null : rate });
  });
  return found;
});

interface MixFinding { readonly adjusted: number | null; readonly named: 'above' | 'below' | null }
const nothingKnown: ReadonlyMap<string | null, MixFinding> = new Map();

/** A kind of offer: owner and source, source, all in one. */
const readOffer: ReadCell = (key) => {
  const pair = valueOfKey(key) ?? '';
  return { group: null, levels: [pair, splitOwnerAndSource(pair)[1], ''] };
};

/** Products beside what the owners who sold them and the sources they came from let expect of any product. */
const mixOf = (cells: ReadonlyMap<string | null, ProductCell>): ReadonlyMap<string | null, MixFinding> => {
  const { groups, overall } = compareParts([...cells].map(([group, { mix }]) => ({ group, cells: mix })), readOffer);
  const differences = namedDifferences(groups);
  return new Map(groups.map(({ id, observed, expected }, i) => [id, {
    adjusted: expected > 0 && overall !== null ? (overall * observed) / expected : null, named: differences[i]?.named ?? null,
  }] as const));
};

const trainingOf = (cell: ProductCell, isTold: boolean): ProductFigures['training'] => {
  if (!isTold) return null;
  const [a, b] = [trainedCounts(cell, true), trainedCounts(cell, false)];
  const { difference, lo, hi } = newcombeDifference(a.won, a.n, b.won, b.n);
  return { trained: winRate(a), untrained: winRate(b), gap: difference, ci: interval95({ lo, hi }, 'newcombe') };
};

interface Scale { readonly all: Exposure; readonly basis: Basis; readonly allOffered: number; readonly wonDeals: number }

const figuresOf = (context: KpiContext, id: string | null, cell: ProductCell, { all, basis, allOffered, wonDeals }: Scale, retention: ProductRetention | null): Omit<ProductFigures, 'mixAdjustedWinRate' | 'winRateNamed' | 'ranks' | 'notes'> => {
  const own = exposureOf(cell, basis);
  const about = id === null ? undefined : listed(context).get(id);
  const [exCampaign, exSource] = [scoreWithout(cell, cell.campaigns, basis, all), scoreWithout(cell, cell.sources, basis, all)];
  // Deals that this product could be added to: all but those that hold nothing else.
  const others = wonDeals - cell.alone;
  return {
    id, name: about?.name ?? null,
    offered: cell.offered, won: cell.won, units: cell.told === 0 ? null : cell.quantity / unitsPerCurrency,
    revenue: fromMoneyUnits(cell.revenue), margin: basis === 'margin' ? fromMoneyUnits(cell.margin) : null, days: cell.openMs / dayMs,
    score: scoreOf(own, all), scoreCi: null, easeIndex: easeOf(own, all), split: splitOf(own, all),
    reliability: countReliability(cell.won),
    winRate: winRate({ n: cell.offered, won: cell.won }),
    marginPerWin: basis !== 'margin' || cell.won === 0 ? null : fromMoneyUnits(cell.margin) / cell.won,
    amountPerWin: cell.won === 0 ? null : fromMoneyUnits(own.amount) / cell.won,
    scoreExCampaign: exCampaign.score, campaignsDropped: exCampaign.dropped, scoreExSource: exSource.score, sourcesDropped: exSource.dropped,
    scoreExTopDeal: scoreWithoutTop(cell, basis, all),
    attachRate: others === 0 ? null : (cell.won - cell.alone) / others,
    retention12: retention?.byProduct.get(id) ?? null,
    commission: about?.commission ?? null, offerShare: allOffered === 0 ? null : cell.offered / allOffered,
    training: trainingOf(cell, productRows(context).dimension('trained') !== null),
  };
};

/** Its ranks and notes are told once the figures of all products are there. */
type ProductInTheMaking = Omit<ProductFigures, 'ranks' | 'notes'> & { ranks: ProductFigures['ranks']; notes: ProductFigures['notes'] };

/** Deals offered, won of them, and kept of those: wins × share still in service after twelve months. */
const phasesOf = ({ offered, won }: ProductDetails['deals'], retention: ProductRetention | null): readonly Phase[] | null => {
  if (offered === 0) return null;
  const kept = retention?.all ?? null;
  return [
    { key: 'offered', value: offered, unit: 'count', n: offered, details: {} },
    { key: 'won', value: won, unit: 'count', n: offered, details: { rate: won / offered } },
    { key: 'kept', value: kept === null ? null : won * kept.factor, unit: 'count', n: kept?.n ?? 0, details: { rate: kept?.factor ?? null } },
  ];
};

/** Scores, portfolio and caveats from added cells. The portfolio scores 100 against itself; where it earns nothing, no score can be told: null. */
export const finishProductPerformance = (cells: ProductCells, context: KpiContext, question: Question): Finished<'product_performance'> => {
  const byId = new Map([...cells.products].map(([key, cell]) => [valueOfKey(key), cell as ProductCell] as const));
  const basis = basisOf(cells);
  const all = portfolioOf(cells, basis);
  const effort = effortOf(question);
  // A segment counts each of its deals once, the whole each deal of all segments once.
  const deals = question.isSegment === true ? { offered: cells.offered, won: cells.won, open: cells.open }
    : { offered: cells.firstOffered, won: cells.firstWon, open: cells.firstOpen };
  const rate = winRate({ n: deals.offered, won: deals.won });
  const retention = productRetention(context);
  const mix = question.isEarlier === true ? nothingKnown : mixOf(byId);
  const scale: Scale = { all, basis, allOffered: all.offered, wonDeals: deals.won };
  const products = [...byId].sort(([a], [b]) => compareValues(a, b)).map(([id, cell]): ProductInTheMaking =>
    Object.assign(figuresOf(context, id, cell, scale, retention), {
      mixAdjustedWinRate: mix.get(id)?.adjusted ?? null, winRateNamed: mix.get(id)?.named ?? null, ranks: null, notes: [],
    }));
  productRanks(products).forEach((places, i) => { (products[i] as ProductInTheMaking).ranks = places; });
  productNotes(products, byId).forEach((notes, i) => { (products[i] as ProductInTheMaking).notes = notes; });
  const sum = (field: 'revenue' | 'margin' | 'openMs'): number => [...byId.values()].reduce((total, cell) => total + cell[field], 0);
  const details: ProductDetails = {
    products, basis, effort,
    portfolio: {
      offered: all.offered, won: all.won, revenue: fromMoneyUnits(sum('revenue')), margin: basis === 'margin' ? fromMoneyUnits(sum('margin')) : null, days: sum('openMs') / dayMs,
      winRate: all.offered === 0 ? null : all.won / all.offered, amountPerWin: all.won === 0 ? null : fromMoneyUnits(all.amount) / all.won,
    },
    deals, dealWinRate: { ...rate, reliability: rateReliability(rate.n, rate.ci) },
  };
  const value = isScored(all) ? 100 : null;
  return {
    value, num: fromMoneyUnits(all.amount), den: all.effort / effortUnits[effort], n: deals.won, nCensored: deals.open, ci: null,
    reliability: value === null ? 'none' : countReliability(deals.won),
    phases: phasesOf(deals, retention),
    details,
    caveats: !isRead(question) ? [] : productCaveats(byId, context, question, details),
    basis: 'exposure',
  };
};
