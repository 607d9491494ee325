import { formatNumber } from '../../format/number.js';
import { formatPercent } from '../../format/percent.js';
import { formatValue } from '../../format/value-parts.js';
import { say, sayRuns } from '../../i18n/messages.js';
import { verdictKey } from '../../i18n/verdict-key.js';
import type { KpiId } from '../../model/kpi-id.js';
import type { Better, Reliability, Status, Unit } from '../../model/result.js';
import type { LineContext } from './change-line.js';
import type { IconName } from './icon.js';
import type { Line } from './line.js';

/** What the line judges; the ratio of two KPIs has no result of its own. */
export interface Judged {
  readonly kpi?: KpiId;
  readonly value: number | null;
  readonly target: number | null;
  readonly unit: Unit;
  readonly better: Better;
  readonly status: Status;
  readonly reliability: Reliability;
  readonly partial: boolean;
  /** How the target is written, where the unit alone does not say it. */
  readonly targetText?: string;
}

const verdictOf = (judged: Judged, { messages, format, isOld }: LineContext): { icon: IconName; verdict: string } => {
  const { status, value, target } = judged;
  if (isOld) {
    const key = status === 'good' ? 'target.wasMet' : status === 'bad' ? 'target.wasMissed' : 'target.notJudged';
    return { icon: 'unknown', verdict: say(messages, key) };
  }
  if (status === 'unknown') return { icon: 'unknown', verdict: say(messages, judged.partial ? 'target.notYet' : 'target.notJudged') };
  if (status === 'bad' && judged.better === 'higher' && value !== null && target !== null && target > 0 && value >= 0) {
    return { icon: 'bad', verdict: say(messages, 'target.share', { share: formatPercent(value / target, format.locale) }) };
  }
  return { icon: status, verdict: say(messages, verdictKey(status, judged.kpi)) };
};

/** The unit stands at the value already; only money and short times keep theirs. */
const targetText = ({ unit, target, targetText: given }: Judged, { format }: LineContext): string => {
  if (given !== undefined) return given;
  return unit === 'days' ? formatNumber(target ?? 0, format.locale, { digits: 1 }) : formatValue(target ?? 0, unit, format, { plain: true });
};

/** Target and verdict; null = no target is set. */
export const targetLine = (judged: Judged, context: LineContext): Line | null => {
  if (judged.target === null) return null;
  const { icon, verdict } = verdictOf(judged, context);
  const key = judged.better === 'lower' && judged.unit === 'money' ? 'target.atMost' : 'target.line';
  const params = { target: targetText(judged, context), verdict };
  return { icon, runs: sayRuns(context.messages, key, context.isOld ? [] : ['target'], params) };
};
