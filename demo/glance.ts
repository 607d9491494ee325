import type { SalesData } from '../src/elements/sales-data/sales-data.js';
import { text, type TextKey } from './texts.js';

export type Glance = readonly (readonly [label: TextKey, value: string])[];

const digits = (value: number | null, fractionDigits: number, style: 'decimal' | 'percent' = 'decimal'): string =>
  value === null ? text('unknown') : value.toLocaleString(document.documentElement.lang, { style, minimumFractionDigits: fractionDigits, maximumFractionDigits: fractionDigits });

/** Totals over all of the data, unfiltered and unrounded: what people know of their company and can check. */
export const glanceAt = async (company: SalesData): Promise<Glance> => {
  const [ratio, cycle, pipeline] = await Promise.all([
    company.compute({ kpi: 'close_ratio', period: 'all' }), company.compute({ kpi: 'sales_cycle', period: 'all' }), company.compute({ kpi: 'pipeline', period: 'all' }),
  ]);
  if (ratio.state === 'not-applicable' && pipeline.state === 'not-applicable') return [];
  const { decided } = ratio.details;
  const { rate } = decided;
  return [
    ['won', digits(decided.won, 0)], ['lost', digits(decided.lost, 0)], ['open', digits(pipeline.n, 0)],
    ['decidedRate', digits(rate, 2, 'percent')],
    ['meanCycle', digits(cycle.value, 2)], ['medianCycle', digits(cycle.details.median, 0)],
    ['wonRevenue', digits(pipeline.details.flow?.won.value ?? null, 0)], ['openValue', digits(pipeline.value, 0)],
  ];
};
