import { besideOf, type Beside } from '../../src/kpi/beside.js';
import type { Cells } from '../../src/kpi/cells.js';
import * as compute from '../../src/kpi/compute-kpi.js';
import type { KpiContext } from '../../src/kpi/context.js';
import type { FindBehind, KpiDefinition } from '../../src/kpi/define-kpi.js';
import { kpis } from '../../src/kpi/registry.js';
import { findRows as find, type FoundRows } from '../../src/kpi/rows-behind.js';
import type { KpiId } from '../../src/model/kpi-id.js';
import type { KpiQuery } from '../../src/model/query.js';
import type { KpiResult } from '../../src/model/result.js';
import type { RowsQuery } from '../../src/model/rows.js';

type Any = KpiDefinition<KpiId, Cells>;

const all = new Map<KpiId, { readonly beside: Beside<KpiId, Cells>; readonly behind: FindBehind }>();
for (const [id, load] of Object.entries(kpis) as [KpiId, () => Promise<unknown>][]) {
  const definition = (await load()) as Any;
  all.set(id, { beside: await besideOf(definition, { kpi: id, explain: true, season: true, milestones: true }), behind: await definition.behind?.() as FindBehind });
}

/** What of the fetched code the question asks for. */
const asked = <K extends KpiId, C extends Cells>({ id }: KpiDefinition<K, C>, { explain, season, milestones }: KpiQuery): Beside<K, C> => {
  const { beside } = all.get(id) as { readonly beside: Beside<KpiId, Cells> };
  return {
    explain: explain === undefined || explain === false ? null : beside.explain,
    season: season === true ? beside.season : null,
    milestones: milestones === undefined || milestones === false ? null : beside.milestones,
  };
};

/** As the engine answers: with all code that a question asks for. */
export const computeKpi = <K extends KpiId, C extends Cells>(definition: KpiDefinition<K, C>, context: KpiContext, query: KpiQuery): KpiResult<K> =>
  compute.computeKpi(definition, context, query, asked(definition, query));

export const computeSteps = <K extends KpiId, C extends Cells>(definition: KpiDefinition<K, C>, context: KpiContext, query: KpiQuery): Generator<KpiResult<K> | undefined, KpiResult<K>> =>
  compute.computeSteps(definition, context, query, asked(definition, query));

export const findRows = <K extends KpiId, C extends Cells>(definition: KpiDefinition<K, C>, context: KpiContext, query: RowsQuery): FoundRows =>
  find(definition, (all.get(definition.id) as { readonly behind: FindBehind }).behind, context, query);
