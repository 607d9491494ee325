import { max, min } from 'd3-array';
import { formatNumber } from '../format/number.js';
import { formatPercent } from '../format/percent.js';
import { say, type Messages } from '../i18n/messages.js';
import { namingOf, segmentName } from '../i18n/words.js';
import type { LeadGroup } from '../model/lead-opp-details.js';
import type { KpiResult } from '../model/result.js';
import type { Frame, Mark, Scene, TextMark } from '../model/scene.js';
import { baseAxis, lineHeight } from './axis.js';
import { caption } from './caption.js';
import { chartContext, widestOf, widthOf, type ChartContext } from './chart-context.js';
import { finishScene } from './finish-scene.js';
import { wrapText } from './fit-text.js';
import { isUnreliable } from './is-unreliable.js';
import { leadGroupPoint, leadGroupSummary, leadGroupTable, type LeadAxis } from './lead-group-words.js';
import { legendRow } from './legend-row.js';
import { linearScale, type LinearScale } from './linear-scale.js';
import { fittedText, nameMarks, round, textMark, type Box } from './text-mark.js';
import { valueTicks } from './ticks.js';

const pitch = 28;
/** In narrower places a name stands above its interval. */
const besideFrom = 300;
/** Beside narrower rows the verdict has no room: the ink says it, the reading and the table too. */
const verdictFrom = 560;
const mostRows = 12;
const headlinePitch = 18;
const chanceHeight = 14;

type Result = KpiResult<'lead_to_opp'>;

const dimensionOf = { source: 'source', owner: 'owner_id' } as const;
const listOf = ({ details }: Result, axis: LeadAxis): readonly LeadGroup[] => (axis === 'source' ? details.sources : details.owners);
/** Something to hold against something else. */
const isDrawn = (groups: readonly LeadGroup[]): boolean => groups.filter(({ isCompared }) => isCompared).length >= 2;

/**
 * What share of their leads sources (or reps) qualify, with its interval, beside what the reps that worked them (the sources they came
 * from) let expect and the range of chance around that; both axes on one scale. The first of the two says whose the differences are.
 * Null where fewer than two can be compared.
 */
export const leadGroups = (result: Result, axis: LeadAxis, frame: Frame, messages: Messages): Scene | null => {
  const all = listOf(result, axis);
  if (!isDrawn(all)) return null;
  const context = chartContext(frame, messages, namingOf(result, [dimensionOf[axis]]));
  const groups = [...all].sort(byRate);
  const shown = groups.slice(0, mostRows);
  const isFirst = axis === 'source' || !isDrawn(result.details.sources);
  const headline = isFirst ? headlineOf(context, result) : [];
  const headlineHeight = headline.length === 0 ? 0 : headline.length * headlinePitch + 4;
  const head = caption(context, headlineHeight, say(messages, `leads.${axis}.caption`), say(messages, `leads.${axis}.rest`), say(messages, `leads.${axis}.short`));
  const legend = legendRow(context, headlineHeight + head.height + 2, [
    { swatch: 'dot', ink: 'ink-2', text: say(messages, 'leads.rate') },
    { swatch: 'tick', ink: 'ink-1', text: say(messages, 'leads.expected') },
    { swatch: 'rect', ink: 'neutral-weak', text: say(messages, 'leads.chance') },
  ]);
  const names = shown.map(({ id }) => segmentName(messages, [id], context.naming));
  const figures = shown.map((group) => figureOf(context, result, group));
  const verdicts = shown.map(({ named }) => (named === null ? '' : say(messages, `leads.${named}`)));
  const above = frame.width < besideFrom;
  const rowHeight = above ? pitch + 12 : pitch;
  const nameWidth = above ? 0 : Math.min(widestOf(context, names, 'text') + 12, Math.round(frame.width * 0.34));
  const verdictWidth = frame.width >= verdictFrom ? widestOf(context, verdicts) + 12 : 0;
  const figureWidth = above ? 0 : widestOf(context, figures, 'text', true, true) + 14;
  const top = headlineHeight + head.height + legend.height + 8;
  const plot: Box = { x: nameWidth + 4, y: top, width: Math.max(60, frame.width - nameWidth - figureWidth - verdictWidth - 8), height: shown.length * rowHeight };
  const [from, to] = domainOf(result);
  const x = linearScale(from, to, plot.x, plot.x + plot.width);
  const ticks = valueTicks(from, to, plot.width >= 200 ? 5 : 3);
  const more = groups.length - shown.length;
  return finishScene(context, {
    width: frame.width, height: plot.y + plot.height + 22 + (more > 0 ? lineHeight : 0), plot,
    marks: [
      ...headline, ...head.marks, ...legend.marks,
      ...ticks.map((tick): Mark => ({ type: 'rule', x1: round(x(tick)), x2: round(x(tick)), y1: plot.y, y2: plot.y + plot.height, stroke: { ink: 'grid', width: 1 } })),
      ...shown.flatMap((group, i): readonly Mark[] => {
        const middle = plot.y + (i + 1) * rowHeight - pitch / 2;
        const firm = isFirm(result, group);
        const look = { size: 'text' as const, ink: firm ? 'ink-1' as const : 'ink-3' as const, key: [group.id] };
        return [
          ...(above ? [fittedText(context, 0, middle - 12, names[i] as string, frame.width - widestOf(context, figures, 'text', true, true) - 8, look)]
            : nameMarks(context, 0, middle, names[i] as string, nameWidth - 8, look)),
          ...groupMarks(group, firm, i, (share) => round(x(Math.min(to, Math.max(from, share)))), middle),
          textMark(frame.width - verdictWidth, above ? middle - 12 : middle + 4, figures[i] as string, { ...look, anchor: 'end', strong: firm && group.named !== null, tabular: true }),
          ...(verdictWidth > 0 && verdicts[i] !== '' ? [textMark(frame.width - verdictWidth + 12, middle + 4, verdicts[i] as string, { ink: 'ink-1', key: [group.id] })] : []),
        ];
      }),
      ...baseAxis(context, plot, ticks, x, (tick, i) => (i === ticks.length - 1 ? formatPercent(tick, frame.locale, 1) : formatNumber(tick * 100, frame.locale, { digits: 1 }))),
      ...(more > 0 ? [textMark(0, plot.y + plot.height + 34, say(messages, 'chart.andMore', { n: more }))] : []),
    ],
    points: shown.map((group, i) => leadGroupPoint(context, group, names[i] as string, { x: 0, y: plot.y + i * rowHeight + 2, width: frame.width, height: rowHeight - 4 })),
    summary: `${headline.length > 0 ? `${headline.map(({ text }) => text).join(' ')}. ` : ''}${leadGroupSummary(context, groups, axis)}`,
    table: leadGroupTable(context, groups, axis),
  });
};

