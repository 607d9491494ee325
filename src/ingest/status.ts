import { type BooleanColumn, type CategoryColumn, type Column, type InstantColumn, missingDay } from '../model/table.js';
import type { DraftTable } from './draft-table.js';
import { fold, headerKey, headerWords, withoutVendorMarks } from './header-names.js';
import type { TableLog } from './report.js';
import { countCodes, recode } from './words.js';

/** Codes of the status column in this order; 0 = not known. */
const statuses = [null, 'open', 'won', 'lost'] as const;
const open = 1;
const won = 2;
const lost = 3;

const wonWords = new Set(['won', 'gewonnen', 'closedwon', 'win', 'gewinn']);
const lostWords = new Set(['lost', 'verloren', 'closedlost', 'loss', 'abgelehnt']);
const openWords = new Set(['open', 'offen', 'active', 'aktiv', 'inprogress', 'inbearbeitung', 'laufend']);
const negations = new Set(['not', 'nicht', 'no', 'kein', 'keine']);

/** Outcome that a word of a status or stage tells; 0 = none. */
export const outcomeOfWords = (text: string): 0 | 1 | 2 | 3 => {
  const words = fold(text).split(/[^\p{L}\p{N}]+/u);
  if (words.some((word) => negations.has(word))) return 0;
  if (words.some((word) => wonWords.has(word))) return won;
  if (words.some((word) => lostWords.has(word))) return lost;
  return openWords.has(words.join('')) ? open : 0;
};

/**
 * Headers under which HubSpot, Salesforce and Zoho, in English or German, keep one date for both: the day of closing once closed, until then the day somebody
 * hopes for. On an open deal it is the expected one.
 */
const sharedCloseDates = new Set(['closedate', 'closeddate', 'closingdate', 'abschlussdatum', 'schlusstermin']);

const asCategory = (column: Column | undefined): CategoryColumn | null => (column?.kind === 'category' ? column : null);
const asBoolean = (column: Column | undefined): BooleanColumn | null => (column?.kind === 'boolean' ? column : null);
const asInstant = (column: Column | undefined): InstantColumn | null => (column?.kind === 'instant' ? column : null);
const outcomes = (column: CategoryColumn | null): Uint8Array | null =>
  column === null ? null : Uint8Array.from(column.dictionary, (value) => (value === null ? 0 : outcomeOfWords(value)));

/**
 * Makes the status of deals: from its own column, else from won and closed flags, else from the words of the stage, where every stage
 * that is neither won nor lost is open (such stages are listed in the report). Then dates follow it: closed_at from won and lost times, the hoped-for date of open deals to
 * expected_close_at. Helper columns are gone afterwards.
 */
export const settleStatus = (table: DraftTable, log: TableLog): DraftTable => {
  if (table.name !== 'deals') return table;
  const columns = new Map(table.columns);
  const status = asCategory(columns.get('status'));
  const stage = asCategory(columns.get('stage'));
  const isWon = asBoolean(columns.get('$is_won'));
  const isClosed = asBoolean(columns.get('$is_closed'));
  if (status !== null || stage !== null || isWon !== null || isClosed !== null) {
    const codes = statusCodes(table.rowCount, status, stage, isWon, isClosed);
    columns.set('status', { kind: 'category', codes, dictionary: [...statuses] });
    if (status === null) {
      const header = log.columns['$is_won'] ?? log.columns['$is_closed'] ?? log.columns['stage'];
      if (header !== undefined) log.columns['status'] = header;
      if (stage !== null && isWon === null && isClosed === null) log.unknownValues('stage', withoutOutcome(stage));
    } else reportUnknown(status, table.sourceRow, log);
    settleDates(columns, codes, table.rowCount, log);
  }
  for (const name of [...columns.keys()]) {
    if (!name.startsWith('$')) continue;
    columns.delete(name);
    delete log.columns[name];
  }
  return { ...table, columns };
};

const statusCodes = (
  rowCount: number, status: CategoryColumn | null, stage: CategoryColumn | null, isWon: BooleanColumn | null, isClosed: BooleanColumn | null,
): Uint8Array<ArrayBuffer> => {
  const byStatus = outcomes(status);
  const byStage = outcomes(stage);
  const codes = new Uint8Array(rowCount);
  for (let row = 0; row < rowCount; row++) {
    let code = byStatus === null || status === null ? 0 : (byStatus[status.codes[row] as number] as number);
    if (code === 0 && isWon?.values[row] === 1) code = won;
    if (code === 0 && isClosed !== null) code = isClosed.values[row] === 0 ? open : isClosed.values[row] === 1 && isWon?.values[row] === 0 ? lost : 0;
    if (code === 0 && byStage !== null && stage !== null && stage.codes[row] !== 0) {
      code = byStage[stage.codes[row] as number] as number;
      // A status that is there but not understood is no licence to call the deal open.
      if (code === 0 && (status === null || status.codes[row] === 0)) code = open;
    }
    codes[row] = code;
  }
  return codes;
};

