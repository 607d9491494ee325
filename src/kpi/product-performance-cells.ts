import type { CategoryColumn } from '../model/table.js';
import type { Bag } from './bag.js';
import type { CellMap, Cells } from './cells.js';
import type { KpiContext } from './context.js';
import type { Question } from './define-kpi.js';
import { KeyedSums } from './keyed-sums.js';
import { eachOpportunity, effortOf, exposureWindow, partOf, type Opportunity } from './product-effort.js';
import { ownerAndSource, ProductParts } from './product-parts.js';
import { productRows } from './product-rows.js';
import { keyOfValue } from './value-key.js';

/** Sums of one group; money in 1/10000, effort in `effortUnits`. */
export interface ProductCells extends Cells {
  /** Deals, each once whatever its products: of this group, and those whose first product is in it (they add up over products). */
  readonly offered: number;
  readonly won: number;
  readonly open: number;
  readonly firstOffered: number;
  readonly firstWon: number;
  readonly firstOpen: number;
  /** Product → {@link ProductCell}. */
  readonly products: CellMap;
}

/** Sums of one product. */
export interface ProductCell extends Cells {
  readonly offered: number;
  readonly won: number;
  /** Σ quantities of won lines in 1/10000, and won deals that tell one. */
  readonly quantity: number;
  readonly told: number;
  readonly revenue: number;
  readonly margin: number;
  /** Won deals with a total whose margin is missing. */
  readonly lacksMargin: number;
  readonly openMs: number;
  readonly effort: number;
  /** Won deals with no other product. */
  readonly alone: number;
  /** The won deal with the largest margin (revenue) and its effort; not to be subtracted. */
  readonly topMargin: Bag;
  readonly topRevenue: Bag;
  /** Campaign, and source → won, revenue, margin, effort; those not set left out. These and the following are empty in a period compared with. */
  readonly campaigns: CellMap;
  readonly sources: CellMap;
  /** Owner and source → opportunities (`n`) and wins. */
  readonly mix: CellMap;
  /** `true`, `false` → opportunities and wins of trained and other owners; empty where the data does not tell. */
  readonly trained: CellMap;
}

const columns = ['offered', 'won', 'quantity', 'told', 'revenue', 'margin', 'lacksMargin', 'openMs', 'effort', 'alone', 'topMargin', 'topMarginEffort', 'topRevenue', 'topRevenueEffort'] as const;
const place = Object.fromEntries(columns.map((name, i) => [name, i])) as Readonly<Record<(typeof columns)[number], number>>;

const parted = ['won', 'revenue', 'margin', 'effort'] as const;
const counted = ['n', 'won'] as const;

interface Deals { offered: number; won: number; open: number; firstOffered: number; firstWon: number; firstOpen: number }

const orZero = (x: number): number => (Number.isNaN(x) ? 0 : x);

