import type { KpiQuery } from '../model/query.js';
import type { KpiResult } from '../model/result.js';
import type { TableName } from '../model/schema.js';
import { callHost } from './call-host.js';
import type { Answering } from './compute-queue.js';
import type { LoadOptions } from './engine.js';
import type { TablesRead, TakesTables } from './engine-parts.js';
import { createDataset, type EngineState } from './engine-state.js';
import type { PartialPace } from './partial-pace.js';

/**
 * Takes what there is of tables that are loaded for the first time; what was there before says more than a part of what takes its place.
 * Undefined where nobody would listen.
 */
export const takesSoFar = <Context, Read>(
  state: EngineState<Context, Read>, tables: readonly TableName[], pace: PartialPace, tell: LoadOptions['onPartial'],
): TakesTables<Read> | undefined => {
  if (tell === undefined || tables.some((table) => state.data.read.has(table))) return undefined;
  const whole = new Map<TableName, Read>();
  const parts = new Map<TableName, Read>();
  const rows = new Map<TableName, number>();
  let part = 0;
  const take = (read: Read, table: TableName, join: TablesRead<Read>['join']): void => {
    parts.set(table, read);
    const known = new Map([...state.data.read, ...parts, ...whole]);
    state.soFar = { part: ++part, data: createDataset(known, join(known), state.data.config), underWay: new Set(tables.filter((name) => !whole.has(name))), pace };
    callHost(tell, { rows: Object.fromEntries(rows) });
  };
  return {
    offer: (table, count, share, make) => {
      if (!pace.isDue(table, count, share)) return;
      pace.during(() => {
        const made = make();
        if (made === null) return;
        rows.set(table, count);
        take(made.read, table, made.join);
      });
    },
    whole: (table, read) => whole.set(table, read),
  };
};

/** The question without what judges or compares: nobody can say yet what is better or worse. */
export const unjudged = ({ explain: _explain, season: _season, milestones: _milestones, ...query }: KpiQuery): KpiQuery => ({ ...query, compare: 'none', interval: 'closed-form' });

/** An answer whose time counts. */
export function* pacedAnswer(steps: Answering, pace: PartialPace): Answering {
  for (;;) {
    const step = pace.during(() => steps.next());
    if (step.done === true) return step.value;
    yield step.value;
  }
}

/**
 * Whether a figure of rows so far says something: its cases are the rows of one table, of which the first are there, and all else that it reads
 * is whole. A cost of all over the customers of the first rows, or leads without the activities that are to come, would say nothing.
 */
export const isOfFirstRows = ({ state, provenance }: KpiResult, reads: ReadonlySet<TableName>, underWay: ReadonlySet<TableName>): boolean => {
  const open = [...reads].filter((table) => underWay.has(table));
  return (state === 'ready' || state === 'zero') && open.length === 1 && provenance.sources.length === 1 && provenance.sources[0] === open[0];
};
