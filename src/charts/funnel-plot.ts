import { max, min } from 'd3-array';
import type { FunnelBand } from '../model/funnel-band.js';
import type { Ink, Mark, TextMark } from '../model/scene.js';
import { axisLine, baseAxis, lineHeight, valueAxis, valueAxisWidth } from './axis.js';
import { widestOf, type ChartContext } from './chart-context.js';
import { legendRow, type LegendEntry } from './legend-row.js';
import { linearScale, type LinearScale } from './linear-scale.js';
import { placeLines, spread } from './place-label.js';
import { boxOfText, round, textMark, type Box } from './text-mark.js';
import { valueTicks } from './ticks.js';

/** One group of the comparison: where it lies, and how it is spoken of. */
export interface FunnelItem {
  readonly id: string | null;
  /** Cases, or cases expected: how far right. */
  readonly size: number;
  readonly figure: number;
  /** Where the arrow to the figure begins; null = the figure alone. */
  readonly from: number | null;
  /** Too few cases, or nobody: dashed, without a verdict. */
  readonly isCompared: boolean;
  /** May be named as different. */
  readonly isNamed: boolean;
  readonly label: string;
  /** Below the label of one that is named. */
  readonly note: string | null;
}

/** What the plot is about. */
export interface FunnelTopic {
  readonly bands: readonly FunnelBand[];
  readonly middle: number;
  /** Figures above do not exist: 1 for rates. */
  readonly highest: number;
  /** What the signs stand for. */
  readonly legend: readonly LegendEntry[];
  readonly middleText: string;
  /** Of the 99.8 % and the 95 % limits. */
  readonly limitTexts: readonly [alarm: string, warn: string];
  readonly valueText: (value: number, isTop: boolean) => string;
  readonly sizeText: (size: number, isLast: boolean) => string;
  /** The figures are not to be relied on: all in greys. */
  readonly isLoose: boolean;
}

export interface FunnelPlot {
  readonly marks: readonly Mark[];
  readonly plot: Box;
  readonly bottom: number;
  /** Dots and arrow of each item. */
  readonly boxes: readonly Box[];
}

const dotRadius = 3.8;
/** Below this the names of the limits have no room beside the plot. */
const besideFrom = 420;
const heightOf = (width: number): number => (width >= 520 ? 236 : width >= 360 ? 210 : 164);

interface Scales { readonly x: LinearScale; readonly y: LinearScale; readonly from: number; readonly to: number }

/**
 * Groups by the number of their cases within the limits that chance alone leaves them, which narrow to the right: the darker
 * ground holds nineteen in twenty, the paler one nearly all. Only a group that may be named is coloured; names stand beside their
 * dots where there is room, those to be named first.
 */
export const funnelPlot = (context: ChartContext, items: readonly FunnelItem[], topic: FunnelTopic, top: number): FunnelPlot => {
  const { width } = context.frame;
  const beside = width >= besideFrom;
  const legend = legendRow(context, top, [...topic.legend, ...(beside ? [] : namesOf(topic))]);
  const { from, to } = domainOf(items, topic);
  const ticks = valueTicks(from, to, 5);
  const left = valueAxisWidth(context, ticks.map((tick, i) => topic.valueText(tick, i === ticks.length - 1)));
  const sideTexts = [...topic.limitTexts, topic.middleText];
  const right = beside ? widestOf(context, sideTexts, 'small', true) + 10 : 4;
  const plot: Box = { x: left, y: top + legend.height + 8, width: Math.max(50, width - left - right), height: heightOf(width) };
  const end = topic.bands[topic.bands.length - 1]?.size ?? 1;
  const scales: Scales = { from, to, x: linearScale(0, end, plot.x, plot.x + plot.width), y: linearScale(from, to, plot.y + plot.height, plot.y) };
  const boxes = items.map((item) => boxOf(item, scales));
  const middle = round(scales.y(topic.middle));
  const side = beside ? sideLabels(topic, plot, scales) : [];
  const sizes = valueTicks(0, end, width >= 360 ? 5 : 3);
  return {
    plot, boxes, bottom: plot.y + plot.height + 22,
    marks: [
      ...legend.marks,
      ...bandMarks(topic.bands, plot, scales),
      ...valueAxis(plot, ticks, scales.y, topic.valueText),
      { type: 'rule', x1: plot.x, x2: plot.x + plot.width, y1: middle, y2: middle, stroke: { ink: topic.isLoose ? 'neutral' : 'ink-1', width: 1.25 } },
      axisLine(plot),
      ...items.flatMap((item, i) => itemMarks(item, i, scales, topic.isLoose)),
      ...side,
      ...nameMarks(context, items, boxes, topic, plot, scales, side),
      ...baseAxis(context, plot, sizes, scales.x, (size, i) => topic.sizeText(size, i === sizes.length - 1)),
    ],
  };
};

