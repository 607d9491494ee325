import { css, type CSSResult } from 'lit';

/** The element as a box in the host's page: it brings no colour scheme of its own, and its width is the page's. */
export const hostStyles: CSSResult = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    box-sizing: border-box;
    min-width: 0;
    /* Sizes follow the container, so the content cannot set the width; in a flex row without width this is it. */
    contain-intrinsic-inline-size: 300px;
    container: kpi / inline-size;
    text-align: start;
  }
  :host([hidden]) { display: none; }
  :host([theme='light']) { color-scheme: light; }
  :host([theme='dark']) { color-scheme: dark; }
  *, *::before, *::after { box-sizing: border-box; }
  .base {
    position: relative;
    display: flex;
    flex-direction: column;
    min-width: 0;
    padding: var(--kpi-pad);
    border: 1px solid var(--kpi-border);
    border-radius: var(--kpi-radius);
    background: var(--kpi-surface);
    color: var(--kpi-ink-2);
    font-family: var(--kpi-font);
    font-size: var(--kpi-text-size);
    font-weight: 400;
    line-height: var(--kpi-text-line);
    letter-spacing: normal;
    text-transform: none;
    font-variant-numeric: normal;
  }
  .tabular, .numeric:not(thead *) { font-variant-numeric: tabular-nums; }
  .visually-hidden {
    position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap;
  }
  h3, p, dl, dd, table, figure { margin: 0; padding: 0; }
  b, strong { font-weight: var(--kpi-emphasis-weight); color: var(--kpi-ink-1); }
  /* Where text runs from right to left, a sentence in another script keeps its own direction; so do figures with their units. */
  .line > span, .figure, .beside > span, .foot li > * { unicode-bidi: plaintext; }
  .icon { flex: none; width: 14px; height: 14px; }
  @media print {
    .base { break-inside: avoid; }
  }
`;
