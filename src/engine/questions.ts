import type { KpiId } from '../model/kpi-id.js';
import type { LiveRows } from '../model/live.js';
import type { KpiQuery } from '../model/query.js';
import type { KpiResult } from '../model/result.js';
import type { RowsAnswer, RowsQuery } from '../model/rows.js';
import type { TableName } from '../model/schema.js';
import { createComputeQueue, type Answering } from './compute-queue.js';
import type { ComputeOptions, DatasetInfo, Engine, RowsOptions } from './engine.js';
import type { EngineParts } from './engine-parts.js';
import type { Dataset, EngineState } from './engine-state.js';
import { createLatestAsk } from './latest-ask.js';
import { queryKey } from './query-key.js';
import { isOfFirstRows, pacedAnswer, unjudged } from './so-far.js';
import { withWhatIf } from './with-what-if.js';

interface Questions extends Pick<Required<Engine>, 'compute' | 'soFar' | 'rows' | 'describe'> {
  /** Drops every question that waits. */
  clear(reason: unknown): void;
}

/** Answers questions about the data as it stands when they are asked; `steps` are the rows that came after the load of a table. */
export const createQuestions = <Context, Read>(
  parts: EngineParts<Context, Read>, state: EngineState<Context, Read>, steps: (table: TableName) => readonly LiveRows[],
): Questions => {
  const queue = createComputeQueue();
  const latest = createLatestAsk();

  const keep = (of: Dataset<Context, Read>, key: string, result: KpiResult): KpiResult => {
    of.results.set(key, result);
    return result;
  };

  const compute = async <K extends KpiId>(query: KpiQuery & { readonly kpi: K }, { ask, signal, onFirst }: ComputeOptions = {}): Promise<KpiResult<K>> => {
    state.assertOpen();
    const asked = latest(ask, signal);
    const of = state.data;
    const key = queryKey(query);
    try {
      asked.signal?.throwIfAborted();
      if (query.whatIf !== undefined) return await withWhatIf(compute, query, { ...asked, onFirst }) as KpiResult<K>;
      const known = of.results.get(key);
      const fetchCode = async (): Promise<() => Answering> => {
        const [computing, answer] = await Promise.all([parts.computing(), parts.answering(query)]);
        return () => answer(state.contextOf(computing, of));
      };
      const result = known ?? keep(of, key, await queue.ask(`${state.datasetId} ${key}`, fetchCode, { signal: asked.signal, onFirst }));
      return result as KpiResult<K>;
    } finally {
      asked.done();
    }
  };

  const soFar = async <K extends KpiId>(query: KpiQuery & { readonly kpi: K }, { signal }: RowsOptions = {}): Promise<KpiResult<K> | null> => {
    state.assertOpen();
    const of = state.soFar;
    if (of === null || query.whatIf !== undefined) return null;
    const asked = unjudged(query);
    const fetchCode = async (): Promise<() => Answering> => {
      const [computing, answer] = await Promise.all([parts.computing(), parts.answering(asked)]);
      return () => pacedAnswer(answer(state.contextOf(computing, of.data)), of.pace);
    };
    const result = await queue.ask(`${state.datasetId} part ${of.part} ${queryKey(asked)}`, fetchCode, { signal });
    const reads = of.data.context === null ? undefined : (await parts.computing()).readsOf?.(of.data.context).get(query.kpi);
    return isOfFirstRows(result, reads ?? new Set(), of.underWay) ? result as KpiResult<K> : null;
  };

  const rows = async (query: RowsQuery, { signal }: RowsOptions = {}): Promise<RowsAnswer> => {
    state.assertOpen();
    const of = state.data;
    const inputs = [...state.inputsOf].map(([table, input]) => [table, steps(table).length === 0 ? input : parts.withSteps(input, steps(table))] as const);
    const either = state.until(signal);
    const [computing, listing] = await Promise.all([parts.computing(), parts.listing(query)]);
    either.throwIfAborted();
    const answer = listing.list(state.contextOf(computing, of));
    if (query.labels !== true) return answer;
    const named = await listing.name(answer, Object.fromEntries(inputs), { config: of.config, signal: either });
    either.throwIfAborted();
    return named;
  };

  const describe = async (): Promise<DatasetInfo> => {
    state.assertOpen();
    const of = state.data;
    const computing = await parts.computing();
    return computing.describe(state.contextOf(computing, of));
  };

  return { compute, soFar, rows, describe, clear: (reason) => { queue.clear(reason); } };
};
