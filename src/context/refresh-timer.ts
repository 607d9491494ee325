import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Browsers slow timers down below this anyway in pages that are not looked at; servers are spared too. */
const leastSeconds = 5;
/** Timers count milliseconds in 31 bits: a longer wait, endless ones too, would be none at all. */
const mostSeconds = 2_147_483;

/** Calls back every so many seconds while the page is looked at, and once when it is looked at again after longer. */
export class RefreshTimer implements ReactiveController {
  #seconds = 0;
  #timer: ReturnType<typeof setInterval> | undefined;
  #missed = false;
  #connected = false;
  readonly #refresh: () => void;
  readonly #onVisible = (): void => {
    if (document.hidden || !this.#missed) return;
    this.#missed = false;
    this.#refresh();
  };

  constructor(host: ReactiveControllerHost, refresh: () => void) {
    this.#refresh = refresh;
    host.addController(this);
  }

  /** 0 or less: never. */
  set seconds(seconds: number) {
    const next = seconds > 0 ? Math.min(mostSeconds, Math.max(leastSeconds, seconds)) : 0;
    if (next === this.#seconds) return;
    this.#seconds = next;
    this.#restart();
  }

  hostConnected(): void {
    this.#connected = true;
    document.addEventListener('visibilitychange', this.#onVisible);
    this.#restart();
  }

  hostDisconnected(): void {
    this.#connected = false;
    document.removeEventListener('visibilitychange', this.#onVisible);
    this.#restart();
  }

  #restart(): void {
    clearInterval(this.#timer);
    if (!this.#connected || this.#seconds === 0) return;
    this.#timer = setInterval(() => {
      if (document.hidden) this.#missed = true;
      else this.#refresh();
    }, this.#seconds * 1_000);
  }
}
