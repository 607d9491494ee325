import { describe, expect, it } from 'vitest';
import type { Benchmark } from '../../src/charts/benchmark-row.js';
import { churnBridge } from '../../src/charts/churn-bridge.js';
import { churnCohorts } from '../../src/charts/churn-cohorts.js';
import { churnEarlyReps } from '../../src/charts/churn-early-reps.js';
import { churnRetention } from '../../src/charts/churn-retention.js';
import { churnWhatIf } from '../../src/charts/churn-what-if.js';
import { closeRatioCourse } from '../../src/charts/close-ratio-course.js';
import { closeRatioReps } from '../../src/charts/close-ratio-reps.js';
import { cycleCurve } from '../../src/charts/cycle-curve.js';
import { cycleMultiples } from '../../src/charts/cycle-multiples.js';
import { forecastDumbbells } from '../../src/charts/forecast-dumbbells.js';
import { forecastOwners } from '../../src/charts/forecast-owners.js';
import { forecastRolling } from '../../src/charts/forecast-rolling.js';
import { leadFunnel } from '../../src/charts/lead-funnel.js';
import { leadGroups } from '../../src/charts/lead-groups.js';
import { leadReasons } from '../../src/charts/lead-reasons.js';
import { milestoneLadder } from '../../src/charts/milestone-ladder.js';
import { paybackCurve } from '../../src/charts/payback-curve.js';
import { pipelineFunnel } from '../../src/charts/pipeline-funnel.js';
import { pipelineMultiples } from '../../src/charts/pipeline-multiples.js';
import { pipelineWaterfall } from '../../src/charts/pipeline-waterfall.js';
import { productMatrix } from '../../src/charts/product-matrix.js';
import { productRanking } from '../../src/charts/product-ranking.js';
import { productScores } from '../../src/charts/product-scores.js';
import { responseCurves } from '../../src/charts/response-curves.js';
import { responseDropOff } from '../../src/charts/response-drop-off.js';
import { responseHours } from '../../src/charts/response-hours.js';
import { segmentIntervals } from '../../src/charts/segment-intervals.js';
import { touchesMeasure, waitMeasure, winRateMeasure } from '../../src/charts/segment-measure.js';
import { sparkline } from '../../src/charts/sparkline.js';
import { stageTime } from '../../src/charts/stage-time.js';
import { touchChannels } from '../../src/charts/touch-channels.js';
import { touchCurve } from '../../src/charts/touch-curve.js';
import { unitEconomics } from '../../src/charts/unit-economics.js';
import { whatIfRows } from '../../src/charts/what-if-rows.js';
import { messagesFor } from '../../src/i18n/all-messages.js';
import type { Messages } from '../../src/i18n/messages.js';
import { whatIfOf } from '../../src/kpi/what-if.js';
import type { Frame, Scene } from '../../src/model/scene.js';
import * as leaving from '../fixtures/churn-result.js';
import * as closing from '../fixtures/close-ratio-result.js';
import { leadToOpp, leadToOppThin } from '../fixtures/lead-opp-result.js';
import { milestoneResults, oneMilestone } from '../fixtures/milestones-result.js';
import { products, productsThin } from '../fixtures/product-result.js';
import { leadResponse } from '../fixtures/response-result.js';
import * as results from '../fixtures/results.js';
import { leadResponseBySource, leadToOppBySource, productsBySegment, touchesBySource } from '../fixtures/segments-result.js';
import { touches, touchesThin } from '../fixtures/touches-result.js';
import { whatIfBase } from '../fixtures/what-if-base.js';
import { frameOf, marksOf, outside, textsOf, touchingTexts } from './scene-checks.js';

const benchmark: Benchmark = { name: 'SaaS average', year: '2021', source: 'Survey, 2022', organic: 205, paid: 341, currency: 'EUR' };

