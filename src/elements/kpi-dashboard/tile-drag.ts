import { exchangeTiles, moveTile, resizeTile } from './arrange.js';
import { boardColumns, type BoardTile } from './board-layout.js';
import { cellAt, measureGrid, type GridGeometry } from './grid-geometry.js';

export interface TileDrag {
  readonly tile: BoardTile;
  readonly kind: 'move' | 'size';
  readonly pointerId: number;
  /** The tiles as they would stand if it ended here. */
  at(clientX: number, clientY: number): readonly BoardTile[];
}

interface Box { readonly id: string; readonly left: number; readonly right: number; readonly top: number; readonly bottom: number }

const boxesIn = (grid: Element, origin: DOMRect): readonly Box[] => [...grid.querySelectorAll<HTMLElement>('[data-tile]')].map((place) => {
  const { left, right, top, bottom } = place.getBoundingClientRect();
  return { id: place.dataset['tile'] ?? '', left: left - origin.left, right: right - origin.left, top: top - origin.top, bottom: bottom - origin.top };
});

/** A drag that begins at a point of the window. Tracks are those of the beginning; where the page scrolls meanwhile, they go along. */
export const startDrag = (
  grid: Element, tiles: readonly BoardTile[], tile: BoardTile, kind: 'move' | 'size',
  { clientX, clientY, pointerId }: Pick<PointerEvent, 'clientX' | 'clientY' | 'pointerId'>, dir: 'ltr' | 'rtl',
): TileDrag => {
  const geometry = measureGrid(grid, dir);
  const boxes = boxesIn(grid, grid.getBoundingClientRect());
  const now = (): GridGeometry => {
    const { left, right, top } = grid.getBoundingClientRect();
    return { ...geometry, left, right, top };
  };
  const start = cellAt(geometry, clientX, clientY);
  const isWide = geometry.columns.length === boardColumns;
  const overOther = (x: number, y: number): string | null => {
    const { left, top } = grid.getBoundingClientRect();
    const box = boxes.find((one) => x - left >= one.left && x - left < one.right && y - top >= one.top && y - top < one.bottom);
    return box === undefined || box.id === tile.id ? null : box.id;
  };
  return {
    tile, kind, pointerId,
    at: (x, y) => {
      const cell = cellAt(now(), x, y);
      const [columns, rows] = [cell.column - start.column, cell.row - start.row];
      if (kind === 'size') return resizeTile(tiles, tile.id, { w: tile.w + Math.round(columns * (boardColumns / geometry.columns.length)), h: tile.h + rows });
      if (isWide) return columns === 0 && rows === 0 ? tiles : moveTile(tiles, tile.id, { x: tile.x + columns, y: tile.y + rows });
      const other = overOther(x, y);
      return other === null ? tiles : exchangeTiles(tiles, tile.id, other);
    },
  };
};
