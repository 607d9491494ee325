import { formatNumber } from '../../format/number.js';
import { say } from '../../i18n/messages.js';
import type { KpiResult } from '../../model/result.js';
import type { Head } from './head.js';
import type { Stage } from './stage.js';

/** Head of a stock: beside its value stands how many deals that is; where no deal has an amount, the deals are the figure. */
export const stockHead = (head: Head, result: KpiResult, { messages }: Stage): Head => {
  if (result.kpi !== 'pipeline') return head;
  if (result.value !== null) return { ...head, beside: { icon: null, text: say(messages, 'count.deals', { n: result.n }) } };
  if (result.n === 0) return head;
  const value = { sign: '', value: formatNumber(result.n, messages.locale), glue: '\u00a0', unit: say(messages, 'funnel.deals') } as const;
  return { ...head, value, beside: null };
};
