import { css, type CSSResult } from 'lit';

/** Where a number comes from: a sheet over the page. */
export const dialogStyles: CSSResult = css`
  dialog {
    width: min(560px, calc(100vw - 32px)); max-height: min(720px, calc(100vh - 48px)); padding: 0; border: 1px solid var(--kpi-border);
    border-radius: var(--kpi-radius); background: var(--kpi-surface-raised); color: var(--kpi-ink-2); box-shadow: var(--kpi-shadow-raised);
    font-family: var(--kpi-font); font-size: 13px; line-height: 19px; text-align: start;
  }
  dialog::backdrop { background: rgb(15 20 30 / .35); }
  .sheet { padding: 18px 20px 20px; }
  .sheet-head { display: flex; align-items: flex-start; gap: 12px; margin-bottom: 10px; }
  .sheet h4 { flex: 1; margin: 0; color: var(--kpi-ink-1); font-size: 15px; line-height: 22px; font-weight: var(--kpi-value-weight); }
  .sheet h5 { margin: 16px 0 4px; color: var(--kpi-ink-1); font-size: 13px; line-height: 18px; font-weight: var(--kpi-emphasis-weight); }
  .sheet dl { display: grid; grid-template-columns: minmax(90px, max-content) 1fr; gap: 3px 16px; }
  .sheet dt { color: var(--kpi-ink-3); }
  .sheet dd { margin: 0; color: var(--kpi-ink-1); overflow-wrap: anywhere; }
  .sheet ul { margin: 0; padding: 0; list-style: none; }
  .sheet li { display: flex; gap: 8px; padding: 3px 0; overflow-wrap: anywhere; }
  .sheet li .icon { margin-top: 2.5px; }
`;
