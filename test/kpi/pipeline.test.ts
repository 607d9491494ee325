import { describe, expect, it } from 'vitest';
import { computeKpi } from '../../src/kpi/compute-kpi.js';
import type { KpiContext } from '../../src/kpi/context.js';
import { pipeline } from '../../src/kpi/pipeline.js';
import type { KpiQuery } from '../../src/model/query.js';
import type { Row } from '../fixtures/tables.js';
import { codesOf, contextOf, isoDay, asOfDay, repeat } from './deal-fixtures.js';

const june = { start: '2025-06-01', end: '2025-07-01' };
const ask = (context: KpiContext, query: Partial<KpiQuery> = {}) => computeKpi(pipeline, context, { kpi: 'pipeline', period: june, compare: 'none', ...query });
const open = (amount: number | null, more: Row = {}): Row => ({ status: 'open', created_at: '2025-05-20', closed_at: null, amount, ...more });
const done = (status: 'won' | 'lost', amount: number | null, closed_at: string, more: Row = {}): Row => ({ status, created_at: '2025-05-20', closed_at, amount, ...more });

const example: Row[] = [
  open(10000, { probability: 0.2 }), open(20000, { probability: 0.5 }),
  open(30000, { probability: 0.8, created_at: '2025-06-10' }), open(null, { probability: 0.2, created_at: '2025-06-10' }),
  done('won', 15000, '2025-06-20', { created_at: '2025-04-01' }), done('lost', 8000, '2025-06-30', { created_at: '2025-05-05' }),
  open(5000, { created_at: '2025-07-01', probability: 0.1 }),
];

describe('pipeline: example of the specification', () => {
  const result = ask(contextOf(example), { target: 90000 });
  const { details } = result;
  it('volume 4, value 60000, weighted 36000, sd 16124.52, null 1', () => {
    expect([details.volume, result.value, details.weighted, details.weightedSd?.toFixed(2), details.nNull]).toEqual([4, 60000, 36000, '16124.52', 1]);
    expect([result.num, result.den, result.n, details.weightedBasis]).toEqual([60000, null, 4, 'crm']);
  });
  it('target 90000 is met by 66.7 %', () => expect(((details.attainmentValue ?? 0) * 100).toFixed(1)).toBe('66.7'));
  it('the top deal holds 50 %', () => {
    expect(details.topDealShare).toBe(0.5);
    expect(result.caveats.find(({ code }) => code === 'PL_CONCENTRATED')).toMatchObject({ params: { p: 0.5 }, en: 'One deal holds 50%.', de: 'Ein Deal trägt 50\u00a0%.' });
  });
  it('June: 53000 (4) + 30000 (2) − 15000 (1) − 8000 (1) = 60000 (4)', () => {
    expect(details.flow).toEqual({
      start: { n: 4, value: 53000 }, created: { n: 2, value: 30000 }, reopened: { n: 0, value: 0 }, won: { n: 1, value: 15000 },
      lost: { n: 1, value: 8000 }, amountChange: { n: 0, value: 0 }, moved: { n: 0, value: 0 }, end: { n: 4, value: 60000 },
    });
  });
  it('a null share of 25 % is unreliable, so there is no status', () => expect([result.reliability, result.status]).toEqual(['unreliable', 'unknown']));
});

describe('pipeline: edges', () => {
  it('no target: attainment null; target 0: null', () => {
    expect(ask(contextOf(example)).details.attainmentValue).toBeNull();
    expect(ask(contextOf(example), { target: 0 }).details.attainmentValue).toBeNull();
  });
  it('an empty pipeline is a real zero', () => {
    const result = ask(contextOf([done('won', 100, '2025-06-01')]), { target: 10 });
    expect([result.value, result.details.weighted, result.details.volume, result.state, result.reliability, result.status]).toEqual([0, 0, 0, 'zero', 'ok', 'bad']);
  });
  it('closed at t still counts as open at t, created at t does not', () => {
    const deals = [done('won', 7, '2025-06-15'), open(5, { created_at: '2025-06-15' }), open(3)];
    expect(ask(contextOf(deals), { period: { start: '2025-06-01', end: '2025-06-15' } }).value).toBe(10);
  });
  it('all amounts missing: value null, volume stays', () => {
    const result = ask(contextOf([open(null), open(null)]));
    expect([result.value, result.n, result.reliability]).toEqual([null, 2, 'none']);
  });
  it('amounts of 0 and below are kept and counted', () => {
    expect(ask(contextOf([open(0), open(-50), open(80)])).details).toMatchObject({ volume: 3, value: 30, nNull: 0 });
  });
  it('a null begin is in every stock and in no created flow', () => {
    const result = ask(contextOf([open(10, { created_at: null }), open(5)]), { period: { start: '2025-05-01', end: '2025-07-01' } });
    expect([result.details.flow?.start.n, result.details.flow?.created.n, result.details.volume]).toEqual([1, 1, 2]);
    expect(result.caveats.find(({ code }) => code === 'DQ_NO_START')?.params).toEqual({ n: 1 });
  });
  it('a deal closed before it was created begins with its closing', () => {
    const { details } = ask(contextOf([done('won', 9, '2025-06-10', { created_at: '2025-06-20' })]));
    expect([details.flow?.created.n, details.flow?.won.n, details.volume]).toEqual([1, 1, 0]);
  });
});

