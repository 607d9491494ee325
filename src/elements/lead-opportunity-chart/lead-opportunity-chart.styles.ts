import { css, type CSSResult } from 'lit';

export const leadOpportunityChartStyles: CSSResult = css`
  .body { margin-top: 10px; }
`;
