import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cells } from '../../src/kpi/cells.js';
import { closeRatio } from '../../src/kpi/close-ratio.js';
import { clv } from '../../src/kpi/clv.js';
import { computeKpi } from './with-beside.js';
import { createContext } from '../../src/kpi/create-context.js';
import { dealRows } from '../../src/kpi/deal-rows.js';
import { defineKpi, type KpiDefinition } from '../../src/kpi/define-kpi.js';
import { clampProgress, daysToTarget, daysToTargetRange, elapsedShare, reachedTimes, shareOfWay, standingOf, type Standing } from '../../src/kpi/milestone-standing.js';
import { pipeline } from '../../src/kpi/pipeline.js';
import type { EngineConfig } from '../../src/model/config.js';
import type { KpiId } from '../../src/model/kpi-id.js';
import type { KpiQuery } from '../../src/model/query.js';
import { tablesOf, type Row, type Rows } from '../fixtures/tables.js';
import { asOf, repeat } from './deal-fixtures.js';

const ask = (definition: unknown, rows: Rows, query: Partial<KpiQuery> = {}, config: EngineConfig = {}) => {
  const kpi = definition as KpiDefinition<KpiId, Cells>;
  return computeKpi(kpi, createContext(tablesOf(rows, config.timeZone), { asOf, ...config }), { kpi: kpi.id, milestones: true, ...query }).milestones ?? [];
};
const stone = (more: Row): Row => ({ id: 'm', kpi: 'pipeline', start_at: '2025-01-01', due_at: '2025-12-31', target: 300, ...more });

describe('where a milestone stands', () => {
  it('progress is the share of the way, within −1 and 1.5, also downwards', () => {
    expect([shareOfWay(340, 400, 300), shareOfWay(50, 0, 200), shareOfWay(5, 5, 5), shareOfWay(null, 0, 1), shareOfWay(1, null, 2)]).toEqual([0.6, 0.25, null, null, null]);
    expect([clampProgress(-3), clampProgress(0.6), clampProgress(9), clampProgress(null)]).toEqual([-1, 0.6, 1.5, null]);
  });
  it('the pace is the share of the time, 0 to 1', () => {
    expect([elapsedShare(0, 10, 5), elapsedShare(0, 10, -5), elapsedShare(0, 10, 50), elapsedShare(10, 10, 10), elapsedShare(null, 10, 5)]).toEqual([0.5, 0, 1, null, null]);
  });
  const ci = (lo: number, hi: number) => ({ lo, hi, level: 0.95, method: 'x' });
  const standing = (more: Partial<Standing>) => standingOf({ value: 340, ci: ci(330, 350), reliability: 'ok', target: 300, direction: -1, progress: 0.6, pace: 0.5, isDue: false, ...more });
  it('the first state that fits, in this order', () => {
    expect(standing({})).toBe('on_track');
    expect([standing({ reliability: 'unreliable' }), standing({ value: null, reliability: 'none' }), standing({ value: 290, ci: ci(280, 299), reliability: 'unreliable' })]).toEqual(['unknown', 'unknown', 'unknown']);
    expect([standing({ value: 290, ci: ci(280, 300) }), standing({ value: 290, ci: ci(280, 301) }), standing({ value: 300, ci: null })]).toEqual(['secured', 'reached', 'reached']);
    // Secured and reached come before missed, missed before the pace.
    expect([standing({ value: 290, ci: ci(280, 299), isDue: true }), standing({ isDue: true })]).toEqual(['secured', 'missed']);
    expect([standing({ progress: 0.5 }), standing({ progress: 0.49 }), standing({ progress: 0.35 }), standing({ progress: 0.34 }), standing({ progress: -1 })]).toEqual(['on_track', 'at_risk', 'at_risk', 'behind', 'behind']);
    expect([standing({ pace: null }), standing({ progress: null })]).toEqual(['unknown', 'unknown']);
  });
  it('upwards the other bound decides', () => {
    expect([standing({ direction: 1, value: 310, ci: ci(301, 320) }), standing({ direction: 1, value: 310, ci: ci(299, 320) }), standing({ direction: 1, value: 290, ci: ci(280, 299) })]).toEqual(['secured', 'reached', 'on_track']);
  });
  it('the way goes on by the median slope of the last six points', () => {
    const points = (...progress: (number | null)[]) => progress.map((share, i) => ({ day: 10 * i, progress: share }));
    // .1 per 10 days; one wild point does not move it. From .5 another 50 days.
    expect(daysToTarget(points(0, 0.1, 0.2, 0.9, 0.4, 0.5))).toBe(50);
    // Seven points: the first one, far off the line, is too old.
    expect(daysToTarget(points(-9, 0, 0.1, 0.2, 0.3, 0.4, 0.5))).toBe(50);
    expect([daysToTarget(points(0.5)), daysToTarget(points(0.5, 0.4)), daysToTarget(points(0.5, 0.5)), daysToTarget(points(0.5, 1)), daysToTarget(points(null, null)), daysToTarget([])]).toEqual([null, null, null, null, null, null]);
    // 10 000 days are out of sight.
    expect(daysToTarget(points(0, 0.001))).toBeNull();
  });
  it('how sure that is: at the slopes between which Kendall leaves it, nothing under five points', () => {
    const points = (...progress: (number | null)[]) => progress.map((share, i) => ({ day: 10 * i, progress: share }));
    // .1 per 10 days throughout: 50 days at any of the slopes.
    expect(daysToTargetRange(points(0, 0.1, 0.2, 0.3, 0.4, 0.5))).toEqual({ from: 50, to: 50 });
    // Five points: from the steepest slope, .4 in 10 days, to the flattest, which falls.
    expect(daysToTargetRange(points(0, 0.2, 0.1, 0.5, 0.6))).toEqual({ from: 10, to: null });
    expect([daysToTargetRange(points(0, 0.1, 0.2, 0.3)), daysToTargetRange(points(0, 0.5, 0.7, 0.9, 1.1)), daysToTargetRange(points(0.5, 0.4, 0.3, 0.2, 0.1))]).toEqual([null, null, null]);
  });
  it('first crossings and rows of points at or past the target', () => {
    const points = (values: readonly (number | null)[]) => values.map((value, i) => ({ at: `2025-0${String(i + 1)}-01`, value, progress: null }));
    expect(reachedTimes(points([1, 5, 6, 4, 5, null, 7, 8]), 5, 1)).toEqual({ firstReached: '2025-02-01', crossings: 3, streak: 2, longestStreak: 2 });
    expect(reachedTimes(points([1, 5, 6, 4]), 4, -1)).toEqual({ firstReached: '2025-01-01', crossings: 2, streak: 1, longestStreak: 1 });
    expect(reachedTimes([], 5, 1)).toEqual({ firstReached: null, crossings: 0, streak: 0, longestStreak: 0 });
  });
  it('a better value is never a worse state', () => {
    const rank = ['behind', 'at_risk', 'on_track', 'reached', 'secured'];
    fc.assert(fc.property(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 }), fc.double({ min: 0, max: 1, noNaN: true }), (a, b, pace) => {
      const of = (value: number): number => rank.indexOf(standingOf({ value, ci: ci(value - 5, value + 5), reliability: 'ok', target: 80, direction: 1, progress: shareOfWay(value, 0, 80), pace, isDue: false }));
      if (a <= b) expect(of(a)).toBeLessThanOrEqual(of(b));
    }));
  });
});