/** What stands beside a wide plot, for the legend of a narrow one. */
const namesOf = ({ limitTexts: [alarm, warn], middleText, isLoose }: FunnelTopic): readonly LegendEntry[] => [
  { swatch: 'line', ink: isLoose ? 'neutral' : 'ink-1', text: middleText }, { swatch: 'rect', ink: 'neutral-weak', text: warn }, { swatch: 'rect', ink: 'surface-sunken', text: alarm },
];

/** All dots, and the limits of the smallest group that is compared; from zero where zero is near. */
const domainOf = (items: readonly FunnelItem[], { bands, highest }: FunnelTopic): { readonly from: number; readonly to: number } => {
  const figures = items.flatMap(({ figure, from }) => [figure, from ?? figure]);
  const smallest = min(items.filter(({ isCompared }) => isCompared), ({ size }) => size) ?? Infinity;
  const widest = bands.findLast(({ size }) => size <= smallest) ?? bands[bands.length - 1];
  const low = Math.min(min(figures) ?? 0, widest?.lo ?? 0);
  const high = Math.max(max(figures) ?? 1, widest?.hi ?? 1);
  const air = (high - low || 1) * 0.06;
  return { from: low < (high - low) * 0.6 ? 0 : Math.max(0, low - air), to: Math.min(Math.max(highest, high), high + air) };
};

const bandMarks = (bands: readonly FunnelBand[], plot: Box, { x, y, from, to }: Scales): readonly Mark[] => {
  const at = (value: number): number => round(y(Math.min(to, Math.max(from, value))));
  const area = (fill: Ink, lo: (band: FunnelBand) => number, hi: (band: FunnelBand) => number): Mark =>
    ({ type: 'area', fill, points: bands.map((band) => [round(Math.max(plot.x, x(band.size))), at(lo(band)), at(hi(band))] as const) });
  return [area('surface-sunken', ({ lo998 }) => lo998, ({ hi998 }) => hi998), area('neutral-weak', ({ lo }) => lo, ({ hi }) => hi)];
};

const boxOf = ({ size, figure, from }: FunnelItem, { x, y }: Scales): Box => {
  const heights = [y(figure), y(from ?? figure)];
  const upper = Math.min(...heights);
  return { x: round(x(size) - dotRadius - 1), y: round(upper - dotRadius - 1), width: 2 * dotRadius + 2, height: round(Math.max(...heights) - upper + 2 * dotRadius + 2) };
};