const isFirm = (result: Result, { isCompared }: LeadGroup): boolean => isCompared && !isUnreliable(result);

/** Who can be compared first, then by rate. */
const byRate = (a: LeadGroup, b: LeadGroup): number =>
  Number(b.isCompared) - Number(a.isCompared) || b.rate - a.rate || (String(a.id) < String(b.id) ? -1 : 1);

/** Whose the differences are, in one line, or two where it is too long for one. */
const headlineOf = (context: ChartContext, { details: { between } }: Result): readonly TextMark[] => {
  const { messages, format: { locale }, frame } = context;
  const text = between.source === null || between.owner === null ? say(messages, 'leads.betweenNone')
    : say(messages, 'leads.between', { source: formatPercent(between.source, locale), owner: formatPercent(between.owner, locale) });
  return wrapText(text, frame.width, (part) => widthOf(context, part, 'heading', true))
    .map((line, i) => fittedText(context, 0, 13 + i * headlinePitch, line, frame.width, { size: 'heading', ink: 'ink-1', strong: true }));
};

const figureOf = ({ messages, format: { locale }, frame }: ChartContext, result: Result, { rate, n, isCompared }: LeadGroup): string => {
  const share = formatPercent(rate, locale);
  if (!isCompared || isUnreliable(result)) return say(messages, 'intervals.few', { count: formatNumber(n, locale) });
  return frame.width >= 420 ? `${share}  n = ${formatNumber(n, locale)}` : share;
};

/** One scale for both axes. */
const domainOf = (result: Result): readonly [number, number] => {
  const ends = (['source', 'owner'] as const).flatMap((axis) => [...listOf(result, axis)].sort(byRate).slice(0, mostRows)
    .filter(({ isCompared }) => isCompared).flatMap(({ rate, ci, lo, hi }) => [rate, ci?.lo ?? rate, ci?.hi ?? rate, lo, hi]));
  const [low, high] = [Math.max(0, min(ends) ?? 0), Math.min(1, max(ends) ?? 1)];
  const air = (high - low || 0.1) * 0.05;
  return [low < (high - low) * 0.6 ? 0 : low - air, Math.min(1, high + air)];
};

/** Rate with its interval, the expected one as a tick in its range of chance; where nobody is compared only what was seen. */
const groupMarks = ({ id, n, rate, ci, expected, lo, hi, named, isCompared }: LeadGroup, firm: boolean, point: number, x: LinearScale, middle: number): readonly Mark[] => {
  const key = [id];
  const [low, high] = [ci?.lo ?? null, ci?.hi ?? null];
  const tick = x(expected / n);
  return [
    ...(isCompared ? [{ type: 'rect' as const, x: x(lo), y: middle - chanceHeight / 2, width: round(x(hi) - x(lo)), height: chanceHeight, radius: 2, fill: 'neutral-weak' as const, key }] : []),
    ...(low === null || high === null ? [] : [{ type: 'whisker' as const, x1: x(low), x2: x(high), y1: middle, y2: middle, cap: 6, key, stroke: { ink: !firm ? 'axis' as const : named === null ? 'neutral' as const : 'accent-mid' as const, width: 1.5 } }]),
    ...(isCompared ? [{ type: 'rule' as const, x1: tick, x2: tick, y1: middle - chanceHeight / 2 - 1, y2: middle + chanceHeight / 2 + 1, key, stroke: { ink: firm ? 'ink-1' as const : 'neutral' as const, width: 1.75 } }] : []),
    { type: 'dot', x: x(rate), y: middle, r: 4, point, key, ...(firm ? { fill: named === null ? 'ink-3' as const : 'accent' as const, stroke: { ink: 'surface' as const, width: 1 } } : { fill: 'surface' as const, stroke: { ink: 'neutral' as const, width: 1.4 } }) },
  ];
};
