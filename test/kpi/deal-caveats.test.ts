import { describe, expect, it } from 'vitest';
import { closeRatio } from '../../src/kpi/close-ratio.js';
import { computeKpi } from '../../src/kpi/compute-kpi.js';
import { salesCycle } from '../../src/kpi/sales-cycle.js';
import type { KpiQuery } from '../../src/model/query.js';
import type { Caveat, KpiResult } from '../../src/model/result.js';
import type { Row, Rows } from '../fixtures/tables.js';
import { asOfDay, closedDeal, codesOf, contextOf, engagedDeal, isoDay, openDeal, repeat } from './deal-fixtures.js';

type DealKpi = 'sales_cycle' | 'close_ratio';
const definitions = { sales_cycle: salesCycle, close_ratio: closeRatio };
const june = { start: '2025-06-01', end: '2025-07-01' };

const ask = (kpi: DealKpi, deals: readonly Row[], query: Partial<KpiQuery> = {}, more: Rows = {}): KpiResult =>
  computeKpi(definitions[kpi] as typeof salesCycle, contextOf(deals, more), { kpi, period: june, compare: 'none', ...query });

const find = (result: KpiResult, code: string): Caveat | undefined => result.caveats.find((caveat) => caveat.code === code);

/** The caveat with both texts in the first case, its absence in the second. */
const expectCaveat = (code: string, fires: KpiResult, silent: KpiResult, texts: { readonly en: string; readonly de: string }): void => {
  const { en, de } = find(fires, code) ?? {};
  // German percentages carry a no-break space.
  expect([en, de?.replaceAll('\u00a0', ' ')], code).toEqual([texts.en, texts.de]);
  expect(codesOf(silent), `${code} must stay silent`).not.toContain(code);
};

