import { civilFromDay } from '../model/zone.js';
import { missingDay, type CategoryColumn } from '../model/table.js';
import { categoryOf, instantOf, numberOf } from './columns.js';
import type { KpiContext } from './context.js';
import { leadOfDeal } from './deal-links.js';
import { closedMsOf, type DealRows } from './deal-layout.js';
import { unitsPerCurrency } from './money.js';
import { stageHistory } from './stage-history.js';

/** A rep counts as new for this many days. */
const newRepDays = 90;

/** Bands of a lead's score, 0 to 100. */
export const scoreBands = ['0-24', '25-49', '50-74', '75-100'] as const;
/** 0 = no score, else the place of its band in {@link scoreBands}, from 1. */
export const scoreCode = (score: number): number => (Number.isNaN(score) ? 0 : 1 + Math.min(3, Math.max(0, Math.floor(score / 25))));
const amountBands = ['<1000', '1000-9999', '10000-99999', '100000+'] as const;

const aliases: Readonly<Record<string, string>> = { owner: 'owner_id', product: 'product_id', account: 'account_id' };

/** Column over the layout from a code per row; `dictionary[0]` is null. */
const coded = (rows: DealRows, dictionary: readonly (string | null)[], codeOf: (row: number, source: number) => number): CategoryColumn => {
  const codes = dictionary.length <= 256 ? new Uint8Array(rows.length) : dictionary.length <= 65_536 ? new Uint16Array(rows.length) : new Uint32Array(rows.length);
  for (let row = 0; row < codes.length; row++) codes[row] = codeOf(row, rows.source[row] as number);
  return { kind: 'category', codes, dictionary };
};

/** Codes in the narrowest array that holds them: queries read them once per row. */
const narrow = (codes: Uint32Array, dictionary: readonly (string | null)[]): CategoryColumn => ({
  kind: 'category', dictionary,
  codes: dictionary.length <= 256 ? new Uint8Array(codes) : dictionary.length <= 65_536 ? new Uint16Array(codes) : codes,
});

const valueAt = (column: CategoryColumn | null, row: number): string | null =>
  column === null ? null : (column.dictionary[column.codes[row] as number] ?? null);

/** One value per key of a small table (owner → team); keys that occur twice take the first row. */
export const lookUp = (context: KpiContext, table: 'owners' | 'products' | 'accounts', column: string): ReadonlyMap<string, string | null> | null => {
  const keys = categoryOf(context.tables.get(table), 'id');
  const values = categoryOf(context.tables.get(table), column);
  if (keys === null || values === null) return null;
  const found = new Map<string, string | null>();
  for (let row = 0; row < keys.codes.length; row++) {
    const key = valueAt(keys, row);
    if (key !== null && !found.has(key)) found.set(key, valueAt(values, row));
  }
  return found;
};

/** Renames the values of a column; values that map to the same name share one code. */
export const mapped = (column: CategoryColumn | null, rename: (value: string | null) => string | null): CategoryColumn | null => {
  if (column === null) return null;
  const dictionary: (string | null)[] = [null];
  const codeOf = new Map<string | null, number>([[null, 0]]);
  const code = Uint32Array.from(column.dictionary, (value) => {
    const name = rename(value);
    if (!codeOf.has(name)) codeOf.set(name, dictionary.push(name) - 1);
    return codeOf.get(name) as number;
  });
  const codes = new (dictionary.length <= 256 ? Uint8Array : dictionary.length <= 65_536 ? Uint16Array : Uint32Array)(column.codes.length);
  for (let row = 0; row < codes.length; row++) codes[row] = code[column.codes[row] as number] as number;
  return { kind: 'category', codes, dictionary };
};

/**
 * Owner at the event, as the history tells it (its last row that names one: up to the closing of a closed deal, else up to
 * asOf), else the current owner. Who took a deal over once it was closed has not closed it.
 */
const ownerColumn = (context: KpiContext, rows: DealRows): CategoryColumn | null => {
  const current = categoryOf(context.tables.get('deals'), 'owner_id');
  const history = stageHistory(context);
  const past = history?.owner ?? null;
  if (history === null || past === null) return current === null ? null : coded(rows, current.dictionary, (_, source) => current.codes[source] as number);
  const dictionary: (string | null)[] = [null];
  const codeOf = new Map<string, number>();
  const codeFor = (name: string | null): number => {
    if (name === null) return 0;
    const known = codeOf.get(name) ?? dictionary.push(name) - 1;
    codeOf.set(name, known);
    return known;
  };
  const isDay = history.entered.precision === 'day';
  const isAfterClosing = (row: number, ms: number): boolean => {
    if (rows.closedDay[row] === missingDay) return false;
    return isDay || rows.closedIsDay[row] === 1 ? context.calendar.dayOf(ms) > (rows.closedDay[row] as number) : ms > closedMsOf(rows, row);
  };
  const ofCurrent = (current?.dictionary ?? []).map(codeFor);
  const ofPast = past.dictionary.map(codeFor);
  const codes = new Uint32Array(rows.length);
  for (let row = 0; row < codes.length; row++) {
    const deal = rows.source[row] as number;
    let code = 0;
    for (let i = (history.starts[deal + 1] as number) - 1; i >= (history.starts[deal] as number) && code === 0; i--) {
      const at = history.rows[i] as number;
      if (!isAfterClosing(row, history.entered.ms[at] as number)) code = ofPast[past.codes[at] as number] as number;
    }
    codes[row] = code !== 0 || current === null ? code : (ofCurrent[current.codes[deal] as number] as number);
  }
  return narrow(codes, dictionary);
};