describe('milestones of a KPI', () => {
  // Open at the start 400, from March 380, from May 360, now 340.
  const falling: Row[] = [
    { id: '0', status: 'open', created_at: '2024-06-01', closed_at: null, amount: 340, segment: 'B2B' },
    { id: '1', status: 'lost', created_at: '2024-06-01', closed_at: '2025-03-10', amount: 20, segment: 'B2B' },
    { id: '2', status: 'lost', created_at: '2024-06-01', closed_at: '2025-05-10', amount: 20, segment: 'B2C' },
    { id: '3', status: 'lost', created_at: '2024-06-01', closed_at: '2025-06-10', amount: 20, segment: 'B2C' },
  ];
  it('v0 400, target 300, now 340, half time: .60 >= .50 is on track', () => {
    const [found] = ask(pipeline, { deals: falling, milestones: [stone({ start_value: 400, due_at: '2025-12-29', owner: 'Ann' })] });
    expect(found).toMatchObject({ id: 'm', segment: null, owner: 'Ann', start: '2025-01-01', due: '2025-12-29', startValue: 400, target: 300, value: 340, progress: 0.6, pace: 0.5, standing: 'on_track' });
  });
  it('without a start value that of the start is taken, from the history the date of arrival', () => {
    const [found] = ask(pipeline, { deals: falling, milestones: [stone({})] });
    expect(found?.startValue).toBe(400);
    expect(found?.history.map(({ at, value }) => [at, value])).toEqual([
      ['2025-02-01', 400], ['2025-03-01', 400], ['2025-04-01', 380], ['2025-05-01', 380], ['2025-06-01', 360], ['2025-07-01', 340],
    ]);
    expect(found?.history.map(({ progress }) => progress)).toEqual([0, 0, 0.2, 0.2, 0.4, 0.6]);
    // Theil–Sen: the median of the slopes of all 15 pairs of days, 0.4 of the way left.
    const [day, share] = [[0, 28, 59, 89, 120, 150], [0, 0, 0.2, 0.2, 0.4, 0.6]];
    const slopes = day.flatMap((x, i) => day.slice(i + 1).map((y, j) => ((share[i + j + 1] ?? 0) - (share[i] ?? 0)) / (y - x))).sort((a, b) => a - b);
    const days = Math.ceil(0.4 / (slopes[7] ?? 0));
    expect(found?.eta).toBe(new Date(Date.UTC(2025, 6, 1 + days)).toISOString().slice(0, 10));
    expect([found?.firstReached, found?.crossings, found?.streak]).toEqual([null, 0, 0]);
  });
  it('of a segment are of that segment, whatever the filter', () => {
    const rows = { deals: falling, milestones: [stone({ id: 'b2c', segment: 'B2C', target: 0 }), stone({ id: 'all', segment: 'all', due_at: '2025-09-01' })] };
    const found = ask(pipeline, rows, { filter: { segment: ['B2B'] } });
    expect(found.map(({ id, segment, value, standing }) => [id, segment, value, standing])).toEqual([['all', null, 340, 'at_risk'], ['b2c', 'B2C', 0, 'reached']]);
    expect(found[1]).toMatchObject({ startValue: 40, progress: 1, firstReached: '2025-07-01', crossings: 1, streak: 1, longestStreak: 1, eta: null });
  });
  it('are those of this KPI, by due date then id; without a target none; absent unless asked for', () => {
    const rows = { deals: falling, milestones: [stone({ id: 'z' }), stone({ id: 'a' }), stone({ id: 'other', kpi: 'cac' }), stone({ id: 'none', target: null }), stone({ id: 'soon', due_at: '2025-08-01' })] };
    expect(ask(pipeline, rows).map(({ id }) => id)).toEqual(['soon', 'a', 'z']);
    expect(ask(pipeline, { deals: falling })).toEqual([]);
    expect(ask(pipeline, { leads: [] })).toEqual([]);
    expect(computeKpi(pipeline, createContext(tablesOf(rows), { asOf }), { kpi: 'pipeline' })).not.toHaveProperty('milestones');
  });
  it('tell the earliest and the latest arrival beside the likely one', () => {
    const [found] = ask(pipeline, { deals: falling, milestones: [stone({})] });
    // Progress by day: 0, 0, .2, .2, .4, .6 at 0, 28, 59, 89, 120, 150; the second steepest slope of fifteen is .4 in 61 days, and .4 are left; the second flattest 0.
    expect(found?.etaRange).toEqual({ from: '2025-08-31', to: null });
    expect(ask(pipeline, { deals: falling, milestones: [stone({ start_at: '2025-05-01' })] })[0]?.etaRange).toBeNull();
  });
  it('asked for alone, a KPI without any answers at once; one without its data tells what the table says', () => {
    const result = (definition: unknown, rows: Rows) => computeKpi(definition as KpiDefinition<KpiId, Cells>, createContext(tablesOf(rows), { asOf }), { kpi: 'pipeline', milestones: 'only' });
    expect(result(pipeline, { deals: falling })).toMatchObject({ state: 'not-applicable', milestones: [], caveats: [{ code: 'NOT_APPLICABLE', params: { table: 'milestones', column: 'kpi' } }] });
    expect(result(pipeline, { deals: falling, milestones: [stone({ kpi: 'cac' })] })).toMatchObject({ state: 'empty', value: null, milestones: [] });
    expect(result(pipeline, { deals: falling, milestones: [stone({})] })).toMatchObject({ state: 'ready', value: 340, milestones: [{ id: 'm', value: 340 }] });
    expect(result(pipeline, { leads: [], milestones: [stone({ due_at: '2025-12-29' })] })).toMatchObject({
      state: 'not-applicable', milestones: [{ id: 'm', target: 300, start: '2025-01-01', due: '2025-12-29', value: null, progress: null, pace: 0.5, standing: 'unknown', eta: null, history: [] }],
    });
  });
  it('due and not reached is missed; unreliable is unknown', () => {
    // The day before: .60 of the way, 181/182 of the time.
    expect(ask(pipeline, { deals: falling, milestones: [stone({ due_at: '2025-07-01' }), stone({ due_at: '2025-07-02' })] }).map(({ standing }) => standing)).toEqual(['missed', 'behind']);
    const few = ask(closeRatio, { deals: [{ id: '1', status: 'won', created_at: '2024-12-01', closed_at: '2024-12-05' }], milestones: [stone({ kpi: 'close_ratio', target: 0.3 })] });
    expect(few.map(({ standing, reliability }) => [standing, reliability])).toEqual([['unknown', 'unreliable']]);
  });
  it('a named period moves along, a dated one does not', () => {
    const won = repeat(60, (i) => ({ id: String(i), status: i % 2 === 0 ? 'won' : 'lost', created_at: `2024-${i < 30 ? '03' : '11'}-01`, closed_at: `2024-${i < 30 ? '03' : '11'}-02` }));
    const periods = (query: Partial<KpiQuery>) => ask(closeRatio, { deals: won, milestones: [stone({ kpi: 'close_ratio', target: 0.6, start_at: '2025-04-01' })] }, query)[0]?.history.map(({ at, value }) => [at, value]);
    // last_quarter at 1 April is January to March, at 1 July April to June: nobody was engaged then.
    expect(periods({ period: 'last_quarter' })).toEqual([['2025-07-01', null]]);
    expect(periods({ period: { start: '2024-03-01', end: '2024-04-01' } })).toEqual([['2025-05-01', 0.5], ['2025-06-01', 0.5], ['2025-07-01', 0.5]]);
  });
  it('a value to date is told by its own past', () => {
    const [found] = ask(clv, {
      revenue: [{ customer_id: 'a', occurred_at: '2024-12-01', amount: 100, margin: 100 }, { customer_id: 'a', occurred_at: '2025-05-15', amount: 50, margin: 50 }],
      milestones: [stone({ kpi: 'clv', target: 200, start_at: '2025-04-01' })],
    });
    expect([found?.startValue, found?.history.map(({ value }) => value), found?.progress]).toEqual([100, [100, 150, 150], 0.5]);
  });
  it('local days of the report zone', () => {
    const rows = { deals: falling, milestones: [stone({ start_at: '2025-01-01', due_at: '2025-12-31' })] };
    expect(ask(pipeline, rows, {}, { timeZone: 'Pacific/Auckland' })[0]).toMatchObject({ start: '2025-01-01', due: '2025-12-31' });
  });
});