describe('pipeline: past stocks and flows from history', () => {
  const history = (deal: number, day: string, stage: string, more: Row = {}): Row => ({ deal_id: `d${deal}`, stage, entered_at: day, ...more });
  const deals = [
    open(300, { created_at: '2025-04-01', stage: 'Offer', pipeline: 'New' }),
    done('lost', 80, '2025-06-20', { created_at: '2025-04-01', stage: 'Lost', pipeline: 'New' }),
    open(40, { created_at: '2025-06-05', stage: 'Lead', pipeline: 'New' }),
  ];
  const stage_history = [
    history(1, '2025-04-01', 'Lead', { amount: 100, pipeline: 'Old', order: 1 }), history(1, '2025-06-10', 'Offer', { amount: 300, pipeline: 'New', order: 2 }),
    history(2, '2025-04-01', 'Lead', { amount: 80, pipeline: 'New', order: 1 }), history(2, '2025-05-10', 'Lost', { outcome: 'lost', amount: 80, pipeline: 'New' }),
    history(2, '2025-06-02', 'Lead', { outcome: 'open', amount: 80, pipeline: 'New', order: 1 }), history(2, '2025-06-20', 'Lost', { outcome: 'lost', amount: 80, pipeline: 'New' }),
    history(3, '2025-06-05', 'Lead', { amount: 40, pipeline: 'New', order: 1 }),
  ];
  const context = contextOf(deals, { stage_history });
  it('June: start 100 + created 40 + reopened 80 − lost 80 + amount change 200 = end 340', () => {
    expect(ask(context).details.flow).toEqual({
      start: { n: 1, value: 100 }, created: { n: 1, value: 40 }, reopened: { n: 1, value: 80 }, won: { n: 0, value: 0 },
      lost: { n: 1, value: 80 }, amountChange: { n: 0, value: 200 }, moved: { n: 0, value: 0 }, end: { n: 2, value: 340 },
    });
  });
  it('seen from one pipeline the deal that came from another has moved', () => {
    expect(ask(context, { filter: { pipeline: ['New'] } }).details.flow).toMatchObject({ start: { n: 0 }, moved: { n: 1, value: 100 }, amountChange: { value: 200 }, end: { n: 2, value: 340 } });
    expect(ask(context, { filter: { pipeline: ['Old'] } }).details.flow).toMatchObject({ start: { n: 1, value: 100 }, moved: { n: -1, value: -100 }, end: { n: 0, value: 0 } });
  });
  it('a past stock has the stages and amounts of its day', () => {
    const past = ask(context, { period: { start: '2025-05-01', end: '2025-06-01' } }).details;
    expect(past.stages.map(({ stage, n, value }) => [stage, n, value])).toEqual([['Lead', 1, 100]]);
    expect(past.flow).toMatchObject({ start: { n: 2, value: 180 }, lost: { n: 1, value: 80 }, end: { n: 1, value: 100 } });
    expect(ask(context).details.stages.map(({ stage, n, value }) => [stage, n, value])).toEqual([['Lead', 1, 40], ['Offer', 1, 300]]);
  });
  it('asOf in the past sees only what was known then', () => {
    const then = contextOf(deals, { stage_history }, { asOf: '2025-06-08' });
    expect(ask(then, { period: 'all' }).details).toMatchObject({ volume: 3, value: 220 });
  });
  it('the cohort funnel counts who entered a stage or a later one', () => {
    const { cohort } = ask(context, { period: { start: '2025-04-01', end: '2025-07-01' } }).details;
    expect(cohort).toMatchObject({ n: 3, won: 0, stages: [{ stage: 'Lead', reached: 3, ofFirst: 1, lostHere: 1 }, { stage: 'Offer', reached: 1, ofFirst: 0.333333333333, lostHere: 0 }] });
  });
  it('a period still under way gives way to six full months older than the horizon', () => {
    // H = 90 days before 1 July 2025 is 2 April: the latest full month all of whose deals are older is March.
    const lone = (id: string, created_at: string, status: string) => ({ id, created_at, status, closed_at: status === 'open' ? null : '2025-06-01', amount: 1 });
    const life = (deal_id: string, entered_at: string) => ({ deal_id, stage: 'Lead', entered_at });
    const old = contextOf(
      [lone('a', '2024-08-01', 'lost'), lone('b', '2024-10-01', 'won'), lone('c', '2025-03-31', 'open'), lone('d', '2025-06-10', 'open')],
      { stage_history: [life('a', '2024-08-01'), life('b', '2024-10-01'), life('c', '2025-03-31'), life('d', '2025-06-10')] },
    );
    expect(ask(old, { period: 'last_quarter' }).details.cohort).toMatchObject({ period: { start: '2024-10-01', end: '2025-04-01' }, n: 2, won: 1 });
    expect(ask(old, { period: { start: '2024-08-01', end: '2024-09-01' } }).details.cohort).toMatchObject({ period: { start: '2024-08-01', end: '2024-09-01' }, n: 1, won: 0 });
  });
});

