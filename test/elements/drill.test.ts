import { describe, expect, it } from 'vitest';
import { drillOf, partOf } from '../../src/elements/parts/drill.js';
import type { KpiQuery } from '../../src/model/query.js';
import type { KpiResult } from '../../src/model/result.js';
import type { ScenePoint } from '../../src/model/scene.js';

const result = { kpi: 'close_ratio', period: { start: '2025-04-01', end: '2025-07-01' } } as unknown as KpiResult;
const asked: KpiQuery = { kpi: 'close_ratio', period: 'last_quarter', compare: 'previous', filter: { segment: ['Enterprise'] }, options: { basis: 'decided' }, season: true };
const point = (more: Partial<ScenePoint>): ScenePoint => ({ x: 0, y: 0, title: 'Web', rows: [], sentence: '', ...more });

describe('what a drill asks for', () => {
  it('the whole figure: the question that it answers, without what lies beside the figure', () => {
    expect(drillOf(result, asked)).toMatchObject({
      kpi: 'close_ratio', dimensions: [], key: [], title: '', isWider: false, filter: { segment: ['Enterprise'] },
      query: { kpi: 'close_ratio', period: 'last_quarter', filter: { segment: ['Enterprise'] }, options: { basis: 'decided' } },
    });
    expect(Object.keys(drillOf(result, asked).query)).toEqual(['kpi', 'period', 'filter', 'options']);
  });
  it('a segment: by its key, not set among them', () => {
    const drill = drillOf(result, asked, partOf(point({ key: ['Web', null] }), ['source', 'owner_id']));
    expect(drill).toMatchObject({ dimensions: ['source', 'owner_id'], key: ['Web', null], isWider: false, period: { start: '2025-04-01', end: '2025-07-01' } });
    expect(drill.query).toMatchObject({ segmentBy: ['source', 'owner_id'], segment: ['Web', null] });
  });
  it('a stretch of time: in place of that of the figure', () => {
    const may = { start: '2025-05-01', end: '2025-06-01' };
    expect(drillOf(result, asked, partOf(point({ period: may }), []))).toMatchObject({ period: may, isWider: false, query: { period: may } });
  });
  it('a value of a column that no other picture can be filtered by', () => {
    const drill = drillOf(result, asked, partOf(point({ rowsWith: { disq_reason: 'No budget' } }), []));
    expect(drill).toMatchObject({ isWider: false, query: { segmentBy: ['disq_reason'], segment: ['No budget'] } });
  });
  it('several keys that are chosen together: all of them, beside the filter', () => {
    const drill = drillOf(result, asked, { dimensions: ['source'], keys: [['Web'], [null]], title: '' });
    expect(drill.query.filter).toEqual({ segment: ['Enterprise'], source: ['Web', null] });
    expect(drill.query.segment).toBeUndefined();
    expect(drill.isWider).toBe(false);
  });
  it('a mark that stands for neither, or for the rest of the segments: all rows, and that it is more is known', () => {
    expect(drillOf(result, asked, partOf(point({}), []))).toMatchObject({ isWider: true, title: 'Web', key: [] });
    expect(drillOf(result, asked, partOf(point({ key: [] }), ['source']))).toMatchObject({ isWider: true, key: [] });
  });
});