const charts: Readonly<Record<string, (frame: Frame, messages: Messages) => Scene | null>> = {
  'sparkline, band and target': (frame, m) => sparkline(results.salesCycle, frame, m),
  'sparkline, axis': (frame, m) => sparkline(results.salesCycle, frame, m, { form: 'axis' }),
  'sparkline, money axis': (frame, m) => sparkline(results.pipeline, frame, m, { form: 'axis' }),
  'sparkline, open period': (frame, m) => sparkline(results.closeRatioPartial, frame, m, { form: 'axis' }),
  'sparkline, unreliable': (frame, m) => sparkline(results.leadResponse, frame, m),
  'sparkline, milestone': (frame, m) => sparkline(results.cac, frame, m, { milestone: { value: 650, due: '2025-12-31' } }),
  'sparkline, nothing': (frame, m) => sparkline(results.notApplicable, frame, m),
  'milestone ladder': (frame, m) => milestoneLadder(milestoneResults, frame, m),
  'milestone ladder of one': (frame, m) => milestoneLadder(oneMilestone, frame, m),
  'what if, nothing': (frame, m) => whatIfRows(whatIfOf(whatIfBase, {}), frame, m),
  'what if, all': (frame, m) => whatIfRows(whatIfOf(whatIfBase, { retention: 0.05, winRate: -0.05, responseMinutes: 5, price: 0.1 }), frame, m),
  'what if, a loss': (frame, m) => whatIfRows(whatIfOf(whatIfBase, { retention: -0.2, price: -0.3 }), frame, m),
  funnel: (frame, m) => pipelineFunnel(results.pipeline, frame, m),
  'funnel of a plain list': (frame, m) => pipelineFunnel(results.pipelinePlain, frame, m),
  'funnel, unreliable': (frame, m) => pipelineFunnel(results.pipelineThin, frame, m),
  'pipeline multiples': (frame, m) => pipelineMultiples(results.pipelineBySegment, frame, m),
  'funnel of nothing': (frame, m) => pipelineFunnel(results.pipelineZero, frame, m),
  waterfall: (frame, m) => pipelineWaterfall(results.pipeline, frame, m),
  'waterfall to zero': (frame, m) => pipelineWaterfall(results.pipelineZero, frame, m),
  'cycle curve': (frame, m) => cycleCurve(results.salesCycle, frame, m),
  'cycle curve, unreliable': (frame, m) => cycleCurve(results.salesCycleThin, frame, m),
  'stage time': (frame, m) => stageTime(results.salesCycle, frame, m),
  'cycle multiples': (frame, m) => cycleMultiples(results.salesCycleBySegment, frame, m),
  'unit economics': (frame, m) => unitEconomics(results.cac, frame, m, { benchmark }),
  'unit economics, other currency': (frame, m) => unitEconomics(results.cacPlain, frame, m, { clv: results.clv, benchmark: { ...benchmark, currency: 'USD' } }),
  'unit economics, unreliable': (frame, m) => unitEconomics(results.cacThin, frame, m, { benchmark }),
  'payback, unreliable': (frame, m) => paybackCurve(results.cacThin, frame, m),
  'waterfall, unreliable': (frame, m) => pipelineWaterfall(results.pipelineThin, frame, m),
  'forecast and won': (frame, m) => forecastDumbbells(results.forecastAccuracy, frame, m),
  'forecast, unreliable': (frame, m) => forecastDumbbells(results.forecastThin, frame, m),
  'forecast over the years': (frame, m) => forecastRolling(results.forecastAccuracy, frame, m),
  'forecast by rep': (frame, m) => forecastOwners(results.forecastAccuracy, frame, m),
  'products by ease and worth': (frame, m) => productMatrix(products, frame, m),
  'products by ease and worth, unreliable': (frame, m) => productMatrix(productsThin, frame, m),
  'scores of products': (frame, m) => productScores(products, frame, m),
  'products on a card': (frame, m) => productRanking(products, frame, m),
  'scores of products, unreliable': (frame, m) => productScores(productsThin, frame, m),
  'response per rep': (frame, m) => responseCurves(leadResponse, frame, m),
  'response by hour': (frame, m) => responseHours(leadResponse, frame, m),
  'response and its cost': (frame, m) => responseDropOff(leadResponse, frame, m),
  'close ratio by rep': (frame, m) => closeRatioReps(closing.closeRatioReps, frame, m),
  'close ratio by rep, unreliable': (frame, m) => closeRatioReps(closing.closeRatioThin, frame, m),
  'close ratio by month': (frame, m) => closeRatioCourse(closing.closeRatioReps, frame, m),
  'close ratio by month, short': (frame, m) => closeRatioCourse(closing.closeRatioEven, frame, m),
  'close ratio by source': (frame, m) => segmentIntervals(closing.closeRatioBySource, frame, m),
  'leads qualified by segment': (frame, m) => segmentIntervals(leadToOppBySource, frame, m),
  'touches by segment': (frame, m) => segmentIntervals(touchesBySource, frame, m, touchesMeasure),
  'waits by segment': (frame, m) => segmentIntervals(leadResponseBySource, frame, m, waitMeasure),
  'win rate by segment': (frame, m) => segmentIntervals(productsBySegment, frame, m, winRateMeasure),
  'leads by step': (frame, m) => leadFunnel(leadToOpp, frame, m),
  'leads by step, unreliable': (frame, m) => leadFunnel(leadToOppThin, frame, m),
  'leads disqualified': (frame, m) => leadReasons(leadToOpp, frame, m),
  'leads by source': (frame, m) => leadGroups(leadToOpp, 'source', frame, m),
  'leads by rep': (frame, m) => leadGroups(leadToOpp, 'owner', frame, m),
  'customers still there': (frame, m) => churnRetention(leaving.churn, frame, m),
  'customers still there, unreliable': (frame, m) => churnRetention(leaving.churnThin, frame, m),
  'early churn by rep': (frame, m) => churnEarlyReps(leaving.churn, frame, m),
  'monthly revenue': (frame, m) => churnBridge(leaving.churn, frame, m),
  cohorts: (frame, m) => churnCohorts(leaving.churn, frame, m),
  'what retention is worth': (frame, m) => churnWhatIf(leaving.churn, frame, m),
  'churn by product': (frame, m) => segmentIntervals(leaving.churnByProduct, frame, m),
  'touches by channel': (frame, m) => touchChannels(touches, frame, m),
  'touches to meeting': (frame, m) => touchCurve(touches, frame, m),
  'touches to meeting, unreliable': (frame, m) => touchCurve(touchesThin, frame, m),
  payback: (frame, m) => paybackCurve(results.cac, frame, m),
};
const widths = [126, 150, 208, 267, 300, 340, 430, 468, 526, 560, 600, 672, 800];
const locales = ['en', 'de'];
const cases = Object.entries(charts).flatMap(([name, chart]) => locales.flatMap((locale) => widths.map((width) => {
  const scene = chart(frameOf(width, locale), messagesFor(locale));
  return { title: `${name}, ${locale}, ${width} px`, scene: scene as Scene };
})));