/** Segment of the deal, where it has none that of its account. */
const segmentColumn = (context: KpiContext, rows: DealRows): CategoryColumn | null => {
  const own = categoryOf(context.tables.get('deals'), 'segment');
  const accounts = lookUp(context, 'accounts', 'segment');
  const account = categoryOf(context.tables.get('deals'), 'account_id');
  if (accounts === null || account === null) return own === null ? null : coded(rows, own.dictionary, (_, source) => own.codes[source] as number);
  const dictionary: (string | null)[] = [...(own?.dictionary ?? [null])];
  const codeOf = new Map(dictionary.map((value, code) => [value, code] as const));
  const ofAccount = Uint32Array.from(account.dictionary, (id) => {
    const segment = id === null ? null : accounts.get(id) ?? null;
    if (!codeOf.has(segment)) codeOf.set(segment, dictionary.push(segment) - 1);
    return codeOf.get(segment) as number;
  });
  const codes = new Uint32Array(rows.length);
  for (let row = 0; row < codes.length; row++) {
    const source = rows.source[row] as number;
    const code = own === null ? 0 : (own.codes[source] as number);
    codes[row] = code !== 0 ? code : (ofAccount[account.codes[source] as number] as number);
  }
  return narrow(codes, dictionary);
};

const scoreColumn = (context: KpiContext, rows: DealRows): CategoryColumn | null => {
  const own = numberOf(context.tables.get('deals'), 'score')?.values ?? null;
  const ofLead = numberOf(context.tables.get('leads'), 'score')?.values ?? null;
  if (own === null && ofLead === null) return null;
  const linked = ofLead === null ? null : leadOfDeal(context);
  return coded(rows, [null, ...scoreBands], (_, source) => {
    let score = own === null ? NaN : (own[source] as number);
    const lead = linked === null ? -1 : (linked[source] as number);
    if (Number.isNaN(score) && lead >= 0 && ofLead !== null) score = ofLead[lead] as number;
    return scoreCode(score);
  });
};

const amountColumn = (rows: DealRows): CategoryColumn | null => {
  const { amountUnits } = rows;
  if (amountUnits === null) return null;
  return coded(rows, [null, ...amountBands], (row) => {
    const amount = (amountUnits[row] as number) / unitsPerCurrency;
    return Number.isNaN(amount) ? 0 : amount < 1000 ? 1 : amount < 10_000 ? 2 : amount < 100_000 ? 3 : 4;
  });
};

/** New or experienced at the event: the closing, for open deals asOf. */
const tenureColumn = (context: KpiContext, rows: DealRows): CategoryColumn | null => {
  const owner = rows.dimension('owner_id');
  const ids = categoryOf(context.tables.get('owners'), 'id');
  const started = instantOf(context.tables.get('owners'), 'started_at');
  if (owner === null || ids === null || started === null) return null;
  const startDay = new Map<string, number>();
  ids.codes.forEach((code, row) => {
    const id = ids.dictionary[code] ?? null;
    const at = started.ms[row] as number;
    if (id !== null && !Number.isNaN(at) && !startDay.has(id)) startDay.set(id, context.calendar.dayOf(at));
  });
  const dayOfCode = Int32Array.from(owner.dictionary, (id) => (id === null ? missingDay : startDay.get(id) ?? missingDay));
  return coded(rows, [null, 'new', 'experienced'], (row) => {
    const start = dayOfCode[owner.codes[row] as number] as number;
    const closed = rows.closedDay[row] as number;
    return start === missingDay ? 0 : (closed === missingDay ? context.asOfDay : closed) - start < newRepDays ? 1 : 2;
  });
};

/** `YYYY-MM` of a day column. */
export const monthColumn = (days: Int32Array): CategoryColumn => {
  const dictionary: (string | null)[] = [null];
  const codeOf = new Map<number, number>();
  const codes = new Uint16Array(days.length).map((_, row) => {
    const day = days[row] as number;
    if (day === missingDay) return 0;
    const { year, month } = civilFromDay(day);
    const index = year * 12 + month;
    const known = codeOf.get(index) ?? dictionary.push(`${year}-${String(month).padStart(2, '0')}`) - 1;
    codeOf.set(index, known);
    return known;
  });
  return { kind: 'category', codes, dictionary };
};

/** Codes of a dimension over the deals, by column name or what joins and bands make of it; null = the data lacks it. */
export const dealDimension = (context: KpiContext, rows: DealRows, asked: string): CategoryColumn | null => {
  const name = aliases[asked] ?? asked;
  switch (name) {
    case 'segment': return segmentColumn(context, rows);
    case 'owner_id': return ownerColumn(context, rows);
    case 'score_band': return scoreColumn(context, rows);
    case 'amount_band': return amountColumn(rows);
    case 'owner_tenure': return tenureColumn(context, rows);
    case 'month': case 'begin_month': return monthColumn(rows.beginDay);
    case 'closed_month': return monthColumn(rows.closedDay);
    case 'expected_close_month': return monthColumn(new Int32Array(rows.length).map((_, row) => rows.expectedDay(row)));
    case 'team': {
      const teams = lookUp(context, 'owners', 'team');
      return teams === null ? null : mapped(rows.dimension('owner_id'), (id) => (id === null ? null : teams.get(id) ?? null));
    }
    case 'product_category': {
      const categories = lookUp(context, 'products', 'category');
      return categories === null ? null : mapped(rows.dimension('product_id'), (id) => (id === null ? null : categories.get(id) ?? null));
    }
    default: {
      const column = categoryOf(context.tables.get('deals'), name);
      return column === null ? null : coded(rows, column.dictionary, (_, source) => column.codes[source] as number);
    }
  }
};
