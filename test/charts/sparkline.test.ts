import { describe, expect, it } from 'vitest';
import { describeResult } from '../../src/charts/describe-result.js';
import { sparkline } from '../../src/charts/sparkline.js';
import { dayTicks, monthTicks, niceEnd, valueTicks } from '../../src/charts/ticks.js';
import { messagesFor } from '../../src/i18n/all-messages.js';
import { churn } from '../fixtures/churn-result.js';
import { cac, closeRatio, closeRatioPartial, leadResponse, notApplicable, periodOf, pipeline, salesCycle } from '../fixtures/results.js';
import type { KpiResult, TrendPoint } from '../../src/model/result.js';
import { frameOf, marksOf, textsOf } from './scene-checks.js';

const en = messagesFor('en');
const de = messagesFor('de');

describe('the sparkline', () => {
  it('joins reliable points with a line in a band and ends in a full dot', () => {
    const scene = sparkline(salesCycle, frameOf(267), en);
    expect(marksOf(scene, 'line')[0]?.points.length).toBe(8);
    expect(marksOf(scene, 'area')[0]?.points.length).toBe(8);
    expect(marksOf(scene, 'dot').map(({ fill, point }) => [fill, point])).toEqual([['accent', 7]]);
    expect(textsOf(scene).map(({ text }) => text)).toEqual(['Median by time of first contact', 'Q3\u00a02023', 'Q2\u00a02025']);
  });
  it('draws the target as a dashed line at its value', () => {
    const scene = sparkline(salesCycle, frameOf(267), en);
    const target = marksOf(scene, 'rule').find(({ stroke }) => stroke.dash === 'target');
    const [first, last] = [scene.points[0], scene.points.at(-1)];
    const perDay = ((last?.y ?? 0) - (first?.y ?? 0)) / (47 - 58);
    expect(target?.y1).toBeCloseTo((last?.y ?? 0) + perDay * (45 - 47), 1);
  });
  it('dots the last stretch of an open period and leaves its point hollow', () => {
    const scene = sparkline(closeRatioPartial, frameOf(267), en);
    const [solid, open] = marksOf(scene, 'line');
    expect([solid?.points.length, open?.points.length, open?.stroke.dash]).toEqual([7, 2, 'open']);
    expect(marksOf(scene, 'dot')[0]?.fill).toBe('surface');
    expect(textsOf(scene).at(-1)?.text).toBe('Q3\u00a02025, so far');
    expect(scene.points.at(-1)?.sentence).toContain('Period not finished.');
  });
  it('joins nothing when the number is not reliable: hollow points with whiskers', () => {
    const scene = sparkline(leadResponse, frameOf(267), en);
    expect(marksOf(scene, 'line').every(({ points }) => points.every((point) => point === null))).toBe(true);
    expect(marksOf(scene, 'dot').map(({ fill }) => fill)).toEqual(new Array(8).fill('surface'));
    expect(scene.table.rows[0]?.[1]).toBe('n = 4');
    expect(scene.table.raw[0]?.[1]).toBe(30);
  });
  it('breaks the line where a value is missing', () => {
    const gap = { ...salesCycle, trend: (salesCycle.trend ?? []).map((point, i) => (i === 3 ? { ...point, value: null, ci: null } : point)) };
    const scene = sparkline(gap, frameOf(267), en);
    expect(marksOf(scene, 'line')[0]?.points[3]).toBeNull();
    expect(marksOf(scene, 'area').map(({ points }) => points.length)).toEqual([3, 4]);
    expect(scene.points[3]?.sentence).toBe('Q2\u00a02024: no figure.');
  });
  it('sets a single known period at the right end, above its name', () => {
    const single = { ...salesCycle, trend: (salesCycle.trend ?? []).map((point, i) => (i < 7 ? { ...point, value: null, ci: null } : point)) };
    const scene = sparkline(single, frameOf(267), en);
    expect([scene.points.length, scene.points[0]?.x]).toEqual([1, 267 - 5]);
    expect(textsOf(scene).at(-1)).toMatchObject({ text: 'Q2\u00a02025', anchor: 'end', x: 267 });
  });
  it('draws from the first to the last known figure and leaves the rest to the table', () => {
    const young = { ...salesCycle, trend: (salesCycle.trend ?? []).map((point, i) => (i < 2 || i > 5 ? { ...point, value: null, ci: null } : point)) };
    const scene = sparkline(young, frameOf(267), en);
    expect(scene.points.map(({ title }) => title)).toEqual(['Q1\u00a02024', 'Q2\u00a02024', 'Q3\u00a02024', 'Q4\u00a02024']);
    expect(textsOf(scene).map(({ text }) => text)).toEqual(['Median by time of first contact', 'Q1\u00a02024', 'Q4\u00a02024']);
    expect(scene.table.rows.length).toBe(8);
    expect(scene.table.rows[7]?.[1]).toBe('–');
    expect(scene.table.pointOfRow).toEqual([null, null, 0, 1, 2, 3, null, null]);
    expect(marksOf(scene, 'dot').map(({ point }) => point)).toEqual([3]);
  });
  it('leaves a last point hollow and its figure grey when that alone is not reliable', () => {
    const thin = { ...salesCycle, trend: (salesCycle.trend ?? []).map((point, i) => (i === 7 ? { ...point, reliability: 'unreliable' as const, n: 6 } : point)) };
    const scene = sparkline(thin, frameOf(300), en, { form: 'axis' });
    expect(marksOf(scene, 'dot').map(({ fill }) => fill)).toEqual(['surface']);
    expect(textsOf(scene).find(({ text }) => text === '47')?.ink).toBe('ink-3');
  });
  it('puts a milestone to come right of today, at its value, as a diamond', () => {
    const scene = sparkline(cac, frameOf(267), en, { milestone: { value: 650, due: '2025-12-31' } });
    expect(marksOf(scene, 'diamond')[0]?.x).toBeGreaterThan((scene.points.at(-1)?.x ?? 0) + 8);
  });
  it('is not flattened by one band that explodes', () => {
    const wild = { ...salesCycle, trend: (salesCycle.trend ?? []).map((point, i) => (i === 2 ? { ...point, ci: { lo: -900, hi: 9_000, level: 0.95, method: 't' } } : point)) };
    const heights = sparkline(wild, frameOf(267), en).points.map(({ y }) => y);
    expect(Math.max.apply(null, heights) - Math.min.apply(null, heights)).toBeGreaterThan(4);
    const scene = sparkline(wild, frameOf(267), en);
    const reach = marksOf(scene, 'area').flatMap(({ points }) => points.flatMap(([, low, high]) => [low, high]));
    expect([Math.min.apply(null, reach), Math.max.apply(null, reach)]).toEqual([scene.plot.y, scene.plot.y + scene.plot.height]);
  });
  it('names what its points are where they are not what the figure above is', () => {
    const captionOf = (result: KpiResult, messages = en): string | undefined => textsOf(sparkline(result, frameOf(300), messages, { form: 'axis' })).find(({ y }) => y < 12)?.text;
    expect([captionOf(salesCycle), captionOf(cac), captionOf(closeRatio)]).toEqual(['Median by time of first contact', 'Trailing three months', undefined]);
    expect([captionOf(salesCycle, de), captionOf(cac, de)]).toEqual(['Median nach Erstkontakt', 'Gleitend über drei Monate']);
  });
  it('leaves out a target that is set for a longer time than its points cover, and says that each stands for itself', () => {
    const quarters = [3, 6, 9, 12].map((month): TrendPoint => ({
      period: periodOf(`2024-${String(month - 2).padStart(2, '0')}-01`, month === 12 ? '2025-01-01' : `2024-${String(month + 1).padStart(2, '0')}-01`),
      value: 0.03, n: 200, ci: null, reliability: 'ok',
    }));
    const year = { ...churn, period: periodOf('2024-01-01', '2025-01-01'), trend: quarters };
    const quarter = { ...year, period: periodOf('2024-10-01', '2025-01-01') };
    const saidBy = (result: KpiResult): readonly string[] => textsOf(sparkline(result, frameOf(300), en, { form: 'axis' })).map(({ text }) => text).filter((text) => /Target|itself/u.test(text));
    expect([saidBy(year), saidBy(quarter)]).toEqual([['Each period by itself'], ['Target 10%']]);
    expect(marksOf(sparkline(year, frameOf(300), en), 'rule').filter(({ stroke }) => stroke.dash === 'target')).toEqual([]);
    expect(marksOf(sparkline(quarter, frameOf(300), en), 'rule').filter(({ stroke }) => stroke.dash === 'target')).toHaveLength(1);
  });
  it('has no ground below zero where nothing lies below it', () => {
    const flat = { ...pipeline, value: 0, trend: (pipeline.trend ?? []).map((point) => ({ ...point, value: 0 })) };
    const ticksOf = (result: KpiResult): readonly string[] => {
      const scene = sparkline(result, frameOf(300), en, { form: 'axis' });
      return textsOf(scene).filter(({ anchor, x }) => anchor === 'end' && x < scene.plot.x).map(({ text }) => text);
    };
    expect(ticksOf(flat)).toEqual(['0', '€200k']);
    expect(ticksOf({ ...flat, target: null })).toEqual(['€0']);
    expect(ticksOf({ ...flat, target: null, trend: flat.trend.map((point, i) => ({ ...point, value: i === 3 ? -90_000 : 0 })) })).toEqual(['−100', '−50', '€0k']);
  });
  it('writes money in one scale, its sign at the top tick and at the ends of the lines', () => {
    const texts = textsOf(sparkline(pipeline, frameOf(300), en, { form: 'axis' })).map(({ text }) => text);
    expect(texts).toEqual(expect.arrayContaining(['200', '€300k', '€284k', 'Target €320k']));
    const large = { ...pipeline, trend: (pipeline.trend ?? []).map((point) => ({ ...point, value: (point.value ?? 0) * 4 })), target: 1_200_000 };
    expect(textsOf(sparkline(large, frameOf(300), en, { form: 'axis' })).map(({ text }) => text)).toEqual(expect.arrayContaining(['€1M', '€1.14M', 'Target €1.2M']));
  });
  it('keeps its lowest tick and the periods below apart', () => {
    const scene = sparkline(closeRatio, frameOf(300), en, { form: 'axis' });
    const lowest = Math.max.apply(null, textsOf(scene).filter(({ anchor, x }) => anchor === 'end' && x < scene.plot.x).map(({ y }) => y));
    const periods = textsOf(scene).filter(({ text }) => /^Q\d/u.test(text)).map(({ y }) => y);
    expect(Math.min.apply(null, periods) - lowest).toBeGreaterThanOrEqual(16);
  });
  it('says that there is no trend yet', () => {
    const scene = sparkline(notApplicable, frameOf(267), de);
    expect([scene.points.length, scene.summary]).toEqual([0, 'Noch kein Verlauf.']);
  });
  it('speaks each point', () => {
    expect(sparkline(salesCycle, frameOf(267), en).points[0]?.sentence).toBe('Q3\u00a02023: 58\u00a0days, likely between 53\u00a0days and 63\u00a0days, from 64 cases.');
    expect(sparkline(pipeline, frameOf(267), de).summary).toBe('Wert der Pipeline: von 205.000 Euro in Juli\u00a02024 auf 284.000 Euro in Juni\u00a02025.');
  });
});

