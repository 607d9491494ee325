import { describe, expect, it } from 'vitest';
import { computeKpi, computeSteps } from '../../src/kpi/compute-kpi.js';
import { salesCycle } from '../../src/kpi/sales-cycle.js';
import type { KpiContext } from '../../src/kpi/context.js';
import type { KpiQuery } from '../../src/model/query.js';
import type { Row } from '../fixtures/tables.js';
import { closedDeal, contextOf, isoDay, asOfDay, openDeal, repeat } from './deal-fixtures.js';

const june = { start: '2025-06-01', end: '2025-07-01' };
const ask = (context: KpiContext, query: Partial<KpiQuery> = {}) => computeKpi(salesCycle, context, { kpi: 'sales_cycle', period: june, compare: 'none', ...query });

/** won 10,20,20,40; lost 15,30; open 25+,50+,60+ */
const example: Row[] = [
  ...[10, 20, 20, 40].map((days) => closedDeal('won', days)), ...[15, 30].map((days) => closedDeal('lost', days)), ...[25, 50, 60].map((days) => openDeal(days)),
];

describe('sales_cycle: example of the specification', () => {
  const result = ask(contextOf(example));
  const { details } = result;
  it('mean 22.5, median 20, p90 34', () => {
    expect([result.value, details.mean, details.median, details.p90]).toEqual([22.5, 22.5, 20, 34]);
    expect([result.num, result.den, result.n, result.nCensored]).toEqual([90, 4, 4, 3]);
  });
  it('decision curve .888889 .777778 .555556 .416667 .277778 and decisionMedian 30', () => {
    expect(details.curve.map(({ t }) => t)).toEqual([10, 15, 20, 30, 40]);
    expect(details.curve.map(({ open }) => open.toFixed(6))).toEqual(['0.888889', '0.777778', '0.555556', '0.416667', '0.277778']);
    expect(details.decisionMedian).toBe(30);
  });
  it('won curve .111111 .333333 .472222 and winMedian 20', () => {
    expect([0, 2, 4].map((i) => details.curve[i]?.win.toFixed(6))).toEqual(['0.111111', '0.333333', '0.472222']);
    expect(details.winMedian).toBe(20);
  });
  it('tail .2778, 4 events are unreliable, and the status is unknown', () => {
    expect(details.tail?.toFixed(4)).toBe('0.2778');
    expect([result.reliability, result.status]).toEqual(['unreliable', 'unknown']);
    expect(ask(contextOf(example), { target: 30 }).status).toBe('unknown');
  });
  it('shares of won, lost and open add up to 1 at every step', () => {
    for (const { win, loss, open } of details.curve) expect(win + loss + open).toBeCloseTo(1, 11);
  });
});

describe('sales_cycle: edges', () => {
  it('no won: null, curve still drawn', () => {
    const result = ask(contextOf([closedDeal('lost', 15), openDeal(20)]));
    expect([result.value, result.n, result.reliability]).toEqual([null, 0, 'none']);
    expect(result.details.curve).toHaveLength(1);
    expect(result.caveats.map(({ code }) => code)).toContain('E_ZERO_DENOM');
  });
  it('all open: S = 1, medians null', () => {
    const { details } = ask(contextOf([openDeal(20), openDeal(40)]));
    expect([details.tail, details.decisionMedian, details.winMedian, details.curve]).toEqual([1, null, null, []]);
  });
  it('S exactly .5: midpoint to the next event', () => {
    const { details } = ask(contextOf([closedDeal('won', 10), closedDeal('lost', 20), closedDeal('won', 40), openDeal(50)]));
    expect(details.decisionMedian).toBe(30);
  });
  it('won in the same instant: T = 0 is kept', () => {
    const result = ask(contextOf([closedDeal('won', 0)]));
    expect([result.value, result.n, result.state]).toEqual([0, 1, 'zero']);
  });
  it('closing at the period start counts, at its end does not', () => {
    const deals = [closedDeal('won', 10, {}, '2025-06-01'), closedDeal('won', 20, {}, '2025-05-31')];
    expect(ask(contextOf(deals)).n).toBe(1);
    expect(ask(contextOf(deals), { period: { start: '2025-05-01', end: '2025-06-01' } }).value).toBe(20);
  });
});

