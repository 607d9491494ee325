import { css, type CSSResult } from 'lit';

export const touchpointChartStyles: CSSResult = css`
  .body { margin-top: 10px; }
`;