/** Cells per group of the cut: one pass over the deals that were opportunities in the period. */
export const productCells = (context: KpiContext, question: Question): readonly ProductCells[] => {
  const rows = productRows(context);
  const { cut } = question;
  const groups = cut.groups.length;
  const index = cut.groupOf(rows);
  const products = rows.product.dictionary.length;
  const sums = new KeyedSums(columns.length, groups * products);
  const slots = Math.min(groups * products, rows.length);
  const isCompared = question.isEarlier === true;
  const partsBy = (column: CategoryColumn | null, fields: readonly string[]): ProductParts => new ProductParts(isCompared ? null : column, fields, slots);
  const campaigns = partsBy(rows.dimension('campaign'), parted);
  const sources = partsBy(rows.dimension('source'), parted);
  const mix = partsBy(ownerAndSource(context, rows), counted);
  const trained = partsBy(rows.dimension('trained'), counted);
  const deals = Array.from({ length: groups }, (): Deals => ({ offered: 0, won: 0, open: 0, firstOffered: 0, firstWon: 0, firstOpen: 0 }));
  const lastDeal = new Int32Array(groups).fill(-1);

  const countDeal = (group: number, { row, part }: Opportunity, isFirst: boolean): void => {
    const own = deals[group] as Deals;
    const [won, open] = [part === 1 ? 1 : 0, part === 0 ? 1 : 0];
    if (lastDeal[group] !== row) {
      lastDeal[group] = row;
      own.offered++;
      own.won += won;
      own.open += open;
    }
    if (!isFirst) return;
    own.firstOffered++;
    own.firstWon += won;
    own.firstOpen += open;
  };

  const addWon = (slot: number, i: number, effortPart: number, isAlone: boolean): void => {
    const [quantity, revenue, margin] = [rows.quantity[i] as number, orZero(rows.revenue[i] as number), orZero(rows.margin[i] as number)];
    const isFirst = sums.at(slot, place.won) === 0;
    sums.add(slot, place.won, 1);
    sums.add(slot, place.quantity, orZero(quantity));
    sums.add(slot, place.told, Number.isNaN(quantity) ? 0 : 1);
    sums.add(slot, place.revenue, revenue);
    sums.add(slot, place.margin, margin);
    sums.add(slot, place.lacksMargin, rows.lacksMargin[i] as number);
    sums.add(slot, place.alone, isAlone ? 1 : 0);
    for (const [amount, at, atEffort] of [[margin, place.topMargin, place.topMarginEffort], [revenue, place.topRevenue, place.topRevenueEffort]] as const) {
      const known = sums.at(slot, at);
      if (!isFirst && (amount < known || (amount === known && effortPart <= sums.at(slot, atEffort)))) continue;
      sums.set(slot, at, amount);
      sums.set(slot, atEffort, effortPart);
    }
  };

  eachOpportunity(context, rows, exposureWindow(context, question), effortOf(question), (one) => {
    const { row, part, openMs, effort: whole } = one;
    const [from, to] = [rows.starts[row] as number, rows.starts[row + 1] as number];
    let isFirst = true;
    for (let i = from; i < to; i++) {
      const group = index === null ? 0 : (index[i] as number);
      if (group >= groups) continue;
      countDeal(group, one, isFirst);
      isFirst = false;
      const slot = sums.placeOf(group * products + (rows.product.codes[i] as number));
      const effortPart = partOf(rows, whole, from, i);
      sums.add(slot, place.offered, 1);
      sums.add(slot, place.openMs, partOf(rows, openMs, from, i));
      sums.add(slot, place.effort, effortPart);
      const isWon = part === 1 ? 1 : 0;
      if (isWon === 1) addWon(slot, i, effortPart, to - from === 1);
      if (isCompared) continue;
      for (const parts of [campaigns, sources]) {
        parts.addAt(slot, i, 0, isWon);
        parts.addAt(slot, i, 3, effortPart);
        if (isWon === 0) continue;
        parts.addAt(slot, i, 1, orZero(rows.revenue[i] as number));
        parts.addAt(slot, i, 2, orZero(rows.margin[i] as number));
      }
      for (const parts of [mix, trained]) {
        parts.addAt(slot, i, 0, 1);
        parts.addAt(slot, i, 1, isWon);
      }
    }
  });

  const maps = [campaigns, sources, mix, trained].map((parts) => parts.maps(sums.keys.length)) as [readonly CellMap[], readonly CellMap[], readonly CellMap[], readonly CellMap[]];
  const found = deals.map((): [string, ProductCell][] => []);
  sums.keys.forEach((key, slot) => {
    const value = (name: keyof typeof place): number => sums.at(slot, place[name]);
    const top = (amount: keyof typeof place, its: keyof typeof place): Bag =>
      ({ width: 2, items: value('won') === 0 ? new Float64Array(0) : new Float64Array([value(amount), value(its)]) });
    found[Math.floor(key / products)]?.push([keyOfValue(rows.product.dictionary[key % products] ?? null), {
      offered: value('offered'), won: value('won'), quantity: value('quantity'), told: value('told'), revenue: value('revenue'), margin: value('margin'),
      lacksMargin: value('lacksMargin'), openMs: value('openMs'), effort: value('effort'), alone: value('alone'),
      topMargin: top('topMargin', 'topMarginEffort'), topRevenue: top('topRevenue', 'topRevenueEffort'),
      campaigns: maps[0][slot] as CellMap, sources: maps[1][slot] as CellMap, mix: maps[2][slot] as CellMap, trained: maps[3][slot] as CellMap,
    }]);
  });
  return deals.map((own, group): ProductCells => ({ ...own, products: new Map((found[group] ?? []).sort(([a], [b]) => (a < b ? -1 : 1))) }));
};
