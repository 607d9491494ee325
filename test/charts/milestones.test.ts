import { describe, expect, it } from 'vitest';
import { milestoneHead } from '../../src/charts/milestone-head.js';
import { milestoneLadder } from '../../src/charts/milestone-ladder.js';
import { monthStarts } from '../../src/charts/time-axis.js';
import { messagesFor } from '../../src/i18n/all-messages.js';
import type { Scene } from '../../src/model/scene.js';
import { milestoneResults, oneMilestone } from '../fixtures/milestones-result.js';
import { salesCycle } from '../fixtures/results.js';
import { frameOf, marksOf, textsOf } from './scene-checks.js';

const en = messagesFor('en');
const wordsOf = (scene: Scene): string => textsOf(scene).map(({ text }) => text).join(' | ');
const ladder = (results = milestoneResults, width = 740): Scene => milestoneLadder(results, frameOf(width), en) as Scene;

describe('a ladder of milestones', () => {
  const scene = ladder();
  it('has a stop for each, KPI by KPI in the order of due days, and none where there is none', () => {
    expect(scene.points.map(({ title }) => title)).toEqual([
      'Sales cycle', 'Sales cycle', 'Sales cycle', 'Pipeline value', 'Pipeline value', 'Close ratio', 'Close ratio', 'Close ratio · Partner', 'Lead response time',
    ]);
    expect(milestoneLadder([salesCycle], frameOf(740), en)).toBeNull();
  });
  it('fills half of the way where half is done, and sets the tick where half of the time is', () => {
    const [whole, done] = marksOf(ladder(oneMilestone), 'rect').filter(({ point }) => point === 0);
    const tick = marksOf(ladder(oneMilestone), 'rule').find(({ stroke, y1, y2 }) => stroke.ink === 'ink-1' && Math.abs(y2 - y1) === 16 && stroke.width === 1.75 && y1 > 60);
    expect((done?.width ?? 0) / (whole?.width ?? 1)).toBeCloseTo(0.5, 2);
    expect(tick?.x1).toBeCloseTo((whole?.x ?? 0) + (whole?.width ?? 0) / 2, 1);
  });
  it('says each state in a word beside its shape', () => {
    for (const word of ['on track', 'at risk', 'behind', 'reached', 'secured', 'missed', 'cannot tell']) expect(wordsOf(scene)).toContain(word);
  });
  it('says when it was reached, when it is likely to be, how sure that is, or that it is not in sight', () => {
    for (const words of ['first seen on 1 Mar', 'late, first seen on 1 Jun', 'likely 20 Dec (5 Oct to 1 Feb)', 'likely 1 Mar (1 Nov or later, perhaps never)', 'no arrival in sight', 'was due on 1 Jun']) {
      expect(wordsOf(scene)).toContain(words);
    }
  });
  it('says why something cannot be told: few cases, no start, what the data lacks', () => {
    expect(wordsOf(scene)).toContain('no start, so no pace');
    expect(wordsOf(scene)).toMatch(/only \d+ cases/u);
    expect(scene.points.at(-1)?.sentence).toMatch(/^Lead response time: target 30\u00a0min by 31 Dec, no figure now, .+: cannot tell\.$/u);
  });
  it('reads a milestone in one sentence', () => {
    expect(scene.points[2]?.sentence).toBe('Sales cycle: target 38\u00a0days by 31 Dec, now 47\u00a0days, 50% done, 50% due by now: on track. Arrival: likely 20 Dec (5 Oct to 1 Feb).');
  });
  it.each([['en', /100% of the way lost, \d+% due by now/u], ['de', /100\s% des Weges verloren, \d+\s% fällig/u]] as const)('says that the way was lost where the figure fell behind its start (%s)', (language, words) => {
    const fallen = oneMilestone.map((result) => ({ ...result, milestones: (result.milestones ?? []).map((stone) => ({ ...stone, progress: -1 })) }));
    const sentence = (milestoneLadder(fallen, frameOf(740), messagesFor(language)) as Scene).points[0]?.sentence;
    expect(sentence).toMatch(words);
    expect(sentence).not.toContain('\u2212100');
  });
  it('has all of it as a table, dates and both ends of the range in the raw rows', () => {
    expect(scene.table.rows[2]).toEqual(['Sales cycle', '38\u00a0days', '31 Dec', '47\u00a0days', '50', '50', 'on track', 'likely 20 Dec (5 Oct to 1 Feb)']);
    expect(scene.table.raw[3]).toEqual(['pipeline', null, 'A team whose name is longer than there is room for', 400_000, '2025-01-01', 200_000, '2025-12-31', 284_000, 0.42, 0.5, 'at_risk', null, '2026-03-01', '2025-11-01', null]);
  });
});

it('the head counts what is on track or reached, says the worst, and what is due next', () => {
  expect(milestoneHead(milestoneResults, frameOf(740), en)).toEqual({
    good: '3', all: 9, worst: { status: 'bad', text: '2 behind or missed' }, next: 'Next due 30 Sept: Pipeline value €500k',
    spoken: '3 of 9 milestones on track or reached, 2 behind or missed, 3 cannot be told.',
  });
});

describe('monthStarts(from, to, most)', () => {
  it('are first days of months, every second, third or sixth where they would be too many', () => {
    expect(monthStarts('2025-01-01', '2025-03-15', 5)).toEqual(['2025-01-01', '2025-02-01', '2025-03-01']);
    expect(monthStarts('2024-11-02', '2025-12-31', 5)).toEqual(['2025-01-01', '2025-04-01', '2025-07-01', '2025-10-01']);
    expect(monthStarts('2025-01-10', '2025-01-20', 5)).toEqual([]);
  });
});
