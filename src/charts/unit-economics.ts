import { max } from 'd3-array';
import { formatScaled, fullScaleOf, scaledFigure, type MoneyScale } from '../format/money.js';
import { say, type Messages } from '../i18n/messages.js';
import type { KpiResult } from '../model/result.js';
import type { Frame, Mark, Scene, TextMark } from '../model/scene.js';
import { baseAxis } from './axis.js';
import { benchmarkRow, type Benchmark } from './benchmark-row.js';
import { caption } from './caption.js';
import { chartContext, widthOf, type ChartContext } from './chart-context.js';
import { economyRows, type EconomyRow } from './economy-rows.js';
import { economyPoints, economySummary, economyTable } from './economy-words.js';
import { finishScene } from './finish-scene.js';
import { wrapText } from './fit-text.js';
import { linearScale, type LinearScale } from './linear-scale.js';
import { boxOfText, overlap, round, runsMark, textMark, type Box } from './text-mark.js';
import { valueTicks } from './ticks.js';

export interface UnitEconomicsOptions {
  readonly clv?: KpiResult<'clv'> | null;
  readonly benchmark?: Benchmark | null;
}

const barHeight = 14;
const line = 15;

/** What a customer costs, brings at once and brings in all, from one zero; the dotted line runs at the cost. Null where none of them is known. */
export const unitEconomics = (result: KpiResult<'cac'>, frame: Frame, messages: Messages, options: UnitEconomicsOptions = {}): Scene | null => {
  const context = chartContext(frame, messages);
  const rows = economyRows(context, result, options.clv ?? null);
  if (rows.every(({ value }) => value === null)) return null;
  const benchmark = options.benchmark && options.benchmark.currency === frame.currency ? options.benchmark : null;
  const largest = largestOf(result, rows, benchmark);
  const least = rows.reduce((low, row) => Math.min(low, row.value ?? 0), 0);
  const scale = fullScaleOf(largest, context.format);
  const x = linearScale(least, largest, 0, frame.width - 10);
  const head = caption(context, 0, say(messages, 'unit.caption'), say(messages, 'unit.captionRest'));
  const marks: Mark[] = [];
  const boxes: { y: number; height: number }[] = [];
  let top = head.height + 4;
  for (const row of rows) {
    const body = rowMarks(context, row, x, top, scale);
    marks.push(...body.marks);
    boxes.push({ y: top, height: body.height });
    top += body.height;
    if (row.id === 'cac') {
      const ticks = channelTicks(context, result, x, top - 4, scale);
      marks.push(...ticks.marks);
      top += ticks.height;
      const bench = options.benchmark ? benchmarkRow(context, options.benchmark, x, top, scale, benchmark !== null) : { marks: [], height: 0 };
      marks.push(...bench.marks);
      top += bench.height;
    }
    top += 12;
  }
  const left = leftOver(context, rows, x, top, scale);
  const bottom = top + left.height + 4;
  const plot = { x: 0, y: head.height + 4, width: frame.width, height: bottom - head.height - 4 };
  const ticks = valueTicks(least, largest, frame.width < 240 ? 3 : 5);
  return finishScene(context, {
    width: frame.width,
    height: bottom + 22,
    plot,
    marks: [
      ...head.marks,
      ...ticks.map((tick): Mark => ({
        type: 'rule', x1: round(x(tick)), x2: round(x(tick)), y1: plot.y, y2: bottom, stroke: { ink: tick === 0 ? 'axis' : 'grid', width: 1 },
      })),
      ...costLine(rows, x, boxes[0] ?? { y: 0, height: 0 }, bottom),
      ...marks,
      ...costOverBars(rows, x, boxes),
      ...left.marks,
      ...baseAxis(context, { ...plot, height: bottom - plot.y }, ticks, x, (tick) => axisText(context, tick, scale)),
    ],
    points: economyPoints(context, rows, boxes, x),
    summary: economySummary(context, rows),
    table: economyTable(context, result, rows, scale, options.benchmark ?? null),
  });
};

const largestOf = (result: KpiResult<'cac'>, rows: readonly EconomyRow[], benchmark: Benchmark | null): number => {
  const candidates = [
    ...rows.flatMap((row) => [row.value, row.ci?.hi]), result.details.organic, result.details.inorganic, benchmark?.organic, benchmark?.paid,
  ];
  return candidates.reduce<number>((most, value) => Math.max(most, value ?? 0), 0) || 1;
};

