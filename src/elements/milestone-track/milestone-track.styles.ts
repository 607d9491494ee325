import { css, type CSSResult } from 'lit';

export const milestoneTrackStyles: CSSResult = css`
  .body { margin-top: 10px; }
`;
