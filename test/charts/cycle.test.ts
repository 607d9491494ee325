import { describe, expect, it } from 'vitest';
import { cycleCurve } from '../../src/charts/cycle-curve.js';
import { cycleMultiples } from '../../src/charts/cycle-multiples.js';
import { stageTime } from '../../src/charts/stage-time.js';
import { shareAt, thinned } from '../../src/charts/step-curve.js';
import { messagesFor } from '../../src/i18n/all-messages.js';
import type { SalesCycleDetails } from '../../src/model/details.js';
import type { AreaMark, Scene } from '../../src/model/scene.js';
import { salesCycle, salesCycleBySegment } from '../fixtures/results.js';
import { frameOf, marksOf, outside, textsOf, touchingTexts } from './scene-checks.js';

type CycleSegment = (typeof salesCycleBySegment.segments)[number];
const en = messagesFor('en');
const step = (t: number, win: number, loss: number): SalesCycleDetails['curve'][number] =>
  ({ t, win, loss, open: 1 - win - loss, winLo: null, winHi: null, openLo: null, openHi: null });

describe('the cycle curve', () => {
  const scene = cycleCurve(salesCycle, frameOf(672), en);
  const { plot } = scene;
  const [lost, won] = marksOf(scene, 'area') as readonly [AreaMark, AreaMark];

  it('lets won rise from the floor and lost hang from the ceiling', () => {
    expect(won.points.every(([, y0]) => y0 === plot.y + plot.height)).toBe(true);
    expect(lost.points.every(([, , y1]) => y1 === plot.y)).toBe(true);
  });
  it('adds up to the whole at every day: lost + open gap + won = height of the plot', () => {
    salesCycle.details.curve.forEach(({ t }, i) => {
      const share = shareAt(salesCycle.details.curve, t);
      const [, floor, wonTop] = won.points[i] as readonly [number, number, number];
      const [, lostBottom, ceiling] = lost.points[i] as readonly [number, number, number];
      expect((floor - wonTop) / plot.height).toBeCloseTo(share.win, 3);
      expect((wonTop - lostBottom) / plot.height).toBeCloseTo(share.open, 3);
      expect((lostBottom - ceiling) / plot.height).toBeCloseTo(share.loss, 3);
    });
  });
  it('writes end shares that add up to 100 although each is rounded', () => {
    const thirds = { ...salesCycle, details: { ...salesCycle.details, curve: [step(0, 0, 0), step(90, 1 / 3, 1 / 3)], winMedian: null } };
    const percents = textsOf(cycleCurve(thirds, frameOf(672), en)).flatMap(({ text }) => /^(?:Lost|Won|Still open) (\d+)%$/u.exec(text)?.[1] ?? []);
    expect(percents.map(Number).reduce((a, b) => a + b)).toBe(100);
  });
  it('puts both medians on one height, at half of all wins, and tells why they differ', () => {
    const [plain, counted] = marksOf(scene, 'dot');
    expect(plain?.y).toBe(counted?.y);
    const x = (day: number): number => plot.x + (day / 180) * plot.width;
    expect(plain?.x).toBeCloseTo(x(41), 1);
    expect(counted?.x).toBeCloseTo(x(52), 1);
    expect(plain?.fill).toBe('surface');
    const words = textsOf(scene).map(({ text }) => text).join(' ');
    expect(words).toContain('Median 52');
    expect(words).toContain('41: the slow ones are not finished yet');
  });
  it('stands the note in the gap of open deals: no curve runs through it', () => {
    const note = textsOf(scene).filter(({ text }) => /with open|counted|alone|slow|finished/u.test(text));
    expect(note.length).toBeGreaterThan(1);
    for (const { x, y } of note) {
      const share = shareAt(salesCycle.details.curve, ((x - plot.x) / plot.width) * 180);
      expect(y).toBeGreaterThan(plot.y + share.loss * plot.height);
      expect(y).toBeLessThan(plot.y + plot.height - share.win * plot.height);
    }
  });
  it('writes the days of a median under the curve or not at all: at no width does the curve run through them', () => {
    const numbersAt = (width: number): readonly string[] => {
      const narrow = cycleCurve(salesCycle, frameOf(width), en);
      const [, area] = marksOf(narrow, 'area') as readonly [AreaMark, AreaMark];
      const floor = narrow.plot.y + narrow.plot.height;
      const numbers = textsOf(narrow).filter(({ text, y }) => /^(?:41|52)$/u.test(text) && y < floor);
      for (const { x, y, anchor, text } of numbers) {
        const [left, right] = anchor === 'end' ? [x - 7 * text.length, x] : [x, x + 7 * text.length];
        const above = area.points.filter(([at]) => at >= left + 1 && at <= right).map(([, , top]) => top);
        for (const top of above) expect(top, `${text} at ${width}`).toBeLessThan(y - 8);
      }
      return numbers.map(({ text }) => text);
    };
    expect([260, 300, 420, 560].map(numbersAt).every((numbers) => numbers.includes('52'))).toBe(true);
    expect(numbersAt(260)).toEqual(['52']);
    expect(numbersAt(800)).toEqual(['52', '41']);
  });
  it('tells the note below where curves leave no gap', () => {
    const full = { ...salesCycle, details: { ...salesCycle.details, curve: [step(0, 0, 0), step(2, 0.5, 0.45), step(60, 0.54, 0.46)], winMedian: 2, median: 20 } };
    const below = cycleCurve(full, frameOf(672), en);
    const title = textsOf(below).find(({ text }) => text.startsWith('Median 2'));
    expect(title?.y).toBeGreaterThan(below.plot.y + below.plot.height);
  });
  it('has at most five ticks on each axis, with % only at the top and the word only at the start', () => {
    const left = textsOf(scene).filter(({ anchor, x }) => anchor === 'end' && x < plot.x);
    expect(left.map(({ text }) => text)).toEqual(['0', '25', '50', '75', '100%']);
    const foot = textsOf(scene).filter(({ y }) => y > plot.y + plot.height + 8);
    expect(foot.map(({ text }) => text)).toEqual(['day 0', '45', '90', '135', '180']);
  });
  it('stops at the reading days and at both medians, from left to right', () => {
    expect(scene.points.map(({ title }) => title)).toEqual([
      'Day 0', 'Day 23', 'Median of won deals', 'Day 45', 'Median, open deals counted', 'Day 68', 'Day 90', 'Day 113', 'Day 135', 'Day 158', 'Day 180']);
    expect(scene.points.at(-1)?.sentence).toBe('By day 180: 27 percent won, 61 percent lost, 12 percent still open.');
  });
  it('has the numbers of the marks in its table, and every step of the curve in the raw one', () => {
    expect(scene.table.raw.length).toBe(salesCycle.details.curve.length);
    expect(scene.table.raw.at(-1)?.slice(0, 2)).toEqual([180, salesCycle.details.curve.at(-1)?.win]);
    expect(scene.table.rows.at(-1)).toEqual(['180', '27.0', '22.7–31.3', '61.0', '12.0']);
    scene.table.rows.forEach((row, i) => expect(scene.points[scene.table.pointOfRow?.[i] ?? i]?.title).toBe(`Day ${row[0]}`));
  });
  it('speaks of nothing to follow when there is no curve', () => {
    const none = cycleCurve({ ...salesCycle, details: { ...salesCycle.details, curve: [], winMedian: null } }, frameOf(300), en);
    expect([none.points.length, none.table.rows.length, none.summary]).toEqual([0, 0, 'No deals to follow']);
  });
  it('draws a hundred thousand steps with a few per pixel and keeps the end', () => {
    const curve = Array.from({ length: 100_000 }, (_, i) => step(i / 100, i / 250_000, i / 200_000));
    const drawn = thinned(curve, 0.6);
    expect(drawn.length).toBeLessThan(1_300);
    expect(drawn.at(-1)?.t).toBe(999.99);
  });
  it('copes with a single day', () => {
    const one = cycleCurve({ ...salesCycle, details: { ...salesCycle.details, curve: [step(0, 0.4, 0.6)], winMedian: 0, median: 0 } }, frameOf(560), en);
    expect(outside(one)).toEqual([]);
    expect(touchingTexts(one)).toEqual([]);
  });
});

