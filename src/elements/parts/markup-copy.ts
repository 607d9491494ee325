import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import { say, type Messages } from '../../i18n/messages.js';
import { markupOf } from './markup-of.js';

/** Puts the HTML of a widget on the clipboard and says so; where that is refused, shows it. */
export class MarkupCopy {
  readonly #host: LitElement;
  #refused: string | null = null;
  #isCopied = false;

  constructor(host: LitElement) {
    this.#host = host;
  }

  readonly copy = async (): Promise<void> => {
    const markup = markupOf(this.#host);
    // In frames without the permission, and on pages without https, there is no clipboard at all.
    this.#isCopied = await navigator.clipboard?.writeText(markup).then(() => true, () => false) ?? false;
    this.#refused = this.#isCopied ? null : markup;
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    this.#host.renderRoot.querySelector<HTMLTextAreaElement>('.markup')?.select();
  };

  /** What came of it; spoken, too. Always there, since only what changes in a place that is there already is spoken. */
  notice(messages: Messages): TemplateResult {
    const markup = this.#refused;
    const text = this.#isCopied ? say(messages, 'embed.copied') : markup === null ? '' : say(messages, 'embed.refused');
    return html`<p class="copied" role="status">${text}</p>${markup === null ? nothing
      : html`<textarea class="markup" readonly rows=${markup.split('\n').length} aria-label=${say(messages, 'embed.label')} .value=${markup}></textarea>`}`;
  }
}