describe('pipeline: chance of winning by stage', () => {
  const enter = (deal: number, day: number, stage: string, order: number): Row => ({ deal_id: `d${deal}`, stage, entered_at: isoDay(day), order });
  it('a stage with 30 decided deals uses its own history, drawn to the overall rate by ten entries', () => {
    // 40 deals entered Lead on the same day: 10 won and 30 lost after 10 days. All 40 entries decided: I = I_all = .25.
    const past = repeat(40, (i) => ({ status: i < 10 ? 'won' : 'lost', created_at: isoDay(asOfDay - 100), closed_at: isoDay(asOfDay - 90), amount: 100, stage: i < 10 ? 'Won' : 'Lost', probability: null }));
    const deals = [...past, open(1000, { stage: 'Lead', probability: 0.9, created_at: isoDay(asOfDay - 1) }), open(1000, { stage: 'Offer', probability: 0.5 })];
    const stage_history = [...repeat(40, (i) => enter(i + 1, asOfDay - 100, 'Lead', 1)), enter(41, asOfDay - 1, 'Lead', 1)];
    const { details } = ask(contextOf(deals, { stage_history }));
    expect(details.stages.map(({ stage, probability, probabilityBasis }) => [stage, probability, probabilityBasis])).toEqual([['Lead', 0.25, 'history'], ['Offer', 0.5, 'crm']]);
    expect([details.weighted, details.weightedBasis]).toEqual([750, 'mixed']);
  });
  it('neither history nor probability: left out of weighted and counted', () => {
    const result = ask(contextOf([open(100, { probability: 0.5 }), open(100, { probability: null })]));
    expect(result.details.weighted).toBe(50);
    expect(result.caveats.find(({ code }) => code === 'PL_NO_PROBABILITY')?.params).toEqual({ n: 1 });
    expect(ask(contextOf([open(100)])).details).toMatchObject({ weighted: null, weightedSd: null, weightedBasis: null });
  });
  it('percentages are recognised by the column; a mix is reported', () => {
    const result = ask(contextOf([open(100, { probability: 50 }), open(100, { probability: 0.5 })]));
    expect([result.details.weighted, codesOf(result).includes('DQ_PROB_MIXED')]).toEqual([50.5, true]);
    expect(codesOf(ask(contextOf([open(100, { probability: 50 }), open(100, { probability: 100 })])))).not.toContain('DQ_PROB_MIXED');
  });
  it('80 % of the outcomes: exact for up to 30 deals, normal above', () => {
    expect(ask(contextOf([open(10, { probability: 0.5 }), open(20, { probability: 0.5 })])).details.weightedCi).toEqual({ lo: 0, hi: 30, level: 0.8, method: 'poisson-binomial' });
    const many = ask(contextOf(repeat(100, () => open(10, { probability: 0.5 })))).details;
    // sd = sqrt(100 · 100 · .25) = 50
    expect(many.weightedCi).toEqual({ lo: 500 - 1.2816 * 50, hi: 500 + 1.2816 * 50, level: 0.8, method: 'normal' });
  });
});

