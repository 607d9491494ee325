import { formatNumber } from '../format/number.js';
import { formatPercent } from '../format/percent.js';
import { formatSpoken } from '../format/spoken.js';
import { formatValue } from '../format/value-parts.js';
import { say, type Messages } from '../i18n/messages.js';
import { namingOf, segmentName } from '../i18n/words.js';
import type { OwnerResponse } from '../model/response-details.js';
import type { KpiResult } from '../model/result.js';
import type { Frame, Ink, Mark, Scene, ScenePoint, SceneTable } from '../model/scene.js';
import { caption } from './caption.js';
import { chartContext, widestOf, type ChartContext } from './chart-context.js';
import { finishScene } from './finish-scene.js';
import { linearScale, type LinearScale } from './linear-scale.js';
import { boxOfText, fittedText, nameMarks, overlap, round, textMark, type Box } from './text-mark.js';

/** Minutes that the response is judged by: reached, still in time. */
const targetMinutes = 5;
const limitMinutes = 30;
const firstMinute = 1;
const lastMinute = 1440;
/** Below so many leads a rep's median is not told. */
const shownReps = 14;
const rowHeight = 33;
const ridge = 24;
const leastPlotWidth = 70;

interface Row { readonly owner: OwnerResponse; readonly name: string; readonly top: number }

const logScale = (start: number, end: number): LinearScale => {
  const scale = linearScale(Math.log(firstMinute), Math.log(lastMinute), start, end);
  return (minutes) => scale(Math.log(Math.min(lastMinute, Math.max(firstMinute, minutes))));
};

/**
 * Per rep the share of leads answered by time: the sooner the curve rises, the better; dark up to 5 minutes, lighter up to 30. Reps by
 * their median, fastest first; those with too few leads last, dashed and without a verdict.
 */
export const responseCurves = (result: KpiResult<'lead_response'>, frame: Frame, messages: Messages): Scene => {
  const context = chartContext(frame, messages, namingOf(result, ['owner_id']));
  const head = caption(context, 0, say(messages, 'response.caption'), say(messages, 'response.captionRest'), say(messages, 'response.captionShort'));
  const owners = [...result.details.owners].filter(({ n }) => n > 0).sort(bySpeed);
  if (owners.length === 0) return emptyScene(context, result, head.marks, head.height);
  const shown = owners.slice(0, shownReps);
  const names = shown.map(({ id }) => segmentName(messages, [id], context.naming));
  const columns = columnsOf(context, shown);
  const nameWidth = Math.min(widestOf(context, names, 'text') + 12, frame.width * 0.3);
  const columnsWidth = columns.reduce((sum, { width }) => sum + width, 0);
  const top = head.height + 34;
  const plot: Box = { x: nameWidth, y: top, width: Math.max(leastPlotWidth, frame.width - nameWidth - columnsWidth - (columns.length > 0 ? 8 : 0)), height: shown.length * rowHeight };
  const x = logScale(plot.x, plot.x + plot.width);
  const rows = shown.map((owner, i): Row => ({ owner, name: names[i] as string, top: top + i * rowHeight }));
  const more = owners.length - shown.length;
  return finishScene(context, {
    width: frame.width, height: plot.y + plot.height + 24 + (more > 0 ? 18 : 0), plot,
    marks: [
      ...head.marks,
      ...headings(context, columns, plot, head.height + 11 + 12),
      ...limitMarks(context, x, plot, head.height + 11 + 12),
      ...rows.flatMap((row, i) => rowMarks(context, row, i, plot, x, columns)),
      ...axisMarks(context, x, plot),
      ...(more > 0 ? [textMark(0, plot.y + plot.height + 36, say(messages, 'response.more', { n: more }))] : []),
    ],
    points: rows.map(({ owner, name, top: y }) => pointOf(context, owner, name, { x: 0, y: y + 2, width: frame.width, height: rowHeight - 4 })),
    summary: summaryOf(context, owners),
    table: tableOf(context, owners),
  });
};

/** Those whose median can be told come first, the fastest of them first. */
const bySpeed = (a: OwnerResponse, b: OwnerResponse): number =>
  Number(b.isMedianFirm) - Number(a.isMedianFirm) || (a.median ?? Infinity) - (b.median ?? Infinity) || (String(a.id) < String(b.id) ? -1 : 1);

interface Column { readonly label: string; readonly width: number; readonly strong: boolean; readonly text: (owner: OwnerResponse) => string }

