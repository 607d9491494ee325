import type { Row } from '../fixtures/tables.js';

/**
 * Product performance once more, deal by deal and line by line: written from the specification alone, for data in UTC and one
 * currency without stage history. Slow and plain on purpose.
 */
export interface OracleProductQuestion {
  readonly deals: readonly Row[];
  readonly lines: readonly Row[];
  readonly asOf: string;
  readonly window: { readonly start: string; readonly end: string };
  readonly filter: Readonly<Record<string, readonly (string | null)[]>>;
}

const dayMs = 86_400_000;
const parse = (text: unknown): number => Date.parse(`${String(text)}${String(text).length === 10 ? 'T00:00Z' : ':00Z'}`);
const day = (ms: number): number => Math.floor(ms / dayMs);
const units = (amount: number): number => Math.sign(amount) * Math.round(Math.abs(amount) * 10_000);
const isDayColumn = (rows: readonly Row[], column: string): boolean => rows.every((row) => row[column] === null || String(row[column]).length === 10);

interface Line { readonly product: string | null; readonly quantity: number | null; readonly total: number | null; readonly margin: number | null }

const number = (value: unknown): number | null => (typeof value === 'number' ? value : null);
const linesOf = (deal: Row, lines: readonly Row[]): Line[] => {
  const own = lines.filter((line) => line['deal_id'] === deal['id']);
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  return own.length === 0
    ? [{ product: text(deal['product_id']), quantity: 1, total: number(deal['amount']), margin: number(deal['margin']) }]
    : own.map((line) => ({ product: text(line['product_id']), quantity: number(line['qty']), total: number(line['total']), margin: number(line['margin']) }));
};

export interface OracleProduct { offered: number; won: number; units: number | null; revenue: number; margin: number; lacks: boolean; days: number; score: number | null; ease: number | null }

export const oracleProducts = ({ deals, lines, asOf, window, filter }: OracleProductQuestion) => {
  const [cut, a, b] = [parse(asOf), parse(window.start), Math.min(parse(window.end), parse(asOf))];
  const createdIsDay = isDayColumn(deals, 'created_at');
  const closedIsDay = isDayColumn(deals, 'closed_at');
  const found = new Map<string | null, { offered: number; won: number; units: number; told: boolean; revenue: number; margin: number; lacks: boolean; days: number }>();
  const counts = { won: 0, open: 0, offered: 0 };
  for (const deal of deals) {
    if (deal['created_at'] === null) continue;
    const created = parse(deal['created_at']);
    if (created >= cut) continue;
    if (deal['status'] !== 'open' && deal['closed_at'] === null) continue;
    const stated = deal['status'] === 'open' ? null : parse(deal['closed_at']);
    const closed = stated !== null && stated < cut ? stated : null;
    const inDays = createdIsDay || (closed !== null && closedIsDay);
    if (closed !== null && (inDays ? day(closed) < day(created) : closed < created - 300_000)) continue;
    if (!(created < parse(window.end)) || (closed !== null && closed < a)) continue;
    if (!Object.entries(filter).every(([name, values]) => name === 'product_id' || values.includes((deal[name] ?? null) as string | null))) continue;
    const end = Math.min(closed ?? cut, b);
    const open = inDays ? Math.max(0, day(end) - Math.max(day(created), day(a))) : Math.max(0, end - Math.max(created, a)) / dayMs;
    const isWon = deal['status'] === 'won' && closed !== null && closed >= a && closed < parse(window.end);
    const isOpen = closed === null || closed >= parse(window.end);
    const own = linesOf(deal, lines);
    const whole = own.reduce((sum, { total }) => sum + (total ?? 0), 0);
    let isCounted = false;
    for (const product of new Set(own.map((line) => line.product))) {
      if (filter['product_id'] !== undefined && !filter['product_id'].includes(product)) continue;
      const its = own.filter((line) => line.product === product);
      const share = whole > 0 ? its.reduce((sum, { total }) => sum + (total ?? 0), 0) / whole : its.length / own.length;
      const entry = found.get(product) ?? { offered: 0, won: 0, units: 0, told: false, revenue: 0, margin: 0, lacks: false, days: 0 };
      found.set(product, entry);
      entry.offered++;
      entry.days += open * share;
      if (!isCounted) {
        isCounted = true;
        counts.offered++;
        if (isWon) counts.won++;
        if (isOpen) counts.open++;
      }
      if (!isWon) continue;
      entry.won++;
      for (const { quantity, total, margin } of its) {
        if (quantity !== null) {
          entry.units += units(quantity);
          entry.told = true;
        }
        if (total === null) continue;
        entry.revenue += units(total);
        if (margin === null) entry.lacks = true; else entry.margin += units(margin);
      }
    }
  }
  const all = [...found.values()];
  const byMargin = !all.some(({ lacks }) => lacks);
  const amount = (one: { margin: number; revenue: number }): number => (byMargin ? one.margin : one.revenue);
  const [M, D, W] = [all.reduce((sum, one) => sum + amount(one), 0), all.reduce((sum, { days }) => sum + days, 0), all.reduce((sum, { won }) => sum + won, 0)];
  // A day of effort that is less than a rounding of the shares is none.
  const isNothing = (days: number): boolean => !(days > 1e-7);
  return {
    ...counts, byMargin, num: M / 10_000, den: D, value: M > 0 && !isNothing(D) ? 100 : null,
    products: new Map([...found].map(([id, one]): [string | null, OracleProduct] => [id, {
      offered: one.offered, won: one.won, units: one.told ? one.units / 10_000 : null, revenue: one.revenue / 10_000, margin: one.margin / 10_000, lacks: one.lacks, days: one.days,
      score: M > 0 && !isNothing(D) && !isNothing(one.days) ? (100 * (amount(one) / one.days)) / (M / D) : null,
      ease: W > 0 && !isNothing(D) && !isNothing(one.days) ? (100 * (one.won / one.days)) / (W / D) : null,
    }])),
  };
};
