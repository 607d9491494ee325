import { describe, expect, it } from 'vitest';
import { forecastDumbbells } from '../../src/charts/forecast-dumbbells.js';
import { forecastOwners } from '../../src/charts/forecast-owners.js';
import { forecastRolling } from '../../src/charts/forecast-rolling.js';
import { messagesFor } from '../../src/i18n/all-messages.js';
import type { Scene } from '../../src/model/scene.js';
import { forecastAccuracy, forecastThin } from '../fixtures/results.js';
import { frameOf, marksOf, textsOf } from './scene-checks.js';

const en = messagesFor('en');
const { details } = forecastAccuracy;

describe('forecast and won revenue', () => {
  const scene = forecastDumbbells(forecastAccuracy, frameOf(672), en);
  const dots = marksOf(scene, 'dot').filter(({ point }) => point !== undefined);

  it('has a filled dot for what was won and a hollow one for the forecast, per period, and a hollow one for the next', () => {
    expect(dots.filter(({ fill }) => fill === 'accent').length).toBe(8);
    expect(dots.filter(({ fill }) => fill === 'surface').length).toBe(9);
  });
  it('puts equal amounts at equal heights: 66 forecast in Q4 and in Q1 2025', () => {
    const forecasts = dots.filter(({ fill }) => fill === 'surface');
    expect(forecasts[1]?.y).toBe(forecasts[4]?.y);
    expect((forecasts[0]?.y ?? 0) > (forecasts[1]?.y ?? 0), 'less stands lower').toBe(true);
  });
  it('writes by how much each forecast was off: 58 of 55 is +5, 66 of 70 is −6', () => {
    const figures = textsOf(scene).map(({ text }) => text).filter((text) => /^[+\u2212]\d+$/u.test(text));
    expect(figures).toEqual(['+5', '\u22126', '+13', '+6', '+8', '\u22125', '+11', '+5']);
  });
  it('draws the next period as the range its own errors give it, and says how often that would hold', () => {
    const words = textsOf(scene).map(({ text }) => text);
    expect(words).toEqual(expect.arrayContaining(['93', 'expect 83', '78', 'next']));
    expect(scene.points[8]?.sentence).toContain('in 7 of 9 cases');
    const bar = marksOf(scene, 'rect').find(({ fill, point }) => fill === 'accent-mid' && point === 8);
    const scale = marksOf(scene, 'rule').filter(({ stroke }) => stroke.ink === 'grid').map(({ y1 }) => y1);
    expect(bar?.height).toBeCloseTo(15 * (((scale[0] ?? 0) - (scale[1] ?? 0)) / 10), 0);
  });
  it('says that the bias is within chance where its interval holds 0, and does not where it does not', () => {
    const told = (lo: number): string => textsOf(forecastDumbbells({ ...forecastAccuracy, details: { ...details, biasCi: { lo, hi: 0.09, level: 0.95, method: 'bootstrap' } } }, frameOf(672), en)).map(({ text }) => text).join(' ');
    expect(told(-0.01)).toContain('within chance');
    expect(told(0.01)).not.toContain('within chance');
  });
  it('has the amounts in its table and whole amounts in the raw one', () => {
    expect(scene.table.rows[0]).toEqual(['Q3\u00a02023', '58', '55', '3', '5.5', '–']);
    expect(scene.table.raw[0]).toEqual(['2023-07-01/2023-10-01', 58_000, 55_000, 3_000, 3 / 55, null]);
  });
  it('divides by nothing where nothing was won: no figure in the strip', () => {
    const zero = { ...details.periods[0]!, actual: 0, error: 58_000 };
    const bare = forecastDumbbells({ ...forecastAccuracy, details: { ...details, periods: [zero], next: null } }, frameOf(300), en);
    expect(textsOf(bare).some(({ text }) => /^[+\u2212]/u.test(text))).toBe(false);
    expect(bare.table.rows[0]?.[4]).toBe('–');
  });
  it('is grey where it must not be relied on, and says what it has', () => {
    const thin = forecastDumbbells(forecastThin, frameOf(560), en);
    expect(thin.marks.some((mark) => mark.type !== 'text' && JSON.stringify(mark).includes('"accent'))).toBe(false);
    expect(thin.points.length).toBe(2);
  });
  it('says so when no closed period has a forecast', () => {
    const none = forecastDumbbells({ ...forecastThin, value: null, details: { ...details, periods: [], next: null } }, frameOf(300), en);
    expect([none.points.length, none.summary]).toEqual([0, 'No closed period has a forecast made before it.']);
  });
});

describe('accuracy over the years', () => {
  it('starts where a whole year is known, and repeats only where there was something to repeat', () => {
    const scene = forecastRolling(forecastAccuracy, frameOf(560), en) as Scene;
    expect(scene.points.length).toBe(5);
    const [naive, own] = marksOf(scene, 'line');
    expect(own?.points.filter((point) => point !== null).length).toBe(5);
    expect(naive?.points.filter((point) => point !== null).length).toBe(3);
    expect(scene.summary).toBe('Over the last year forecasts were 92.8% accurate, repeating the period before 85%.');
  });
  it('is nothing with one point', () => expect(forecastRolling(forecastThin, frameOf(560), en)).toBeNull());
});

describe('bias by rep', () => {
  const scene = forecastOwners(forecastAccuracy, frameOf(672), en) as Scene;
  it('names who promises too much by more than chance, and nobody else', () => {
    expect(textsOf(scene).filter(({ text }) => text === 'promises too much').length).toBe(1);
    expect(scene.summary).toBe('Lang promises too much by more than chance: +36%.');
    expect(marksOf(scene, 'rect').map(({ fill }) => fill)).toEqual(['accent', 'neutral', 'accent', 'neutral-weak']);
  });
  it('puts those with too few periods last, with their n and without a verdict', () => {
    expect(scene.points.at(-1)?.sentence).toBe('(not set): 2 periods, too few to compare.');
    expect(textsOf(scene).some(({ text }) => text === 'n = 2')).toBe(true);
  });
  it('carries the key of its rep, null for what is not set', () =>
    expect(scene.points.map(({ key }) => key)).toEqual([['Lang'], ['Weiss'], ['Hoffmann-Krüger von Beispielhausen'], [null]]));
  it('is not squeezed by a rep with too few periods: whatever they were off by, their bar ends at the plot', () => {
    const wild = details.owners.map((owner) => (owner.id === null ? { ...owner, bias: -40 } : owner));
    const squeezed = forecastOwners({ ...forecastAccuracy, details: { ...details, owners: wild } }, frameOf(672), en) as Scene;
    const widthOf = (drawn: Scene): number => marksOf(drawn, 'rect')[0]?.width ?? 0;
    expect(widthOf(squeezed)).toBeGreaterThan(widthOf(scene) * 0.8);
    expect(marksOf(squeezed, 'rect').at(-1)?.x).toBeGreaterThanOrEqual(squeezed.plot.x);
  });
  it('is nothing where nobody forecasts for themselves', () => expect(forecastOwners(forecastThin, frameOf(672), en)).toBeNull());
});
