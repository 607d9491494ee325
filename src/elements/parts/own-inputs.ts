import type { Fetcher, SourceInput } from '../../context/source-input.js';
import { isTableName, type TableName } from '../../model/table-name.js';
import type { DataInput, DataInputSource, LoadInputs } from '../../model/input.js';
import type { KpiErrorInfo } from '../../model/issue.js';
import type { InlineData } from './inline-data.js';
import { gateUrl } from './url-gate.js';

/** Rows of one table, or tables by name. */
export type HostData = readonly Readonly<Record<string, unknown>>[] | LoadInputs;

/** What an element says about its data. */
export interface SourceStatement {
  readonly src: string | null;
  readonly data: HostData | null;
  readonly inline: InlineData | null;
  readonly table: TableName;
  readonly fetcher: Fetcher | null;
  readonly options: Omit<DataInputSource, 'rows' | 'text' | 'bytes' | 'stream' | 'file' | 'url'>;
  readonly baseUri: string;
}

export interface OwnInputs {
  readonly inputs: readonly SourceInput[];
  readonly error: KpiErrorInfo | null;
}

const sourcesOf = (input: DataInput): readonly DataInputSource[] => {
  if (!Array.isArray(input)) return [input as DataInputSource];
  const list = input as readonly (DataInputSource | Readonly<Record<string, unknown>>)[];
  // A list of inputs is told from a list of rows by what their first entry holds.
  const first = list[0];
  const areInputs = first !== undefined && ['rows', 'text', 'bytes', 'stream', 'file', 'url'].some((key) => Object.hasOwn(first, key))
    && !Object.hasOwn(first, 'id');
  return areInputs ? list : [{ rows: input as readonly Readonly<Record<string, unknown>>[] }];
};

const fromTables = (tables: LoadInputs, options: SourceStatement['options']): OwnInputs => {
  const inputs: SourceInput[] = [];
  for (const [name, input] of Object.entries(tables)) {
    if (!isTableName(name) || input === undefined) continue;
    for (const source of sourcesOf(input)) inputs.push({ table: name, input: { ...options, ...source } });
  }
  return { inputs, error: null };
};

const fromHost = (data: HostData, { table, options }: SourceStatement): OwnInputs => {
  if (Array.isArray(data)) return { inputs: sourcesOf(data).map((source) => ({ table, input: { ...options, ...source } })), error: null };
  return fromTables(data as LoadInputs, options);
};

/** A JSON object whose keys are tables is several tables; anything else is for the reader in the worker to judge. */
const tablesInJson = (text: string): LoadInputs | null => {
  if (!text.trimStart().startsWith('{')) return null;
  try {
    const parsed = JSON.parse(text) as Record<string, unknown>;
    const names = Object.keys(parsed);
    return names.length > 0 && names.every(isTableName) && names.every((name) => Array.isArray(parsed[name])) ? parsed : null;
  } catch {
    return null;
  }
};

const fromInline = ({ text, format }: InlineData, { table, options }: SourceStatement): OwnInputs => {
  const tables = format === 'json' ? tablesInJson(text) : null;
  if (tables !== null) return fromTables(tables, options);
  return { inputs: [{ table, input: { ...options, text, format: options.format ?? format } }], error: null };
};

/** `data` wins over `src`, `src` over inline text. null = the element brings nothing of its own. */
export const ownInputs = (stated: SourceStatement): OwnInputs | null => {
  if (stated.data !== null) return fromHost(stated.data, stated);
  if (stated.src !== null && stated.src.trim() !== '') {
    const gated = gateUrl(stated.src.trim(), stated.baseUri, stated.table);
    if ('error' in gated) return { inputs: [], error: gated.error };
    return { inputs: [{ table: stated.table, input: { ...stated.options, url: gated.url }, fetcher: stated.fetcher }], error: null };
  }
  return stated.inline === null ? null : fromInline(stated.inline, stated);
};

