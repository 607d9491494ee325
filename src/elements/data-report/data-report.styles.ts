import { css, type CSSResult } from 'lit';

export const dataReportStyles: CSSResult = css`
  .title { align-items: baseline; }
  .lead { margin-bottom: 8px; }
  .quiet { color: var(--kpi-ink-3); }
  details { border-top: 1px solid var(--kpi-border); }
  summary { display: flex; flex-wrap: wrap; align-items: baseline; gap: 2px 10px; min-height: 36px; padding: 9px 2px 8px 20px; position: relative; cursor: pointer; list-style: none; }
  summary::-webkit-details-marker { display: none; }
  /* A mark of its own, since browsers place theirs differently; it turns with the section. */
  summary::before {
    content: ''; position: absolute; inset-inline-start: 4px; top: 14px; width: 6px; height: 6px; border: solid var(--kpi-ink-3); border-width: 0 1.5px 1.5px 0;
    transform: rotate(-45deg);
  }
  details[open] > summary::before { top: 12px; transform: rotate(45deg); }
  summary:hover .name { text-decoration: underline; text-underline-offset: 3px; text-decoration-color: var(--kpi-axis); }
  .name { color: var(--kpi-ink-1); font-size: var(--kpi-heading-size); font-weight: var(--kpi-emphasis-weight); }
  .content { padding: 0 2px 14px 20px; }
  .content > * + * { margin-top: 10px; }
  .inner { margin-top: 0; border-color: var(--kpi-grid); }
  .content > .inner { margin-top: 0; }
  .content > .table-scroll + .inner { margin-top: 10px; }
  .inner > summary { min-height: 28px; padding-block: 6px 5px; color: var(--kpi-ink-1); }
  .inner > summary::before { top: 10px; }
  .inner[open] > summary::before { top: 8px; }
  .inner > :not(summary) { margin-inline-start: 20px; margin-bottom: 8px; }
  .content h4 { margin: 14px 0 0; color: var(--kpi-ink-1); font-size: var(--kpi-text-size); line-height: var(--kpi-text-line); font-weight: var(--kpi-emphasis-weight); }
  .content ul { display: flex; flex-direction: column; gap: 5px; margin: 0; padding: 0; list-style: none; }
  .content li { display: flex; gap: 8px; min-width: 0; overflow-wrap: anywhere; }
  .content li > span { min-width: 0; }
  .content li .icon { margin-top: 1.5px; }
  .content dl { display: grid; grid-template-columns: minmax(90px, max-content) minmax(0, 1fr); gap: 2px 16px; }
  .content dt { color: var(--kpi-ink-3); }
  .content dd { color: var(--kpi-ink-1); overflow-wrap: anywhere; }
  .definition + .definition { padding-top: 2px; }
  .definition h4 code { font-weight: 400; }
  .definition > * + * { margin-top: 4px; }
  .definition p { max-width: 72ch; }
  .actions { display: flex; flex-wrap: wrap; align-items: center; gap: 6px 14px; }
  .warned { display: inline-flex; align-items: baseline; gap: 5px; }
  .warned .icon { position: relative; top: 2px; }
  td { max-width: 340px; overflow-wrap: anywhere; }
  td, th { padding-block: 5px; }
  @container kpi (width < 560px) {
    .content, .inner > :not(summary) { padding-inline-start: 0; margin-inline-start: 0; }
  }
`;
