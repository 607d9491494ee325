import type { KpiId } from '../model/kpi-id.js';
import type { KpiQuery } from '../model/query.js';
import type { KpiResult } from '../model/result.js';

/** The answers that assumptions are put upon. */
export interface WhatIfBase {
  readonly cac: KpiResult<'cac'>;
  readonly clv: KpiResult<'clv'>;
  readonly churn: KpiResult<'churn'>;
  readonly closeRatio: KpiResult<'close_ratio'>;
  readonly pipeline: KpiResult<'pipeline'>;
  readonly response: KpiResult<'lead_response'>;
}

const kpiOf = { cac: 'cac', clv: 'clv', churn: 'churn', closeRatio: 'close_ratio', pipeline: 'pipeline', response: 'lead_response' } as const satisfies Record<keyof WhatIfBase, KpiId>;

/**
 * What has to be asked, of the same period, filter and options. Costs per customer bring their bootstrap, of whose paired
 * intervals the others' lifetime value and payback are part; of the rest the closed-form answer is enough.
 */
export const whatIfQuestions = ({ period, filter, options }: KpiQuery): Readonly<Record<keyof WhatIfBase, KpiQuery>> => {
  const shared = { compare: 'none', ...(period === undefined ? {} : { period }), ...(filter === undefined ? {} : { filter }), ...(options === undefined ? {} : { options }) } as const;
  const question = (name: keyof WhatIfBase): KpiQuery => ({ ...shared, kpi: kpiOf[name], ...(name === 'cac' ? {} : { interval: 'closed-form' }) });
  return {
    cac: question('cac'), clv: question('clv'), churn: question('churn'), closeRatio: question('closeRatio'), pipeline: question('pipeline'), response: question('response'),
  };
};
