import type { DataInput, LoadInputs } from '../model/input.js';
import type { DataIssue, KpiErrorInfo, LoadReport } from '../model/issue.js';
import type { TableName } from '../model/schema.js';
import { isTimeZone } from '../model/zone.js';
import { checkInputs, checkSource } from './check-inputs.js';
import type { ReadTable } from './draft-table.js';
import { IngestError } from './ingest-error.js';
import type { Joined } from './join-tables.js';
import { readTable, type LiveReading, type ReadOptions } from './read-table.js';
import { Unchanged } from './sources/opened.js';

export interface TablesRead {
  readonly tables: ReadonlyMap<TableName, ReadTable>;
  /** Inputs that could not be read at all; their tables are absent. */
  readonly failures: readonly KpiErrorInfo[];
  /** Tables whose input is as it was when it was last read; they are absent, too. */
  readonly unchanged: readonly TableName[];
}

/**
 * Reads inputs into clean columnar tables, each by itself. A table whose input fails is absent and its failure told; throws IngestError
 * when the inputs are not usable at all or every one of them failed, and the signal's reason when stopped.
 */
export const readTables = async (inputs: LoadInputs, options: ReadOptions): Promise<TablesRead> => {
  // Where the inputs fail first, nobody waits for it.
  options.making.catch(() => undefined);
  const checked = checkInputs(inputs);
  if (!isTimeZone(options.timeZone)) throw new IngestError('INPUT', { params: { reason: `there is no time zone ${JSON.stringify(options.timeZone)}` } });
  const read = new Map<TableName, ReadTable>();
  const failures: KpiErrorInfo[] = [];
  const unchanged: TableName[] = [];
  const underWay = new Set(checked.keys());
  const stop = new AbortController();
  const signal = options.signal === undefined ? stop.signal : AbortSignal.any([options.signal, stop.signal]);
  signal.throwIfAborted();
  try {
    await Promise.all([...checked].map(async ([table, parts]) => {
      try {
        const whole = await readTable(table, parts, { ...options, signal, underWay });
        read.set(table, whole);
        options.soFar?.whole(table, whole);
      } catch (cause) {
        if (cause instanceof Unchanged) unchanged.push(table);
        else if (cause instanceof IngestError) failures.push(cause.inTable(table).info);
        else throw cause;
      } finally {
        underWay.delete(table);
      }
    }));
  } finally {
    // Whatever is still running after an unexpected error or a stop ends its requests.
    stop.abort();
  }
  options.signal?.throwIfAborted();
  const [firstFailure] = failures;
  if (read.size === 0 && unchanged.length === 0 && firstFailure !== undefined) throw IngestError.of(firstFailure);
  // As asked for, not as they happened to arrive: joins and reports go by this order.
  return { tables: new Map([...checked.keys()].flatMap((table) => (read.has(table) ? [[table, read.get(table) as ReadTable] as const] : []))), failures, unchanged };
};

/** A table with rows that came after its inputs. Throws IngestError where it cannot be had, and the signal's reason when stopped. */
export const readLive = async (table: TableName, input: DataInput, live: LiveReading, options: ReadOptions): Promise<ReadTable> => {
  const parts = checkInputs({ [table]: input }).get(table) ?? [];
  const steps = live.steps.map((step) => ({ ...step, input: checkSource(table, step.input) }));
  const signal = options.signal ?? new AbortController().signal;
  try {
    return await readTable(table, parts, { ...options, signal }, { ...live, steps });
  } catch (cause) {
    throw cause instanceof IngestError ? cause.inTable(table) : cause;
  }
};

export const asIssue = ({ phase: _phase, retryable: _retryable, ...issue }: KpiErrorInfo): DataIssue => issue;

export interface Ingested extends Joined, Pick<TablesRead, 'failures'> {
  /** With the failures as issues. */
  readonly report: LoadReport;
}

/** Reads inputs and joins their tables; for every table rowsUsed + rowsExcluded = rowsIn. Throws as `readTables`. */
export const ingest = async (inputs: LoadInputs, options: Omit<ReadOptions, 'making'>): Promise<Ingested> => {
  const making = import('./make-table.js');
  const { tables, failures } = await readTables(inputs, { ...options, making });
  const joined = (await making).joinTables(tables);
  return { ...joined, failures, report: { tables: joined.reports, issues: failures.map(asIssue) } };
};
