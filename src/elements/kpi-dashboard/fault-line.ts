import { html, nothing, type TemplateResult } from 'lit';
import { say, type Messages } from '../../i18n/messages.js';
import { icon } from '../parts/icon.js';
import { faultText } from './fault-words.js';
import type { LayoutFault } from './read-layout.js';

/** Above the tiles: a layout that was not taken, or one that the browser does not keep. */
export const faultLine = (fault: LayoutFault | null, isNotKept: boolean, messages: Messages): TemplateResult | typeof nothing => {
  if (fault === null && !isNotKept) return nothing;
  const text = fault === null ? say(messages, 'board.notKept') : say(messages, 'board.fault', { fault: faultText(fault, messages) });
  return html`<p class="line fault" part="note" role="alert">${icon('bad')}<span>${text}</span></p>`;
};
