import { css, type CSSResult } from 'lit';

export const forecastAccuracyChartStyles: CSSResult = css`
  .body { margin-top: 10px; }
`;
