import type { BoardTile } from './board-layout.js';

/** Columns of a tile on a board half as wide: cards stay two or three in a row, pictures have it for themselves. */
const halfSpan = (w: number): number => (w <= 2 || w === 4 ? 2 : w === 3 ? 3 : 6);

/** Tells the sheet where each tile stands, by custom properties: a style attribute would need the page's permission. */
export const placeTiles = (root: ParentNode, tiles: readonly BoardTile[]): void => {
  for (const place of root.querySelectorAll<HTMLElement>('[data-tile]')) {
    const tile = tiles.find(({ id }) => id === place.dataset['tile']);
    if (tile === undefined) continue;
    const values = { x: tile.x + 1, y: tile.y + 1, w: tile.w, h: tile.h, half: halfSpan(tile.w) };
    for (const [name, value] of Object.entries(values)) place.style.setProperty(`--_tile-${name}`, String(value));
  }
};
