import { formatNumber } from '../format/number.js';
import { say, type Messages } from '../i18n/messages.js';
import type { MilestoneStanding } from '../model/milestone.js';
import type { KpiResult } from '../model/result.js';
import type { Frame } from '../model/scene.js';
import { formatDayBeside } from '../format/date.js';
import { chartContext } from './chart-context.js';
import { isGood, isLate, isThere, kpiText, milestoneSummary, rungsOf, valueText } from './milestone-words.js';

export interface MilestoneHead {
  /** How many are on track or reached, of all. */
  readonly good: string;
  readonly all: number;
  /** What should be looked at first. */
  readonly worst: { readonly status: 'good' | 'warn' | 'bad' | 'unknown'; readonly text: string };
  /** What is due next; null = nothing more. */
  readonly next: string | null;
  readonly spoken: string;
}

/** The milestones in three lines. */
export const milestoneHead = (results: readonly KpiResult[], frame: Frame, messages: Messages): MilestoneHead => {
  const context = chartContext(frame, messages);
  const rungs = rungsOf(results);
  const count = (fits: (standing: MilestoneStanding) => boolean): number => rungs.filter(({ stone }) => fits(stone.standing)).length;
  const [late, risk, unknown] = [count(isLate), count((standing) => standing === 'at_risk'), count((standing) => standing === 'unknown')];
  const ahead = rungs.filter(({ stone, result }) => stone.due !== null && stone.due > result.asOf.slice(0, 10) && !isThere(stone.standing))
    .sort((a, b) => ((a.stone.due as string) < (b.stone.due as string) ? -1 : 1));
  const [next] = ahead;
  return {
    good: formatNumber(count(isGood), frame.locale), all: rungs.length,
    worst: late > 0 ? { status: 'bad', text: say(messages, 'stone.lineBehind', { n: late }) } : risk > 0 ? { status: 'warn', text: say(messages, 'stone.lineRisk', { n: risk }) }
      : unknown > 0 ? { status: 'unknown', text: say(messages, 'stone.lineUnknown', { n: unknown }) } : { status: 'good', text: say(messages, 'stone.lineAll') },
    next: next === undefined ? null : say(messages, 'stone.next', {
      day: formatDayBeside(next.stone.due as string, next.result.asOf.slice(0, 10), frame.locale, 'short'), what: `${kpiText(context, next)} ${valueText(context, next, next.stone.target)}`,
    }),
    spoken: milestoneSummary(context, rungs),
  };
};