describe('describeResult(result) is one spoken sentence', () => {
  it('with value, interval, change, judgement, target, n and warning', () => {
    expect(describeResult(salesCycle, en)).toBe(
      'Sales cycle: 47\u00a0days, likely between 43\u00a0days and 51\u00a0days, down 6\u00a0days on Q1\u00a02025, that is better, target 45\u00a0days, within reach, '
      + 'from 64 cases. Note: 12% of deals still open; true cycle is longer.');
  });
  it('in German', () => {
    expect(describeResult(cac, de)).toBe(
      'Gewinnungskosten: 684 Euro, wahrscheinlich zwischen 604 Euro und 778 Euro, 58\u00a0€ weniger als Juli 23–Juni 24, das ist besser, '
      + 'Ziel höchstens 700 Euro, erreicht, aus 246 Fällen.');
  });
  it('without judging chance, thin numbers or open periods', () => {
    expect(describeResult(closeRatio, en)).toContain('change within chance');
    expect(describeResult(closeRatio, en)).not.toMatch(/better|worse/u);
    expect(describeResult(leadResponse, en)).toContain('not reliable');
    expect(describeResult(leadResponse, en)).toContain('target 5\u00a0min, not judged');
    // Between 5 and 30 minutes.
    expect(describeResult({ ...leadResponse, reliability: 'ok', status: 'warn' }, en)).toContain('target 5\u00a0min, within the limit');
    expect(describeResult(closeRatioPartial, en)).toContain('period not finished: 41 of 92 days');
  });
  it('says what is missing when there is no figure', () => {
    expect(describeResult(notApplicable, en)).toBe('Lead response time: no figure. Note: Needs leads.received_at.');
  });
});

