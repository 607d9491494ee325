import type { ReactiveController, ReactiveControllerHost } from 'lit';

export interface InlineData { readonly text: string; readonly format: 'csv' | 'json' }

const formats: Readonly<Record<string, InlineData['format']>> = { 'application/json': 'json', 'text/csv': 'csv' };

/** Data in the page without JavaScript: `<script type="application/json" slot="data">`, or of another slot. Followed while the page is still being parsed. */
export class InlineDataController implements ReactiveController {
  #data: InlineData | null = null;
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #slot: string;
  readonly #observer: MutationObserver | null;

  constructor(host: ReactiveControllerHost & HTMLElement, slot = 'data') {
    this.#host = host;
    this.#slot = slot;
    // Where there is no page (on a server) there is nothing to follow.
    this.#observer = typeof MutationObserver === 'undefined' ? null : new MutationObserver(() => this.#read());
    host.addController(this);
  }

  get data(): InlineData | null {
    return this.#data;
  }

  hostConnected(): void {
    this.#observer?.observe(this.#host, { childList: true, subtree: true, characterData: true });
    this.#read();
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
  }

  #read(): void {
    const script = [...this.#host.children].find((child) => child.localName === 'script' && child.slot === this.#slot);
    const format = script === undefined ? undefined : formats[(script.getAttribute('type') ?? '').trim().toLowerCase()];
    const text = script?.textContent ?? '';
    if (format === undefined || text.trim() === '') this.#take(null);
    else if (text !== this.#data?.text || format !== this.#data.format) this.#take({ text, format });
  }

  #take(data: InlineData | null): void {
    if (data === this.#data) return;
    this.#data = data;
    this.#host.requestUpdate();
  }
}
