import type { ChurnDetails } from '../model/churn-details.js';
import { geometricLifetimeValue } from '../stats/geometric-lifetime-value.js';
import { discountOf } from './clv-figures.js';
import type { Question } from './define-kpi.js';

/**
 * What five points more retention are said to do to profit, across industries: a range to compare with, not a rule.
 *
 * @see F. Reichheld & P. Schefter, The Economics of E-Loyalty, HBS Working Knowledge, 10 July 2000
 */
export const citedEffect = { lo: 0.25, hi: 0.95 } as const;

/** Nearer to 1 the geometric value runs away. */
export const highestRetention = 0.999;
const usualRise = 0.05;

export const noWhatIf: ChurnDetails['whatIf'] = { retention: null, effect: null, raised: null, cited: citedEffect };

/**
 * What a higher retention does to the geometric lifetime value (1 + d)/(1 + d − r); margins cancel out. Always geometric:
 * a survival curve has no single r to raise. Options: `retentionRise` (.05), `rise` ('points', or 'relative': r · 1.05),
 * `discountRate` a year (.10).
 *
 * @param retention own retention a year, null = not known; from .999 on there is nothing left to raise
 */
export const whatIf = (retention: number | null, options: Question['options']): ChurnDetails['whatIf'] => {
  const given = options['retentionRise'];
  const rise = typeof given === 'number' && given >= 0 ? given : usualRise;
  if (retention === null || retention >= highestRetention) return { ...noWhatIf, retention };
  const discount = discountOf(options);
  const raised = Math.min(highestRetention, options['rise'] === 'relative' ? retention * (1 + rise) : retention + rise);
  const [own, higher] = [geometricLifetimeValue(retention, discount), geometricLifetimeValue(raised, discount)];
  return { ...noWhatIf, retention, raised, effect: own === null || higher === null ? null : higher / own - 1 };
};
