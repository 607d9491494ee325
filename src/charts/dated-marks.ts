import { daysBetween } from '../format/date.js';
import type { DatedMark } from '../model/annotation.js';
import type { Mark, Scene, ScenePoint, TextMark } from '../model/scene.js';
import type { ChartContext } from './chart-context.js';
import { markReading, touches, withMarkColumn, withMarksRead, withMarksSaid } from './dated-words.js';
import type { LinearScale } from './linear-scale.js';
import { inside } from './place-label.js';
import { boxOfText, fittedText, overlap, round, type Box } from './text-mark.js';

interface Dates { readonly start: string; readonly end: string }

/** A picture's axis of calendar time: periods side by side, each in the middle of its column. */
export interface DatedAxis {
  readonly periods: readonly Dates[];
  /** Middle of the column of a period, by its index. */
  readonly x: LinearScale;
  /** Room above the plot that `markRoom` asked for; 0: marks have no names in the picture. */
  readonly room: number;
  /** The time of each row of the table. */
  readonly rows: readonly Dates[];
  /** The time of each point that has none of its own; the periods unless told. */
  readonly points?: readonly Dates[];
}

const namesHeight = 18;
const longestName = 180;
const touchSize = 24;

const shownMarks = ({ frame }: ChartContext, periods: readonly Dates[]): readonly DatedMark[] => {
  const [first, last] = [periods[0], periods[periods.length - 1]];
  if (first === undefined || last === undefined) return [];
  return (frame.annotations ?? []).filter((mark) => touches(mark, { start: first.start, end: last.end }));
};

/** Height above a plot that the names of marks take: none where nothing is marked. */
export const markRoom = (context: ChartContext, periods: readonly Dates[]): number => (shownMarks(context, periods).length === 0 ? 0 : namesHeight);

/** Where a day begins, in columns: 1.5 = at the end of the second one. */
const columnAt = (periods: readonly Dates[], day: string): number => {
  const i = periods.findIndex(({ end }) => day < end);
  if (i < 0) return periods.length - 0.5;
  const { start, end } = periods[i] as Dates;
  return day <= start ? i - 0.5 : i - 0.5 + (daysBetween(start, day) ?? 0) / Math.max(1, daysBetween(start, end) ?? 1);
};

interface Placed { readonly mark: DatedMark; readonly from: number; readonly to: number; readonly name: TextMark | null }

/**
 * A scene over calendar time with what the page marks there: windows as quiet bands, days as hairlines, behind everything. Names stand
 * above the plot while there is room for them; every mark is a stop of its own after the others, in the reading of the periods it
 * touches, in the table and in the sentence.
 */
export const withDatedMarks = (context: ChartContext, scene: Omit<Scene, 'dir'>, axis: DatedAxis): Omit<Scene, 'dir'> => {
  const dated = { ...scene, isDated: true } as const;
  const given = context.frame.annotations ?? [];
  if (given.length === 0) return dated;
  const marks = shownMarks(context, axis.periods);
  const table = withMarkColumn(context, given, scene.table, axis.rows);
  if (marks.length === 0) return { ...dated, table };
  const placed = placeMarks(context, scene, axis, marks);
  const firstPoint = scene.points.length;
  const points = scene.points.map((point, i) => {
    const dates = point.period ?? (axis.points ?? axis.periods)[i];
    return dates === undefined ? point : withMarksRead(context, marks, point, dates);
  });
  return {
    ...dated, table, summary: withMarksSaid(context, marks, scene.summary),
    marks: [
      ...placed.flatMap((one, i) => groundMarks(one, scene.plot, axis.room, firstPoint + i)),
      ...scene.marks,
      ...placed.flatMap(({ name }, i) => (name === null ? [] : [{ ...name, point: firstPoint + i }])),
    ],
    points: [...points, ...placed.map((one) => stopOf(context, one, scene.plot, axis.room))],
  };
};

const placeMarks = (context: ChartContext, { plot, marks: others }: Omit<Scene, 'dir'>, { periods, x, room }: DatedAxis, marks: readonly DatedMark[]): readonly Placed[] => {
  const within = (at: number): number => round(Math.max(plot.x, Math.min(at, plot.x + plot.width)));
  const bounds = { x: 0, y: plot.y - room - 1, width: context.frame.width, height: room + 1 };
  const taken = others.filter((mark) => mark.type === 'text').map((mark) => boxOfText(context, mark));
  return marks.map((mark): Placed => {
    const from = within(x(columnAt(periods, mark.start)));
    const to = isDay(mark) ? from : within(x(columnAt(periods, mark.end)));
    const name = room === 0 ? null : nameOf(context, mark, from, to, plot, taken, bounds);
    if (name !== null) taken.push(boxOfText(context, name));
    return { mark, from, to, name };
  });
};

const isDay = ({ start, end }: DatedMark): boolean => daysBetween(start, end) === 1;

/** In the middle of a window, beside a day; null where it would touch another text. */
const nameOf = (context: ChartContext, mark: DatedMark, from: number, to: number, plot: Box, taken: readonly Box[], bounds: Box): TextMark | null => {
  const label = fittedText(context, 0, plot.y - 8, mark.label, Math.min(longestName, plot.width), { ink: 'ink-2' });
  const tries: readonly Pick<TextMark, 'x' | 'anchor'>[] = [
    ...(from === to ? [] : [{ x: round((from + to) / 2), anchor: 'middle' } as const]),
    { x: from === to ? from + 5 : from, anchor: 'start' }, { x: from === to ? from - 5 : to, anchor: 'end' },
  ];
  return tries.map((place) => ({ ...label, ...place })).find((text) => {
    const box = boxOfText(context, text);
    return inside(box, bounds) && !taken.some((other) => overlap(other, box, 6));
  }) ?? null;
};

/** Behind the picture: a band with an edge on top, or a hairline with a dot. */
const groundMarks = ({ from, to }: Placed, plot: Box, room: number, point: number): readonly Mark[] => {
  const top = plot.y - (room === 0 ? 0 : 4);
  const bottom = plot.y + plot.height;
  if (from === to) {
    return [
      { type: 'rule', x1: from, x2: from, y1: top, y2: bottom, stroke: { ink: 'neutral', width: 1 }, point },
      { type: 'dot', x: from, y: top, r: 2, fill: 'neutral', point },
    ];
  }
  const width = round(to - from);
  return [
    { type: 'rect', x: from, y: top, width, height: bottom - top, fill: 'surface-sunken', point },
    { type: 'rect', x: from, y: top, width, height: 2, fill: 'neutral', point },
  ];
};

const stopOf = (context: ChartContext, { mark, from, to, name }: Placed, plot: Box, room: number): ScenePoint => {
  const x = round((from + to) / 2);
  const reading = { x, y: plot.y, ...markReading(context, mark) };
  if (room === 0) return reading;
  const handle = { x: x - touchSize / 2, y: plot.y - touchSize + 4, width: touchSize, height: touchSize };
  const named = name === null ? handle : boxOfText(context, name);
  const left = Math.min(handle.x, named.x);
  return { ...reading, box: { ...handle, x: left, width: Math.max(handle.x + handle.width, named.x + named.width) - left } };
};
