import * as z from 'zod/mini';
import type { DataInput, DataInputSource, LoadInputs } from '../model/input.js';
import { schema, type TableName } from '../model/schema.js';
import { IngestError } from './ingest-error.js';
import { sourceKinds } from './sources/registry.js';

// Compiling validators needs eval, which a strict content security policy forbids.
z.config({ jitless: true });

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
const isBytes = (value: unknown): boolean => value instanceof Uint8Array || value instanceof ArrayBuffer;
const hasMethod = (name: string) => (value: unknown): boolean => isObject(value) && typeof (value as Record<string, unknown>)[name] === 'function';

const texts = z.record(z.string(), z.string());
const count = (least: number) => z.optional(z.int().check(z.minimum(least)));
const pagingModes = z.enum(['cursor', 'link', 'offset', 'none']);
const pagingShape = z.object({
  mode: pagingModes, next: z.optional(z.string()), param: z.optional(z.string()), size: count(1), sizeParam: z.optional(z.string()),
  by: z.optional(z.enum(['rows', 'pages'])), start: count(0), maxPages: count(1), maxRows: count(1), allOrNothing: z.optional(z.boolean()),
});

/** Shape of one input. Rows are looked at one by one while they are read, not here. */
const sourceShape = z.object({
  rows: z.optional(z.custom<readonly unknown[]>(Array.isArray, 'expected an array')),
  text: z.optional(z.string()),
  bytes: z.optional(z.custom(isBytes, 'expected an ArrayBuffer or Uint8Array')),
  stream: z.optional(z.custom(hasMethod('getReader'), 'expected a ReadableStream')),
  file: z.optional(z.custom(hasMethod('stream'), 'expected a File or Blob')),
  url: z.optional(z.string()),
  format: z.optional(z.enum(['csv', 'json', 'ndjson', 'arrow', 'parquet'])),
  preset: z.optional(z.enum(['hubspot', 'salesforce', 'pipedrive', 'anaplan', 'encharge'])),
  columns: z.optional(texts),
  constants: z.optional(z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))),
  values: z.optional(z.record(z.string(), texts)),
  join: z.optional(z.union([z.string(), z.object({ on: z.string(), wins: z.optional(z.enum(['earlier', 'later'])) })])),
  keys: z.optional(z.array(z.string())),
  charset: z.optional(z.string()),
  delimiter: z.optional(z.string().check(z.regex(/^[\t -~]$/, 'expected one ASCII character'))),
  headerRow: z.optional(z.int().check(z.minimum(0), z.maximum(200))),
  path: z.optional(z.string()),
  errorPath: z.optional(z.string()),
  locale: z.optional(z.string()),
  dateFormat: z.optional(z.string()),
  missing: z.optional(z.union([z.array(z.string()), z.record(z.string(), z.array(z.string()))])),
  expectedRows: z.optional(z.int().check(z.minimum(0))),
  paging: z.optional(z.union([pagingModes, pagingShape])),
  credentials: z.optional(z.enum(['omit', 'same-origin', 'include'])),
  fetcher: z.optional(z.custom((value) => typeof value === 'function', 'expected a function')),
  headers: z.optional(z.custom((value) => typeof value === 'function', 'expected a function')),
  label: z.optional(z.string()),
  options: z.optional(z.object({ listPriceForOpenDeals: z.optional(z.boolean()), zeroIsNull: z.optional(z.boolean()) })),
});

const badInput = (table: string | null, reason: string): IngestError =>
  new IngestError('INPUT', { table: table !== null && Object.hasOwn(schema, table) ? (table as TableName) : null, params: { reason } });

/** One input, for a table or for none yet. Throws IngestError INPUT. */
export const checkSource = (table: TableName | null, input: unknown): DataInputSource => {
  if (Array.isArray(input)) return { rows: input as DataInputSource['rows'] & object };
  const checked = sourceShape.safeParse(input);
  if (!checked.success) {
    const { path, message } = checked.error.issues[0] as { path: PropertyKey[]; message: string };
    throw badInput(table, `${path.length === 0 ? '' : `${path.map(String).join('.')}: `}${message}`);
  }
  const source = checked.data as DataInputSource;
  const given = sourceKinds.filter((kind) => source[kind] !== undefined);
  const twice = Object.keys(source.constants ?? {}).find((column) => Object.hasOwn(source.columns ?? {}, column));
  if (twice !== undefined) throw badInput(table, `constants.${twice}: columns names a header for it, too`);
  if (given.length !== 1) throw badInput(table, `exactly one of ${sourceKinds.join(', ')} is needed, found ${given.length === 0 ? 'none' : given.join(' and ')}`);
  return source;
};

const inputKeys: ReadonlySet<string> = new Set(Object.keys(sourceShape.def.shape));

/** An array holds rows, unless each of its objects says where data lies and says nothing that an input would not. */
const isListOfSources = (input: DataInput): input is readonly DataInputSource[] =>
  Array.isArray(input) && input.length > 0 && input.every((part) =>
    isObject(part) && sourceKinds.some((kind) => Object.hasOwn(part, kind)) && Object.keys(part).every((key) => inputKeys.has(key)));

/** Checks what the host handed in, at the door: from here on the shapes are known. Throws IngestError INPUT. */
export const checkInputs = (inputs: LoadInputs): ReadonlyMap<TableName, readonly DataInputSource[]> => {
  if (!isObject(inputs)) throw badInput(null, 'expected an object of tables');
  const tables = new Map<TableName, readonly DataInputSource[]>();
  for (const [table, input] of Object.entries(inputs) as [TableName, DataInput | undefined][]) {
    if (!Object.hasOwn(schema, table)) throw badInput(table, `there is no table named ${JSON.stringify(table)}`);
    if (input === undefined) continue;
    if (!isObject(input)) throw badInput(table, 'expected an array of objects or an input');
    tables.set(table, isListOfSources(input) ? input.map((part) => checkSource(table, part)) : [checkSource(table, input)]);
  }
  return tables;
};
