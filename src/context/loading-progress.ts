import type { LoadProgress } from '../engine/engine.js';
import type { TableName } from '../model/schema.js';

/** How far a load of one or more tables has come. */
export interface LoadingProgress {
  readonly tables: readonly TableName[];
  readonly rows: number;
  readonly bytes: number;
  /** Pages read or begun, over all inputs that come in pages; null = none does. */
  readonly pages: number | null;
  /** 0 to 1; null = nobody knows how much there is. */
  readonly share: number | null;
}

/** Adds up what single tables tell; a table that has not told anything yet leaves the share unknown. */
export const addProgress = (tables: readonly TableName[], told: ReadonlyMap<TableName, LoadProgress>): LoadingProgress => {
  const all = tables.map((table) => told.get(table));
  const known = all.filter((one) => one !== undefined);
  const sum = (of: (one: LoadProgress) => number): number => known.reduce((total, one) => total + of(one), 0);
  const pages = sum(({ page = 0 }) => page);
  const totalBytes = sum((one) => one.totalBytes ?? 0);
  const isKnown = totalBytes > 0 && pages === 0 && all.every((one) => typeof one?.totalBytes === 'number');
  return {
    tables, rows: sum(({ rows }) => rows), bytes: sum(({ bytes }) => bytes), pages: pages === 0 ? null : pages,
    share: isKnown ? Math.min(1, sum(({ bytes }) => bytes) / totalBytes) : null,
  };
};
