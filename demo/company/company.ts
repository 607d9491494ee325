/**
 * An invented company over three years, the same at every run: about 5,000 deals with leads, activities, stage
 * history, product lines, customers, contracts, invoices, spend, forecasts and targets.
 * Stories to find in it: Lang has the poorest leads and the best skill; Krüger wins much, promises too much in every
 * forecast and loses customers within 90 days; Start pays the best commission, sells easily and earns little; Novak is new
 * and slow; December only looks good; 3 % of lost deals were never closed; some rows lack owner, source, amount or first contact.
 */
import { makeActivities } from './activities.js';
import { makeCustomers } from './customers.js';
import { crew, makeDeals } from './deals.js';
import { makeForecasts } from './forecasts.js';
import { makeLeads, type Row } from './leads.js';
import { makeSpend, milestones, targets } from './plans.js';
import { Random } from './random.js';

export type CompanyTables = Readonly<Record<
  'deals' | 'leads' | 'activities' | 'stage_history' | 'deal_lines' | 'customers' | 'subscriptions' | 'revenue' | 'spend'
  | 'forecasts' | 'targets' | 'milestones' | 'products' | 'owners' | 'accounts', readonly Row[]>>;

/** Plain rows per table, ready for `<sales-data>.data` or `engine.load`. */
export const makeCompany = (seed = 11): CompanyTables => {
  const random = new Random(seed);
  const leads = makeLeads(random);
  const { deals, stageHistory, dealLines, accounts, sales } = makeDeals(random, leads);
  const { customers, subscriptions, revenue } = makeCustomers(random, sales);
  return {
    deals, leads: leads.map((lead) => lead.row), activities: makeActivities(random, leads), stage_history: stageHistory,
    deal_lines: dealLines, customers, subscriptions, revenue, spend: makeSpend(random), forecasts: makeForecasts(random, sales),
    targets, milestones, products: crew.products, owners: crew.owners, accounts,
  };
};