describe.each(cases)('$title', ({ scene }) => {
  it('keeps texts apart', () => expect(touchingTexts(scene)).toEqual([]));
  it('stays in its frame', () => expect(outside(scene)).toEqual([]));
  it('says what is cut in a title', () => {
    for (const mark of textsOf(scene)) if (mark.text.includes('…')) expect(mark.title?.length ?? 0).toBeGreaterThan(mark.text.length - 1);
  });
  it('is never squeezed to nothing', () => {
    expect(scene.plot.width).toBeGreaterThan(40);
    expect(scene.height).toBeGreaterThan(18);
  });
});

const wide = Object.entries(charts).map(([name, chart]) => ({ name, chart, scene: chart(frameOf(560), messagesFor('en')) as Scene }));

describe.each(wide)('$name', ({ scene, chart }) => {
  it('gives every stop a title, rows and a sentence', () => {
    for (const point of scene.points) {
      expect(point.title.length).toBeGreaterThan(0);
      expect(point.rows.length).toBeGreaterThan(0);
      expect(point.sentence).toMatch(/[.!]$/u);
      expect(point.sentence).not.toMatch(/\{\w+\}|undefined|NaN|null/u);
    }
  });
  it('reads its stops in order: along the rows or the axis', () => {
    const order = scene.points.map((point) => (point.crosshair ? point.x : point.y * 10_000 + point.x));
    if (scene.points.every((point) => point.crosshair)) expect(order).toEqual([...order].sort((a, b) => a - b));
  });
  it('has a table with as many cells as columns and no broken text', () => {
    const { columns, rows, raw, rawColumns } = scene.table;
    for (const row of rows) expect(row.length).toBe(columns.length);
    for (const row of raw) expect(row.length).toBe((rawColumns ?? columns).length);
    expect(JSON.stringify(scene.table)).not.toMatch(/\{\w+\}|undefined|NaN/u);
    for (const row of raw) for (const cell of row) if (typeof cell === 'number') expect(Number.isFinite(cell)).toBe(true);
  });
  it('has a summary', () => expect(scene.summary).toMatch(/\.$|^No open deals$/u));
  it('is the same for the same result', () => expect(chart(frameOf(560), messagesFor('en'))).toEqual(scene));
  it('turns over for languages that run from right to left', () => {
    const turned = chart(frameOf(560, 'en', { dir: 'rtl' }), messagesFor('en')) as Scene;
    expect(turned.dir).toBe('rtl');
    expect(marksOf(turned, 'rect').map((mark) => 560 - mark.x - mark.width)).toEqual(marksOf(scene, 'rect').map((mark) => expect.closeTo(mark.x, 6) as number));
    expect(turned.points.map((point) => 560 - point.x)).toEqual(scene.points.map((point) => expect.closeTo(point.x, 6) as number));
    expect(textsOf(turned).every((mark) => mark.text.startsWith('\u2068') && mark.text.endsWith('\u2069'))).toBe(true);
  });
  it('is plain data that survives a copy', () => expect(structuredClone(scene)).toEqual(scene));
});

describe('points of marks', () => {
  it.each(wide)('$name: exist', ({ scene }) => {
    for (const mark of scene.marks) if (mark.point !== undefined) expect(scene.points[mark.point]).toBeDefined();
  });
});
