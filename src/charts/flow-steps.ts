import { formatDay } from '../format/date.js';
import { formatNumber } from '../format/number.js';
import { say, type MessageKey } from '../i18n/messages.js';
import type { FlowEntry } from '../model/details.js';
import type { KpiResult } from '../model/result.js';
import type { ChartContext } from './chart-context.js';

export interface FlowStep {
  readonly id: 'start' | 'created' | 'reopened' | 'won' | 'lost' | 'amountChange' | 'moved' | 'end';
  readonly kind: 'stock' | 'flow';
  readonly name: string;
  readonly shortName: string;
  /** Signed: what this step adds. For stocks the stock itself. */
  readonly amount: number;
  readonly before: number;
  readonly after: number;
  /** Signed number of deals. */
  readonly count: number;
  /** As shown below the name; null = says nothing. */
  readonly countText: string | null;
}

/** Won and lost leave the pipeline; the other flows carry their own sign. */
const flows = [['created', 1], ['reopened', 1], ['won', -1], ['lost', -1], ['amountChange', 1], ['moved', 1]] as const;

/**
 * The steps in the order of the identity start + created + reopened − won − lost ± amount ± moves = end.
 * Steps without deal and amount are left out, but created, won and lost always tell. Without amounts, deals are counted.
 */
export const flowSteps = (context: ChartContext, result: KpiResult<'pipeline'>): { readonly steps: readonly FlowStep[]; readonly counted: boolean } => {
  const flow = result.details.flow;
  if (!flow) return { steps: [], counted: false };
  const { messages, format } = context;
  const counted = flow.start.value === null || flow.end.value === null;
  const sizeOf = (entry: FlowEntry): number => (counted ? entry.n : entry.value ?? 0);
  const stock = (id: 'start' | 'end', entry: FlowEntry, date: string): FlowStep => ({
    id, kind: 'stock', name: formatDay(date, format.locale, 'long'), shortName: formatDay(date, format.locale, 'short'), amount: sizeOf(entry), before: 0, after: sizeOf(entry),
    count: entry.n, countText: counted ? null : id === 'start' ? say(messages, 'count.deals', { n: entry.n }) : formatNumber(entry.n, format.locale),
  });
  const end = result.period.end < result.asOf ? result.period.end : result.asOf;
  const steps: FlowStep[] = [stock('start', flow.start, result.period.start)];
  let running = sizeOf(flow.start);
  for (const [id, sign] of flows) {
    const entry = flow[id];
    const always = id === 'created' || id === 'won' || id === 'lost';
    if (!always && entry.n === 0 && (entry.value ?? 0) === 0) continue;
    const amount = sign * sizeOf(entry);
    const shortKey = `flow.${id}.short`;
    steps.push({
      id, kind: 'flow', name: say(messages, `flow.${id}`), amount, before: running, after: running + amount, count: sign * entry.n,
      shortName: Object.hasOwn(messages.catalogue, shortKey) ? say(messages, shortKey as MessageKey & 'flow.moved.short') : say(messages, `flow.${id}`),
      countText: counted || entry.n === 0 ? null : formatNumber(sign * entry.n, format.locale, { sign: 'always' }),
    });
    running += amount;
  }
  const all = [...steps, stock('end', flow.end, end)];
  // Nothing there and nothing moved: no picture of it.
  return { steps: all.every(({ amount, count }) => amount === 0 && count === 0) ? [] : all, counted };
};
