import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { KpiErrorInfo } from '../model/issue.js';
import type { DataInfo, Dataset } from './dataset.js';
import { errorInfo, isAbort } from './error-info.js';
import { FollowedDataset } from './followed-dataset.js';

/** Keeps what a dataset holds, asked anew when that changes; over a failure the last description stays. */
export class DescribeController implements ReactiveController {
  info: DataInfo | null = null;
  error: KpiErrorInfo | null = null;
  readonly #followed: FollowedDataset;
  #revision = -1;
  #asking: Promise<void> | null = null;
  readonly #host: ReactiveControllerHost;
  /** The dataset to speak of; null = none near, or no data in it yet. */
  readonly #of: () => Dataset | null;

  constructor(host: ReactiveControllerHost, of: () => Dataset | null) {
    this.#host = host;
    this.#followed = new FollowedDataset((dataset) => dataset.subscribe(() => host.requestUpdate()));
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
    if (this.#followed.turnTo(this.#of())) this.#revision = -1;
    const dataset = this.#followed.current;
    if (dataset === null || dataset.state.phase === 'none' || dataset.state.revision === this.#revision) return;
    this.#revision = dataset.state.revision;
    const asking = this.#ask(dataset, dataset.state.revision).finally(() => {
      if (this.#asking === asking) this.#asking = null;
      this.#host.requestUpdate();
    });
    this.#asking = asking;
  }

  hostDisconnected(): void {
    this.#followed.turnTo(null);
    this.#revision = -1;
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  async #ask(dataset: Dataset, revision: number): Promise<void> {
    const isCurrent = (): boolean => this.#followed.current === dataset && this.#revision === revision;
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
