export interface ProductSales {
  readonly quantity: number;
  readonly price: number;
}

export interface PriceVolumeMix {
  /** null: nothing sold before of the products in both periods. */
  readonly volume: number | null;
  readonly mix: number | null;
  readonly price: number | null;
  /** Revenue of products that are new. */
  readonly added: number;
  /** Revenue of products that are gone, negative. */
  readonly dropped: number;
}

/**
 * Splits a change of revenue into volume, mix and price over the products of both periods, with new and dropped products
 * apart.
 *
 * volume = (Q1 − Q0)P̄0, mix = Σq1p0 − Q1P̄0, price = Σq1(p1 − p0); all five add up to the change.
 *
 * @param before sales per product of the earlier period; null = not sold
 * @param after the same products, in the same order, of the later period
 * @throws {RangeError} when the lengths differ
 * @example priceVolumeMix([{ quantity: 10, price: 2 }], [{ quantity: 12, price: 3 }]) // => { volume: 4, mix: 0, price: 12, added: 0, dropped: 0 }
 */
export function priceVolumeMix(
  before: readonly (ProductSales | null)[],
  after: readonly (ProductSales | null)[],
): PriceVolumeMix {
  if (before.length !== after.length) throw new RangeError(`${before.length} products before, but ${after.length} after`);
  let q0 = 0;
  let q1 = 0;
  let revenue0 = 0;
  let atOldPrice = 0;
  let price = 0;
  let added = 0;
  let dropped = 0;
  before.forEach((old, i) => {
    const now = after[i] ?? null;
    if (old && now) {
      q0 += old.quantity;
      q1 += now.quantity;
      revenue0 += old.quantity * old.price;
      atOldPrice += now.quantity * old.price;
      price += now.quantity * (now.price - old.price);
    } else if (now) added += now.quantity * now.price;
    else if (old) dropped -= old.quantity * old.price;
  });
  if (q0 === 0) return { volume: null, mix: null, price: null, added, dropped };
  const mean = revenue0 / q0;
  return { volume: (q1 - q0) * mean, mix: atOldPrice - q1 * mean, price, added, dropped };
}
