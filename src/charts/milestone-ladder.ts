import { max, min } from 'd3-array';
import { formatDayBeside } from '../format/date.js';
import { say, type Messages } from '../i18n/messages.js';
import type { KpiResult } from '../model/result.js';
import type { Frame, Mark, Scene, ScenePoint } from '../model/scene.js';
import { axisGap, lineHeight, withinFrame } from './axis.js';
import { caption } from './caption.js';
import { chartContext, widestOf, widthOf, type ChartContext } from './chart-context.js';
import { markRoom, withDatedMarks } from './dated-marks.js';
import { finishScene } from './finish-scene.js';
import { legendRow } from './legend-row.js';
import { linearScale } from './linear-scale.js';
import { stateMarks, trackHeight, trackMarks } from './milestone-rung.js';
import { arrivalText, isThere, milestoneSummary, milestoneTable, nowText, paceText, rungPoint, rungsOf, stateText, targetText, whoseText, type Rung } from './milestone-words.js';
import { fittedText, round, textMark, type Box } from './text-mark.js';
import { monthAxis, monthStarts, timeScale } from './time-axis.js';

/** From this width on texts stand beside the tracks, below it above them. */
const besideFrom = 520;
const headerHeight = 26;
const mostEta = 0.35;
/** Half the length of a piece of today's line: over the bar and the way ahead below it. */
const cutOffReach = 15;

/**
 * Milestones of one or more KPIs on one time axis, each KPI's by due day: how far, how far it should be by now, when it was
 * reached or is likely to be. Null where there is none.
 */
export const milestoneLadder = (results: readonly KpiResult[], frame: Frame, messages: Messages): Scene | null => {
  const rungs = rungsOf(results);
  if (rungs.length === 0) return null;
  const context = chartContext(frame, messages);
  const day = formatDayBeside(asOfOf(rungs), asOfOf(rungs), frame.locale, 'short');
  const head = caption(context, 0, say(messages, 'stone.caption'), say(messages, 'stone.rest', { day }), say(messages, 'stone.short', { day }));
  const legend = legendRow(context, head.height + 2, [
    { swatch: 'rect', ink: 'accent', text: say(messages, 'stone.legendDone') }, { swatch: 'tick', ink: 'ink-1', text: say(messages, 'stone.legendPace') },
    ...(rungs.some(({ stone }) => stone.eta !== null && !isThere(stone.standing)) ? [{ swatch: 'dashed', ink: 'ink-3', text: say(messages, 'stone.legendArrival') } as const] : []),
  ]);
  const { first, last } = timesOf(rungs);
  const isBeside = frame.width >= besideFrom;
  // Above narrow tracks stand their texts: what is marked would run through them.
  const room = isBeside ? markRoom(context, [{ start: first, end: last }]) : 0;
  const top = head.height + legend.height + 22 + room;
  const layout = isBeside ? besideLayout(context, rungs) : stackedLayout(frame.width);
  const heights = rungs.map((rung) => layout.pitch + (isBeside ? 0 : lineHeight * (detailLines(context, rung).length - 1)));
  const placed = placeRungs(rungs, top, heights);
  const plot: Box = { x: layout.from, y: top, width: layout.to - layout.from, height: placed.bottom - top };
  const x = timeScale(first, last, plot.x, plot.x + plot.width);
  const today = x(asOfOf(rungs));
  const middleOf = (i: number): number => (placed.tops[i] as number) + layout.middle + (heights[i] as number) - layout.pitch;
  const points = rungs.map((rung, i) => rungPoint(context, rung, { x: 0, y: placed.tops[i] as number, width: frame.width, height: (heights[i] as number) - 4 }));
  const ways = rungs.map(({ stone }) => ({ start: stone.start ?? first, end: stone.due ?? last }));
  const scene = {
    width: frame.width, height: placed.bottom + axisGap + 6, plot,
    marks: [
      ...head.marks, ...legend.marks,
      ...monthAxis(context, plot, monthStarts(first, last, isBeside ? 5 : 4), x),
      ...cutOff(round(today), top, placed.bottom, isBeside ? null : rungs.map((_, i) => middleOf(i))),
      withinFrame(context, textMark(today, top - 8, say(messages, 'stone.today', { day }), { anchor: 'middle', ink: 'ink-2' })),
      ...placed.headers.flatMap(({ rung, y }) => headerMarks(context, rung, y)),
      ...rungs.flatMap((rung, i): readonly Mark[] => {
        const at = placed.tops[i] as number;
        return [
          ...(isBeside ? besideTexts(context, rung, at, layout) : stackedTexts(context, rung, at)),
          ...trackMarks(rung, middleOf(i), x, { from: layout.from, to: layout.to }, i),
        ];
      }),
    ],
    points: points satisfies readonly ScenePoint[], summary: milestoneSummary(context, rungs), table: milestoneTable(context, rungs),
  } satisfies Omit<Scene, 'dir'>;
  if (!isBeside) return finishScene(context, scene);
  const along = linearScale(-0.5, 0.5, plot.x, plot.x + plot.width);
  return finishScene(context, withDatedMarks(context, scene, { periods: [{ start: first, end: last }], x: along, room, rows: ways, points: ways }));
};

/** Today's line from top to bottom; where texts stand above their tracks, a piece of it across each track. */
const cutOff = (x: number, top: number, bottom: number, middles: readonly number[] | null): readonly Mark[] => {
  const piece = (y1: number, y2: number): Mark => ({ type: 'rule', x1: x, x2: x, y1, y2, stroke: { ink: 'ink-3', width: 1, dash: 'reference' } });
  return middles === null ? [piece(top - 4, bottom)] : middles.map((middle) => piece(middle - cutOffReach, middle + cutOffReach));
};

