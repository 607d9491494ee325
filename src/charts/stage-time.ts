import { max, sum } from 'd3-array';
import { formatNumber } from '../format/number.js';
import { formatPercent } from '../format/percent.js';
import { formatSpoken } from '../format/spoken.js';
import { formatValue } from '../format/value-parts.js';
import { hasMessage, say, type Messages } from '../i18n/messages.js';
import type { KpiResult, Phase } from '../model/result.js';
import type { Frame, Ink, Mark, Scene, ScenePoint } from '../model/scene.js';
import { caption } from './caption.js';
import { chartContext, widestOf, widthOf, type ChartContext } from './chart-context.js';
import { finishScene } from './finish-scene.js';
import { wrapText } from './fit-text.js';
import { isUnreliable } from './is-unreliable.js';
import { linearScale } from './linear-scale.js';
import { dayText } from './median-marks.js';
import { fittedText, round, textMark, type Box } from './text-mark.js';

const barHeight = 14;
const segmentGap = 2;
const rowPitch = 22;
/** What would be written as 0.0 is left to the table. */
const leastDays = 0.05;

interface Stretch { readonly phase: Phase; readonly name: string; readonly days: number; readonly fill: Ink }

/** Where the days of a won deal go: one bar whose parts add up to the mean; in narrow places a row per stage. */
export const stageTime = (result: KpiResult<'sales_cycle'>, frame: Frame, messages: Messages): Scene | null => {
  const context = chartContext(frame, messages);
  const stretches = stretchesOf(context, result);
  const total = sum(stretches, ({ days }) => days);
  if (stretches.length === 0 || total <= 0) return null;
  const head = caption(context, 0, say(messages, 'stages.caption', { days: formatValue(total, 'days', context.format) }), say(messages, 'stages.captionRest'));
  const top = head.height + 6;
  const drawn = stretches.filter(({ days }) => days >= leastDays);
  const body = oneBar(context, drawn, total, top) ?? rowsOfBars(context, drawn, top);
  return finishScene(context, {
    width: frame.width, height: top + body.height, plot: { x: 0, y: top, width: frame.width, height: body.height },
    marks: [...head.marks, ...body.marks],
    points: drawn.map((stretch, i) => pointOf(context, stretch, total, body.boxes[i] as Box)),
    summary: summaryOf(context, stretches, total),
    table: tableOf(context, stretches, total),
  });
};

interface Body { readonly marks: readonly Mark[]; readonly boxes: readonly Box[]; readonly height: number }

/** Before the pipeline is grey, the longest stage full accent; all others one tone, since their order means no rank. */
const stretchesOf = (context: ChartContext, result: KpiResult<'sales_cycle'>): readonly Stretch[] => {
  const known = (result.phases ?? []).flatMap((phase) => (phase.value === null || phase.value < 0 ? [] : [{ phase, days: phase.value }]));
  const staged = known.filter(({ phase }) => !isOutside(phase));
  const longest = isUnreliable(result) ? null : max(staged, ({ days }) => days) ?? 0;
  return known.map(({ phase, days }) => ({
    phase, days, name: phaseName(context, phase),
    fill: isOutside(phase) || longest === null ? 'neutral' : days === longest ? 'accent' : 'accent-mid',
  }));
};

/** Time that no stage owns: before the pipeline, between closing and reopening, or not in the history. */
const isOutside = (phase: Phase): boolean => (phase.details['kind'] ?? 'stage') !== 'stage';

const phaseName = (context: ChartContext, phase: Phase): string => {
  const { messages } = context;
  if (!isOutside(phase)) return phase.key === '' ? say(messages, 'funnel.noStage') : phase.key;
  const key = `stages.kind.${String(phase.details['kind'])}`;
  return hasMessage(messages, key) ? say(messages, key as 'stages.kind.pre_pipeline') : phase.key;
};

