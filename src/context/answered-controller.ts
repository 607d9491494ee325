import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { KpiResult } from '../model/result.js';
import type { Dataset } from './dataset.js';
import { FollowedDataset } from './followed-dataset.js';

/** Follows what a dataset was last asked: the figures that a page shows of it. */
export class AnsweredController implements ReactiveController {
  readonly #followed: FollowedDataset;
  /** The dataset to follow; null = none near. */
  readonly #of: () => Dataset | null;

  constructor(host: ReactiveControllerHost, of: () => Dataset | null) {
    this.#followed = new FollowedDataset(({ answered }) => answered.subscribe(() => host.requestUpdate()));
    this.#of = of;
    host.addController(this);
  }

  /** The last answer of each KPI, in the order in which they were first asked. */
  get figures(): readonly KpiResult[] {
    return [...this.#followed.current?.answered.state.figures.values() ?? []];
  }

  hostUpdate(): void {
    this.#followed.turnTo(this.#of());
  }

  hostDisconnected(): void {
    this.#followed.turnTo(null);
  }
}
