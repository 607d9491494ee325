import { describe, expect, it } from 'vitest';
import { churnBridge } from '../../src/charts/churn-bridge.js';
import { churnCohorts } from '../../src/charts/churn-cohorts.js';
import { churnEarlyReps } from '../../src/charts/churn-early-reps.js';
import { churnRetention } from '../../src/charts/churn-retention.js';
import { churnWhatIf } from '../../src/charts/churn-what-if.js';
import { messagesFor } from '../../src/i18n/all-messages.js';
import type { Scene } from '../../src/model/scene.js';
import { churn, churnBare, churnThin } from '../fixtures/churn-result.js';
import { frameOf, marksOf, textsOf } from './scene-checks.js';

const en = messagesFor('en');
const words = (scene: Scene): string => textsOf(scene).map(({ text }) => text).join(' | ');
const { details } = churn;

describe('customers still there', () => {
  const scene = churnRetention(churn, frameOf(672), en) as Scene;
  const [line] = marksOf(scene, 'line');

  it('begins with all and steps down to where nobody was watched any longer', () => {
    expect(line?.points[0]).toEqual([scene.plot.x, scene.plot.y]);
    expect(line?.points.at(-1)?.[0]).toBeCloseTo(scene.plot.x + scene.plot.width, 1);
    expect(line?.curve).toBe('step-after');
    const share = (y: number): number => (scene.plot.y + scene.plot.height - y) / scene.plot.height;
    // After 24 steps .9 − 23 · .02.
    expect(share(line?.points.at(-1)?.[1] ?? 0)).toBeCloseTo(0.44, 3);
  });
  it('names day 90, the year and the second year, the step that holds then: .86, .68, .44', () => {
    for (const text of ['86% after 90 days', '68% after 365 days', '44% after 730 days']) expect(words(scene)).toContain(text);
    expect(scene.points.map(({ title }) => title)).toEqual(['After 30 days', 'After 90 days', 'After 180 days', 'After 365 days', 'After 730 days', 'After 760 days']);
    expect(scene.points[1]?.sentence).toBe('After 90 days 86% of customers are still there, likely 83.0–89.0.');
  });
  it('has its band around it, and every step in the raw table', () => {
    expect(marksOf(scene, 'area')[0]?.points.length).toBeGreaterThan(23);
    expect(scene.table.raw.slice(0, 2)).toEqual([[0, 1, null, null], [30, 0.9, 0.87, 0.93]]);
    expect(scene.table.raw.at(-1)?.[0]).toBe(760);
  });
  it('keeps its labels off its line in narrow places', () => expect(words(churnRetention(churn, frameOf(208), en) as Scene)).toContain('86% after 90 days'));
  it('is grey with under ten customers', () => expect(JSON.stringify((churnRetention(churnThin, frameOf(560), en) as Scene).marks)).not.toContain('"accent'));
  it('is nothing without customers', () => expect(churnRetention(churnBare, frameOf(560), en)).toBeNull());
});

describe('reps whose customers leave early', () => {
  const scene = churnEarlyReps(churn, frameOf(672), en) as Scene;
  it('stands by how many were expected to leave and how many times as many did', () => {
    const dot = (id: string | null) => marksOf(scene, 'dot').find(({ key }) => key?.[0] === id);
    expect(((dot('Demir')?.x ?? 0) - scene.plot.x) / ((dot('Lang')?.x ?? 1) - scene.plot.x)).toBeCloseTo(29 / 8.2, 2);
    const middle = marksOf(scene, 'rule').find(({ stroke }) => stroke.ink === 'ink-1')?.y1 ?? NaN;
    const above = (id: string): number => middle - (dot(id)?.y ?? NaN);
    expect(above('Krüger') / above('Lang')).toBeCloseTo((22 / 12.4 - 1) / (5 / 8.2 - 1), 1);
  });
  it('names only who is flagged; nobody is praised for fewer', () => {
    expect(marksOf(scene, 'dot').filter(({ fill }) => fill === 'accent').map(({ key }) => key?.[0])).toEqual(['Krüger']);
    expect(words(scene)).toContain('Krüger\u00a01.8\u00d7 | 22 left, 12.4 expected');
    expect(scene.summary).toBe('14% of customers leave within 90 days; more than expected with Krüger.');
  });
  it('tells the rest in words', () => {
    const said = (id: string | null): string | undefined => scene.points.find(({ key }) => key?.[0] === id)?.sentence;
    expect(said('Krüger')).toBe('Krüger: 22 of 90 customers left within 90 days where 12.4 were expected, 1.8\u00d7, likely 1.24–2.48; early churn above expectation.');
    expect(said('Novak')).toBe('Novak: 2 of only 7 customers left within 90 days, not compared.');
    expect(said(null)).toBe('(not set): 3 of 20 customers left within 90 days, nobody to compare.');
  });
  it('is nothing where the data names no reps, or nobody was expected to leave', () => {
    expect(churnEarlyReps(churnBare, frameOf(560), en)).toBeNull();
    expect(churnEarlyReps({ ...churn, details: { ...details, owners: details.owners.map((owner) => ({ ...owner, ratio: null })) } }, frameOf(560), en)).toBeNull();
  });
});