/** The unit stands at zero and nowhere else. */
const axisText = (context: ChartContext, tick: number, scale: MoneyScale): string =>
  (tick === 0 ? formatScaled(0, scale, context.format) : scaledFigure(tick, scale, context.format.locale));

interface RowBody { readonly marks: readonly Mark[]; readonly height: number }

/** Name, value and interval on one line where they fit, else value below the name; then the bar. */
const rowMarks = (context: ChartContext, row: EconomyRow, x: LinearScale, top: number, scale: MoneyScale): RowBody => {
  const { width } = context.frame;
  const valueText = row.value === null ? say(context.messages, 'unit.unknown') : formatScaled(row.value, scale, context.format);
  const strongInk = row.value === null || row.few ? 'ink-3' as const : 'ink-1' as const;
  const indent = width < 240 ? 0 : 8;
  const whole = [{ text: `${row.name} ${valueText}`, strong: true, ink: strongInk }, ...(row.note === '' ? [] : [{ text: `${row.note.startsWith('(') ? ' ' : ' · '}${row.note}`, ink: 'ink-2' as const }])];
  const marks: Mark[] = [];
  let baseline = top + 12;
  const wholeMark = runsMark(indent, baseline, whole, { size: 'text', ink: strongInk, halo: 'surface' });
  const box = boxOfText(context, wholeMark);
  if (box.x + box.width <= width) marks.push(wholeMark);
  else {
    marks.push(runsMark(0, baseline, [{ text: row.name, strong: true, ink: strongInk }], { size: 'text', ink: strongInk, halo: 'surface' }));
    baseline += line;
    const second = runsMark(0, baseline, [{ text: valueText, strong: true, ink: strongInk }, ...whole.slice(1)], { size: 'text', ink: strongInk, halo: 'surface' });
    const secondBox = boxOfText(context, second);
    if (secondBox.width <= width || row.note === '') marks.push(second);
    else {
      marks.push(textMark(0, baseline, valueText, { size: 'text', strong: true, ink: strongInk, halo: 'surface' }));
      baseline += line;
      marks.push(textMark(0, baseline, row.note, { ink: 'ink-2', halo: 'surface' }));
    }
  }
  if (row.value === null) return { marks, height: baseline - top + 6 };
  const y = baseline + 7;
  const start = x(0);
  const fill = row.id === 'cac' && !row.few ? 'accent' as const : 'neutral' as const;
  const bar = (to: number): { readonly x: number; readonly width: number } => ({ x: round(Math.min(start, x(to))), width: round(Math.abs(x(to) - start)) });
  if (row.filled !== null && row.filled !== row.value) {
    marks.push({ type: 'rect', ...bar(row.value), y: y + 0.5, height: barHeight - 1, radius: 1.5, fill: 'surface', stroke: { ink: 'neutral', width: 1 } });
  }
  marks.push({ type: 'rect', ...bar(row.filled ?? row.value), y, height: barHeight, radius: 1.5, fill, point: row.point });
  if (row.ci && row.ci.lo !== null && row.ci.hi !== null) {
    marks.push({ type: 'whisker', x1: round(x(row.ci.lo)), x2: round(x(row.ci.hi)), y1: y + barHeight / 2, y2: y + barHeight / 2, cap: 8, stroke: { ink: row.few ? 'ink-3' : 'ink-1', width: 1.5 } });
  }
  return { marks, height: y + barHeight - top };
};

