import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addCells, bytesOfCells, subtractCells, sumCells, type CellMap, type Cells } from '../../src/kpi/cells.js';
import { KeyTable } from '../../src/kpi/key-table.js';
import { sparseTally } from '../../src/kpi/month-tally.js';

const names = ['ada', 'ben', 'cleo', 'dan'];
const table = (...pairs: readonly (readonly [n: number, won: number])[]): KeyTable => KeyTable.ofDense(names, ['n', 'won'], Float64Array.from(pairs.flat()));
const asMap = (map: CellMap): Map<string, Cells> => new Map([...map].map(([key, cells]) => [key, { ...cells }]));

describe('a table of cells by key', () => {
  const own = table([3, 1], [0, 0], [5, 5], [0, 2]);

  it('reads like a map of the keys that occur, ascending', () => {
    expect([...own]).toEqual([['ada', { n: 3, won: 1 }], ['cleo', { n: 5, won: 5 }], ['dan', { n: 0, won: 2 }]]);
    expect([...own.keys()]).toEqual(['ada', 'cleo', 'dan']);
    expect([...own.values()]).toEqual([{ n: 3, won: 1 }, { n: 5, won: 5 }, { n: 0, won: 2 }]);
    expect([own.size, own.get('cleo'), own.get('ben'), own.get('zoe'), own.has('dan'), own.has('ben')]).toEqual([3, { n: 5, won: 5 }, undefined, undefined, true, false]);
    const seen: unknown[] = [];
    own.forEach((cells, key) => seen.push([key, cells['n']]));
    expect(seen).toEqual([['ada', 3], ['cleo', 5], ['dan', 0]]);
  });

  it('is added to others of the same names as maps are', () => {
    const count = fc.integer({ min: 0, max: 4 });
    const pair = fc.tuple(count, count);
    fc.assert(fc.property(fc.array(fc.tuple(pair, pair, pair, pair), { minLength: 2, maxLength: 6 }), (groups) => {
      const tables = groups.map((pairs) => ({ owners: table(...pairs) }));
      const maps = tables.map(({ owners }) => ({ owners: asMap(owners) }));
      const [sum, expected] = [sumCells(tables), sumCells(maps)];
      expect(asMap(sum.owners)).toEqual(asMap(expected.owners));
      expect([...sum.owners.keys()]).toEqual([...expected.owners.keys()]);
    }));
  });

  it('is added to a table of other names, and to a map, by key', () => {
    const other = KeyTable.ofDense(['ben', 'eve'], ['n', 'won'], Float64Array.of(1, 1, 2, 0));
    const expected = [['ada', { n: 3, won: 1 }], ['ben', { n: 1, won: 1 }], ['cleo', { n: 5, won: 5 }], ['dan', { n: 0, won: 2 }], ['eve', { n: 2, won: 0 }]];
    expect([...addCells<{ owners: CellMap }>({ owners: own }, { owners: other }).owners]).toEqual(expected);
    expect([...addCells<{ owners: CellMap }>({ owners: own }, { owners: asMap(other) }).owners]).toEqual(expected);
  });

  it('loses a part, and with it the keys that have nothing left', () => {
    const rest = subtractCells<{ owners: CellMap }>({ owners: own }, { owners: table([1, 0], [0, 0], [5, 5], [0, 0]) });
    expect([...rest.owners]).toEqual([['ada', { n: 2, won: 1 }], ['dan', { n: 0, won: 2 }]]);
  });

  it('takes sixteen bytes for two numbers and four for their key', () => {
    expect(bytesOfCells({ owners: own }) - bytesOfCells({ owners: table([0, 0], [0, 0], [0, 0], [0, 0]) })).toBe(3 * 20);
  });
});

describe('a tally by group and code', () => {
  it.each([[2, 'flat'], [600_000, 'sparse']])('counts cases and wins under keys in ascending order, with %i codes (%s)', (size) => {
    const keys = ['x', 'a', ...Array.from({ length: size - 2 }, (_, i) => `y${i}`)];
    const own = sparseTally(4, size);
    for (const [group, code, isWon] of [[0, 1, true], [0, 1, false], [0, 0, false], [3, 0, true]] as const) own.add(group, code, isWon);
    expect([...own.mapOf(0, keys)]).toEqual([['a', { n: 2, won: 1 }], ['x', { n: 1, won: 0 }]]);
    expect([...own.mapOf(1, keys)]).toEqual([]);
    expect([...own.mapOf(3, keys)]).toEqual([['x', { n: 1, won: 1 }]]);
  });
});