describe('pipeline: speed and coverage', () => {
  it('velocity = deals × win rate × mean won amount / cycle days', () => {
    const deals = [open(1), open(1), done('won', 300, '2025-06-20'), done('won', 500, '2025-06-30'), done('lost', 1, '2025-06-30')];
    // 2 · 2/3 · 400 / ((31 + 41)/2)
    expect(ask(contextOf(deals)).details.velocity).toBeCloseTo(2 * (2 / 3) * 400 / 36, 9);
  });
  it('coverage = value expected in the unit containing t / (target − already won in it)', () => {
    const deals = [open(600, { expected_close_at: '2025-07-20' }), open(999, { expected_close_at: '2025-08-01' }), done('won', 100, '2025-06-30')];
    // t = 1 July: the month of July; nothing won in it yet.
    expect(ask(contextOf(deals), { target: 400 }).details.coverage).toBe(1.5);
    // Asked for the quarter: what is expected in July and August, nothing won since 1 July.
    expect(ask(contextOf(deals, {}, { asOf: '2025-07-15' }), { period: 'this_quarter', target: 400 }).details.coverage).toBe((600 + 999) / 400);
    expect(ask(contextOf([open(600, { expected_close_at: '2025-07-20' })]), { target: 0 }).details.coverage).toBeNull();
  });
  it('the stock at asOf is judged by its point; twice the target and more is only information', () => {
    const judge = (amount: number) => ask(contextOf([open(amount)]), { target: 100 }).status;
    expect([judge(99), judge(100), judge(200), judge(201)]).toEqual(['bad', 'good', 'good', 'unknown']);
  });
  it('targets come from the table: value and volume, the shortest period that fits', () => {
    const targets = [
      { kpi: 'pipeline', period: '2025', value: 1000 }, { kpi: 'pipeline', period: '2025-Q2', value: 500 }, { kpi: 'pipeline', period: '2025-Q3', value: 700 },
      { kpi: 'pipeline_volume', period: null, value: 8 },
    ];
    const { target, details } = ask(contextOf([open(100), open(150)], { targets }));
    expect([target, details.attainmentValue, details.targetVolume, details.attainmentVolume]).toEqual([500, 0.5, 8, 0.25]);
  });
});

describe('pipeline: segments, trend, change', () => {
  const deals = [open(10, { stage: 'Lead', source: 'Web' }), open(20, { stage: 'Offer', source: null }), done('won', 50, '2025-06-10', { stage: 'Closed Won', source: 'Web' })];
  it('stages and sources as segments; values add up to the total', () => {
    const byStage = ask(contextOf(deals), { segmentBy: ['stage'] });
    expect(byStage.segments.map(({ key, value }) => [key, value])).toEqual([[['Lead'], 10], [['Offer'], 20], [[null], 0]]);
    const bySource = ask(contextOf(deals), { segmentBy: ['source'] });
    expect(bySource.segments.map(({ key, value }) => [key, value])).toEqual([[['Web'], 10], [[null], 20]]);
    expect(bySource.value).toBe(30);
  });
  it('trend points are the stocks asked one by one', () => {
    const context = contextOf([...deals, done('lost', 5, '2025-02-10', { created_at: '2024-08-01' }), done('lost', null, '2025-04-01', { created_at: '2024-12-01' })]);
    const { trend } = ask(context, { trend: { unit: 'quarter', count: 5 } });
    expect(trend?.map(({ value, n }) => [value, n])).toEqual([[0, 0], [5, 1], [5, 2], [null, 1], [30, 2]]);
    for (const point of trend ?? []) expect(ask(context, { period: point.period })).toMatchObject({ value: point.value, n: point.n, reliability: point.reliability });
  });
  it('a change of a stock is what it is', () => {
    expect(ask(contextOf(deals), { compare: 'previous' }).delta).toMatchObject({ abs: -50, signal: 'down', previous: { value: 80, n: 3 } });
  });
  it('without a period: the stock at asOf, flows since the start of the quarter', () => {
    const result = computeKpi(pipeline, contextOf(deals), { kpi: 'pipeline' });
    expect([result.value, result.period.start, result.period.end, result.partial]).toEqual([30, '2025-04-01', '2025-07-01', false]);
  });
});

describe('pipeline: minimum input', () => {
  it('without created_at the stock, no flow', () => {
    const { created_at: _, ...bare } = open(10);
    const result = ask(contextOf([bare]));
    expect([result.value, result.details.flow]).toEqual([10, null]);
    expect(result.caveats.find(({ code }) => code === 'NOT_APPLICABLE')?.params).toEqual({ table: 'deals', column: 'created_at' });
  });
  it('without closed_at no past stock', () => {
    const deals = [{ status: 'open', created_at: '2025-01-01', amount: 5 }, { status: 'won', created_at: '2025-01-01', amount: 9 }];
    expect(ask(contextOf(deals)).value).toBe(5);
    expect(ask(contextOf(deals), { period: { start: '2025-02-01', end: '2025-03-01' } }).value).toBeNull();
  });
  it('without amounts the volume alone', () => {
    const result = ask(contextOf([{ status: 'open', created_at: '2025-01-01', closed_at: null }]));
    expect([result.value, result.n, result.details.flow?.end]).toEqual([null, 1, { n: 1, value: null }]);
    expect(codesOf(result)).toContain('NOT_APPLICABLE');
  });
});
