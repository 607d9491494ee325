import type { ChurnDetails } from './churn-details.js';
import type { ForecastDetails } from './forecast-details.js';
import type { FunnelBand } from './funnel-band.js';
import type { Interval } from './interval.js';
import type { KpiId } from './kpi-id.js';
import type { LeadToOppDetails } from './lead-opp-details.js';
import type { Period } from './period.js';
import type { ProductDetails } from './product-details.js';
import type { ResponseDetails } from './response-details.js';
import type { TouchesDetails } from './touches-details.js';

/** Details that lack their input are null, with a caveat; keys as in the public surface. */
export interface SalesCycleDetails {
  readonly mean: number | null;
  readonly median: number | null;
  readonly p90: number | null;
  /** Kaplan–Meier median of the time to a decision, open deals censored. */
  readonly decisionMedian: number | null;
  readonly decisionMedianCi: Interval | null;
  /** First day on which half of all eventual wins are in. */
  readonly winMedian: number | null;
  /** Share still open at the end of the curve. */
  readonly tail: number | null;
  /** Steps at event times; shares; band of the win curve. Days, or hours / 24 for short cycles. */
  readonly curve: readonly {
    readonly t: number; readonly win: number; readonly loss: number; readonly open: number;
    readonly winLo: number | null; readonly winHi: number | null;
    readonly openLo: number | null; readonly openHi: number | null;
    readonly lossLo?: number | null; readonly lossHi?: number | null;
  }[];
  readonly curveN: number;
}

export interface FlowEntry { readonly n: number; readonly value: number | null }

export interface PipelineStage {
  readonly stage: string | null;
  readonly n: number;
  readonly value: number | null;
  readonly weighted: number | null;
  readonly medianAgeDays: number | null;
  /** Chance of winning used for the weighted value. */
  readonly probability: number | null;
  readonly probabilityBasis: 'history' | 'crm' | null;
}

/** How far the deals of one entry cohort came; `reached` of a stage counts all that entered it or a later one. */
export interface CohortFunnel {
  readonly period: Period;
  readonly n: number;
  readonly won: number;
  readonly stages: readonly {
    readonly stage: string; readonly reached: number;
    readonly ofPrevious: number | null; readonly ofFirst: number | null; readonly lostHere: number;
  }[];
}

export interface PipelineDetails {
  /** Open deals, with `options.includeLeads` the open leads, too; `n` of the result is that of the deals. */
  readonly volume: number;
  /** Leads neither qualified nor disqualified yet; null = not asked for, or no leads in the data. */
  readonly openLeads: number | null;
  readonly value: number | null;
  readonly weighted: number | null;
  readonly weightedSd: number | null;
  readonly weightedCi: Interval | null;
  readonly weightedBasis: 'history' | 'crm' | 'mixed' | null;
  readonly nNull: number;
  readonly attainmentVolume: number | null;
  readonly attainmentValue: number | null;
  readonly targetVolume: number | null;
  readonly coverage: number | null;
  readonly velocity: number | null;
  readonly flow: {
    readonly start: FlowEntry; readonly created: FlowEntry; readonly reopened: FlowEntry; readonly won: FlowEntry;
    readonly lost: FlowEntry; readonly amountChange: FlowEntry; readonly moved: FlowEntry; readonly end: FlowEntry;
  } | null;
  /** In pipeline order (stage history, probability, else by count). */
  readonly stages: readonly PipelineStage[];
  readonly cohort: CohortFunnel | null;
  readonly topDealShare: number | null;
  readonly overdueShare: number | null;
}

export interface Rate { readonly rate: number | null; readonly ci: Interval | null; readonly n: number; readonly won: number }

