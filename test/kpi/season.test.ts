import { describe, expect, it } from 'vitest';
import { cac } from '../../src/kpi/cac.js';
import { closeRatio } from '../../src/kpi/close-ratio.js';
import { clv } from '../../src/kpi/clv.js';
import type { Cells } from '../../src/kpi/cells.js';
import { computeKpi } from './with-beside.js';
import { createContext } from '../../src/kpi/create-context.js';
import type { KpiDefinition } from '../../src/kpi/define-kpi.js';
import { pipeline } from '../../src/kpi/pipeline.js';
import { salesCycle } from '../../src/kpi/sales-cycle.js';
import { adjustedChange, periodFigure } from '../../src/kpi/season.js';
import type { EngineConfig } from '../../src/model/config.js';
import type { KpiId } from '../../src/model/kpi-id.js';
import type { KpiQuery } from '../../src/model/query.js';
import { tablesOf, type Row, type Rows } from '../fixtures/tables.js';
import { dayOf, isoDay, repeat } from './deal-fixtures.js';

/** Figures of a year that have the mean 1: November 1.0, December 1.2. */
const pattern = [0.9, 0.9, 0.9, 1, 1, 1, 1, 1, 1, 1.1, 1, 1.2];
const dateOf = (month: number, day = 1): string => `${String(2022 + Math.floor(month / 12))}-${String((month % 12) + 1).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
const lastDecember = 35;

/** One deal a month, open over the month's end only; `amount` by month from January 2022 on. */
const stocks = (months: number, amount: (month: number) => number): Row[] => repeat(months, (month) =>
  ({ id: `d${String(month)}`, status: 'won', created_at: dateOf(month), closed_at: dateOf(month + 1), amount: amount(month) }));

const ask = (definition: unknown, rows: Rows, query: Partial<KpiQuery> = {}, config: EngineConfig = {}) => {
  const kpi = definition as KpiDefinition<KpiId, Cells>;
  return computeKpi(kpi, createContext(tablesOf(rows), { asOf: '2025-01-01', ...config }), { kpi: kpi.id, period: 'last_month', season: true, ...query });
};
const rounded = (x: number | null | undefined): number | null => (x == null ? null : Number(x.toFixed(9)) + 0);

describe('a change beside the season', () => {
  const deals = stocks(36, (month) => (month === lastDecember ? 90 : 80 * (pattern[month % 12] ?? 0)));
  it('November 80 (1.0), December 90 (1.2): raw +12.5 %, adjusted 80 → 75 = −6.25 %', () => {
    const { season } = ask(pipeline, { deals });
    // Moving averages around the lowered December change June and July of that year alone, and the level of all figures alike.
    expect([season?.measure, season?.basis, season?.months, rounded(season?.raw), rounded(season?.adjusted)]).toEqual(['relative', 'adjusted', 36, 0.125, -0.0625]);
    expect(rounded((season?.figures?.[11] ?? 0) / (season?.figures?.[10] ?? 1))).toBe(1.2);
  });
  it('shows the year before too: 96 → 90', () => expect(rounded(ask(pipeline, { deals }).season?.yearOverYear)).toBe(-0.0625));
  it('is flagged where the season makes more than half of it', () => {
    expect(ask(pipeline, { deals }).season?.isSeasonal).toBe(true);
    // Compared with the year before there is no season to take out.
    const year = ask(pipeline, { deals }, { compare: 'year' }).season;
    expect([rounded(year?.raw), rounded(year?.adjusted), rounded(year?.yearOverYear), year?.isSeasonal]).toEqual([-0.0625, -0.0625, -0.0625, false]);
  });
  it('under 12 full months nothing but the raw change, from 12 on the year before, from 24 on the season', () => {
    const with_ = (months: number) => ask(pipeline, { deals: deals.slice(36 - months) }).season;
    expect([11, 12, 23, 24].map((months) => with_(months)?.basis)).toEqual(['unknown', 'year-over-year', 'year-over-year', 'adjusted']);
    expect(with_(11)).toMatchObject({ raw: 0.125, yearOverYear: null, adjusted: null, isSeasonal: false, months: 11, figures: null });
    // The December before lies in the data from 13 months on.
    expect([with_(12), with_(13)].map((season) => rounded(season?.yearOverYear))).toEqual([null, -0.0625]);
    expect([with_(23)?.adjusted, rounded(with_(24)?.adjusted)]).toEqual([null, -0.0625]);
  });
  it('is absent unless asked for, null without an earlier period', () => {
    expect(ask(pipeline, { deals }, { season: false })).not.toHaveProperty('season');
    expect(ask(pipeline, { deals }, { compare: 'none' }).season).toBeNull();
    expect(ask(clv, { revenue: [{ customer_id: 'a', occurred_at: '2023-01-01', amount: 1 }] })).toMatchObject({ season: null, course: [] });
    expect(ask(salesCycle, { leads: [] }).season).toBeNull();
  });
  it('a whole year has no season: its figures even out', () => {
    const won = repeat(36, (month) => repeat(4, (i) => ({ id: `${String(month)}-${String(i)}`, status: 'won', created_at: isoDay(dayOf(dateOf(month, 20)) - 10 * (month % 12 === 11 ? 2 : 1)), closed_at: dateOf(month, 20) }))).flat();
    const { season } = ask(salesCycle, { deals: won }, { period: 'last_12_months' });
    expect([rounded(season?.raw), rounded(season?.adjusted)]).toEqual([0, 0]);
  });
  it('durations are divided by their figures, month by closing month', () => {
    // 10 days in every month, 20 in December: mean 130/12, so December's figure is 20/(130/12).
    const won = repeat(36, (month) => ({ id: String(month), status: 'won', created_at: isoDay(dayOf(dateOf(month, 28)) - (month % 12 === 11 ? 20 : 10)), closed_at: dateOf(month, 28) }));
    const { season } = ask(salesCycle, { deals: won });
    expect([rounded(season?.raw), rounded(season?.adjusted), season?.isSeasonal]).toEqual([1, 0, true]);
    expect(rounded(season?.figures?.[11])).toBe(rounded(20 / (130 / 12)));
  });
  it('ratios are lowered by their figures, in points; cohorts that are not mature tell nothing', () => {
    // 20 deals a month, 4 won; in every fourth month (April, August, December) 10 won. All decided on the day after.
    const deals4 = repeat(36, (month) => repeat(20, (i) => ({
      id: `${String(month)}-${String(i)}`, status: i < (month % 4 === 3 ? 10 : 4) ? 'won' : 'lost', created_at: dateOf(month, 10), closed_at: dateOf(month, 11),
    }))).flat();
    const { season } = ask(closeRatio, { deals: deals4 }, { period: { start: '2024-08-01', end: '2024-09-01' }, options: { horizonDays: 30 } });
    // .2 → .5 with figures −.075 and +.225: nothing is left.
    expect([season?.measure, rounded(season?.raw), rounded(season?.adjusted), rounded(season?.figures?.[7]), season?.isSeasonal]).toEqual(['difference', 0.3, 0, 0.225, true]);
  });
  it('gives the months by themselves, with and without their season', () => {
    const deals4 = repeat(36, (month) => repeat(20, (i) => ({
      id: `${String(month)}-${String(i)}`, status: i < (month % 4 === 3 ? 10 : 4) ? 'won' : 'lost', created_at: dateOf(month, 10), closed_at: dateOf(month, 11),
    }))).flat();
    const asked = (from: number) => ask(closeRatio, { deals: deals4.slice(20 * from) }, { options: { horizonDays: 30 } }).course ?? [];
    const course = asked(0);
    // .2, .2, .2, .5 again and again: .275 without the season. The data begins within January; December is not older than the horizon yet.
    expect(course.map(({ period: { start } }) => start).slice(0, 2)).toEqual(['2022-02-01', '2022-03-01']);
    expect(course.slice(1, 3).map(({ value, withoutSeason, n }) => [value, rounded(withoutSeason), n])).toEqual([[0.2, 0.275, 20], [0.5, 0.275, 20]]);
    expect([course.length, course.at(-1)?.value, course.at(-1)?.withoutSeason]).toEqual([35, null, null]);
    const short = asked(13);
    expect(short.map(({ withoutSeason }) => withoutSeason)).toEqual(repeat(22, () => null));
    expect(short[1]?.value).toBe(0.5);
  });
  it('has its months without an earlier period too, and none where it was not asked', () => {
    const deals2 = stocks(30, () => 10);
    expect(ask(pipeline, { deals: deals2 }, { compare: 'none' })).toMatchObject({ season: null, course: expect.objectContaining({ length: 36 }) as unknown });
    expect(ask(pipeline, { deals: deals2 }, { season: false })).not.toHaveProperty('course');
    expect(ask(salesCycle, { leads: [] }).course).toEqual([]);
  });
  it('the cost per customer by the months themselves, not by the trailing line', () => {
    const deals1 = repeat(36, (month) => ({ id: String(month), status: 'won', closed_at: dateOf(month, 5), account_id: `a${String(month)}` }));
    const spend = repeat(36, (month) => ({ period_start: dateOf(month), amount: month % 12 === 11 ? 230 : 100 }));
    const { season } = ask(cac, { deals: deals1, spend });
    expect([rounded(season?.raw), rounded(season?.adjusted), rounded((season?.figures?.[11] ?? 0) / (season?.figures?.[0] ?? 1))]).toEqual([1.3, 0, 2.3]);
  });
});

describe('the shared routine', () => {
  it('a change without its season', () => {
    expect(adjustedChange({ value: 80, figure: 1 }, { value: 90, figure: 1.2 }, 'multiplicative')).toBeCloseTo(-0.0625, 12);
    expect(adjustedChange({ value: 0.2, figure: -0.1 }, { value: 0.5, figure: 0.1 }, 'additive')).toBeCloseTo(0.1, 12);
    expect(adjustedChange({ value: 0, figure: 1 }, { value: 5, figure: 1 }, 'multiplicative')).toBeNull();
  });
  it('the figure of several months is weighed by their cases', () => {
    const figures = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
    // January, three cases, and December, one: (3·1 + 12)/4.
    expect(periodFigure([{ index: 12 * 2024, n: 3 }, { index: 12 * 2024 + 11, n: 1 }], figures)).toBe(3.75);
    expect(periodFigure([{ index: 0, n: 0 }, { index: 2, n: 0 }], figures)).toBe(2);
    expect(periodFigure([], figures)).toBeNull();
  });
});
