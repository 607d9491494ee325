import type { LoadInputs } from '../../src/model/input.js';

const day = (n: number): string => new Date(Date.UTC(2024, 0, 1 + n)).toISOString().slice(0, 10);
const quarters = ['2024-01-01', '2024-04-01', '2024-07-01', '2024-10-01', '2025-01-01', '2025-04-01'] as const;
const numbers = (n: number): readonly number[] => Array.from({ length: n }, (_, i) => i);
const statusOf = (i: number): 'won' | 'lost' | 'open' => (i % 3 === 2 ? 'lost' : i % 4 === 0 ? 'open' : 'won');
const stages = ['Qualified', 'Demo', 'Proposal', 'Contract'] as const;
const stageOf = (i: number): string => stages[Math.floor(i / 12) % stages.length] as string;
const closedOn = (i: number): string | null => (statusOf(i) === 'open' ? null : day(i + 20 + (i % 50)));

const deals = numbers(360).map((i) => ({
  id: `D${i}`, created_at: day(i), closed_at: closedOn(i), status: statusOf(i), stage: stageOf(i), amount: 800 + i * 7, probability: 0.1 + (i % 4) * 0.2,
  owner_id: `owner ${i % 5}`, product_id: `product ${i % 4}`, source: i % 7 === 0 ? null : i % 2 === 0 ? 'Web' : 'Fair', segment: i % 2 === 0 ? 'Mittelstand' : 'Enterprise', account_id: `A${i}`,
}));
/** Each deal goes through the stages up to its own, five days each; who won has been through all. */
const stageHistory = numbers(360).flatMap((i) => stages.slice(0, statusOf(i) === 'won' ? 4 : 1 + (Math.floor(i / 12) % 4)).map((stage, k) => ({
  deal_id: `D${i}`, stage, entered_at: day(i + k * 5), order: k + 1,
})));
const wonOnes = numbers(360).filter((i) => statusOf(i) === 'won');
const customers = wonOnes.map((i) => ({ id: `A${i}`, first_won_at: closedOn(i), acquired_channel: i % 2 === 0 ? 'Web' : 'Fair' }));
const subscriptions = customers.map(({ id, first_won_at }, i) => ({ customer_id: id, started_at: first_won_at, ended_at: i % 9 === 0 ? day(400) : null, mrr: 90 + (i % 5) * 10 }));
const revenue = wonOnes.flatMap((i) => [0, 30, 60].map((later) => ({
  customer_id: `A${i}`, occurred_at: day(i + 20 + (i % 50) + later), amount: 500 + i, margin: 380 + i,
})));
const spend = numbers(14).map((i) => ({ period_start: day(30 * i), period_end: day(30 * (i + 1)), amount: 6_000 + i * 40, channel: i % 2 === 0 ? 'Web' : 'Fair', kind: 'marketing' }));

/** Before each quarter of 2024 every owner says what will be won in it; the first owner always far too much. */
const forecasts = numbers(5).flatMap((q) => numbers(5).map((owner) => ({
  made_at: day(91 * q - 10), period_start: quarters[q] as string, period_end: quarters[q + 1] as string, series: `owner ${owner}`, category: 'commit',
  amount: (owner === 0 ? 40_000 : 14_000) + q * 1_500,
})));

const minute = (n: number, minutes: number): string => new Date(Date.UTC(2024, 0, 1 + n, 9) + minutes * 60_000).toISOString();
/** A lead a day: answered after 2 to 62 minutes, every ninth never; two of five become opportunities, every seventh is given up. */
const leads = numbers(300).map((i) => ({
  id: `L${i}`, received_at: minute(i, 0), first_response_at: i % 9 === 0 ? null : minute(i, 2 + ((i * 7) % 60)), owner_id: `owner ${i % 5}`,
  source: i % 2 === 0 ? 'Web' : 'Fair', segment: i % 2 === 0 ? 'Mittelstand' : 'Enterprise', qualified_at: i % 5 < 2 ? minute(i + 6, 0) : null,
  disqualified_at: i % 5 >= 2 && i % 7 === 0 ? minute(i + 10, 0) : null, disq_reason: i % 5 >= 2 && i % 7 === 0 ? 'No budget' : null,
}));
/** Up to four mails to each lead, the first by marketing; every other lead books a meeting after them. */
const activities = leads.flatMap(({ id }, i) => [
  ...numbers(1 + (i % 4)).map((k) => ({ id: `M${i}.${k}`, lead_id: id, occurred_at: minute(i + k, 90), kind: 'email', actor: k === 0 ? 'marketing' : 'sales', direction: 'out', automated: k === 0 })),
  ...(i % 2 === 0 ? [{ id: `T${i}`, lead_id: id, occurred_at: minute(i + 8, 0), booked_at: minute(i + 5, 0), kind: 'meeting', actor: 'sales', direction: 'out', automated: false }] : []),
]);

const milestones = [
  { id: 'one', kpi: 'sales_cycle', start_at: '2024-06-01', start_value: 60, due_at: '2025-12-31', target: 20, owner: 'Sales' },
  { id: 'two', kpi: 'pipeline', start_at: '2024-06-01', start_value: 0, due_at: '2024-12-31', target: 5_000_000, owner: null },
];

/** A year of an invented company: 360 deals, 180 of them won, 60 open, 120 lost, with all that the first four widgets ask for. */
export const smallCompany: LoadInputs = { deals, stage_history: stageHistory, customers, subscriptions, revenue, spend, forecasts, leads, activities, milestones };

const cell = (value: string | number | null): string => (value === null ? '' : String(value));

/** The deals as a CSV file. */
export const dealsCsv = [Object.keys(deals[0] ?? {}).join(','), ...deals.map((row) => Object.values(row).map(cell).join(','))].join('\n');
