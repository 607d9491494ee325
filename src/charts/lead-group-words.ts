import { formatNumber } from '../format/number.js';
import { formatPercent } from '../format/percent.js';
import { formatInterval } from '../format/range.js';
import { say } from '../i18n/messages.js';
import { dimensionName, segmentName } from '../i18n/words.js';
import type { LeadGroup } from '../model/lead-opp-details.js';
import type { ScenePoint, SceneTable } from '../model/scene.js';
import type { ChartContext } from './chart-context.js';
import type { Box } from './text-mark.js';

/** Which of the two a group is one of. */
export type LeadAxis = 'source' | 'owner';

const verdictOf = ({ messages }: ChartContext, { id, named, isCompared }: LeadGroup): string => {
  if (!isCompared) return say(messages, id === null ? 'leads.group.unset' : 'limits.tooFew');
  return say(messages, named === 'above' ? 'limits.above' : named === 'below' ? 'limits.below' : 'limits.within');
};

/** Limits are those of a rate: nothing below 0 or above 1 is written. */
const chanceOf = ({ format: { locale } }: ChartContext, { lo, hi }: LeadGroup): string =>
  `${formatNumber(Math.max(0, lo) * 100, locale, { digits: 1, fixed: true })}–${formatPercent(Math.min(1, hi), locale, 1, true)}`;

const intervalOf = ({ messages, format }: ChartContext, { ci, rate }: LeadGroup): string =>
  (ci === null ? say(messages, 'table.missing') : formatInterval(ci, 'ratio', rate, format) || say(messages, 'table.missing'));

export const leadGroupPoint = (context: ChartContext, group: LeadGroup, name: string, box: Box): ScenePoint => {
  const { messages, format: { locale } } = context;
  const { id, n, qualified, rate, expected, isCompared } = group;
  const [share, expectedShare, verdict] = [formatPercent(rate, locale, 1), formatPercent(expected / n, locale, 1), verdictOf(context, group)];
  return {
    x: box.x + box.width / 2, y: box.y + box.height / 2, box, title: name, key: [id],
    rows: [
      { label: say(messages, 'leads.group.qualified'), value: say(messages, 'leads.group.ofLeads', { share, qualified, n }) },
      { label: say(messages, 'table.interval'), value: intervalOf(context, group) },
      ...(isCompared ? [
        { label: say(messages, 'leads.group.expectedRow'), value: expectedShare }, { label: say(messages, 'leads.group.chance'), value: chanceOf(context, group) },
      ] : []),
      { label: say(messages, 'limits.verdict'), value: verdict },
    ],
    sentence: isCompared ? say(messages, 'leads.group.say', { name, share, n, expected: expectedShare, verdict }) : say(messages, 'leads.group.few', { name, share, n }),
  };
};

export const leadGroupSummary = ({ messages, naming }: ChartContext, groups: readonly LeadGroup[], axis: LeadAxis): string => {
  const listed = (side: LeadGroup['named']): string => groups.filter(({ named }) => named === side).map(({ id }) => segmentName(messages, [id], naming)).join(', ');
  const [above, below] = [listed('above'), listed('below')];
  const words = [
    ...(above === '' ? [] : [say(messages, 'leads.group.listAbove', { names: above })]), ...(below === '' ? [] : [say(messages, 'leads.group.listBelow', { names: below })]),
  ];
  return words.length > 0 ? words.join(' ') : say(messages, `leads.${axis}.none`);
};

export const leadGroupTable = (context: ChartContext, groups: readonly LeadGroup[], axis: LeadAxis): SceneTable => {
  const { messages, format: { locale } } = context;
  const percent = (share: number): string => formatNumber(share * 100, locale, { digits: 1, fixed: true });
  const missing = say(messages, 'table.missing');
  const name = dimensionName(messages, axis === 'source' ? 'source' : 'owner_id');
  const [leads, rate, expected, verdict] = [say(messages, 'leads.col.n'), say(messages, 'leads.group.rate'), say(messages, 'leads.group.expected'), say(messages, 'limits.verdict')];
  const labels = [name, leads, rate, say(messages, 'table.interval'), expected, say(messages, 'leads.group.chance'), verdict];
  return {
    caption: say(messages, `leads.${axis}.table`),
    columns: labels.map((label, i) => ({ label, numeric: i > 0 && i < labels.length - 1 })),
    rows: groups.map((group) => [
      segmentName(messages, [group.id], context.naming), formatNumber(group.n, locale), percent(group.rate), intervalOf(context, group),
      group.isCompared ? percent(group.expected / group.n) : missing, group.isCompared ? chanceOf(context, group) : missing, verdictOf(context, group),
    ]),
    rawColumns: [name, leads, say(messages, 'leads.group.qualified'), rate, say(messages, 'table.lower'), say(messages, 'table.upper'), expected, say(messages, 'close.col.lo'), say(messages, 'close.col.hi'), verdict],
    raw: groups.map(({ id, n, qualified, rate: own, ci, expected: count, lo, hi, named }) => [id, n, qualified, own, ci?.lo ?? null, ci?.hi ?? null, count / n, lo, hi, named]),
  };
};
