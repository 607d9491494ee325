import { html, nothing, type TemplateResult } from 'lit';
import { say, type Messages } from '../../i18n/messages.js';
import { icon, type IconName } from './icon.js';

/** One note on the number, below the picture. */
export interface Note { readonly icon: IconName; readonly text: string }

/** A piece of the last line; pieces with an action can be opened. */
export interface FootPiece {
  readonly text: string;
  readonly action?: () => void;
  /** What the action does, where the text does not say it. */
  readonly title?: string;
  /** How many cases the figure is made of: they can be looked at. */
  readonly isCases?: boolean;
}

const mostNotes = 2;

/** A line that says "and 1 more" is as long as the one it hides. */
const shownOf = (notes: readonly Note[]): number => (notes.length === mostNotes + 1 ? notes.length : Math.min(notes.length, mostNotes));

/** Points stand between pieces of one line only; the sheet sets them. */
const pieces = (list: readonly FootPiece[]): readonly TemplateResult[] => list.map(({ text, action, title }) => html`<li>${
  action === undefined ? html`<span>${text}</span>` : html`<button class="text-button" type="button" title=${title ?? nothing} @click=${action}>${text}</button>`}</li>`);

/** Notes with their signs, then how many cases; under 320 px the notes fold into a sign with their number. */
export const footTemplate = (notes: readonly Note[], foot: readonly FootPiece[], openSheet: () => void, messages: Messages): TemplateResult => html`
  <div class="bottom">
    ${notes.length === 0 ? nothing : html`<div class="caveats" part="note">
      ${notes.slice(0, shownOf(notes)).map((note) => html`<p class="line">${icon(note.icon)}<span>${note.text}</span></p>`)}
      ${notes.length > shownOf(notes) ? html`<button class="text-button" type="button" @click=${openSheet}>${say(messages, 'provenance.more', { n: notes.length - shownOf(notes) })}</button>` : nothing}
    </div>`}
    <div class="foot" part="footer"><ul>${pieces(foot)}</ul></div>
    ${notes.length === 0 ? nothing : html`<button class="caveat-sign" type="button" title=${notes.map(({ text }) => text).join('\n')}
      aria-label=${say(messages, 'control.caveats', { n: notes.length })} @click=${openSheet}>${icon((notes[0] as Note).icon)}${notes.length}</button>`}
  </div>`;
