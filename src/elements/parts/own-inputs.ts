import type { Fetcher, RequestHeaders, SourceInput } from '../../context/source-input.js';
import { isTableName, type TableName } from '../../model/table-name.js';
import type { TakenData } from '../../context/taken-data.js';
import type { DataInputSource } from '../../model/input.js';
import type { KpiErrorInfo } from '../../model/issue.js';
import type { InlineData } from './inline-data.js';
import { gateUrl } from './url-gate.js';

/** What an element says about its data. */
export interface SourceStatement {
  readonly src: string | null;
  readonly data: TakenData | null;
  readonly inline: InlineData | null;
  readonly table: TableName;
  readonly fetcher: Fetcher | null;
  readonly headers: RequestHeaders | null;
  readonly options: Omit<DataInputSource, 'rows' | 'text' | 'bytes' | 'stream' | 'file' | 'url'>;
  readonly baseUri: string;
}

export interface OwnInputs {
  readonly inputs: readonly SourceInput[];
  readonly error: KpiErrorInfo | null;
}

type Own = Pick<DataInputSource, 'fetcher' | 'headers'>;

/** What the element says of all its requests; an input may say otherwise of its own. */
const requestsOf = ({ fetcher, headers }: SourceStatement): Own => ({ ...(fetcher ? { fetcher } : {}), ...(headers ? { headers } : {}) });

/** A page may hand over anything, null too: the reader in the worker says what is wrong with it. */
const toInput = (table: TableName, source: DataInputSource | null, options: SourceStatement['options'], own: Own): SourceInput =>
  ({ table, input: { ...options, ...(source?.url === undefined ? {} : own), ...source } });

const fromTables = (tables: ReadonlyMap<string, readonly DataInputSource[]>, options: SourceStatement['options'], own: Own): OwnInputs => ({
  inputs: [...tables].flatMap(([table, sources]) => (isTableName(table) ? sources.map((source) => toInput(table, source, options, own)) : [])),
  error: null,
});

const fromHost = (data: TakenData, stated: SourceStatement): OwnInputs => {
  const { table, options } = stated;
  const own = requestsOf(stated);
  return 'map' in data ? { inputs: data.map((source) => toInput(table, source, options, own)), error: null } : fromTables(data, options, own);
};

type Rows = NonNullable<DataInputSource['rows']>;

/** A JSON object whose keys are tables is several tables; anything else is for the reader in the worker to judge. */
const tablesInJson = (text: string): ReadonlyMap<string, readonly DataInputSource[]> | null => {
  if (!text.trimStart().startsWith('{')) return null;
  try {
    const parsed = JSON.parse(text) as Record<string, unknown>;
    const names = Object.keys(parsed);
    return names.length > 0 && names.every(isTableName) && names.every((name) => Array.isArray(parsed[name])) ? new Map(Object.entries(parsed).map(([name, rows]) => [name, [{ rows: rows as Rows }]])) : null;
  } catch {
    return null;
  }
};

const fromInline = ({ text, format }: InlineData, { table, options }: SourceStatement): OwnInputs => {
  const tables = format === 'json' ? tablesInJson(text) : null;
  if (tables !== null) return fromTables(tables, options, {});
  return { inputs: [{ table, input: { ...options, text, format: options.format ?? format } }], error: null };
};

/** `data` wins over `src`, `src` over inline text. null = the element brings nothing of its own. */
export const ownInputs = (stated: SourceStatement): OwnInputs | null => {
  if (stated.data !== null) return fromHost(stated.data, stated);
  if (stated.src !== null && stated.src.trim() !== '') {
    const gated = gateUrl(stated.src.trim(), stated.baseUri, stated.table);
    if ('error' in gated) return { inputs: [], error: gated.error };
    return { inputs: [toInput(stated.table, { url: gated.url }, stated.options, requestsOf(stated))], error: null };
  }
  return stated.inline === null ? null : fromInline(stated.inline, stated);
};

