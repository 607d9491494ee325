import { missingDay } from '../model/table.js';
import { dayMs } from '../model/zone.js';
import { categoryOf, instantOf, numberOf } from './columns.js';
import type { KpiContext } from './context.js';
import { closedMsOf, type DealRows } from './deal-layout.js';
import { dealRows } from './deal-rows.js';
import { ratesOf, toMoneyUnits } from './money.js';
import { ProductColumns, type Convert } from './product-columns.js';
import { productDimension } from './product-dimensions.js';
import type { ProductRows } from './product-layout.js';
import { dealLines, productNames, type DealLines, type ProductNames } from './product-lines.js';

/** Clocks of two people differ by this much without either being wrong (rule 10). */
const clockSkewMs = 300_000;

/** Whether a deal closes before it was created; the same day, or the last five minutes, is not before. */
const isReversed = (deals: DealRows, row: number, createdMs: number, createdDay: number, isDay: boolean): boolean => {
  if (row < deals.parts[1]) return false;
  return isDay || deals.closedIsDay[row] === 1 ? (deals.closedDay[row] as number) < createdDay : closedMsOf(deals, row) < createdMs - clockSkewMs;
};

interface Starts { readonly startDay: Int32Array; readonly startRestMs: Int32Array; readonly startIsDay: boolean; readonly nNoStart: number; readonly nNegative: number }

const startsOf = (context: KpiContext, deals: DealRows): Starts => {
  const created = instantOf(context.tables.get('deals'), 'created_at');
  const placed = deals.parts[3];
  const startDay = new Int32Array(placed).fill(missingDay);
  const startRestMs = new Int32Array(placed);
  const startIsDay = created?.precision === 'day';
  let [nNoStart, nNegative] = [0, 0];
  for (let row = 0; row < placed; row++) {
    const at = created === null ? NaN : (created.ms[deals.source[row] as number] as number);
    if (Number.isNaN(at)) {
      nNoStart++;
      continue;
    }
    const day = context.calendar.dayOf(at);
    if (isReversed(deals, row, at, day, startIsDay)) {
      nNegative++;
      continue;
    }
    startDay[row] = day;
    startRestMs[row] = at - day * dayMs;
  }
  return { startDay, startRestMs, startIsDay, nNoStart, nNegative };
};

/** Money of a deal row in 1/10000 of the report currency, at the rate of its closing (of an open one, of asOf); counts what lacks a rate. */
const converterOf = (context: KpiContext, deals: DealRows): Convert => {
  const currency = categoryOf(context.tables.get('deals'), 'currency');
  const rates = ratesOf(context);
  let nMissing = 0;
  context.rules.set('DQ_FX_MISSING', 'deal_lines', 0);
  return (row, amount) => {
    if (Number.isNaN(amount)) return NaN;
    const code = currency === null ? null : (currency.dictionary[currency.codes[deals.source[row] as number] as number] ?? null);
    const closed = deals.closedDay[row] as number;
    const rate = rates.on(code, closed === missingDay ? context.asOfDay : closed);
    if (Number.isNaN(rate)) context.rules.set('DQ_FX_MISSING', 'deal_lines', ++nMissing);
    return toMoneyUnits(amount * rate);
  };
};

const build = (context: KpiContext, deals: DealRows, names: ProductNames, lines: DealLines | null, { startDay }: Starts): { built: ProductColumns; starts: Uint32Array; nLines: number } => {
  const table = context.tables.get('deals');
  const built = new ProductColumns(startDay.length + (lines?.lines.length ?? 0), names.dictionary.length);
  const ofDeal = categoryOf(table, 'product_id');
  const codes = names.codesOf(ofDeal);
  const margin = numberOf(table, 'margin')?.values ?? null;
  const convert = converterOf(context, deals);
  const starts = new Uint32Array(deals.length + 1);
  let nLines = 0;
  for (let row = 0; row < deals.length; row++) {
    starts[row] = built.length;
    if (row >= startDay.length || startDay[row] === missingDay) continue;
    const source = deals.source[row] as number;
    const own = lines === null ? null : lines.lines.subarray(lines.starts[row], lines.starts[row + 1]);
    if (lines !== null && own !== null && own.length > 0) {
      nLines += own.length;
      built.pushLines(row, own, lines, convert);
    } else {
      built.pushWhole(
        ofDeal === null ? 0 : (codes[ofDeal.codes[source] as number] as number),
        deals.amountUnits === null ? NaN : (deals.amountUnits[row] as number), () => (margin === null ? NaN : convert(row, margin[source] as number)),
      );
    }
  }
  starts[deals.length] = built.length;
  return { built, starts, nLines };
};

/** Built once per context. */
export const productRows = (context: KpiContext): ProductRows => context.memo('product-rows', () => {
  const deals = dealRows(context);
  const names = productNames(context);
  const lines = dealLines(context, deals, names);
  const own = startsOf(context, deals);
  const { built, starts, nLines } = build(context, deals, names, lines, own);
  const { length } = built;
  const nPlaced = own.startDay.reduce((n, day) => n + (day === missingDay ? 0 : 1), 0);
  const tableRows = context.tables.get('deal_lines')?.rowCount ?? 0;
  context.rules.set('PP_LINES_UNLINKED', 'deal_lines', lines === null ? 0 : tableRows - nLines);
  const narrow = names.dictionary.length <= 65_536;
  const rows: ProductRows = {
    length, deals, starts, ...own,
    sources: tableRows > 0 ? ['deals', 'deal_lines'] : ['deals'],
    sourceRows: nPlaced + nLines,
    excluded: deals.excluded + deals.length - nPlaced + tableRows - nLines,
    product: { kind: 'category', codes: narrow ? new Uint16Array(built.product.subarray(0, length)) : built.product.slice(0, length), dictionary: names.dictionary },
    quantity: built.quantity.slice(0, length), revenue: built.revenue.slice(0, length), margin: built.margin.slice(0, length),
    lacksMargin: built.lacksMargin.slice(0, length), shareEnd: built.hasBundle ? built.shareEnd.slice(0, length) : null,
    dimension: (name) => context.memo(`product-dimension ${name}`, () => productDimension(context, rows, name)),
  };
  return rows;
});
