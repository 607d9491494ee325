import { css, type CSSResult } from 'lit';

export const cardStyles: CSSResult = css`
  .card .body { margin-top: 10px; }
`;
