import type { LoadReport } from '../model/issue.js';
import type { KpiId } from '../model/kpi-id.js';
import type { TableName } from '../model/schema.js';
import { callHost } from './call-host.js';
import type { EngineParts, TablesRead } from './engine-parts.js';
import { createDataset, type EngineState } from './engine-state.js';
import { createLiveTables, type LiveHost, type LiveTables } from './live-rows.js';
import { rejoinedBy } from './rejoined-by.js';
import { changedTables, untouchedKpis } from './untouched.js';

/** Takes rows over that come after the load of their table. */
export const createLiveLoads = <Context, Read>(
  parts: EngineParts<Context, Read>, state: EngineState<Context, Read>, loads: Pick<LiveHost<Read>, 'settled' | 'load'>,
): LiveTables => {
  /** Takes a table over that has more rows than before: answers that were made of other tables only go along. */
  const goOn = async (table: TableName, read: Read, join: TablesRead<Read>['join']): Promise<LoadReport> => {
    const [before, { hangsOn, readsOf }] = [state.data, await parts.computing()];
    const tables = new Map(before.read).set(table, read);
    const joined = join(tables);
    const next = createDataset<Context, Read>(tables, joined, before.config);
    const rejoined = rejoinedBy(before.joined, joined, [table]);
    const untouched = new Set<KpiId>();
    const [old, now] = [before.context, readsOf === undefined ? null : state.contextOf(await parts.computing(), next)];
    if (readsOf !== undefined && old !== null && now !== null && hangsOn?.(old) === hangsOn?.(now)) {
      for (const kpi of untouchedKpis(readsOf(old), changedTables(before.joined.tables, joined.tables))) {
        untouched.add(kpi);
        readsOf(now).set(kpi, readsOf(old).get(kpi) ?? new Set());
      }
      for (const [key, result] of before.results) if (untouched.has(result.kpi)) next.results.set(key, result);
    }
    state.replace(next);
    return { tables: { [table]: joined.reports[table] }, issues: [], untouched: [...untouched], ...(rejoined === undefined ? {} : { rejoined }) };
  };
  return createLiveTables<Read>({
    settled: loads.settled,
    read: (table) => state.data.read.get(table),
    load: loads.load,
    readOn: async (table, before, step, { signal, onProgress }) => {
      state.assertOpen();
      const { tables, join } = await parts.readLive(table, state.inputsOf.get(table) ?? [], { since: state.data.read.get(table) as Read, before, steps: [step] }, {
        config: state.data.config, signal: state.until(signal),
        ...(onProgress === undefined ? {} : { onProgress: (progress) => callHost(onProgress, progress) }),
      });
      return async () => {
        const report = await goOn(table, tables.get(table) as Read, join);
        const health = await state.health();
        return health === null ? report : { ...report, health };
      };
    },
  });
};