/** Organic and paid as heavier ticks that touch the bar; their labels turn outwards, and take two lines if they must. */
const channelTicks = (context: ChartContext, result: KpiResult<'cac'>, x: LinearScale, barBottom: number, scale: MoneyScale): RowBody => {
  const { organic, inorganic } = result.details;
  const { messages, frame } = context;
  const known = [
    ...(organic === null ? [] : [{ at: x(organic), text: say(messages, 'unit.organic', { value: scaledFigure(organic, scale, messages.locale) }), amount: organic }]),
    ...(inorganic === null ? [] : [{ at: x(inorganic), text: say(messages, 'unit.paid', { value: scaledFigure(inorganic, scale, messages.locale) }), amount: inorganic }]),
  ].sort((a, b) => a.at - b.at);
  if (known.length === 0 || result.value === null) return { marks: [], height: 0 };
  const placed: TextMark[] = [];
  const stems = known.map(({ at }): Box => ({ x: at - 2, y: barBottom - barHeight, width: 4, height: barHeight + 16 }));
  known.forEach(({ at, text }, i) => {
    const wide = widthOf(context, text);
    const outwards = i === 0 && known.length > 1 ? 'end' as const : 'start' as const;
    const tries = [outwards, outwards === 'end' ? 'start' as const : 'end' as const].flatMap((anchor) => {
      const fits = anchor === 'start' ? at + 4 + wide <= frame.width : at - 4 - wide >= 0;
      return fits ? [anchor] : [];
    });
    for (let row = 0; row < 3; row += 1) {
      for (const anchor of tries) {
        const mark = textMark(anchor === 'start' ? at + 4 : at - 4, barBottom + 14 + row * line, text, { anchor, ink: 'ink-2', halo: 'surface' });
        const box = boxOfText(context, mark);
        if (![...placed.map((other) => boxOfText(context, other)), ...stems].some((other) => overlap(box, other, 1))) {
          placed.push(mark);
          return;
        }
      }
    }
    placed.push(textMark(0, barBottom + 14 + placed.length * line, text, { ink: 'ink-2', halo: 'surface' }));
  });
  const lowest = max(placed, ({ y }) => y) ?? 0;
  return {
    height: lowest - barBottom + 4,
    marks: [
      ...known.flatMap(({ at }): readonly Mark[] => [
        { type: 'rule', x1: round(at), x2: round(at), y1: barBottom - barHeight + 2, y2: barBottom + 16, stroke: { ink: 'surface', width: 4 } },
        { type: 'rule', x1: round(at), x2: round(at), y1: barBottom - barHeight + 2, y2: barBottom + 16, stroke: { ink: 'ink-1', width: 2 } },
      ]),
      ...placed,
    ],
  };
};

/** Drawn before everything else, so that it strikes nothing through. */
const costLine = (rows: readonly EconomyRow[], x: LinearScale, first: { readonly y: number; readonly height: number }, bottom: number): readonly Mark[] => {
  const row = rows.find(({ id }) => id === 'cac');
  if (row === undefined || row.value === null) return [];
  const at = round(x(row.value));
  return [{ type: 'rule', x1: at, x2: at, y1: first.y + first.height, y2: bottom, stroke: { ink: row.few ? 'neutral' : 'accent', width: 1.5, dash: 'reference' } }];
};

/** Over filled bars the same line in the colour of the ground. */
const costOverBars = (rows: readonly EconomyRow[], x: LinearScale, boxes: readonly { readonly y: number; readonly height: number }[]): readonly Mark[] => {
  const cost = rows.find((row) => row.id === 'cac')?.value;
  if (cost === null || cost === undefined) return [];
  return rows.flatMap((row, i): readonly Mark[] => {
    const box = boxes[i];
    if (row.id === 'cac' || row.value === null || !box || (row.filled ?? row.value) <= cost) return [];
    const bottom = box.y + box.height;
    return [{ type: 'rule', x1: round(x(cost)), x2: round(x(cost)), y1: bottom - barHeight, y2: bottom, stroke: { ink: 'surface', width: 1.5, dash: 'reference' } }];
  });
};

/** From the cost to the lifetime margin: what is left, or what is missing. */
const leftOver = (context: ChartContext, rows: readonly EconomyRow[], x: LinearScale, top: number, scale: MoneyScale): RowBody => {
  const cost = rows.find((row) => row.id === 'cac')?.value ?? null;
  const lifetime = rows.find((row) => row.id === 'lifetime')?.value ?? null;
  if (cost === null || lifetime === null || cost === lifetime) return { marks: [], height: 0 };
  const amount = scaledFigure(Math.abs(lifetime - cost), scale, context.messages.locale);
  const text = say(context.messages, lifetime > cost ? 'unit.left' : 'unit.short', { value: amount });
  const ink = rows.some(({ few }) => few) ? 'ink-3' as const : lifetime > cost ? 'accent' as const : 'ink-1' as const;
  const from = x(cost) + (lifetime > cost ? 3 : -3);
  const { width } = context.frame;
  // Clear of the dotted line, in two lines if it must; back over it only where less than half of the width is left.
  const clear = Math.min(x(cost), x(lifetime)) + 8;
  const room = width - clear >= width / 2 ? width - clear : width;
  const lines = wrapText(text, room, (part) => widthOf(context, part));
  const wide = max(lines, (part) => widthOf(context, part)) ?? 0;
  const start = Math.max(0, Math.min(clear, width - wide));
  return {
    height: 11 + lines.length * line,
    marks: [
      { type: 'arrow', x1: round(from), x2: round(x(lifetime)), y1: top + 6, y2: top + 6, stroke: { ink, width: 1.5 } },
      ...lines.map((part, i) => textMark(start, top + 20 + i * line, part, { ink, halo: 'surface' })),
    ],
  };
};
