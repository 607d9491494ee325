import type { BoardNotes, Tile } from '../model/board.js';
import type { Caveat } from '../model/result.js';
import { caveat } from './caveats.js';

/** More than these nobody steers by. */
const mostTiles = 7;

const isNamed = (text: string | null): boolean => text !== null && text.trim() !== '';

const notesOf = ({ target, owner, goal }: Tile): readonly Caveat[] => [
  ...(target === null ? [caveat('SET_NO_TARGET')] : []),
  ...(isNamed(owner) ? [] : [caveat('SET_NO_OWNER')]),
  ...(isNamed(goal) ? [] : [caveat('SET_NO_GOAL')]),
];

/**
 * Hygiene of a set of KPIs: too many on one board; tiles without target, without anybody who answers for them, without a goal
 * that they serve. An empty board has nothing to be said of.
 *
 * @example boardNotes([{ kpi: 'cac', target: 500, owner: 'Ann', goal: ' ' }]).tiles[0].map(({ code }) => code) // => ['SET_NO_GOAL']
 */
export const boardNotes = (tiles: readonly Tile[]): BoardNotes => ({
  board: tiles.length > mostTiles ? [caveat('SET_TOO_MANY', { n: tiles.length })] : [],
  tiles: tiles.map(notesOf),
});
