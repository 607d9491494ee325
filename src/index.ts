import { CacClvGauge } from './elements/cac-clv-gauge/cac-clv-gauge.js';
import { CycleLengthChart } from './elements/cycle-length-chart/cycle-length-chart.js';
import { DataSource } from './elements/data-source/data-source.js';
import { KpiCard } from './elements/kpi-card/kpi-card.js';
import { PipelineFunnel } from './elements/pipeline-funnel/pipeline-funnel.js';
import { SalesData } from './elements/sales-data/sales-data.js';

export { CacClvGauge, CycleLengthChart, DataSource, KpiCard, PipelineFunnel, SalesData };
export { configure, version, type KitOptions } from './context/configure.js';
export { defineKpi } from './kpi/define-kpi.js';
export { registerLanguage } from './i18n/register-language.js';
export type { Fetcher } from './context/source-input.js';
export type { HostEngine, DataInfo } from './context/dataset.js';
export type { HostData } from './elements/parts/own-inputs.js';
export type { WidgetSettings } from './elements/kpi-widget.js';
export type { SalesDataSettings } from './elements/sales-data/sales-data.js';
export type { Catalogue } from './i18n/messages.js';
export type { DataInput, DataInputSource, InputOptions, LoadInputs } from './model/input.js';
export type { DataIssue, KpiErrorInfo, LoadReport, TableReport } from './model/issue.js';
export type { Filter, KpiQuery, PeriodInput } from './model/query.js';
export type { Caveat, Interval, KpiId, KpiResult, Provenance, Segment } from './model/result.js';
export type { KpiAlertEvent } from './events/kpi-alert.js';
export type { KpiDataEvent } from './events/kpi-data.js';
export type { KpiDrillEvent } from './events/kpi-drill.js';
export type { KpiErrorEvent } from './events/kpi-error.js';
export type { KpiFilterChangeEvent } from './events/kpi-filter-change.js';
export type { KpiReadyEvent } from './events/kpi-ready.js';
export type { KpiSelectEvent } from './events/kpi-select.js';
export type { KpiStateChangeEvent } from './events/kpi-state-change.js';

const elements = [CacClvGauge, CycleLengthChart, DataSource, KpiCard, PipelineFunnel, SalesData] as const;

export interface DefineOptions {
  /** `acme` makes `<acme-kpi-card>`, for pages that already have these tags. */
  readonly prefix?: string;
  readonly registry?: CustomElementRegistry;
}

/** Registers every element. Tags that are taken stay as they are. */
export const define = ({ prefix, registry }: DefineOptions = {}): void => {
  for (const element of elements) element.define(prefix === undefined || prefix === '' ? element.tag : `${prefix}-${element.tag}`, registry);
};