describe('a figure that adds up over time', () => {
  /** Number of deals won: two periods together have won as many as both. */
  const wins = defineKpi<'pipeline', { readonly n: number }>({
    ...(pipeline as unknown as KpiDefinition<'pipeline', { readonly n: number }>), accumulates: true, time: 'period', isAdditive: false,
    rows: (context) => [dealRows(context)],
    cells: (context, { period }) => {
      const { parts, closedDay } = dealRows(context);
      const { startDay, endDay } = context.calendar.daysOf(period);
      return [{ n: closedDay.slice(parts[1], parts[2]).filter((day) => day >= startDay && day < endDay).length }];
    },
    finish: ({ n }) => ({ value: n, num: n, den: null, n, nCensored: null, ci: null, reliability: 'ok', phases: null, details: pipeline.noDetails, caveats: [], basis: 'period' }),
  });
  // Every year 10 wins in the first half and 30 in the second; this year 12 so far.
  const on = (year: number, month: string, count: number): Row[] => repeat(count, (i) => ({ id: `${String(year)}${month}${String(i)}`, status: 'won', created_at: '2022-12-31', closed_at: `${String(year)}-${month}-15` }));
  const deals = [...on(2023, '02', 10), ...on(2023, '10', 30), ...on(2024, '02', 10), ...on(2024, '10', 30), ...on(2025, '02', 12)];
  it('counts from the milestone’s start, at the pace of the same days of earlier years', () => {
    const [found] = ask(wins, { deals, milestones: [stone({ target: 40, due_at: '2026-01-01' })] });
    // 12 of 40 = .30 beside the usual 10/40 = .25, though half of the time is over.
    expect([found?.startValue, found?.value, found?.progress, found?.pace, found?.standing]).toEqual([0, 12, 0.3, 0.25, 'on_track']);
    expect(found?.history.map(({ value }) => value)).toEqual([0, 12, 12, 12, 12, 12]);
  });
  it('without an earlier year the share of the time', () => {
    const [found] = ask(wins, { deals: on(2025, '02', 12), milestones: [stone({ target: 40, due_at: '2026-01-01' })] });
    expect([found?.pace?.toFixed(4), found?.standing]).toEqual([(181 / 365).toFixed(4), 'behind']);
  });
});
