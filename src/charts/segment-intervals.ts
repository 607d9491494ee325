import { formatNumber } from '../format/number.js';
import { formatInterval, halfWidthOf } from '../format/range.js';
import { formatValue } from '../format/value-parts.js';
import { say, type Messages } from '../i18n/messages.js';
import { dimensionName, namingOf, segmentName } from '../i18n/words.js';
import type { KpiId } from '../model/kpi-id.js';
import type { KpiResult } from '../model/result.js';
import type { Frame, Mark, Scene, ScenePoint, SceneTable } from '../model/scene.js';
import { baseAxis, lineHeight } from './axis.js';
import { caption } from './caption.js';
import { chartContext, widestOf, type ChartContext } from './chart-context.js';
import { finishScene } from './finish-scene.js';
import { isUnreliable } from './is-unreliable.js';
import { shareMeasure, type SegmentFigure, type SegmentMeasure } from './segment-measure.js';
import { segmentScale } from './segment-scale.js';
import type { LinearScale } from './linear-scale.js';
import { fittedText, nameMarks, round, textMark, type Box } from './text-mark.js';

const mostSegments = 12;
const rowPitch = 28;
/** In narrower places a name stands above its interval. */
const besideFrom = 240;

type Measured = Pick<SegmentMeasure, 'name' | 'unit'>;
interface Known extends SegmentFigure { readonly key: readonly (string | null)[] }

/**
 * A figure of every segment with its interval, all on one scale, beside that of all together. Where an interval holds that line the
 * segment is no more than chance apart. By the result's own rate unless told another measure. Null without segments.
 */
export const segmentIntervals = <K extends KpiId>(result: KpiResult<K>, frame: Frame, messages: Messages, measure: SegmentMeasure<K> = shareMeasure): Scene | null => {
  const context = chartContext(frame, messages, namingOf(result));
  const segments = result.segments.map((segment): Known => ({ ...measure.of(segment), key: segment.key })).filter(({ value, n }) => value !== null || n > 0);
  if (result.segmentBy.length === 0 || segments.length === 0) return null;
  const shown = segments.slice(0, mostSegments);
  const all = measure.of(result).value;
  const dimension = result.segmentBy.map((name) => dimensionName(messages, name)).join(' · ');
  const head = caption(context, 0, say(messages, 'intervals.caption', { dimension }), say(messages, `intervals.rest.${measure.name}`), say(messages, `intervals.short.${measure.name}`));
  const names = shown.map(({ key }) => segmentName(messages, key, context.naming));
  const figures = shown.map((segment) => figureOf(context, measure, segment));
  const above = frame.width < besideFrom;
  const pitch = above ? rowPitch + 14 : rowPitch;
  const nameWidth = above ? 0 : Math.min(widestOf(context, names, 'text') + 12, Math.round(frame.width * 0.36));
  const figureWidth = widestOf(context, figures, 'text', true, true) + 10;
  const top = head.height + 8;
  const plot: Box = { x: nameWidth + 4, y: top, width: Math.max(41, frame.width - nameWidth - figureWidth - 8), height: shown.length * pitch };
  const { x, ticks, textOf } = segmentScale(context, measure, all, shown, plot.x, plot.x + plot.width);
  const more = segments.length - shown.length;
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
          ...intervalMarks(segment, i, x, middle, plot.x + plot.width),
          textMark(frame.width, middle + 4, figures[i] as string, { ...look, anchor: 'end', strong: !isUnreliable(segment), tabular: true }),
        ];
      }),
      ...baseAxis(context, plot, ticks, x, textOf),
      ...(more > 0 ? [textMark(0, plot.y + plot.height + 34, say(messages, 'chart.andMore', { n: more }))] : []),
    ],
    points: shown.map((segment, i) => pointOf(context, measure, segment, names[i] as string, { x: 0, y: plot.y + i * pitch + 2, width: frame.width, height: pitch - 4 })),
    summary: summaryOf(context, measure, all, segments),
    table: tableOf(context, measure, segments, dimension),
  });
};

/** The value in words; that it was never reached where there is none. */
const valueText = ({ messages, format }: ChartContext, { name, unit }: Measured, { value, ci }: SegmentFigure): string =>
  (value === null ? say(messages, name === 'touches' ? 'intervals.noMeeting' : 'intervals.notReached') : formatValue(value, unit, format, { halfWidth: halfWidthOf(ci), plain: true }));

const figureOf = (context: ChartContext, measure: Measured, segment: Known): string => {
  const { messages, format } = context;
  if (segment.value !== null && isUnreliable(segment)) return say(messages, 'intervals.few', { count: formatNumber(segment.n, format.locale) });
  return segment.value !== null && measure.unit === 'ratio' ? formatValue(segment.value, 'ratio', format) : valueText(context, measure, segment);
};

