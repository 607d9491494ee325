import { html, nothing, type TemplateResult } from 'lit';
import { caveatText } from '../../i18n/caveat-text.js';
import { say, type Messages } from '../../i18n/messages.js';
import type { Caveat } from '../../model/result.js';
import { icon } from '../parts/icon.js';
import type { BoardTile } from './board-layout.js';
import { kpisOf } from './tile-kpis.js';
import { reasonFor } from './tile-words.js';

const isNamed = (text: string | null | undefined): text is string => typeof text === 'string' && text.trim() !== '';

/** Below a tile: why its figure is on the board, who answers for it, and what is to be said of that. */
export const reasons = (tile: BoardTile, role: string | null, notes: readonly Caveat[], messages: Messages): TemplateResult | typeof nothing => {
  const [kpi] = kpisOf(tile);
  if (kpi === undefined) return nothing;
  const { owner, goal, sharedWith = [] } = tile;
  const people = [
    ...(isNamed(owner) ? [say(messages, 'board.owner', { owner })] : []),
    ...(sharedWith.length > 0 ? [say(messages, 'board.sharedWith', { teams: new Intl.ListFormat(messages.locale).format(sharedWith) })] : []),
    ...(isNamed(goal) ? [say(messages, 'board.goal', { goal })] : []),
  ];
  return html`
    <div class="why" part="note">
      <p><bdi>${reasonFor(kpi, role, messages)}</bdi></p>
      ${people.length === 0 ? nothing : html`<p class="people"><bdi>${people.join(' · ')}</bdi></p>`}
      ${notes.length === 0 ? nothing : html`<p class="line">${icon('info')}<span>${notes.map((note) => caveatText(note, messages)).join(' ')}</span></p>`}
    </div>`;
};
