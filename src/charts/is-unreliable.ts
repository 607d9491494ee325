import type { Reliability } from '../model/result.js';

/** A figure that must not be relied on is drawn in greys: no accent, no rank, no dot that says "here". */
export const isUnreliable = ({ reliability }: { readonly reliability: Reliability }): boolean =>
  reliability === 'unreliable' || reliability === 'none';
