import { hasMessage, say, type Messages } from '../../i18n/messages.js';
import type { KpiId } from '../../model/kpi-id.js';
import type { BoardTile } from './board-layout.js';
import { tileKindOf } from './tile-kinds.js';
import { kpisOf } from './tile-kpis.js';

/** What people call a tile: its own heading, else the name of its figure or picture. */
export const tileName = (tile: Pick<BoardTile, 'tag' | 'settings'>, messages: Messages): string => {
  const { heading } = tile.settings;
  if (typeof heading === 'string' && heading.trim() !== '') return heading;
  const kind = tileKindOf(tile.tag);
  const [kpi] = kpisOf(tile);
  if (kind?.kpis === 'chosen' && kpi !== undefined) return say(messages, `kpi.${kpi}`);
  return kind === null ? tile.tag : say(messages, kind.title);
};

/** Why a figure is on the board: the reason of the role, else the general one. */
export const reasonFor = (kpi: KpiId, role: string | null, messages: Messages): string => {
  const own = `board.why.${role ?? ''}.${kpi}`;
  return hasMessage(messages, own) ? messages.catalogue[own] as string : say(messages, `board.why.${kpi}`);
};

/** Name of a role; one that the kit does not know is called by its own. */
export const roleName = (role: string | null, messages: Messages): string => {
  const key = `board.role.${role ?? ''}`;
  if (hasMessage(messages, key)) return messages.catalogue[key] as string;
  return role ?? say(messages, 'board.heading');
};
