import { css, type CSSResult } from 'lit';

export const closeRatioChartStyles: CSSResult = css`
  .body { margin-top: 10px; }
`;