describe('monthly revenue from start to end', () => {
  const scene = churnBridge(churn, frameOf(672), en) as Scene;
  it('adds up: 100 + 28 + 1.5 + 9 − 3 − 12 = 123.5', () => {
    const amounts = scene.table.raw.map((row) => row[1] as number);
    expect(amounts).toEqual([100_000, 28_000, 1_500, 9_000, -3_000, -12_000, 123_500]);
    expect(amounts.slice(0, -1).reduce((sum, amount) => sum + amount, 0)).toBe(amounts.at(-1));
  });
  it('counts customers concerned, without a sign', () => expect(scene.table.rows.map((row) => row[2])).toEqual(['200', '60', '3', '40', '12', '24', '239']));
  it('says whose revenue is not known, and leaves out what did not happen', () => {
    expect(words(scene)).toContain('5 customers of unknown revenue left out');
    const still = { ...details.bridge!, returned: { n: 0, value: 0 }, churned: { n: 0, value: 0 } };
    expect((churnBridge({ ...churn, details: { ...details, bridge: still } }, frameOf(672), en) as Scene).points.map(({ title }) => title))
      .toEqual(['1 Jul 2024', 'new', 'grew', 'shrank', 'left', '1 Jul 2025']);
  });
  it('has no target: that is of the rate, not of the revenue', () => expect(words(scene)).not.toContain('Target'));
  it('is nothing where revenue is not known', () => expect(churnBridge(churnBare, frameOf(560), en)).toBeNull());
});

describe('cohorts', () => {
  const scene = churnCohorts(churn, frameOf(672), en) as Scene;
  const cells = marksOf(scene, 'rect').filter(({ point }) => point !== undefined);
  it('has a row per month of beginning, the last two years, as long as it was watched', () => {
    // 27 cohorts were watched for a month or more; 24 are shown, with 24 … 1 months.
    expect(scene.points.length).toBe(24);
    expect(Array.from({ length: 24 }, (_, row) => cells.filter(({ point }) => point === row).length)).toEqual(Array.from({ length: 24 }, (_, i) => 24 - i));
  });
  it('is stronger the more are still there', () => {
    const row = cells.filter(({ point }) => point === 0);
    row.forEach((cell, i) => expect(cell.opacity).toBeLessThanOrEqual(row[i - 1]?.opacity ?? 1));
    expect(row[0]?.opacity).toBe(1);
  });
  it('greys cohorts of under ten customers', () => {
    const few = cells.filter(({ fill }) => fill === 'neutral');
    expect(new Set(few.map(({ point }) => point))).toEqual(new Set([2]));
    expect(scene.points[2]?.rows[0]?.value).toBe('4');
  });
  it('reads a row at the ages people ask for, and has every age in the raw table', () => {
    expect(scene.points[0]?.rows.map(({ label, value }) => [label, value]).slice(0, 3)).toEqual([['Customers', '15'], ['after 1 month', '98%'], ['after 3 months', '94%']]);
    expect(scene.table.raw.length).toBe(27);
    expect(scene.table.raw[0]?.slice(0, 4)).toEqual(['2023-01', 12, 0.98, 0.96]);
  });
  it('is nothing with one cohort', () => expect(churnCohorts({ ...churn, details: { ...details, cohorts: details.cohorts.slice(0, 1) } }, frameOf(560), en)).toBeNull());
});

describe('what retention is worth', () => {
  const scene = churnWhatIf(churn, frameOf(672), en) as Scene;
  it('shows the own effect beside the cited range on one scale from zero: 20 against 25 to 95', () => {
    const [bar] = marksOf(scene, 'rect');
    const [cited] = marksOf(scene, 'whisker');
    expect(bar?.x).toBe(0);
    expect((cited?.x1 ?? 0) / (bar?.width ?? 1)).toBeCloseTo(0.25 / 0.2, 2);
    expect((cited?.x2 ?? 0) / (bar?.width ?? 1)).toBeCloseTo(0.95 / 0.2, 2);
  });
  it('names what is cited with its source and year, and says on which side one’s own lies', () => {
    expect(words(scene)).toContain('Usually cited: +25% to +95% profit (Reichheld & Schefter 2000, across industries).');
    expect(words(scene)).toContain('If 5 points more stayed a year, 80% to 85%: effect on lifetime value');
    expect(words(churnWhatIf({ ...churn, details: { ...details, whatIf: { ...details.whatIf, retention: 0.989, raised: 0.999 } } }, frameOf(672), en) as Scene)).toContain('If 1 point more stayed a year');
    expect(scene.summary).toContain('outside the +25% to +95%');
    expect(churnWhatIf({ ...churn, details: { ...details, whatIf: { ...details.whatIf, effect: 0.3 } } }, frameOf(560), en)?.summary).toContain('within the +25% to +95%');
  });
  it('writes no share as all that is not all, and two that differ as two', () => {
    const of = (retention: number, raised: number): string => words(churnWhatIf({ ...churn, details: { ...details, whatIf: { ...details.whatIf, retention, raised } } }, frameOf(672), en) as Scene);
    expect(of(0.949, 0.999)).toContain('94.9% to 99.9%');
    expect(of(0.996, 1)).toContain('99.6% to 100%');
    expect(of(0.95, 1)).toContain('95% to 100%');
    expect(of(0.9, 0.903)).toContain('90% to 90.3%');
  });
  it('is nothing where retention is not known or nothing is left to raise', () => {
    expect(churnWhatIf(churnBare, frameOf(560), en)).toBeNull();
    expect(churnWhatIf({ ...churn, details: { ...details, whatIf: { ...details.whatIf, retention: 0.9995, raised: null, effect: null } } }, frameOf(560), en)).toBeNull();
  });
});
