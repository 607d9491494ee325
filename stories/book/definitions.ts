import type { KpiId } from '../../src/model/kpi-id.js';
import { kpis } from '../../src/kpi/registry.js';

export const kpiIds = Object.keys(kpis) as readonly KpiId[];

const loaded = await Promise.all(kpiIds.map(async (id) => [id, await kpis[id]()] as const));
export type Definition = (typeof loaded)[number][1];

const byId = new Map<KpiId, Definition>(loaded);

/** What the code computes by. Pages are written when their stories are imported, so every definition is there by then. */
export const definitionOf = (id: KpiId): Definition => {
  const definition = byId.get(id);
  if (definition === undefined) throw new Error(`no definition of ${id}`);
  return definition;
};
