import { html, nothing, type TemplateResult } from 'lit';
import { issueText } from '../../i18n/issue-text.js';
import { say, type Messages } from '../../i18n/messages.js';
import type { KpiErrorInfo } from '../../model/issue.js';
import { icon } from './icon.js';

/** What failed and where, over the last good picture (`isKept`) or alone. */
export const errorBar = (error: KpiErrorInfo, isKept: boolean, retry: () => void, messages: Messages): TemplateResult => {
  const { where, what } = issueText(error, messages);
  return html`
    <div class="error-bar ${isKept ? '' : 'alone'}" part="note" role="alert">
      ${icon(error.severity === 'error' ? 'bad' : 'info')}
      <p><bdi>${where === '' ? nothing : html`<b title=${error.url ?? nothing}>${where}</b> `}${what}${isKept ? ` ${say(messages, 'state.error.kept')}` : nothing}</bdi></p>
      <div><button class="accent-button" type="button" @click=${retry}>${say(messages, 'state.error.retry')}</button></div>
    </div>`;
};
