import type { ReactiveController, ReactiveControllerHost } from 'lit';

const owners = new WeakMap<Element, (width: number) => void>();
/** A page and the frames in it are laid out by turns: an observer that looks into another document would report a loop to the page. */
const observers = new WeakMap<Document, ResizeObserver>();

/** A page that is not looked at is not laid out: then the first layout is not waited for any longer than this. */
const longestWaitMs = 250;

/**
 * The one observer of a document; it asks for a new picture at most once a frame and element. What it saw is acted on in a
 * task of its own: a picture drawn inside the observer changes heights, which browsers report as a loop to the page.
 */
const observerOf = (page: Document): ResizeObserver => {
  const known = observers.get(page);
  if (known !== undefined) return known;
  const own = new (page.defaultView ?? globalThis).ResizeObserver((entries) => {
    setTimeout(() => {
      for (const { target, contentRect } of entries) owners.get(target)?.(contentRect.width);
    });
  });
  observers.set(page, own);
  return own;
};

/** Width of the host's content box in whole pixels; null until it has one (hidden, not laid out). */
export class SizeController implements ReactiveController {
  #width: number | null = null;
  /** Resolves with the first layout; null: there was one. */
  #layout: Promise<void> | null = null;
  #onLayout: () => void = () => undefined;
  #observer: ResizeObserver | null = null;
  readonly #host: ReactiveControllerHost & HTMLElement;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  get width(): number | null {
    return this.#width;
  }

  /** The first layout since the host was connected is still to come, or there is room by now that no frame has told of. */
  get isPending(): boolean {
    return this.#layout !== null || (this.#width === null && this.#host.clientWidth > 0);
  }

  /** Resolves with the first layout; never rejects. */
  async settled(): Promise<void> {
    await this.#layout;
    if (this.#width === null) this.#take(this.#host.clientWidth);
  }

  hostConnected(): void {
    owners.set(this.#host, (width) => {
      this.#take(width);
      this.#onLayout();
    });
    this.#layout = new Promise<void>((resolve) => {
      const timer = setTimeout(() => this.#onLayout(), longestWaitMs);
      this.#onLayout = () => {
        clearTimeout(timer);
        this.#layout = null;
        resolve();
      };
    });
    this.#observer = observerOf(this.#host.ownerDocument);
    this.#observer.observe(this.#host);
    // The observer speaks after the next layout; the first picture should not wait for it.
    this.#take(this.#host.clientWidth);
  }

  hostDisconnected(): void {
    owners.delete(this.#host);
    this.#observer?.unobserve(this.#host);
    this.#observer = null;
    this.#onLayout();
  }

  #take(width: number): void {
    // Hidden elements report 0: the last picture stays until they are shown again.
    const whole = Math.floor(width);
    if (whole <= 0 || whole === this.#width) return;
    this.#width = whole;
    this.#host.requestUpdate();
  }
}
