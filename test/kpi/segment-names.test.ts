import { describe, expect, it } from 'vitest';
import { closeRatio } from '../../src/kpi/close-ratio.js';
import { computeKpi } from '../../src/kpi/compute-kpi.js';
import { createContext } from '../../src/kpi/create-context.js';
import { segmentNames } from '../../src/kpi/segment-names.js';
import { tablesOf } from '../fixtures/tables.js';
import { asOf, engagedDeal } from './deal-fixtures.js';

describe('names of segments', () => {
  it('come from the lists of reps, products and accounts, for every dimension that holds their ids', () => {
    const names = segmentNames(tablesOf({
      owners: [{ id: 'u01', name: 'Jana Lang' }, { id: 'u02', name: null }, { id: 'Okafor', name: 'Okafor' }],
      products: [{ id: 'p1', name: 'Start' }],
    }));
    expect(names).toEqual({ owner_id: { u01: 'Jana Lang' }, sold_by: { u01: 'Jana Lang' }, product_id: { p1: 'Start' } });
  });
  it('tell two who share a name apart by their ids', () => {
    const { owner_id } = segmentNames(tablesOf({ owners: [{ id: 'a', name: 'Kim' }, { id: 'b', name: 'Kim' }, { id: 'c', name: 'Lee' }] }));
    expect(owner_id).toEqual({ a: 'Kim (a)', b: 'Kim (b)', c: 'Lee' });
  });
  it('are there for ids that are names of object members, and change no prototype', () => {
    const { owner_id } = segmentNames(tablesOf({ owners: [{ id: '__proto__', name: 'Proto' }, { id: 'constructor', name: 'Con' }] }));
    expect(Object.entries(owner_id ?? {})).toEqual([['__proto__', 'Proto'], ['constructor', 'Con']]);
    expect(({} as Record<string, unknown>)['Proto']).toBeUndefined();
  });
  it('are left out where a list is no list of people any more', () => {
    const accounts = Array.from({ length: 501 }, (_, i) => ({ id: `a${i}`, name: `Account ${i}` }));
    expect(segmentNames(tablesOf({ accounts }))).toEqual({});
  });
  it('stand beside the answer, while its keys stay ids', () => {
    const context = createContext(tablesOf({
      deals: [{ id: 'd1', ...engagedDeal(200, 'won', 10, { owner_id: 'u01' }) }], owners: [{ id: 'u01', name: 'Jana Lang' }],
    }), { asOf });
    const result = computeKpi(closeRatio, context, { kpi: 'close_ratio', segmentBy: ['owner_id'] });
    expect([result.segments[0]?.key, result.names?.['owner_id']]).toEqual([['u01'], { u01: 'Jana Lang' }]);
  });
});
