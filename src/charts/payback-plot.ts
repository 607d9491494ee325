import { max } from 'd3-array';
import { fullScaleOf, scaledFigure, type MoneyScale } from '../format/money.js';
import { say } from '../i18n/messages.js';
import type { CacDetails } from '../model/details.js';
import type { KpiResult } from '../model/result.js';
import { widthOf, type ChartContext } from './chart-context.js';
import { isUnreliable } from './is-unreliable.js';
import { linearScale, type LinearScale } from './linear-scale.js';
import type { Box } from './text-mark.js';

export type PaybackPoints = CacDetails['payback']['curve'];
export interface Payback {
  readonly context: ChartContext; readonly cost: number; readonly curve: PaybackPoints; readonly scale: MoneyScale;
  readonly plot: Box; readonly x: LinearScale; readonly y: LinearScale;
  /** Month at which the drawn curve meets the cost; null = never within it. */
  readonly crossing: number | null;
  /** Too few cases to rely on: drawn in greys. */
  readonly few: boolean;
}

const plotHeight = 138;
/** From here the lines are named beside their ends. */
export const besideFrom = 300;

/** Where everything lies; null where there is no cost, or nothing of it to pay back. */
export const paybackOf = (context: ChartContext, result: KpiResult<'cac'>, top: number): Payback | null => {
  const { curve } = result.details.payback;
  const cost = result.value;
  if (cost === null || cost <= 0 || curve.length < 2) return null;
  const { width } = context.frame;
  const last = curve[curve.length - 1] as PaybackPoints[number];
  const highest = curve.reduce((most, point) => Math.max(most, point.hi ?? point.margin), cost);
  const lowest = curve.reduce((least, point) => Math.min(least, point.margin), 0);
  const right = width >= besideFrom ? (max(lineNames(context, cost, fullScaleOf(highest, context.format)), ({ text, strong }) => widthOf(context, text, 'small', strong)) ?? 0) + 9 : 4;
  const plot = { x: 0, y: top, width: width - Math.ceil(right), height: plotHeight };
  const at = curve.findIndex((point, i) => i > 0 && point.margin >= cost);
  const [before, after] = [curve[at - 1], curve[at]];
  return {
    context, cost, curve, plot, few: isUnreliable(result), scale: fullScaleOf(highest, context.format),
    x: linearScale(0, last.month || 1, plot.x, plot.x + plot.width), y: linearScale(lowest, highest * 1.02, plot.y + plot.height, plot.y),
    crossing: (curve[0]?.margin ?? 0) >= cost ? curve[0]?.month ?? 0
      : before && after ? before.month + ((cost - before.margin) / (after.margin - before.margin || 1)) * (after.month - before.month) : null,
  };
};

export const lineNames = (context: ChartContext, cost: number, scale: MoneyScale): readonly { readonly text: string; readonly strong: boolean }[] => [
  { text: say(context.messages, 'payback.earned'), strong: false }, { text: say(context.messages, 'payback.afterChurn'), strong: false },
  { text: say(context.messages, 'payback.cac', { value: scaledFigure(cost, scale, context.messages.locale) }), strong: true },
];
