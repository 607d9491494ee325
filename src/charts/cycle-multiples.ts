import { max } from 'd3-array';
import { formatNumber } from '../format/number.js';
import { formatPercent } from '../format/percent.js';
import { formatInterval } from '../format/range.js';
import { formatSpoken } from '../format/spoken.js';
import { formatValue } from '../format/value-parts.js';
import { say, type Messages } from '../i18n/messages.js';
import { dimensionName, namingOf, segmentName } from '../i18n/words.js';
import type { KpiResult, Segment } from '../model/result.js';
import type { Frame, Mark, Scene, ScenePoint } from '../model/scene.js';
import { axisGap, lineHeight } from './axis.js';
import { caption } from './caption.js';
import { chartContext, widthOf, type ChartContext } from './chart-context.js';
import { finishScene } from './finish-scene.js';
import { isUnreliable } from './is-unreliable.js';
import { linearScale, type LinearScale } from './linear-scale.js';
import { dayText } from './median-marks.js';
import { shareAt, thinned } from './step-curve.js';
import { boxOfText, fittedText, overlap, round, textMark, type Box } from './text-mark.js';
import { dayTicks, niceEnd } from './ticks.js';

type CycleSegment = Segment<'sales_cycle'>;

const mostSegments = 12;
const leastCellWidth = 118;
const cellGap = 20;
const cellPlotHeight = 64;
const cellHead = 34;

interface Cell { readonly segment: CycleSegment; readonly name: string; readonly plot: Box; readonly x: LinearScale; readonly y: LinearScale }

/** One small curve per segment, all on one scale of days and shares, so that they can be compared by eye. */
export const cycleMultiples = (result: KpiResult<'sales_cycle'>, frame: Frame, messages: Messages): Scene | null => {
  const context = chartContext(frame, messages, namingOf(result));
  const drawn = result.segments.filter(isFollowed);
  const shown = drawn.slice(0, mostSegments);
  if (shown.length === 0) return null;
  const dimension = result.segmentBy.map((name) => dimensionName(messages, name)).join(' · ');
  const head = caption(context, 0, say(messages, 'cycle.multiples', { dimension }), say(messages, 'cycle.multiplesRest'));
  const lastDay = max(shown, ({ details }) => details?.curve.at(-1)?.t) || 1;
  const topShare = niceEnd(max(shown, ({ details }) => details?.curve.at(-1)?.win) ?? 0, 4);
  const mostColumns = Math.max(1, Math.min(4, shown.length, Math.floor((frame.width + cellGap) / (leastCellWidth + cellGap))));
  const rows = Math.ceil(shown.length / mostColumns);
  // Even rows rather than one left over.
  const columns = Math.ceil(shown.length / rows);
  const cellHeight = cellHead + cellPlotHeight + 26;
  const top = head.height + 10;
  const shareLabel = formatPercent(topShare, messages.locale);
  const cells = shown.map((segment, i): Cell => {
    const width = (frame.width - cellGap * (columns - 1)) / columns;
    const plot = {
      x: round((i % columns) * (width + cellGap)), y: top + Math.floor(i / columns) * cellHeight + cellHead, width: round(width), height: cellPlotHeight,
    };
    return {
      segment, name: segmentName(messages, segment.key, context.naming), plot,
      x: linearScale(0, lastDay, plot.x, plot.x + plot.width), y: linearScale(0, topShare, plot.y + plot.height, plot.y),
    };
  });
  const more = drawn.length - shown.length;
  const bottom = top + rows * cellHeight;
  return finishScene(context, {
    width: frame.width,
    height: bottom - 8 + (more > 0 ? lineHeight : 0),
    plot: { x: 0, y: top, width: frame.width, height: bottom - top },
    marks: [
      ...head.marks,
      ...cells.flatMap((cell, i) => cellMarks(context, cell, i, lastDay, i === 0 ? shareLabel : null, i + columns >= cells.length)),
      ...(more > 0 ? [textMark(0, bottom, say(messages, 'chart.andMore', { n: more }))] : []),
    ],
    points: cells.map((cell) => pointOf(context, cell, lastDay)),
    summary: summaryOf(context, drawn),
    table: tableOf(context, drawn, dimension),
  });
};

