import { css, type CSSResult } from 'lit';

/** The dialog of rows: a head, tabs, and a grid in a room of its own. */
const rowsStyles: CSSResult = css`
  dialog.rows { width: min(1120px, calc(100vw - 32px)); height: min(720px, calc(100vh - 48px)); max-height: none; overflow: hidden; }
  dialog.rows[open] { display: flex; }
  .rows-sheet { display: flex; flex-direction: column; flex: 1; min-width: 0; min-height: 0; gap: 6px; padding-bottom: 12px; }
  .rows-sheet .sheet-head { align-items: center; margin: 0; }
  .rows-sheet .part { color: var(--kpi-ink-2); }
  .rows-sheet .gives { color: var(--kpi-ink-1); font-weight: var(--kpi-emphasis-weight); }
  .rows-sheet .line { display: flex; gap: 7px; }
  .rows-sheet .line .icon { margin-top: 2.5px; }
  .rows-sheet .framed-button { min-height: 28px; padding: 3px 12px; }
  .rows-sheet .framed-button[disabled] { color: var(--kpi-ink-3); cursor: default; }
  .tabs { display: flex; flex: none; gap: 4px; overflow-x: auto; border-bottom: 1px solid var(--kpi-border); scrollbar-width: thin; }
  .tabs button { flex: none; min-height: 32px; padding: 4px 10px; border-bottom: 2px solid transparent; color: var(--kpi-ink-2); }
  .tabs button:hover { color: var(--kpi-ink-1); }
  .tabs button[aria-selected='true'] { border-color: var(--kpi-accent); color: var(--kpi-ink-1); font-weight: var(--kpi-emphasis-weight); }
  .tabs button:focus-visible { outline-offset: -2px; }
  .tabs .numeric { color: var(--kpi-ink-3); font-weight: 400; }
  .rows-panel { display: flex; flex-direction: column; flex: 1; min-height: 0; gap: 6px; }
  .rows-panel ul { flex: none; max-height: 30%; overflow-y: auto; }
  .rows-status { flex: none; min-height: 19px; color: var(--kpi-ink-3); }
  .grid-scroll { position: relative; flex: 1; min-height: 120px; overflow: auto; border: 1px solid var(--kpi-border); border-radius: var(--kpi-radius-control); contain: strict; }
  .grid-room { width: max-content; min-width: 100%; }
  /* The rows stand still while the scroll bar moves below them; what sticks out is cut, without a scroll bar of its own. */
  .grid { position: sticky; top: 0; max-height: 100%; overflow: clip; font-size: 12px; line-height: 17px; }
  .grid:focus-visible { outline: none; }
  .grid-head { position: relative; z-index: 1; background: var(--kpi-surface-sunken); color: var(--kpi-ink-1); }
  .grid-head .grid-cell { display: flex; flex-direction: column; justify-content: center; height: 40px; padding-block: 3px; border-bottom: 1px solid var(--kpi-axis); font-weight: var(--kpi-emphasis-weight); line-height: 16px; }
  .grid-head .sortable { cursor: pointer; }
  .grid-head .sortable:hover { background: var(--kpi-neutral-weak); }
  .grid-head .icon { width: 10px; height: 10px; margin-inline-start: 5px; }
  .grid-head bdi { overflow: hidden; text-overflow: ellipsis; }
  .grid-head code { display: block; padding: 0; overflow: hidden; background: none; color: var(--kpi-ink-3); font-size: var(--kpi-small-size); font-weight: 400; text-overflow: ellipsis; }
  .grid-row { display: grid; grid-template-columns: var(--columns); font-variant-numeric: tabular-nums; }
  .grid-cell { height: 28px; padding: 5px 10px; overflow: hidden; color: var(--kpi-ink-1); text-overflow: ellipsis; white-space: nowrap; }
  .grid-body .grid-row.odd { background: color-mix(in srgb, var(--kpi-surface-sunken) 55%, transparent); }
  .grid-cell.numeric { text-align: end; }
  .grid-cell.missing, .grid-body .grid-cell:first-child { color: var(--kpi-ink-3); }
  .grid:focus-visible .grid-cell.active { outline: var(--kpi-focus-ring) solid var(--kpi-focus); outline-offset: -2px; border-radius: 4px; }
  @media (width < 480px) {
    dialog.rows { width: calc(100vw - 12px); height: calc(100vh - 24px); }
    .rows-sheet { padding: 12px 12px 8px; }
  }
  @media (width < 260px) {
    .rows-sheet .sheet-head { flex-wrap: wrap; gap: 4px 8px; }
    .rows-sheet h4 { flex: 1 1 0; min-width: 0; }
    /* Below the name and the cross. */
    .rows-sheet .framed-button { order: 1; flex: 1 1 100%; min-width: 0; padding-inline: 6px; white-space: normal; }
    .rows-sheet { overflow-wrap: anywhere; hyphens: auto; }
    .rows-sheet .gives { font-weight: inherit; }
  }
`;

/** Gives a shadow root the sheet, once; made in its own document, since sheets belong to one. */
export const adoptRowsStyles = (root: ShadowRoot): void => {
  const { defaultView } = root.ownerDocument;
  if (defaultView === null || root.adoptedStyleSheets.some((sheet) => adopted.has(sheet))) return;
  const sheet = new defaultView.CSSStyleSheet();
  sheet.replaceSync(rowsStyles.cssText);
  adopted.add(sheet);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
};
const adopted = new WeakSet<CSSStyleSheet>();
