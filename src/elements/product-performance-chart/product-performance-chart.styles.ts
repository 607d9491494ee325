import { css, type CSSResult } from 'lit';

export const productPerformanceChartStyles: CSSResult = css`
  .body { margin-top: 10px; }
  .body > * + * { margin-top: 16px; }
`;
