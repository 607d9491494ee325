import type { DataFetch } from '../ingest/sources/opened.js';
import type { EngineConfig } from '../model/config.js';
import type { DataInput, DataInputSource, LoadInputs } from '../model/input.js';
import type { TableName } from '../model/schema.js';
import { createDataFetch } from './data-fetch.js';
import type { LoadProgress } from './engine.js';
import { createKnownVersions, type VersionedLoad } from './known-versions.js';
import { createSecrets, type Secrets } from './redact.js';

/** How one dataset makes its requests, and what it remembers of them: versions that are here, secrets that must not be told. */
export interface Requests<Read> extends Pick<Secrets, 'redact' | 'redactThrown'> {
  /** For one reading of inputs, always of the whole. */
  fetch(config: EngineConfig): DataFetch;
  /** For one load, which need not read what is as it was. */
  load(inputs: LoadInputs, options: { readonly config: EngineConfig; readonly onProgress?: (progress: LoadProgress) => void }): VersionedLoad<Read>;
}

/** Entries of a longer list are rows, not inputs. */
const mostInputs = 100;

const isAskedFor = (input: DataInput | undefined, url: string): boolean =>
  (Array.isArray(input) ? input.slice(0, mostInputs) as readonly DataInputSource[] : [input as DataInputSource]).some((source) => source?.url === url);

export const createRequests = <Read>(): Requests<Read> => {
  const { add, redact, redactThrown } = createSecrets();
  const versions = createKnownVersions<Read>();
  return {
    redact,
    redactThrown,
    fetch: (config) => createDataFetch({ settings: config.requests, onSecret: add }),
    load: (inputs, { config, onProgress }) => {
      // Waiting for a server is no standstill: whoever watches over the load hears of it.
      const onWait = ({ url = '' }: DataInputSource): void => {
        const table = (Object.keys(inputs) as TableName[]).find((name) => isAskedFor(inputs[name], url));
        if (table !== undefined) onProgress?.({ table, bytes: 0, totalBytes: null, rows: 0 });
      };
      return versions(inputs, config, createDataFetch({ settings: config.requests, onSecret: add, onWait }));
    },
  };
};
