import { columnScaleOf, scaleUnit } from '../format/money.js';
import { formatDayBeside } from '../format/date.js';
import { formatNumber } from '../format/number.js';
import { formatPeriod } from '../format/period.js';
import { formatSpoken } from '../format/spoken.js';
import { say, type Messages } from '../i18n/messages.js';
import type { BridgeEntry, MrrBridge } from '../model/churn-details.js';
import type { KpiResult } from '../model/result.js';
import type { Frame, Scene } from '../model/scene.js';
import { caption } from './caption.js';
import { chartContext, type ChartContext } from './chart-context.js';
import { finishScene } from './finish-scene.js';
import { isUnreliable } from './is-unreliable.js';
import { fittedText } from './text-mark.js';
import { waterfallBody, waterfallTable, type Waterfall } from './waterfall.js';
import { waterfallSteps, type WaterfallStep } from './waterfall-steps.js';

const flows = [['new', 1], ['returned', 1], ['expansion', 1], ['contraction', -1], ['churned', -1]] as const;

/** From the monthly revenue at the period's start to that at its end: who came, who grew, who shrank, who left. Null where revenue is not known. */
export const churnBridge = (result: KpiResult<'churn'>, frame: Frame, messages: Messages): Scene | null => {
  const context = chartContext(frame, messages);
  const { bridge } = result.details;
  const steps = bridge === null ? [] : stepsOf(context, result, bridge);
  if (bridge === null || steps.length === 0) return null;
  const scale = columnScaleOf(steps.reduce((most, { before, after }) => Math.max(most, Math.abs(before), Math.abs(after)), 0), context.format);
  const unit = scaleUnit(scale, context.format);
  const period = formatPeriod(result.period, context.format);
  const money = (amount: number): string => formatSpoken(amount, 'money', context.format);
  const waterfall: Waterfall = {
    context, steps, scale, target: null, isLoose: isUnreliable(result), isCountSigned: false,
    words: {
      value: say(messages, 'bridge.row.value'), count: say(messages, 'bridge.row.count'), total: say(messages, 'flow.row.total'),
      say: ({ name, amount, count: n }, count) => say(messages, 'bridge.say', { n, step: name, value: money(amount), count }),
    },
  };
  const head = caption(context, 0, say(messages, 'bridge.caption'), say(messages, 'bridge.rest', { period, unit }), say(messages, 'bridge.short', { unit }));
  const body = waterfallBody(waterfall, head.height + 8);
  const bottom = head.height + 8 + body.height;
  return finishScene(context, {
    width: frame.width, height: bottom + (bridge.unknown > 0 ? 16 : 0), plot: { x: 0, y: head.height + 8, width: frame.width, height: body.height },
    marks: [...head.marks, ...body.marks, ...(bridge.unknown > 0 ? [fittedText(context, 0, bottom + 11, say(messages, 'bridge.unknown', { n: bridge.unknown }), frame.width)] : [])],
    points: body.points,
    summary: say(messages, 'bridge.summary', { start: money(bridge.start.value), end: money(bridge.end.value), fresh: money(bridge.new.value), churned: money(bridge.churned.value) }),
    table: waterfallTable(waterfall, say(messages, 'bridge.table', { period }), {
      step: say(messages, 'flow.col.step'), value: (scaled) => say(messages, 'bridge.col.value', { unit: scaled }), count: say(messages, 'bridge.row.count'),
    }),
  });
};

/** Steps in which nothing happened are left out, but who came and who left always tells. */
const stepsOf = ({ messages, format }: ChartContext, { period, asOf }: KpiResult, bridge: MrrBridge): readonly WaterfallStep[] => {
  const last = period.end < asOf ? period.end : asOf;
  const stock = ({ n, value }: BridgeEntry, date: string, other: string, countText: string) => ({
    name: formatDayBeside(date, other, format.locale, 'long'), shortName: formatDayBeside(date, other, format.locale, 'short'), amount: value, count: n, countText,
  });
  const moved = flows.flatMap(([id, sign]) => {
    const { n, value } = bridge[id];
    if (n === 0 && id !== 'new' && id !== 'churned') return [];
    const name = say(messages, `bridge.${id}`);
    return [{ name, shortName: name, amount: sign * value, count: n, countText: formatNumber(n, format.locale) }];
  });
  return waterfallSteps(
    stock(bridge.start, period.start, last, say(messages, 'bridge.customers', { n: bridge.start.n })), moved,
    stock(bridge.end, last, period.start, formatNumber(bridge.end.n, format.locale)),
  );
};
