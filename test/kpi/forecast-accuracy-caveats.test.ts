import { describe, expect, it } from 'vitest';
import type { forecastAccuracyCaveatTexts } from '../../src/kpi/forecast-accuracy-caveat-texts.js';
import type { Caveat } from '../../src/model/result.js';
import type { Row, Rows } from '../fixtures/tables.js';
import { ask, asOfQuarter, forecastOf, quarters, wonIn } from './forecasts.js';

interface Case { readonly rows: Rows; readonly quarter: number; readonly query?: object }

const find = ({ rows, quarter, query }: Case, code: string) => ask(rows, query ?? {}, asOfQuarter(quarter)).caveats.find((one) => one.code === code);

const expectFires = (code: string, severity: string, [en, de]: readonly [string, string], fires: Case, silent: Case): void => {
  expect(find(fires, code)).toMatchObject({ severity, en, de });
  expect(find(silent, code)).toBeUndefined();
};

const same = (n: number, amount = 100): number[] => Array.from({ length: n }, () => amount);

/** Complete, or it does not compile: where a code is told, where just not, how grave it is, and both texts as they are read. */
interface Pair { readonly fires: Case; readonly silent: Case; readonly severity: Caveat['severity']; readonly en: string; readonly de: string }

const flat = (n: number): Case => ({ rows: quarters(same(n), same(n)), quarter: n });
// Accuracies 1, 1, 1 − d, 1 − d: the deviation is d / √3; .15 lies at d = .2598.
const swinging = (d: number): Case => ({ rows: quarters([100, 100, 100 * (1 + d), 100 * (1 + d)], same(4)), quarter: 4 });
// Errors of 10 (or 11) beside steps of 10.
const against = (error: number): Case => ({ rows: quarters([100 + error, 110 + error, 100 + error, 110 + error], [100, 110, 100, 110]), quarter: 4 });
// Errors m ± 1: mean m, sd 1.1547, t(.975, 3) = 3.1824: told above 1.8374.
const leaning = (mean: number): Case => ({ rows: quarters([1, -1, 1, -1].map((e) => 100 + mean + e), same(4)), quarter: 4 });
const undated = (more: readonly Row[]): Case => ({ rows: { ...quarters([100], [90]), forecasts: [{ ...forecastOf(0, 95), made_at: null }, ...more] }, quarter: 1 });

const pairs: Readonly<Record<keyof typeof forecastAccuracyCaveatTexts, Pair>> = {
  FC_BIASED: { fires: leaning(1.84), silent: leaning(1.83), severity: 'warn', en: 'Systematically over.', de: 'Systematisch zu hoch.' },
  FC_FEW_PERIODS: {
    fires: flat(7), silent: flat(8), severity: 'warn',
    en: 'High accuracy in 7 periods does not guarantee future accuracy.', de: 'Hohe Genauigkeit in 7 Zeiträumen garantiert keine künftige Genauigkeit.',
  },
  FC_NO_LONG_BENCHMARK: { fires: flat(15), silent: flat(16), severity: 'warn', en: 'Too little history to judge accuracy itself.', de: 'Zu wenig Historie, um die Genauigkeit zu beurteilen.' },
  FC_NO_SNAPSHOT_DATE: {
    fires: undated([]), silent: undated([forecastOf(0, 100)]), severity: 'warn',
    en: 'Forecasts carry no date: taken as made before their period.', de: 'Prognosen ohne Datum: gelten als vor dem Zeitraum erstellt.',
  },
  FC_UNSTABLE: { fires: swinging(0.26), silent: swinging(0.259), severity: 'warn', en: 'Accuracy itself swings.', de: 'Die Genauigkeit schwankt selbst stark.' },
  FC_WORSE_THAN_NAIVE: {
    fires: against(10.1), silent: against(10), severity: 'warn',
    en: 'Repeating the last comparable period would have been as good.', de: 'Der letzte vergleichbare Zeitraum wäre ebenso gut gewesen.',
  },
};

describe('what is said of the accuracy of forecasts is told where it holds, and only there', () => {
  it.each(Object.entries(pairs))('%s', (code, { fires, silent, severity, en, de }) => expectFires(code, severity, [en, de], fires, silent));
});

