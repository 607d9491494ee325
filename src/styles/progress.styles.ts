import { css, type CSSResult } from 'lit';

/** The strip that shows how far a load is: over the foot of a widget, so that nothing moves when it comes or goes. */
export const progressStyles: CSSResult = css`
  .progress {
    position: absolute; inset: auto 0 0; z-index: 1; display: flex; flex-wrap: wrap; align-items: baseline; gap: 2px 10px; padding: 9px 20px 11px;
    border-radius: 0 0 var(--kpi-radius) var(--kpi-radius); background: var(--kpi-surface); color: var(--kpi-ink-2);
  }
  .progress .track { position: absolute; inset: 0 0 auto; width: 100%; height: 2px; background: var(--kpi-surface-sunken); }
  .progress .way { fill: var(--kpi-accent); }
  .progress p { flex: 1 1 120px; min-width: 0; overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
  @container kpi (width < 560px) {
    .progress { padding-inline: 16px; }
  }
  @media (prefers-reduced-motion: no-preference) {
    .progress .way { transition: width 200ms linear; }
    .progress .unknown .way { animation: kpi-pass 1.6s ease-in-out infinite alternate; }
  }
  @keyframes kpi-pass { from { transform: translateX(0); } to { transform: translateX(70%); } }
`;
