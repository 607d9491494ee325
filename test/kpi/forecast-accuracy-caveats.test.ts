import { describe, expect, it } from 'vitest';
import type { Row, Rows } from '../fixtures/tables.js';
import { ask, asOfQuarter, forecastOf, quarters, wonIn } from './forecasts.js';

interface Case { readonly rows: Rows; readonly quarter: number; readonly query?: object }

const find = ({ rows, quarter, query }: Case, code: string) => ask(rows, query ?? {}, asOfQuarter(quarter)).caveats.find((one) => one.code === code);

const expectFires = (code: string, severity: string, [en, de]: readonly [string, string], fires: Case, silent: Case): void => {
  expect(find(fires, code)).toMatchObject({ severity, en, de });
  expect(find(silent, code)).toBeUndefined();
};

const same = (n: number, amount = 100): number[] => Array.from({ length: n }, () => amount);

describe('forecast_accuracy caveats fire when they should and only then', () => {
  it('FC_FEW_PERIODS: under eight', () => {
    expectFires('FC_FEW_PERIODS', 'warn', ['High accuracy in 7 periods does not guarantee future accuracy.', 'Hohe Genauigkeit in 7 Zeiträumen garantiert keine künftige Genauigkeit.'],
      { rows: quarters(same(7), same(7)), quarter: 7 }, { rows: quarters(same(8), same(8)), quarter: 8 });
    expect(find({ rows: { ...quarters([], same(2)), forecasts: [forecastOf(1, 100)] }, quarter: 1 }, 'FC_FEW_PERIODS')).toBeUndefined();
  });
  it('FC_UNSTABLE: four periods whose accuracies have a standard deviation above .15', () => {
    // Accuracies 1, 1, 1 − d, 1 − d: the deviation is d / √3; .15 lies at d = .2598.
    const swinging = (d: number): Case => ({ rows: quarters([100, 100, 100 * (1 + d), 100 * (1 + d)], same(4)), quarter: 4 });
    expectFires('FC_UNSTABLE', 'warn', ['Accuracy itself swings.', 'Die Genauigkeit schwankt selbst stark.'], swinging(0.26), swinging(0.259));
    expect(find({ rows: quarters([100, 100, 200], same(3)), quarter: 3 }, 'FC_UNSTABLE')).toBeUndefined();
  });
  it('FC_WORSE_THAN_NAIVE: MASE above 1', () => {
    // Errors of 10 (or 11) beside steps of 10.
    const against = (error: number): Case => ({ rows: quarters([100 + error, 110 + error, 100 + error, 110 + error], [100, 110, 100, 110]), quarter: 4 });
    expectFires('FC_WORSE_THAN_NAIVE', 'warn', ['Repeating the last comparable period would have been as good.', 'Der letzte vergleichbare Zeitraum wäre ebenso gut gewesen.'], against(10.1), against(10));
  });
  it('FC_BIASED: the mean error is further from 0 than chance would have it, either way', () => {
    // Errors m ± 1: mean m, sd 1.1547, t(.975, 3) = 3.1824: told above 1.8374.
    const leaning = (mean: number): Case => ({ rows: quarters([1, -1, 1, -1].map((e) => 100 + mean + e), same(4)), quarter: 4 });
    expectFires('FC_BIASED', 'warn', ['Systematically over.', 'Systematisch zu hoch.'], leaning(1.84), leaning(1.83));
    expectFires('FC_BIASED', 'warn', ['Systematically under.', 'Systematisch zu niedrig.'], leaning(-1.84), leaning(-1.83));
    expect(find({ rows: quarters([110, 110, 111], same(3)), quarter: 3 }, 'FC_BIASED')).toBeUndefined();
  });
  it('FC_NO_LONG_BENCHMARK: under sixteen periods with a forecast, also before the window', () => {
    expectFires('FC_NO_LONG_BENCHMARK', 'warn', ['Too little history to judge accuracy itself.', 'Zu wenig Historie, um die Genauigkeit zu beurteilen.'],
      { rows: quarters(same(15), same(15)), quarter: 15 }, { rows: quarters(same(16), same(16)), quarter: 16 });
  });
  it('FC_NO_SNAPSHOT_DATE: a forecast that counts has no date', () => {
    const rows = quarters([100], [90]);
    const undated = (more: readonly Row[]): Case => ({ rows: { ...rows, forecasts: [{ ...forecastOf(0, 95), made_at: null }, ...more] }, quarter: 1 });
    expectFires('FC_NO_SNAPSHOT_DATE', 'warn', ['Forecasts carry no date: taken as made before their period.', 'Prognosen ohne Datum: gelten als vor dem Zeitraum erstellt.'],
      undated([]), undated([forecastOf(0, 100)]));
    // An owner's forecast without date says nothing of the one of all.
    const forecasts = [forecastOf(0, 100, { series: 'all' }), { ...forecastOf(0, 95, { series: 'Ann' }), made_at: null }];
    expect(find({ rows: { ...rows, forecasts }, quarter: 1 }, 'FC_NO_SNAPSHOT_DATE')).toBeUndefined();
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