/** Needs room for every name below its part, or names collide; null then. */
const oneBar = (context: ChartContext, stretches: readonly Stretch[], total: number, top: number): Body | null => {
  const { width } = context.frame;
  const room = width - segmentGap * (stretches.length - 1);
  if (room <= 0) return null;
  const x = linearScale(0, total, 0, room);
  const marks: Mark[] = [];
  const boxes: Box[] = [];
  let before = 0;
  let nameEnd = -8;
  let deepest = 1;
  for (const [i, { days, name, fill }] of stretches.entries()) {
    const left = round(x(before) + i * segmentGap);
    const partWidth = round(x(days));
    const isLast = i === stretches.length - 1;
    const lines = isLast && widthOf(context, name) <= partWidth + 24 ? [name] : wrapText(name, partWidth - 4, (text) => widthOf(context, text));
    const nameWidth = max(lines, (line) => widthOf(context, line)) ?? 0;
    // The last name may reach back to the left, where the one before it leaves room.
    const nameLeft = isLast ? Math.min(left, width - nameWidth) : left;
    if (nameLeft < nameEnd + 6 || lines.length > 2 || (!isLast && nameWidth > partWidth - 2)) return null;
    deepest = Math.max(deepest, lines.length);
    if (widthOf(context, dayText(context, days), 'text', true) > partWidth - 2) return null;
    nameEnd = nameLeft + nameWidth;
    marks.push(
      { type: 'rect', x: left, y: top, width: partWidth, height: barHeight, radius: 1.5, fill, point: i },
      textMark(nameLeft, top + barHeight + 15, dayText(context, days), { size: 'text', strong: true, ink: 'ink-1', tabular: true }),
      ...lines.map((line, row) => textMark(nameLeft, top + barHeight + 29 + row * 13, line, { ink: 'ink-2' })),
    );
    boxes.push({ x: left, y: top, width: partWidth, height: barHeight + 32 });
    before += days;
  }
  return { marks, boxes, height: barHeight + 21 + deepest * 13 };
};

const rowsOfBars = (context: ChartContext, stretches: readonly Stretch[], top: number): Body => {
  const { width } = context.frame;
  const above = width < 200;
  const pitch = above ? rowPitch + 13 : rowPitch;
  const nameWidth = above ? 0 : Math.min(
    widestOf(context, stretches.map((stretch) => stretch.name), 'text') + 12, Math.round(width * 0.42));
  const figureWidth = widestOf(context, stretches.map((stretch) => dayText(context, stretch.days)), 'text', true, true) + 6;
  const x = linearScale(0, max(stretches, ({ days }) => days) || 1, 0, width - nameWidth - figureWidth);
  return {
    height: stretches.length * pitch + 2,
    boxes: stretches.map((_, i) => ({ x: 0, y: top + i * pitch + 2, width, height: pitch - 4 })),
    marks: stretches.flatMap(({ days, name, fill }, i): readonly Mark[] => {
      const y = top + (i + 1) * pitch - rowPitch / 2;
      return [
        fittedText(context, 0, above ? y - 10 : y + 4, name, above ? width : nameWidth - 10, { size: 'text', ink: 'ink-2' }),
        { type: 'rect', x: nameWidth, y: y - 5.5, width: round(x(days)), height: 11, radius: 1.5, fill, point: i },
        textMark(nameWidth + x(days) + 6, y + 4, dayText(context, days), { size: 'text', strong: true, ink: 'ink-1', tabular: true }),
      ];
    }),
  };
};

const pointOf = (context: ChartContext, { phase, name, days }: Stretch, total: number, box: Box): ScenePoint => {
  const { messages, format } = context;
  return {
    x: round(box.x + box.width / 2), y: round(box.y + box.height / 2), box, title: name,
    rows: [
      { label: say(messages, 'stages.row.days'), value: formatValue(days, 'days', format) },
      { label: say(messages, 'stages.row.share'), value: formatPercent(days / total, format.locale) },
      { label: say(messages, 'stages.row.cases'), value: formatNumber(phase.n, format.locale) },
    ],
    sentence: say(messages, 'stages.say', {
      stage: name, days: formatValue(days, 'days', format), share: formatSpoken(Math.round((days / total) * 100) / 100, 'ratio', format),
    }),
  };
};

const summaryOf = (context: ChartContext, stretches: readonly Stretch[], total: number): string => {
  const longest = stretches.reduce((most, stretch) => (stretch.days > most.days ? stretch : most));
  return say(context.messages, 'stages.summary', {
    stage: longest.name, days: formatValue(longest.days, 'days', context.format), total: formatValue(total, 'days', context.format),
  });
};

const tableOf = (context: ChartContext, stretches: readonly Stretch[], total: number): Scene['table'] => {
  const { messages, format } = context;
  return {
    caption: say(messages, 'stages.table'),
    columns: [
      { label: say(messages, 'stages.col.stage'), numeric: false }, { label: say(messages, 'stages.col.days'), numeric: true },
      { label: say(messages, 'stages.col.share'), numeric: true }, { label: say(messages, 'stages.row.cases'), numeric: true },
    ],
    rows: stretches.map(({ name, days, phase }) => [name, dayText(context, days), formatPercent(days / total, format.locale), formatNumber(phase.n, format.locale)]),
    raw: stretches.map(({ name, days, phase }) => [name, days, days / total, phase.n]),
  };
};
