import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Servers are spared more. */
const leastSeconds = 5;
/** How often the clock is looked at: a timer of a machine that slept goes on as if there had been no sleep. */
const lookMs = 30_000;

export interface RefreshHooks {
  refresh(): void;
  /** Something is being loaded already: then this time is passed over. */
  isLoading(): boolean;
}

/**
 * Has data loaded again every so many seconds, while the page is looked at and has a network. What was missed meanwhile, asleep too, is
 * made up for once. A network that is said to be there need not be: a load that fails is tried again the next time.
 */
export class RefreshTimer implements ReactiveController {
  #everyMs = 0;
  #dueAtMs = Infinity;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isConnected = false;
  readonly #hooks: RefreshHooks;
  readonly #look = (): void => this.#check();

  constructor(host: ReactiveControllerHost, hooks: RefreshHooks) {
    this.#hooks = hooks;
    host.addController(this);
  }

  get seconds(): number {
    return this.#everyMs / 1_000;
  }

  /** 0 or less: never. */
  set seconds(seconds: number) {
    const next = seconds > 0 ? Math.max(leastSeconds, seconds) * 1_000 : 0;
    if (next === this.#everyMs) return;
    this.#everyMs = next;
    this.#restart();
  }

  hostConnected(): void {
    this.#isConnected = true;
    document.addEventListener('visibilitychange', this.#look);
    for (const name of ['online', 'pageshow']) globalThis.addEventListener(name, this.#look);
    this.#restart();
  }

  hostDisconnected(): void {
    this.#isConnected = false;
    document.removeEventListener('visibilitychange', this.#look);
    for (const name of ['online', 'pageshow']) globalThis.removeEventListener(name, this.#look);
    clearTimeout(this.#timer);
  }

  #restart(): void {
    this.#dueAtMs = Date.now() + this.#everyMs;
    this.#check();
  }

  #check(): void {
    clearTimeout(this.#timer);
    if (!this.#isConnected || this.#everyMs === 0) return;
    const now = Date.now();
    // A clock that was set back must not put the next time off.
    this.#dueAtMs = Math.min(this.#dueAtMs, now + this.#everyMs);
    if (now >= this.#dueAtMs) {
      // An event says when that is over.
      if (document.hidden || !navigator.onLine) return;
      this.#dueAtMs = now + this.#everyMs;
      if (!this.#hooks.isLoading()) this.#hooks.refresh();
    }
    this.#timer = setTimeout(this.#look, Math.min(lookMs, this.#dueAtMs - now));
  }
}
