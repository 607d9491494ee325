import { max } from 'd3-array';
import { scaleUnit } from '../format/money.js';
import { formatPercent } from '../format/percent.js';
import { formatValue } from '../format/value-parts.js';
import { say, type Messages } from '../i18n/messages.js';
import { dimensionName, namingOf, segmentName } from '../i18n/words.js';
import type { KpiResult } from '../model/result.js';
import type { Frame, Mark, Scene } from '../model/scene.js';
import { lineHeight } from './axis.js';
import { caption } from './caption.js';
import { chartContext, widestOf } from './chart-context.js';
import { finishScene } from './finish-scene.js';
import { followedCohort, funnelRows, stageName } from './funnel-rows.js';
import { isUnreliable } from './is-unreliable.js';
import { linearScale, type LinearScale } from './linear-scale.js';
import { pipelineMultiplesPoint, pipelineMultiplesSummary, pipelineMultiplesTable } from './pipeline-multiples-words.js';
import { figureIn, hasDeals, segmentScale, sizeOf, stageOf, type PipelineMultiples, type PipelineSegment } from './pipeline-segments.js';
import { fittedText, nameMarks, round, textMark, type Box } from './text-mark.js';

const mostSegments = 12;
const mostStages = 14;
const leastCellWidth = 118;
const cellGap = 20;
const cellHead = 36;
const pitch = 20;
const barHeight = 10;

/** Open value by stage per segment, side by side on one scale: where each segment's pipeline lies, and how far its deals get. */
export const pipelineMultiples = (result: KpiResult<'pipeline'>, frame: Frame, messages: Messages): Scene | null => {
  const context = chartContext(frame, messages, namingOf(result));
  const filled = result.segments.filter((segment): segment is PipelineSegment => segment.details !== null && hasDeals(segment.details));
  const segments = filled.slice(0, mostSegments);
  if (segments.length === 0) return null;
  const stages = funnelRows(result.details).map(({ stage }) => stage).slice(0, mostStages);
  const multiples: PipelineMultiples = { context, result, segments, stages, money: segmentScale(context, segments) };
  const dimension = result.segmentBy.map((name) => dimensionName(messages, name)).join(' · ');
  const rest = multiples.money === null ? say(messages, 'funnel.multiplesCountRest') : say(messages, 'funnel.multiplesRest', { unit: scaleUnit(multiples.money, context.format) });
  const head = caption(context, 0, say(messages, 'cycle.multiples', { dimension }), rest);
  const grid = gridOf(multiples, head.height + 10);
  const more = filled.length - segments.length;
  return finishScene(context, {
    width: frame.width,
    height: grid.bottom + (more > 0 ? lineHeight : 0),
    plot: { x: 0, y: head.height + 10, width: frame.width, height: grid.bottom - head.height - 10 },
    marks: [
      ...head.marks,
      ...grid.names,
      ...grid.cells.flatMap((cell, i) => cellMarks(multiples, segments[i] as PipelineSegment, cell, i, grid.x)),
      ...(more > 0 ? [textMark(0, grid.bottom + 10, say(messages, 'chart.andMore', { n: more }))] : []),
    ],
    points: grid.cells.map((cell, i) => pipelineMultiplesPoint(multiples, segments[i] as PipelineSegment, cell)),
    summary: pipelineMultiplesSummary(multiples),
    table: pipelineMultiplesTable({ ...multiples, segments: filled }, dimension),
  });
};

interface Grid {
  readonly cells: readonly Box[];
  /** Stage names, once per row of cells. */
  readonly names: readonly Mark[];
  readonly x: LinearScale;
  readonly bottom: number;
}

