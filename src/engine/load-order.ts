import type { TableName } from '../model/schema.js';

/** A load in progress: which of its tables nobody has asked for again since. */
export interface LoadTicket {
  readonly signal: AbortSignal;
  /** The tables this load may still replace; empty = superseded as a whole. */
  current(): readonly TableName[];
  done(): void;
}

/**
 * Orders loads by when they were asked for, whichever finishes first: a table belongs to the newest load that names it.
 * A load all of whose tables were asked for again is aborted.
 */
export const createLoadOrder = (superseded: () => unknown): ((tables: readonly TableName[], signal: AbortSignal | undefined) => LoadTicket) => {
  const newest = new Map<TableName, number>();
  const running = new Set<{ readonly ticket: LoadTicket; readonly abort: AbortController }>();
  let generation = 0;
  return (tables, signal) => {
    const own = ++generation;
    const abort = new AbortController();
    const current = (): readonly TableName[] => tables.filter((table) => newest.get(table) === own);
    const ticket: LoadTicket = {
      signal: signal === undefined ? abort.signal : AbortSignal.any([abort.signal, signal]),
      current,
      done: () => running.delete(entry),
    };
    const entry = { ticket, abort };
    for (const table of tables) newest.set(table, own);
    for (const earlier of running) if (earlier.ticket.current().length === 0) earlier.abort.abort(superseded());
    running.add(entry);
    return ticket;
  };
};
