import type { EngineConfig } from '../model/config.js';
import type { TableName } from '../model/schema.js';
import type { Tables } from '../model/table.js';
import { categoryOf, instantOf, numberOf } from './columns.js';
import type { KpiContext } from './context.js';

/** Money is added as whole numbers of 1/10000 unit, so that sums do not depend on the order of rows (rule 6). */
export const unitsPerCurrency = 10_000;

/** How many days an exchange rate may be old. */
const rateLastsDays = 7;

const moneyTables: readonly TableName[] = ['deals', 'subscriptions', 'revenue', 'spend', 'forecasts'];

/** Rounds half away from zero to 1/10000 unit; NaN stays NaN. */
export const toMoneyUnits = (amount: number): number => {
  const units = Math.round(Math.abs(amount) * unitsPerCurrency);
  return amount < 0 ? -units : units;
};

/** Units as money, null for none. */
export const fromMoneyUnits = (units: number): number => units / unitsPerCurrency;

/** The host's currency, else the only one the data names, else null (none named, or several). */
export const reportCurrency = (tables: Tables, config: EngineConfig): string | null => {
  if (config.currency !== undefined) return config.currency;
  const named = new Set<string>();
  for (const name of moneyTables) {
    for (const code of categoryOf(tables.get(name), 'currency')?.dictionary ?? []) if (code !== null) named.add(code);
  }
  return named.size === 1 ? ([...named][0] as string) : null;
};

/** Exchange rates by day. */
export interface Rates {
  /** Report-currency units per unit of a currency on a local day; NaN = unknown. null = report currency. */
  on(currency: string | null, day: number): number;
}

interface RateSeries { readonly days: readonly number[]; readonly rates: readonly number[] }

const readSeries = (context: KpiContext): ReadonlyMap<string, RateSeries> => {
  const table = context.tables.get('fx');
  const currency = categoryOf(table, 'ccy');
  const at = instantOf(table, 'fx_day');
  const rate = numberOf(table, 'rate');
  const rows = new Map<string, { day: number; rate: number }[]>();
  for (let row = 0; currency !== null && at !== null && rate !== null && row < rate.values.length; row++) {
    const code = currency.dictionary[currency.codes[row] as number] ?? null;
    const [ms, value] = [at.ms[row] as number, rate.values[row] as number];
    if (code === null || Number.isNaN(ms) || !(value > 0)) continue;
    const own = rows.get(code) ?? [];
    own.push({ day: context.calendar.dayOf(ms), rate: value });
    rows.set(code, own);
  }
  return new Map([...rows].map(([code, list]) => {
    list.sort((a, b) => a.day - b.day || a.rate - b.rate);
    return [code, { days: list.map(({ day }) => day), rates: list.map((entry) => entry.rate) }];
  }));
};

/** Rates of the `fx` table, built once. A rate holds for its day and the seven days after it. */
export const ratesOf = (context: KpiContext): Rates => context.memo('rates', () => {
  const series = readSeries(context);
  return {
    on: (currency, day) => {
      if (currency === null || currency === context.currency) return 1;
      const known = series.get(currency);
      if (known === undefined || context.currency === null) return NaN;
      let lo = 0;
      let hi = known.days.length;
      while (lo < hi) {
        const mid = (lo + hi) >> 1;
        if ((known.days[mid] as number) <= day) lo = mid + 1; else hi = mid;
      }
      return lo > 0 && day - (known.days[lo - 1] as number) <= rateLastsDays ? (known.rates[lo - 1] as number) : NaN;
    },
  };
});

/**
 * A money column in report-currency units (1/10000), NaN = missing or without rate; the latter are counted as
 * `DQ_FX_MISSING` of the table. Rows without currency are taken as report currency.
 *
 * @param basisDay local day of the rate per row; a single number for all rows
 */
export const moneyColumn = (context: KpiContext, table: TableName, column: string, basisDay: ArrayLike<number> | number): Float64Array | null => {
  const source = numberOf(context.tables.get(table), column);
  if (source === null) return null;
  const currency = categoryOf(context.tables.get(table), 'currency');
  const rates = ratesOf(context);
  const units = new Float64Array(source.values.length);
  let nMissing = 0;
  for (let row = 0; row < units.length; row++) {
    const amount = source.values[row] as number;
    const code = currency === null ? null : (currency.dictionary[currency.codes[row] as number] ?? null);
    if (code === null || code === context.currency || Number.isNaN(amount)) {
      units[row] = toMoneyUnits(amount);
      continue;
    }
    const rate = rates.on(code, typeof basisDay === 'number' ? basisDay : (basisDay[row] as number));
    units[row] = toMoneyUnits(amount * rate);
    if (Number.isNaN(rate)) nMissing++;
  }
  context.rules.set('DQ_FX_MISSING', table, nMissing);
  return units;
};