const asOfOf = ([rung]: readonly Rung[]): string => (rung as Rung).result.asOf.slice(0, 10);

/** From the first start to the last due day or likely arrival; one far off does not squeeze the others. */
const timesOf = (rungs: readonly Rung[]): { readonly first: string; readonly last: string } => {
  const asOf = asOfOf(rungs);
  const known = (days: readonly (string | null)[]): string[] => days.filter((one) => one !== null);
  const first = min([asOf, ...known(rungs.map(({ stone }) => stone.start)), ...known(rungs.map(({ stone }) => stone.firstReached))]) as string;
  const due = max([asOf, ...known(rungs.map(({ stone }) => stone.due))]) as string;
  const span = Date.UTC(Number(due.slice(0, 4)), Number(due.slice(5, 7)) - 1, Number(due.slice(8, 10))) - Date.UTC(Number(first.slice(0, 4)), Number(first.slice(5, 7)) - 1, Number(first.slice(8, 10)));
  const farthest = new Date(Date.UTC(Number(due.slice(0, 4)), Number(due.slice(5, 7)) - 1, Number(due.slice(8, 10))) + Math.max(span, 30 * 86_400_000) * mostEta).toISOString().slice(0, 10);
  const eta = max(known(rungs.map(({ stone }) => (isThere(stone.standing) ? null : stone.eta)))) ?? due;
  return { first, last: max([due, eta > farthest ? farthest : eta]) as string };
};

interface Layout { readonly from: number; readonly to: number; readonly pitch: number; readonly middle: number; readonly side: number }

const besideLayout = (context: ChartContext, rungs: readonly Rung[]): Layout => {
  const { width } = context.frame;
  const names = Math.min(width * 0.26, widestOf(context, rungs.flatMap((rung) => [targetText(context, rung), whoseText(rung)]), 'text', true) + 16);
  const side = Math.min(width * 0.34, Math.max(widestOf(context, rungs.map(({ stone }) => stateText(context, stone.standing)), 'text', true) + 18,
    widestOf(context, rungs.flatMap((rung) => [paceText(context, rung), arrivalText(context, rung)]))) + 4);
  return { from: Math.ceil(names) + 6, to: Math.floor(width - side) - 16, pitch: 44, middle: 16, side };
};

const stackedLayout = (width: number): Layout => ({ from: 6, to: width - 8, pitch: 2 * lineHeight + trackHeight + 6, middle: 2 * lineHeight + 9, side: 0 });

/** Above a narrow track pace and arrival have a line each where one would not do. */
const detailLines = (context: ChartContext, rung: Rung): readonly string[] => {
  const parts = [paceText(context, rung), arrivalText(context, rung)].filter((text) => text !== '');
  const joined = parts.join(' · ');
  return widthOf(context, joined) <= context.frame.width ? [joined] : parts;
};

interface Placed { readonly tops: readonly number[]; readonly headers: readonly { readonly rung: Rung; readonly y: number }[]; readonly bottom: number }

const placeRungs = (rungs: readonly Rung[], top: number, heights: readonly number[]): Placed => {
  const tops: number[] = [];
  const headers: { rung: Rung; y: number }[] = [];
  let y = top;
  rungs.forEach((rung, i) => {
    if (rungs[i - 1]?.result !== rung.result) {
      headers.push({ rung, y });
      y += headerHeight;
    }
    tops.push(y);
    y += heights[i] as number;
  });
  return { tops, headers, bottom: y };
};

const headerMarks = (context: ChartContext, rung: Rung, y: number): readonly Mark[] => {
  const name = say(context.messages, `kpi.${rung.result.kpi}`);
  const now = rung.stone.segment === null ? nowText(context, rung) : '';
  const width = widthOf(context, name, 'text', true);
  return [
    fittedText(context, 0, y + 15, name, context.frame.width, { strong: true, ink: 'ink-1', size: 'text', halo: 'surface' }),
    ...(now === '' || width + 40 > context.frame.width ? [] : [fittedText(context, width + 8, y + 15, now, context.frame.width - width - 8, { ink: 'ink-2', size: 'text', halo: 'surface' })]),
  ];
};

const stateWords = (context: ChartContext, { stone }: Rung, x: number, y: number): readonly Mark[] =>
  [...stateMarks(stone.standing, x + 6, y - 4), textMark(x + 18, y, stateText(context, stone.standing), { strong: true, ink: 'ink-1', size: 'text', halo: 'surface' })];

const besideTexts = (context: ChartContext, rung: Rung, top: number, { from, side }: Layout): readonly Mark[] => {
  const right = context.frame.width - side;
  const details = [paceText(context, rung), arrivalText(context, rung)].filter((text) => text !== '');
  return [
    fittedText(context, 0, top + 14, targetText(context, rung), from - 10, { ink: 'ink-1', size: 'text' }),
    fittedText(context, 0, top + 29, whoseText(rung), from - 10),
    ...stateWords(context, rung, right, top + 10),
    ...details.map((text, i) => fittedText(context, right, top + 24 + i * 13, text, side, { ink: 'ink-2' })),
  ];
};

const stackedTexts = (context: ChartContext, rung: Rung, top: number): readonly Mark[] => {
  const { width } = context.frame;
  const state = widthOf(context, stateText(context, rung.stone.standing), 'text', true) + 20;
  return [
    ...(width - state < 48 ? [] : [fittedText(context, 0, top + 13, targetText(context, rung), width - state - 8, { ink: 'ink-1', size: 'text', halo: 'surface' })]),
    ...stateWords(context, rung, Math.max(0, width - state), top + 13),
    ...detailLines(context, rung).map((text, i) => fittedText(context, 0, top + 13 + lineHeight * (i + 1), text, width, { ink: 'ink-2', halo: 'surface' })),
  ];
};
