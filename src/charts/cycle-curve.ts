import { max } from 'd3-array';
import { formatNumber } from '../format/number.js';
import { formatPercent } from '../format/percent.js';
import { say, type Messages } from '../i18n/messages.js';
import type { SalesCycleDetails } from '../model/details.js';
import type { KpiResult } from '../model/result.js';
import type { Frame, Ink, Mark, Scene, Stroke } from '../model/scene.js';
import { axisLine, baseAxis, lineHeight, valueAxis, valueAxisWidth } from './axis.js';
import { caption } from './caption.js';
import { chartContext, widthOf, type ChartContext } from './chart-context.js';
import { cyclePoints, cycleSummary, cycleTable } from './cycle-words.js';
import { finishScene } from './finish-scene.js';
import { isUnreliable } from './is-unreliable.js';
import { linearScale } from './linear-scale.js';
import { medianMarks } from './median-marks.js';
import { spread } from './place-label.js';
import { thinned, type CurveStep, type CyclePlot } from './step-curve.js';
import { round, textMark } from './text-mark.js';
import { dayTicks } from './ticks.js';

const shares = [0, 0.25, 0.5, 0.75, 1];
/** Below this the end labels stand under the plot, or there would be no plot. */
const leastPlotWidth = 140;

/**
 * What became of deals by days since first contact: won rises from the floor, lost hangs from the ceiling, open is the
 * gap between, so the three add up by construction. Both medians stand on the curve at the same height.
 */
export const cycleCurve = (result: KpiResult<'sales_cycle'>, frame: Frame, messages: Messages): Scene => {
  const context = chartContext(frame, messages);
  const { details } = result;
  const rest = say(messages, 'cycle.captionRest');
  const head = caption(context, 0, say(messages, 'cycle.caption'), rest, say(messages, 'cycle.captionShort'));
  const last = details.curve[details.curve.length - 1];
  if (!last) return emptyScene(context, result, head.marks, head.height);
  const cycle = plotOf(context, details, head.height + 10);
  const look = isUnreliable(result) ? greys : colours;
  const labels = endLabels(context, cycle, last, look);
  const base = cycle.plot.y + cycle.plot.height;
  const labelRows = labels.below ? labels.marks.length / 2 * lineHeight + 4 : 0;
  const medians = medianMarks(context, result, cycle, base + 22 + labelRows);
  return finishScene(context, {
    width: frame.width,
    height: base + 22 + labelRows + medians.height,
    plot: cycle.plot,
    marks: [
      ...head.marks,
      ...valueAxis(cycle.plot, shares, cycle.y, shareText(context)),
      ...curveMarks(cycle, look),
      axisLine(cycle.plot),
      ...medians.marks,
      ...baseAxis(context, cycle.plot, dayTicks(cycle.lastDay), cycle.x, (day) =>
        (day === 0 ? say(messages, 'cycle.dayZero') : formatNumber(day, messages.locale, { digits: 1 }))),
      ...labels.marks,
    ],
    points: cyclePoints(context, result, cycle),
    summary: cycleSummary(context, result),
    table: cycleTable(context, result),
  });
};

/** Won and lost in accent and grey; where the figure must not be relied on, both in greys and won dashed. */
interface Look { readonly won: Ink; readonly wonArea: Ink; readonly lost: Ink; readonly label: Ink; readonly wonLabel: Ink; readonly wonLine: Stroke }
const colours: Look = {
  won: 'accent', wonArea: 'accent-weak', lost: 'neutral', label: 'ink-1', wonLabel: 'accent', wonLine: { ink: 'accent', width: 2 },
};
const greys: Look = {
  won: 'neutral', wonArea: 'surface-sunken', lost: 'axis', label: 'ink-3', wonLabel: 'ink-3', wonLine: { ink: 'neutral', width: 1.75, dash: 'reference' },
};

const shareText = (context: ChartContext) => (share: number, isTop: boolean): string =>
  (isTop ? formatPercent(share, context.format.locale) : formatNumber(share * 100, context.format.locale));

const plotOf = (context: ChartContext, details: SalesCycleDetails, top: number): CyclePlot => {
  const { width } = context.frame;
  const left = valueAxisWidth(context, [shareText(context)(1, true)]);
  const right = labelWidth(context, details);
  const below = width - left - right < leastPlotWidth;
  const plotWidth = width - left - (below ? 4 : right);
  const plot = { x: left, y: top, width: plotWidth, height: width >= 520 ? 274 : width >= 360 ? 220 : 160 };
  const lastDay = details.curve[details.curve.length - 1]?.t ?? 0;
  return {
    plot, lastDay,
    x: linearScale(0, lastDay > 0 ? lastDay : 1, plot.x, plot.x + plot.width),
    y: linearScale(0, 1, plot.y + plot.height, plot.y),
    steps: thinned(details.curve, plot.width / (lastDay > 0 ? lastDay : 1)),
  };
};

const textsOf = (context: ChartContext, last: SalesCycleDetails['curve'][number]): readonly string[] => {
  const { messages } = context;
  const [won, lost] = wholePercents([last.win, last.loss, last.open]);
  const open = 100 - (won as number) - (lost as number);
  const write = (percent: number): string => formatPercent(percent / 100, context.format.locale);
  return [
    say(messages, 'cycle.lostShare', { share: write(lost as number) }), say(messages, 'cycle.openShare', { share: write(open) }),
    say(messages, 'cycle.wonShare', { share: write(won as number) }),
  ];
};

