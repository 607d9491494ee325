import type { ReactiveController, ReactiveControllerHost } from 'lit';

const owners = new WeakMap<Element, (width: number) => void>();
let observer: ResizeObserver | null = null;

/**
 * The one observer of the page; it asks for a new picture at most once a frame and element. What it saw is acted on in a
 * task of its own: a picture drawn inside the observer changes heights, which browsers report as a loop to the page.
 */
const sharedObserver = (): ResizeObserver => {
  observer ??= new ResizeObserver((entries) => {
    setTimeout(() => {
      for (const { target, contentRect } of entries) owners.get(target)?.(contentRect.width);
    });
  });
  return observer;
};

/** Width of the host's content box in whole pixels; null until it has one (hidden, not laid out). */
export class SizeController implements ReactiveController {
  #width: number | null = null;
  readonly #host: ReactiveControllerHost & HTMLElement;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  get width(): number | null {
    return this.#width;
  }

  hostConnected(): void {
    owners.set(this.#host, (width) => this.#take(width));
    sharedObserver().observe(this.#host);
    // The observer speaks after the next layout; the first picture should not wait for it.
    this.#take(this.#host.clientWidth);
  }

  hostDisconnected(): void {
    owners.delete(this.#host);
    observer?.unobserve(this.#host);
  }

  #take(width: number): void {
    // Hidden elements report 0: the last picture stays until they are shown again.
    const whole = Math.floor(width);
    if (whole <= 0 || whole === this.#width) return;
    this.#width = whole;
    this.#host.requestUpdate();
  }
}
