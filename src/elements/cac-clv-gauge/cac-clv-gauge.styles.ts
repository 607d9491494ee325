import { css, type CSSResult } from 'lit';

export const gaugeStyles: CSSResult = css`
  .body > * + * { margin-top: 16px; }
`;
