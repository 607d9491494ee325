import { describe, expect, it } from 'vitest';
import { closeRatioCourse } from '../../src/charts/close-ratio-course.js';
import { forecastDumbbells } from '../../src/charts/forecast-dumbbells.js';
import { forecastRolling } from '../../src/charts/forecast-rolling.js';
import { milestoneLadder } from '../../src/charts/milestone-ladder.js';
import { sparkline } from '../../src/charts/sparkline.js';
import { messagesFor } from '../../src/i18n/all-messages.js';
import type { DatedMark } from '../../src/model/annotation.js';
import type { Period } from '../../src/model/period.js';
import type { TrendPoint } from '../../src/model/result.js';
import type { Frame, Scene } from '../../src/model/scene.js';
import { closeRatioReps } from '../fixtures/close-ratio-result.js';
import { milestoneResults } from '../fixtures/milestones-result.js';
import * as results from '../fixtures/results.js';
import { frameOf, marksOf, outside, textsOf, touchingTexts } from './scene-checks.js';

const en = messagesFor('en');
const de = messagesFor('de');
const window = (start: string, end: string, label: string): DatedMark => ({ start, end, label, kind: 'campaign' });
const day = (start: string, end: string, label: string): DatedMark => ({ start, end, label, kind: 'event' });
const framed = (annotations: readonly DatedMark[], width = 800): Frame => frameOf(width, 'en', { annotations });

const trend = results.salesCycle.trend ?? [];
const periodAt = (i: number): Period => (trend[i] as TrendPoint).period;
const [first, second, third] = [periodAt(0), periodAt(1), periodAt(2)] as const;

/** Middle of the column of each period, read off the points of the picture without marks. */
const middles = (scene: Scene): readonly number[] => scene.points.map(({ x }) => x);

describe('dated marks on an axis of periods', () => {
  const plain = sparkline(results.salesCycle, frameOf(800), en, { form: 'axis' });
  const draw = (annotations: readonly DatedMark[], form: 'axis' | 'bare' = 'axis'): Scene => sparkline(results.salesCycle, framed(annotations), en, { form });

  it('leave a picture as it is where nothing is marked, or only outside of its time', () => {
    expect(draw([])).toEqual(plain);
    expect(draw([day('1999-01-01', '1999-01-02', 'Long ago')])).toEqual(plain);
  });
  it('draw a window over exactly its periods: from half a column before its middle to half a column after', () => {
    const at = middles(plain);
    const half = ((at[1] as number) - (at[0] as number)) / 2;
    const [band] = marksOf(draw([window(second.start, third.end, 'Spring')]), 'rect');
    expect(band?.x).toBeCloseTo((at[1] as number) - half, 1);
    expect((band?.x ?? 0) + (band?.width ?? 0)).toBeCloseTo((at[2] as number) + half, 1);
  });
  it('draw a day as a hairline where it lies in its period', () => {
    const at = middles(plain);
    const step = (at[1] as number) - (at[0] as number);
    const days = (Date.parse(second.end) - Date.parse(second.start)) / 86_400_000;
    const tenth = new Date(Date.parse(second.start) + 10 * 86_400_000).toISOString().slice(0, 10);
    const eleventh = new Date(Date.parse(second.start) + 11 * 86_400_000).toISOString().slice(0, 10);
    const own = marksOf(draw([day(tenth, eleventh, 'New prices')]), 'rule').filter(({ x1, x2 }) => x1 === x2);
    expect(own).toHaveLength(1);
    expect(own[0]?.x1).toBeCloseTo((at[1] as number) + step * (10 / days - 0.5), 1);
  });
  it('end at the plot where a window reaches beyond its time', () => {
    const scene = draw([window('1999-01-01', '2099-01-01', 'Always')]);
    const [band] = marksOf(scene, 'rect');
    expect([band?.x, (band?.x ?? 0) + (band?.width ?? 0)]).toEqual([scene.plot.x, scene.plot.x + scene.plot.width]);
  });
  it('are behind everything else, their names above the plot', () => {
    const scene = draw([window(second.start, second.end, 'Spring')]);
    expect(scene.marks[0]).toMatchObject({ type: 'rect', fill: 'surface-sunken' });
    const name = textsOf(scene).find(({ text }) => text === 'Spring');
    expect(name?.y).toBeLessThan(scene.plot.y);
    expect(scene.plot.y).toBe(plain.plot.y + 18);
  });
  it('are stops after all others, with kind, name and time in one sentence', () => {
    const scene = draw([window(second.start, second.end, 'Spring')]);
    expect(scene.points).toHaveLength(plain.points.length + 1);
    expect(scene.points.at(-1)).toMatchObject({ title: 'Spring', rows: [{ label: 'Campaign' }] });
    expect(scene.points.at(-1)?.sentence).toMatch(/^Campaign Spring, .*\d{4}\.$/u);
    expect(scene.marks.filter((mark) => mark.point === scene.points.length - 1).length).toBeGreaterThanOrEqual(3);
  });
  it('are read with each period they touch, and with no other', () => {
    const scene = draw([window(second.start, second.end, 'Spring'), day(second.start, second.end, 'Fair')]);
    expect(scene.points[1]?.rows.at(-1)).toEqual({ label: 'Marked', value: 'Spring, Fair' });
    expect(scene.points[1]?.sentence).toContain('Marked: Spring, Fair.');
    expect(scene.points.filter(({ sentence }, i) => i < plain.points.length && sentence.includes('Spring'))).toHaveLength(1);
  });
  it('are a column of the table and of the raw rows, and are said of the whole', () => {
    const scene = draw([window(second.start, second.end, 'Spring')]);
    expect(scene.table.columns.at(-1)).toEqual({ label: 'Marked', numeric: false });
    expect(scene.table.rows.map((cells) => cells.at(-1)).filter((text) => text === 'Spring')).toHaveLength(1);
    expect(scene.table.raw.map((cells) => cells.at(-1)).filter((text) => text !== null)).toEqual(['Spring']);
    expect(scene.table.rawColumns).toHaveLength(scene.table.raw[0]?.length ?? 0);
    expect(scene.summary).toMatch(/ Marked: Spring, .*\d{4}\.$/u);
  });
  it('name three and count the rest in the sentence about the whole', () => {
    const five = ['a', 'b', 'c', 'd', 'e'].map((label) => day(second.start, second.end, label));
    expect(draw(five).summary).toMatch(/ and 2 more\.$/u);
  });
  it('give way with their names where there is no room, and keep their stops', () => {
    const many = Array.from({ length: 12 }, (_, i) => window(first.start, third.end, `A campaign with a long name, number ${i}`));
    const scene = draw(many);
    expect(textsOf(scene).filter(({ text }) => text.startsWith('A campaign')).length).toBeLessThan(4);
    expect(touchingTexts(scene)).toEqual([]);
    expect(scene.points).toHaveLength(plain.points.length + 12);
  });
  it('have no names in the smallest picture, whose height stays', () => {
    const bare = sparkline(results.salesCycle, frameOf(800), en);
    const scene = draw([window(second.start, second.end, 'Spring')], 'bare');
    expect(scene.height).toBe(bare.height);
    expect(textsOf(scene).map(({ text }) => text)).not.toContain('Spring');
    expect(scene.points.at(-1)?.title).toBe('Spring');
  });
  it('speak German', () => {
    const scene = sparkline(results.salesCycle, frameOf(800, 'de', { annotations: [window(second.start, second.end, 'Frühling')] }), de, { form: 'axis' });
    expect(scene.points.at(-1)?.sentence).toContain('Kampagne Frühling');
    expect(scene.table.columns.at(-1)?.label).toBe('Vermerk');
  });
  it('are text and nothing else, on one line', () => {
    const label = '<img src=x onerror=alert(1)>\n\u0000';
    const scene = draw([window(second.start, second.end, label)]);
    expect(scene.points.at(-1)?.title).toBe('<img src=x onerror=alert(1)>');
  });
});

