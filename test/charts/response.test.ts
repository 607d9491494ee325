import { describe, expect, it } from 'vitest';
import { responseCurves } from '../../src/charts/response-curves.js';
import { responseDropOff } from '../../src/charts/response-drop-off.js';
import { responseHours } from '../../src/charts/response-hours.js';
import { messagesFor } from '../../src/i18n/all-messages.js';
import type { Scene } from '../../src/model/scene.js';
import { leadResponse } from '../fixtures/response-result.js';
import { frameOf, marksOf, textsOf } from './scene-checks.js';

const en = messagesFor('en');
const { details } = leadResponse;
const words = (scene: Scene): string => textsOf(scene).map(({ text }) => text).join(' | ');

describe('response per rep', () => {
  const scene = responseCurves(leadResponse, frameOf(672), en);
  it('puts the fastest first and those with too few leads last, without a verdict', () => {
    expect(scene.points.map(({ title }) => title)).toEqual(['Demir', 'Lang', 'Freifrau von und zu Hoffmann-Beispielhausen', '(not set)', 'Krüger', 'Novak']);
    expect(scene.points.at(-1)?.sentence).toBe('Novak: only 9 leads, not compared.');
    expect(words(scene)).toContain('n = 9');
  });
  it('has each median on its curve at half its height, further right the slower: a factor of ten is as far as from 1 to 10', () => {
    const dots = marksOf(scene, 'dot');
    const x = (minutes: number): number => scene.plot.x + (Math.log(minutes) / Math.log(1440)) * scene.plot.width;
    [3.9, 4.7, 10, 21, 45, 49].forEach((median, i) => expect(dots[i]?.x).toBeCloseTo(x(median), 1));
    expect(dots.at(-1)?.fill).toBe('surface');
  });
  it('is dark up to 5 minutes and lighter up to 30, and draws both lines through all rows', () => {
    expect(marksOf(scene, 'area').slice(0, 3).map(({ fill }) => fill)).toEqual(['accent', 'accent-mid', 'accent-weak']);
    const lines = marksOf(scene, 'rule').filter(({ stroke }) => stroke.dash === 'target');
    expect(lines.map(({ y2 }) => y2)).toEqual([scene.plot.y + scene.plot.height, scene.plot.y + scene.plot.height]);
    const roomy = responseCurves(leadResponse, frameOf(760), en);
    for (const text of ['target 5\u00a0min', 'limit 30\u00a0min']) expect(words(roomy)).toContain(text);
  });
  it('names the fastest and the slowest who may be compared', () =>
    expect(scene.summary).toBe('Demir answers fastest, half within 3.9\u00a0min; Krüger slowest, half within 45\u00a0min.'));
  it('carries the key of each rep, null for what is not set', () => expect(scene.points.map(({ key }) => key?.[0])).toContain(null));
  it('says so when under half of the leads are answered', () => {
    const open = { ...details.owners[0]!, median: null };
    const point = responseCurves({ ...leadResponse, details: { ...details, owners: [open] } }, frameOf(560), en).points[0];
    expect(point?.sentence).toContain('under half of 83 leads answered');
  });
  it('says so when there are no leads', () => {
    const none = responseCurves({ ...leadResponse, details: { ...details, owners: [] } }, frameOf(300), en);
    expect([none.points.length, none.summary]).toEqual([0, 'No leads in this period.']);
  });
});

describe('hours in which leads wait', () => {
  const scene = responseHours(leadResponse, frameOf(672), en) as Scene;
  it('has a cell per hour of the week, darker the longer, and stops where there are leads', () => {
    expect(marksOf(scene, 'rect').length).toBe(168 + 4);
    expect(scene.points.length).toBe(7 * 18);
    const worst = marksOf(scene, 'rect').find(({ point }) => point !== undefined && scene.points[point]?.title.startsWith('Friday'));
    expect(worst).toBeDefined();
  });
  it('names the hour with the longest wait: the 101st of the week lies in the night and has no leads; the first slow one wins', () =>
    expect(scene.summary).toBe('Leads received on Monday at 17:00 wait longest, 25\u00a0min.'));
  it('is nothing without leads', () =>
    expect(responseHours({ ...leadResponse, details: { ...details, hours: details.hours.map((hour) => ({ ...hour, n: 0, median: null })) } }, frameOf(672), en)).toBeNull());
});

describe('what waiting costs', () => {
  const scene = responseDropOff(leadResponse, frameOf(672), en) as Scene;
  it('shows one’s own odds with their interval beside the cited ones, with their source and year', () => {
    expect(words(scene)).toContain('Answered within 5 minutes: 1.3× the odds of after 30 minutes (1.1–1.6).');
    expect(words(scene)).toContain('Usually cited: 21× (InsideSales 2007, a correlation).');
  });
  it('names spans with their units: 5–30 min, 60 min–24 h', () =>
    expect(scene.points.map(({ title }) => title)).toEqual(['up to 5\u00a0min', '5–30\u00a0min', '30–60\u00a0min', '60\u00a0min–24\u00a0h', 'over 24\u00a0h', 'not answered']));
  it('starts its bars at zero and greys what has too few leads', () => {
    const bars = marksOf(scene, 'rect');
    expect(new Set(bars.map(({ x }) => x)).size).toBe(1);
    expect(bars[0]!.width / bars[1]!.width).toBeCloseTo((104 / 200) / (103 / 220), 1);
    expect(bars[4]?.fill).toBe('neutral-weak');
  });
  it('says who still waits', () => expect(words(scene)).toContain('Still waiting: 12 leads, the oldest since 8\u00a0days.'));
  it('is nothing where the data does not tell who qualified', () =>
    expect(responseDropOff({ ...leadResponse, details: { ...details, bins: details.bins.map((bin) => ({ ...bin, matured: null })) } }, frameOf(672), en)).toBeNull());
});
