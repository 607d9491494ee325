import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { KpiErrorInfo } from '../model/issue.js';
import type { DataInfo, Dataset } from './dataset.js';
import { errorInfo, isAbort } from './error-info.js';

/** Keeps what a dataset holds, asked anew when that changes; over a failure the last description stays. */
export class DescribeController implements ReactiveController {
  info: DataInfo | null = null;
  error: KpiErrorInfo | null = null;
  #dataset: Dataset | null = null;
  #unsubscribe: (() => void) | null = null;
  #revision = -1;
  #asking: Promise<void> | null = null;
  readonly #host: ReactiveControllerHost;
  /** The dataset to speak of; null = none near, or no data in it yet. */
  readonly #of: () => Dataset | null;

  constructor(host: ReactiveControllerHost, of: () => Dataset | null) {
    this.#host = host;
    this.#of = of;
    host.addController(this);
  }

  get isPending(): boolean {
    return this.#asking !== null;
  }

  /** Resolves when nothing is being asked; never rejects. */
  async settled(): Promise<void> {
    while (this.#asking !== null) await this.#asking;
  }

  hostUpdate(): void {
    this.#follow(this.#of());
    const dataset = this.#dataset;
    if (dataset === null || dataset.state.phase === 'none' || dataset.state.revision === this.#revision) return;
    this.#revision = dataset.state.revision;
    const asking = this.#ask(dataset, dataset.state.revision).finally(() => {
      if (this.#asking === asking) this.#asking = null;
      this.#host.requestUpdate();
    });
    this.#asking = asking;
  }

  hostDisconnected(): void {
    this.#follow(null);
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  #follow(dataset: Dataset | null): void {
    if (dataset === this.#dataset) return;
    this.#unsubscribe?.();
    this.#dataset = dataset;
    this.#revision = -1;
    this.#unsubscribe = dataset?.subscribe(() => this.#host.requestUpdate()) ?? null;
  }

  async #ask(dataset: Dataset, revision: number): Promise<void> {
    const isCurrent = (): boolean => this.#dataset === dataset && this.#revision === revision;
    try {
      const info = await dataset.describe();
      if (!isCurrent()) return;
      this.info = info;
      this.error = null;
    } catch (thrown) {
      if (isCurrent() && !isAbort(thrown)) this.error = errorInfo(thrown, 'compute');
    }
  }
}
