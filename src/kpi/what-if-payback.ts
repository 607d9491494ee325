import type { Caveat, KpiResult } from '../model/result.js';
import type { WhatIfLever } from '../model/what-if.js';
import { whatIfCaveatTexts } from './what-if-caveat-texts.js';
import { caveatWriter } from './caveats.js';

const caveat = caveatWriter(whatIfCaveatTexts);

/** Sums that were rounded to twelve digits may miss the cost by their last ones. */
const tolerance = 1e-9;

export interface AssumedPayback { readonly months: number | null; readonly lack: Caveat | null }

export interface Assumed {
  /** Factor of the cost per customer. */
  readonly cost: number;
  /** Factor of the margin per month. */
  readonly margin: number;
  readonly retention: WhatIfLever;
}

/**
 * Whole months whose payments cover the cost, on the own margin curve with its costs and margins multiplied. Another
 * retention r' bends the own survival S to S^k, k = ln r' / ln r: everybody's risk of leaving by the same factor, which
 * turns a geometric curve into the geometric one of r'. Nothing is carried beyond the curve.
 */
export const assumedPayback = ({ value, details }: KpiResult<'cac'>, { cost, margin, retention }: Assumed): AssumedPayback => {
  const { curve } = details.payback;
  const first = curve[1]?.margin;
  if (value === null || first === undefined) return { months: null, lack: caveat('WI_NO_CURVE') };
  if (!(first * margin > 0)) return { months: null, lack: caveat('WI_NO_MARGIN') };
  const bend = retention.now === null || retention.then === null || retention.then === retention.now ? 1 : Math.log(retention.then) / Math.log(retention.now);
  const goal = value * cost * (1 - tolerance);
  let earned = 0;
  for (let month = 0; month < curve.length; month++) {
    if (earned >= goal) return { months: month, lack: null };
    const next = curve[month + 1];
    if (next === undefined) break;
    const staying = Math.min(1, Math.max(0, (next.margin - (curve[month] as { margin: number }).margin) / first));
    earned += first * margin * staying ** bend;
  }
  return { months: null, lack: caveat('WI_BEYOND_CURVE', { n: curve.length - 1 }) };
};
