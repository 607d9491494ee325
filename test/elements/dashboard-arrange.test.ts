import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addTile, exchangeTiles, moveTile, mostRows, removeTile, resizeTile, shiftTile, stepTile } from '../../src/elements/kpi-dashboard/arrange.js';
import { boardColumns } from '../../src/elements/kpi-dashboard/board-layout.js';
import { inReadingOrder, overlaps, settle, type Placed } from '../../src/elements/kpi-dashboard/settle.js';

/**
 * A board as a drawing: a row a line, a letter a tile, a dot free; four letters wide here stand for twelve columns.
 * 'aab.' = a over 6 columns, b over 3.
 */
const unit = 3;
const read = (...lines: readonly string[]): readonly Placed[] => {
  const ids = [...new Set(lines.join('').replaceAll('.', ''))];
  return ids.map((id) => {
    const rows = lines.flatMap((line, y) => (line.includes(id) ? [y] : []));
    const line = lines[rows[0] as number] as string;
    return { id, x: line.indexOf(id) * unit, y: rows[0] as number, w: (line.lastIndexOf(id) - line.indexOf(id) + 1) * unit, h: rows.length };
  });
};
const draw = (tiles: readonly Placed[]): readonly string[] => {
  const bottom = Math.max(0, ...tiles.map(({ y, h }) => y + h));
  return Array.from({ length: bottom }, (_, y) => Array.from({ length: boardColumns / unit }, (_, column) =>
    tiles.find((tile) => overlaps(tile, { x: column * unit, y, w: unit, h: 1 }))?.id ?? '.').join(''));
};

describe('a tile that is moved', () => {
  it('past its neighbour changes places with it, in the same row', () => {
    expect(draw(stepTile(read('abcd'), 'a', 'right'))).toEqual(['bacd']);
    expect(draw(stepTile(read('abcd'), 'd', 'left'))).toEqual(['abdc']);
    expect(draw(stepTile(read('abbb'), 'a', 'right'))).toEqual(['bbba']);
    expect(draw(stepTile(read('abbb'), 'b', 'left'))).toEqual(['bbba']);
  });
  it('into free room goes by one column', () => {
    expect(stepTile([{ id: 'a', x: 2, y: 0, w: 3, h: 1 }], 'a', 'right')).toEqual([{ id: 'a', x: 3, y: 0, w: 3, h: 1 }]);
    expect(stepTile([{ id: 'a', x: 2, y: 0, w: 3, h: 1 }], 'a', 'left')).toEqual([{ id: 'a', x: 1, y: 0, w: 3, h: 1 }]);
  });
  it('down goes below the next tile, which comes up; up goes above it', () => {
    expect(draw(stepTile(read('aa..', 'bb..', 'bb..'), 'a', 'down'))).toEqual(['bb..', 'bb..', 'aa..']);
    expect(draw(stepTile(read('aa..', 'bb..', 'bb..'), 'b', 'up'))).toEqual(['bb..', 'bb..', 'aa..']);
  });
  it('changes nothing at an edge', () => {
    const board = read('abcd', 'eeff');
    for (const [id, direction] of [['a', 'left'], ['a', 'up'], ['d', 'right'], ['f', 'down'], ['e', 'left']] as const) {
      expect(draw(stepTile(board, id, direction)), `${id} ${direction}`).toEqual(['abcd', 'eeff']);
    }
  });
  it('onto another of its size changes places with it, across rows', () => {
    expect(draw(moveTile(read('abcd', 'eeff'), 'f', { x: 0, y: 1 }))).toEqual(['abcd', 'ffee']);
    expect(draw(moveTile(read('aabb', 'ccdd'), 'd', { x: 0, y: 0 }))).toEqual(['ddbb', 'ccaa']);
  });
  it('where there is no room for what is in its way sends that below', () => {
    expect(draw(moveTile(read('aabb', 'cccc'), 'c', { x: 0, y: 0 }))).toEqual(['cccc', 'aabb']);
    expect(draw(moveTile(read('a...', 'bbbb'), 'b', { x: 0, y: 0 }))).toEqual(['bbbb', 'a...']);
  });
  it('past the edge stands at the edge; one that is not there moves nothing', () => {
    expect(draw(moveTile(read('ab..'), 'a', { x: 99, y: -5 }))).toEqual(['.b.a']);
    expect(draw(moveTile(read('ab..'), 'z', { x: 0, y: 0 }))).toEqual(['ab..']);
  });
});

