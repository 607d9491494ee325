import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { formatAge, nextAgeMs } from '../../format/age.js';
import { say, type Messages } from '../../i18n/messages.js';

/** How old the data of a widget is, in words that keep up with the clock. */
export class AgeController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #onLine = (): void => this.#host.requestUpdate();

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  /** As of now; null where nobody knows when the data came. */
  text(sinceMs: number | null, messages: Messages): string | null {
    clearTimeout(this.#timer);
    if (sinceMs === null) return null;
    const ageMs = Date.now() - sinceMs;
    this.#timer = setTimeout(() => this.#host.requestUpdate(), nextAgeMs(ageMs));
    return say(messages, navigator.onLine ? 'load.asOf' : 'load.asOfOffline', { age: formatAge(ageMs, messages.locale) });
  }

  hostConnected(): void {
    for (const name of ['online', 'offline']) globalThis.addEventListener(name, this.#onLine);
  }

  hostDisconnected(): void {
    for (const name of ['online', 'offline']) globalThis.removeEventListener(name, this.#onLine);
    clearTimeout(this.#timer);
  }
}
