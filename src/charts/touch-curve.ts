import { formatNumber } from '../format/number.js';
import { formatPercent } from '../format/percent.js';
import { say, type Messages } from '../i18n/messages.js';
import type { KpiResult } from '../model/result.js';
import type { Frame, Ink, Mark, Scene } from '../model/scene.js';
import type { TouchStep } from '../model/touches-details.js';
import { axisLine, baseAxis, lineHeight, valueAxis, valueAxisWidth } from './axis.js';
import { caption } from './caption.js';
import { chartContext, widthOf, type ChartContext } from './chart-context.js';
import { finishScene } from './finish-scene.js';
import { wrapText } from './fit-text.js';
import { isUnreliable } from './is-unreliable.js';
import { legendRow, type LegendEntry } from './legend-row.js';
import { fittedText, round, textMark } from './text-mark.js';
import { valueTicks } from './ticks.js';
import { touchHazard } from './touch-hazard.js';
import { touchPlot, type TouchPlot } from './touch-plot.js';
import { touchPoints, touchSummary, touchTable } from './touch-words.js';

type Result = KpiResult<'touches_to_meeting'>;

/** Narrower, the curve stands alone. */
const hazardFrom = 300;
const axisHeight = 22;

/**
 * Share of all leads that have met after so many touches, those still waiting counted, by whose the last touch was; where half of all
 * have met beside the mean of those that did, and why the two differ. Below, how many of those that came so far meet at each touch.
 */
export const touchCurve = (result: Result, frame: Frame, messages: Messages): Scene => {
  const context = chartContext(frame, messages);
  const { curve, curveN } = result.details;
  const head = caption(context, 0, say(messages, 'touches.caption'), say(messages, 'touches.captionRest', { n: curveN }), say(messages, 'touches.captionShort', { n: curveN }));
  const table = touchTable(context, result);
  if (curve.length === 0) {
    const none = say(messages, 'touches.none');
    return finishScene(context, {
      width: frame.width, height: head.height + 40, plot: { x: 0, y: head.height, width: frame.width, height: 40 },
      marks: [...head.marks, fittedText(context, 0, head.height + 22, none, frame.width, { size: 'text', ink: 'ink-2' })], points: [], summary: none, table,
    });
  }
  const notes = notesOf(context, result, head.height + 4);
  const legend = legendRow(context, head.height + 4 + notes.height, areasOf(context, result));
  const ticksLeft = valueAxisWidth(context, [shareText(context)(1, true)]);
  const touch = touchPlot(result, {
    x: ticksLeft, y: head.height + notes.height + legend.height + 14, width: Math.max(60, frame.width - ticksLeft - 8), height: frame.width >= 520 ? 220 : frame.width >= 360 ? 170 : 120,
  });
  const { plot } = touch;
  const foot = plot.y + plot.height + axisHeight;
  const hazard = frame.width >= hazardFrom ? touchHazard(context, result, touch, foot + 8) : { marks: [], height: 0 };
  return finishScene(context, {
    width: frame.width, height: foot + (hazard.height > 0 ? 8 + hazard.height : 0), plot,
    marks: [
      ...head.marks, ...notes.marks, ...legend.marks,
      ...valueAxis(plot, valueTicks(0, touch.top), touch.y, shareText(context)),
      ...curveMarks(result, touch),
      axisLine(plot),
      ...halfMarks(result, touch),
      ...baseAxis(context, plot, touchTicks(touch.lastTouch), touch.x, (tick, i) =>
        (i > 0 && i === touchTicks(touch.lastTouch).length - 1 ? say(messages, 'touches.axis', { count: tick }) : formatNumber(tick, frame.locale))),
      ...hazard.marks,
    ],
    points: touchPoints(context, result, touch),
    summary: touchSummary(context, result),
    table,
  });
};

const shareText = ({ format: { locale } }: ChartContext) => (share: number, isTop: boolean): string => (isTop ? formatPercent(share, locale) : formatNumber(share * 100, locale));

/** Touches are whole. */
const touchTicks = (last: number): readonly number[] => valueTicks(0, last).filter((tick) => Number.isInteger(tick));

interface Notes { readonly marks: readonly Mark[]; readonly height: number }

/** What both marks stand for, in figures, and why they differ. */
const notesOf = (context: ChartContext, result: Result, top: number): Notes => {
  const { messages, format: { locale }, frame } = context;
  const { touchesForHalf, mean, median, p90, unmet, curve } = result.details;
  const ink: Ink = isUnreliable(result) ? 'ink-3' : 'ink-1';
  const figure = (touches: number): string => formatNumber(touches, locale, { digits: 1 });
  const half: LegendEntry = {
    swatch: 'dot', ink, text: touchesForHalf === null ? say(messages, 'touches.never', { share: formatPercent(curve[curve.length - 1]?.met ?? 0, locale) }) : say(messages, 'touches.half', { count: touchesForHalf }),
  };
  if (mean === null || median === null) return legendRow(context, top, [half]);
  const row = legendRow(context, top, [half, { swatch: 'hollow', ink, text: p90 === null ? say(messages, 'touches.met', { mean: figure(mean), median: figure(median) }) : say(messages, 'touches.met90', { mean: figure(mean), median: figure(median), p90: figure(p90) }) }]);
  const why = unmet === null || unmet === 0 ? say(messages, 'touches.whyPlain') : say(messages, 'touches.why', { unmet: formatPercent(unmet, locale) });
  const lines = wrapText(why, frame.width, (text) => widthOf(context, text));
  return {
    marks: [...row.marks, ...lines.map((text, i) => textMark(0, top + row.height + 12 + i * (lineHeight - 1), text))],
    height: row.height + lines.length * (lineHeight - 1) + 4,
  };
};

