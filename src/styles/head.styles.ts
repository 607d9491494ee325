import { css, type CSSResult } from 'lit';

/** Name → value with unit → interval → change → target. Change and target are two lines with their shapes in one column. */
export const headStyles: CSSResult = css`
  .title { display: flex; align-items: flex-start; gap: 8px; }
  .heading {
    flex: 1; min-width: 0; color: var(--kpi-ink-1); font-size: var(--kpi-heading-size); line-height: var(--kpi-heading-line);
    font-weight: var(--kpi-heading-weight);
    display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; line-clamp: 2; overflow: hidden; overflow-wrap: anywhere;
  }
  .badge {
    display: inline-flex; align-items: center; gap: 4px; flex: none; padding: 1px 6px; border-radius: 5px;
    background: var(--kpi-surface-sunken); color: var(--kpi-ink-2); font-size: var(--kpi-small-size); line-height: var(--kpi-small-line);
  }
  .title .icon-button { margin: -3px -4px -3px 0; }
  .figures { display: grid; grid-template-columns: auto 1fr; align-items: end; column-gap: 10px; }
  .value {
    color: var(--kpi-ink-1); font-size: var(--kpi-value-size); line-height: var(--kpi-value-line); font-weight: var(--kpi-value-weight);
    letter-spacing: var(--kpi-value-tracking); font-variant-numeric: tabular-nums; white-space: nowrap;
  }
  .unit {
    color: var(--kpi-ink-2); font-size: var(--kpi-unit-size); font-weight: var(--kpi-unit-weight); letter-spacing: normal;
    font-variant-numeric: normal;
  }
  .value .none { color: var(--kpi-ink-3); font-weight: 400; }
  .unit.tight { margin-inline-start: 2px; }
  .value.unreliable, .value.unreliable .unit { color: var(--kpi-ink-3); font-weight: 500; }
  .value.old, .value.old .unit { color: var(--kpi-ink-2); }
  .value .icon { display: none; }
  .beside {
    display: flex; align-items: center; justify-self: end; gap: 5px; margin-bottom: 5px; color: var(--kpi-ink-3);
    font-size: var(--kpi-text-size); font-variant-numeric: tabular-nums; white-space: nowrap;
  }
  /* Tabular figures would spread the hyphens of the words. */
  .beside-more { display: none; font-variant-numeric: normal; }
  .lines { grid-column: 1 / -1; margin-top: 6px; }
  .line { display: flex; gap: 7px; }
  .line .icon { margin-top: 1.5px; }
  .facts { display: none; }
  .facts p { display: flex; gap: 6px; justify-content: flex-end; }
  .facts .icon { margin-top: 1.5px; }

  @container kpi (160px <= width < 560px) {
    .base { padding: var(--kpi-pad-card); }
  }
  @container kpi (width >= 560px) {
    .figures.chart-head { grid-template-columns: auto auto 1fr; column-gap: 20px; align-items: start; }
    .chart-head .number { display: flex; align-items: flex-end; column-gap: 12px; }
    .chart-head .beside { justify-self: start; }
    .chart-head .lines { grid-column: auto; margin-top: 2px; }
  }
  @container kpi (width >= 640px) {
    .chart-head .facts { display: block; justify-self: end; margin-top: 2px; text-align: end; }
  }
  @container kpi (width >= 560px) {
    .base.is-card { display: grid; grid-template: auto auto 1fr auto auto / minmax(190px, 43%) minmax(0, 1fr); column-gap: 24px; }
    .base.is-card > * { grid-column: 1 / -1; }
    .base.is-card > .figures { grid-column: 1; grid-row: 2; align-self: start; }
    .base.is-card > .body { grid-column: 2; grid-row: 2 / 4; margin-top: 2px; }
    .figures.card-head { display: block; }
    .card-head .beside { justify-self: start; margin: 4px 0 0; color: var(--kpi-ink-3); }
    .card-head .beside-more { display: inline; }
  }
  @container kpi (width < 560px) {
    /* A long interval goes below the figure rather than over the edge. */
    .number { grid-column: 1 / -1; display: flex; flex-wrap: wrap; align-items: flex-end; column-gap: 10px; }
    .beside { margin-inline-start: auto; }
  }
`;
