import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { KpiResult } from '../model/result.js';
import type { Dataset } from './dataset.js';

/** Follows what a dataset was last asked: the figures that a page shows of it. */
export class AnsweredController implements ReactiveController {
  #dataset: Dataset | null = null;
  #unsubscribe: (() => void) | null = null;
  readonly #host: ReactiveControllerHost;
  /** The dataset to follow; null = none near. */
  readonly #of: () => Dataset | null;

  constructor(host: ReactiveControllerHost, of: () => Dataset | null) {
    this.#host = host;
    this.#of = of;
    host.addController(this);
  }

  /** The last answer of each KPI, in the order in which they were first asked. */
  get figures(): readonly KpiResult[] {
    return [...this.#dataset?.answered.state.figures.values() ?? []];
  }

  hostUpdate(): void {
    this.#follow(this.#of());
  }

  hostDisconnected(): void {
    this.#follow(null);
  }

  #follow(dataset: Dataset | null): void {
    if (dataset === this.#dataset) return;
    this.#unsubscribe?.();
    this.#dataset = dataset;
    this.#unsubscribe = dataset?.answered.subscribe(() => this.#host.requestUpdate()) ?? null;
  }
}
