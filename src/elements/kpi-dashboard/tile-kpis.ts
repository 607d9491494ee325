import type { KpiId } from '../../model/kpi-id.js';
import type { BoardTile } from './board-layout.js';
import { tileKindOf, tileKinds, type TileKind } from './tile-kinds.js';

/** Every KPI has a picture of its own, so the kinds name them all. */
export const allKpis: readonly KpiId[] = [...new Set(Object.values<TileKind>(tileKinds).flatMap(({ kpis }) => (kpis === 'chosen' ? [] : kpis)))];

const isKpi = (name: unknown): name is KpiId => allKpis.some((kpi) => kpi === name);

/** What a tile shows, the leading figure first; empty for a filter, or an element that this version does not know. */
export const kpisOf = ({ tag, settings }: Pick<BoardTile, 'tag' | 'settings'>): readonly KpiId[] => {
  const kind = tileKindOf(tag);
  if (kind === null) return [];
  if (kind.kpis !== 'chosen') return kind.kpis;
  return isKpi(settings['kpi']) ? [settings['kpi']] : [];
};

/** Figures that need more than a quarter to say something: quarters to compare, cases to ripen, spending that jumps from month to month. */
const ownPeriods: Partial<Record<KpiId, string>> = {
  forecast_accuracy: 'last_8_quarters', close_ratio: 'last_12_months', cac: 'last_12_months', churn: 'last_12_months', product_performance: 'last_12_months',
};

/** Settings of a new tile: which figure, and over what time where the board's would be too short. */
export const settingsFor = (tag: string, kpi: KpiId | null): BoardTile['settings'] => {
  const lead = kpi ?? kpisOf({ tag, settings: {} })[0];
  const period = lead === undefined ? undefined : ownPeriods[lead];
  return { ...(kpi === null ? {} : { kpi }), ...(period === undefined ? {} : { period }) };
};
