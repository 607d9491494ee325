import type { Severity } from '../model/issue.js';
import type { TableName } from '../model/schema.js';

/** What a message may name. */
export interface IssueFacts {
  readonly table: TableName | null;
  readonly count: number;
  readonly row?: number;
  readonly column?: string;
  readonly value?: string;
  readonly url?: string;
  readonly params?: Readonly<Record<string, string | number>>;
}

const p = (facts: IssueFacts, name: string): string => String(facts.params?.[name] ?? '?');
const where = ({ row, column, value }: IssueFacts): string =>
  `${column === undefined ? '' : ` in column ${column}`}${row === undefined ? '' : `, first in row ${row}`}${value === undefined ? '' : `: ${JSON.stringify(value)}`}`;
const cells = ({ count }: IssueFacts): string => (count === 1 ? '1 cell' : `${count} cells`);
const rows = ({ count }: IssueFacts): string => (count === 1 ? '1 row' : `${count} rows`);
const place = ({ url, params, table }: IssueFacts): string => url ?? String(params?.['label'] ?? (table === null ? 'The input' : `The input for ${table}`));

const tries = ({ params }: IssueFacts): string => (Number(params?.['tries'] ?? 1) > 1 ? `, asked ${String(params?.['tries'])} times` : '');
const given = (facts: IssueFacts, name: string): string => (facts.params?.[name] === undefined || facts.params[name] === '' ? '' : ` (${p(facts, name)})`);
const timeouts: Readonly<Record<string, string>> = { answer: 'no answer', piece: 'the answer stood still and brought nothing', total: 'it did not come to its end' };

interface CodeEntry { readonly severity: Severity; readonly message: (facts: IssueFacts) => string }

