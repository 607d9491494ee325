import { ContextConsumer } from '@lit/context';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { attachContextRoot } from './context-root.js';
import { salesDataContext, type SalesDataHub } from './sales-data-context.js';

/** Follows the nearest `<sales-data>` around an element, whenever that appears. */
export class SalesDataConsumer implements ReactiveController {
  #hub: SalesDataHub | null = null;
  #unsubscribe: (() => void) | null = null;
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #onChange: () => void;

  /** `onChange` is told when the hub is another one or its state has changed. */
  constructor(host: ReactiveControllerHost & HTMLElement, onChange: () => void) {
    this.#host = host;
    this.#onChange = onChange;
    // First in line: an element that moved must forget its old provider before the consumer below asks for the new one.
    host.addController(this);
    new ContextConsumer(host, { context: salesDataContext, subscribe: true, callback: (hub) => this.#take(hub) });
  }

  get hub(): SalesDataHub | null {
    return this.#hub;
  }

  hostConnected(): void {
    attachContextRoot(this.#host.ownerDocument);
  }

  hostDisconnected(): void {
    this.#take(null);
  }

  #take(hub: SalesDataHub | null): void {
    if (hub === this.#hub) return;
    this.#unsubscribe?.();
    this.#hub = hub;
    this.#unsubscribe = hub?.subscribe(this.#onChange) ?? null;
    this.#onChange();
  }
}