/** Names of the stages stand once at the left of each row of cells. */
const gridOf = (multiples: PipelineMultiples, top: number): Grid => {
  const { context, segments, stages, money } = multiples;
  const { width } = context.frame;
  const names = stages.map((stage) => stageName(context, stage));
  const nameWidth = Math.min(widestOf(context, names, 'text') + 12, Math.round(width * (width < 430 ? 0.36 : 0.22)));
  const room = width - nameWidth;
  const mostColumns = Math.max(1, Math.min(4, segments.length, Math.floor((room + cellGap) / (leastCellWidth + cellGap))));
  const rows = Math.ceil(segments.length / mostColumns);
  // Even rows rather than one left over.
  const columns = Math.ceil(segments.length / rows);
  const cellWidth = (room - cellGap * (columns - 1)) / columns;
  const cellHeight = cellHead + stages.length * pitch + (segments.some(({ details }) => followedCohort(details)) ? 18 : 0);
  const rowTop = (row: number): number => top + row * (cellHeight + 14);
  const labels = widestOf(context, segments.flatMap((segment) => stages.map((stage) => figureIn(multiples, stageOf(segment, stage)))), 'text', false, true) + 6;
  const largest = max(segments.flatMap((segment) => stages.map((stage) => sizeOf(stageOf(segment, stage), money))));
  return {
    bottom: rowTop(rows - 1) + cellHeight,
    x: linearScale(0, largest || 1, 0, Math.max(8, cellWidth - labels)),
    cells: segments.map((_, i) => ({
      x: round(nameWidth + (i % columns) * (cellWidth + cellGap)), y: rowTop(Math.floor(i / columns)), width: round(cellWidth), height: cellHeight,
    })),
    names: Array.from({ length: rows }, (_, row) => names.flatMap((name, i) =>
      nameMarks(context, 0, rowTop(row) + cellHead + (i + 0.5) * pitch, name, nameWidth - 12, { size: 'text', ink: 'ink-2' }))).flat(),
  };
};

const cellMarks = (multiples: PipelineMultiples, segment: PipelineSegment, cell: Box, point: number, x: LinearScale): readonly Mark[] => {
  const { context, stages, money } = multiples;
  const { messages, format } = context;
  const { key, details, value, n } = segment;
  const few = isUnreliable(segment);
  const deals = say(messages, 'count.deals', { n });
  const subtitle = value === null || money === null ? deals : `${formatValue(value, 'money', format)} · ${deals}`;
  const marks: Mark[] = [
    fittedText(context, cell.x, cell.y + 11, segmentName(messages, key, context.naming), cell.width, { size: 'text', strong: true, ink: few ? 'ink-3' : 'ink-1', key }),
    fittedText(context, cell.x, cell.y + 26, subtitle, cell.width, { ink: few ? 'ink-3' : 'ink-2', key }),
    { type: 'rule', x1: cell.x, x2: cell.x, y1: cell.y + cellHead, y2: cell.y + cellHead + stages.length * pitch, stroke: { ink: 'axis', width: 1 } },
  ];
  stages.forEach((name, i) => {
    const stage = stageOf(segment, name);
    const middle = cell.y + cellHead + (i + 0.5) * pitch;
    const bar = (width: number, look: Pick<Extract<Mark, { type: 'rect' }>, 'fill' | 'stroke'>): Mark =>
      ({ type: 'rect', x: cell.x, y: middle - barHeight / 2, width: round(width), height: barHeight, radius: 1.5, key, point, ...look });
    const whole = x(sizeOf(stage, money));
    const weighted = money === null ? null : stage?.weighted ?? null;
    if (whole > 0) marks.push(bar(whole, few ? { fill: 'surface', stroke: { ink: 'neutral', width: 1 } } : { fill: weighted === null ? 'accent' : 'accent-mid' }));
    if (whole > 0 && weighted !== null) marks.push(bar(Math.min(whole, x(Math.max(0, weighted))), { fill: few ? 'neutral' : 'accent' }));
    marks.push(textMark(cell.x + whole + 6, middle + 4, figureIn(multiples, stage), { size: 'text', ink: whole > 0 && !few ? 'ink-2' : 'ink-3', tabular: true, key }));
  });
  const cohort = followedCohort(details);
  if (cohort !== null) {
    const share = formatPercent(cohort.won / cohort.n, format.locale);
    marks.push(fittedText(context, cell.x, cell.y + cell.height - 4, say(messages, 'funnel.segmentWon', { share, count: cohort.n }), cell.width, { ink: 'ink-3', key }));
  }
  return marks;
};
