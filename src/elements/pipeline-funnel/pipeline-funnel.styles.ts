import { css, type CSSResult } from 'lit';

export const funnelStyles: CSSResult = css`
  /* In a taller room the pictures share what is left over, instead of leaving it below them. */
  .body { display: flex; flex: 1; flex-direction: column; justify-content: space-between; }
  .body > * + * { margin-top: 18px; }
`;