/** As many columns of figures as leave the curves their room: first the median, then the share in time, the number, the slow end. */
const columnsOf = (context: ChartContext, owners: readonly OwnerResponse[]): readonly Column[] => {
  const { messages, format, frame } = context;
  const time = (minutes: number | null): string => (minutes === null ? say(messages, 'table.missing') : formatValue(minutes, 'minutes', format));
  const all: readonly Omit<Column, 'width'>[] = [
    { label: say(messages, 'response.col.median'), strong: true, text: ({ median }) => time(median) },
    { label: say(messages, 'response.col.within5'), strong: false, text: ({ within5, isMedianFirm }) => (within5 === null || !isMedianFirm ? say(messages, 'table.missing') : formatPercent(within5, format.locale)) },
    { label: say(messages, 'response.col.p90'), strong: false, text: ({ p90, isP90Firm }) => (isP90Firm ? time(p90) : say(messages, 'table.missing')) },
    { label: say(messages, 'response.col.n'), strong: false, text: ({ n, isMedianFirm }) => (isMedianFirm ? formatNumber(n, format.locale) : `n = ${formatNumber(n, format.locale)}`) },
  ];
  const kept = frame.width >= 520 ? all : frame.width >= 380 ? [all[0], all[1], all[3]] : frame.width >= 260 ? [all[0], all[3]] : frame.width >= 200 ? [all[0]] : [];
  return kept.flatMap((column) => (column === undefined ? [] : [{
    ...column, width: Math.max(widestOf(context, [column.label]), widestOf(context, owners.map(column.text), 'text', column.strong, true)) + 14,
  }]));
};

const headings = (context: ChartContext, columns: readonly Column[], plot: Box, baseline: number): readonly Mark[] => {
  let x = context.frame.width;
  return [
    ...columns.toReversed().map(({ label, width }) => {
      const mark = textMark(x, baseline, label, { anchor: 'end' });
      x -= width;
      return mark;
    }),
    { type: 'rule', x1: 0, x2: context.frame.width, y1: plot.y - 6, y2: plot.y - 6, stroke: { ink: 'grid', width: 1 } },
  ];
};

/** Both lines run through all rows; their words stand above, the second only where it keeps clear of the first. */
const limitMarks = (context: ChartContext, x: LinearScale, plot: Box, baseline: number): readonly Mark[] => {
  const { messages, format } = context;
  const word = (minutes: number, text: string) => {
    const mark = textMark(x(minutes), baseline, text, { anchor: 'middle', ink: 'ink-2', strong: true });
    const box = boxOfText(context, mark);
    return box.x < 0 ? { ...mark, x: 0, anchor: 'start' as const } : box.x + box.width > plot.x + plot.width + 6 ? { ...mark, x: plot.x + plot.width + 6, anchor: 'end' as const } : mark;
  };
  const time = (minutes: number): string => formatValue(minutes, 'minutes', format);
  const texts = [word(targetMinutes, say(messages, 'response.target', { time: time(targetMinutes) })), word(limitMinutes, say(messages, 'response.limit', { time: time(limitMinutes) }))] as const;
  const short = [word(targetMinutes, formatNumber(targetMinutes, format.locale)), word(limitMinutes, formatNumber(limitMinutes, format.locale))] as const;
  const clear = !overlap(boxOfText(context, texts[0]), boxOfText(context, texts[1]), 6);
  return [
    ...[targetMinutes, limitMinutes].map((minutes): Mark => ({
      type: 'rule', x1: round(x(minutes)), x2: round(x(minutes)), y1: plot.y - 6, y2: plot.y + plot.height, stroke: { ink: 'ink-2', width: 1.25, dash: 'target' },
    })),
    ...(clear ? texts : short),
  ];
};

const bands: readonly (readonly [from: number, to: number, fill: Ink])[] =
  [[firstMinute, targetMinutes, 'accent'], [targetMinutes, limitMinutes, 'accent-mid'], [limitMinutes, lastMinute, 'accent-weak']];

const shareAt = ({ curve }: OwnerResponse, minutes: number): number => curve.findLast(({ t }) => t <= minutes)?.share ?? 0;

const rowMarks = (context: ChartContext, { owner, name, top }: Row, i: number, plot: Box, x: LinearScale, columns: readonly Column[]): readonly Mark[] => {
  const isFirm = owner.isMedianFirm;
  const key = [owner.id];
  const floor = top + rowHeight - 4;
  const y = linearScale(0, 1, floor, floor - ridge);
  const ink: Ink = isFirm ? 'ink-1' : 'ink-3';
  const ts = [...new Set([firstMinute, targetMinutes, limitMinutes, ...owner.curve.map(({ t }) => t).filter((t) => t < lastMinute), lastMinute])].sort((a, b) => a - b);
  const line = ts.map((t) => [round(x(t)), round(y(shareAt(owner, t)))] as const);
  let right = context.frame.width;
  return [
    ...nameMarks(context, 0, floor - ridge / 2 + 2, name, plot.x - 12, { size: 'text', ink, key }),
    ...(isFirm ? bands.map(([from, to, fill]): Mark => ({
      type: 'area', fill, key, point: i, points: ts.filter((t) => t >= from && t <= to).map((t) => [round(x(t)), floor, round(y(shareAt(owner, t)))] as const),
    })) : []),
    { type: 'rule', x1: plot.x, x2: plot.x + plot.width, y1: floor, y2: floor, stroke: { ink: 'grid', width: 1 } },
    { type: 'line', points: line, key, stroke: isFirm ? { ink: 'accent', width: 1.5 } : { ink: 'neutral', width: 1.25, dash: 'reference' } },
    ...(owner.median === null || owner.median > lastMinute ? [] : [{
      type: 'dot' as const, x: round(x(owner.median)), y: round(y(Math.max(0.5, shareAt(owner, owner.median)))), r: 4, point: i,
      fill: isFirm ? 'ink-1' as const : 'surface' as const, stroke: { ink: isFirm ? 'surface' as const : 'neutral' as const, width: 1.25 },
    }]),
    ...columns.toReversed().map(({ text, strong, width }) => {
      const mark = textMark(right, floor - ridge / 2 + 6, text(owner), { anchor: 'end', size: 'text', ink: isFirm ? (strong ? 'ink-1' : 'ink-2') : 'ink-3', strong: strong && isFirm, tabular: true });
      right -= width;
      return mark;
    }),
  ];
};

