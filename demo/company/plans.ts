import { currency, demandByMonth, reps, sources } from './cast.js';
import type { Row } from './leads.js';
import type { Random } from './random.js';
import { isoDate } from './time.js';

const monthStart = (index: number): number => Date.UTC(2022, 6 + index, 1);
const months = 36;

/** Marketing by channel and sales by payroll, a row a month. */
export const makeSpend = (random: Random): Row[] => {
  const rows: Row[] = [];
  for (let i = 0; i < months; i++) {
    const start = isoDate(monthStart(i));
    const end = isoDate(monthStart(i + 1));
    const growth = 0.85 + 0.4 * (i / months);
    for (const source of sources) {
      const season = demandByMonth[(6 + i) % 12] ?? 1;
      rows.push({ period_start: start, period_end: end, kind: 'marketing', channel: source.channel, organic: source.organic, amount: Math.round(source.monthlySpend * growth * season * (0.85 + 0.3 * random.unit())), currency });
    }
    const team = reps.filter((rep) => Date.parse(rep.startedAt) < monthStart(i)).length;
    rows.push({ period_start: start, period_end: end, kind: 'sales', channel: null, organic: null, amount: Math.round(team * 11200 * (1 + 0.04 * (i / 12))), currency });
  }
  return rows;
};

export const targets: Row[] = [
  { kpi: 'pipeline', value: 2_800_000, direction: 'higher' },
  { kpi: 'pipeline_volume', value: 300, direction: 'higher' },
  { kpi: 'sales_cycle', value: 40, direction: 'lower' },
  { kpi: 'close_ratio', value: 0.3, direction: 'higher' },
  { kpi: 'cac', value: 2200, direction: 'lower' },
  { kpi: 'clv', value: 6000, direction: 'higher' },
  { kpi: 'touches_to_meeting', value: 5, direction: 'lower' },
  { kpi: 'churn', value: 0.25, direction: 'lower' },
  { kpi: 'lead_response', value: 5, direction: 'lower' },
  { kpi: 'lead_to_opp', value: 0.5, direction: 'higher' },
  { kpi: 'forecast_accuracy', value: 0.9, direction: 'higher' },
];

export const milestones: Row[] = [
  { id: 'm1', kpi: 'sales_cycle', start_at: '2025-01-01', start_value: 46, due_at: '2025-12-31', target: 38, owner: 'Sales operations' },
  { id: 'm2', kpi: 'pipeline', start_at: '2025-01-01', start_value: 2_000_000, due_at: '2025-12-31', target: 3_000_000, owner: 'Sales' },
];
