import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Dataset } from '../../context/dataset.js';
import { createLinger } from '../../context/lingering.js';
import { leaseDataset, leaseFits, type Lease } from '../../context/shared-datasets.js';
import type { SourceInput } from '../../context/source-input.js';
import type { EngineConfig } from '../../model/config.js';

/**
 * The dataset of an element that brings data of its own: opened when first needed, shared with elements that name the
 * same addresses, kept while the element is only being moved, closed when it has left.
 */
export class OwnData implements ReactiveController {
  #lease: Lease | null = null;
  readonly #linger = createLinger(() => this.release());

  constructor(host: ReactiveControllerHost) {
    host.addController(this);
  }

  /** The dataset that holds these inputs. */
  hold(inputs: readonly SourceInput[], config: EngineConfig): Dataset {
    if (this.#lease !== null && !leaseFits(this.#lease, inputs, config)) this.release();
    if (this.#lease === null) this.#lease = leaseDataset(inputs, config);
    else if (this.#lease.key === '') this.#lease.dataset.setInputs(inputs, config);
    return this.#lease.dataset;
  }

  release(): void {
    this.#lease?.release();
    this.#lease = null;
  }

  hostConnected(): void {
    this.#linger.back();
  }

  hostDisconnected(): void {
    this.#linger.leaving();
  }
}
