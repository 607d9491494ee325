import { css, type CSSResult } from 'lit';

export const whatIfPanelStyles: CSSResult = css`
  .body { margin-top: 12px; }
  /* What is assumed never looks like what was measured. */
  .value.assumed .figure { color: var(--kpi-ink-2); border-bottom: 2px dashed var(--kpi-neutral); }
  fieldset { min-width: 0; margin: 0; padding: 0; border: 0; display: grid; grid-template-columns: repeat(auto-fit, minmax(min(240px, 100%), 1fr)); gap: 12px 28px; }
  .lever { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0 10px; align-items: center; }
  .lever label { color: var(--kpi-ink-1); font-weight: var(--kpi-emphasis-weight); }
  .lever label:has(+ input) { grid-column: 1 / -1; }
  .lever output { justify-self: end; color: var(--kpi-ink-2); font-variant-numeric: tabular-nums; }
  .lever .moved { border-bottom: 1px dashed var(--kpi-neutral); color: var(--kpi-ink-1); }
  .lever input[type='range'] { width: 100%; height: var(--kpi-hit); margin: 0; accent-color: var(--kpi-accent); cursor: pointer; }
  .lever .amount { display: flex; align-items: center; gap: 5px; color: var(--kpi-ink-3); }
  .lever input[type='number'], .lever select {
    min-height: 26px; padding: 2px 4px 2px 7px; border: 1px solid var(--kpi-axis); border-radius: var(--kpi-radius-control); background: var(--kpi-surface);
    color: var(--kpi-ink-1); font: inherit; font-variant-numeric: tabular-nums;
  }
  .lever input[type='number'] { width: 64px; }
  .lever :is(input, select):focus-visible { outline: var(--kpi-focus-ring) solid var(--kpi-focus); outline-offset: 1px; }
  .lever .lack, .lever .also { grid-column: 1 / -1; justify-self: start; color: var(--kpi-ink-3); }
  .basis { color: var(--kpi-ink-3); font-size: var(--kpi-small-size); line-height: var(--kpi-small-line); }
  .basis summary { color: var(--kpi-ink-2); cursor: pointer; min-height: var(--kpi-hit); }
  .basis ul { margin: 2px 0 0; padding-inline-start: 16px; max-width: 90ch; }
`;
