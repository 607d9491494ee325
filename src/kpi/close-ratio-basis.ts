import type { KpiContext } from './context.js';
import { dealEngagements } from './deal-spans.js';

export type CloseBasis = 'cohort' | 'decided' | 'all-time';

/** What can be told: the cohort, without start dates the deals decided in the period, without closing dates those ever decided. */
export const basisOf = (context: KpiContext, options: Readonly<Record<string, unknown>>): CloseBasis => {
  const spans = dealEngagements(context);
  const { parts, has } = spans.rows;
  const nDated = parts[3] - parts[1];
  if (!has.closedAt && nDated === 0 && (has.won || has.lost)) return 'all-time';
  const hasStart = spans.nNoStart === 0 || spans.nNoStart < nNewDeals(context);
  return options['basis'] === 'decided' || !hasStart ? 'decided' : 'cohort';
};

/** Dated deals that are no renewals. */
const nNewDeals = (context: KpiContext): number => context.memo('n-new-deals', () => {
  const { parts, isRenewal } = dealEngagements(context).rows;
  let n = 0;
  for (let row = 0; row < parts[3]; row++) if (isRenewal[row] !== 1) n++;
  return n;
});
