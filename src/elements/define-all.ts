import { CacClvGauge } from './cac-clv-gauge/cac-clv-gauge.js';
import { ChurnChart } from './churn-chart/churn-chart.js';
import { CloseRatioChart } from './close-ratio-chart/close-ratio-chart.js';
import { CycleLengthChart } from './cycle-length-chart/cycle-length-chart.js';
import { DataReport } from './data-report/data-report.js';
import { DataSource } from './data-source/data-source.js';
import { ForecastAccuracyChart } from './forecast-accuracy-chart/forecast-accuracy-chart.js';
import { KpiCard } from './kpi-card/kpi-card.js';
import { KpiDashboard } from './kpi-dashboard/kpi-dashboard.js';
import { LeadOpportunityChart } from './lead-opportunity-chart/lead-opportunity-chart.js';
import { MilestoneTrack } from './milestone-track/milestone-track.js';
import { PipelineFunnel } from './pipeline-funnel/pipeline-funnel.js';
import { ProductPerformanceChart } from './product-performance-chart/product-performance-chart.js';
import { ResponseTimeChart } from './response-time-chart/response-time-chart.js';
import { SalesData } from './sales-data/sales-data.js';
import { SegmentFilter } from './segment-filter/segment-filter.js';
import { TouchpointChart } from './touchpoint-chart/touchpoint-chart.js';
import { WhatIfPanel } from './what-if-panel/what-if-panel.js';

const elements = [CacClvGauge, ChurnChart, CloseRatioChart, CycleLengthChart, DataReport, DataSource, ForecastAccuracyChart, KpiCard, KpiDashboard, LeadOpportunityChart, MilestoneTrack, PipelineFunnel, ProductPerformanceChart, ResponseTimeChart, SalesData, SegmentFilter, TouchpointChart, WhatIfPanel] as const;

export interface DefineOptions {
  /** `acme` makes `<acme-kpi-card>`, for pages that already have these tags. */
  readonly prefix?: string;
  readonly registry?: CustomElementRegistry;
}

/** Registers every element. Tags that are taken stay as they are. */
export const defineAll = ({ prefix, registry }: DefineOptions = {}): void => {
  for (const element of elements) element.define(prefix === undefined || prefix === '' ? element.tag : `${prefix}-${element.tag}`, registry);
};
