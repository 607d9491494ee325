import type { WhatIf, WhatIfChanges, WhatIfFigure } from '../model/what-if.js';
import type { KpiQuery } from '../model/query.js';
import { citedEffect, whatIf } from './churn-what-if.js';
import { discountOf } from './clv-figures.js';
import { roundResult } from './round-result.js';
import type { WhatIfBase } from './what-if-base.js';
import { figuresOf } from './what-if-figures.js';
import { leversOf } from './what-if-levers.js';

export { whatIfQuestions } from './what-if-base.js';

/** What the customers won for the period's spend bring over their lives, less that spend. More wins at the same spend are more customers. */
const lifetimeProfit = ({ cac: { details: { spend, newCustomers } } }: WhatIfBase, figures: readonly WhatIfFigure[]): WhatIf['lifetimeProfit'] => {
  const ratio = figures.find(({ id }) => id === 'clvToCac');
  const left = (times: number | null): number | null => (spend === null || times === null ? null : spend * (times - 1));
  return { customers: newCustomers, before: left(ratio?.before ?? null), after: left(ratio?.after ?? null) };
};

/**
 * What assumed changes would make of the unit economics and the pipeline that the data tells. Pure. Without a change every
 * figure is the given one, bit for bit; figures that cannot be told say why.
 */
export const whatIfOf = (base: WhatIfBase, changes: WhatIfChanges, options: KpiQuery['options'] = {}): WhatIf => {
  const levers = leversOf(base, changes);
  const figures = figuresOf(base, levers, discountOf(options));
  const { retention } = base.churn.details.whatIf;
  return roundResult<WhatIf>({
    levers: [levers.retention, levers.winRate, levers.responseMinutes, levers.price], figures,
    fivePoints: { own: levers.retention.lack === null ? whatIf(retention, { ...options, retentionRise: 0.05, rise: 'points' }).effect : null, cited: citedEffect },
    lifetimeProfit: lifetimeProfit(base, figures),
  });
};
