import type { KpiAlertEvent } from './kpi-alert.js';
import type { KpiDataEvent } from './kpi-data.js';
import type { KpiDrillEvent } from './kpi-drill.js';
import type { KpiErrorEvent } from './kpi-error.js';
import type { KpiFilterChangeEvent } from './kpi-filter-change.js';
import type { KpiProgressEvent } from './kpi-progress.js';
import type { KpiReadyEvent } from './kpi-ready.js';
import type { KpiSelectEvent } from './kpi-select.js';
import type { KpiStateChangeEvent } from './kpi-state-change.js';

/** Listeners get their events typed wherever an element of the kit is imported: every element imports this file. */
declare global {
  interface GlobalEventHandlersEventMap {
    'kpi-alert': KpiAlertEvent;
    'kpi-data': KpiDataEvent;
    'kpi-drill': KpiDrillEvent;
    'kpi-error': KpiErrorEvent;
    'kpi-filter-change': KpiFilterChangeEvent;
    'kpi-progress': KpiProgressEvent;
    'kpi-ready': KpiReadyEvent;
    'kpi-select': KpiSelectEvent;
    'kpi-state-change': KpiStateChangeEvent;
  }
}