/** Every finding that loading can report: how grave it is and its English text for the console. */
export const issueCodes = {
  // The input as a whole
  INPUT: { severity: 'error', message: (f) => `The input for ${f.table ?? 'a table'} is not usable: ${p(f, 'reason')}.` },
  URL: { severity: 'error', message: (f) => `Only http and https addresses can be loaded, not ${place(f)}.` },
  NETWORK: {
    severity: 'error',
    message: (f) => `${place(f)} could not be reached${tries(f)}${given(f, 'reason')}. The browser does not say why; possible causes: the address is wrong or down, ` +
      `the server does not allow this page (CORS), the page's content security policy forbids it, or https asks for http.`,
  },
  HTTP: { severity: 'error', message: (f) => `${place(f)} answered with status ${p(f, 'status')} ${p(f, 'statusText')}${tries(f)}${given(f, 'body')}.` },
  AUTH: {
    severity: 'error',
    message: (f) => `${place(f)} refused the request (status ${p(f, 'status')})${tries(f)}. Give credentials that hold through the \`headers\` or \`fetcher\` property, ` +
      'or set `credentials` where a cookie opens the door.',
  },
  AUTH_CALLBACK: { severity: 'error', message: (f) => `The page's own \`headers\` callback failed for ${place(f)}: ${p(f, 'reason')}. It must return headers with texts as values.` },
  REDIRECT: {
    severity: 'error',
    message: (f) => `${place(f)} leads to another address, which is not followed: credentials would go along. Give the final address.`,
  },
  ORIGIN: { severity: 'error', message: (f) => `${place(f)} is of an origin that the page does not allow (\`requests.origins\`).` },
  TIMEOUT: { severity: 'error', message: (f) => `${place(f)}: ${timeouts[p(f, 'wait')] ?? 'no end'} within ${p(f, 'seconds')} s${tries(f)}.` },
  CONTENT_TYPE: { severity: 'error', message: (f) => `${place(f)} is a web page (${p(f, 'got')}), not data. It begins: ${JSON.stringify(f.value ?? '')}` },
  API: { severity: 'error', message: (f) => `${place(f)} answered with an error of its own: ${JSON.stringify(f.value ?? '')}` },
  EMPTY_BODY: { severity: 'error', message: (f) => `${place(f)} is empty: there is not even a header.` },
  PAGES_MISSING: {
    severity: 'error',
    message: (f) => `Of ${place(f)} only ${p(f, 'pages')} pages with ${p(f, 'rows')} rows are there (${p(f, 'cause')}): every figure from them is partial.`,
  },
  PAGE_LOOP: { severity: 'error', message: (f) => `${place(f)} leads back to a page that was read already: page ${p(f, 'page')} by ${JSON.stringify(f.value ?? '')}. Perhaps \`paging.param\` is wrong.` },
  PAGE_ORIGIN: { severity: 'error', message: (f) => `${place(f)} names ${JSON.stringify(f.value ?? '')} as its next page, which is not on ${p(f, 'origin')}.` },
  PAGE_HEADER: { severity: 'error', message: (f) => `${place(f)} has pages with different headers: ${p(f, 'expected')}, and ${JSON.stringify(f.value ?? '')}.` },
  TRUNCATED: { severity: 'error', message: (f) => `${place(f)} broke off after ${p(f, 'bytes')} bytes.` },
  ROW_COUNT: { severity: 'error', message: (f) => `${place(f)} holds ${p(f, 'got')} rows, not the ${p(f, 'expected')} it must have.` },
  TOO_LARGE: { severity: 'error', message: (f) => `${place(f)} is over the limit of ${p(f, 'limit')} ${p(f, 'unit')}; stopped at ${p(f, 'size')}.` },
  TOO_DEEP: { severity: 'error', message: (f) => `${place(f)} nests deeper than ${p(f, 'limit')} levels.` },
  ENCODING: { severity: 'error', message: (f) => `${place(f)} is not valid ${p(f, 'charset')} at byte ${p(f, 'byte')}. Save it as UTF-8, or give its charset.` },
  CHARSET_ASSUMED: {
    severity: 'warn',
    message: (f) => `${place(f)} is not UTF-8 and names no character set: read as windows-1252, where one word is ${JSON.stringify(p(f, 'a'))}; ` +
      `as ${p(f, 'other')} it would be ${JSON.stringify(p(f, 'b'))}. Give its charset.`,
  },
  FORMAT: { severity: 'error', message: (f) => `${place(f)}: format ${p(f, 'format')} cannot be read here. ${p(f, 'hint')}` },
  DAMAGED: { severity: 'error', message: (f) => `${place(f)} is damaged or no ${p(f, 'format')} file: ${p(f, 'reason')}.` },
  JSON: { severity: 'error', message: (f) => `${place(f)} is not valid JSON${f.row === undefined ? '' : ` in line ${f.row}`}: ${p(f, 'reason')}.` },
  SHAPE: { severity: 'error', message: (f) => `Expected ${p(f, 'expected')} at ${p(f, 'path')}, found ${p(f, 'got')}${where(f)}.` },
  PRESET_CODE: {
    severity: 'error',
    message: (f) => `The code of the preset ${p(f, 'preset')} could not be loaded (${p(f, 'reason')}). Ask again once the network is back; after a new version of the site was put up, reload the page.`,
  },
  HOST: { severity: 'error', message: (f) => `Reading the given objects failed${where(f)}: ${p(f, 'reason')}.` },
  // Header
  MISSING_COLUMN: { severity: 'error', message: (f) => `Table ${f.table} has no column for ${f.column}. Found: ${p(f, 'headers')}.` },
  UNKNOWN_HEADER: { severity: 'error', message: (f) => `The mapping names the header ${JSON.stringify(f.value ?? '')} for ${f.column}, which the data lacks. Found: ${p(f, 'headers')}.` },
  UNKNOWN_COLUMN: { severity: 'error', message: (f) => `The mapping names the column ${f.column}, which table ${f.table} does not have.` },
  CONSTANT_COLUMN: { severity: 'info', message: (f) => `Column ${f.column} is ${JSON.stringify(f.value ?? '')} in all ${rows(f)}, as \`constants\` says.` },
  CONSTANT_NONE: { severity: 'info', message: (f) => `Column ${f.column} has no value in any of ${rows(f)}, as \`constants\` says.` },
  UNNAMED_COLUMN: { severity: 'warn', message: (f) => `Column ${p(f, 'index')} has no name; it can be mapped as ${JSON.stringify(f.column ?? '')}.` },
  PREAMBLE: { severity: 'info', message: (f) => `${f.count === 1 ? '1 line' : `${f.count} lines`} above the header passed over, the first: ${JSON.stringify(f.value ?? '')}.` },
  KEYS_IGNORED: { severity: 'warn', message: (f) => `${place(f)} has more keys than can be columns: ${f.count} values under further ones were not read.` },
  DUPLICATE_COLUMN: { severity: 'error', message: (f) => `The header ${JSON.stringify(f.value ?? '')} occurs ${f.count} times; only the first is read.` },
  // Rows
  FIELD_COUNT: { severity: 'error', message: (f) => `${rows(f)} left out: ${p(f, 'got')} fields instead of ${p(f, 'expected')}${where(f)}.` },
  QUOTE: { severity: 'error', message: (f) => `${rows(f)} left out: a quote opens in row ${f.row ?? '?'} and does not close properly.` },
  TOTAL_ROW: { severity: 'info', message: (f) => `${rows(f)} left out as sums of others${where(f)}.` },
  FOOTER: { severity: 'info', message: (f) => `${rows(f)} left out as remarks below the table${where(f)}.` },
  TRUNCATED_ROW: { severity: 'warn', message: (f) => `${place(f)} does not end with a line break, and the server did not say how long it is: the last row may be cut off.` },
  MISSING_REQUIRED: { severity: 'error', message: (f) => `${rows(f)} left out: no usable value${where(f)}.` },
  NOTHING_FOR_TABLE: { severity: 'info', message: (f) => `${rows(f)} left out: they say nothing about ${f.table ?? 'this table'}${where(f)}.` },
  NOT_DONE: { severity: 'info', message: (f) => `${rows(f)} left out: planned and not done yet${where(f)}.` },
  NO_PARTNER: { severity: 'warn', message: (f) => `${rows(f)} left out: no row to add to${where(f)}.` },
  SUBTOTAL: { severity: 'info', message: (f) => `${rows(f)} left out as subtotals of others${where(f)}.` },
  DUPLICATE_ID: {
    severity: 'warn',
    message: (f) => `${rows(f)} left out as older versions of the same id${where(f)} (kept: row ${p(f, 'keptRow')}).`,
  },
  DELETED: { severity: 'info', message: (f) => `${rows(f)} left out as deleted, archived or test${where(f)}.` },
  // Cells
  NUMBER: { severity: 'error', message: (f) => `${cells(f)} left out, not a number${where(f)}.` },
  AMBIGUOUS_NUMBER: {
    severity: 'error',
    message: (f) => `${cells(f)} left out${where(f)} could mean ${p(f, 'a')} (locale ${p(f, 'forA')}) or ${p(f, 'b')} (${p(f, 'forB')}); give a locale.`,
  },
  NUMBER_MIXED: { severity: 'error', message: (f) => `Column ${f.column} mixes decimal points and decimal commas (${p(f, 'point')} and ${p(f, 'comma')} cells).` },
  DATE: { severity: 'error', message: (f) => `${cells(f)} left out, not a date of the calendar${where(f)}.` },
  AMBIGUOUS_DATE: {
    severity: 'error',
    message: (f) => `${cells(f)} left out${where(f)} could be ${p(f, 'a')} or ${p(f, 'b')}; give dateFormat ${p(f, 'forA')} or ${p(f, 'forB')}.`,
  },
  EXCEL_SERIAL: {
    severity: 'error',
    message: (f) => `${cells(f)} left out${where(f)} look like days counted by a spreadsheet: ${p(f, 'a')}, or ${p(f, 'b')} where it counts from 1904; ` +
      `give dateFormat ${p(f, 'forA')} or ${p(f, 'forB')}.`,
  },
  SHORT_YEAR: { severity: 'info', message: (f) => `${cells(f)} with two digits for the year${where(f)}, read as 1970 to 2069.` },
  CLOCK_REPEATED: { severity: 'info', message: (f) => `${cells(f)}${where(f)} show a time that the clock in ${p(f, 'zone')} shows twice that day; the first was taken.` },
  CLOCK_SKIPPED: { severity: 'info', message: (f) => `${cells(f)}${where(f)} show a time that the clock in ${p(f, 'zone')} skipped that day; moved behind the gap.` },
  DATE_MIXED: { severity: 'error', message: (f) => `Column ${f.column} mixes date forms: ${p(f, 'shapes')}. ${cells(f)} left out.` },
  DATE_TIMES_MIXED: { severity: 'warn', message: (f) => `Column ${f.column} mixes date forms that can be told apart: ${p(f, 'shapes')}.` },
  BOOLEAN: { severity: 'error', message: (f) => `${cells(f)} left out, neither yes nor no${where(f)}.` },
  SENTINEL: { severity: 'info', message: (f) => `${cells(f)} may stand for "no value"${where(f)}.` },
  MISSING_AS_TOLD: { severity: 'info', message: (f) => `${cells(f)} hold a value that stands for "no value", as told${where(f)}.` },
  PROBABILITY_RANGE: { severity: 'error', message: (f) => `${cells(f)} left out, a probability outside 0 to 1${where(f)}.` },
  STATUS_UNKNOWN: { severity: 'warn', message: (f) => `${rows(f)} have a status that is neither open, won nor lost${where(f)}.` },
  // Notes on how the data was read
  DQ_DAY_PRECISION: { severity: 'info', message: (f) => `Column ${f.column} holds whole days: ${p(f, 'share')} % of its times are midnight (${p(f, 'zone')}).` },
  DQ_PROB_MIXED: { severity: 'warn', message: (f) => `Column ${f.column} was read as percent, yet ${cells(f)} lie between 0 and 1${where(f)}.` },
  CLOSE_DATE_OF_OPEN_DEALS: { severity: 'info', message: (f) => `The close date of ${f.count} open deals was read as the expected one.` },
  LIST_PRICE_FOR_OPEN_DEALS: { severity: 'info', message: (f) => `${f.count} open deals without amount took the list price of their product.` },
  ZERO_IS_NULL: { severity: 'info', message: (f) => `${f.count} amounts of 0 were read as not given.` },
  JOIN_KEY: { severity: 'error', message: (f) => `The inputs cannot be joined: one of them has no column for ${f.column}.` },
  MERGE_CONFLICT: { severity: 'warn', message: (f) => `${rows(f)} of different inputs say different things${where(f)} (kept: ${JSON.stringify(p(f, 'kept'))}).` },
  NAME_AMBIGUOUS: { severity: 'warn', message: (f) => `${rows(f)} name something that fits several entries${where(f)}: ${p(f, 'candidates')}.` },
  NOT_IN_LIST: { severity: 'info', message: (f) => `${rows(f)} name something that table ${p(f, 'list')} does not hold${where(f)}.` },
} as const satisfies Record<string, CodeEntry>;

export type IssueCode = keyof typeof issueCodes;