const axisMarks = (context: ChartContext, x: LinearScale, plot: Box): readonly Mark[] => {
  const { format } = context;
  const baseline = plot.y + plot.height + 14;
  const ticks = [[firstMinute, formatValue(1, 'minutes', format)], [targetMinutes, formatNumber(5, format.locale)], [limitMinutes, formatNumber(30, format.locale)], [120, formatValue(120, 'minutes', format)], [lastMinute, formatValue(1, 'days', format)]] as const;
  const marks = ticks.map(([minutes, text], i) => textMark(x(minutes), baseline, text, { anchor: i === 0 ? 'start' : i === ticks.length - 1 ? 'end' : 'middle' }));
  const kept = [marks[0], marks[marks.length - 1]] as (typeof marks)[number][];
  for (const mark of marks.slice(1, -1)) if (!kept.some((other) => overlap(boxOfText(context, mark), boxOfText(context, other), 6))) kept.push(mark);
  return kept;
};

const pointOf = ({ messages, format }: ChartContext, owner: OwnerResponse, name: string, box: Box): ScenePoint => {
  const share = formatPercent(owner.within5 ?? 0, format.locale);
  const time = (minutes: number | null): string => (minutes === null ? say(messages, 'response.notReached') : formatValue(minutes, 'minutes', format));
  return {
    x: box.x + box.width / 2, y: box.y + box.height / 2, box, title: name, key: [owner.id],
    rows: [
      { label: say(messages, 'response.row.median'), value: time(owner.median) },
      ...(owner.within5 === null ? [] : [{ label: say(messages, 'response.row.within5'), value: share }]),
      ...(owner.isP90Firm ? [{ label: say(messages, 'response.row.p90'), value: time(owner.p90) }] : []),
      { label: say(messages, 'response.row.n'), value: formatNumber(owner.n, format.locale) },
    ],
    sentence: !owner.isMedianFirm ? say(messages, 'response.say.repFew', { rep: name, n: owner.n })
      : owner.median === null ? say(messages, 'response.say.repOpen', { rep: name, n: owner.n, share })
        : say(messages, 'response.say.rep', { rep: name, n: owner.n, share, median: formatSpoken(owner.median, 'minutes', format) }),
  };
};

const summaryOf = (context: ChartContext, owners: readonly OwnerResponse[]): string => {
  const { messages, format } = context;
  const firm = owners.filter(({ isMedianFirm, median }) => isMedianFirm && median !== null);
  const [fast, slow] = [firm[0], firm[firm.length - 1]];
  if (fast === undefined || slow === undefined || fast === slow) return say(messages, 'response.summaryFew');
  const time = ({ median }: OwnerResponse): string => formatSpoken(median as number, 'minutes', format);
  return say(messages, 'response.summary', {
    fast: segmentName(messages, [fast.id], context.naming), short: time(fast), slow: segmentName(messages, [slow.id], context.naming), long: time(slow),
  });
};

const tableOf = (context: ChartContext, owners: readonly OwnerResponse[]): SceneTable => {
  const { messages, format } = context;
  const missing = say(messages, 'table.missing');
  const time = (minutes: number | null): string => (minutes === null ? missing : formatValue(minutes, 'minutes', format));
  const labels = [say(messages, 'response.col.rep'), say(messages, 'response.row.median'), say(messages, 'response.row.within5'), say(messages, 'response.row.p90'), say(messages, 'response.row.n')];
  return {
    caption: say(messages, 'response.table'),
    columns: labels.map((label, i) => ({ label, numeric: i > 0 })),
    rows: owners.map((owner) => [
      segmentName(messages, [owner.id], context.naming), owner.isMedianFirm ? time(owner.median) : missing,
      owner.within5 === null || !owner.isMedianFirm ? missing : formatPercent(owner.within5, format.locale),
      owner.isP90Firm ? time(owner.p90) : missing, formatNumber(owner.n, format.locale),
    ]),
    raw: owners.map((owner) => [owner.id, owner.median, owner.within5, owner.p90, owner.n]),
  };
};

const emptyScene = (context: ChartContext, _: KpiResult<'lead_response'>, marks: readonly Mark[], top: number): Scene => {
  const none = say(context.messages, 'response.none');
  return finishScene(context, {
    width: context.frame.width, height: top + 40, plot: { x: 0, y: top, width: context.frame.width, height: 40 },
    marks: [...marks, fittedText(context, 0, top + 22, none, context.frame.width, { size: 'text', ink: 'ink-2' })], points: [], summary: none, table: tableOf(context, []),
  });
};
