import { formatDayBeside } from '../format/date.js';
import { formatNumber } from '../format/number.js';
import { say, type MessageKey } from '../i18n/messages.js';
import type { FlowEntry } from '../model/details.js';
import type { KpiResult } from '../model/result.js';
import type { ChartContext } from './chart-context.js';
import { waterfallSteps, type WaterfallStep } from './waterfall-steps.js';

export interface FlowStep extends WaterfallStep {
  readonly id: 'start' | 'created' | 'reopened' | 'won' | 'lost' | 'amountChange' | 'moved' | 'end';
}

type FlowEntryStep = Omit<FlowStep, 'kind' | 'before' | 'after'>;

/** Won and lost leave the pipeline; the other flows carry their own sign. */
const flows = [['created', 1], ['reopened', 1], ['won', -1], ['lost', -1], ['amountChange', 1], ['moved', 1]] as const;

/**
 * The steps in the order of the identity start + created + reopened − won − lost ± amount ± moves = end.
 * Steps without deal and amount are left out, but created, won and lost always tell. Without amounts, or where no deal of the stock has
 * one and deals are the figure, deals are counted; a changed amount moves none of them.
 */
export const flowSteps = (context: ChartContext, result: KpiResult<'pipeline'>): { readonly steps: readonly FlowStep[]; readonly counted: boolean } => {
  const flow = result.details.flow;
  if (!flow) return { steps: [], counted: false };
  const { messages, format } = context;
  const counted = flow.start.value === null || flow.end.value === null || (result.value === null && result.n > 0);
  const sizeOf = (entry: FlowEntry): number => (counted ? entry.n : entry.value ?? 0);
  const end = result.period.end < result.asOf ? result.period.end : result.asOf;
  const stock = (id: 'start' | 'end', entry: FlowEntry, date: string, other: string): FlowEntryStep => ({
    id, name: formatDayBeside(date, other, format.locale, 'long'), shortName: formatDayBeside(date, other, format.locale, 'short'), amount: sizeOf(entry),
    count: entry.n, countText: counted ? null : id === 'start' ? say(messages, 'count.deals', { n: entry.n }) : formatNumber(entry.n, format.locale),
  });
  const moved = flows.flatMap(([id, sign]): readonly FlowEntryStep[] => {
    const entry = flow[id];
    const always = id === 'created' || id === 'won' || id === 'lost';
    if (counted && id === 'amountChange') return [];
    if (!always && entry.n === 0 && (entry.value ?? 0) === 0) return [];
    const shortKey = `flow.${id}.short`;
    return [{
      id, name: say(messages, `flow.${id}`), amount: sign * sizeOf(entry), count: sign * entry.n,
      shortName: Object.hasOwn(messages.catalogue, shortKey) ? say(messages, shortKey as MessageKey & 'flow.moved.short') : say(messages, `flow.${id}`),
      countText: counted || entry.n === 0 ? null : formatNumber(sign * entry.n, format.locale, { sign: 'always' }),
    }];
  });
  return { steps: waterfallSteps(stock('start', flow.start, result.period.start, end), moved, stock('end', flow.end, end, result.period.start)), counted };
};
