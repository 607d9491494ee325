import { css, type CSSResult } from 'lit';

export const churnChartStyles: CSSResult = css`
  .body { margin-top: 10px; }
`;
