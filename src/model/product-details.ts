import type { Interval } from './interval.js';
import type { Reliability } from './reliability.js';

/** Wins among opportunities. */
export interface WinRate { readonly rate: number | null; readonly ci: Interval | null; readonly n: number; readonly won: number }

/** ln(score / 100) in three parts that add up to it, each against the portfolio: above 0 = better. */
export interface ScoreSplit {
  /** Wins per opportunity: easy to convert. */
  readonly convert: number;
  /** Margin per win: price and margin. */
  readonly margin: number;
  /** Less effort per opportunity: quick. */
  readonly speed: number;
}

/** Places among the products that have enough wins to be compared, 1 = largest; equal ones share the mean of theirs. */
export interface ProductRanks {
  /** By units, or by wins where the lines tell no quantity. */
  readonly units: number;
  readonly revenue: number;
  readonly score: number;
  /** So many products are compared. */
  readonly of: number;
  /** Two of its places lie half the list or more apart. */
  readonly conflict: boolean;
}

/** One product; money in the report currency. */
export interface ProductFigures {
  readonly id: string | null;
  /** As the list of products calls it; null = the list does not tell. */
  readonly name: string | null;
  /** Deals with a line of it that were opportunities in the period. */
  readonly offered: number;
  /** Those of them won in the period. */
  readonly won: number;
  /** Σ quantities of won lines; null = none tells one. */
  readonly units: number | null;
  readonly revenue: number;
  /** null = not told for every won line. */
  readonly margin: number | null;
  /** Opportunity-days in the period, also of deals still open. */
  readonly days: number;
  /** 100 = the portfolio's margin per effort; null without effort, or where the portfolio earns nothing. */
  readonly score: number | null;
  readonly scoreCi: Interval | null;
  /** Without the price: 100 = the portfolio's wins per effort. */
  readonly easeIndex: number | null;
  /** null where a factor is not above 0. */
  readonly split: ScoreSplit | null;
  readonly reliability: Reliability;
  readonly winRate: WinRate;
  /** Win rate were its opportunities worked by owners and from sources as all are. */
  readonly mixAdjustedWinRate: number | null;
  /** On which side of what owners and sources let expect its wins lie, beyond chance; null = on neither. */
  readonly winRateNamed: 'above' | 'below' | null;
  readonly marginPerWin: number | null;
  /** Margin per win, or revenue per win where that is what the scores are made of. */
  readonly amountPerWin: number | null;
  /** Score without the campaigns that hold over 25 % of its wins, and which those are. */
  readonly scoreExCampaign: number | null;
  readonly campaignsDropped: readonly string[];
  /** The same of sources. */
  readonly scoreExSource: number | null;
  readonly sourcesDropped: readonly string[];
  /** Score without its largest won deal. */
  readonly scoreExTopDeal: number | null;
  /** Won deals with it and another product ÷ won deals with another product. */
  readonly attachRate: number | null;
  /** Share of its customers still in service after twelve months; null = not watched that long. */
  readonly retention12: { readonly factor: number; readonly ci: Interval | null; readonly n: number } | null;
  /** Rate of commission. */
  readonly commission: number | null;
  /** Of all offers of a product. */
  readonly offerShare: number | null;
  readonly training: { readonly trained: WinRate; readonly untrained: WinRate; readonly gap: number | null; readonly ci: Interval | null } | null;
  /** null = too few wins to be compared, or no score. */
  readonly ranks: ProductRanks | null;
  /** Codes of the caveats that are about this product. */
  readonly notes: readonly string[];
}

/** Details that lack their input are null, with a caveat; keys as in the public surface. */
export interface ProductDetails {
  /** By id, not set last. */
  readonly products: readonly ProductFigures[];
  /** What the scores are made of: margin, or revenue where a won line has no margin. null = there are none. */
  readonly basis: 'margin' | 'revenue' | null;
  /** What stands below it. */
  readonly effort: 'days' | 'hours' | 'touches';
  /** Σ of the products; a deal with several counts once in each. */
  readonly portfolio: {
    readonly offered: number; readonly won: number; readonly revenue: number; readonly margin: number | null; readonly days: number;
    /** Wins per opportunity and margin (else revenue) per win. */
    readonly winRate: number | null; readonly amountPerWin: number | null;
  };
  /** Deals each counted once. */
  readonly deals: { readonly offered: number; readonly won: number; readonly open: number };
  /** Wins among those deals; told by the deals offered, not by the wins. */
  readonly dealWinRate: WinRate & { readonly reliability: Reliability };
}
