import { css, type CSSResult } from 'lit';

export const responseTimeChartStyles: CSSResult = css`
  .body { margin-top: 10px; }
`;
