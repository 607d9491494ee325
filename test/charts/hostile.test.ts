import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitText, oneLine, wrapText } from '../../src/charts/fit-text.js';
import { cycleMultiples } from '../../src/charts/cycle-multiples.js';
import { placeLabel } from '../../src/charts/place-label.js';
import { chartContext } from '../../src/charts/chart-context.js';
import { pipelineFunnel } from '../../src/charts/pipeline-funnel.js';
import { stageTime } from '../../src/charts/stage-time.js';
import { textMark } from '../../src/charts/text-mark.js';
import { textWidth } from '../../src/charts/text-width.js';
import { messagesFor } from '../../src/i18n/all-messages.js';
import type { Scene } from '../../src/model/scene.js';
import { pipeline, salesCycle, salesCycleBySegment } from '../fixtures/results.js';
import { frameOf, outside, textsOf, touchingTexts } from './scene-checks.js';

const en = messagesFor('en');
const hostile = [
  '<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', '{{constructor}}', '${process}', '{stage}', '__proto__', 'toString', '',
  '\u202eevil', '👩‍👩‍👧‍👦'.repeat(80), 'ä'.normalize('NFD').repeat(300), '\ud800lone', 'a\u0000b', 'Zeile\nzwei', 'x'.repeat(1_000_000), 'wort '.repeat(50_000), '日本語の段階名'.repeat(30),
];

const stagesNamed = (name: string): typeof pipeline => ({
  ...pipeline,
  details: { ...pipeline.details, cohort: null, stages: pipeline.details.stages.map((stage, i) => (i === 1 ? { ...stage, stage: name } : stage)) },
});

describe.each(hostile.map((name) => ({ label: JSON.stringify(name.slice(0, 24)), name })))('the stage name $label', ({ name }) => {
  it.each([150, 300, 560, 800])('stays text within its frame at %s px, quickly', (width) => {
    const begin = performance.now();
    const scene = pipelineFunnel(stagesNamed(name), frameOf(width), en);
    expect(performance.now() - begin).toBeLessThan(500);
    expect(outside(scene)).toEqual([]);
    expect(touchingTexts(scene)).toEqual([]);
    for (const mark of textsOf(scene)) {
      expect(mark.text.length).toBeLessThanOrEqual(600);
      expect(mark.title?.length ?? 0).toBeLessThanOrEqual(1_000);
      expect(mark.text).not.toMatch(/[\n\u0000]/u);
    }
    expect(scene.points[1]?.key).toEqual([name]);
  });
  it('stays what it is in segments and phases', () => {
    const segments = { ...salesCycleBySegment, segments: salesCycleBySegment.segments.map((segment, i) => (i === 0 ? { ...segment, key: [name] } : segment)) };
    expect(outside(cycleMultiples(segments, frameOf(560), en) as Scene)).toEqual([]);
    const phases = { ...salesCycle, phases: (salesCycle.phases ?? []).map((phase, i) => (i === 1 ? { ...phase, key: name } : phase)) };
    expect(outside(stageTime(phases, frameOf(560), en) as Scene)).toEqual([]);
  });
});

describe('fitText(text, width)', () => {
  const measure = (text: string): number => textWidth(text, 12);
  it('never tears a grapheme and keeps the whole as a title', () => {
    const family = '👩‍👩‍👧‍👦';
    const { text, title } = fitText(family.repeat(6), 2.2 * measure(family), measure);
    expect(text.replace('…', '').length % family.length).toBe(0);
    expect(title).toBe(family.repeat(6));
  });
  it('fits the width it is given, whatever the text', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 20, max: 200 }), (text, width) => {
      expect(measure(fitText(text, width, measure).text)).toBeLessThanOrEqual(width);
    }));
  });
  it('has no title when nothing was cut', () => expect(fitText('Demo', 100, measure)).toEqual({ text: 'Demo' }));
  it('makes one line of any text', () => expect(oneLine(' a\n\tb\u0000c ')).toBe('a b c'));
  it('wraps between words and loses none', () => {
    expect(wrapText('the slow ones are not finished yet', 80, measure).join(' ')).toBe('the slow ones are not finished yet');
    for (const line of wrapText('the slow ones are not finished yet', 80, measure)) expect(measure(line)).toBeLessThanOrEqual(80);
  });
});

describe('placeLabel(label, point)', () => {
  const context = chartContext(frameOf(200), en);
  const bounds = { x: 0, y: 0, width: 200, height: 100 };
  const label = textMark(0, 0, 'Lang 40%');
  it('tries right, left, above, below', () => {
    const side = (x: number, taken: { x: number; y: number; width: number; height: number }[]): string => {
      const mark = placeLabel(context, label, { x, y: 50 }, taken, bounds);
      return mark === null ? 'none' : mark.anchor === 'start' ? 'right' : mark.anchor === 'end' ? 'left' : mark.y < 50 ? 'above' : 'below';
    };
    const right = { x: 105, y: 46, width: 95, height: 8 };
    const left = { x: 0, y: 46, width: 95, height: 8 };
    const above = { x: 60, y: 20, width: 80, height: 20 };
    const below = { x: 60, y: 60, width: 80, height: 20 };
    expect([side(100, []), side(100, [right]), side(100, [right, left]), side(100, [right, left, above]), side(100, [right, left, above, below])])
      .toEqual(['right', 'left', 'above', 'below', 'none']);
  });
  it('does not leave the bounds', () => expect(placeLabel(context, label, { x: 190, y: 50 }, [], bounds)?.anchor).toBe('end'));
});
