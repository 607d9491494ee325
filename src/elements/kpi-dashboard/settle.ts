import type { Spot } from './board-layout.js';

/** What has a place on the board. */
export interface Placed extends Spot { readonly id: string }

export const overlaps = (a: Spot, b: Spot): boolean => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

/** Row by row, in each from the start: the order in which tiles are read, tabbed through and stacked where the board is narrow. */
export const inReadingOrder = <T extends Placed>(tiles: readonly T[]): readonly T[] =>
  [...tiles].sort((a, b) => a.y - b.y || a.x - b.x || (a.id < b.id ? -1 : 1));

const at = <T extends Placed>(tile: T, y: number): T => (tile.y === y ? tile : { ...tile, y });

/**
 * No two tiles on one place, no empty row above a tile: each in reading order moves up as far as it can, or down past what
 * is in its way. Columns stay. The tile `held` keeps its place before others that want it.
 *
 * @example settle([{ id: 'a', x: 0, y: 3, w: 6, h: 1 }, { id: 'b', x: 0, y: 3, w: 3, h: 1 }], 'b').map(({ id, y }) => [id, y]) // => [['b', 0], ['a', 1]]
 */
export const settle = <T extends Placed>(tiles: readonly T[], held?: string): readonly T[] => {
  const waiting = [...tiles].sort((a, b) => a.y - b.y || Number(b.id === held) - Number(a.id === held) || a.x - b.x || (a.id < b.id ? -1 : 1));
  const settled: T[] = [];
  for (const tile of waiting) {
    const isFree = (y: number): boolean => !settled.some((other) => overlaps(at(tile, y), other));
    let { y } = tile;
    while (!isFree(y)) y += 1;
    while (y > 0 && isFree(y - 1)) y -= 1;
    settled.push(at(tile, y));
  }
  return inReadingOrder(settled);
};
