import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { shownStyle } from './shown-style.js';
import { forgetWidths, measureIn, type MeasureText } from './text-measure.js';

/** Measures text in the host's own font, again when fonts of the page arrive. */
export class FontController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #fallback: MeasureText;
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
    return measureIn(shownStyle(this.#host).fontFamily, this.#fallback);
  }

  hostConnected(): void {
    this.#host.ownerDocument.fonts?.addEventListener('loadingdone', this.#onFonts);
  }

  hostDisconnected(): void {
    this.#host.ownerDocument.fonts?.removeEventListener('loadingdone', this.#onFonts);
  }
}