/** Values that no word tells won, lost or open, with their counts. */
const withoutOutcome = (column: CategoryColumn): { value: string; count: number }[] => {
  const counts = countCodes(column);
  return column.dictionary.flatMap((value, code) => (value !== null && outcomeOfWords(value) === 0 && (counts[code] as number) > 0 ? [{ value, count: counts[code] as number }] : []));
};

const reportUnknown = (status: CategoryColumn, sourceRow: Uint32Array, log: TableLog): void => {
  const unknown = withoutOutcome(status);
  log.unknownValues('status', unknown);
  for (const { value, count } of unknown) log.find('STATUS_UNKNOWN', { row: sourceRow[status.codes.indexOf(status.dictionary.indexOf(value))] as number, column: 'status', value, count });
};

/** Where the host translates stages to outcomes and there is no status column, the stage column doubles as one. */
export const statusFromStage = (table: DraftTable, values: Readonly<Record<string, Readonly<Record<string, string>>>>): DraftTable => {
  const stage = asCategory(table.columns.get('stage'));
  const translation = values['status'];
  if (table.name !== 'deals' || translation === undefined || stage === null || table.columns.has('status')) return table;
  const status = recode(stage, (value) => (Object.hasOwn(translation, value) ? value : null));
  return { ...table, columns: new Map(table.columns).set('status', status) };
};

const emptyInstants = (rowCount: number, like: InstantColumn): InstantColumn => ({
  kind: 'instant', precision: like.precision, ms: new Float64Array(rowCount).fill(Number.NaN),
  day: like.precision === 'day' ? new Int32Array(rowCount).fill(missingDay) : null,
});

const settleDates = (columns: Map<string, Column>, codes: Uint8Array, rowCount: number, log: TableLog): void => {
  for (const [name, code] of [['$won_at', won], ['$lost_at', lost]] as const) {
    const times = asInstant(columns.get(name));
    if (times === null) continue;
    const closed = asInstant(columns.get('closed_at')) ?? emptyInstants(rowCount, times);
    columns.set('closed_at', copyWhere(closed, times, (row) => codes[row] === code && Number.isNaN(closed.ms[row])));
    log.columns['closed_at'] ??= log.columns[name] as string;
  }
  const closed = asInstant(columns.get('closed_at'));
  const header = log.columns['closed_at'];
  if (closed === null || header === undefined || !sharedCloseDates.has(headerKey(withoutVendorMarks(headerWords(header))))) return;
  const isHope = (row: number): boolean => codes[row] === open && !Number.isNaN(closed.ms[row]);
  let count = 0;
  for (let row = 0; row < rowCount; row++) if (isHope(row)) count += 1;
  if (count === 0) return;
  const expected = asInstant(columns.get('expected_close_at')) ?? emptyInstants(rowCount, closed);
  columns.set('expected_close_at', copyWhere(expected, closed, (row) => isHope(row) && Number.isNaN(expected.ms[row])));
  columns.set('closed_at', copyWhere(closed, emptyInstants(rowCount, closed), isHope));
  log.columns['expected_close_at'] ??= header;
  log.find('CLOSE_DATE_OF_OPEN_DEALS', { column: 'closed_at', count });
  log.rule('CLOSE_DATE_OF_OPEN_DEALS', count);
};

/** `target` with the cells of `source` where `takes` says so; whole days only if both hold whole days. */
const copyWhere = (target: InstantColumn, source: InstantColumn, takes: (row: number) => boolean): InstantColumn => {
  const ms = target.ms.slice();
  const day = target.day !== null && source.day !== null ? target.day.slice() : null;
  for (let row = 0; row < ms.length; row++) {
    if (!takes(row)) continue;
    ms[row] = source.ms[row] as number;
    if (day !== null) day[row] = (source.day as Int32Array)[row] as number;
  }
  return { kind: 'instant', ms, day, precision: day === null ? 'ms' : 'day' };
};
