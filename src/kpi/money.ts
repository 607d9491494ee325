import type { EngineConfig } from '../model/config.js';
import type { TableName } from '../model/schema.js';
import type { Tables } from '../model/table.js';
import { categoryOf, instantOf, numberOf } from './columns.js';
import type { KpiContext } from './context.js';
import { parseDay } from './period-name.js';

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

/** Codes that the money of the data is in, sorted. */
const namedCurrencies = (tables: Tables): readonly string[] => {
  const named = new Set<string>();
  for (const name of moneyTables) {
    for (const code of categoryOf(tables.get(name), 'currency')?.dictionary ?? []) if (code !== null) named.add(code);
  }
  return [...named].sort();
};

/** The host's currency, else the only one the data names, else null (none named, or several). */
export const reportCurrency = (tables: Tables, config: EngineConfig): string | null => {
  if (config.currency !== undefined) return config.currency;
  const named = namedCurrencies(tables);
  return named.length === 1 ? (named[0] as string) : null;
};

/** The currencies of data that names several while none was chosen for the report: none of its amounts can be added up. Else null. */
export const mixedCurrencies = (context: KpiContext): readonly string[] | null => context.memo('mixed-currencies', () => {
  const named = context.currency === null ? namedCurrencies(context.tables) : [];
  return named.length > 1 ? named : null;
});

/** Whether any amount takes an exchange rate to be read. */
export const isConverted = (context: KpiContext): boolean =>
  context.memo('is-converted', () => context.currency !== null && namedCurrencies(context.tables).some((code) => code !== context.currency));

/** Exchange rates by day. */
export interface Rates {
  /** Report-currency units per unit of a currency on a local day; NaN = unknown. null = report currency, unless currencies are mixed. */
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

/** The local day whose rates hold for every amount. Throws RangeError for one that does not exist. */
export const constantRateDay = (constantFx: string): number => {
  const day = parseDay(constantFx);
  if (day === null) throw new RangeError(`constantFx: ${constantFx} is no date YYYY-MM-DD`);
  return day;
};

/**
 * Rates of the `fx` table, built once. A rate holds for its day and the seven days after it. With `constantFx` in the
 * configuration every day has the rate of that one.
 */
export const ratesOf = (context: KpiContext): Rates => context.memo('rates', () => {
  const series = readSeries(context);
  const { constantFx } = context.config;
  const constant = constantFx === undefined ? null : constantRateDay(constantFx);
  const isMixed = mixedCurrencies(context) !== null;
  return {
    on: (currency, basisDay) => {
      if (isMixed) return NaN;
      if (currency === null || currency === context.currency) return 1;
      const known = series.get(currency);
      if (known === undefined || context.currency === null) return NaN;
      const day = constant ?? basisDay;
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
 * Money columns of one table in report-currency units (1/10000), NaN = missing or without rate; rows that lose an amount for want of
 * a rate are counted as `DQ_FX_MISSING` of the table, each once. Rows without currency are taken as report currency. Null = no such column.
 *
 * @param basisDay local day of the rate per row; a single number for all rows
 */
export const moneyColumns = (context: KpiContext, table: TableName, names: readonly string[], basisDay: ArrayLike<number> | number): readonly (Float64Array | null)[] => {
  const read = context.tables.get(table);
  const sources = names.map((name) => numberOf(read, name));
  const found = sources.flatMap((source, at) => (source === null ? [] : [{ given: source.values, units: new Float64Array(source.values.length), at }]));
  if (read === undefined || found.length === 0) return names.map(() => null);
  const currency = categoryOf(read, 'currency');
  const rates = ratesOf(context);
  let nMissing = 0;
  for (let row = 0; row < read.rowCount; row++) {
    let rate = -1;
    for (const { given, units } of found) {
      const amount = given[row] as number;
      if (rate === -1 && !Number.isNaN(amount)) {
        const code = currency === null ? null : (currency.dictionary[currency.codes[row] as number] ?? null);
        rate = rates.on(code, typeof basisDay === 'number' ? basisDay : (basisDay[row] as number));
        if (Number.isNaN(rate)) nMissing++;
      }
      units[row] = Number.isNaN(amount) ? NaN : toMoneyUnits(amount * rate);
    }
  }
  context.rules.set('DQ_FX_MISSING', table, nMissing);
  return sources.map((_, at) => found.find((one) => one.at === at)?.units ?? null);
};

/** The only money column that a table is asked for, as `moneyColumns`. */
export const moneyColumn = (context: KpiContext, table: TableName, name: string, basisDay: ArrayLike<number> | number): Float64Array | null =>
  moneyColumns(context, table, [name], basisDay)[0] ?? null;
