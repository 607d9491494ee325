import { beforeAll, describe, expect, it } from 'vitest';
import { makeCompany } from '../../demo/company/company.js';
import type { DataInputSource, LoadInputs } from '../../src/model/input.js';
import type { TableName } from '../../src/model/schema.js';
import { type Answers, everyKpi } from './every-kpi.js';

type Row = Readonly<Record<string, unknown>>;
type Source = DataInputSource;
/** Names and rows of one table, as text; null = no value. */
interface Sheet { readonly names: readonly string[]; readonly cells: readonly (readonly (string | null)[])[] }

/** One in `part` of the invented company's accounts with all that belongs to them; every KPI has enough of it. */
const part = 15;
const smallCompany = (): Readonly<Partial<Record<TableName, readonly Row[]>>> => {
  const company = makeCompany();
  const isKept = (id: unknown): boolean => Number(String(id).slice(1)) % part === 0;
  const deals = company.deals.filter(({ account_id: account }) => isKept(account));
  const dealIds = new Set<unknown>(deals.map(({ id }) => id));
  const leadIds = new Set(deals.map(({ lead_id: lead }) => lead));
  const leads = company.leads.filter(({ id }) => leadIds.has(id) || isKept(id));
  const keptLeads = new Set(leads.map(({ id }) => id));
  const ofDeals = ({ deal_id: deal }: Row): boolean => dealIds.has(deal);
  const ofCustomers = ({ customer_id: customer }: Row): boolean => isKept(customer);
  return {
    ...company, deals, leads,
    activities: company.activities.filter(({ lead_id: lead }) => keptLeads.has(lead)),
    stage_history: company.stage_history.filter(ofDeals), deal_lines: company.deal_lines.filter(ofDeals),
    customers: company.customers.filter(({ id }) => isKept(id)), subscriptions: company.subscriptions.filter(ofCustomers), revenue: company.revenue.filter(ofCustomers),
    forecasts: company.forecasts.map((row) => ({ ...row, amount: Number(row['amount']) / part })),
    accounts: company.accounts.filter(({ id }) => isKept(id)),
  };
};

type Show = (value: unknown) => string;
const plain: Show = String;
const isIso = (value: unknown): value is string => typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value);
/** `1.234,50` and `31.12.2024 14:05:09,250`, as a German program writes them. */
const german: Show = (value) => {
  if (typeof value === 'number') return value.toLocaleString('de-DE', { minimumFractionDigits: 2, maximumFractionDigits: 12, useGrouping: 'always' });
  return isIso(value) ? value.replace(/^(\d{4})-(\d\d)-(\d\d)(T)?([^Z]*)Z?$/, (_, y: string, m: string, d: string, t: string | undefined, clock: string) => `${d}.${m}.${y}${t === undefined ? '' : ' '}${clock}`) : String(value);
};
/** `1,234.5` and `12/31/2024 2:05:09 PM`, as an American program writes them. */
const american: Show = (value) => {
  if (typeof value === 'number') return value.toLocaleString('en-US', { maximumFractionDigits: 12 });
  return isIso(value) ? value.replace(/^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d)([^Z]*)Z)?$/, (_, y: string, m: string, d: string, hour: string | undefined, rest: string) =>
    `${m}/${d}/${y}${hour === undefined ? '' : ` ${(Number(hour) + 11) % 12 + 1}${rest} ${Number(hour) < 12 ? 'AM' : 'PM'}`}`) : String(value);
};

const sheetOf = (rows: readonly Row[], show: Show): Sheet => {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return { names, cells: rows.map((row) => names.map((name) => { const value = row[name]; return value === null || value === undefined ? null : show(value); })) };
};
/** Every seventh first, then every seventh from the next on, and so on: no two neighbours stay neighbours. */
const shuffled = <T>(list: readonly T[]): T[] => Array.from({ length: 7 }, (_, k) => list.filter((_item, i) => i % 7 === k)).reverse().flat();