describe('forecast_accuracy caveats fire when they should and only then', () => {
  it('FC_FEW_PERIODS is not told of none', () => {
    expect(find({ rows: { ...quarters([], same(2)), forecasts: [forecastOf(1, 100)] }, quarter: 1 }, 'FC_FEW_PERIODS')).toBeUndefined();
  });
  it('FC_UNSTABLE is not told of three periods', () => {
    expect(find({ rows: quarters([100, 100, 200], same(3)), quarter: 3 }, 'FC_UNSTABLE')).toBeUndefined();
  });
  it('FC_BIASED is told either way, and not of three periods', () => {
    expectFires('FC_BIASED', 'warn', ['Systematically under.', 'Systematisch zu niedrig.'], leaning(-1.84), leaning(-1.83));
    expect(find({ rows: quarters([110, 110, 111], same(3)), quarter: 3 }, 'FC_BIASED')).toBeUndefined();
  });
  it('FC_NO_SNAPSHOT_DATE is not told for a forecast that does not count', () => {
    // An owner's forecast without date says nothing of the one of all.
    const forecasts = [forecastOf(0, 100, { series: 'all' }), { ...forecastOf(0, 95, { series: 'Ann' }), made_at: null }];
    expect(find({ rows: { ...quarters([100], [90]), forecasts }, quarter: 1 }, 'FC_NO_SNAPSHOT_DATE')).toBeUndefined();
  });
  it('FC_OFF_GRID, FC_INCOMPLETE, FC_ACTUAL_UNUSED: rows that were left out', () => {
    const base = quarters([100, 100], [90, 90]);
    const plus = (row: Row): Case => ({ rows: { ...base, forecasts: [...(base.forecasts ?? []), row, { ...row, made_at: '2021-01-01' }] }, quarter: 2 });
    const silent = { rows: base, quarter: 2 };
    expectFires('FC_OFF_GRID', 'warn', ['2 forecasts for periods of another length left out.', '2 Prognosen für Zeiträume anderer Länge ausgelassen.'],
      plus({ ...forecastOf(0, 10), period_end: '2023-02-01' }), silent);
    expectFires('FC_INCOMPLETE', 'warn', ['2 forecasts lack their period or amount: left out.', '2 Prognosen ohne Zeitraum oder Betrag ausgelassen.'], plus(forecastOf(0, null)), silent);
    expectFires('FC_ACTUAL_UNUSED', 'info', ['2 rows of actual figures left out: deals tell what was won.', '2 Zeilen mit Ist-Werten ausgelassen: Die Deals zeigen, was gewonnen wurde.'],
      plus(forecastOf(0, 90, { category: 'actual' })), silent);
  });
  it('NOT_APPLICABLE: a filter on what forecasts are not made by gives no number, and says so', () => {
    const rows: Rows = { forecasts: [forecastOf(0, 100, { series: 'Ann' })], deals: [wonIn(0, 90, { owner_id: 'Ann', source: 'Web' })] };
    const filtered = ask(rows, { filter: { source: ['Web'] } }, asOfQuarter(1));
    expect([filtered.value, filtered.n]).toEqual([null, 0]);
    expectFires('NOT_APPLICABLE', 'block', ['Needs forecasts.source.', 'Benötigt forecasts.source.'], { rows, quarter: 1, query: { filter: { source: ['Web'] } } }, { rows, quarter: 1, query: { filter: { owner_id: ['Ann'] } } });
    expect(find({ rows, quarter: 1, query: { filter: { owner_id: ['Ann'], segment: [null] } } }, 'NOT_APPLICABLE')?.en).toBe('Needs forecasts.segment.');
  });
  it('NOT_APPLICABLE: no forecast is of the category that is asked for', () => {
    const rows: Rows = { forecasts: [forecastOf(0, 100, { category: 'upside' }), forecastOf(0, 100, { category: 'pipeline' })], deals: [wonIn(0, 90)] };
    const block = (query: object) => ask(rows, query, asOfQuarter(1)).caveats.find(({ code, severity }) => code === 'NOT_APPLICABLE' && severity === 'block')?.en;
    expect([block({}), block({ options: { category: 'commit' } }), block({ options: { category: 'upside' } })]).toEqual(['Needs forecasts.category.', 'Needs forecasts.category.', undefined]);
  });
  it('DQ_OWNER_CURRENT: owners are told apart and their history is not', () => {
    const rows: Rows = { forecasts: [forecastOf(0, 100, { series: 'Ann' })], deals: [wonIn(0, 90, { owner_id: 'Ann' })] };
    const stage_history = [{ deal_id: 'x', stage: 'Lead', entered_at: '2022-01-01', owner_id: 'Ann' }];
    expectFires('DQ_OWNER_CURRENT', 'info', ['No owner history: current owner used.', 'Keine Besitzerhistorie: aktueller Besitzer.'], { rows, quarter: 1 }, { rows: { ...rows, stage_history }, quarter: 1 });
    expect(find({ rows: quarters([100], [90]), quarter: 1 }, 'DQ_OWNER_CURRENT')).toBeUndefined();
  });
  it('R_UNRELIABLE under four periods, R_CAUTION under eight', () => {
    const codes = (n: number): string[] => ask(quarters(same(n), same(n)), {}, asOfQuarter(n)).caveats.map(({ code }) => code).filter((code) => code.startsWith('R_'));
    expect([codes(3), codes(4), codes(7), codes(8)]).toEqual([['R_UNRELIABLE'], ['R_CAUTION'], ['R_CAUTION'], []]);
  });
});
