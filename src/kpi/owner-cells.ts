import type { KpiContext } from './context.js';
import { crossCodes, separator, type CrossCodes } from './cross-codes.js';
import { dealRows } from './deal-rows.js';
import { valueOfKey } from './value-key.js';

/** Which rep worked which kind of lead: one dense code per deal for owner × source × segment × score band. */
export type OwnerCells = CrossCodes;

/** Lead kinds compared between reps. */
const cellDimensions = ['source', 'segment', 'score_band'] as const;

export interface OwnerCellKey {
  readonly owner: string | null;
  /** Names of the lead's kind, from the finest to all in one: source × segment × score band, source × segment, source, all. */
  readonly levels: readonly [string, string, string, string];
}

const parse = (key: string): OwnerCellKey => {
  const [owner, source, segment, score] = key.split(separator) as [string, string, string, string];
  return { owner: valueOfKey(owner), levels: [[source, segment, score].join(separator), [source, segment].join(separator), source, ''] };
};

/** Reads a key of {@link OwnerCells}; each is taken apart once per dataset. */
export const ownerCellReader = (context: KpiContext): ((key: string) => OwnerCellKey) => context.memo('owner-cell-reader', () => {
  const known = new Map<string, OwnerCellKey>();
  return (key: string): OwnerCellKey => {
    let found = known.get(key);
    if (found === undefined) known.set(key, found = parse(key));
    return found;
  };
});

/** The name of a kind of lead for people; not set is a dash. */
export const labelOfCell = (level: string): string => (level === '' ? '–' : level.split(separator).map((key) => valueOfKey(key) ?? '–').join(' · '));

export const ownerCells = (context: KpiContext): OwnerCells => context.memo('owner-cells', () => {
  const rows = dealRows(context);
  return crossCodes(rows, ['owner_id', ...cellDimensions]);
});
