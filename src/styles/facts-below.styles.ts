import { css, type CSSResult } from 'lit';

/** For widgets whose further figures belong to the value at any width: below the other lines where there is no room at the far end. */
export const factsBelowStyles: CSSResult = css`
  @container kpi (160px <= width < 760px) {
    .chart-head .facts { display: block; grid-column: 1 / -1; justify-self: start; margin-top: 4px; text-align: start; }
    .chart-head .facts p { justify-content: flex-start; }
  }
`;