describe('the order of a narrow board', () => {
  it('is changed by one place', () => {
    expect(draw(shiftTile(read('abcd'), 'b', 1))).toEqual(['acbd']);
    expect(draw(shiftTile(read('abcd', 'eeff'), 'e', -1))[0]).toContain('e');
    expect(draw(shiftTile(read('ab..'), 'a', -1))).toEqual(['ab..']);
    expect(draw(shiftTile(read('ab..'), 'b', 1))).toEqual(['ab..']);
  });
  it('of two tiles is exchanged where both have their sizes', () => {
    expect(draw(exchangeTiles(read('aabb', 'cccc'), 'a', 'b'))).toEqual(['bbaa', 'cccc']);
    expect(draw(exchangeTiles(read('aabb'), 'a', 'z'))).toEqual(['aabb']);
  });
});

describe('a size', () => {
  it('grows over what is beside it, which goes below', () => expect(draw(resizeTile(read('ab..'), 'a', { w: 6, h: 1 }))).toEqual(['aa..', '.b..']));
  it('stays on the board and above nothing', () => {
    expect(resizeTile([{ id: 'a', x: 9, y: 0, w: 3, h: 1 }], 'a', { w: 20, h: 0 })).toEqual([{ id: 'a', x: 9, y: 0, w: 3, h: 1 }]);
    expect(resizeTile([{ id: 'a', x: 0, y: 0, w: 3, h: 1 }], 'a', { w: -3, h: 500 })).toEqual([{ id: 'a', x: 0, y: 0, w: 1, h: mostRows }]);
  });
});

describe('adding and removing', () => {
  const tile = (w: number): Placed => ({ id: 'n', x: 0, y: 0, w, h: 1 });
  it('fills the first gap that is wide enough, else goes below all', () => {
    expect(draw(addTile(read('ab.d', 'cccc'), tile(3)))).toEqual(['abnd', 'cccc']);
    expect(draw(addTile(read('ab.d', 'cccc'), tile(6)))).toEqual(['ab.d', 'cccc', 'nn..']);
    expect(draw(addTile([], tile(12)))).toEqual(['nnnn']);
  });
  it('closes the rows above, not the columns', () => {
    expect(draw(removeTile(read('aaaa', 'bbcc'), 'a'))).toEqual(['bbcc']);
    expect(draw(removeTile(read('abcd'), 'b'))).toEqual(['a.cd']);
  });
});

describe('whatever happens on a board', () => {
  const spot = fc.record({ x: fc.integer({ min: 0, max: 11 }), y: fc.integer({ min: 0, max: 9 }), w: fc.integer({ min: 1, max: 12 }), h: fc.integer({ min: 1, max: 4 }) });
  const board = fc.array(spot, { minLength: 1, maxLength: 9 }).map((spots) => settle(spots.map((one, i) => ({ ...one, w: Math.min(one.w, boardColumns - one.x), id: `t${i}` }))));
  const id = fc.integer({ min: 0, max: 8 }).map((i) => `t${i}`);
  const action = fc.oneof(
    fc.record({ id, direction: fc.constantFrom('left', 'right', 'up', 'down') }).map((a) => (tiles: readonly Placed[]) => stepTile(tiles, a.id, a.direction)),
    fc.record({ id, x: fc.integer({ min: -3, max: 15 }), y: fc.integer({ min: -3, max: 15 }) }).map((a) => (tiles: readonly Placed[]) => moveTile(tiles, a.id, a)),
    fc.record({ id, w: fc.integer({ min: -3, max: 15 }), h: fc.integer({ min: -3, max: 15 }) }).map((a) => (tiles: readonly Placed[]) => resizeTile(tiles, a.id, a)),
    fc.record({ id, by: fc.constantFrom(-1 as const, 1 as const) }).map((a) => (tiles: readonly Placed[]) => shiftTile(tiles, a.id, a.by)),
  );
  it('no two tiles stand on one place, all stand within, none is lost, and none hangs below an empty row', () => fc.assert(fc.property(board, fc.array(action, { maxLength: 6 }), (start, actions) => {
    const tiles = actions.reduce<readonly Placed[]>((now, act) => act(now), start);
    expect(tiles.map((tile) => tile.id).sort()).toEqual(start.map((tile) => tile.id).sort());
    for (const [i, tile] of tiles.entries()) {
      expect(tile.x >= 0 && tile.x + tile.w <= boardColumns && tile.y >= 0 && tile.w >= 1 && tile.h >= 1).toBe(true);
      expect(tiles.slice(i + 1).filter((other) => overlaps(tile, other))).toEqual([]);
      expect(tile.y === 0 || tiles.some((other) => other !== tile && overlaps({ ...tile, y: tile.y - 1 }, other))).toBe(true);
    }
    expect(settle(tiles)).toEqual(tiles);
    expect(inReadingOrder(tiles)).toEqual(tiles);
  })));
  it('the order in which the tiles are listed decides nothing', () => fc.assert(fc.property(board, action, (start, act) => {
    expect(inReadingOrder(act([...start].reverse()))).toEqual(inReadingOrder(act(start)));
  })));
});
