import { css, type CSSResult } from 'lit';

/** What stands on the board only while it is arranged. */
export const editingStyles: CSSResult = css`
  .bar { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; padding: 10px 12px; border-radius: var(--kpi-radius); background: var(--kpi-accent-weak); color: var(--kpi-ink-1); }
  .bar p { flex: 1 1 320px; }
  .bar .framed-button[aria-disabled='true'] { color: var(--kpi-ink-3); cursor: default; }
  .bar .primary { border-color: var(--kpi-accent); color: var(--kpi-accent); }
  .handles { display: flex; align-items: center; gap: 4px; min-height: 32px; padding: 0 2px; color: var(--kpi-ink-2); }
  .handle {
    display: flex; align-items: center; flex: 1; gap: 8px; min-width: 0; min-height: 28px; padding: 2px 6px; border-radius: var(--kpi-radius-control);
    cursor: grab; touch-action: none; user-select: none;
  }
  .handle span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .handle:hover, .handle:focus-visible { background: var(--kpi-surface-sunken); color: var(--kpi-ink-1); }
  .grip {
    position: absolute; inset-block-end: 0; inset-inline-end: 0; z-index: 1; display: grid; place-items: center; width: 28px; height: 28px;
    color: var(--kpi-ink-2); cursor: nwse-resize; touch-action: none;
  }
  .base:dir(rtl) .grip { cursor: nesw-resize; }
  .base:dir(rtl) .grip .icon { transform: scaleX(-1); }
  .grip:hover { color: var(--kpi-accent); }
  .editing .tile { padding: 2px; border-radius: calc(var(--kpi-radius) + 2px); outline: 1.5px dashed var(--kpi-axis); }
  .editing .tile:focus-within { outline: 2px solid var(--kpi-accent); }
  .editing .tile.held { outline: 2px solid var(--kpi-accent); box-shadow: var(--kpi-shadow-raised); cursor: grabbing; }
  .editing .tile.held .handle { cursor: grabbing; }
  .editing .tile > .why { padding: 8px 30px 4px 6px; }
  .edit-sheet { width: min(640px, calc(100vw - 32px)); }
  .palette li { display: flex; gap: 12px; padding: 8px 0; border-top: 1px solid var(--kpi-grid); }
  .palette li > :first-child { flex: 1; min-width: 0; }
  .palette b { color: var(--kpi-ink-1); }
  .forms { display: flex; flex: none; flex-direction: column; gap: 6px; }
  .forms .framed-button { text-align: center; }
  .fields { display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); gap: 12px; }
  .field { display: flex; flex-direction: column; grid-column: span 2; gap: 3px; color: var(--kpi-ink-2); }
  .field.short { grid-column: span 1; }
  .field input {
    width: 100%; min-height: 32px; padding: 4px 8px; border: 1px solid var(--kpi-axis); border-radius: var(--kpi-radius-control);
    background: var(--kpi-surface); color: var(--kpi-ink-1); font: inherit;
  }
  .field input:focus-visible { outline: var(--kpi-focus-ring) solid var(--kpi-focus); outline-offset: 1px; }
  .field small { font-size: var(--kpi-small-size); line-height: var(--kpi-small-line); }
  @media (width < 480px) {
    .fields { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  }
  @media (prefers-reduced-motion: no-preference) {
    .editing .tile { transition: box-shadow var(--kpi-motion); }
  }
  @media print {
    .bar, .handles, .grip { display: none; }
    .editing .tile { outline: none; }
  }
`;
