import type { DataInputSource } from '../model/input.js';
import type { LoadReport } from '../model/issue.js';
import type { LiveRows } from '../model/live.js';
import type { TableName } from '../model/schema.js';
import type { LiveInput, LoadOptions } from './engine.js';

/** Rows that a host hands over, as one input; what it does to its list afterwards cannot show. */
export const liveSource = (rows: LiveInput): DataInputSource =>
  (Array.isArray(rows) ? { rows: (rows as readonly Readonly<Record<string, unknown>>[]).slice() } : rows as DataInputSource);

/** What a table is read on from: itself, the steps that are in it, those that are not. */
export interface LiveReadOn<Read> { readonly since: Read; readonly before: readonly LiveRows[]; readonly steps: readonly LiveRows[] }

/** What the engine does for rows that come later. */
export interface LiveHost<Read> {
  /** Resolves when no load is under way. */
  settled(): Promise<void>;
  read(table: TableName): Read | undefined;
  load(table: TableName, input: DataInputSource, options: LoadOptions): Promise<LoadReport>;
  /** The table with one more step, and how to take it over; the steps before are those already in it. */
  readOn(table: TableName, before: readonly LiveRows[], step: LiveRows, options: LoadOptions): Promise<() => Promise<LoadReport>>;
}

export interface LiveTables {
  add(table: TableName, step: LiveRows, options: LoadOptions): Promise<LoadReport>;
  steps(table: TableName): readonly LiveRows[];
  /** These tables were loaded anew: what was added before is gone. */
  forget(tables: readonly TableName[]): void;
}

/** Adds rows one call after the other, in the order of the calls, never into a table that is being loaded. */
export const createLiveTables = <Read>(host: LiveHost<Read>): LiveTables => {
  const stepsOf = new Map<TableName, readonly LiveRows[]>();
  let last: Promise<unknown> = Promise.resolve();
  const steps = (table: TableName): readonly LiveRows[] => stepsOf.get(table) ?? [];

  const addNow = async (table: TableName, step: LiveRows, options: LoadOptions): Promise<LoadReport> => {
    for (;;) {
      await host.settled();
      options.signal?.throwIfAborted();
      const since = host.read(table);
      if (since === undefined) return host.load(table, step.input, options);
      const before = steps(table);
      const takeOver = await host.readOn(table, before, step, options);
      options.signal?.throwIfAborted();
      // Loaded anew meanwhile: the rows go into what is there now.
      if (host.read(table) !== since) continue;
      stepsOf.set(table, [...before, step]);
      return takeOver();
    }
  };
  return {
    steps,
    add: (table, step, options) => {
      const run = (): Promise<LoadReport> => addNow(table, step, options);
      const added = last.then(run, run);
      last = added.catch(() => undefined);
      return added;
    },
    forget: (tables) => {
      for (const table of tables) stepsOf.delete(table);
    },
  };
};
