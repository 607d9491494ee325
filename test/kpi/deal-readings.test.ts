import { describe, expect, it } from 'vitest';
import type { EntityRows, KpiContext } from '../../src/kpi/context.js';
import { createCut, maxGroups, passesNothing } from '../../src/kpi/create-cut.js';
import { dealOutcomes, stateBefore } from '../../src/kpi/deal-outcome.js';
import { dealRows } from '../../src/kpi/deal-rows.js';
import type { Row } from '../fixtures/tables.js';
import { contextOf, openDeal } from './deal-fixtures.js';

/** Values of a dimension in the order of the table; null = the data lacks it. */
const valuesOf = (context: KpiContext, name: string): readonly (string | null)[] | null => {
  const rows = dealRows(context);
  const column = rows.dimension(name);
  if (column === null) return null;
  const found = new Array<string | null>(rows.length).fill(null);
  rows.source.forEach((deal, row) => { found[deal] = column.dictionary[column.codes[row] as number] ?? null; });
  return found;
};

describe('what deals are cut by', () => {
  it('teams: none where no owner has one, or no deal an owner', () => {
    expect(valuesOf(contextOf([openDeal(5, { owner_id: 'u' })], { owners: [{ id: 'u' }] }), 'team')).toBeNull();
    expect(valuesOf(contextOf([openDeal(5)], { owners: [{ id: 'u', team: 'North' }] }), 'team')).toBeNull();
  });
  it('segment: the deal’s own, else that of its account', () => {
    const accounts = [{ id: 'a', segment: 'Large' }];
    expect(valuesOf(contextOf([openDeal(5, { account_id: 'a' }), openDeal(5, { account_id: 'x' })], { accounts }), 'segment')).toEqual(['Large', null]);
    expect(valuesOf(contextOf([openDeal(5, { account_id: 'a', segment: 'Small' }), openDeal(5, { account_id: 'a', segment: null })], { accounts }), 'segment')).toEqual(['Small', 'Large']);
  });
  it('score: the deal’s own, else that of the lead it came from', () => {
    const leads = [{ id: 'l', received_at: '2025-05-01', opp_id: 'd1', score: 80 }, { id: 'm', received_at: '2025-05-01', opp_id: 'd2', score: 80 }];
    expect(valuesOf(contextOf([openDeal(5, { score: null }), openDeal(5, { score: 10 }), openDeal(5, { score: null })], { leads }), 'score_band')).toEqual(['75-100', '0-24', null]);
    expect(valuesOf(contextOf([openDeal(5), openDeal(5)], { leads: leads.slice(0, 1) }), 'score_band')).toEqual(['75-100', null]);
  });
  it('tenure: from the first start of an owner that is told', () => {
    const of = (...starts: readonly (string | null)[]) => valuesOf(contextOf([openDeal(5, { owner_id: 'u' })], { owners: starts.map((started_at): Row => ({ id: 'u', started_at })) }), 'owner_tenure');
    expect([of('2020-01-01', '2025-06-01'), of('2025-06-01', '2020-01-01'), of(null, '2025-06-01'), of(null)]).toEqual([['experienced'], ['new'], ['new'], [null]]);
  });
});

describe('how a deal stands', () => {
  const at = (day: string): number => Date.parse(`${day}T00:00:00Z`);
  const historied = (deal: Row, ...stages: readonly (readonly [string, string])[]) =>
    dealOutcomes(contextOf([{ created_at: '2025-01-01', ...deal }], { stage_history: stages.map(([entered_at, stage]) => ({ deal_id: 'd1', entered_at, stage })) }));
  it('won without a date: on the day its history says', () => {
    const { outcome, closedMs } = historied({ status: 'won', closed_at: null }, ['2025-02-01', 'Offer'], ['2025-05-10', 'Closed Won']);
    expect([[...outcome], [...closedMs]]).toEqual([[1], [at('2025-05-10')]]);
  });
  it('open by its own word: its history does not close it', () => {
    const { outcome, closedMs } = historied({ status: 'open', closed_at: null }, ['2025-02-01', 'Offer'], ['2025-05-10', 'Closed Won']);
    expect([[...outcome], [...closedMs]]).toEqual([[0], [NaN]]);
  });
  it('won in its history and lost by its own word: won until the day it was lost', () => {
    const { turns } = historied({ status: 'lost', closed_at: '2025-06-10' }, ['2025-02-01', 'Offer'], ['2025-05-10', 'Closed Won']);
    expect(turns.get(0)).toEqual([{ ms: at('2025-05-10'), isDay: true, outcome: 1 }, { ms: at('2025-06-10'), isDay: true, outcome: 2 }]);
  });
  it('just before an instant: what happens in it has not happened', () => {
    const won = { ms: 10, isDay: false, outcome: 1 } as const;
    expect([stateBefore([won], 10), stateBefore([won], 11)]).toEqual([null, won]);
  });
});

describe('a cut of rows', () => {
  const rowsOf = (values: readonly (string | null)[]): EntityRows => {
    const dictionary = [null, ...new Set(values.filter((value) => value !== null))];
    const codes = Uint16Array.from(values, (value) => dictionary.indexOf(value));
    return { length: values.length, sources: ['deals'], excluded: 0, dimension: (name) => (name === 'source' ? { kind: 'category', codes, dictionary } : null) };
  };
  const names = (count: number): string[] => Array.from({ length: count }, (_, i) => `v${String(i).padStart(3, '0')}`);
  it('beyond the most that are shown it is the smallest that share the rest, of equal ones the last by name', () => {
    const all = names(maxGroups + 2);
    const [few, ...many] = all;
    const shown = (values: readonly string[]) => new Set(createCut({}, ['source'], [rowsOf(values)]).groups.map(([name]) => name));
    // The first by name has one row, all others two: it goes, and of those as large the last.
    const found = shown([few as string, ...many, ...many]);
    expect(all.filter((name) => !found.has(name))).toEqual([few, all.at(-1)]);
    const equal = shown(all.toReversed());
    expect(all.filter((name) => !equal.has(name))).toEqual(all.slice(-2));
  });
  it('a filter passes nothing only where no kind of rows has one that passes', () => {
    const [web, fair] = [rowsOf(['Web', null]), rowsOf(['Fair'])];
    expect([passesNothing({ source: ['Web'] }, [web, fair]), passesNothing({ source: ['Ads'] }, [web, fair]), passesNothing({}, [web])]).toEqual([false, true, false]);
  });
});
