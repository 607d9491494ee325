import { css, type CSSResult } from 'lit';

/** Skeleton, empty, not applicable, suppressed, error bar. Every state has the height of the picture it stands for. */
export const stateStyles: CSSResult = css`
  .state { display: flex; flex-direction: column; align-items: flex-start; flex: 1; gap: 8px; padding-top: 6px; }
  .state h4 { margin: 0; color: var(--kpi-ink-1); font-size: 15px; line-height: 20px; font-weight: var(--kpi-emphasis-weight); }
  .state p { overflow-wrap: anywhere; }
  code {
    padding: 1px 4px; border-radius: 4px; background: var(--kpi-surface-sunken); color: var(--kpi-ink-1); font-family: var(--kpi-font-mono);
    font-size: var(--kpi-small-size); overflow-wrap: anywhere;
  }
  .hatch { width: 76px; height: 26px; border-radius: 5px; background: repeating-linear-gradient(-45deg, var(--kpi-axis) 0 1px, var(--kpi-surface-sunken) 1px 6px); }
  .skeleton { display: flex; flex-direction: column; flex: 1; gap: 9px; padding-top: 2px; }
  .bone { height: 12px; border-radius: 5px; background: var(--kpi-surface-sunken); }
  .bone-value { width: 40%; max-width: 110px; height: 26px; margin: 4px 0 6px; }
  .bone-line { width: 58%; max-width: 220px; }
  .bone-short { width: 48%; max-width: 190px; }
  .bone-chart { flex: 1 1 auto; min-height: 58px; }
  .bone-note { width: 70%; max-width: 300px; }
  .bone-foot { width: 45%; max-width: 160px; margin-top: 6px; }
  .chart-skeleton .bone-chart { min-height: 220px; }
  .error-bar {
    display: flex; flex-wrap: wrap; gap: 2px 8px; margin: 12px -20px -14px; padding: 9px 16px 11px 20px; border-top: 1px solid var(--kpi-border);
    border-radius: 0 0 var(--kpi-radius) var(--kpi-radius); color: var(--kpi-ink-2);
  }
  .error-bar .icon { margin-top: 1.5px; }
  /* A long word for trying again goes below instead of squeezing the sentence. */
  .error-bar p { flex: 1 1 170px; min-width: 0; max-width: calc(100% - 22px); overflow-wrap: anywhere; }
  .error-bar > div { margin-inline-start: auto; }
  .error-bar.alone { align-content: flex-start; margin: 8px 0 0; padding: 0; border: 0; flex: 1; }
  @container kpi (width < 560px) {
    .error-bar { margin-inline: -16px; margin-bottom: -12px; padding-inline: 16px; }
    .error-bar.alone { margin: 8px 0 0; padding: 0; }
  }
  @media (prefers-reduced-motion: no-preference) {
    .bone { animation: kpi-breathe 1.6s ease-in-out infinite alternate; }
  }
  @keyframes kpi-breathe { from { opacity: 1; } to { opacity: .55; } }
`;