describe('sales_cycle: when the clock starts', () => {
  const at = (row: Row, more = {}) => ask(contextOf([{ status: 'won', closed_at: '2025-06-15', ...row }], more));
  it('first contact before creation counts, a later one does not', () => {
    expect(at({ created_at: '2025-06-05', first_contact_at: '2025-05-26' }).value).toBe(20);
    expect(at({ created_at: '2025-06-05', first_contact_at: '2025-06-10' }).value).toBe(10);
  });
  it('first activity of the deal or its lead that is neither automated nor an ad or a web visit', () => {
    const activities = [
      { lead_id: 'l1', occurred_at: '2025-05-01', kind: 'web' }, { lead_id: 'l1', occurred_at: '2025-05-02', kind: 'ad' },
      { lead_id: 'l1', occurred_at: '2025-05-03', kind: 'email', automated: true }, { lead_id: 'l1', occurred_at: '2025-05-16', kind: 'form' },
      { deal_id: 'd1', occurred_at: '2025-05-20', kind: 'call' },
    ];
    const leads = [{ id: 'l1', received_at: '2025-04-01' }];
    expect(at({ created_at: '2025-06-05', lead_id: 'l1' }, { activities, leads }).value).toBe(30);
  });
  it('without contact and activity the receipt of the lead, linked by opp_id too, of several leads the first', () => {
    const leads = [{ id: 'l1', received_at: '2025-05-16', opp_id: 'd1' }, { id: 'l2', received_at: '2025-05-06', opp_id: 'd1' }];
    const result = at({ created_at: '2025-06-05' }, { leads });
    expect(result.value).toBe(40);
    expect(result.caveats.find(({ code }) => code === 'SC_START_FALLBACK')?.params).toEqual({ p: 1 });
  });
  it('hours count when both ends have a time, whole local days when either is a date', () => {
    expect(ask(contextOf([{ status: 'won', created_at: '2025-06-01T18:00', closed_at: '2025-06-11T06:00' }])).value).toBe(9.5);
    expect(ask(contextOf([{ status: 'won', created_at: '2025-06-01T18:00', closed_at: '2025-06-11' }])).value).toBe(10);
  });
  it('ends before it starts: excluded and counted; five minutes of clock skew clamp to 0', () => {
    const result = ask(contextOf([
      { status: 'won', created_at: '2025-06-10T12:00', closed_at: '2025-06-10T11:56' }, { status: 'won', created_at: '2025-06-10T12:00', closed_at: '2025-06-10T11:54' },
    ]));
    expect([result.value, result.n]).toEqual([0, 1]);
    expect(result.caveats.find(({ code }) => code === 'DQ_NEGATIVE_DURATION')?.params).toEqual({ n: 1 });
  });
  it('renewals are no new cycles', () => {
    expect(ask(contextOf([closedDeal('won', 10), closedDeal('won', 300, { type: 'renewal' }), closedDeal('won', 30, { type: 'upsell' })])).value).toBe(20);
  });
  it('very short cycles are binned by the hour and shown in days', () => {
    const { details, value } = ask(contextOf(['06:45', '12:45', '18:45'].map((time) => ({ status: 'won', created_at: '2025-06-10T00:30', closed_at: `2025-06-10T${time}` }))));
    expect(details.median).toBe(0.5);
    expect(value).toBeCloseTo(12.25 / 24, 12);
  });
  it('a closing at asOf or later has not happened', () => {
    const result = ask(contextOf([closedDeal('won', 10), closedDeal('won', 20, {}, '2025-07-01')]), { period: 'all' });
    expect([result.n, result.nCensored]).toEqual([1, 1]);
  });
});