interface Area { readonly cause: 'direct' | 'marketing' | 'sales'; readonly fill: Ink }

/** From the base up. */
const areas: readonly Area[] = [{ cause: 'direct', fill: 'neutral-weak' }, { cause: 'marketing', fill: 'accent-weak' }, { cause: 'sales', fill: 'accent-mid' }];
const greyAreas: readonly Area[] = [{ cause: 'direct', fill: 'surface-sunken' }, { cause: 'marketing', fill: 'neutral-weak' }, { cause: 'sales', fill: 'axis' }];

/** Those that there are, in the colours for how far the figure may be relied on. */
const shownAreas = (result: Result): readonly Area[] => {
  const last = result.details.curve.at(-1);
  return (isUnreliable(result) ? greyAreas : areas).filter(({ cause }) => (last?.[cause] ?? 0) > 0);
};

const areasOf = (context: ChartContext, result: Result): readonly LegendEntry[] => {
  const last = result.details.curve.at(-1);
  return shownAreas(result).toReversed().map(({ cause, fill }) => ({
    swatch: 'rect', ink: fill, text: `${say(context.messages, `touches.${cause}`)} ${formatPercent(last?.[cause] ?? 0, context.format.locale)}`,
  }));
};

const curveMarks = (result: Result, { plot, x, y }: TouchPlot): readonly Mark[] => {
  const { curve } = result.details;
  const grey = isUnreliable(result);
  const floor = round(plot.y + plot.height);
  const [first] = curve;
  // Before the first step nobody has met.
  const zero: readonly TouchStep[] = first !== undefined && first.k > 0
    ? [{ k: 0, met: 0, se: null, lo: null, hi: null, marketing: 0, sales: 0, direct: 0, gone: 0, atRisk: 0, booked: 0, hazard: 0 }] : [];
  const all = [...zero, ...curve];
  const at = ({ k }: TouchStep): number => round(x(k));
  const own = shownAreas(result);
  const upTo = (step: TouchStep, count: number): number => own.slice(0, count).reduce((sum, { cause }) => sum + (step[cause] ?? 0), 0);
  return [
    ...(own.length === 0 ? [{ type: 'area' as const, curve: 'step-after' as const, fill: grey ? 'surface-sunken' as const : 'accent-weak' as const, points: all.map((step) => [at(step), floor, round(y(step.met))] as const) }]
      : own.map(({ fill }, i): Mark => ({ type: 'area', curve: 'step-after', fill, points: all.map((step) => [at(step), round(y(upTo(step, i))), round(y(upTo(step, i + 1)))] as const) }))),
    {
      type: 'area', curve: 'step-after', fill: grey ? 'neutral' : 'accent', opacity: 0.22,
      points: all.flatMap((step) => (step.lo === null || step.hi === null ? [] : [[at(step), round(y(step.lo)), round(y(step.hi))] as const])),
    },
    { type: 'line', curve: 'step-after', stroke: grey ? { ink: 'neutral', width: 1.75, dash: 'reference' } : { ink: 'accent', width: 2 }, points: all.map((step) => [at(step), round(y(step.met))] as const) },
  ];
};

/** Where half of all leads have met (filled), and the mean of those that did (hollow), on one axis. */
const halfMarks = (result: Result, { plot, x, y, lastTouch }: TouchPlot): readonly Mark[] => {
  const { touchesForHalf, mean } = result.details;
  const ink: Ink = isUnreliable(result) ? 'ink-3' : 'ink-1';
  const floor = round(plot.y + plot.height);
  const half = touchesForHalf === null ? null : round(x(touchesForHalf));
  const middle = round(y(0.5));
  return [
    { type: 'rule', x1: plot.x, x2: half ?? plot.x + plot.width, y1: middle, y2: middle, stroke: { ink: 'ink-2', width: 1, dash: 'reference' } },
    ...(half === null ? [] : [
      { type: 'rule' as const, x1: half, x2: half, y1: middle, y2: floor, stroke: { ink, width: 1.25 } },
      { type: 'dot' as const, x: half, y: middle, r: 4.2, fill: ink, stroke: { ink: 'surface' as const, width: 1 } },
    ]),
    ...(mean === null || mean > lastTouch ? [] : [{ type: 'dot' as const, x: round(x(mean)), y: floor, r: 4, fill: 'surface' as const, stroke: { ink, width: 1.5 } }]),
  ];
};
