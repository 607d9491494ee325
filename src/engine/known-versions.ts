import { dataAddress } from '../ingest/sources/request.js';
import { Unchanged, type DataFetch } from '../ingest/sources/opened.js';
import type { EngineConfig } from '../model/config.js';
import type { DataInput, DataInputSource, LoadInputs } from '../model/input.js';
import type { TableName } from '../model/schema.js';

/** What one load does with what was known before it. */
export interface VersionedLoad<Read> {
  /** Asks whether there is something new, and ends the reading of a table with `Unchanged` where there is not. */
  readonly fetch: DataFetch;
  /** Tables as they were read, and those that are as they were. */
  settle(read: ReadonlyMap<TableName, Read>, unchanged: readonly TableName[]): ReadonlyMap<TableName, Read>;
}

interface Kept<Read> { readonly key: string; readonly etag: string; readonly read: Read }

/** The one address a table comes from; several inputs, or pages, have no version of their own. A list may be one of rows. */
const onlySource = (input: DataInput | undefined): DataInputSource | null => {
  if (input === undefined || Array.isArray(input)) return null;
  const source = input as DataInputSource;
  // A preset may know that its product answers in pages.
  const isOnePage = source.paging === 'none' || (source.paging === undefined && source.preset === undefined);
  return typeof source.url === 'string' && isOnePage ? source : null;
};

const hrefOf = (url: string): string | null => {
  try {
    return dataAddress(url).href;
  } catch {
    return null;
  }
};

/** A header of ours makes browsers ask another origin for leave first, which few servers give; a table's own headers need it anyway. */
const maySay = (url: string, { fetcher, headers }: DataInputSource): boolean => {
  const page = (globalThis as { location?: { origin?: string } }).location?.origin;
  return fetcher === undefined && (headers !== undefined || page === undefined || page === new URL(url).origin);
};

/**
 * Remembers the version (`ETag`) of each table that was read, so that loading it again reads nothing when the server still has that one:
 * it answers 304, or 200 under the same name, whose body is then left unread.
 */
export const createKnownVersions = <Read>(): ((inputs: LoadInputs, config: EngineConfig, fetch: DataFetch) => VersionedLoad<Read>) => {
  const kept = new Map<TableName, Kept<Read>>();
  return (inputs, { timeZone, fiscalYearStart, limits }, fetch) => {
    const tableOf = new Map<string, TableName | null>();
    const keys = new Map<TableName, string>();
    for (const table of Object.keys(inputs) as TableName[]) {
      const source = onlySource(inputs[table]);
      const href = source === null ? null : hrefOf(source.url as string);
      if (source === null || href === null) continue;
      // Two tables of one address cannot be told apart by their requests.
      tableOf.set(href, tableOf.has(href) ? null : table);
      keys.set(table, JSON.stringify([source, timeZone, fiscalYearStart, limits]));
    }
    const seen = new Map<TableName, string | null>();
    return {
      fetch: async (url, init, input) => {
        const table = tableOf.get(url) ?? null;
        if (table === null) return fetch(url, init, input);
        const known = kept.get(table);
        const etag = known?.key === keys.get(table) ? known?.etag : undefined;
        const asking = etag !== undefined && maySay(url, input) ? { ...init, headers: { ...init.headers, 'if-none-match': etag } } : init;
        const answer = await fetch(url, asking, input);
        if (etag !== undefined && (answer.status === 304 || (answer.status === 200 && answer.headers.get('etag') === etag))) {
          await answer.body?.getReader().cancel().catch(() => undefined);
          throw new Unchanged();
        }
        seen.set(table, answer.status === 200 ? answer.headers.get('etag') : null);
        return answer;
      },
      settle: (read, unchanged) => {
        for (const [table, value] of read) {
          const [etag, key] = [seen.get(table), keys.get(table)];
          if (etag == null || key === undefined) kept.delete(table);
          else kept.set(table, { key, etag, read: value });
        }
        return new Map([...read, ...unchanged.flatMap((table) => (kept.has(table) ? [[table, (kept.get(table) as Kept<Read>).read] as const] : []))]);
      },
    };
  };
};
