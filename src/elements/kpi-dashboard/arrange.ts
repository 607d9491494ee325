import { boardColumns, type Spot } from './board-layout.js';
import { inReadingOrder, overlaps, settle, type Placed } from './settle.js';

/** Taller than any picture: a number typed by hand makes no endless page. */
export const mostRows = 12;

export type Direction = 'left' | 'right' | 'up' | 'down';

const clamp = (value: number, least: number, most: number): number => Math.min(Math.max(Math.round(value), least), most);

const find = <T extends Placed>(tiles: readonly T[], id: string): T | undefined => tiles.find((tile) => tile.id === id);

/** Where a tile in the way could go: into the room that the moved one leaves. */
const roomsOf = (inTheWay: Spot, from: Spot, to: Spot): readonly Pick<Spot, 'x' | 'y'>[] =>
  (to.y === from.y
    ? [{ x: from.x, y: inTheWay.y }, { x: from.x + from.w - inTheWay.w, y: inTheWay.y }]
    : [{ x: from.x, y: from.y }]);

/**
 * The tile at another place. What is in its way takes the place that becomes free, where it fits there, and goes below otherwise.
 * A place past the edge is the nearest one within. Without such a tile nothing changes.
 */
export const moveTile = <T extends Placed>(tiles: readonly T[], id: string, target: Pick<Spot, 'x' | 'y'>): readonly T[] => {
  const from = find(tiles, id);
  if (from === undefined) return tiles;
  const to: T = { ...from, x: clamp(target.x, 0, boardColumns - from.w), y: Math.max(0, Math.round(target.y)) };
  const others = inReadingOrder(tiles).filter((tile) => tile !== from);
  const placed: T[] = [to, ...others.filter((tile) => !overlaps(tile, to))];
  for (const tile of others.filter((other) => overlaps(other, to))) {
    const free = roomsOf(tile, from, to).map((room) => ({ ...tile, ...room }))
      .find((spot) => spot.x >= 0 && spot.x + spot.w <= boardColumns && !placed.some((other) => overlaps(spot, other)));
    placed.push(free ?? tile);
  }
  return settle(placed, id);
};

/** Nearest tile on one side: the one that would be met first. */
const neighbour = <T extends Placed>(tiles: readonly T[], from: T, direction: Direction): T | undefined => {
  const isAcross = (other: T): boolean => (direction === 'left' || direction === 'right'
    ? other.y < from.y + from.h && from.y < other.y + other.h : other.x < from.x + from.w && from.x < other.x + other.w);
  const gap = (other: T): number => {
    if (direction === 'left') return from.x - other.x - other.w;
    if (direction === 'right') return other.x - from.x - from.w;
    return direction === 'up' ? from.y - other.y - other.h : other.y - from.y - from.h;
  };
  return tiles.filter((other) => other !== from && isAcross(other) && gap(other) >= 0).sort((a, b) => gap(a) - gap(b))[0];
};

/** One step by key: sideways by a column or past the neighbour, up and down past the next tile. At the edge nothing changes. */
export const stepTile = <T extends Placed>(tiles: readonly T[], id: string, direction: Direction): readonly T[] => {
  const from = find(tiles, id);
  if (from === undefined) return tiles;
  const next = neighbour(tiles, from, direction);
  if (direction === 'up') return next === undefined ? tiles : moveTile(tiles, id, { x: from.x, y: next.y });
  if (direction === 'down') return next === undefined ? tiles : moveTile(tiles, id, { x: from.x, y: next.y + next.h });
  const isBeside = next !== undefined && (direction === 'left' ? next.x + next.w === from.x : next.x === from.x + from.w);
  const step = direction === 'left' ? -1 : 1;
  if (!isBeside) return moveTile(tiles, id, { x: from.x + step, y: from.y });
  return moveTile(tiles, id, { x: direction === 'left' ? next.x : next.x + next.w - from.w, y: from.y });
};

/** Two tiles change places; on a narrow board, where only the order shows, this is how one goes earlier or later. */
export const exchangeTiles = <T extends Placed>(tiles: readonly T[], id: string, other: string): readonly T[] => {
  const [a, b] = [find(tiles, id), find(tiles, other)];
  if (a === undefined || b === undefined || a === b) return tiles;
  const within = (tile: T, { x, y }: Spot): T => ({ ...tile, x: Math.min(x, boardColumns - tile.w), y });
  const placed = tiles.map((tile) => (tile === a ? within(a, b) : tile === b ? within(b, a) : tile));
  return settle(placed, inReadingOrder([a, b])[0] === a ? other : id);
};

/** The tile one place earlier (-1) or later (1) in reading order. */
export const shiftTile = <T extends Placed>(tiles: readonly T[], id: string, by: -1 | 1): readonly T[] => {
  const order = inReadingOrder(tiles);
  const other = order[order.findIndex((tile) => tile.id === id) + by];
  return other === undefined ? tiles : exchangeTiles(tiles, id, other.id);
};

/** Another size, within the board: from one column and row on. What is in the way goes below. */
export const resizeTile = <T extends Placed>(tiles: readonly T[], id: string, { w, h }: Pick<Spot, 'w' | 'h'>): readonly T[] => {
  const from = find(tiles, id);
  if (from === undefined) return tiles;
  const sized: T = { ...from, w: clamp(w, 1, boardColumns - from.x), h: clamp(h, 1, mostRows) };
  return settle(tiles.map((tile) => (tile === from ? sized : tile)), id);
};

/** One more tile, in the first gap in reading order that is wide and high enough; below everything if there is none. */
export const addTile = <T extends Placed>(tiles: readonly T[], tile: T): readonly T[] => {
  const bottom = tiles.reduce((rows, { y, h }) => Math.max(rows, y + h), 0);
  const w = clamp(tile.w, 1, boardColumns);
  for (let y = 0; y <= bottom; y++) {
    for (let x = 0; x + w <= boardColumns; x++) {
      const spot: T = { ...tile, x, y, w };
      if (!tiles.some((other) => overlaps(spot, other))) return settle([...tiles, spot]);
    }
  }
  return tiles;
};

export const removeTile = <T extends Placed>(tiles: readonly T[], id: string): readonly T[] => settle(tiles.filter((tile) => tile.id !== id));
