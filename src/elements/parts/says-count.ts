import { say } from '../../i18n/messages.js';
import type { KpiResult } from '../../model/result.js';
import type { Head } from './head.js';
import type { Stage } from './stage.js';

/** Beside the value of a stock stands how many it is the sum of; other figures have their interval there. */
export const saysCount = (result: KpiResult, { messages }: Stage): Head['beside'] =>
  (result.kpi === 'pipeline' && result.value !== null ? { icon: null, text: say(messages, 'count.deals', { n: result.n }) } : null);