/** A rep over matured cohort members, beside what the same kinds of leads give with all reps. Rates unless told otherwise. */
export interface OwnerRate {
  readonly id: string | null;
  readonly n: number;
  readonly won: number;
  readonly raw: number | null;
  /** A count: wins that the rep's kinds of leads let expect. */
  readonly expected: number | null;
  /** What the rep would have with everybody's mix of leads: overall · won / expected. */
  readonly adjusted: number | null;
  /** `raw` − overall is `quality` (of the leads given) + `skill` (what the rep made of them), exactly. */
  readonly quality: number | null;
  readonly skill: number | null;
  /** Funnel limits around the expected rate: chance alone leaves 95 % of reps within; warn beyond. */
  readonly lo: number | null;
  readonly hi: number | null;
  /** The same for 99.8 %; alarm beyond. */
  readonly lo998: number | null;
  readonly hi998: number | null;
  /** Benjamini–Hochberg adjusted p-value where more than ten reps are compared, else null. */
  readonly q: number | null;
  /** Is a rep, with cases enough (10) to be held against others; else shown without a verdict. */
  readonly isCompared: boolean;
  /** The side of the expectation on which the rep may be said to lie; null = no more than chance: name and rank nobody by it. */
  readonly named: 'above' | 'below' | null;
}

export interface CloseRatioDetails {
  readonly horizonDays: number | null;
  readonly incidence: number | null;
  readonly se: number | null;
  readonly matured: Rate;
  readonly decided: Rate & { readonly lost: number };
  readonly owners: readonly OwnerRate[];
  /** Limits of the adjusted rate by number of matured deals, for a rep with everybody's mix of leads; empty without reps, and within a segment. */
  readonly funnel: readonly FunnelBand[];
  /** Rate of all matured members: the middle of the funnel. */
  readonly overall: number | null;
  readonly engagedBy: 'first_contact' | 'creation' | 'activity';
}

export interface CacDetails {
  readonly spend: number | null;
  readonly newCustomers: number;
  readonly organic: number | null;
  readonly inorganic: number | null;
  readonly channels: readonly { readonly id: string | null; readonly spend: number; readonly customers: number; readonly cac: number | null }[];
  readonly payback: {
    readonly simpleMonths: number | null; readonly survivalMonths: number | null;
    readonly survivalCi: Interval | null;
    /** Cumulative margin per customer at the start of each month, undiscounted, survival-weighted. */
    readonly curve: readonly { readonly month: number; readonly margin: number; readonly lo: number | null; readonly hi: number | null }[];
  };
  readonly aov: number | null;
  readonly aovCi?: Interval | null;
  readonly aovMargin: number | null;
  readonly clv: number | null;
  readonly clvCi: Interval | null;
  readonly clvBasis: 'model' | 'historic' | null;
  readonly clvToCac: number | null;
  readonly clvToCacCi: Interval | null;
  readonly grossMargin: number | null;
  readonly arpa: number | null;
  /** Trailing three months at each month end. */
  readonly t3m: readonly { readonly month: string; readonly spend: number; readonly customers: number; readonly cac: number | null }[];
  /** Coefficient of variation of the monthly CAC. */
  readonly cv: number | null;
  /** Dated industry benchmark in report currency at asOf; null unless the industry is told and is that of the benchmark. */
  readonly benchmark?: { readonly industry: string; readonly organic: number; readonly inorganic: number } | null;
}

export interface ClvDetails {
  readonly mean: number | null;
  readonly median: number | null;
  readonly winsorisedMean: number | null;
  readonly topShare: number | null;
  readonly topCount: number | null;
  /** Contract periods the model sums over; null = unlimited. */
  readonly horizon: number | null;
  /** Months per contract period. */
  readonly months: number | null;
  readonly model: {
    readonly kind: 'sbg' | 'km'; readonly value: number | null;
    readonly alpha?: number; readonly beta?: number; readonly residual?: number | null;
  } | null;
  /** Cumulative margin per customer by months since acquisition. */
  readonly cumulative: readonly { readonly month: number; readonly margin: number; readonly n: number }[];
}

export interface DetailsByKpi {
  product_performance: ProductDetails;
  forecast_accuracy: ForecastDetails;
  sales_cycle: SalesCycleDetails;
  pipeline: PipelineDetails;
  close_ratio: CloseRatioDetails;
  touches_to_meeting: TouchesDetails;
  cac: CacDetails;
  clv: ClvDetails;
  churn: ChurnDetails;
  lead_to_opp: LeadToOppDetails;
  lead_response: ResponseDetails;
}

export type DetailsOf<K extends KpiId> = K extends keyof DetailsByKpi ? DetailsByKpi[K] : Readonly<Record<string, unknown>>;
