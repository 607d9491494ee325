import type { Engine } from '../../../src/engine/engine.js';
import type { KpiQuery } from '../../../src/model/query.js';

const header = 'id,created_at,closed_at,status,amount,owner_id,source,stage';
const line = (i: number): string => {
  const status = ['won', 'lost', 'won', 'open'][i % 4] as string;
  const closed = status === 'open' ? '' : `2024-0${1 + (i % 6)}-2${i % 9}`;
  return `D${i},2024-0${1 + (i % 3)}-0${1 + (i % 9)},${closed},${status},${100 + i * 7},owner ${i % 5},${i % 7 === 0 ? '' : 'Web'},Proposal`;
};
export const dealsCsv = [header, ...Array.from({ length: 400 }, (_, i) => line(i))].join('\n');

const questions: readonly KpiQuery[] = [
  { kpi: 'sales_cycle', period: 'all', filter: { source: ['Web', null] } },
];

/** The same questions about the same deals; equal text wherever the engine runs. */
export const numbersOf = async (engine: Engine): Promise<string> => {
  const report = await engine.load({ deals: { text: dealsCsv } });
  const results = await Promise.all(questions.map((query) => engine.compute(query)));
  return JSON.stringify([report.tables.deals?.rowsUsed, results]);
};
