import { createEngine } from '../../src/engine/create-engine.js';
import { kpis } from '../../src/kpi/registry.js';
import type { EngineConfig } from '../../src/model/config.js';
import type { LoadInputs } from '../../src/model/input.js';
import type { LoadReport } from '../../src/model/issue.js';
import type { KpiId } from '../../src/model/kpi-id.js';
import type { KpiQuery } from '../../src/model/query.js';
import type { KpiResult } from '../../src/model/result.js';

export interface Answers {
  readonly report: LoadReport;
  readonly results: Readonly<Record<string, KpiResult>>;
}

/** Every KPI there is, asked of an engine with these inputs. */
export const everyKpi = async (inputs: LoadInputs, config: EngineConfig, query: Omit<KpiQuery, 'kpi'> = {}): Promise<Answers> => {
  const engine = createEngine(config);
  const report = await engine.load(inputs);
  const results: Record<string, KpiResult> = {};
  for (const kpi of Object.keys(kpis) as KpiId[]) results[kpi] = await engine.compute({ ...query, kpi });
  await engine.close();
  return { report, results };
};
