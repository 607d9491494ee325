import type { Dataset } from './dataset.js';

/** Listens to one dataset at a time. */
export class FollowedDataset {
  #current: Dataset | null = null;
  #end: (() => void) | null = null;
  /** Begins to listen; gives what ends it. */
  readonly #listen: (dataset: Dataset) => () => void;

  constructor(listen: (dataset: Dataset) => () => void) {
    this.#listen = listen;
  }

  get current(): Dataset | null {
    return this.#current;
  }

  /** Turns to another dataset, null = to none; false = it is the one that is followed already. */
  turnTo(dataset: Dataset | null): boolean {
    if (dataset === this.#current) return false;
    this.#end?.();
    this.#current = dataset;
    this.#end = dataset === null ? null : this.#listen(dataset);
    return true;
  }
}
