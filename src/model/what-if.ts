import type { Caveat } from './caveat.js';
import type { Interval } from './interval.js';
import type { Reliability } from './reliability.js';

/** Assumed changes; what is absent, or 0, stays as it is. */
export interface WhatIfChanges {
  /** Points of the yearly retention, as a share: .05 = five more of a hundred customers stay another year. */
  readonly retention?: number;
  /** Points of the close ratio, as a share. */
  readonly winRate?: number;
  /** Every lead answered within so many minutes, one of the limits that own answers are counted by; null = as it is. */
  readonly responseMinutes?: number | null;
  /** Change of all prices, as a share: −.1 = a tenth cheaper. */
  readonly price?: number;
}
export type Lever = keyof WhatIfChanges;

/** One assumption that can be moved. Retention and close ratio are shares, the response is the share of leads qualified, the price 1 now. */
export interface WhatIfLever {
  readonly lever: Lever;
  readonly now: number | null;
  readonly then: number | null;
  /** The change as it was taken, within what is possible. */
  readonly change: number | null;
  /** How far it can be moved, in whole steps; 0 and 0 where it cannot. */
  readonly least: number;
  readonly most: number;
  readonly step: number;
  /** Limits in minutes, slowest first, with what became of the leads answered just within each; of the response only. */
  readonly limits: readonly WhatIfLimit[];
  readonly reliability: Reliability;
  /** Why it cannot be moved; null = it can. */
  readonly lack: Caveat | null;
}

export interface WhatIfLimit {
  readonly minutes: number;
  /** Leads answered between the next faster limit and this one, old enough to tell. */
  readonly n: number;
  /** Share of them that were qualified. */
  readonly rate: number | null;
  readonly ci: Interval | null;
  /** Why nothing is assumed from them; null = they are enough. */
  readonly lack: Caveat | null;
}

export type WhatIfFigureId = 'cac' | 'clv' | 'clvToCac' | 'payback' | 'pipeline';

export interface WhatIfFigure {
  readonly id: WhatIfFigureId;
  readonly unit: 'money' | 'times' | 'months';
  readonly better: 'higher' | 'lower';
  readonly before: number | null;
  readonly beforeCi: Interval | null;
  /** Under the assumptions; the figure of `before` to the last bit where nothing that concerns it is moved. */
  readonly after: number | null;
  /** The interval of `before`, carried along by a factor that is assumed; null where the factor is itself an estimate. */
  readonly afterCi: Interval | null;
  /** What each moved lever adds, averaged over all orders in which they could be moved; they add up to `after − before`. Whole months have none. */
  readonly parts: readonly { readonly lever: Lever; readonly value: number }[];
  readonly reliability: Reliability;
  /** Why there is no figure: before, or under the assumptions. */
  readonly lack: Caveat | null;
}

/** What assumed changes would make of unit economics and pipeline. A calculation with stated assumptions, never a forecast. */
export interface WhatIf {
  readonly levers: readonly WhatIfLever[];
  readonly figures: readonly WhatIfFigure[];
  /** Own effect of five points more retention on the lifetime value, beside the profit usually cited for it. */
  readonly fivePoints: { readonly own: number | null; readonly cited: { readonly lo: number; readonly hi: number } };
  /** Customers won in the period: what they would bring over their lives, less what they cost, before and under the assumptions. */
  readonly lifetimeProfit: { readonly customers: number; readonly before: number | null; readonly after: number | null };
}