describe('time per stage', () => {
  const scene = stageTime(salesCycle, frameOf(672), en) as Scene;
  it('is one bar from zero whose parts add up to the mean', () => {
    const bars = marksOf(scene, 'rect');
    expect(bars[0]?.x).toBe(0);
    const width = bars.reduce((sum, bar) => sum + bar.width, 0);
    bars.forEach((bar, i) => expect(bar.width / width).toBeCloseTo((salesCycle.phases?.[i]?.value ?? 0) / 47, 4));
    expect(scene.table.raw.reduce((sum, row) => sum + (row[1] as number), 0)).toBe(47);
  });
  it('emphasises the longest stage alone; what is before the pipeline is grey', () => {
    expect(marksOf(scene, 'rect').map(({ fill }) => fill)).toEqual(['neutral', 'accent', 'accent-mid', 'accent-mid', 'accent-mid', 'accent-mid']);
  });
  it('turns to rows from zero where names do not fit below their parts', () => {
    const bars = marksOf(stageTime(salesCycle, frameOf(300), en) as Scene, 'rect');
    expect(new Set(bars.map(({ x }) => x)).size).toBe(1);
    expect((bars[1]?.width ?? 0) / (bars[5]?.width ?? 1)).toBeCloseTo(11 / 4, 2);
  });
  it('is nothing without phases', () => expect(stageTime({ ...salesCycle, phases: null }, frameOf(300), en)).toBeNull());
});

