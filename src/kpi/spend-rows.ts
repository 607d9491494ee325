import type { CategoryColumn, Table } from '../model/table.js';
import { categoryOf, instantOf, numberOf } from './columns.js';
import type { EntityRows, KpiContext } from './context.js';
import { mixedCurrencies, ratesOf, toMoneyUnits } from './money.js';
import { organicDimension } from './organic-channels.js';
import { amountOnDays } from './spread-amount.js';

/** Spend as rows that know what falls on each local day: the `spend_day` entity without writing its days out. */
export interface SpendRows extends EntityRows {
  /** Row of `spend`. */
  readonly source: Uint32Array;
  /** First local day; the span is `[firstDay, firstDay + days)`. */
  readonly firstDay: Int32Array;
  readonly days: Int32Array;
  /** 1 = sales, 0 = marketing. */
  readonly isSales: Uint8Array;
  readonly channel: CategoryColumn | null;
  /** Days from here on have not begun at asOf: plans. */
  readonly limitDay: number;
  /** 1/10000 units of the report currency on the days `[fromDay, toDay)` that have begun; 0 outside the span. */
  amountBetween(row: number, fromDay: number, toDay: number): number;
}

const salesWords: ReadonlySet<string> = new Set(['sales', 'vertrieb']);

/** What one row of the table says, before it is kept. */
interface Span { readonly row: number; readonly firstDay: number; readonly days: number; readonly units: number; readonly sums: Float64Array | null }

/** Converted day by day: entry i = units on the first i days. NaN anywhere: a rate is missing. */
const convertedSums = (units: number, days: number, firstDay: number, rateOn: (day: number) => number): Float64Array => {
  const sums = new Float64Array(days + 1);
  for (let i = 0; i < days; i++) {
    const converted = amountOnDays(units, days, i, i + 1) * rateOn(firstDay + i);
    sums[i + 1] = (sums[i] as number) + Math.sign(converted) * Math.round(Math.abs(converted));
  }
  return sums;
};

const readSpans = (context: KpiContext, table: Table, limitDay: number): readonly Span[] => {
  const { calendar, rules } = context;
  const start = instantOf(table, 'period_start');
  const end = instantOf(table, 'period_end');
  const amount = numberOf(table, 'amount');
  const currency = categoryOf(table, 'currency');
  const rates = ratesOf(context);
  const isMixed = mixedCurrencies(context) !== null;
  const spans: Span[] = [];
  let nReversed = 0;
  let nNoRate = 0;
  for (let row = 0; start !== null && amount !== null && row < table.rowCount; row++) {
    const startMs = start.ms[row] as number;
    const endMs = end === null ? NaN : (end.ms[row] as number);
    if (Number.isNaN(startMs)) continue;
    if (endMs < startMs) {
      nReversed++;
      continue;
    }
    const firstDay = calendar.dayOf(startMs);
    const days = endMs > startMs ? calendar.dayOf(endMs - 1) + 1 - firstDay : 1;
    const units = toMoneyUnits(amount.values[row] as number);
    if (Number.isNaN(units)) continue;
    const code = currency === null ? null : (currency.dictionary[currency.codes[row] as number] ?? null);
    if (!isMixed && (code === null || code === context.currency)) {
      spans.push({ row, firstDay, days, units, sums: null });
      continue;
    }
    // Plans need no rate: only days that have begun are converted.
    const begun = Math.max(0, Math.min(days, limitDay - firstDay));
    const sums = convertedSums(units, days, firstDay, (day) => (day < firstDay + begun ? rates.on(code, day) : 0));
    if (Number.isNaN(sums[days])) nNoRate++;
    else spans.push({ row, firstDay, days, units, sums });
  }
  rules.set('DQ_NEGATIVE_DURATION', 'spend', nReversed);
  rules.set('DQ_FX_MISSING', 'spend', nNoRate);
  return spans;
};

const pick = (column: CategoryColumn, rows: readonly Span[]): CategoryColumn => {
  const codes = new Uint32Array(rows.length);
  rows.forEach(({ row }, i) => { codes[i] = column.codes[row] as number; });
  return { kind: 'category', codes, dictionary: column.dictionary };
};

/** Entity rows of `spend`; null when there is no such table. Built once per context. */
export const spendRows = (context: KpiContext): SpendRows | null => context.memo('spend-rows', () => {
  const table = context.tables.get('spend');
  if (table === undefined) return null;
  const limitDay = context.calendar.dayOf(context.asOfMs - 1) + 1;
  const spans = readSpans(context, table, limitDay);
  const kind = categoryOf(table, 'kind');
  const salesCode = (kind?.dictionary ?? []).map((text) => (text !== null && salesWords.has(text.toLowerCase()) ? 1 : 0));
  const dimensions = new Map<string, CategoryColumn>();
  for (const name of ['channel', 'kind', 'campaign', 'currency']) {
    const column = categoryOf(table, name);
    if (column !== null) dimensions.set(name, pick(column, spans));
  }
  const channel = dimensions.get('channel') ?? null;
  if (channel !== null) dimensions.set('organic', organicDimension(context, channel));
  return {
    length: spans.length,
    sources: ['spend'],
    excluded: table.rowCount - spans.length,
    source: Uint32Array.from(spans, ({ row }) => row),
    firstDay: Int32Array.from(spans, (span) => span.firstDay),
    days: Int32Array.from(spans, (span) => span.days),
    isSales: Uint8Array.from(spans, ({ row }) => (kind === null ? 0 : (salesCode[kind.codes[row] as number] as number))),
    channel, limitDay,
    dimension: (name) => dimensions.get(name) ?? null,
    amountBetween: (row, fromDay, toDay) => {
      const { firstDay, days, units, sums } = spans[row] as Span;
      const from = Math.max(0, fromDay - firstDay);
      const to = Math.min(days, Math.min(toDay, limitDay) - firstDay);
      if (to <= from) return 0;
      return sums === null ? amountOnDays(units, days, from, to) : (sums[to] as number) - (sums[from] as number);
    },
  };
});
