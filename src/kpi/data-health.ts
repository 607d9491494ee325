import type { DataHealth, HealthCheck, HealthCode } from '../model/health.js';
import { type InstantColumn, missingDay, type Table } from '../model/table.js';
import { categoryOf, instantOf, numberOf } from './columns.js';
import { asOfText } from './compute-kpi.js';
import type { KpiContext } from './context.js';
import { fromMoneyUnits, ratesOf, toMoneyUnits } from './money.js';
import { statedOutcomes } from './outcome.js';

/** Rows named per defect. */
const namedRows = 20;
/** Two clocks may differ by this much (rule 10): such a deal was closed at once, not before. */
const clockSkewMs = 300_000;

interface Stake { count: number; units: number; withoutAmount: number; readonly rows: number[] }

const noStake = (): Stake => ({ count: 0, units: 0, withoutAmount: 0, rows: [] });

const addTo = (stake: Stake, units: number, row: number | null): void => {
  stake.count += 1;
  if (Number.isNaN(units)) stake.withoutAmount += 1; else stake.units += units;
  if (row !== null && stake.rows.length < namedRows) stake.rows.push(row);
};

const moneyOf = ({ count, units, withoutAmount }: Stake): number | null => (withoutAmount === count ? null : fromMoneyUnits(units));

/** Money at the cut-off's rate, in units; NaN = not given, or no rate. */
const unitsOf = (context: KpiContext, amount: number, currency: string | null): number => toMoneyUnits(amount * ratesOf(context).on(currency, context.asOfDay));

const stakeReader = (context: KpiContext, deals: Table): ((row: number) => number) => {
  const amount = numberOf(deals, 'amount')?.values ?? null;
  const currency = categoryOf(deals, 'currency');
  if (amount === null) return () => Number.NaN;
  return (row) => unitsOf(context, amount[row] as number, currency === null ? null : (currency.dictionary[currency.codes[row] as number] ?? null));
};

const dayIn = (context: KpiContext, instants: InstantColumn | null, row: number): number => {
  if (instants === null) return missingDay;
  if (instants.day !== null) return instants.day[row] as number;
  const at = instants.ms[row] as number;
  return Number.isNaN(at) ? missingDay : context.calendar.dayOf(at);
};

const isBefore = (context: KpiContext, closed: InstantColumn, created: InstantColumn, row: number): boolean => {
  if (closed.day === null && created.day === null) return (closed.ms[row] as number) < (created.ms[row] as number) - clockSkewMs;
  const [end, start] = [dayIn(context, closed, row), dayIn(context, created, row)];
  return end !== missingDay && start !== missingDay && end < start;
};

/** Whether an owner is in the list of owners, by code of the deals' column; null = there is no list. */
const listedOwners = (context: KpiContext, deals: Table): Uint8Array | null => {
  const owners = context.tables.get('owners');
  const ids = categoryOf(owners, 'id');
  const named = categoryOf(deals, 'owner_id');
  if (owners === undefined || owners.rowCount === 0 || ids === null || named === null) return null;
  const listed = new Set<string | null>(Array.from(ids.codes, (code) => ids.dictionary[code] ?? null));
  return Uint8Array.from(named.dictionary, (owner) => (listed.has(owner) ? 1 : 0));
};

/** Defects of a row are bits of a number, so that sound rows cost no memory. */
const codes = ['NO_AMOUNT', 'PAST_EXPECTED', 'CLOSED_BEFORE_CREATED', 'CLOSED_NO_DATE', 'NO_OWNER', 'OWNER_GONE', 'TEST_NAME'] as const satisfies readonly HealthCode[];
const bitOf = Object.fromEntries(codes.map((code, bit) => [code, 1 << bit])) as Readonly<Record<(typeof codes)[number], number>>;

