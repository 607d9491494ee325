import { describe, expect, it } from 'vitest';
import { computeKpi } from '../../src/kpi/compute-kpi.js';
import { earliestOfLeads } from '../../src/kpi/lead-earliest.js';
import { leadRows } from '../../src/kpi/lead-rows.js';
import { meanWaitByMonth } from '../../src/kpi/lead-months.js';
import { createCut } from '../../src/kpi/create-cut.js';
import { pipeline } from '../../src/kpi/pipeline.js';
import { closeRatio } from '../../src/kpi/close-ratio.js';
import type { Row } from '../fixtures/tables.js';
import { contextOf as dealContext, engagedDeal, openDeal } from './deal-fixtures.js';
import { asOfMs, contextOf } from './lead-fixtures.js';

describe('the stages of a pipeline', () => {
  const life = (deal: number, ...stages: readonly string[]): Row[] => stages.map((stage, i) => ({ deal_id: `d${deal}`, stage, entered_at: `2025-05-${String(10 + i)}`, order: i }));
  const deals = [
    openDeal(60, { stage: 'Lead', amount: 1 }), openDeal(60, { stage: 'Lead', amount: 1 }), openDeal(60, { stage: 'Offer', amount: 1 }), openDeal(60, { stage: 'Contract', amount: 1 }), openDeal(60, { stage: 'Contract', amount: 1 }),
  ];
  const stage_history = [...life(1, 'Lead'), ...life(2, 'Lead'), ...life(3, 'Lead', 'Offer'), ...life(4, 'Lead', 'Offer', 'Contract'), ...life(5, 'Lead', 'Offer', 'Contract')];
  it('each passes on to the next: 3 of 5, then 2 of 3, and of two contracts none is won', () => {
    const { phases } = computeKpi(pipeline, dealContext(deals, { stage_history }), { kpi: 'pipeline', period: { start: '2025-05-01', end: '2025-07-01' }, compare: 'none' });
    expect(phases?.map(({ key, details }) => [key, details['conversion']])).toEqual([['Lead', 0.6], ['Offer', expect.closeTo(2 / 3, 10)], ['Contract', 0]]);
  });
  it('deals without a stage come last', () => {
    const { details } = computeKpi(pipeline, dealContext([openDeal(9, { stage: null, amount: 9 }), openDeal(9, { stage: null, amount: 9 }), openDeal(9, { stage: 'Lead', amount: 9 })]), { kpi: 'pipeline', compare: 'none' });
    expect(details.stages.map(({ stage }) => stage)).toEqual(['Lead', null]);
  });
  it('of a close ratio tell which is a stage and which is won, and how many came so far', () => {
    const mature = [engagedDeal(300, 'won', 20), engagedDeal(300, 'lost', 20)];
    const entered = [1, 2].map((deal): Row => ({ deal_id: `d${deal}`, stage: 'Lead', entered_at: '2024-09-10' }));
    const { phases } = computeKpi(closeRatio, dealContext(mature, { stage_history: entered }), { kpi: 'close_ratio', period: { start: '2024-08-01', end: '2024-11-01' }, compare: 'none', options: { horizonDays: 90 } });
    expect(phases?.map(({ key, n, value, details }) => [key, n, value, details])).toEqual([['Lead', 2, 1, { kind: 'stage', reached: 2 }], ['won', 2, 0.5, { kind: 'won', reached: 1 }]]);
  });
});

describe('the earliest of several leads', () => {
  const merge = { keptOf: Uint32Array.of(0, 0), merged: 1 };
  const leadOf = (leads: readonly Row[], at: readonly number[]): number => {
    const context = contextOf(leads);
    return earliestOfLeads(context, leadRows(context), merge, (lead) => at[lead] as number).lead(0);
  };
  const [early, late] = [{ received_at: '2025-05-01' }, { received_at: '2025-05-02' }];
  it.each([
    ['the first to happen', leadOf([early, late], [20, 10]), 1],
    ['of equal ones that of the lead received first', leadOf([late, early], [10, 10]), 1],
    ['also where its id is the greater', leadOf([{ ...early, id: 'z' }, { ...late, id: 'a' }], [10, 10]), 0],
    ['received together: the smaller id', leadOf([{ ...early, id: 'b' }, { ...early, id: 'a' }], [10, 10]), 1],
    ['without any difference the one that came first', leadOf([{ ...early, id: 'a' }, { ...early, id: 'a' }], [10, 10]), 0],
    ['none at the cut-off or later', leadOf([early, late], [asOfMs, 10]), 1],
  ])('%s', (_, found, expected) => expect(found).toBe(expected));
});

describe('mean waits of months', () => {
  it('each month its own answered leads, those that the filter leaves out in none', () => {
    const leads = [
      { received_at: '2025-04-07T09:00Z', first_response_at: '2025-04-07T09:10Z', source: 'Web' }, { received_at: '2025-05-05T09:00Z', first_response_at: '2025-05-05T09:20Z', source: 'Web' },
      { received_at: '2025-05-06T09:00Z', first_response_at: '2025-05-06T09:40Z', source: 'Web' }, { received_at: '2025-05-07T09:00Z', first_response_at: '2025-05-07T12:00Z', source: 'Fair' },
      { received_at: '2025-05-08T09:00Z', first_response_at: null, source: 'Web' },
    ];
    const context = contextOf(leads);
    const months = context.calendar.lastUnits('month', 3, asOfMs);
    const cut = createCut({ source: ['Web'] }, [], [leadRows(context)]);
    const found = meanWaitByMonth(context, { period: months[0] as (typeof months)[number], cut, target: null, options: { hours: 'all' } }, months);
    expect(found).toEqual([{ value: 10, n: 1 }, { value: 30, n: 2 }, { value: null, n: 0 }]);
    expect(meanWaitByMonth(context, { period: months[0] as (typeof months)[number], cut, target: null, options: {} }, [])).toEqual([]);
  });
});
