/** Columns that positions and widths of tiles count in; a narrow board shows fewer. */
export const boardColumns = 12;

/** Place and size of a tile, in columns and rows, both counted from 0. */
export interface Spot {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** One element on a board. Fields that this version does not know are kept as they are. */
export interface BoardTile extends Spot {
  readonly id: string;
  /** Element of the kit, without a prefix: `kpi-card`. */
  readonly tag: string;
  /** Its attributes, as the element names them: `kpi`, `segment-by`, `target`. Never where data comes from. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Who answers for the figure. */
  readonly owner?: string | null;
  /** The goal of the company that it serves. */
  readonly goal?: string | null;
  /** Teams that use the same figure. */
  readonly sharedWith?: readonly string[];
  /** How the user has set the element itself: what its `getState` gave. */
  readonly state?: Readonly<Record<string, unknown>>;
}

/** What `getState` gives and `setState` takes: plain JSON. */
export interface BoardLayout {
  readonly version: 1;
  /** Whose board it began as; null = nobody's. */
  readonly role: string | null;
  readonly tiles: readonly BoardTile[];
}
