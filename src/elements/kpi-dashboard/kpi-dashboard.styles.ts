import { css, type CSSResult } from 'lit';

/** One column, six, twelve: by the width of the board, not of the window. Rows grow with what stands in them, so nothing is cut. */
export const dashboardStyles: CSSResult = css`
  .board.board { padding: 0; border: 0; border-radius: 0; background: none; gap: 12px; }
  .board > .title { flex-wrap: wrap; align-items: center; gap: 6px 16px; min-height: 32px; }
  h2.heading { flex: 1 1 180px; margin: 0; font-size: 20px; line-height: 26px; font-weight: var(--kpi-value-weight); letter-spacing: -.01em; }
  .explain { color: var(--kpi-ink-2); }
  .grid { display: grid; grid-template-columns: minmax(0, 1fr); gap: 16px; margin: 0; padding: 0; list-style: none; }
  .tile { position: relative; display: flex; flex-direction: column; min-width: 0; }
  .tile > :not(.why, .handles, .grip) { flex: 1 0 auto; }
  .blank { min-height: 160px; padding: var(--kpi-pad-card); border: 1px dashed var(--kpi-border); border-radius: var(--kpi-radius); background: var(--kpi-surface); }
  .why { display: flex; flex-direction: column; gap: 2px; padding: 8px 4px 0; }
  .why .people { color: var(--kpi-ink-1); }
  .fault { color: var(--kpi-ink-1); }
  .invitation {
    display: flex; flex-direction: column; gap: 8px; padding: 28px 24px; border: 1.5px dashed var(--kpi-axis); border-radius: var(--kpi-radius);
    background: var(--kpi-surface);
  }
  .invitation h3 { color: var(--kpi-ink-1); font-size: 15px; line-height: 20px; font-weight: var(--kpi-emphasis-weight); }
  .choices { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 10px; margin-top: 4px; }
  .choices .accent-button { min-height: 32px; padding: 6px 8px; }
  @container kpi (width >= 560px) {
    .grid { grid-template-columns: repeat(6, minmax(0, 1fr)); }
    .tile { grid-column: span var(--_tile-half, 6); }
  }
  @container kpi (width >= 960px) {
    .grid { grid-template-columns: repeat(12, minmax(0, 1fr)); grid-auto-rows: minmax(120px, auto); }
    .tile { grid-column: var(--_tile-x, 1) / span var(--_tile-w, 12); grid-row: var(--_tile-y, auto) / span var(--_tile-h, 1); }
  }
  @media print {
    .board > .title button { display: none; }
    .tile { break-inside: avoid; }
  }
`;