/** Has a deal: one that was won in the period, or one that the curve follows. */
const isFollowed = ({ details, n }: CycleSegment): boolean => details !== null && (n > 0 || details.curveN > 0);

const cellMarks = (context: ChartContext, cell: Cell, i: number, lastDay: number, shareLabel: string | null, isLowest: boolean): readonly Mark[] => {
  const { segment, name, plot, x, y } = cell;
  const { messages, format } = context;
  const key = segment.key;
  const few = isUnreliable(segment);
  const curve = segment.details?.curve ?? [];
  const floor = plot.y + plot.height;
  const steps = thinned(curve, plot.width / lastDay);
  const from = steps[0] && steps[0].t > 0 ? [[plot.x, floor] as const] : [];
  const line = [...from, ...steps.map((step) => [round(x(step.t)), round(y(step.win))] as const)];
  const subtitle = few || segment.value === null ? say(messages, 'cycle.tooFew', { count: segment.n })
    : `${formatValue(segment.value, 'days', format)} · ${say(messages, 'cycle.tooFew', { count: segment.n })}`;
  const median = segment.details?.winMedian ?? null;
  const marks: Mark[] = [
    fittedText(context, plot.x, plot.y - 22, name, plot.width, { size: 'text', strong: true, ink: few ? 'ink-3' : 'ink-1', key }),
    fittedText(context, plot.x, plot.y - 8, subtitle, plot.width, { ink: few ? 'ink-3' : 'ink-2', key }),
    { type: 'rule', x1: plot.x, x2: plot.x + plot.width, y1: plot.y, y2: plot.y, stroke: { ink: 'grid', width: 1 } },
    ...(few ? [] : [{ type: 'area' as const, fill: 'accent-weak' as const, curve: 'step-after' as const, key, points: line.map(([left, height]) => [left, floor, height] as const) }]),
    { type: 'rule', x1: plot.x, x2: plot.x + plot.width, y1: floor, y2: floor, stroke: { ink: 'axis', width: 1 } },
    { type: 'line', curve: 'step-after', key, point: i, points: line, stroke: few ? { ink: 'neutral', width: 1.5, dash: 'reference' } : { ink: 'accent', width: 1.75 } },
  ];
  if (median !== null && !few && median <= lastDay) {
    const height = round(y(shareAt(curve, median).win));
    marks.push(
      { type: 'rule', x1: round(x(median)), x2: round(x(median)), y1: height, y2: floor, stroke: { ink: 'ink-1', width: 1 }, key },
      { type: 'dot', x: round(x(median)), y: height, r: 3.2, fill: 'ink-1', stroke: { ink: 'surface', width: 1 }, key },
    );
  }
  if (shareLabel !== null) marks.push(textMark(plot.x, plot.y + 13, shareLabel, { halo: 'surface' }));
  return [...marks, ...daysBelow(context, cell, lastDay, few ? null : median, isLowest)];
};

/** The median where it is; the scale's ends in the lowest row, where they leave it room. */
const daysBelow = (context: ChartContext, { plot, x }: Cell, lastDay: number, median: number | null, isLowest: boolean): readonly Mark[] => {
  const baseline = plot.y + plot.height + axisGap - 2;
  const days = dayTicks(lastDay);
  const own = median === null ? [] : [insideCell(context, textMark(x(median), baseline, dayText(context, median), { anchor: 'middle', ink: 'ink-1', strong: true }), plot)];
  if (!isLowest) return own;
  const first = textMark(plot.x, baseline, say(context.messages, 'cycle.dayZero'));
  const lastTick = days[days.length - 1] ?? lastDay;
  const last = insideCell(context, textMark(x(lastTick), baseline, dayText(context, lastTick), { anchor: 'middle' }), plot);
  const ends = [first, last].filter((mark, i, all) => ![...own, ...all.slice(0, i)].some((other) => overlap(boxOfText(context, mark), boxOfText(context, other), 4)));
  return [...own, ...ends];
};

const insideCell = (context: ChartContext, mark: ReturnType<typeof textMark>, plot: Box): ReturnType<typeof textMark> => {
  const half = widthOf(context, mark.text, mark.size, mark.strong) / 2;
  if (mark.x - half < plot.x) return { ...mark, x: plot.x, anchor: 'start' };
  if (mark.x + half > plot.x + plot.width) return { ...mark, x: plot.x + plot.width, anchor: 'end' };
  return mark;
};