describe('sales_cycle caveats', () => {
  const wins = (n: number, days: (i: number) => number, more: (i: number) => Row = () => ({}), closedOn?: string) => repeat(n, (i) => closedDeal('won', days(i), more(i), closedOn));

  it('SC_TAIL_OPEN: over 5 % of the curve is open at its end', () => {
    const decided = wins(19, () => 10);
    expectCaveat('SC_TAIL_OPEN', ask('sales_cycle', [...wins(18, () => 10), openDeal(20), openDeal(20)]), ask('sales_cycle', [...decided, openDeal(20)]), {
      en: '10% of deals still open; true cycle is longer.', de: '10 % der Deals noch offen; der wahre Zyklus ist länger.',
    });
  });
  it('SC_START_FALLBACK: won deals without first contact and activity', () => {
    const deals = [closedDeal('won', 10, { first_contact_at: null }), ...repeat(3, () => closedDeal('won', 10, { first_contact_at: '2025-06-01' }))];
    expectCaveat('SC_START_FALLBACK', ask('sales_cycle', deals), ask('sales_cycle', deals.slice(1)), {
      en: 'First contact missing for 25%; later start used.', de: 'Erstkontakt fehlt bei 25 %; späterer Start.',
    });
  });
  it('SC_BACKFILLED: over 10 % of the wins under a day while the median is over 7', () => {
    const some = (short: number) => ask('sales_cycle', wins(20, (i) => (i < short ? 0 : 30)));
    expectCaveat('SC_BACKFILLED', some(3), some(2), { en: '15% of won deals were entered after the fact.', de: '15 % der Gewinne nachträglich erfasst.' });
    expect(codesOf(ask('sales_cycle', wins(20, (i) => (i < 5 ? 0 : 7))))).not.toContain('SC_BACKFILLED');
  });
  it('SC_UNSEGMENTED: a dimension explains over 30 % of the variance and none is chosen', () => {
    const deals = wins(20, (i) => (i < 10 ? 10 : 40) + (i % 5), (i) => ({ segment: i < 10 ? 'B2C' : 'B2B' }));
    const texts = { en: 'Segments differ strongly: choose one.', de: 'Segmente unterscheiden sich stark: bitte wählen.' };
    expectCaveat('SC_UNSEGMENTED', ask('sales_cycle', deals), ask('sales_cycle', deals, { segmentBy: ['segment'] }), texts);
    expect(find(ask('sales_cycle', deals), 'SC_UNSEGMENTED')?.params['dim']).toBe('segment');
    expect(codesOf(ask('sales_cycle', wins(20, (i) => i, (i) => ({ segment: i % 2 === 0 ? 'A' : 'B' }))))).not.toContain('SC_UNSEGMENTED');
    // One deal per owner explains everything by chance alone.
    expect(codesOf(ask('sales_cycle', wins(20, (i) => i, (i) => ({ owner_id: `o${i}` }))))).not.toContain('SC_UNSEGMENTED');
  });

  const change = (before: Row[], after: Row[], more: Rows = {}) => ask('sales_cycle', [...before, ...after], { compare: 'previous' }, more);
  const inMay = (n: number, days: number, more: Row) => wins(n, () => days, () => more, '2025-05-15');
  const inJune = (n: number, days: number, more: Row) => wins(n, () => days, () => more, '2025-06-15');

  it('SC_MIX_SHIFT: the mix brings over half of the change', () => {
    const b2b = { segment: 'B2B' };
    const b2c = { segment: 'B2C' };
    const mixed = change([...inMay(10, 60, b2b), ...inMay(30, 10, b2c)], [...inJune(30, 60, b2b), ...inJune(10, 10, b2c)]);
    const slower = change([...inMay(20, 60, b2b), ...inMay(20, 10, b2c)], [...inJune(20, 80, b2b), ...inJune(20, 30, b2c)]);
    expectCaveat('SC_MIX_SHIFT', mixed, slower, { en: 'Change comes mostly from a different mix.', de: 'Die Änderung kommt vor allem aus anderem Mix.' });
  });
  it('SC_LEAD_QUALITY: low-score deals bring over half of a longer cycle', () => {
    const [low, high] = [{ score: 20 }, { score: 80 }];
    const worse = change([...inMay(20, 20, low), ...inMay(20, 20, high)], [...inJune(20, 50, low), ...inJune(20, 22, high)]);
    const other = change([...inMay(20, 20, low), ...inMay(20, 20, high)], [...inJune(20, 22, low), ...inJune(20, 50, high)]);
    expectCaveat('SC_LEAD_QUALITY', worse, other, { en: 'Longer cycle comes from low-score leads.', de: 'Längerer Zyklus durch schwach qualifizierte Leads.' });
    const shorter = change([...inMay(20, 50, low), ...inMay(20, 20, high)], [...inJune(20, 20, low), ...inJune(20, 20, high)]);
    expect(codesOf(shorter)).not.toContain('SC_LEAD_QUALITY');
  });
  it('SC_NEW_REP: deals of reps under 90 days bring over half of a longer cycle', () => {
    const owners = [{ id: 'new', started_at: '2025-04-01' }, { id: 'old', started_at: '2020-01-01' }];
    const [rookie, senior] = [{ owner_id: 'new' }, { owner_id: 'old' }];
    const worse = change([...inMay(20, 20, rookie), ...inMay(20, 20, senior)], [...inJune(20, 50, rookie), ...inJune(20, 22, senior)], { owners });
    const other = change([...inMay(20, 20, rookie), ...inMay(20, 20, senior)], [...inJune(20, 22, rookie), ...inJune(20, 50, senior)], { owners });
    expectCaveat('SC_NEW_REP', worse, other, { en: 'Longer cycle comes from new reps.', de: 'Längerer Zyklus durch neue Verkäufer.' });
  });
  it('CR_NO_OPEN: curves of closed deals alone are biased', () => {
    const closed = [closedDeal('won', 10), closedDeal('lost', 10)];
    expectCaveat('CR_NO_OPEN', ask('sales_cycle', closed), ask('sales_cycle', [...closed, openDeal(5)]), {
      en: 'Only closed deals in the data.', de: 'Nur abgeschlossene Deals in den Daten.',
    });
  });
  it('DQ_CLOSED_NO_DATE: closed without a date', () => {
    const deals = [closedDeal('won', 10), { status: 'won', created_at: '2025-06-01', closed_at: null }];
    expectCaveat('DQ_CLOSED_NO_DATE', ask('sales_cycle', deals), ask('sales_cycle', deals.slice(0, 1)), {
      en: '1 closed deal has no closing date: in untimed counts only.', de: '1 abgeschlossener Deal ohne Abschlussdatum: nur in Zählungen ohne Zeitbezug.',
    });
  });
  it('DQ_NO_START: no start at all', () => {
    const deals = [closedDeal('won', 10), { ...openDeal(5), created_at: null }];
    expectCaveat('DQ_NO_START', ask('sales_cycle', deals), ask('sales_cycle', deals.slice(0, 1)), {
      en: '1 row has no start date: in stocks only.', de: '1 Zeile ohne Startdatum: nur in Beständen.',
    });
  });
});

