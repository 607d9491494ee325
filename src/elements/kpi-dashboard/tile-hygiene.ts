import type { Tile } from '../../model/board.js';
import type { KpiResult } from '../../model/result.js';
import type { BoardTile } from './board-layout.js';
import { kpisOf } from './tile-kpis.js';

/** Target of a tile: its own, else the one that the answer was judged by. While there is no answer nobody can say that there is none. */
const targetOf = ({ settings }: BoardTile, element: HTMLElement | null): number | null => {
  const { target } = settings;
  if (typeof target === 'number') return target;
  const result = (element as { getResult?: () => KpiResult | null } | null)?.getResult?.() ?? null;
  return result === null ? 0 : result.target;
};

/** A tile with a figure, as the rules for sets of KPIs see it. */
export const boardTileOf = (tile: BoardTile, element: HTMLElement | null): Tile => {
  const [kpi, ...others] = kpisOf(tile);
  if (kpi === undefined) throw new Error(`tile ${tile.id} shows no KPI`);
  return {
    kpi, alsoShows: others, target: targetOf(tile, element), owner: tile.owner ?? null, goal: tile.goal ?? null, sharedWith: tile.sharedWith ?? [],
  };
};
