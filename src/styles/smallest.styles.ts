import { css, type CSSResult } from 'lit';

/** Under 160 px only name, value and judgement are left. Last of all sheets, since it takes away what they lay out. */
export const smallestStyles: CSSResult = css`
  @container kpi (width < 160px) {
    .base { padding: var(--kpi-pad-xs); }
    .beside, .lines, .body, .bottom, .badge, .title .icon-button, .error-bar { display: none; }
    .value { display: flex; align-items: center; gap: 6px; margin-top: 4px; font-size: var(--kpi-value-size-xs); line-height: var(--kpi-value-line-xs); }
    .number { display: block; }
    .value .figure { flex: 1; }
    .value .unit { font-size: var(--kpi-text-size); }
    .value .icon { display: block; letter-spacing: normal; }
    .figures { display: block; }
    .heading { -webkit-line-clamp: 3; line-clamp: 3; hyphens: auto; font-size: var(--kpi-text-size); letter-spacing: -.01em; }
    /* What is awaited is the bar's own name; the way out of it stays. */
    .progress { padding: 5px 12px 6px; }
    .progress p { display: none; }
    .skeleton .bone:not(.bone-value) { display: none; }
    .state > :not(h4) { display: none; }
    .state h4 { font-size: var(--kpi-text-size); line-height: var(--kpi-text-line); font-weight: 400; color: var(--kpi-ink-2); }
    .error-bar.alone { display: block; }
    .error-bar.alone > :not(p) { display: none; }
    .error-bar.alone p { max-height: 68px; overflow: hidden; }
  }
`;