describe('close_ratio caveats', () => {
  const mature = (n: number, won: number, more: (i: number) => Row = () => ({}), age = 200): Row[] => repeat(n, (i) => engagedDeal(age, i < won ? 'won' : 'lost', 20, more(i)));
  const all = { period: 'all' as const };

  it('CR_IMMATURE: under 80 % of the cohort matured', () => {
    const young = (n: number) => ask('close_ratio', [...mature(16, 4), ...repeat(n, () => engagedDeal(30, 'open'))], all);
    expectCaveat('CR_IMMATURE', young(5), young(4), { en: 'Cohort not mature: 24% still within 90 days.', de: 'Kohorte unreif: 24 % noch innerhalb von 90 Tagen.' });
  });
  it('CR_NO_OPEN, CR_NO_LOST: what the data leaves out', () => {
    const won = repeat(10, () => engagedDeal(200, 'won', 20));
    expectCaveat('CR_NO_LOST', ask('close_ratio', won, all), ask('close_ratio', won.slice(1), all), {
      en: 'No lost deals in the data: a ratio would always be 100 %.', de: 'Keine verlorenen Deals in den Daten: die Quote wäre immer 100 %.',
    });
    expect(ask('close_ratio', won, all).value).toBeNull();
    expectCaveat('CR_NO_OPEN', ask('close_ratio', won, all), ask('close_ratio', [...won, engagedDeal(9, 'open')], all), {
      en: 'Only closed deals in the data.', de: 'Nur abgeschlossene Deals in den Daten.',
    });
  });
  it('CR_BASIS_DECIDED: no start date anywhere', () => {
    const bare = mature(4, 2).map(({ created_at: _, ...row }) => row);
    expectCaveat('CR_BASIS_DECIDED', ask('close_ratio', bare, all), ask('close_ratio', mature(4, 2), { ...all, options: { basis: 'decided' } }), {
      en: 'No start date: won / (won + lost) by closing date instead.', de: 'Kein Startdatum: stattdessen gewonnen / (gewonnen + verloren) nach Abschluss.',
    });
  });
  it('CR_FLUCTUATES: months differ more than chance', () => {
    // 2 months of 20: 15 and 5 wins, φ = 2·25/(20·.25)/1 = 10; 11 and 9 wins: .4.
    const two = (a: number, b: number) => ask('close_ratio', [...mature(20, a, undefined, 200), ...mature(20, b, undefined, 250)], all);
    expectCaveat('CR_FLUCTUATES', two(15, 5), two(11, 9), { en: 'Swings more than chance; look for season or market.', de: 'Schwankt stärker als Zufall; Saison oder Markt prüfen.' });
  });
  it('CR_SEASON_UNKNOWN: under twelve full months', () => {
    // H = 90: cohorts before April 2025 are told in full.
    const since = (age: number) => ask('close_ratio', [...mature(5, 2, undefined, age), ...mature(5, 2)], all);
    expectCaveat('CR_SEASON_UNKNOWN', since(400), since(500), { en: 'Under 12 months: season cannot be removed.', de: 'Unter 12 Monaten: Saison nicht bereinigbar.' });
  });
  it('CR_SEASONAL: the change turns around once the season is taken out', () => {
    // 40 months of 20 deals: 8 of 20 in usual months, 14 in December; the last December only 12. Compared with November it still rose.
    const month = (back: number): { index: number; age: number } => ({ index: (6 + 120 - back) % 12, age: asOfDay - Math.round(Date.UTC(2025, 6 - back, 10) / 864e5) });
    const deals = (lastDecember: number) => repeat(40, (i) => month(i + 4)).flatMap(({ index, age }) => mature(20, index === 11 ? (age < 300 ? lastDecember : 14) : 8, undefined, age));
    const december = { period: { start: '2024-12-01', end: '2025-01-01' }, compare: 'previous' as const };
    const turned = find(ask('close_ratio', deals(10), december), 'CR_SEASONAL');
    expect(turned?.params['x']).toBeLessThan(0);
    expect(turned?.en).toMatch(/^After season the change is -\d+/);
    expect(turned?.de).toMatch(/^Saisonbereinigt beträgt die Änderung -\d+/);
    expect(codesOf(ask('close_ratio', deals(16), december))).not.toContain('CR_SEASONAL');
  });
  const work = (owner_id: string, source: string, n: number, won: number): Row[] => mature(n, won, () => ({ owner_id, source }));
  it('CR_MIX_NOT_SKILL: the leads make more of the difference than the reps', () => {
    const leads = [...work('A', 'inbound', 30, 12), ...work('A', 'outbound', 10, 1), ...work('B', 'inbound', 10, 5), ...work('B', 'outbound', 30, 6)];
    const reps = [...work('A', 'inbound', 20, 14), ...work('A', 'outbound', 20, 10), ...work('B', 'inbound', 20, 4), ...work('B', 'outbound', 20, 2)];
    expectCaveat('CR_MIX_NOT_SKILL', ask('close_ratio', leads, all), ask('close_ratio', reps, all), {
      en: 'Difference comes from lead mix, not the rep.', de: 'Unterschied kommt vom Lead-Mix, nicht vom Verkäufer.',
    });
  });
  it('CR_CELL_CONFOUNDED: a rep holds over 80 % of a cell', () => {
    const held = (n: number) => ask('close_ratio', [...work('Ann', 'Web', n, 5), ...work('Bob', 'Web', 20 - n, 2), ...work('Bob', 'Fair', 12, 3), ...work('Ann', 'Fair', 12, 3)], all);
    expectCaveat('CR_CELL_CONFOUNDED', held(17), held(16), { en: 'Ann works most of Web · – · –: lead and rep inseparable.', de: 'Ann bearbeitet fast alles in Web · – · –: nicht trennbar.' });
  });
  it('DQ_OWNER_CURRENT: owners are compared and none are recorded in the history', () => {
    const deals = work('A', 'Web', 12, 3);
    const stage_history = [{ deal_id: 'd1', stage: 'Lead', entered_at: isoDay(asOfDay - 190), owner_id: 'A' }];
    expectCaveat('DQ_OWNER_CURRENT', ask('close_ratio', deals, all), ask('close_ratio', deals, all, { stage_history }), {
      en: 'No owner history: current owner used.', de: 'Keine Besitzerhistorie: aktueller Besitzer.',
    });
  });
});

describe('the driver’s caveats', () => {
  it('R_UNRELIABLE below 10, R_CAUTION below 30, E_ZERO_DENOM at 0', () => {
    const wins = (n: number) => ask('sales_cycle', repeat(n, (i) => closedDeal('won', 20 + (i % 3))));
    expect(find(wins(9), 'R_UNRELIABLE')).toMatchObject({ severity: 'block', en: 'Only 9 cases: do not rely on this number.', de: 'Nur 9 Fälle: Zahl nicht belastbar.' });
    expect(find(wins(29), 'R_CAUTION')).toMatchObject({ severity: 'warn', en: '29 cases: wide uncertainty.', de: '29 Fälle: große Unsicherheit.' });
    expect(codesOf(wins(30)).filter((code) => code.startsWith('R_'))).toEqual([]);
    expect(find(ask('sales_cycle', [openDeal(5)]), 'E_ZERO_DENOM')).toMatchObject({ en: 'No cases to divide by.', de: 'Keine Fälle im Nenner.' });
  });
});
