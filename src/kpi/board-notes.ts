import type { BoardNotes, Tile } from '../model/board.js';
import type { KpiId } from '../model/kpi-id.js';
import type { Caveat } from '../model/result.js';
import { boardCaveatTexts } from './board-caveat-texts.js';
import { caveatWriter } from './caveats.js';

const caveat = caveatWriter(boardCaveatTexts);

/** More than these nobody steers by. */
const mostTiles = 7;

/**
 * KPIs that are easily made better at the cost of another one, and those others, one of which has to stand beside them: quick
 * answers at the cost of good contacts, won deals at the cost of discounts and early churn. The number of deals has its value
 * beside it in one tile already. A customer's value says nothing without the cost of winning one. `side` of the note's text
 * is the place in this list.
 */
const counters: readonly { readonly kpi: KpiId; readonly needs: readonly KpiId[] }[] = [
  { kpi: 'lead_response', needs: ['lead_to_opp'] },
  { kpi: 'close_ratio', needs: ['churn', 'product_performance'] },
  { kpi: 'clv', needs: ['cac'] },
];

const isNamed = (text: string | null): boolean => text !== null && text.trim() !== '';

const shownBy = ({ kpi, alsoShows = [] }: Tile): readonly KpiId[] => [kpi, ...alsoShows];

const lone = (tile: Tile, onBoard: ReadonlySet<KpiId>): readonly Caveat[] =>
  counters.flatMap(({ kpi, needs }, side) => (shownBy(tile).includes(kpi) && !needs.some((other) => onBoard.has(other)) ? [caveat('SET_NO_COUNTER', { side })] : []));

const notesOf = (tile: Tile, onBoard: ReadonlySet<KpiId>): readonly Caveat[] => [
  ...lone(tile, onBoard),
  ...(tile.target === null ? [caveat('SET_NO_TARGET')] : []),
  ...(isNamed(tile.owner) ? [] : [caveat('SET_NO_OWNER')]),
  ...(isNamed(tile.goal) ? [] : [caveat('SET_NO_GOAL')]),
];

/**
 * Hygiene of a set of KPIs: too many on one board; tiles without the KPI that keeps theirs honest, without target, without
 * anybody who answers for them, without a goal that they serve. An empty board has nothing to be said of.
 *
 * @example boardNotes([{ kpi: 'cac', target: 500, owner: 'Ann', goal: ' ' }]).tiles[0].map(({ code }) => code) // => ['SET_NO_GOAL']
 */
export const boardNotes = (tiles: readonly Tile[]): BoardNotes => {
  const onBoard = new Set(tiles.flatMap(shownBy));
  return {
    board: tiles.length > mostTiles ? [caveat('SET_TOO_MANY', { n: tiles.length })] : [],
    tiles: tiles.map((tile) => notesOf(tile, onBoard)),
  };
};
