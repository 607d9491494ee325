import { columnScaleOf, scaleUnit } from '../format/money.js';
import { formatNumber } from '../format/number.js';
import { formatPeriod } from '../format/period.js';
import { formatSpoken } from '../format/spoken.js';
import { say, type Messages } from '../i18n/messages.js';
import type { KpiResult } from '../model/result.js';
import type { Frame, Scene } from '../model/scene.js';
import { caption } from './caption.js';
import { chartContext, type ChartContext } from './chart-context.js';
import { finishScene } from './finish-scene.js';
import { flowSteps, type FlowStep } from './flow-steps.js';
import { isUnreliable } from './is-unreliable.js';
import { waterfallBody, waterfallTable, type Waterfall } from './waterfall.js';

/**
 * From the stock at the start to the stock at the end: what came in, what went out, what changed its amount.
 * Null where the flow is not known.
 */
export const pipelineWaterfall = (result: KpiResult<'pipeline'>, frame: Frame, messages: Messages): Scene | null => {
  const context = chartContext(frame, messages);
  const { steps, counted } = flowSteps(context, result);
  if (steps.length === 0) return null;
  const largest = steps.reduce((most, step) => Math.max(most, Math.abs(step.after), Math.abs(step.before)), 0);
  const scale = counted ? null : columnScaleOf(Math.max(largest, result.target ?? 0), context.format);
  const waterfall: Waterfall = {
    context, steps, scale, target: result.target, isLoose: isUnreliable(result), isCountSigned: true,
    words: {
      value: say(messages, 'flow.row.value'), count: say(messages, 'flow.row.count'), total: say(messages, 'flow.row.total'),
      say: (step, count) => (counted ? say(messages, 'flow.sayCount', { n: step.count, step: step.name, count })
        : say(messages, 'flow.say', { n: step.count, step: step.name, value: formatSpoken(step.amount, 'money', context.format), count })),
    },
  };
  const period = formatPeriod(result.period, context.format);
  const head = caption(context, 0, say(messages, 'flow.caption'), scale
    ? say(messages, 'flow.captionRest', { period, unit: scaleUnit(scale, context.format) }) : say(messages, 'flow.captionRestCount', { period }));
  const body = waterfallBody(waterfall, head.height + 8);
  return finishScene(context, {
    width: frame.width,
    height: head.height + 8 + body.height,
    plot: { x: 0, y: head.height + 8, width: frame.width, height: body.height },
    marks: [...head.marks, ...body.marks],
    points: body.points,
    summary: summaryOf(context, steps, counted),
    table: waterfallTable(waterfall, say(messages, 'flow.table', { period }), {
      step: say(messages, 'flow.col.step'), value: (unit) => say(messages, 'flow.col.value', { unit }), count: say(messages, 'flow.col.count'),
    }),
  });
};

const summaryOf = ({ messages, format }: ChartContext, steps: readonly FlowStep[], isCounted: boolean): string => {
  const write = (amount: number): string => (isCounted ? formatNumber(amount, format.locale) : formatSpoken(amount, 'money', format));
  const of = (kind: FlowStep['id']): string => write(Math.abs(steps.find((step) => step.id === kind)?.amount ?? 0));
  return say(messages, 'flow.summary', {
    start: write(steps[0]?.after ?? 0), end: write(steps[steps.length - 1]?.after ?? 0), created: of('created'), won: of('won'), lost: of('lost'),
  });
};
