import { describe, expect, it } from 'vitest';
import type { KpiResult } from '../../src/model/result.js';
import type { Rows } from '../fixtures/tables.js';
import { askChurn, repeat, sub } from './churn-fixtures.js';

const shown = ({ segments }: KpiResult<'churn'>) => segments.map(({ key, value, n }) => [...key, value, n]);

const rows: Rows = {
  customers: [
    { id: 'a', sold_by: 'Lang', segment: 'S', acquired_channel: 'web' }, { id: 'b', sold_by: 'Lang', segment: 'S', acquired_channel: 'fair' },
    { id: 'c', sold_by: 'Brandt', segment: 'L', acquired_channel: 'web' }, { id: 'd', sold_by: null, segment: 'L', acquired_channel: null },
  ],
  subscriptions: [
    sub('a', '2023-12-01', '2024-03-01', { product_id: 'p', end_reason: 'Price' }),
    sub('b', '2023-06-01', null, { product_id: 'q', end_reason: null }),
    sub('c', '2022-06-01', '2024-07-01', { product_id: 'p', end_reason: 'Payment failed' }),
    sub('d', '2022-06-01', '2024-08-01', { product_id: 'p', end_reason: null }),
  ],
};

describe('churn segments', () => {
  it('tenure is that at the start of the period: days 0 to 90, 91 to 365, longer', () => {
    expect(shown(askChurn(rows, { segmentBy: ['tenure'] }))).toEqual([['0-90', 1, 1], ['366+', 1, 2], ['91-365', 0, 1]]);
    const edges = { subscriptions: [sub('a', '2023-10-03', '2024-02-01'), sub('b', '2023-10-02', null), sub('c', '2023-01-01', null), sub('d', '2022-12-31', null), sub('e', null, null), sub('f', '2024-05-01', null)] };
    expect(shown(askChurn(edges, { segmentBy: ['tenure'] }))).toEqual([['0-90', 1, 1], ['366+', 0, 1], ['91-365', 0, 2], [null, 0, 1]]);
  });

  it('tenure belongs to its own period, also in a trend and a comparison', () => {
    const query = { filter: { tenure: ['0-90'] }, period: { start: '2024-03-01', end: '2024-04-01' }, compare: 'previous' as const, trend: { unit: 'month' as const, count: 4 } };
    const young = { subscriptions: [sub('a', '2023-12-01', '2024-02-10'), sub('b', '2024-01-15', '2024-03-20'), sub('c', '2022-01-01', '2024-03-20')] };
    const result = askChurn(young, query, { asOf: '2024-05-01' });
    expect([result.num, result.den, result.delta?.previous.value]).toEqual([1, 1, 0.5]);
    expect(result.trend?.map(({ value, n }) => [value, n])).toEqual([[0, 1], [0.5, 2], [1, 1], [null, 0]]);
  });

  it('product, segment, sold_by, channel; not set is a segment of its own', () => {
    expect(shown(askChurn(rows, { segmentBy: ['product'] }))).toEqual([['p', 1, 3], ['q', 0, 1]]);
    expect(shown(askChurn(rows, { segmentBy: ['product_id'] }))).toEqual([['p', 1, 3], ['q', 0, 1]]);
    expect(shown(askChurn(rows, { segmentBy: ['segment'] }))).toEqual([['L', 1, 2], ['S', 0.5, 2]]);
    expect(shown(askChurn(rows, { segmentBy: ['sold_by'] }))).toEqual([['Brandt', 1, 1], ['Lang', 0.5, 2], [null, 1, 1]]);
    expect(shown(askChurn(rows, { segmentBy: ['owner'] }))).toEqual([['Brandt', 1, 1], ['Lang', 0.5, 2], [null, 1, 1]]);
    expect(shown(askChurn(rows, { segmentBy: ['channel'] }))).toEqual([['fair', 0, 1], ['web', 1, 2], [null, 1, 1]]);
    expect(shown(askChurn(rows, { segmentBy: ['segment', 'channel'] }))).toEqual([['L', 'web', 1, 1], ['L', null, 1, 1], ['S', 'fair', 0, 1], ['S', 'web', 1, 1]]);
  });

  it('a product is that of the first subscription, one without a start being the oldest', () => {
    const subscriptions = [sub('a', '2023-05-01', null, { product_id: 'later' }), sub('a', null, '2023-06-01', { product_id: 'older' }), sub('b', '2023-05-01', null, { product_id: 'later' })];
    expect(shown(askChurn({ subscriptions }, { segmentBy: ['product'] }))).toEqual([['later', 0, 1], ['older', 0, 1]]);
  });

  it('reason and voluntary split the lost ones: each over all customers at the start, together the whole rate', () => {
    const byReason = askChurn(rows, { segmentBy: ['reason'] });
    expect(shown(byReason)).toEqual([['Payment failed', 0.25, 4], ['Price', 0.25, 4], [null, 0.25, 4]]);
    expect([byReason.value, byReason.den]).toEqual([0.75, 4]);
    expect(shown(askChurn(rows, { segmentBy: ['voluntary'] }))).toEqual([['false', 0.25, 4], ['true', 0.25, 4], [null, 0.25, 4]]);
    expect(byReason.segments[0]?.details).toMatchObject({ logo: 0.25, hazard: null, grr: null, retention: [], owners: [] });
    expect(byReason.details).toMatchObject({ logo: 0.75, ends: 3 });
  });

  it('reason beside another dimension: over the customers at the start of that dimension’s value', () => {
    const result = askChurn(rows, { segmentBy: ['segment', 'reason'] });
    expect(shown(result)).toEqual([['L', 'Payment failed', 0.5, 2], ['L', null, 0.5, 2], ['S', 'Price', 0.5, 2]]);
    expect([result.value, result.den]).toEqual([0.75, 4]);
  });

  it('a filter by reason is the rate of that reason', () => {
    expect(askChurn(rows, { filter: { voluntary: ['true'] } })).toMatchObject({ value: 0.25, num: 1, den: 4 });
    expect(askChurn(rows, { filter: { reason: ['Price', 'Payment failed'], segment: ['L'] } })).toMatchObject({ value: 0.5, num: 1, den: 2 });
    expect(askChurn(rows, { filter: { reason: ['Price'] }, segmentBy: ['segment'] }).segments.map(({ key, value, n }) => [...key, value, n])).toEqual([['S', 0.5, 2]]);
    expect(askChurn(rows, { filter: { reason: ['of nobody'] } })).toMatchObject({ value: 0, num: 0, den: 4 });
  });

  it('the reason is that of the subscription that ends with the stay; of several the first by name', () => {
    const subscriptions = [
      sub('a', '2023-01-01', '2024-02-01', { end_reason: 'Downgrade' }), sub('a', '2023-01-01', '2024-06-01', { end_reason: 'Price' }), sub('a', '2023-02-01', '2024-06-01', { end_reason: 'Not used' }), sub('a', '2023-02-01', '2024-06-01', { end_reason: null }),
    ];
    expect(shown(askChurn({ subscriptions }, { segmentBy: ['reason'] }))).toEqual([['Not used', 1, 1]]);
  });

  it('with more reasons than segments are shown the rate of the whole stays whole', () => {
    const subscriptions = repeat(260, (i) => sub(`c${i}`, '2023-01-01', '2024-05-01', { end_reason: `r${i % 250}`, product_id: `p${i % 2}` }));
    const result = askChurn({ subscriptions }, { segmentBy: ['product', 'reason'] });
    expect([result.value, result.num, result.den, result.segments.length]).toEqual([1, 260, 260, 200]);
    expect(result.segments.every(({ n }) => n === 130)).toBe(true);
  });

  it('a filter of plain dimensions is the sum of its values; nobody passing is null', () => {
    expect(askChurn(rows, { filter: { segment: ['S', 'L'] } })).toMatchObject({ num: 3, den: 4 });
    expect(askChurn(rows, { filter: { sold_by: ['Lang', null] } })).toMatchObject({ num: 2, den: 3 });
    expect(askChurn(rows, { filter: { sold_by: ['nobody'] } })).toMatchObject({ value: null, den: 0 });
  });

  it('reps are compared within the whole only', () => {
    const result = askChurn(rows, { segmentBy: ['segment'] });
    expect(result.details.owners.length).toBe(3);
    expect(result.segments.map(({ details }) => [details?.owners.length, details?.cohorts.length, details?.retention.length])).toEqual([[0, 0, 2], [0, 0, 1]]);
  });

  it('beyond 24 segments none brings its own curve', () => {
    const many = (count: number) => askChurn({ customers: repeat(count, (i) => ({ id: `c${i}`, segment: `s${i}` })), subscriptions: repeat(count, (i) => sub(`c${i}`, '2023-01-01', '2024-05-01')) }, { segmentBy: ['segment'] }).segments[0]?.details?.retention.length;
    expect([many(24), many(25)]).toEqual([1, 0]);
  });
});
