import { daysBetween, formatMoment } from '../../format/date.js';
import { formatInterval, halfWidthOf } from '../../format/range.js';
import { valueParts, type ValueParts } from '../../format/value-parts.js';
import { say } from '../../i18n/messages.js';
import type { KpiResult } from '../../model/result.js';
import { changeLine } from './change-line.js';
import type { Head } from './head.js';
import type { Stage } from './stage.js';
import { targetLine } from './target-line.js';
import { isPartialData, rowsSoFar } from './widget-state.js';

export interface HeadContext {
  readonly heading: string;
  /** Stands where there is no figure. */
  readonly nullText: string;
  /** When old figures arrived; null = they are not old. */
  readonly oldSinceMs: number | null;
}

/** What lies over the figures as a whole: their age, that part of the data is missing, or how far the period has come. */
export const badgeOf = (result: KpiResult, { oldSinceMs }: HeadContext, { messages }: Stage): Head['badge'] => {
  if (oldSinceMs !== null) return { icon: 'clock', text: formatMoment(oldSinceMs, messages.locale, result.timeZone) };
  const rows = rowsSoFar(result);
  if (rows !== null) return { icon: null, text: say(messages, 'load.soFar', { n: rows }) };
  if (isPartialData(result)) return { icon: 'caveat', text: say(messages, 'load.partial') };
  const { start, end } = result.period;
  const days = result.partial ? daysBetween(start, result.asOf) : null;
  const total = daysBetween(start, end);
  return days === null || total === null ? null : { icon: null, text: say(messages, 'state.partial', { days: Math.max(0, days), total }) };
};

/** Value and unit; the letter of a short amount (`€284k`) is part of the figure. */
const figureOf = (amount: number, { unit, ci }: KpiResult, { format }: Stage): ValueParts => {
  const parts = valueParts(amount, unit, format, { halfWidth: halfWidthOf(ci) });
  return unit === 'money' && parts.glue === '' ? { ...parts, value: `${parts.value}${parts.unit}`, unit: '' } : parts;
};

/** Head of a widget that shows one result; widgets change what they say differently. */
export const headOf = (result: KpiResult, context: HeadContext, stage: Stage): Head => {
  const { messages, format, line } = stage;
  const { ci } = result;
  // An interval without width says nothing that the figure does not.
  const interval = ci === null || ci.lo === ci.hi ? '' : formatInterval(ci, result.unit, result.value, format);
  const isOld = context.oldSinceMs !== null;
  const value = result.value === null ? null : figureOf(result.value, result, stage);
  return {
    heading: context.heading,
    value,
    nullText: context.nullText,
    beside: interval === '' || ci === null ? null
      : { icon: 'interval', text: interval, more: say(messages, 'interval.inBrackets', { level: Math.round(ci.level * 100) }) },
    change: changeLine(result, line),
    target: targetLine(result, line),
    facts: [],
    status: result.target === null ? 'none' : isOld ? 'unknown' : result.status,
    look: isOld ? 'old' : result.reliability === 'unreliable' ? 'unreliable' : 'plain',
    badge: badgeOf(result, context, stage),
  };
};