const itemMarks = ({ id, size, figure, from, isCompared, isNamed }: FunnelItem, point: number, { x, y }: Scales, isLoose: boolean): readonly Mark[] => {
  const [at, to, key] = [round(x(size)), round(y(figure)), [id]];
  if (!isCompared) return [{ type: 'dot', x: at, y: to, r: dotRadius, fill: 'surface', stroke: { ink: 'neutral', width: 1.25, dash: 'reference' }, point, key }];
  const ink: Ink = isLoose ? 'neutral' : isNamed ? 'accent' : 'ink-2';
  const filled: Mark = { type: 'dot', x: at, y: to, r: dotRadius, fill: ink, point, key };
  if (from === null) return [filled];
  const start = round(y(from));
  const way = to - start;
  const direction = Math.sign(way);
  const hollow: Mark = { type: 'dot', x: at, y: start, r: dotRadius - 0.4, fill: 'surface', stroke: { ink, width: 1.4 }, point, key };
  // Dots that touch need no arrow between them.
  const arrow: readonly Mark[] = Math.abs(way) <= 2 * dotRadius + 5 ? []
    : [{ type: 'arrow', x1: at, x2: at, y1: round(start + direction * dotRadius), y2: round(to - direction * (dotRadius + 1)), stroke: { ink, width: 1.25 }, key }];
  return [hollow, ...arrow, filled];
};

/** Limits and middle named where they end, at the right of the plot. */
const sideLabels = (topic: FunnelTopic, plot: Box, { y, from, to }: Scales): readonly TextMark[] => {
  const last = topic.bands[topic.bands.length - 1];
  const wanted = [last?.hi998 ?? topic.middle, last?.hi ?? topic.middle, topic.middle].map((value) => y(Math.min(to, Math.max(from, value))) + 4);
  const heights = spread(wanted, lineHeight - 2, plot.y + 6, plot.y + plot.height);
  return [...topic.limitTexts, topic.middleText].map((text, i) =>
    textMark(plot.x + plot.width + 8, heights[i] as number, text, i === 2 ? { ink: topic.isLoose ? 'ink-3' : 'ink-1', strong: true } : {}));
};

/** Names beside their dots: who may be named first, then by cases. Only such a name crosses the middle line, and only where nothing else is free; others are left to the reading. */
const nameMarks = (
  context: ChartContext, items: readonly FunnelItem[], boxes: readonly Box[], topic: FunnelTopic, plot: Box, scales: Scales, side: readonly TextMark[],
): readonly Mark[] => {
  const taken = [...boxes, ...side.map((mark) => boxOfText(context, mark))];
  const line: Box = { x: plot.x, y: scales.y(topic.middle) - 2, width: plot.width, height: 4 };
  const order = items.map((_, i) => i).sort((a, b) => {
    const [one, other] = [items[a] as FunnelItem, items[b] as FunnelItem];
    return Number(other.isNamed) - Number(one.isNamed) || other.size - one.size;
  });
  return order.flatMap((i) => {
    const item = items[i] as FunnelItem;
    const [at, height] = [scales.x(item.size), scales.y(item.figure)];
    const isLoud = item.isNamed && !topic.isLoose;
    const name = textMark(0, 0, item.label, { ink: isLoud ? 'accent' : item.isCompared ? 'ink-2' : 'ink-3', strong: item.isNamed, key: [item.id] });
    const note = item.note === null ? [] : [textMark(0, 0, item.note, { key: [item.id] })];
    const place = (lines: readonly TextMark[], boundary: readonly Box[]): readonly TextMark[] | null => placeLines(context, lines, { x: at, y: height }, boundary, plot);
    const found = place([name, ...note], [...taken, line]) ?? place([name], [...taken, line]) ?? (item.isNamed ? place([name], taken) : null);
    if (found === null) return [];
    taken.push(...found.map((mark) => boxOfText(context, mark)));
    return found.map((mark) => ({ ...mark, halo: groundBehind(boxOfText(context, mark), topic, plot, scales) }));
  });
};

/** The ground in the middle of a text, for its halo. */
const groundBehind = ({ x, y, width, height }: Box, { bands }: FunnelTopic, plot: Box, { from, to }: Scales): Ink => {
  const size = ((x + width / 2 - plot.x) / plot.width) * (bands[bands.length - 1]?.size ?? 1);
  const figure = to - ((y + height / 2 - plot.y) / plot.height) * (to - from);
  const band = bands.find((one) => one.size >= size);
  if (band === undefined || figure > band.hi998 || figure < band.lo998) return 'surface';
  return figure > band.hi || figure < band.lo ? 'surface-sunken' : 'neutral-weak';
};