interface Style { readonly delimiter?: string; readonly eol?: string; readonly quote?: 'needed' | 'always'; readonly lastEol?: boolean }
const csv = ({ names, cells }: Sheet, { delimiter = ',', eol = '\n', quote = 'needed', lastEol = true }: Style = {}): string => {
  const field = (text: string | null): string => (text === null ? '' : quote === 'always' || /[,;|\t"\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return [names, ...cells].map((row) => row.map(field).join(delimiter)).join(eol) + (lastEol ? eol : '');
};
const units = (text: string): Uint16Array => Uint16Array.from(text, (unit) => unit.charCodeAt(0));
const swapped = (from: Uint16Array): Uint16Array => from.map((unit) => (unit << 8) | (unit >> 8));
/** Characters up to U+00FF are their own bytes there. */
const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (unit) => unit.charCodeAt(0));

const writings: Readonly<Record<string, (rows: readonly Row[]) => Source>> = {
  'a byte order mark': (rows) => ({ text: `\ufeff${csv(sheetOf(rows, plain))}` }),
  'CRLF': (rows) => ({ text: csv(sheetOf(rows, plain), { eol: '\r\n' }) }),
  'CR alone and no end of the last line': (rows) => ({ text: csv(sheetOf(rows, plain), { eol: '\r', lastEol: false }) }),
  'quotes round every field, semicolons': (rows) => ({ text: csv(sheetOf(rows, plain), { quote: 'always', delimiter: ';' }) }),
  'tabs': (rows) => ({ text: csv(sheetOf(rows, plain), { delimiter: '\t' }) }),
  'upright strokes': (rows) => ({ text: csv(sheetOf(rows, plain), { delimiter: '|' }) }),
  'columns the other way round': (rows) => {
    const { names, cells } = sheetOf(rows, plain);
    return { text: csv({ names: names.toReversed(), cells: cells.map((row) => row.toReversed()) }) };
  },
  'rows in another order': (rows) => ({ text: csv(sheetOf(shuffled(rows), plain)) }),
  'UTF-16, low byte first, with a mark': (rows) => ({ bytes: new Uint8Array(units(`\ufeff${csv(sheetOf(rows, plain))}`).buffer) }),
  'UTF-16, high byte first, without one': (rows) => ({ bytes: new Uint8Array(swapped(units(csv(sheetOf(rows, plain)))).buffer) }),
  'Windows-1252': (rows) => ({ bytes: latin1(csv(sheetOf(rows, plain))) }),
  'German numbers and days': (rows) => ({ text: csv(sheetOf(rows, german), { delimiter: ';', eol: '\r\n' }) }),
  'American numbers and days, said to be so': (rows) => ({ text: csv(sheetOf(rows, american), { quote: 'always' }), dateFormat: 'MDY', locale: 'en' }),
  'the sheet below a title': (rows) => ({ text: `Export of 20 July 2025\n\n${csv(sheetOf(rows, plain))}` }),
  'JSON': (rows) => ({ text: JSON.stringify(rows) }),
  'JSON of texts, in an envelope': (rows) => {
    const { names, cells } = sheetOf(rows, plain);
    return { text: JSON.stringify({ page: 1, result: { records: cells.map((row): Row => Object.fromEntries(row.map((cell, i) => [names[i] as string, cell]))) } }, null, 2) };
  },
  'JSON of lists': (rows) => { const { names, cells } = sheetOf(rows, plain); return { text: JSON.stringify([names, ...cells]) }; },
  'a row a line': (rows) => ({ text: shuffled(rows).map((row) => JSON.stringify(row)).join('\r\n') }),
  'objects': (rows) => ({ rows }),
};

const company = smallCompany();
const written = (write: (rows: readonly Row[]) => Source): LoadInputs => Object.fromEntries(Object.entries(company).map(([table, rows]) => [table, write(rows)]));
const config = { timeZone: 'UTC', currency: 'EUR', asOf: '2025-07-20' };
const answers = (write: (rows: readonly Row[]) => Source): Promise<Answers> => everyKpi(written(write), config, { segmentBy: ['owner_id'] });

describe('every KPI, its segments, intervals, caveats and provenance', () => {
  let first: Answers;
  beforeAll(async () => { first = await answers((rows) => ({ text: csv(sheetOf(rows, plain)) })); });

  it('has a value here', () => {
    for (const [kpi, { state, value }] of Object.entries(first.results)) expect([kpi, state, value]).toEqual([kpi, 'ready', expect.any(Number)]);
    expect(Object.keys(first.results)).toHaveLength(11);
  });

  it('asks how the first of a month and a thousand are written where a column holds nothing else, and by which option that is told', async () => {
    const { report } = await answers((rows) => ({ text: csv(sheetOf(rows, american), { quote: 'always' }) }));
    const asked = Object.entries(report.tables).flatMap(([table, { issues }]) => issues.filter(({ params }) => params?.['option'] !== undefined).map(({ column, params }) => `${table}.${column}: ${params?.['option']}`));
    expect(asked).toEqual(expect.arrayContaining(['spend.period_start: dateFormat', 'forecasts.period_end: dateFormat', 'deals.amount: locale']));
    expect(asked.filter((question) => /closed_at|made_at/.test(question))).toEqual([]);
  });

  for (const [what, write] of Object.entries(writings)) {
    it(`is the same, to the last letter, from ${what}`, async () => {
      const { results, report } = await answers(write);
      expect(Object.values(report.tables).flatMap(({ issues }) => issues.filter(({ severity }) => severity === 'error'))).toEqual([]);
      for (const [kpi, result] of Object.entries(results)) expect(JSON.stringify([kpi, result])).toBe(JSON.stringify([kpi, first.results[kpi]]));
    });
  }
});
