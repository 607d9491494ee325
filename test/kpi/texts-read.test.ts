import { describe, expect, it } from 'vitest';
import { outcomeOfWord } from '../../src/kpi/outcome.js';
import { parsePeriod } from '../../src/kpi/period-name.js';
import { stageOrder } from '../../src/kpi/pipeline-order.js';
import { roundSignificant } from '../../src/kpi/round-result.js';
import { compareTexts, indexTexts } from '../../src/kpi/text-index.js';
import { isConsumer } from '../../src/kpi/touches-cells.js';
import { keyOfValue } from '../../src/kpi/value-key.js';
import type { PeriodInput } from '../../src/model/query.js';
import type { TextColumn } from '../../src/model/table.js';
import { tableOf } from '../fixtures/tables.js';
import { contextOf } from './deal-fixtures.js';

const column = (...ids: readonly (string | null)[]): TextColumn => tableOf('deals', ids.map((id) => ({ id }))).columns.get('id') as TextColumn;

describe('what a status or stage says', () => {
  it.each([
    ['Won', 1], ['Closed Won!', 1], ['(gewonnen)', 1], [' Closed - Lost. ', 2], ['Abgeschlossen und verloren', 2], ['Closed', 0], ['Won back', 0], ['Lost & won', 0], ['', 0], ['?!', 0], [null, 0],
  ] as const)('%s', (text, code) => expect(outcomeOfWord(text)).toBe(code));
});

describe('segments of consumers', () => {
  it.each(['B2C', 'd2c', 'Consumer', 'Consumers', 'Privat', 'Private', 'Private customer', 'Privat customers', 'Private Kunde', 'Private Kunden', 'Privatkunde', 'Privat-Kunden', 'Privat client', 'Endkunde', 'Endverbraucher', 'Verbraucher'])('%s', (segment) => expect(isConsumer(segment)).toBe(true));
  it.each(['B2B', 'Non-consumer', 'No B2C', 'B2C and B2B', 'Consumer goods', 'Private equity', 'Kunden', '', null])('not %s', (segment) => expect(isConsumer(segment)).toBe(false));
});

describe('the name of a period', () => {
  it.each([['last_day', 'last', 'day', 1], ['this_day', 'this', 'day', 1], ['last_7_days', 'last', 'day', 7], ['this_week', 'this', 'week', 1], ['last_2_quarters', 'last', 'quarter', 2]] as const)('%s', (name, kind, unit, count) => {
    expect(parsePeriod(name as PeriodInput)).toEqual({ kind, unit, count });
  });
  it('a date that does not exist is called no date, at either side; one day is the shortest', () => {
    expect(() => parsePeriod({ start: '2025-02-01', end: '2025-02-30' })).toThrow('dates must be YYYY-MM-DD');
    expect(() => parsePeriod({ start: '2025-02-30', end: '2025-04-01' })).toThrow('dates must be YYYY-MM-DD');
    expect(() => parsePeriod({ start: '2025-02-01', end: '2025-02-01' })).toThrow('does not lie after');
    expect(parsePeriod({ start: '2025-02-01', end: '2025-02-02' })).toMatchObject({ kind: 'days' });
  });
});

describe('ids by their bytes', () => {
  it('are ordered like words: the first byte that differs, then the shorter', () => {
    const ids = column('b', 'ab', 'za', 'abc', 'ba', 'abd');
    const sign = (a: number, b: number) => Math.sign(compareTexts(ids, a, b));
    expect([0, 1, 2, 3, 4, 5].sort((a, b) => sign(a, b))).toEqual([1, 3, 5, 0, 4, 2]);
    expect([sign(1, 3), sign(3, 1), sign(3, 5), sign(1, 1)]).toEqual([-1, 1, -1, 0]);
  });
  it('are found in another column: the first of equal ones, never an empty one', () => {
    const found = indexTexts(column(null, 'x', 'y', 'x'));
    const asked = column('x', null, 'y', 'z', 'xy');
    expect([0, 1, 2, 3, 4].map((row) => found.rowOf(asked, row))).toEqual([1, -1, 2, -1, -1]);
  });
});

describe('stages without a history', () => {
  const order = (stages: readonly (readonly [string | null, number])[]) => stageOrder(new Map(stages.map(([stage, n]) => [keyOfValue(stage), { n, value: 0, weighted: new Float64Array(3) }])), contextOf([])).map((key) => stages.find(([stage]) => keyOfValue(stage) === key)?.[0]);
  it('stand by their deals, of equally many by name, those not set last however many', () => {
    expect(order([['B', 2], [null, 9], ['C', 3], ['A', 2]])).toEqual(['C', 'A', 'B', null]);
    expect(order([['A', 2], ['B', 2], ['C', 3], [null, 9]])).toEqual(['C', 'A', 'B', null]);
    expect(order([[null, 9], ['B', 2], ['A', 2]])).toEqual(['A', 'B', null]);
  });
});

describe('twelve significant digits', () => {
  it('whole numbers stay whole, however long; a broken one of more digits than that is made whole', () => {
    expect([1_234_567_890_123, -9_007_199_254_740_991, 0, 10, 1_234_567_890_123.4, 0.000_123_456_789_012_3].map(roundSignificant)).toEqual([1_234_567_890_123, -9_007_199_254_740_991, 0, 10, 1_234_567_890_120, 0.000_123_456_789_012]);
  });
});
