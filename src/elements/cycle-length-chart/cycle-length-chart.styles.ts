import { css, type CSSResult } from 'lit';

export const cycleStyles: CSSResult = css`
  .body > * + * { margin-top: 16px; }
`;