describe('dated marks beside milestones', () => {
  const marks = [window('2025-02-01', '2025-03-01', 'Spring campaign'), day('2025-09-10', '2025-09-11', 'Trade fair')];
  const plain = milestoneLadder(milestoneResults, frameOf(800), en) as Scene;
  const scene = milestoneLadder(milestoneResults, framed(marks), en) as Scene;

  it('are drawn over the tracks, told with each milestone whose way they touch, and are stops of their own', () => {
    expect(marksOf(scene, 'rect')[0]).toMatchObject({ fill: 'surface-sunken', y: scene.plot.y - 4 });
    expect(scene.points).toHaveLength(plain.points.length + 2);
    expect(scene.table.columns.at(-1)?.label).toBe('Marked');
    for (const row of scene.table.rows) expect(row).toHaveLength(scene.table.columns.length);
    expect(scene.table.rows.map((cells) => cells.at(-1)).some((text) => text?.includes('Spring campaign'))).toBe(true);
    expect([outside(scene), touchingTexts(scene)]).toEqual([[], touchingTexts(plain)]);
  });
  it('are left out where texts stand above the tracks', () => {
    expect(milestoneLadder(milestoneResults, framed(marks, 300), en)).toEqual(milestoneLadder(milestoneResults, frameOf(300), en));
  });
});

describe('every picture over calendar time', () => {
  const charts: Readonly<Record<string, (frame: Frame) => Scene | null>> = {
    'sparkline': (frame) => sparkline(results.salesCycle, frame, en, { form: 'axis' }),
    'forecast dumbbells': (frame) => forecastDumbbells(results.forecastAccuracy, frame, en),
    'forecast over the year': (frame) => forecastRolling(results.forecastAccuracy, frame, en),
    'close ratio by month': (frame) => closeRatioCourse(closeRatioReps, frame, en),
  };
  it.each(Object.keys(charts).flatMap((name) => [800, 420, 300].map((width) => [name, width] as const)))('%s at %i px draws marks within its frame, no two texts touching', (name, width) => {
    const draw = charts[name] as (frame: Frame) => Scene | null;
    const plain = draw(frameOf(width)) as Scene;
    const marks = [window('2024-01-15', '2024-05-10', 'Spring campaign'), day('2024-08-20', '2024-08-21', 'New prices'), window('2025-01-01', '2025-04-01', 'Webinars'), day('2025-02-02', '2025-02-03', 'Trade fair')];
    const scene = draw(framed(marks, width)) as Scene;
    expect(plain.isDated).toBe(true);
    expect(scene.points.length).toBeGreaterThan(plain.points.length);
    expect(scene.points.slice(0, plain.points.length).map(({ x }) => x)).toEqual(plain.points.map(({ x }) => x));
    expect(outside(scene)).toEqual([]);
    expect(touchingTexts(scene)).toEqual(touchingTexts(plain));
    for (const row of scene.table.rows) expect(row).toHaveLength(scene.table.columns.length);
    expect(scene.table.columns).toHaveLength(plain.table.columns.length + 1);
  });
});