describe('sales_cycle: reopened deals', () => {
  const history = [
    { deal_id: 'd1', stage: 'Offer', entered_at: '2025-05-01', outcome: 'open' }, { deal_id: 'd1', stage: 'Lost', entered_at: '2025-05-11', outcome: 'lost' },
    { deal_id: 'd1', stage: 'Offer', entered_at: '2025-05-31', outcome: 'open' }, { deal_id: 'd1', stage: 'Won', entered_at: '2025-06-15', outcome: 'won' },
  ];
  const deal = { status: 'won', created_at: '2025-05-01', closed_at: '2025-06-15' };
  it('one deal, the last closing counts, the closed gap is part of the cycle', () => {
    const result = ask(contextOf([deal], { stage_history: history }));
    expect([result.value, result.n]).toEqual([45, 1]);
    expect(result.caveats.find(({ code }) => code === 'DQ_REOPENED')?.params).toEqual({ n: 1 });
    expect(result.phases?.map(({ key, value }) => [key, value])).toEqual([['Offer', 25], ['closed_gap', 20]]);
  });
  it('as of a date between closing and reopening it was lost, after the reopening open', () => {
    const lost = ask(contextOf([deal], { stage_history: history }, { asOf: '2025-05-20' }), { period: 'all' });
    expect([lost.details.curve[0]?.loss, lost.nCensored]).toEqual([1, 0]);
    const open = ask(contextOf([deal], { stage_history: history }, { asOf: '2025-06-05' }), { period: 'all' });
    expect([open.n, open.nCensored]).toEqual([0, 1]);
  });
  it('the curve of a past period knows no later reopening', () => {
    const past = ask(contextOf([deal], { stage_history: history }), { period: { start: '2025-05-01', end: '2025-05-20' } });
    expect([past.details.curve[0]?.t, past.details.curve[0]?.loss]).toEqual([10, 1]);
  });
});

describe('sales_cycle: phases', () => {
  const stage_history = [
    { deal_id: 'd1', stage: 'Lead', entered_at: '2025-06-01', order: 1 }, { deal_id: 'd1', stage: 'Offer', entered_at: '2025-06-05', order: 2 },
    { deal_id: 'd2', stage: 'Lead', entered_at: '2025-06-03', order: 1 },
    { deal_id: 'd3', stage: 'Lead', entered_at: '2025-06-21', order: 1 },
  ];
  const deals = [
    { status: 'won', first_contact_at: '2025-05-26', created_at: '2025-06-01', closed_at: '2025-06-15' },
    { status: 'won', first_contact_at: null, created_at: '2025-06-03', closed_at: '2025-06-13' },
    { status: 'open', first_contact_at: null, created_at: '2025-06-21', closed_at: null },
  ];
  const { phases, value } = ask(contextOf(deals, { stage_history }));
  it('add up to the mean cycle exactly', () => {
    expect(value).toBe(15);
    expect(phases?.reduce((sum, phase) => sum + (phase.value ?? 0), 0)).toBeCloseTo(15, 12);
  });
  it('share that entered × mean days when entered; a skipped stage is absent, not 0', () => {
    // d1: 6 days before creation, Lead 4, Offer 10; d2: Lead 10, no Offer.
    expect(phases?.map(({ key, n, value: days, details }) => [key, n, days, details['share'], details['meanWhenEntered']])).toEqual([
      ['pre_pipeline', 1, 3, 0.5, 6], ['Lead', 2, 7, 1, 7], ['Offer', 1, 5, 0.5, 10],
    ]);
  });
  it('the visit that still lasts is censored in the median', () => {
    expect(phases?.find(({ key }) => key === 'Lead')?.details['median']).toBe(10);
  });
});

