import type { KpiContext } from './context.js';
import type { CellName } from './cases.js';
import { crossCodes, separator, type CrossCodes } from './cross-codes.js';
import { dealRows } from './deal-rows.js';
import { valueOfKey } from './value-key.js';

/** Which rep worked which kind of lead: one dense code per deal for owner × source × segment × score band. */
export type OwnerCells = CrossCodes;

/** Lead kinds compared between reps. */
const cellDimensions = ['source', 'segment', 'score_band'] as const;

/** Reads a key of {@link OwnerCells}: the rep, and the kind of lead as source × segment × score band, source × segment, source, all in one. */
export const readOwnerCell = (key: string): CellName => {
  const [owner, source, segment, score] = key.split(separator) as [string, string, string, string];
  return { group: valueOfKey(owner), levels: [[source, segment, score].join(separator), [source, segment].join(separator), source, ''] };
};

/** The name of a kind of lead for people; not set is a dash. */
export const labelOfCell = (level: string): string => (level === '' ? '–' : level.split(separator).map((key) => valueOfKey(key) ?? '–').join(' · '));

export const ownerCells = (context: KpiContext): OwnerCells => context.memo('owner-cells', () => {
  const rows = dealRows(context);
  return crossCodes(rows, ['owner_id', ...cellDimensions]);
});
