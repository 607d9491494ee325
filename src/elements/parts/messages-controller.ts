import type { ReactiveControllerHost } from 'lit';
import { loadMessages, messagesAtHand } from '../../i18n/load-messages.js';
import type { Catalogue, Messages } from '../../i18n/messages.js';

/** The words of a widget. A language that is not here yet is fetched; until it comes, the one before stays. */
export class MessagesController {
  readonly #host: ReactiveControllerHost;
  #shown: Messages | null = null;
  #asked: string | null = null;
  #coming: Promise<void> | null = null;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  get isPending(): boolean {
    return this.#coming !== null;
  }

  /** Resolves when nothing is being fetched; never rejects. */
  async settled(): Promise<void> {
    while (this.#coming !== null) await this.#coming;
  }

  /** Words to draw with now; null: none are here yet. An update follows when better ones come. */
  in(locale: string): Messages | null {
    const there = messagesAtHand(locale);
    if (there !== null) {
      this.#asked = this.#coming = null;
      return this.#shown = there;
    }
    if (locale !== this.#asked) {
      this.#asked = locale;
      const coming = this.#fetch(locale).then(() => {
        if (this.#coming !== coming) return;
        this.#coming = null;
        this.#host.requestUpdate();
      });
      this.#coming = coming;
    }
    return this.#shown;
  }

  async #fetch(locale: string): Promise<void> {
    try {
      await loadMessages(locale);
      if (locale === this.#asked) this.#asked = null;
    } catch (thrown) {
      console.warn(`kennzahl: the texts for "${locale}" could not be loaded. ${String(thrown)}`);
      // The page loses its words, not its figures: a text that is not there says its key.
      this.#shown ??= { language: 'en', locale: 'en', catalogue: {} as Catalogue };
    }
  }
}
