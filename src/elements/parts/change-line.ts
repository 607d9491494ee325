import { formatChange } from '../../format/change.js';
import { dayOf, formatDay, formatDayBeside, lastDayBefore } from '../../format/date.js';
import type { FormatContext } from '../../format/format-context.js';
import { formatPreviousPeriod } from '../../format/period.js';
import { say, sayRuns, type MessageKey, type Messages } from '../../i18n/messages.js';
import type { Delta, KpiResult } from '../../model/result.js';
import type { IconName } from './icon.js';
import { plainLine, type Line } from './line.js';

export interface LineContext {
  readonly messages: Messages;
  readonly format: FormatContext;
  /** Under 320 px days are short. */
  readonly isNarrow: boolean;
  /** The figures are from an earlier load: nothing is judged any more. */
  readonly isOld: boolean;
}

const wordKeys = {
  duration: { up: 'change.word.slower', down: 'change.word.faster' },
  cost: { up: 'change.word.dearer', down: 'change.word.cheaper' },
  amount: { up: 'change.word.higher', down: 'change.word.lower' },
  good: { up: 'change.word.better', down: 'change.word.worse' },
  harm: { up: 'change.word.worse', down: 'change.word.better' },
} as const satisfies Record<string, Record<'up' | 'down', MessageKey>>;

/** The word says what the arrow alone would not: a shorter time, a lower cost, and for a share whether that is better. */
const wordKindOf = ({ unit, better }: KpiResult): keyof typeof wordKeys => {
  if (unit === 'days' || unit === 'minutes') return 'duration';
  if (unit === 'money') return better === 'lower' ? 'cost' : 'amount';
  return better === 'higher' ? 'good' : 'harm';
};

/** A year back to the day, whatever the length of the period. */
const isYearAgo = (delta: Delta, result: KpiResult): boolean => {
  const now = dayOf(result.period.start);
  const before = dayOf(delta.previous.period.start);
  return now !== null && before !== null && now.getUTCFullYear() - before.getUTCFullYear() === 1
    && now.getUTCMonth() === before.getUTCMonth() && now.getUTCDate() === before.getUTCDate();
};

const arrow = (result: KpiResult, direction: 'up' | 'down', isOld: boolean): IconName => {
  if (isOld) return `${direction}-plain`;
  return (direction === 'up') === (result.better === 'higher') ? `${direction}-good` : `${direction}-bad`;
};

/** The change against the period before, as mock and specification want it said; null = there is nothing to compare with. */
export const changeLine = (result: KpiResult, context: LineContext): Line | null => {
  const { messages, format, isNarrow, isOld } = context;
  const { delta } = result;
  if (result.reliability === 'unreliable') return plainLine('none', say(messages, 'change.notShown'));
  if (result.partial) {
    return plainLine('none', say(messages, 'change.notUntil', { day: formatDay(lastDayBefore(result.period.end), messages.locale, isNarrow ? 'short' : 'long') }));
  }
  if (delta === null || delta.abs === null) return null;
  const since = result.basis === 'stock';
  const day = formatDayBeside(delta.previous.period.end, result.asOf, messages.locale, isNarrow ? 'short' : 'long');
  const period = isYearAgo(delta, result) ? say(messages, 'change.yearAgo') : formatPreviousPeriod(delta.previous.period, result.period, format);
  const strong = isOld ? [] : ['amount'];
  if (delta.abs === 0) return plainLine('same', since ? say(messages, 'change.noneSince', { day }) : say(messages, 'change.none', { period }));
  const direction = delta.abs > 0 ? 'up' : 'down';
  if (delta.signal === 'within-chance') {
    const amount = formatChange(delta.abs, result.unit, format, true);
    return { icon: 'same', runs: since ? sayRuns(messages, 'change.chanceSince', [], { amount, day }) : sayRuns(messages, 'change.chance', [], { amount, period }) };
  }
  const amount = formatChange(delta.abs, result.unit, format, false);
  if (delta.signal === 'unknown') {
    return {
      icon: `${direction}-plain`,
      runs: since ? sayRuns(messages, 'change.unknownSince', strong, { amount, day }) : sayRuns(messages, 'change.unknown', strong, { amount, period }),
    };
  }
  const word = say(messages, wordKeys[wordKindOf(result)][direction]);
  return {
    icon: arrow(result, direction, isOld),
    runs: since ? sayRuns(messages, 'change.since', strong, { amount, day }) : sayRuns(messages, 'change.vsWord', strong, { amount, period, word }),
  };
};