const defectReader = (context: KpiContext, deals: Table): ((row: number) => number) => {
  const outcomes = statedOutcomes(deals);
  const [created, closed, expected] = [instantOf(deals, 'created_at'), instantOf(deals, 'closed_at'), instantOf(deals, 'expected_close_at')];
  const amount = numberOf(deals, 'amount')?.values ?? null;
  const owner = categoryOf(deals, 'owner_id');
  const isListed = listedOwners(context, deals);
  const midnightMs = context.calendar.midnightOf(context.asOfDay);
  const isNamedTest = new Uint8Array(deals.rowCount);
  for (const row of deals.tests?.named ?? []) isNamedTest[row] = 1;
  const isPast = ({ day, ms }: InstantColumn, row: number): boolean =>
    (day === null ? (ms[row] as number) < midnightMs : day[row] !== missingDay && (day[row] as number) < context.asOfDay);
  const openDefects = (row: number): number => {
    let found = 0;
    if (expected !== null && isPast(expected, row)) found |= bitOf.PAST_EXPECTED;
    const code = owner === null ? -1 : (owner.codes[row] as number);
    if (code === 0) found |= bitOf.NO_OWNER;
    else if (code > 0 && isListed?.[code] === 0) found |= bitOf.OWNER_GONE;
    return found;
  };
  return (row) => {
    const closedMs = closed === null ? Number.NaN : (closed.ms[row] as number);
    let found = isNamedTest[row] === 1 ? bitOf.TEST_NAME : 0;
    if (outcomes[row] !== 2 && (amount === null || Number.isNaN(amount[row]))) found |= bitOf.NO_AMOUNT;
    if (outcomes[row] === 0 || closedMs >= context.asOfMs) return found | openDefects(row);
    if (closed === null) return found;
    if (Number.isNaN(closedMs)) return found | bitOf.CLOSED_NO_DATE;
    return created !== null && isBefore(context, closed, created, row) ? found | bitOf.CLOSED_BEFORE_CREATED : found;
  };
};

/**
 * Defects of the deal records that distort numbers or forecasts, with the money at stake: deals as they stand today, amounts at the rate of
 * the cut-off. Deals that begin after it are not looked at. A deal may have several defects; `affected` counts it once.
 *
 * - `NO_AMOUNT`: open or won without amount. `PAST_EXPECTED`: open beyond the day it was to close.
 * - `CLOSED_BEFORE_CREATED`, `CLOSED_NO_DATE`: dates that no cycle can be made of.
 * - `NO_OWNER`, `OWNER_GONE`: open with nobody, or with somebody who is not in the table `owners` (only where it is loaded).
 * - `TEST_NAME`: named like a test and counted all the same. `TEST_DROPPED`, `DUPLICATES`: left out while reading.
 *
 * What no column tells is no defect of the records, but for the amount. Null without deals.
 */
export const dataHealth = (context: KpiContext): DataHealth | null => {
  const deals = context.tables.get('deals');
  if (deals === undefined) return null;
  const stakes = new Map<HealthCode, Stake>();
  const stakeOf = (code: HealthCode): Stake => {
    let stake = stakes.get(code);
    if (stake === undefined) stakes.set(code, (stake = noStake()));
    return stake;
  };
  const affected = noStake();
  const created = instantOf(deals, 'created_at');
  const [defectsOf, unitsAt] = [defectReader(context, deals), stakeReader(context, deals)];
  let looked = 0;
  for (let row = 0; row < deals.rowCount; row++) {
    if (created !== null && (created.ms[row] as number) >= context.asOfMs) continue;
    looked += 1;
    const defects = defectsOf(row);
    if (defects === 0) continue;
    const units = unitsAt(row);
    for (const code of codes) if ((defects & bitOf[code]) !== 0) addTo(stakeOf(code), units, deals.sourceRow[row] as number);
    addTo(affected, units, null);
  }
  for (const { amount, currency } of deals.tests?.dropped ?? []) addTo(stakeOf('TEST_DROPPED'), amount === null ? Number.NaN : unitsOf(context, amount, currency), null);
  const nDuplicates = context.rules.get('DQ_DUPLICATES', 'deals');
  if (nDuplicates > 0) stakes.set('DUPLICATES', { count: nDuplicates, units: 0, withoutAmount: nDuplicates, rows: [] });
  const checks = [...stakes].map(([code, stake]): HealthCheck => ({ code, count: stake.count, amount: moneyOf(stake), withoutAmount: stake.withoutAmount, rows: stake.rows }));
  return {
    asOf: asOfText(context), currency: context.currency, deals: looked,
    affected: { count: affected.count, amount: moneyOf(affected), withoutAmount: affected.withoutAmount },
    checks: checks.sort((a, b) => (b.amount ?? 0) - (a.amount ?? 0) || b.count - a.count || (a.code < b.code ? -1 : 1)),
  };
};
