import { openEngine } from '../engine/client.js';
import type { EngineConfig } from '../model/config.js';
import { createDataset } from './create-dataset.js';
import type { Dataset } from './dataset.js';
import type { SourceInput } from './source-input.js';
import { stableJson } from './stable-json.js';

/** A dataset in use; `release` closes it with its last user. */
export interface Lease { readonly dataset: Dataset; readonly key: string; release(): void }

const shared = new Map<string, { readonly dataset: Dataset; users: number }>();

const numbers = new WeakMap<object, number>();
let lastNumber = 0;

/** The same function asks as the same user; another one may ask as somebody else. */
const numberOf = (given: object | undefined): number => {
  if (given === undefined) return 0;
  const number = numbers.get(given) ?? ++lastNumber;
  numbers.set(given, number);
  return number;
};

/** Inputs that are only addresses mean the same wherever they stand; anything else is the element's own. */
const keyOf = (inputs: readonly SourceInput[], config: EngineConfig): string | null => {
  const plain = inputs.length > 0 && inputs.every(({ input }) =>
    input.url !== undefined && input.rows === undefined && input.file === undefined && input.stream === undefined);
  return plain ? stableJson([inputs.map(({ table, input }) => [table, { ...input, fetcher: numberOf(input.fetcher), headers: numberOf(input.headers) }]), config]) : null;
};

/** Elements that name the same addresses under the same settings share one load and one set of tables. */
export const leaseDataset = (inputs: readonly SourceInput[], config: EngineConfig): Lease => {
  const key = keyOf(inputs, config);
  if (key === null) {
    const dataset = createDataset(openEngine);
    dataset.setInputs(inputs, config);
    return { dataset, key: '', release: () => dataset.close() };
  }
  const entry = shared.get(key) ?? { dataset: createDataset(openEngine), users: 0 };
  if (entry.users === 0) entry.dataset.setInputs(inputs, config);
  entry.users++;
  shared.set(key, entry);
  let held = true;
  return {
    dataset: entry.dataset,
    key,
    release: () => {
      if (!held) return;
      held = false;
      if (--entry.users > 0) return;
      shared.delete(key);
      entry.dataset.close();
    },
  };
};

/** Whether a lease may go on with these inputs: a private one always (they are replaced), a shared one only if equal. */
export const leaseFits = (lease: Lease, inputs: readonly SourceInput[], config: EngineConfig): boolean =>
  lease.key === (keyOf(inputs, config) ?? '');
