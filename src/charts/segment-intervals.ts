import { max, min } from 'd3-array';
import { formatNumber } from '../format/number.js';
import { formatPercent } from '../format/percent.js';
import { formatInterval } from '../format/range.js';
import { say, type Messages } from '../i18n/messages.js';
import { dimensionName, namingOf, segmentName } from '../i18n/words.js';
import type { KpiResult, Segment } from '../model/result.js';
import type { Frame, Mark, Scene, ScenePoint, SceneTable } from '../model/scene.js';
import { baseAxis, lineHeight } from './axis.js';
import { caption } from './caption.js';
import { chartContext, widestOf, type ChartContext } from './chart-context.js';
import { finishScene } from './finish-scene.js';
import { isUnreliable } from './is-unreliable.js';
import { linearScale, type LinearScale } from './linear-scale.js';
import { fittedText, nameMarks, round, textMark, type Box } from './text-mark.js';
import { valueTicks } from './ticks.js';

const mostSegments = 12;
const rowPitch = 28;
/** In narrower places a name stands above its interval. */
const besideFrom = 240;

interface Known extends Segment { readonly value: number }

/**
 * A rate of every segment with its interval, all on one scale, beside that of all together. Where an interval holds that line the
 * segment is no more than chance apart. Null without segments.
 */
export const segmentIntervals = (result: KpiResult, frame: Frame, messages: Messages): Scene | null => {
  const context = chartContext(frame, messages, namingOf(result));
  const segments = result.segments.filter((segment): segment is Known => segment.value !== null);
  if (result.segmentBy.length === 0 || segments.length === 0) return null;
  const shown = segments.slice(0, mostSegments);
  const dimension = result.segmentBy.map((name) => dimensionName(messages, name)).join(' · ');
  const head = caption(context, 0, say(messages, 'intervals.caption', { dimension }), say(messages, 'intervals.rest'), say(messages, 'intervals.short'));
  const names = shown.map(({ key }) => segmentName(messages, key, context.naming));
  const figures = shown.map((segment) => figureOf(context, segment));
  const above = frame.width < besideFrom;
  const pitch = above ? rowPitch + 14 : rowPitch;
  const nameWidth = above ? 0 : Math.min(widestOf(context, names, 'text') + 12, Math.round(frame.width * 0.36));
  const figureWidth = widestOf(context, figures, 'text', true, true) + 10;
  const top = head.height + 8;
  const plot: Box = { x: nameWidth + 4, y: top, width: Math.max(41, frame.width - nameWidth - figureWidth - 8), height: shown.length * pitch };
  const [from, to] = domainOf(result, shown);
  const x = linearScale(from, to, plot.x, plot.x + plot.width);
  const ticks = valueTicks(from, to, plot.width >= 200 ? 5 : 3);
  const more = segments.length - shown.length;
  const all = result.value;
  return finishScene(context, {
    width: frame.width, height: plot.y + plot.height + 22 + (more > 0 ? lineHeight : 0), plot,
    marks: [
      ...head.marks,
      ...ticks.map((tick): Mark => ({ type: 'rule', x1: round(x(tick)), x2: round(x(tick)), y1: plot.y, y2: plot.y + plot.height, stroke: { ink: 'grid', width: 1 } })),
      ...(all === null ? [] : [{ type: 'rule' as const, x1: round(x(all)), x2: round(x(all)), y1: plot.y, y2: plot.y + plot.height, stroke: { ink: 'ink-3' as const, width: 1.25 } }]),
      ...shown.flatMap((segment, i): readonly Mark[] => {
        const middle = plot.y + (i + 1) * pitch - rowPitch / 2;
        const look = { size: 'text' as const, ink: isUnreliable(segment) ? 'ink-3' as const : 'ink-1' as const, key: segment.key };
        return [
          ...(above ? [fittedText(context, 0, middle - 12, names[i] as string, frame.width, look)] : nameMarks(context, 0, middle, names[i] as string, nameWidth - 8, look)),
          ...intervalMarks(segment, i, x, middle),
          textMark(frame.width, middle + 4, figures[i] as string, { ...look, anchor: 'end', strong: !isUnreliable(segment), tabular: true }),
        ];
      }),
      ...baseAxis(context, plot, ticks, x, (tick, i) => (i === ticks.length - 1 ? formatPercent(tick, frame.locale, 1) : formatNumber(tick * 100, frame.locale, { digits: 1 }))),
      ...(more > 0 ? [textMark(0, plot.y + plot.height + 34, say(messages, 'chart.andMore', { n: more }))] : []),
    ],
    points: shown.map((segment, i) => pointOf(context, segment, names[i] as string, { x: 0, y: plot.y + i * pitch + 2, width: frame.width, height: pitch - 4 })),
    summary: summaryOf(context, result, segments),
    table: tableOf(context, segments, dimension),
  });
};

