import { css, type CSSResult } from 'lit';

export const segmentFilterStyles: CSSResult = css`
  .base { padding: var(--kpi-pad-card); gap: 8px; }
  .title { align-items: center; min-height: var(--kpi-hit); }
  .actions { display: flex; flex-wrap: wrap; gap: 4px 14px; }
  .text-button[disabled] { color: var(--kpi-ink-3); text-decoration: none; cursor: default; }
  input[type='search'] {
    width: 100%; min-height: 30px; padding: 4px 10px; border: 1px solid var(--kpi-axis); border-radius: var(--kpi-radius-control);
    background: var(--kpi-surface); color: var(--kpi-ink-1); font: inherit;
  }
  input[type='search']::placeholder { color: var(--kpi-ink-3); opacity: 1; }
  input:focus-visible { outline: var(--kpi-focus-ring) solid var(--kpi-focus); outline-offset: 1px; }
  ul { display: flex; flex-direction: column; margin: 0 -6px; padding: 0; list-style: none; }
  .values { max-height: 320px; overflow-y: auto; scrollbar-width: thin; }
  label {
    position: relative; display: grid; grid-template-columns: auto minmax(0, 1fr) auto; align-items: center; gap: 8px; min-height: 28px; padding: 3px 6px;
    border-radius: 6px; color: var(--kpi-ink-1); cursor: pointer;
  }
  label:hover { background: var(--kpi-surface-sunken); }
  input[type='checkbox'] { flex: none; width: 15px; height: 15px; margin: 0; accent-color: var(--kpi-accent); }
  .name { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .is-null .name { color: var(--kpi-ink-3); font-style: italic; }
  .count { color: var(--kpi-ink-3); font-variant-numeric: tabular-nums; }
  /* How much of all rows a value has: a hairline under its name. */
  .share { position: absolute; inset-inline-start: 29px; bottom: 1px; width: calc(100% - 35px); height: 2px; border-radius: 1px; fill: var(--kpi-accent-mid); opacity: .55; }
  .share:dir(rtl) { transform: scaleX(-1); }
  .chips { flex-flow: row wrap; gap: 6px; margin: 0; }
  .chip {
    display: inline-flex; align-items: center; gap: 6px; max-width: 100%; min-height: 26px; padding: 2px 4px 2px 10px; border-radius: 13px;
    background: var(--kpi-accent-weak); color: var(--kpi-ink-1);
  }
  .chip .name b { font-weight: var(--kpi-emphasis-weight); }
  .chip button { display: inline-grid; place-items: center; width: var(--kpi-hit); height: var(--kpi-hit); border-radius: 50%; color: var(--kpi-ink-2); }
  .chip button:hover { background: var(--kpi-surface); color: var(--kpi-ink-1); }
  .bone { height: 14px; margin: 7px 6px; }
  .bone:nth-child(2) { width: 60%; }
  .bone:nth-child(3) { width: 80%; }
  @container kpi (width < 160px) {
    .base { padding: var(--kpi-pad-xs); }
    .count, .share, input[type='search'] { display: none; }
    label { grid-template-columns: auto minmax(0, 1fr); }
  }
`;
