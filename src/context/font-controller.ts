import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { beforePaint } from './before-paint.js';
import { shownStyle } from './shown-style.js';
import { forgetWidths, measureIn, type MeasureText } from './text-measure.js';

/** Measures text in the host's own font, again when fonts of the page arrive. */
export class FontController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #fallback: MeasureText;
  /** As it was when last looked at: asking for a style in the middle of drawing has the page styled each time. */
  #family: string | null = null;
  #isChecking = false;
  readonly #onFonts = (): void => {
    forgetWidths();
    this.#host.requestUpdate();
  };

  constructor(host: ReactiveControllerHost & HTMLElement, fallback: MeasureText) {
    this.#host = host;
    this.#fallback = fallback;
    host.addController(this);
  }

  get measure(): MeasureText {
    this.#family ??= shownStyle(this.#host).fontFamily;
    return measureIn(this.#family, this.#fallback);
  }

  hostUpdated(): void {
    if (this.#family === null || this.#isChecking) return;
    this.#isChecking = true;
    void beforePaint(() => this.#check());
  }

  hostConnected(): void {
    this.#family = null;
    this.#host.ownerDocument.fonts?.addEventListener('loadingdone', this.#onFonts);
  }

  hostDisconnected(): void {
    this.#host.ownerDocument.fonts?.removeEventListener('loadingdone', this.#onFonts);
  }
  #check(): void {
    this.#isChecking = false;
    const family = shownStyle(this.#host).fontFamily;
    if (this.#family === null || family === this.#family) return;
    this.#family = family;
    this.#host.requestUpdate();
  }
}
