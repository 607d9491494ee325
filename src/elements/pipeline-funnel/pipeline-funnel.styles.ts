import { css, type CSSResult } from 'lit';

export const funnelStyles: CSSResult = css`
  .body > * + * { margin-top: 18px; }
`;
