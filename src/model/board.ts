import type { KpiId } from './kpi-id.js';
import type { Caveat } from './result.js';

/** A KPI on a board and who answers for it: what each tile of a set is described by. */
export interface Tile {
  readonly kpi: KpiId;
  /** Further KPIs that the same picture shows. */
  readonly alsoShows?: readonly KpiId[];
  /** Target of its number, of whatever origin (query, table, the KPI's own); null = none. */
  readonly target: number | null;
  /** Who answers for it; null or blank = nobody. */
  readonly owner: string | null;
  /** Teams that use the same number (Rev Ops, marketing, the field team). */
  readonly sharedWith?: readonly string[];
  /** The goal of the company that it serves; null or blank = none. */
  readonly goal: string | null;
}

/** What is to be said of a set of KPIs; notes, never a refusal. */
export interface BoardNotes {
  /** Of the board as a whole. */
  readonly board: readonly Caveat[];
  /** Of each tile, in the order given. */
  readonly tiles: readonly (readonly Caveat[])[];
}
