import type { Engine } from '../../../src/engine/engine.js';
import type { KpiQuery } from '../../../src/model/query.js';

const day = (n: number): string => new Date(Date.UTC(2024, 0, 1 + n)).toISOString().slice(0, 10);
const statusOf = (i: number): 'won' | 'lost' | 'open' => (i % 3 === 2 ? 'lost' : i % 4 === 0 ? 'open' : 'won');
const closedOn = (i: number): string => (statusOf(i) === 'open' ? '' : day(i + 7 + (i % 50)));
const numbers = Array.from({ length: 400 }, (_, i) => i);

const dealsCsv = ['id,created_at,closed_at,status,amount,owner_id,source,account_id',
  ...numbers.map((i) => `D${i},${day(i)},${closedOn(i)},${statusOf(i)},${100 + i * 7},owner ${i % 5},${i % 7 === 0 ? '' : 'Web'},A${i}`)].join('\n');
const customers = numbers.filter((i) => statusOf(i) === 'won').map((i) => ({ id: `A${i}`, first_won_at: closedOn(i) }));
const revenue = customers.map(({ id, first_won_at }, i) => ({ customer_id: id, occurred_at: first_won_at, amount: 500 + i, margin: 300 + i }));
const spend = numbers.slice(0, 14).map((i) => ({ period_start: day(30 * i), amount: 900 + i, channel: i % 2 === 0 ? 'Web' : 'Fair', kind: 'marketing' }));

const questions: readonly KpiQuery[] = [
  { kpi: 'sales_cycle', period: 'all', filter: { source: ['Web', null] } },
  { kpi: 'pipeline' },
  { kpi: 'close_ratio', period: 'all', segmentBy: ['owner_id'] },
  { kpi: 'cac', period: 'all' },
  { kpi: 'clv', period: 'all' },
];

/** Text, rows and five KPIs with their intervals; equal text wherever the engine runs. */
export const numbersOf = async (engine: Engine): Promise<string> => {
  const report = await engine.load({ deals: { text: dealsCsv }, customers, revenue, spend });
  const results = await Promise.all(questions.map((query) => engine.compute(query)));
  return JSON.stringify([report.tables.deals?.rowsUsed, results]);
};