/** Largest remainders: what is written adds up to 100 as the picture does. */
const wholePercents = (parts: readonly number[]): readonly number[] => {
  const floors = parts.map((part) => Math.floor(part * 100 + 1e-9));
  const missing = 100 - floors.reduce((sum, part) => sum + part, 0);
  const order = parts.map((part, i) => ({ i, rest: part * 100 - (floors[i] as number) })).sort((a, b) => b.rest - a.rest || a.i - b.i);
  return floors.map((floor, i) => floor + (order.findIndex((entry) => entry.i === i) < missing ? 1 : 0));
};

const labelWidth = (context: ChartContext, details: SalesCycleDetails): number => {
  const last = details.curve[details.curve.length - 1];
  return last ? Math.ceil(max(textsOf(context, last), (text) => widthOf(context, text, 'text', true)) ?? 0) + 10 : 0;
};

/** Each share is named where it ends; in narrow places below, with a swatch of its colour. */
const endLabels = (
  context: ChartContext, { plot, y, x, lastDay }: CyclePlot, last: SalesCycleDetails['curve'][number], look: Look,
): { readonly marks: readonly Mark[]; readonly below: boolean } => {
  const texts = textsOf(context, last);
  const inks = [look.label, look.label, look.wonLabel];
  if (plot.x + plot.width > context.frame.width - 20) {
    const fills = [look.lost, 'surface', look.won] as const;
    return {
      below: true,
      marks: texts.flatMap((text, i): readonly Mark[] => {
        const baseline = plot.y + plot.height + 22 + 12 + i * lineHeight;
        return [
          { type: 'rect', x: 0, y: baseline - 8, width: 8, height: 8, radius: 1.5, fill: fills[i] as Ink, ...(i === 1 ? { stroke: { ink: 'neutral' as const, width: 1 } } : {}) },
          textMark(14, baseline, text, { size: 'text', strong: true, ink: inks[i] as Ink }),
        ];
      }),
    };
  }
  const wanted = [y(1 - last.loss / 2), y(last.win + last.open / 2), y(last.win / 2)].map((height) => height + 4);
  const heights = spread(wanted, lineHeight, plot.y + 10, plot.y + plot.height);
  return {
    below: false,
    marks: texts.map((text, i) => textMark(x(lastDay > 0 ? lastDay : 1) + 10, heights[i] as number, text, { size: 'text', strong: true, ink: inks[i] as Ink })),
  };
};

const curveMarks = ({ steps, x, y, plot, lastDay }: CyclePlot, look: Look): readonly Mark[] => {
  const floor = plot.y + plot.height;
  // The last step keeps its height to the end of the plot; before the first event everything is open.
  const start: CurveStep = { t: 0, win: 0, loss: 0, winLo: null, winHi: null, lossLo: null, lossHi: null };
  const first = steps[0] as CurveStep;
  const all = [...(first.t > 0 ? [start] : []), ...steps, ...(lastDay > 0 ? [] : [{ ...(steps[steps.length - 1] as CurveStep), t: 1 }])];
  const at = (day: number): number => round(x(day));
  const band = (lo: (step: CurveStep) => number | null, hi: (step: CurveStep) => number | null): readonly (readonly [number, number, number])[] =>
    all.flatMap((step) => {
      const [low, high] = [lo(step), hi(step)];
      return low === null || high === null ? [] : [[at(step.t), round(y(low)), round(y(high))] as const];
    });
  return [
    { type: 'area', fill: 'neutral-weak', opacity: 0.8, curve: 'step-after', points: all.map((step) => [at(step.t), round(y(1 - step.loss)), plot.y] as const) },
    { type: 'area', fill: look.wonArea, curve: 'step-after', points: all.map((step) => [at(step.t), floor, round(y(step.win))] as const) },
    { type: 'area', fill: look.lost, opacity: 0.32, curve: 'step-after', points: band((step) => (step.lossHi === null ? null : 1 - step.lossHi), (step) => (step.lossLo === null ? null : 1 - step.lossLo)) },
    { type: 'area', fill: look.won, opacity: 0.22, curve: 'step-after', points: band((step) => step.winLo, (step) => step.winHi) },
    { type: 'line', curve: 'step-after', stroke: { ink: look.lost, width: 1.75 }, points: all.map((step) => [at(step.t), round(y(1 - step.loss))] as const) },
    { type: 'line', curve: 'step-after', stroke: look.wonLine, points: all.map((step) => [at(step.t), round(y(step.win))] as const) },
  ];
};

const emptyScene = (context: ChartContext, result: KpiResult<'sales_cycle'>, marks: readonly Mark[], top: number): Scene => finishScene(context, {
  width: context.frame.width, height: top + 40, plot: { x: 0, y: top, width: context.frame.width, height: 40 },
  marks: [...marks, textMark(0, top + 22, say(context.messages, 'cycle.none'), { size: 'text', ink: 'ink-2' })], points: [],
  summary: say(context.messages, 'cycle.none'), table: cycleTable(context, result),
});
