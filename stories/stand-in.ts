import type { HostEngine } from '../src/context/dataset.js';
import type { KpiQuery } from '../src/model/query.js';
import type { KpiId } from '../src/model/kpi-id.js';
import type { KpiResult } from '../src/model/result.js';

const nothingToLoad = async (): Promise<never> => Promise.reject(new Error('a stand-in holds no tables'));

/** An engine that knows its answers, in the place of one that computes them: a page may ask its own server this way. */
export const answering = (results: Readonly<Partial<Record<KpiId, KpiResult>>>): HostEngine => ({
  load: async () => ({ tables: {}, issues: [] }),
  compute: async <K extends KpiId>({ kpi }: KpiQuery & { readonly kpi: K }) => {
    const result = results[kpi];
    if (result === undefined) throw new Error(`no answer for ${kpi}`);
    return result as KpiResult<K>;
  },
  describe: nothingToLoad,
  inspect: nothingToLoad,
  configure: async () => undefined,
  close: async () => undefined,
});

/** The same answers withheld, as a server does when fewer people than `k` stand behind a figure. */
export const withheld = (results: Readonly<Partial<Record<KpiId, KpiResult>>>, k = 5): HostEngine =>
  answering(Object.fromEntries(Object.entries(results).map(([id, result]) => [id, {
    ...result, value: null, ci: null, delta: null, trend: null, segments: [], n: 0,
    caveats: [{ code: 'SUPPRESSED', severity: 'block', params: { k }, en: `Fewer than ${k} cases.`, de: `Weniger als ${k} Fälle.` }],
  } satisfies KpiResult])));
