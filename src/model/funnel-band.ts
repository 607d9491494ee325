/** Between which figures chance alone leaves groups of one size: nineteen in twenty (95 %), all but two in a thousand (99.8 %). */
export interface FunnelBand {
  /** Cases of a group; where figures are ratios to an expectation, the cases expected. */
  readonly size: number;
  readonly lo: number;
  readonly hi: number;
  readonly lo998: number;
  readonly hi998: number;
}
