import { max, min } from 'd3-array';
import { formatNumber } from '../format/number.js';
import { formatPercent } from '../format/percent.js';
import type { ProductFigures } from '../model/product-details.js';
import type { KpiResult } from '../model/result.js';
import type { Mark } from '../model/scene.js';
import { axisLine, baseAxis, valueAxis, valueAxisWidth } from './axis.js';
import { widestOf, type ChartContext } from './chart-context.js';
import { linearScale, type LinearScale } from './linear-scale.js';
import { amountText } from './product-words.js';
import { round, type Box } from './text-mark.js';
import { logTicks, valueTicks } from './ticks.js';

/** Earnings per opportunity in percent of all products': one line each, where some of it lies in the plot. */
const levels = [12.5, 25, 50, 100, 200, 400, 800];
const curveSteps = 32;
const heightOf = (width: number): number => (width >= 520 ? 280 : width >= 360 ? 240 : 200);
/** Of the largest bubble. */
export const radiusOf = (width: number): number => (width >= 520 ? 24 : width >= 320 ? 17 : 12);

/** A product that can be placed: something was won, and it earned. */
export type Placed = ProductFigures & { readonly amountPerWin: number; readonly winRate: { readonly rate: number } };
export const isPlaced = (product: ProductFigures): product is Placed => product.winRate.rate !== null && product.winRate.rate > 0 && product.amountPerWin !== null && product.amountPerWin > 0;

export interface MatrixPlot {
  readonly box: Box; readonly x: LinearScale; readonly y: LinearScale;
  readonly rates: readonly [from: number, to: number]; readonly amounts: readonly [from: number, to: number];
}

/** A line on which an opportunity earns the same. */
export interface WorthCurve { readonly level: number; readonly points: readonly (readonly [x: number, y: number])[] }

/** Both axes leave the largest bubble its room inside; the rate starts at zero where that is near. */
export const matrixPlot = (context: ChartContext, placed: readonly Placed[], { details: { portfolio } }: KpiResult<'product_performance'>, top: number): MatrixPlot => {
  const { width } = context.frame;
  const inset = radiusOf(width) + 4;
  const rates = [...placed.map(({ winRate }) => winRate.rate), ...(portfolio.winRate === null ? [] : [portfolio.winRate])];
  const logs = [...placed.map(({ amountPerWin }) => amountPerWin), ...(portfolio.amountPerWin === null || portfolio.amountPerWin <= 0 ? [] : [portfolio.amountPerWin])].map(Math.log);
  const height = heightOf(width);
  const amounts = spanOf(min(logs) as number, max(logs) as number, Math.log(2), inset / (height - 2 * inset));
  const [from, to] = [Math.exp(amounts[0]), Math.exp(amounts[1])] as const;
  const left = valueAxisWidth(context, logTicks(from, to).map((tick) => amountText(context, tick)));
  const right = widestOf(context, levels.map((level) => levelText(context, level))) + 8;
  const box: Box = { x: left, y: top, width: Math.max(50, width - left - right), height };
  const [low, high] = [min(rates) as number, max(rates) as number];
  const [rateFrom, rateTo] = spanOf(low, high, 0.05, inset / Math.max(10, box.width - 2 * inset));
  const reach = [rateFrom < (rateTo - rateFrom) * 0.25 ? 0 : rateFrom, rateTo] as const;
  return {
    box, rates: reach, amounts: [from, to], x: linearScale(reach[0], reach[1], box.x, box.x + box.width),
    y: (amount) => linearScale(amounts[0], amounts[1], box.y + box.height, box.y)(Math.log(amount)),
  };
};

/** Widened to at least `least`, then by a share of itself at both ends. */
const spanOf = (low: number, high: number, least: number, air: number): readonly [number, number] => {
  const missing = Math.max(0, least - (high - low)) / 2;
  const room = (high - low + 2 * missing) * air;
  return [low - missing - room, high + missing + room];
};

export const levelText = ({ format: { locale } }: ChartContext, level: number): string => formatNumber(level, locale, { digits: 1 });

export const matrixAxes = (context: ChartContext, { box, x, y, rates, amounts }: MatrixPlot): readonly Mark[] => {
  const { format: { locale } } = context;
  const ticks = valueTicks(rates[0], Math.min(1, rates[1]), box.width >= 260 ? 5 : 3);
  return [
    ...valueAxis(box, logTicks(...amounts), y, (tick) => amountText(context, tick)),
    axisLine(box),
    ...baseAxis(context, box, ticks, x, (tick, i) => (i === ticks.length - 1 ? formatPercent(tick, locale, 1) : formatNumber(tick * 100, locale, { digits: 1 }))),
  ];
};

/** Win rate × amount per win = a share of what an opportunity of all products earns, as far as it runs through the plot. */
export const worthCurves = ({ details: { portfolio } }: KpiResult<'product_performance'>, { x, y, rates, amounts }: MatrixPlot): readonly WorthCurve[] => {
  const worth = (portfolio.winRate ?? 0) * (portfolio.amountPerWin ?? 0);
  return worth <= 0 ? [] : levels.flatMap((level) => {
    const constant = (level / 100) * worth;
    const [from, to] = [Math.max(rates[0], constant / amounts[1]), Math.min(rates[1], constant / amounts[0])];
    if (to - from < (rates[1] - rates[0]) * 0.02) return [];
    const points = Array.from({ length: curveSteps + 1 }, (_, i) => {
      const rate = from + ((to - from) * i) / curveSteps;
      return [round(x(rate)), round(y(constant / rate))] as const;
    });
    return [{ level, points }];
  });
};
