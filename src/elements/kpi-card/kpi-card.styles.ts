import { css, type CSSResult } from 'lit';

export const cardStyles: CSSResult = css`
  .body { margin-top: 10px; }
`;
