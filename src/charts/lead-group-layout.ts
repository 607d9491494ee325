import { max, min } from 'd3-array';
import { formatNumber } from '../format/number.js';
import { formatPercent } from '../format/percent.js';
import { say } from '../i18n/messages.js';
import { namingOf, segmentName } from '../i18n/words.js';
import type { LeadGroup } from '../model/lead-opp-details.js';
import type { KpiResult } from '../model/result.js';
import { widestOf, type ChartContext } from './chart-context.js';
import { isUnreliable } from './is-unreliable.js';
import type { LeadAxis } from './lead-group-words.js';

type Result = KpiResult<'lead_to_opp'>;

/** In narrower places a name stands above its interval. */
const besideFrom = 300;
const casesFrom = 420;
/** Beside narrower rows the verdict has no room: the ink says it, the reading and the table too. */
const verdictFrom = 560;
const mostRows = 12;
const axes = ['source', 'owner'] as const satisfies readonly LeadAxis[];

/** Columns and scale that sources and reps have in common, so that what stands below each other can be compared. */
export interface LeadGroupLayout {
  readonly above: boolean;
  readonly nameWidth: number;
  /** 0 where a column has no room. */
  readonly casesWidth: number;
  readonly verdictWidth: number;
  readonly shareWidth: number;
  readonly domain: readonly [from: number, to: number];
}

/** Rows of an axis as they are drawn: who can be compared first, then by rate; the others are left to the table. */
export const groupsOf = ({ details }: Result, axis: LeadAxis): readonly LeadGroup[] =>
  [...(axis === 'source' ? details.sources : details.owners)].sort((a, b) =>
    Number(b.isCompared) - Number(a.isCompared) || b.rate - a.rate || (String(a.id) < String(b.id) ? -1 : 1));

/** Something to hold against something else. */
export const hasComparison = (result: Result, axis: LeadAxis): boolean => groupsOf(result, axis).filter(({ isCompared }) => isCompared).length >= 2;

export const shownGroups = (result: Result, axis: LeadAxis): readonly LeadGroup[] => groupsOf(result, axis).slice(0, mostRows);

export const isFirm = (result: Result, { isCompared }: LeadGroup): boolean => isCompared && !isUnreliable(result);

export const casesText = ({ messages, format: { locale } }: ChartContext, { n }: LeadGroup): string => say(messages, 'intervals.few', { count: formatNumber(n, locale) });

export const shareText = ({ format: { locale } }: ChartContext, { rate }: LeadGroup): string => formatPercent(rate, locale);

export const verdictText = ({ messages }: ChartContext, { named }: LeadGroup): string => (named === null ? '' : say(messages, `leads.${named}`));

export const leadGroupLayout = (context: ChartContext, result: Result): LeadGroupLayout => {
  const { width } = context.frame;
  const drawn = axes.filter((axis) => hasComparison(result, axis));
  const shown = drawn.flatMap((axis) => shownGroups(result, axis));
  const names = drawn.flatMap((axis) => {
    const naming = namingOf(result, [axis === 'source' ? 'source' : 'owner_id']);
    return shownGroups(result, axis).map(({ id }) => segmentName(context.messages, [id], naming));
  });
  const above = width < besideFrom;
  const cases = widestOf(context, shown.map((group) => casesText(context, group)), 'text', false, true);
  const shares = widestOf(context, shown.map((group) => shareText(context, group)), 'text', true, true);
  return {
    above,
    nameWidth: above ? 0 : Math.min(widestOf(context, names, 'text') + 12, Math.round(width * 0.34)),
    casesWidth: width >= casesFrom ? cases + 12 : 0,
    // Where the number of cases has no column of its own, it stands in for shares that say nothing.
    shareWidth: Math.max(shares, width >= casesFrom ? 0 : cases),
    verdictWidth: width >= verdictFrom ? widestOf(context, shown.map((group) => verdictText(context, group))) + 12 : 0,
    domain: domainOf(shown),
  };
};

const domainOf = (shown: readonly LeadGroup[]): readonly [number, number] => {
  const ends = shown.filter(({ isCompared }) => isCompared).flatMap(({ rate, ci, lo, hi }) => [rate, ci?.lo ?? rate, ci?.hi ?? rate, lo, hi]);
  const [low, high] = [Math.max(0, min(ends) ?? 0), Math.min(1, max(ends) ?? 1)];
  const air = (high - low || 0.1) * 0.05;
  return [low < (high - low) * 0.6 ? 0 : low - air, Math.min(1, high + air)];
};
