import type { MessageKey } from '../../i18n/messages.js';
import type { KpiId } from '../../model/kpi-id.js';

/** An element class of the kit that can stand on a board. */
export interface TileClass extends CustomElementConstructor {
  readonly observedAttributes: readonly string[];
  define(tag: string, registry?: CustomElementRegistry): void;
}

export interface TileKind {
  /** Fetches the code, the first time a board names the element. */
  readonly load: () => Promise<TileClass>;
  readonly title: MessageKey;
  /** What it shows; `chosen`: what its setting `kpi` says. */
  readonly kpis: readonly KpiId[] | 'chosen';
  /** Columns and rows that it is added with. */
  readonly w: number;
  readonly h: number;
}

/** Elements that can stand on a board: one line each. */
export const tileKinds = {
  'kpi-card': { load: () => import('../kpi-card/kpi-card.js').then(({ KpiCard }) => KpiCard), title: 'board.kind.card', kpis: 'chosen', w: 4, h: 1 },
  'forecast-accuracy-chart': { load: () => import('../forecast-accuracy-chart/forecast-accuracy-chart.js').then(({ ForecastAccuracyChart }) => ForecastAccuracyChart), title: 'title.forecast', kpis: ['forecast_accuracy'], w: 6, h: 2 },
  'cycle-length-chart': { load: () => import('../cycle-length-chart/cycle-length-chart.js').then(({ CycleLengthChart }) => CycleLengthChart), title: 'title.cycle', kpis: ['sales_cycle'], w: 7, h: 2 },
  'pipeline-funnel': { load: () => import('../pipeline-funnel/pipeline-funnel.js').then(({ PipelineFunnel }) => PipelineFunnel), title: 'title.pipeline', kpis: ['pipeline'], w: 7, h: 2 },
  'close-ratio-chart': { load: () => import('../close-ratio-chart/close-ratio-chart.js').then(({ CloseRatioChart }) => CloseRatioChart), title: 'title.closeRatio', kpis: ['close_ratio'], w: 6, h: 2 },
  'touchpoint-chart': { load: () => import('../touchpoint-chart/touchpoint-chart.js').then(({ TouchpointChart }) => TouchpointChart), title: 'kpi.touches_to_meeting', kpis: ['touches_to_meeting'], w: 6, h: 2 },
  'product-performance-chart': { load: () => import('../product-performance-chart/product-performance-chart.js').then(({ ProductPerformanceChart }) => ProductPerformanceChart), title: 'title.product', kpis: ['product_performance'], w: 7, h: 2 },
  'cac-clv-gauge': { load: () => import('../cac-clv-gauge/cac-clv-gauge.js').then(({ CacClvGauge }) => CacClvGauge), title: 'title.unitEconomics', kpis: ['cac', 'clv'], w: 5, h: 2 },
  'churn-chart': { load: () => import('../churn-chart/churn-chart.js').then(({ ChurnChart }) => ChurnChart), title: 'title.churn', kpis: ['churn'], w: 6, h: 2 },
  'lead-opportunity-chart': { load: () => import('../lead-opportunity-chart/lead-opportunity-chart.js').then(({ LeadOpportunityChart }) => LeadOpportunityChart), title: 'kpi.lead_to_opp', kpis: ['lead_to_opp'], w: 7, h: 2 },
  'response-time-chart': { load: () => import('../response-time-chart/response-time-chart.js').then(({ ResponseTimeChart }) => ResponseTimeChart), title: 'title.response', kpis: ['lead_response'], w: 7, h: 2 },
  'milestone-track': { load: () => import('../milestone-track/milestone-track.js').then(({ MilestoneTrack }) => MilestoneTrack), title: 'title.milestones', kpis: [], w: 6, h: 1 },
  'what-if-panel': { load: () => import('../what-if-panel/what-if-panel.js').then(({ WhatIfPanel }) => WhatIfPanel), title: 'title.whatIf', kpis: [], w: 12, h: 2 },
  'data-report': { load: () => import('../data-report/data-report.js').then(({ DataReport }) => DataReport), title: 'report.heading', kpis: [], w: 12, h: 2 },
  'segment-filter': { load: () => import('../segment-filter/segment-filter.js').then(({ SegmentFilter }) => SegmentFilter), title: 'filter.heading', kpis: [], w: 3, h: 1 },
} as const satisfies Record<string, TileKind>;

/** Null where this version of the kit has no such element. */
export const tileKindOf = (tag: string): TileKind | null => (Object.hasOwn(tileKinds, tag) ? tileKinds[tag as keyof typeof tileKinds] : null);