describe('small multiples', () => {
  const scene = cycleMultiples(salesCycleBySegment, frameOf(672), en) as Scene;
  it('share one scale of days and shares', () => {
    const lines = marksOf(scene, 'line');
    const heights = salesCycleBySegment.segments.map(({ details }) => details?.curve.at(-1)?.win ?? 0);
    const floor = lines[0]?.points[0]?.[1] ?? 0;
    const rises = lines.map((line) => floor - (line.points.at(-1)?.[1] ?? 0));
    rises.forEach((rise, i) => expect(rise / (rises[0] as number)).toBeCloseTo((heights[i] as number) / (heights[0] as number), 2));
    expect(new Set(lines.map((line) => Math.round((line.points.at(-1)?.[0] ?? 0) - (line.points[0]?.[0] ?? 0)))).size).toBe(1);
  });
  it('show a segment with too few deals dashed, with its n and without a number', () => {
    expect(marksOf(scene, 'line')[2]?.stroke).toEqual({ ink: 'neutral', width: 1.5, dash: 'reference' });
    expect(scene.table.rows[2]).toEqual(['Partner', 'n = 7', '–', '–', '7']);
    expect(scene.points[2]?.sentence).toBe('Partner: only 7 won deals, not compared.');
    expect(scene.summary).toBe('Enterprise takes longest with 68\u00a0days, Mittelstand is shortest with 39\u00a0days.');
  });
  it('carry the key of their segment, null for what is not set', () => {
    expect(scene.points.map(({ key, title }) => [key, title])).toEqual([
      [['Mittelstand'], 'Mittelstand'], [['Enterprise'], 'Enterprise'], [['Partner'], 'Partner'], [[null], '(not set)']]);
  });
  it('leave out a segment without a single deal, in the picture and in the table', () => {
    const [first, second, third, notSet] = salesCycleBySegment.segments as readonly [CycleSegment, CycleSegment, CycleSegment, CycleSegment];
    const none = { ...notSet, n: 0, value: null, reliability: 'none', details: notSet.details && { ...notSet.details, curve: [], curveN: 0 } } as const;
    const followed = { ...third, n: 0, value: null, reliability: 'none' } as const;
    const scene3 = cycleMultiples({ ...salesCycleBySegment, segments: [first, second, followed, none] }, frameOf(672), en) as Scene;
    expect(scene3.points.map(({ title }) => title)).toEqual(['Mittelstand', 'Enterprise', 'Partner']);
    expect(scene3.table.rows.map(([name]) => name)).toEqual(['Mittelstand', 'Enterprise', 'Partner']);
  });
  it('leave what is beyond twelve to the table, and say so', () => {
    const many = { ...salesCycleBySegment, segments: Array.from({ length: 30 }, (_, i) => ({ ...salesCycleBySegment.segments[0], key: [`s${i}`] } as typeof salesCycleBySegment.segments[0])) };
    const scene30 = cycleMultiples(many, frameOf(672), en) as Scene;
    expect([scene30.points.length, scene30.table.rows.length]).toEqual([12, 30]);
    expect(textsOf(scene30).some(({ text }) => text === 'and 18 more in the table')).toBe(true);
  });
});
