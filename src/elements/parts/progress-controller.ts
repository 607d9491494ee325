import { nothing, render, type ReactiveController, type ReactiveControllerHost } from 'lit';
import type { Messages } from '../../i18n/messages.js';
import type { progressStrip } from './progress-strip.js';
import { attempt } from './attempt.js';
import type { WidgetData } from './widget-data.js';

/** What takes longer shows how far it is. */
const patienceMs = 1_000;

export interface ProgressHooks {
  readonly data: WidgetData;
  readonly messages: () => Messages | null;
}

/**
 * Shows how far a load or an answer is once it has taken a second, with the way to give it up. Draws into a place of its own, so that ten
 * steps a second do not draw pictures anew.
 */
export class ProgressController implements ReactiveController {
  readonly #host: ReactiveControllerHost & { readonly renderRoot: ParentNode };
  readonly #hooks: ProgressHooks;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #strip: typeof progressStrip | null = null;
  #isLong = false;
  #place: HTMLElement | null = null;
  #unsubscribe: (() => void) | null = null;

  constructor(host: ReactiveControllerHost & { readonly renderRoot: ParentNode }, hooks: ProgressHooks) {
    this.#host = host;
    this.#hooks = hooks;
    host.addController(this);
  }

  hostUpdated(): void {
    const isWaiting = this.#hooks.data.kpi.isPending;
    if (isWaiting) this.#timer ??= setTimeout(() => attempt(this.#begin()), patienceMs);
    else this.#end();
    this.#draw();
  }

  hostDisconnected(): void {
    this.#end();
    this.#draw();
  }

  async #begin(): Promise<void> {
    this.#strip ??= (await import('./progress-strip.js')).progressStrip;
    if (this.#timer === undefined) return;
    this.#isLong = true;
    this.#unsubscribe?.();
    this.#unsubscribe = this.#hooks.data.kpi.dataset?.progress.subscribe(() => this.#draw()) ?? null;
    this.#draw();
  }

  #end(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#isLong = false;
    this.#unsubscribe?.();
    this.#unsubscribe = null;
  }

  #draw(): void {
    const messages = this.#hooks.messages();
    const { kpi } = this.#hooks.data;
    const isShown = this.#isLong && this.#strip !== null && messages !== null;
    if (!isShown && this.#place === null) return;
    render(isShown ? this.#strip?.(kpi.dataset?.progress.state.loading ?? null, () => kpi.cancel(), messages) : nothing, this.#placeIn());
  }

  /** Behind everything that the widget draws by itself; the frame may have been drawn anew. */
  #placeIn(): HTMLElement {
    const place = (this.#place ??= document.createElement('div'));
    const frame = this.#host.renderRoot.querySelector('.base');
    if (frame !== null && place.parentNode !== frame) frame.append(place);
    return place;
  }
}