const figureOf = ({ messages, format: { locale } }: ChartContext, segment: Known): string =>
  (isUnreliable(segment) ? say(messages, 'intervals.few', { count: formatNumber(segment.n, locale) }) : formatPercent(segment.value, locale, 1, true));

const domainOf = ({ value }: KpiResult, segments: readonly Known[]): readonly [number, number] => {
  const ends = segments.flatMap((segment) => [segment.value, segment.ci?.lo ?? segment.value, segment.ci?.hi ?? segment.value]);
  const [low, high] = [Math.min(min(ends) ?? 0, value ?? 1), Math.max(max(ends) ?? 0, value ?? 0)];
  const air = (high - low || 0.1) * 0.05;
  return [low < (high - low) * 0.6 ? 0 : low - air, Math.min(1, high + air)];
};

const intervalMarks = (segment: Known, point: number, x: LinearScale, middle: number): readonly Mark[] => {
  const { key, value, ci } = segment;
  const loose = isUnreliable(segment);
  const [lo, hi] = [ci?.lo ?? null, ci?.hi ?? null];
  return [
    ...(lo === null || hi === null ? [] : [{ type: 'whisker' as const, x1: round(x(lo)), x2: round(x(hi)), y1: middle, y2: middle, cap: 7, key, stroke: { ink: loose ? 'axis' as const : 'accent-mid' as const, width: 1.5 } }]),
    { type: 'dot', x: round(x(value)), y: middle, r: 4, point, key, ...(loose ? { fill: 'surface' as const, stroke: { ink: 'neutral' as const, width: 1.4, dash: 'reference' as const } } : { fill: 'accent' as const, stroke: { ink: 'surface' as const, width: 1 } }) },
  ];
};

const pointOf = ({ messages, format }: ChartContext, segment: Known, name: string, box: Box): ScenePoint => {
  const share = formatPercent(segment.value, format.locale, 1);
  const range = segment.ci === null ? '' : formatInterval(segment.ci, 'ratio', segment.value, format);
  return {
    x: box.x + box.width / 2, y: box.y + box.height / 2, box, title: name, key: segment.key,
    rows: [
      { label: say(messages, 'intervals.share'), value: share },
      ...(range === '' ? [] : [{ label: say(messages, 'table.interval'), value: range }]),
      { label: say(messages, 'intervals.cases'), value: formatNumber(segment.n, format.locale) },
    ],
    sentence: isUnreliable(segment) ? say(messages, 'intervals.sayFew', { segment: name, n: segment.n })
      : range === '' ? say(messages, 'intervals.sayPlain', { segment: name, share, n: segment.n }) : say(messages, 'intervals.say', { segment: name, share, range, n: segment.n }),
  };
};

const summaryOf = (context: ChartContext, { value }: KpiResult, segments: readonly Known[]): string => {
  const { messages, format } = context;
  const isApart = ({ ci }: Known, side: 'above' | 'below'): boolean => {
    const end = side === 'above' ? ci?.lo : ci?.hi;
    return value !== null && end !== null && end !== undefined && (side === 'above' ? end > value : end < value);
  };
  const listed = (side: 'above' | 'below'): string => segments.filter((segment) => !isUnreliable(segment) && isApart(segment, side))
    .map(({ key }) => segmentName(messages, key, context.naming)).join(', ');
  const [above, below] = [listed('above'), listed('below')];
  const words = [...(above === '' ? [] : [say(messages, 'intervals.above', { segments: above })]), ...(below === '' ? [] : [say(messages, 'intervals.below', { segments: below })])];
  return words.length > 0 ? words.join(' ') : say(messages, 'intervals.none', { share: value === null ? say(messages, 'table.missing') : formatPercent(value, format.locale, 1) });
};

const tableOf = (context: ChartContext, segments: readonly Known[], dimension: string): SceneTable => {
  const { messages, format } = context;
  const missing = say(messages, 'table.missing');
  const labels = [say(messages, 'intervals.segment'), say(messages, 'intervals.shareColumn'), say(messages, 'intervals.cases')] as const;
  return {
    caption: say(messages, 'intervals.table', { dimension }),
    columns: [{ label: labels[0], numeric: false }, { label: labels[1], numeric: true }, { label: say(messages, 'table.interval'), numeric: true }, { label: labels[2], numeric: true }],
    rows: segments.map((segment) => [
      segmentName(messages, segment.key, context.naming), formatNumber(segment.value * 100, format.locale, { digits: 1, fixed: true }),
      segment.ci === null ? missing : formatInterval(segment.ci, 'ratio', segment.value, format) || missing, formatNumber(segment.n, format.locale),
    ]),
    rawColumns: [labels[0], labels[1], say(messages, 'table.lower'), say(messages, 'table.upper'), labels[2]],
    raw: segments.map(({ key, value, ci, n }) => [segmentName(messages, key, context.naming), value, ci?.lo ?? null, ci?.hi ?? null, n]),
  };
};
