import type { Dataset } from '../../context/dataset.js';
import type { KpiResult } from '../../model/result.js';
import type { Drill } from '../parts/drill.js';

/** The figure that the rows of a drill give. Null: it could not be computed, or nobody waits for it any more. */
export const figureOf = async (dataset: Dataset, { query, dimensions, key }: Drill, signal: AbortSignal): Promise<KpiResult | null> => {
  const { kpi, period, filter = {}, options } = query;
  const own = Object.fromEntries(dimensions.map((name, i) => [name, [key[i] ?? null]]));
  try {
    return await dataset.compute({
      kpi, filter: { ...filter, ...own }, compare: 'none', interval: 'closed-form',
      ...(period === undefined ? {} : { period }), ...(options === undefined ? {} : { options }),
    }, { signal });
  } catch {
    return null;
  }
};