describe('sales_cycle: trend by entry cohort', () => {
  it('no winMedian until every deal of the cohort is as old as the horizon', () => {
    const cohort = (start: string, days: number): Row => ({ status: 'won', created_at: start, closed_at: isoDay(Math.min(asOfDay - 1, Date.parse(`${start}T00:00Z`) / 864e5 + days)) });
    const deals = [...repeat(12, () => cohort('2025-01-10', 20)), ...repeat(12, () => cohort('2025-05-10', 20))];
    const { trend } = ask(contextOf(deals), { trend: { unit: 'quarter', count: 2 } });
    expect(trend?.map(({ value, n }) => [value, n])).toEqual([[20, 12], [null, 12]]);
  });
});

describe('sales_cycle: target', () => {
  it('without one, the median of the four quarters before: their means are 10, 20, 30, 60', () => {
    const quarters = [['2024-05-15', 10], ['2024-08-15', 20], ['2024-11-15', 30], ['2025-02-15', 60]] as const;
    const before = quarters.flatMap(([day, days]) => repeat(10, () => closedDeal('won', days, {}, day)));
    const now = repeat(40, (i) => closedDeal('won', 40 + (i % 3), {}, '2025-06-15'));
    const result = ask(contextOf([...before, ...now]));
    expect([result.target, result.status]).toEqual([25, 'bad']);
    expect(ask(contextOf([...before.slice(10), ...now])).target).toBeNull();
    expect(ask(contextOf([...before, ...now]), { target: 50 })).toMatchObject({ target: 50, status: 'good' });
  });
});

describe('sales_cycle: minimum input', () => {
  it('a missing table or column is named, never 0', () => {
    const missing = ask(contextOf([{ status: 'won', created_at: '2025-06-01' }]));
    expect([missing.state, missing.value, missing.caveats[0]?.params]).toEqual(['not-applicable', null, { table: 'deals', column: 'closed_at' }]);
    expect(missing.caveats[0]).toMatchObject({ code: 'NOT_APPLICABLE', severity: 'block', en: 'Needs deals.closed_at.', de: 'Benötigt deals.closed_at.' });
    expect(ask(contextOf([])).state).toBe('empty');
  });
  it('without stage history the phases are null and it says so', () => {
    const result = ask(contextOf(example));
    expect(result.phases).toBeNull();
    expect(result.caveats.find(({ code }) => code === 'NOT_APPLICABLE')).toMatchObject({ severity: 'info', params: { table: 'stage_history' } });
  });
  it('only won rows: mean, median, p90 only', () => {
    const { details, nCensored } = ask(contextOf([closedDeal('won', 10), closedDeal('won', 20)]));
    expect(details).toMatchObject({ mean: 15, median: 15, p90: 19, decisionMedian: null, winMedian: null, tail: null, curve: [] });
    expect(nCensored).toBeNull();
  });
  it('status from the stage words where there is no status', () => {
    const row = { created_at: '2025-06-05', closed_at: '2025-06-15' };
    expect(ask(contextOf([{ ...row, stage: 'Closed Won' }, { ...row, stage: 'verloren' }])).n).toBe(1);
  });
});

describe('sales_cycle: bootstrap', () => {
  it('the closed form answers first, the bootstrap interval replaces it, and is the same every time', () => {
    const context = contextOf(repeat(40, (i) => closedDeal('won', 10 + (i * 7) % 40)));
    const run = () => {
      const steps = computeSteps(salesCycle, context, { kpi: 'sales_cycle', period: june, compare: 'none' });
      const first = steps.next();
      let step = steps.next();
      while (step.done !== true) step = steps.next();
      return { first: first.value, last: step.value };
    };
    const { first, last } = run();
    expect([first?.ci?.method, last.ci?.method]).toEqual(['t', 'bootstrap']);
    expect(last.ci?.lo).toBeLessThan(last.value as number);
    expect(run().last).toEqual(last);
    expect({ ...last, ci: null }).toEqual({ ...first, ci: null });
  });
});
