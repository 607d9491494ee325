import { formatNumber } from '../format/number.js';
import { formatPercent } from '../format/percent.js';
import { say, type Messages } from '../i18n/messages.js';
import { namingOf, segmentName } from '../i18n/words.js';
import type { LeadGroup } from '../model/lead-opp-details.js';
import type { KpiResult } from '../model/result.js';
import type { Frame, Mark, Scene, TextMark } from '../model/scene.js';
import { baseAxis, lineHeight } from './axis.js';
import { caption } from './caption.js';
import { chartContext, widthOf, type ChartContext } from './chart-context.js';
import { finishScene } from './finish-scene.js';
import { wrapText } from './fit-text.js';
import { casesText, groupsOf, hasComparison, isFirm, leadGroupLayout, shareText, shownGroups, verdictText, type LeadGroupLayout } from './lead-group-layout.js';
import { leadGroupPoint, leadGroupSummary, leadGroupTable, type LeadAxis } from './lead-group-words.js';
import { legendRow } from './legend-row.js';
import { linearScale, type LinearScale } from './linear-scale.js';
import { fittedText, nameMarks, round, textMark, type Box } from './text-mark.js';
import { valueTicks } from './ticks.js';

const pitch = 28;
const nameAbove = 12;
const headlinePitch = 18;
const chanceHeight = 14;

type Result = KpiResult<'lead_to_opp'>;

/**
 * What share of their leads sources (or reps) qualify, with its interval, beside what the reps that worked them (the sources they came
 * from) let expect and the range of chance around that; both axes on one scale. The first of the two says whose the differences are.
 * Null where fewer than two can be compared.
 */
export const leadGroups = (result: Result, axis: LeadAxis, frame: Frame, messages: Messages): Scene | null => {
  if (!hasComparison(result, axis)) return null;
  const context = chartContext(frame, messages, namingOf(result, [axis === 'source' ? 'source' : 'owner_id']));
  const groups = groupsOf(result, axis);
  const shown = shownGroups(result, axis);
  const headline = axis === 'source' || !hasComparison(result, 'source') ? headlineOf(context, result) : [];
  const headlineHeight = headline.length === 0 ? 0 : headline.length * headlinePitch + 4;
  const head = caption(context, headlineHeight, say(messages, `leads.${axis}.caption`), say(messages, `leads.${axis}.rest`), say(messages, `leads.${axis}.short`));
  const legend = legendRow(context, headlineHeight + head.height + 2, [
    { swatch: 'dot', ink: 'ink-2', text: say(messages, 'leads.rate') },
    { swatch: 'tick', ink: 'ink-1', text: say(messages, 'leads.expected') },
    { swatch: 'rect', ink: 'neutral-weak', text: say(messages, 'leads.chance') },
  ]);
  const names = shown.map(({ id }) => segmentName(messages, [id], context.naming));
  const layout = leadGroupLayout(context, result);
  const { above, nameWidth, shareWidth, casesWidth, verdictWidth, domain: [from, to] } = layout;
  const rowHeight = above ? pitch + nameAbove : pitch;
  const columnsWidth = above ? 0 : shareWidth + casesWidth + verdictWidth + 14;
  const plot: Box = {
    x: nameWidth + 4, y: headlineHeight + head.height + legend.height + 8, width: Math.max(60, frame.width - nameWidth - columnsWidth - 8), height: shown.length * rowHeight,
  };
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
        return [
          ...textMarks(context, result, group, names[i] as string, layout, middle),
          ...groupMarks(group, isFirm(result, group), i, (share) => round(x(Math.min(to, Math.max(from, share)))), middle),
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

/** Whose the differences are, in one line, or two where it is too long for one. */
const headlineOf = (context: ChartContext, { details: { between } }: Result): readonly TextMark[] => {
  const { messages, format: { locale }, frame } = context;
  const text = between.source === null || between.owner === null ? say(messages, 'leads.betweenNone')
    : say(messages, 'leads.between', { source: formatPercent(between.source, locale), owner: formatPercent(between.owner, locale) });
  return wrapText(text, frame.width, (part) => widthOf(context, part, 'heading', true))
    .map((line, i) => fittedText(context, 0, 13 + i * headlinePitch, line, frame.width, { size: 'heading', ink: 'ink-1', strong: true }));
};

/** Name, share and number of leads; a share that says nothing is left to the reading. */
const textMarks = (
  context: ChartContext, result: Result, group: LeadGroup, name: string, { above, nameWidth, shareWidth, casesWidth, verdictWidth }: LeadGroupLayout, middle: number,
): readonly Mark[] => {
  const { width } = context.frame;
  const firm = isFirm(result, group);
  const key = [group.id];
  const look = { size: 'text' as const, ink: firm ? 'ink-1' as const : 'ink-3' as const, key };
  const baseline = above ? middle - nameAbove : middle + 4;
  const right = width - verdictWidth;
  const verdict = verdictText(context, group);
  return [
    ...(above ? [fittedText(context, 0, baseline, name, width - shareWidth - 8, look)] : nameMarks(context, 0, middle, name, nameWidth - 8, look)),
    ...(firm ? [textMark(right - casesWidth, baseline, shareText(context, group), { ...look, anchor: 'end', strong: group.named !== null, tabular: true })] : []),
    ...(casesWidth > 0 || !firm ? [textMark(right, baseline, casesText(context, group), { size: 'text', anchor: 'end', tabular: true, key })] : []),
    ...(verdictWidth > 0 && verdict !== '' ? [textMark(right + 12, baseline, verdict, { ink: 'ink-1', key })] : []),
  ];
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
