import { css, type CSSResult } from 'lit';

/** The picture, its readout, its table, what lies below it. */
export const chartStyles: CSSResult = css`
  .body { position: relative; margin-top: 14px; min-width: 0; }
  .body > * + * { margin-top: 14px; }
  .chart { position: relative; border-radius: 4px; }
  .chart:focus { outline: none; }
  .chart svg.scene { display: block; max-width: 100%; overflow: visible; }
  .chart.selectable { cursor: pointer; }
  /* Only the marks: faded text would fall below the contrast it needs. */
  .old svg.scene > :not(text) { opacity: .5; }
  /* A figure inside a bar stands on a faded ground. */
  .old svg.scene > text[fill='var(--kpi-surface)'] { fill: var(--kpi-ink-1); }
  svg text { font-family: inherit; }
  svg .tabular { font-variant-numeric: tabular-nums; }
  .readout {
    position: absolute; z-index: 2; inset: 0 auto auto 0; width: max-content; max-width: min(260px, 100%); padding: 10px 12px;
    border: 1px solid var(--kpi-border); border-radius: var(--kpi-radius-control); background: var(--kpi-surface-raised);
    box-shadow: var(--kpi-shadow-raised); color: var(--kpi-ink-2); pointer-events: none;
  }
  .readout .readout-title { display: flex; justify-content: space-between; gap: 24px; margin-bottom: 3px; color: var(--kpi-ink-3); }
  .readout .readout-title b { overflow-wrap: anywhere; }
  .readout-hint { margin-top: 3px; color: var(--kpi-ink-3); font-size: var(--kpi-small-size); }
  .readout dl { display: grid; grid-template-columns: 1fr auto; column-gap: 20px; }
  .readout dd { color: var(--kpi-ink-1); font-weight: var(--kpi-emphasis-weight); text-align: end; font-variant-numeric: tabular-nums; }
  .keys { display: flex; flex-wrap: wrap; gap: 4px 14px; margin-top: 10px; color: var(--kpi-ink-3); font-size: var(--kpi-small-size); line-height: var(--kpi-small-line); }
  .keys kbd {
    display: inline-block; min-width: 18px; margin-inline-end: 3px; padding: 0 5px; border: 1px solid var(--kpi-border); border-bottom-width: 2px;
    border-radius: 4px; color: var(--kpi-ink-2); font: inherit; text-align: center;
  }
  .selection { display: flex; flex-wrap: wrap; gap: 4px 12px; margin-top: 10px; padding: 5px 10px; border-radius: var(--kpi-radius-control); background: var(--kpi-accent-weak); color: var(--kpi-ink-1); }

  /* A shade at an edge beyond which there is more; the covers move with the table, the shades stay. */
  .table-scroll {
    overflow-x: auto; scrollbar-width: thin;
    background:
      linear-gradient(to right, var(--kpi-surface) 40%, transparent) left / 32px 100% no-repeat local,
      linear-gradient(to left, var(--kpi-surface) 40%, transparent) right / 32px 100% no-repeat local,
      linear-gradient(to right, var(--kpi-border), transparent) left / 10px 100% no-repeat,
      linear-gradient(to left, var(--kpi-border), transparent) right / 10px 100% no-repeat;
  }
  .table-scroll:focus-visible { outline: var(--kpi-focus-ring) solid var(--kpi-focus); outline-offset: 2px; }
  table { width: 100%; border-collapse: collapse; font-size: var(--kpi-text-size); line-height: var(--kpi-text-line); }
  caption { padding-bottom: 6px; color: var(--kpi-ink-2); text-align: start; }
  th, td { padding: 7px 6px; border-bottom: 1px solid var(--kpi-grid); text-align: start; vertical-align: bottom; font-weight: 400; }
  thead th { border-bottom-color: var(--kpi-axis); color: var(--kpi-ink-3); font-size: var(--kpi-small-size); line-height: var(--kpi-small-line); }
  tbody th { min-width: 88px; color: var(--kpi-ink-1); font-weight: var(--kpi-emphasis-weight); overflow-wrap: break-word; }
  /* Where a wide table scrolls, the names stay. */
  thead th:first-child, tbody th { position: sticky; inset-inline-start: 0; background: var(--kpi-surface); }
  th.numeric, td.numeric { text-align: end; }
  td.numeric { white-space: nowrap; }
  tr.active > *, tr.active > th { background: var(--kpi-accent-weak); }

  .bottom { display: flex; flex-wrap: wrap; align-items: flex-end; gap: 4px 16px; margin-top: auto; padding-top: 12px; }
  .caveats { flex: 1 1 200px; min-width: 0; }
  /* The point before a piece lies beyond the edge, and is cut there, where the piece begins a line. */
  .foot {
    flex: 0 1 auto; margin-inline: auto -4px; padding-inline: 4px; overflow-x: clip; color: var(--kpi-ink-3); font-size: var(--kpi-small-size);
    line-height: var(--kpi-text-line);
  }
  .foot ul { display: flex; flex-wrap: wrap; margin: 0; margin-inline-start: -12px; padding: 0; list-style: none; }
  .foot li { position: relative; padding-inline-start: 12px; }
  .foot li::before { content: '·'; content: '·' / ''; position: absolute; inset-inline-start: 4px; }
  .copied { color: var(--kpi-ink-2); }
  .copied:not(:empty) { margin-top: 8px; }
  .markup {
    width: 100%; margin-top: 6px; padding: 8px 10px; border: 1px solid var(--kpi-border); border-radius: var(--kpi-radius-control); background: var(--kpi-surface-sunken);
    color: var(--kpi-ink-1); font: var(--kpi-text-size)/var(--kpi-text-line) var(--kpi-font-mono); resize: vertical;
  }
  .reason { max-width: 60ch; color: var(--kpi-ink-2); }
  .caveat-sign { display: none; align-items: center; gap: 4px; min-height: var(--kpi-hit); margin: -4px 0 -5px auto; color: var(--kpi-ink-2); font-variant-numeric: tabular-nums; }
  @container kpi (width < 320px) {
    .body { margin-top: 12px; }
    .caveats { display: none; }
    .foot { flex: 1; margin-inline-start: -4px; }
    .caveat-sign { display: inline-flex; }
    .bottom { padding-top: 10px; flex-wrap: nowrap; }
    .title .icon-button { position: absolute; z-index: 1; inset-block-start: 11px; inset-inline-end: 10px; margin: 0; background: var(--kpi-surface); }
    .keys { display: none; }
  }
  @container kpi (320px <= width < 560px) {
    .foot { margin-inline-start: -4px; }
    .caveats { flex-basis: 100%; }
  }
  @media (hover: none) {
    @container kpi (160px <= width < 320px) { .title { padding-inline-end: 24px; } }
  }
  @media (hover: hover) {
    @container kpi (width < 320px) {
      .title .icon-button { opacity: 0; }
      :host(:hover) .title .icon-button, .title .icon-button:focus-visible { opacity: 1; }
    }
  }
  @media (prefers-reduced-motion: no-preference) {
    .chart svg.scene, .value { transition: opacity var(--kpi-motion); }
    .icon-button { transition: opacity var(--kpi-motion), background-color var(--kpi-motion); }
  }
`;
