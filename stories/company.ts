import { makeActivities } from '../demo/company/activities.js';
import { makeCustomers } from '../demo/company/customers.js';
import { crew, makeDeals } from '../demo/company/deals.js';
import { makeForecasts } from '../demo/company/forecasts.js';
import { makeLeads, type Row } from '../demo/company/leads.js';
import { makeSpend, milestones, targets } from '../demo/company/plans.js';
import { Random } from '../demo/company/random.js';
import type { LoadInputs } from '../src/model/input.js';

/** One lead in three of the demo's company: enough cases to be sure of the whole, few enough to load in a blink. */
const share = 3;
/** A company of a third of the size spends and plans a third; lengths and ratios stay. */
const sums = new Set(['pipeline', 'pipeline_volume']);
const third = (rows: readonly Row[], column: string): Row[] => rows.map((row) => ({ ...row, [column]: Math.round(Number(row[column]) / share) }));

const make = (): LoadInputs => {
  const random = new Random(11);
  const leads = makeLeads(random).filter((_, i) => i % share === 0);
  const { deals, stageHistory, dealLines, accounts, sales } = makeDeals(random, leads);
  const { customers, subscriptions, revenue } = makeCustomers(random, sales);
  const ownTargets = targets.filter(({ kpi }) => !sums.has(String(kpi)));
  return {
    deals, stage_history: stageHistory, deal_lines: dealLines, customers, subscriptions, revenue, spend: third(makeSpend(random), 'amount'),
    targets: [...ownTargets, ...third(targets.filter(({ kpi }) => sums.has(String(kpi))), 'value')],
    leads: leads.map(({ row }) => row), activities: makeActivities(random, leads), forecasts: makeForecasts(random, sales),
    milestones, products: crew.products, owners: crew.owners, accounts,
  };
};

/** The tables of the invented company, the same rows in the same order at every run; its books end on 1 July 2025. */
export const company: LoadInputs = make();

type Listed = 'deals' | 'spend' | 'leads' | 'activities' | 'forecasts' | 'subscriptions';
const rowsOf = (table: Listed): readonly Row[] => company[table] as readonly Row[];

/** The company with other deals. */
export const withDeals = (change: (deals: readonly Row[]) => readonly Row[]): LoadInputs => ({ ...company, deals: change(rowsOf('deals')) });

/** All decided: nothing is open. */
export const allDecided: LoadInputs = withDeals((deals) => deals.filter(({ status }) => status !== 'open'));

/** Every deal is closed on the day it was met. */
export const decidedAtOnce: LoadInputs = withDeals((deals) => deals.filter(({ status }) => status !== 'open').map((deal) => ({
  ...deal, created_at: deal['closed_at'] ?? null, first_contact_at: deal['closed_at'] ?? null,
})));

/** Marketing and sales for nothing. */
export const freeOfCharge: LoadInputs = { ...company, spend: rowsOf('spend').map((row) => ({ ...row, amount: 0 })) };

/** Six won deals of the last quarter, and what was lost beside them: too few to rely on. */
export const fewDeals: LoadInputs = ((): LoadInputs => {
  const late = rowsOf('deals').filter(({ created_at }) => String(created_at) >= '2025-04-01');
  const won = late.filter(({ status }) => status === 'won').slice(0, 6);
  const kept = new Set(won.map(({ account_id }) => account_id));
  const own = (table: 'customers' | 'subscriptions' | 'revenue', key: string): readonly Row[] =>
    (company[table] as readonly Row[]).filter((row) => kept.has(row[key] ?? null));
  return {
    ...company, deals: [...won, ...late.filter(({ status }) => status === 'lost').slice(0, 9)],
    customers: own('customers', 'id'), subscriptions: own('subscriptions', 'customer_id'), revenue: own('revenue', 'customer_id'),
  };
})();

/** The columns of a table, but for some. */
export const lacking = (table: Listed, ...columns: readonly string[]): LoadInputs => ({
  ...company, [table]: rowsOf(table).map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => !columns.includes(name)))),
});
