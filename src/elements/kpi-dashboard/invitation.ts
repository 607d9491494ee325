import { html, nothing, type TemplateResult } from 'lit';
import { say, type Messages } from '../../i18n/messages.js';
import { boardRoles } from './presets.js';
import { roleName } from './tile-words.js';

export interface Beginnings {
  /** As the board of a role. */
  begin(role: string): void;
  /** With a first figure. */
  add(): void;
}

/** An empty board: what it could begin with; null = the user cannot change it. */
export const invitation = (beginnings: Beginnings | null, messages: Messages): TemplateResult => html`
  <div class="invitation">
    <h3>${say(messages, 'board.empty')}</h3>
    ${beginnings === null ? nothing : html`
      <p><bdi>${say(messages, 'board.emptyHelp')}</bdi></p>
      <div class="choices">
        ${boardRoles.map((role) => html`<button class="framed-button" type="button" @click=${() => beginnings.begin(role)}>${roleName(role, messages)}</button>`)}
        <button class="accent-button" type="button" @click=${() => beginnings.add()}>${say(messages, 'board.add')}</button>
      </div>`}
  </div>`;
