import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createContext } from '../../src/kpi/create-context.js';
import { leadResponse } from '../../src/kpi/lead-response.js';
import { leadToOpp } from '../../src/kpi/lead-to-opp.js';
import { touches } from '../../src/kpi/touches.js';
import { tablesOf, type Row } from '../fixtures/tables.js';
import { expectExact, final, first, partsOf } from './explained.js';
import { after, asOf, contextOf, repeat } from './lead-fixtures.js';
import { leadPeriod, leadTables } from './random-leads.js';
import { touchedLeads } from './random-touches.js';
import { Told } from './told.js';
import { at, known, lead, mail, mails, meeting } from './touches-fixtures.js';

describe('lead_to_opp: why it changed', () => {
  const march = { period: { start: '2025-03-01', end: '2025-04-01' } } as const;
  const received = (on: string, n: number, qualified: number, source: string): Row[] =>
    repeat(n, (i) => ({ received_at: `${on}T08:00`, qualified_at: i < qualified ? `${on}T20:00` : null, source }));
  // February: Web 10 of 20, Fair 2 of 20 → .30. March: Web 4 of 10, Fair 6 of 30 → .25.
  const leads = [...received('2025-02-10', 20, 10, 'Web'), ...received('2025-02-10', 20, 2, 'Fair'), ...received('2025-03-10', 10, 4, 'Web'), ...received('2025-03-10', 30, 6, 'Fair')];
  it('by sources: their own ratios and their shares among the leads', () => {
    const [mix] = first(leadToOpp, contextOf(leads), march).drivers ?? [];
    expect(mix).toMatchObject({ method: 'mix', by: 'source', unit: 'ratio', before: 0.3, after: 0.25, total: -0.05 });
    // Web (.4 − .5)(.5 + .25)/2, Fair (.2 − .1)(.5 + .75)/2; mixes ∓.25 against the level .275: Web −.25(.45 − .275), Fair .25(.15 − .275).
    expect(partsOf(mix)).toEqual({ 'Web rate': -0.0375, 'Fair rate': 0.0625, 'Web mix': -0.04375, 'Fair mix': -0.03125 });
  });
  it('only leads as old as the horizon count, on the clock asked for', () => {
    const young = contextOf([...leads, ...received('2025-03-31', 500, 0, 'Web')], {}, { asOf: '2025-04-20' });
    expect(first(leadToOpp, young, march).drivers?.[0]).toMatchObject({ after: 0.25 });
  });
});

describe('lead_response: why it changed', () => {
  const june = { period: { start: '2025-06-01', end: '2025-07-01' } } as const;
  const answered = (on: string, routing: number | null, minutes: number, owner_id: string): Row => ({
    received_at: `${on}T08:00`, assigned_at: routing === null ? null : after(`${on}T08:00:00Z`, routing), first_response_at: after(`${on}T08:00:00Z`, minutes), owner_id,
  });
  const leads = [answered('2025-05-05', 2, 10, 'Ann'), answered('2025-05-06', 4, 20, 'Bo'), answered('2025-06-05', 10, 20, 'Ann'), answered('2025-06-06', 4, 20, 'Bo'), answered('2025-06-07', null, 50, 'Bo')];
  it('by owners first, and by the steps of the way', () => {
    const [mix, steps] = first(leadResponse, contextOf(leads), june).drivers ?? [];
    expect(mix).toMatchObject({ method: 'mix', by: 'owner_id', unit: 'minutes', before: 15, after: 30, total: 15 });
    // Ann 10 → 20, share 1/2 → 1/3; Bo 20 → 35, 1/2 → 2/3; level 22.5.
    expect(partsOf(mix, 6)).toEqual({
      'Ann rate': 4.166667, 'Ann mix': Number((-1 / 6 * (15 - 22.5)).toFixed(6)), 'Bo rate': 8.75, 'Bo mix': Number((1 / 6 * (27.5 - 22.5)).toFixed(6)),
    });
    // May: routing (2 + 4)/2 = 3, pickup (8 + 16)/2 = 12. June over three leads: 14/3, 26/3, nobody knows 50/3.
    expect(steps).toMatchObject({ method: 'phases', by: null, before: 15, after: 30 });
    expect(partsOf(steps, 6)).toEqual({ 'routing phase': Number((14 / 3 - 3).toFixed(6)), 'pickup phase': Number((26 / 3 - 12).toFixed(6)), 'unassigned phase': 16.666667 });
  });
  it('without assignments by owners alone; without minutes not at all', () => {
    const plain = leads.map(({ assigned_at: _, ...row }) => row);
    expect(first(leadResponse, contextOf(plain), june).drivers?.map(({ method }) => method)).toEqual(['mix']);
    expect(first(leadResponse, contextOf(leads.map((row) => ({ ...row, received_at: String(row['received_at']).slice(0, 10) }))), june).drivers).toBeNull();
  });
});