const pointOf = (context: ChartContext, { segment, name, plot }: Cell, lastDay: number): ScenePoint => {
  const { messages, format } = context;
  const win = shareAt(segment.details?.curve ?? [], lastDay).win;
  const median = segment.details?.median ?? null;
  const few = isUnreliable(segment) || segment.value === null;
  return {
    x: round(plot.x + plot.width / 2), y: round(plot.y + plot.height / 2), title: name, key: segment.key,
    box: { x: plot.x, y: plot.y - cellHead + 2, width: plot.width, height: plot.height + cellHead + 10 },
    rows: [
      { label: say(messages, 'cycle.row.mean'), value: segment.value === null ? say(messages, 'table.missing') : formatValue(segment.value, 'days', format) },
      ...(segment.ci ? [{ label: say(messages, 'table.interval'), value: formatInterval(segment.ci, 'days', segment.value, format) }] : []),
      ...(median === null ? [] : [{ label: say(messages, 'cycle.row.median'), value: formatValue(median, 'days', format) }]),
      { label: say(messages, 'cycle.row.share', { day: dayText(context, lastDay) }), value: formatPercent(win, format.locale, 1) },
      { label: say(messages, 'cycle.col.cases'), value: formatNumber(segment.n, format.locale) },
    ],
    sentence: few ? say(messages, 'cycle.saySegmentFew', { segment: name, count: segment.n })
      : say(messages, 'cycle.saySegment', {
        segment: name, mean: formatValue(segment.value, 'days', format), won: formatSpoken(Math.round(win * 100) / 100, 'ratio', format),
        day: dayText(context, lastDay), count: segment.n,
      }),
  };
};

const summaryOf = (context: ChartContext, segments: readonly CycleSegment[]): string => {
  const { messages, format } = context;
  const known = segments.filter((segment) => segment.value !== null && !isUnreliable(segment)).sort((a, b) => (b.value as number) - (a.value as number));
  const [longest, shortest] = [known[0], known[known.length - 1]];
  if (!longest || !shortest) return segments.map((segment) => say(messages, 'cycle.saySegmentFew', { segment: segmentName(messages, segment.key, context.naming), count: segment.n })).join(' ');
  return say(messages, 'cycle.summaryMultiples', {
    longest: segmentName(messages, longest.key, context.naming), long: formatValue(longest.value as number, 'days', format),
    shortest: segmentName(messages, shortest.key, context.naming), short: formatValue(shortest.value as number, 'days', format),
  });
};

const tableOf = (context: ChartContext, segments: readonly CycleSegment[], dimension: string): Scene['table'] => {
  const { messages, format } = context;
  const missing = say(messages, 'table.missing');
  const days = (value: number | null | undefined): string => (value === null || value === undefined ? missing : dayText(context, value));
  const [segmentLabel, mean, median, cases] = [
    say(messages, 'cycle.col.segment'), say(messages, 'cycle.col.mean'), say(messages, 'cycle.col.median'), say(messages, 'cycle.col.cases'),
  ];
  return {
    caption: say(messages, 'cycle.multiplesTable', { dimension }),
    columns: [
      { label: segmentLabel, numeric: false }, { label: mean, numeric: true }, { label: say(messages, 'table.interval'), numeric: true },
      { label: median, numeric: true }, { label: cases, numeric: true },
    ],
    rows: segments.map((segment) => [
      segmentName(messages, segment.key, context.naming), isUnreliable(segment) ? say(messages, 'cycle.tooFew', { count: segment.n }) : days(segment.value),
      segment.ci && !isUnreliable(segment) ? formatInterval(segment.ci, 'days', segment.value, format) : missing,
      isUnreliable(segment) ? missing : days(segment.details?.median), formatNumber(segment.n, format.locale),
    ]),
    rawColumns: [segmentLabel, mean, say(messages, 'table.lower'), say(messages, 'table.upper'), median, cases],
    raw: segments.map((segment) => [
      segmentName(messages, segment.key, context.naming), segment.value, segment.ci?.lo ?? null, segment.ci?.hi ?? null, segment.details?.median ?? null, segment.n,
    ]),
  };
};
