import type { KpiContext } from './context.js';
import { dealRows } from './deal-rows.js';
import { keyOfValue, valueOfKey } from './value-key.js';

/** Which rep worked which kind of lead: one dense code per deal for owner × source × segment × score band. */
export interface OwnerCells {
  readonly codes: Uint16Array | Uint32Array;
  /** Key per code, in ascending order. */
  readonly keys: readonly string[];
}

/** Lead kinds compared between reps. */
const cellDimensions = ['source', 'segment', 'score_band'] as const;

const separator = '\u001f';

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
  const columns = (['owner_id', ...cellDimensions] as const).map((name) => rows.dimension(name));
  const dense = new Map<number, number>();
  const first: number[] = [];
  const codes = new Uint32Array(rows.length);
  for (let row = 0; row < codes.length; row++) {
    let combined = 0;
    for (const column of columns) combined = column === null ? combined : combined * column.dictionary.length + (column.codes[row] as number);
    let code = dense.get(combined);
    if (code === undefined) {
      code = first.push(row) - 1;
      dense.set(combined, code);
    }
    codes[row] = code;
  }
  const keys = first.map((row) => columns.map((column) => keyOfValue(column === null ? null : column.dictionary[column.codes[row] as number] ?? null)).join(separator));
  // Renumbered by key, so that cells come out in the same order whatever the order of rows.
  const order = keys.map((_, code) => code).sort((a, b) => ((keys[a] as string) < (keys[b] as string) ? -1 : 1));
  const rank = new Uint32Array(order.length);
  order.forEach((code, place) => { rank[code] = place; });
  for (let row = 0; row < codes.length; row++) codes[row] = rank[codes[row] as number] as number;
  return { codes: order.length <= 65_536 ? new Uint16Array(codes) : codes, keys: order.map((code) => keys[code] as string) };
});
