import { formatChange } from '../format/change.js';
import { daysBetween, formatDay } from '../format/date.js';
import { formatPeriod } from '../format/period.js';
import { halfWidthOf } from '../format/range.js';
import { formatSpoken } from '../format/spoken.js';
import { say, type Messages } from '../i18n/messages.js';
import { resultNotes } from '../i18n/result-notes.js';
import { verdictKey } from '../i18n/verdict-key.js';
import { wordsOf } from '../i18n/words.js';
import type { FormatContext } from '../format/format-context.js';
import type { KpiResult } from '../model/result.js';

export interface DescribeOptions {
  /** The widget's heading, where it is not the KPI's own name. */
  readonly name?: string;
  /** Local date of figures kept from an earlier load. */
  readonly staleSince?: string | null;
}

/**
 * One spoken sentence: value, interval, change with its judgement, target, n, warning. What is not judged is not said to
 * be good or bad; the first warning that blocks or warns is read out.
 */
export const describeResult = (result: KpiResult, messages: Messages, options: DescribeOptions = {}): string => {
  const format: FormatContext = { locale: messages.locale, currency: result.currency, words: wordsOf(messages) };
  const name = options.name ?? say(messages, `kpi.${result.kpi}`);
  const notes = resultNotes(result, messages);
  const warning = notes.find(({ severity }) => severity === 'block') ?? notes.find(({ severity }) => severity === 'warn');
  const note = warning ? [say(messages, 'say.warning', { text: withoutStop(warning.text) })] : [];
  if (result.value === null) return ended([say(messages, 'say.noValue', { name }), ...note]);
  const parts = [
    say(messages, 'say.value', { name, value: spoken(result, result.value, format) }),
    ...intervalOf(result, messages, format),
    ...(result.reliability === 'unreliable' ? [say(messages, 'say.unreliable')] : changeOf(result, messages, format)),
    ...targetOf(result, messages, format),
    say(messages, 'say.n', { n: result.n }),
  ];
  const partial = result.partial ? partialOf(result, messages) : [];
  const stale = options.staleSince ? [say(messages, 'say.stale', { day: formatDay(options.staleSince, messages.locale, 'long') })] : [];
  return ended([[...parts, ...partial, ...stale].join(', '), ...note]);
};

const ended = (sentences: readonly string[]): string => sentences.map((sentence) => `${sentence}.`).join(' ');
const withoutStop = (text: string): string => text.replace(/[.\s]+$/u, '');

const spoken = (result: KpiResult, value: number, format: FormatContext): string =>
  formatSpoken(value, result.unit, format, { halfWidth: halfWidthOf(result.ci) });

const intervalOf = (result: KpiResult, messages: Messages, format: FormatContext): readonly string[] => {
  const { ci } = result;
  if (!ci || (ci.lo === null && ci.hi === null)) return [];
  if (ci.hi === null) return [say(messages, 'say.atLeast', { lo: spoken(result, ci.lo as number, format) })];
  if (ci.lo === null) return [say(messages, 'say.atMost', { hi: spoken(result, ci.hi, format) })];
  return [say(messages, 'say.interval', { lo: spoken(result, ci.lo, format), hi: spoken(result, ci.hi, format) })];
};

const changeOf = (result: KpiResult, messages: Messages, format: FormatContext): readonly string[] => {
  const { delta, partial, better } = result;
  if (partial || !delta || delta.abs === null || delta.abs === 0 || delta.signal === 'unknown') return [];
  if (delta.signal === 'within-chance') return [say(messages, 'say.chance')];
  const amount = formatChange(delta.abs, result.unit, format, false);
  const period = formatPeriod(delta.previous.period, format);
  const isUp = delta.abs > 0;
  return [
    say(messages, isUp ? 'say.up' : 'say.down', { amount, period }),
    say(messages, isUp === (better === 'higher') ? 'say.better' : 'say.worse'),
  ];
};

const targetOf = (result: KpiResult, messages: Messages, format: FormatContext): readonly string[] => {
  if (result.target === null) return [];
  const verdict = say(messages, result.status === 'unknown' ? (result.partial ? 'target.notYet' : 'target.notJudged') : verdictKey(result.status, result.kpi));
  const target = formatSpoken(result.target, result.unit, format, { plain: true });
  return [say(messages, result.better === 'lower' && result.unit === 'money' ? 'say.targetAtMost' : 'say.target', { target, verdict })];
};

const partialOf = (result: KpiResult, messages: Messages): readonly string[] => {
  const days = daysBetween(result.period.start, result.asOf);
  const total = daysBetween(result.period.start, result.period.end);
  return days === null || total === null ? [] : [say(messages, 'say.partial', { days, total })];
};