describe('ticks', () => {
  it.each([[0, 0.37], [0, 1], [0, 7], [0, 284_000], [-40, 60], [204_000, 321_000], [0, 1e9], [3, 3]])('are at most five from %s to %s', (from, to) => {
    expect(valueTicks(from, to).length).toBeLessThanOrEqual(5);
  });
  it('are days as people count them', () => {
    expect([dayTicks(180), dayTicks(14), dayTicks(1_200), dayTicks(0)]).toEqual([[0, 45, 90, 135, 180], [0, 5, 10], [0, 365, 730, 1095], [0]]);
    for (const last of [1, 3, 4, 5, 9, 31, 61, 99, 138, 200, 366, 800, 4_000, 99_999]) expect(dayTicks(last).length).toBeLessThanOrEqual(5);
  });
  it('are months as people count them', () => {
    expect([monthTicks(24), monthTicks(36), monthTicks(3)]).toEqual([[0, 6, 12, 18, 24], [0, 12, 24, 36], [0, 1, 2, 3]]);
    for (const last of [1, 5, 7, 13, 60, 119, 500]) expect(monthTicks(last).length).toBeLessThanOrEqual(5);
  });
  it('round the end of an axis up', () => expect([niceEnd(0.31, 2), niceEnd(1), niceEnd(0)]).toEqual([0.4, 1, 1]));
});
