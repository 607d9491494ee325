import type { TableName } from '../model/schema.js';

/** When it is time to answer from the rows read so far. */
export interface PartialPace {
  /** `share` of the input that is read, 0 to 1; null = nobody knows. */
  isDue(table: TableName, rows: number, share: number | null): boolean;
  /** Does work that is there for figures of rows so far only; its time counts. */
  during<T>(work: () => T): T;
}

/** A load that ends within a second needs no figure before. */
const longLoadMs = 1000;
/** The first figure comes of this share of the rows: it is there before a tenth of the time is over. */
const firstShare = 0.02;
/** The same where nobody knows how much will come. */
const firstMs = 100;
const firstRows = 1000;
/** Each further figure has so many times the rows of the one before. */
const growth = 2;
/** What all of them may cost of the load's time. */
const costShare = 0.04;

/**
 * The first figure comes early in a long load, further ones when the rows have doubled and there is time left for them: what one cost tells what
 * the next will. Rows that are no longer wanted cost nothing.
 */
export const createPartialPace = (now: () => number = () => performance.now()): PartialPace => {
  const startedAt = now();
  const lastRows = new Map<TableName, number>();
  let spentMs = 0;
  let lastMs = 0;
  const mayCost = (rows: number, share: number | null): boolean => {
    const elapsedMs = now() - startedAt;
    const wholeMs = share === null || share === 0 ? elapsedMs : elapsedMs / share;
    return spentMs + lastMs * growth <= costShare * wholeMs && (share === null || wholeMs >= longLoadMs) && rows >= firstRows;
  };
  return {
    isDue: (table, rows, share) => {
      const last = lastRows.get(table);
      const isEarly = last === undefined ? (share === null ? now() - startedAt < firstMs : share < firstShare) : rows < last * growth;
      if (isEarly || !mayCost(rows, share)) return false;
      lastRows.set(table, rows);
      lastMs = 0;
      return true;
    },
    during: (work) => {
      const from = now();
      try {
        return work();
      } finally {
        const ms = now() - from;
        spentMs += ms;
        lastMs += ms;
      }
    },
  };
};