describe('touches_to_meeting: why it changed', () => {
  const quarter = { period: { start: '2025-04-01', end: '2025-07-01' } } as const;
  // Booked on day 10 (first quarter) after 2 mails of sales, and on day 100 (second) after 1 of marketing and 4 of sales.
  const rows = {
    leads: [lead('a'), lead('b', 90)],
    activities: [...mails('a', 2), meeting('a', 12, 10), mail('b', 91, { actor: 'marketing' }), ...[92, 93, 94, 95].map((day) => mail('b', day)), meeting('b', 101, 100)],
  };
  it('by segments, and by whose touches they were', () => {
    const [mix, actors] = first(touches, createContext(tablesOf(rows), known), quarter).drivers ?? [];
    expect(mix).toMatchObject({ method: 'mix', unit: 'touches', before: 2, after: 5, total: 3 });
    expect(partsOf(actors)).toEqual({ 'marketing_before_sales phase': 1, 'sales phase': 2, 'marketing_later phase': 0 });
  });
  it('nobody noted who acted: by segments alone', () => {
    const anonymous = { ...rows, activities: rows.activities.map(({ actor: _, ...row }) => row) };
    expect(first(touches, createContext(tablesOf(anonymous), known), quarter).drivers?.map(({ method }) => method)).toEqual(['mix']);
  });
  it('with intervals of the leads that booked', () => {
    const many = repeat(200, (i) => [lead(`l${String(i)}`, i < 100 ? 0 : 90), ...mails(`l${String(i)}`, 1)]);
    const context = createContext(tablesOf({
      leads: many.map(([row]) => row as Row),
      activities: repeat(200, (i) => [mail(`l${String(i)}`, i < 100 ? 1 : 91), ...(i < 100 ? [] : [mail(`l${String(i)}`, 92)]), meeting(`l${String(i)}`, i < 100 ? 20 : 110, i < 100 ? 10 : 100)]).flat(),
    }), known);
    expect(final(touches, context, quarter).drivers?.[0]?.parts[0]).toMatchObject({ kind: 'rate', value: 1, ci: { lo: 1, hi: 1 }, coversZero: false });
  });
});

describe('for any leads', () => {
  it('the parts add up to the change that is shown', () => {
    const told = new Told();
    const by = fc.constantFrom<boolean | { readonly by: string }>(true, { by: 'owner_id' }, { by: 'score_band' });
    const month = fc.integer({ min: 4, max: 5 }).map((number) => ({ start: `2025-0${String(number)}-01`, end: `2025-0${String(number + 1)}-01` }));
    fc.assert(fc.property(leadTables, month, by, fc.constantFrom({}, { denominator: 'handed_over' }, { dedupe: false }, { horizonDays: 5 }), (rows, period, explain, options) => {
      const context = createContext(tablesOf(rows), { asOf });
      told.add(expectExact(leadToOpp, context, { period, explain, options }));
      told.add(expectExact(leadResponse, context, { period, explain, options, filter: { source: ['Web', null] } }));
    }), { numRuns: 150 });
    const quarter = fc.integer({ min: 60, max: 100 }).map((start) => ({ start: at(start).slice(0, 10), end: at(start + 60).slice(0, 10) }));
    fc.assert(fc.property(touchedLeads, quarter, by, (rows, period, explain) => {
      told.add(expectExact(touches, createContext(tablesOf(rows), known), { period, explain }));
    }), { numRuns: 150 });
    expect(told.perCase).toBeGreaterThan(0.4);
  });
  it('the order of the rows changes nothing', () => {
    fc.assert(fc.property(leadTables, leadPeriod, ({ leads = [], ...rest }, period) => {
      const bytes = (own: readonly Row[]): string => JSON.stringify([leadToOpp, leadResponse].map((definition) =>
        final(definition, createContext(tablesOf({ leads: own, ...rest }), { asOf }), { period }).drivers));
      expect(bytes([...leads].reverse())).toBe(bytes(leads));
    }), { numRuns: 4 });
  });
});