const rangeOf = ({ format }: ChartContext, { unit }: Measured, { value, ci }: SegmentFigure): string => (ci === null ? '' : formatInterval(ci, unit, value, format));

/** An end that is not known is an arrow out of the plot. */
const intervalMarks = (segment: Known, point: number, x: LinearScale, middle: number, right: number): readonly Mark[] => {
  const { key, value, ci } = segment;
  if (value === null) return [];
  const loose = isUnreliable(segment);
  const [lo, hi] = [ci?.lo ?? null, ci?.hi ?? null];
  const stroke = { ink: loose ? 'axis' as const : 'accent-mid' as const, width: 1.5 };
  return [
    ...(lo === null ? [] : hi === null ? [{ type: 'arrow' as const, x1: round(x(lo)), x2: round(right), y1: middle, y2: middle, key, stroke }]
      : [{ type: 'whisker' as const, x1: round(x(lo)), x2: round(x(hi)), y1: middle, y2: middle, cap: 7, key, stroke }]),
    { type: 'dot', x: round(x(value)), y: middle, r: 4, point, key, ...(loose ? { fill: 'surface' as const, stroke: { ink: 'neutral' as const, width: 1.4, dash: 'reference' as const } } : { fill: 'accent' as const, stroke: { ink: 'surface' as const, width: 1 } }) },
  ];
};

const pointOf = (context: ChartContext, measure: Measured, segment: Known, name: string, box: Box): ScenePoint => {
  const { messages, format } = context;
  const [share, range] = [valueText(context, measure, segment), rangeOf(context, measure, segment)];
  return {
    x: box.x + box.width / 2, y: box.y + box.height / 2, box, title: name, key: segment.key,
    rows: [
      { label: say(messages, `intervals.value.${measure.name}`), value: share },
      ...(range === '' ? [] : [{ label: say(messages, 'table.interval'), value: range }]),
      { label: say(messages, 'intervals.cases'), value: formatNumber(segment.n, format.locale) },
    ],
    sentence: segment.value !== null && isUnreliable(segment) ? say(messages, 'intervals.sayFew', { segment: name, n: segment.n })
      : range === '' ? say(messages, 'intervals.sayPlain', { segment: name, share, n: segment.n }) : say(messages, 'intervals.say', { segment: name, share, range, n: segment.n }),
  };
};

const summaryOf = (context: ChartContext, measure: Measured, all: number | null, segments: readonly Known[]): string => {
  const { messages } = context;
  if (all === null) return say(messages, 'intervals.noWhole');
  const listed = (side: 'above' | 'below'): string => segments.filter((segment) => {
    const end = side === 'above' ? segment.ci?.lo : segment.ci?.hi;
    return !isUnreliable(segment) && end !== null && end !== undefined && (side === 'above' ? end > all : end < all);
  }).map(({ key }) => segmentName(messages, key, context.naming)).join(', ');
  const [above, below] = [listed('above'), listed('below')];
  const words = [...(above === '' ? [] : [say(messages, 'intervals.above', { segments: above })]), ...(below === '' ? [] : [say(messages, 'intervals.below', { segments: below })])];
  return words.length > 0 ? words.join(' ') : say(messages, 'intervals.none', { share: valueText(context, measure, { value: all, n: 0, ci: null, reliability: 'ok' }) });
};

const tableOf = (context: ChartContext, measure: Measured, segments: readonly Known[], dimension: string): SceneTable => {
  const { messages, format: { locale } } = context;
  const missing = say(messages, 'table.missing');
  const isRatio = measure.unit === 'ratio';
  const [segmentLabel, casesLabel, valueLabel] = [say(messages, 'intervals.segment'), say(messages, 'intervals.cases'), say(messages, `intervals.value.${measure.name}`)];
  return {
    caption: say(messages, 'intervals.table', { dimension, measure: valueLabel }),
    columns: [
      { label: segmentLabel, numeric: false }, { label: isRatio ? say(messages, 'intervals.inPercent', { measure: valueLabel }) : valueLabel, numeric: true },
      { label: say(messages, 'table.interval'), numeric: true }, { label: casesLabel, numeric: true },
    ],
    rows: segments.map((segment) => [
      segmentName(messages, segment.key, context.naming),
      isRatio && segment.value !== null ? formatNumber(segment.value * 100, locale, { digits: 1, fixed: true }) : valueText(context, measure, segment),
      rangeOf(context, measure, segment) || missing, formatNumber(segment.n, locale),
    ]),
    rawColumns: [segmentLabel, measure.unit === 'minutes' ? say(messages, 'intervals.inMinutes', { measure: valueLabel }) : valueLabel, say(messages, 'table.lower'), say(messages, 'table.upper'), casesLabel],
    raw: segments.map(({ key, value, ci, n }) => [segmentName(messages, key, context.naming), value, ci?.lo ?? null, ci?.hi ?? null, n]),
  };
};
