import { describe, expect, it } from 'vitest';
import { cac } from '../../src/kpi/cac.js';
import { closeRatio } from '../../src/kpi/close-ratio.js';
import { closedDeal } from './deal-fixtures.js';
import { behind } from './same-again.js';

const march = { period: { start: '2025-03-01', end: '2025-04-01' } } as const;
const rowsOf = (answer: ReturnType<typeof behind>, name: string) => answer.tables.find(({ table }) => table === name)?.rows.map(({ row }) => row);

describe('the rows behind a cost', () => {
  const customers = [{ id: 'a', first_won_at: '2025-03-05', acquired_channel: 'seo', sold_by: 'x', segment: 'S' }];
  const spend = [['sales', null], ['marketing', null], ['marketing', 'seo'], ['marketing', 'ads'], ['sales', 'ads']]
    .map(([kind, channel]) => ({ period_start: '2025-03-01', period_end: '2025-03-31', kind, channel, organic: false, amount: 10, currency: 'EUR', campaign: 'c' }));
  it('of one channel: its own and the sales spend without one, which it shares; no other channel, no marketing without one', () =>
    expect(rowsOf(behind(cac, { customers, spend }, { ...march, filter: { channel: ['seo'] } }), 'spend')).toEqual([2, 4]));
  it('show what was spent, in which currency and whether it is organic', () =>
    expect(behind(cac, { customers, spend }, march).tables.map(({ table, columns }) => [table, columns])).toEqual([
      ['spend', ['period_start', 'period_end', 'kind', 'channel', 'organic', 'amount', 'currency', 'campaign']],
      ['customers', ['id', 'first_won_at', 'acquired_channel', 'sold_by', 'segment']],
    ]));
});

describe('the rows behind a decided ratio', () => {
  it('are new deals: renewals are not among them', () =>
    expect(rowsOf(behind(closeRatio, { deals: [
      closedDeal('won', 5, { id: 'a', type: 'new' }, '2025-03-10'), closedDeal('lost', 5, { id: 'b', type: 'renewal' }, '2025-03-11'), closedDeal('lost', 5, { id: 'c', type: 'new' }, '2025-03-12'),
    ] }, { ...march, options: { basis: 'decided' } }), 'deals')).toEqual([2, 4]));
});
