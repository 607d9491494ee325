import { html, type TemplateResult } from 'lit';
import { say, type Messages } from '../../i18n/messages.js';
import { icon } from '../parts/icon.js';

/** A sheet over the page; Escape and its button close it, and the browser gives the focus back. */
export const editSheet = (heading: string, content: TemplateResult, onClosed: () => void, messages: Messages): TemplateResult => html`
  <dialog class="edit-sheet" aria-labelledby="sheet-heading" @close=${onClosed} @cancel=${(event: Event) => event.stopPropagation()}>
    <div class="sheet">
      <div class="sheet-head">
        <h4 id="sheet-heading">${heading}</h4>
        <button class="icon-button" type="button" aria-label=${say(messages, 'board.close')}
          @click=${(event: Event) => (event.currentTarget as Element).closest('dialog')?.close()}>${icon('close')}</button>
      </div>
      ${content}
    </div>
  </dialog>`;
