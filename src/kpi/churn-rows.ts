import type { CategoryColumn } from '../model/table.js';
import type { Period } from '../model/period.js';
import { categoryOf } from './columns.js';
import type { KpiContext } from './context.js';
import { customerDimension, type CustomerPlaces } from './customer-dimensions.js';
import { customerIndex } from './customer-index.js';
import { customerRows } from './customer-life.js';
import { crossCodes, type CrossCodes } from './cross-codes.js';
import { customerStays, stayAt, stayRule, type CustomerStays, type StayRule } from './customer-stays.js';
import type { Scope } from './define-kpi.js';
import { isVoluntary } from './end-reasons.js';
import { keepLast } from './keep-last.js';
import { bandOf, tenureBands, unknownBand } from './tenure-bands.js';

/** One row per customer who ever stayed. */
export interface ChurnRows extends CustomerPlaces {
  readonly rule: StayRule;
  readonly stays: CustomerStays;
  /** Rep × product × segment, whom early churn is compared by. */
  kinds(): CrossCodes;
  /** fnv1a32 of the customer's id, for the bootstrap. */
  hashes(): Uint32Array;
}

const aliases: Readonly<Record<string, string>> = { product: 'product_id', owner: 'sold_by', owner_id: 'sold_by', reason: 'end_reason' };

/** Why customers leave cannot cut the customers at the start: those who stay have no reason. It splits the lost ones alone. */
export const isCause = (name: string): boolean => ['end_reason', 'voluntary'].includes(aliases[name] ?? name);

/** Dimensions that depend on the period: tenure at its start, reason of the end that lies in it. */
export const isOfPeriod = (name: string): boolean => name === 'tenure' || isCause(name);

const buildRows = (context: KpiContext, rule: StayRule): ChurnRows => {
  const stays = customerStays(context, rule);
  const { customer, stayFrom, startDay } = stays;
  const acquired = customerRows(context);
  const index = customerIndex(context);
  const length = customer.length;
  const rowOf = new Int32Array(index.size).fill(-1);
  const firstDay = new Int32Array(length);
  const firstDeal = new Int32Array(length).fill(-1);
  for (let row = 0; row < length; row++) {
    const number = customer[row] as number;
    rowOf[number] = row;
    const known = acquired.rowOf[number] as number;
    firstDay[row] = known === -1 ? (startDay[stayFrom[row] as number] as number) : (acquired.firstDay[known] as number);
    if (known !== -1) firstDeal[row] = acquired.firstDeal[known] as number;
  }
  const dimensions = new Map<string, { readonly column: CategoryColumn | null }>();
  let kinds: CrossCodes | undefined;
  let hashes: Uint32Array | null = null;
  const rows: ChurnRows = {
    length, sources: [rule.inactiveDays === null ? 'subscriptions' : 'revenue'], sourceRows: stays.service.row.length, excluded: stays.excluded, rule, stays, customer, rowOf, firstDay, firstDeal,
    dimension: (asked) => {
      const name = aliases[asked] ?? asked;
      const found = context.kept(dimensions.get(name), () => ({ column: customerDimension(context, rows, name) }));
      dimensions.set(name, found);
      return found.column;
    },
    kinds: () => (kinds = context.kept(kinds, () => crossCodes(rows, ['sold_by', 'product_id', 'segment']))),
    hashes: () => (hashes ??= Uint32Array.from(customer, (number) => index.hashOf(number))),
  };
  return rows;
};

const tenureColumn = (context: KpiContext, { stays, length }: ChurnRows, startMs: number): CategoryColumn => {
  const codes = new Uint8Array(length);
  const day = context.calendar.dayOf(startMs);
  for (let row = 0; row < length; row++) {
    const stay = stayAt(stays, row, startMs);
    const band = stay === -1 ? unknownBand : bandOf(stays.startDay[stay] as number, day);
    codes[row] = band === unknownBand ? 0 : band + 1;
  }
  return { kind: 'category', codes, dictionary: [null, ...tenureBands] };
};

/** Reason of the end that lies in the period; of several subscriptions that end with the stay the first by name. */
const reasonColumn = (context: KpiContext, { stays, rule, length }: ChurnRows, { startMs, endMs }: Period): CategoryColumn | null => {
  const source = categoryOf(context.tables.get('subscriptions'), 'end_reason');
  if (source === null || rule.inactiveDays !== null) return null;
  const { service, serviceFrom } = stays;
  const nameOf = (code: number): string => source.dictionary[code] ?? '\uffff';
  const codes = new Uint32Array(length);
  for (let row = 0; row < length; row++) {
    const stay = stayAt(stays, row, startMs);
    const end = stay === -1 ? Infinity : (stays.endMs[stay] as number);
    if (!(end < endMs)) continue;
    let best = 0;
    for (let i = serviceFrom[row] as number; i < (serviceFrom[row + 1] as number); i++) {
      const code = service.endMs[i] === end ? (source.codes[service.row[i] as number] as number) : 0;
      if (code !== 0 && nameOf(code) < nameOf(best)) best = code;
    }
    codes[row] = best;
  }
  return { kind: 'category', codes, dictionary: source.dictionary };
};

const voluntaryColumn = (reason: CategoryColumn | null): CategoryColumn | null => {
  if (reason === null) return null;
  const codeOf = Uint8Array.from(reason.dictionary, (text) => {
    const isOwnChoice = isVoluntary(text);
    return isOwnChoice === null ? 0 : isOwnChoice ? 1 : 2;
  });
  return { kind: 'category', codes: Uint8Array.from(reason.codes, (code) => codeOf[code] as number), dictionary: [null, 'true', 'false'] };
};

const ofPeriod = (context: KpiContext, base: ChurnRows, period: Period): ChurnRows => {
  const columns = new Map<string, { readonly column: CategoryColumn | null }>();
  const build = (name: string): CategoryColumn | null => {
    switch (name) {
      case 'tenure': return tenureColumn(context, base, period.startMs);
      case 'end_reason': return reasonColumn(context, base, period);
      case 'voluntary': return voluntaryColumn(rows.dimension('end_reason'));
      default: return base.dimension(name);
    }
  };
  const rows: ChurnRows = {
    ...base,
    dimension: (asked) => {
      const name = aliases[asked] ?? asked;
      const found = context.kept(columns.get(name), () => ({ column: build(name) }));
      columns.set(name, found);
      return found.column;
    },
  };
  return rows;
};

/** Rules of which the stays are kept, and periods whose own dimensions are: the asked and the compared one, each with one other rule. */
const keptRules = 2;
const keptPeriods = 4;

const keyOf = ({ graceDays, inactiveDays }: StayRule): string => `${graceDays} ${inactiveDays}`;

/**
 * Rows for a question. Only where it is cut by something that depends on the period (tenure, reason) are they those of the
 * period; the others are the same for all questions under one rule.
 */
export const churnRows = (context: KpiContext, scope?: Scope): ChurnRows => {
  const rule = stayRule(scope?.options ?? {});
  const base = keepLast(context, context.memo('churn-rows', () => new Map<string, ChurnRows>()), keyOf(rule), keptRules, () => buildRows(context, rule));
  if (scope === undefined || !scope.dimensions.some(isOfPeriod)) return base;
  const { period } = scope;
  const ofPeriods = context.memo('churn-period-rows', () => new Map<string, ChurnRows>());
  return keepLast(context, ofPeriods, `${keyOf(rule)} ${period.startMs} ${period.endMs}`, keptPeriods, () => ofPeriod(context, base, period));
};
