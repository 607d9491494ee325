import { describe, expect, it } from 'vitest';
import { cycleCurve } from '../../src/charts/cycle-curve.js';
import { paybackCurve } from '../../src/charts/payback-curve.js';
import { pipelineFunnel } from '../../src/charts/pipeline-funnel.js';
import { pipelineMultiples } from '../../src/charts/pipeline-multiples.js';
import { pipelineWaterfall } from '../../src/charts/pipeline-waterfall.js';
import { sparkline } from '../../src/charts/sparkline.js';
import { stageTime } from '../../src/charts/stage-time.js';
import { unitEconomics } from '../../src/charts/unit-economics.js';
import { messagesFor } from '../../src/i18n/all-messages.js';
import type { Mark, Scene } from '../../src/model/scene.js';
import { cac, cacThin, leadResponse, pipeline, pipelineBySegment, pipelineThin, salesCycle, salesCycleThin } from '../fixtures/results.js';
import { frameOf, marksOf, textsOf } from './scene-checks.js';

const en = messagesFor('en');
const inksOf = (mark: Mark): readonly string[] => [
  ...('fill' in mark ? [mark.fill] : []), ...('stroke' in mark && mark.stroke ? [mark.stroke.ink] : []), ...('ink' in mark ? [mark.ink] : []),
];
const loud = (scene: Scene): readonly string[] => scene.marks.flatMap(inksOf).filter((ink) => ink.startsWith('accent'));

/** Each picture from a figure to rely on, and from one not to. */
const pictures: Readonly<Record<string, readonly [Scene | null, Scene | null]>> = {
  'the cycle curve': [cycleCurve(salesCycle, frameOf(672), en), cycleCurve(salesCycleThin, frameOf(672), en)],
  'the cycle curve at 266 px': [cycleCurve(salesCycle, frameOf(266), en), cycleCurve(salesCycleThin, frameOf(266), en)],
  'time per stage': [stageTime(salesCycle, frameOf(672), en), stageTime(salesCycleThin, frameOf(672), en)],
  'the funnel': [pipelineFunnel(pipeline, frameOf(672), en), pipelineFunnel({ ...pipelineThin, details: { ...pipelineThin.details, cohort: null, flow: null } }, frameOf(672), en)],
  'the waterfall': [pipelineWaterfall(pipeline, frameOf(672), en), pipelineWaterfall(pipelineThin, frameOf(672), en)],
  'unit economics': [unitEconomics(cac, frameOf(468), en), unitEconomics(cacThin, frameOf(468), en)],
  'payback': [paybackCurve(cac, frameOf(468), en), paybackCurve(cacThin, frameOf(468), en)],
};

describe('a figure not to rely on', () => {
  it.each(Object.entries(pictures))('leaves no accent in %s', (_, [firm, thin]) => {
    expect(loud(firm as Scene).length).toBeGreaterThan(0);
    expect(loud(thin as Scene)).toEqual([]);
  });
  it('joins no points of the sparkline', () => expect(loud(sparkline(leadResponse, frameOf(267), en)).length).toBe(1));
  it('has its number of cases beside every bar', () => {
    const names = textsOf(unitEconomics(cacThin, frameOf(468), en) as Scene).map(({ text }) => text);
    expect(names).toEqual(expect.arrayContaining(['Acquisition cost €684 (604–778) · n = 6', 'First order €1,280 (margin 998) · n = 6']));
  });
  it('keeps its line apart from what was lost: dashed', () => {
    const [lost, won] = marksOf(cycleCurve(salesCycleThin, frameOf(672), en), 'line');
    expect([lost?.stroke.dash, won?.stroke.dash]).toEqual([undefined, 'reference']);
  });
  it('outlines its bars in the small funnels, the others keep theirs', () => {
    const bars = marksOf(pipelineMultiples(pipelineBySegment, frameOf(672), en) as Scene, 'rect');
    const of = (name: string) => bars.filter(({ key }) => key?.[0] === name);
    expect(new Set(of('Partner').map(({ fill }) => fill))).toEqual(new Set(['surface', 'neutral']));
    expect(new Set(of('Enterprise').map(({ fill }) => fill))).toEqual(new Set(['accent-mid', 'accent']));
  });
});
