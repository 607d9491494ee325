import { snapshotRows } from '../engine/client.js';
import type { DataInput, DataInputSource, LoadInputs } from '../model/input.js';

/** Rows of one table, or tables by name. */
export type HostData = readonly Readonly<Record<string, unknown>>[] | LoadInputs;

/** What a host gave, as it was at that moment: sources of the table the element names, or of tables by name. */
export type TakenData = readonly DataInputSource[] | ReadonlyMap<string, readonly DataInputSource[]>;

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const sourcesOf = (input: DataInput): readonly DataInputSource[] => {
  if (!Array.isArray(input)) return [input as DataInputSource];
  const list = input as readonly (DataInputSource | Readonly<Record<string, unknown>>)[];
  // A list of inputs is told from a list of rows by what their first entry holds.
  const first: unknown = list[0];
  const areInputs = isObject(first) && ['rows', 'text', 'bytes', 'stream', 'file', 'url'].some((key) => Object.hasOwn(first, key))
    && !Object.hasOwn(first, 'id');
  return areInputs ? list : [{ rows: input as readonly Readonly<Record<string, unknown>>[] }];
};

const take = (source: DataInputSource): DataInputSource => {
  if (!isObject(source) || !Array.isArray(source.rows)) return source;
  const { rows, ...rest } = source;
  const taken = snapshotRows(rows);
  return { ...rest, ...taken, ...(rest.label === undefined ? {} : { label: rest.label }) };
};

const takenFrom = (input: DataInput): readonly DataInputSource[] => sourcesOf(input).map(take);

/** Takes data over when it is handed over: what the host does to its arrays afterwards cannot show. Throws nothing of ours. */
export const takeData = (data: HostData): TakenData => {
  if (Array.isArray(data)) return takenFrom(data);
  if (!isObject(data)) return new Map();
  return new Map(Object.entries(data as LoadInputs).flatMap(([name, input]) => (input === undefined ? [] : [[name, takenFrom(input)] as const])));
};
