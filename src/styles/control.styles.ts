import { css, type CSSResult } from 'lit';

/** Buttons: framed, as an icon, as underlined text. */
export const controlStyles: CSSResult = css`
  button {
    margin: 0; padding: 0; border: 0; background: none; color: inherit; font: inherit; letter-spacing: inherit; cursor: pointer;
    text-align: start;
  }
  button:focus-visible, .chart:focus-visible, summary:focus-visible {
    outline: var(--kpi-focus-ring) solid var(--kpi-focus);
    outline-offset: 2px;
    border-radius: 4px;
  }
  .icon-button {
    display: inline-grid; place-items: center; flex: none; width: var(--kpi-hit); height: var(--kpi-hit);
    border-radius: var(--kpi-radius-control); color: var(--kpi-ink-3);
  }
  .icon-button:hover, .icon-button[aria-pressed='true'] { background: var(--kpi-surface-sunken); color: var(--kpi-ink-1); }
  .text-button {
    position: relative; text-decoration: underline; text-decoration-color: var(--kpi-axis); text-decoration-thickness: 1px;
    text-underline-offset: 3px;
  }
  .text-button:hover { color: var(--kpi-ink-1); text-decoration-color: currentcolor; }
  /* The touch target of a line of text, without moving the lines apart. */
  .text-button::after { content: ''; position: absolute; inset: -4px -2px; }
  .framed-button {
    min-height: 32px; padding: 6px 14px; border: 1px solid var(--kpi-border); border-radius: var(--kpi-radius-control);
    background: var(--kpi-surface); color: var(--kpi-ink-1); font-weight: var(--kpi-emphasis-weight);
  }
  .framed-button:hover { background: var(--kpi-surface-sunken); }
  .accent-button { position: relative; color: var(--kpi-accent); font-weight: var(--kpi-value-weight); }
  .accent-button::after { content: ''; position: absolute; inset: -4px; }
`;
