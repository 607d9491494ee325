import { formatValue } from '../../format/value-parts.js';
import { say, sayRuns } from '../../i18n/messages.js';
import type { KpiResult } from '../../model/result.js';
import type { Head } from './head.js';
import type { Line } from './line.js';
import type { Stage } from './stage.js';

const isOf = (result: KpiResult): result is KpiResult<'lead_response'> => result.kpi === 'lead_response';

/**
 * The response time as it is best read: by the median over all leads where few slow ones shape the mean. The change that is
 * known is that of the mean, so it is no longer that of the figure. Any other result stays as it is.
 */
export const asBestRead = (result: KpiResult): KpiResult => {
  if (!isOf(result) || !result.caveats.some(({ code }) => code === 'RT_MEAN_MISLEADS')) return result;
  const { median, medianCi, n } = result.details;
  return median === null ? result : { ...result, value: median, ci: medianCi, n, delta: null };
};

/** Which of the two figures stands as the value, and the other one beside it: in place of the change, or with what is known of its change. */
export const responseHead = (head: Head, change: Head['change'], result: KpiResult, shown: KpiResult, { messages, format }: Stage): Head => {
  if (!isOf(result) || head.value === null || result.value === null) return head;
  const { median } = result.details;
  const isMedian = shown !== result;
  const value = { ...head.value, unit: say(messages, isMedian ? 'unit.ofMedian' : 'unit.ofMean', { unit: head.value.unit }) };
  if (!isMedian) {
    const beside: Line[] = median === null ? [] : [{ icon: null, runs: sayRuns(messages, 'facts.median', ['value'], { value: formatValue(median, result.unit, format) }) }];
    return { ...head, value, facts: [...head.facts, ...beside] };
  }
  const mean = sayRuns(messages, 'facts.mean', ['value'], { value: formatValue(result.value, result.unit, format) });
  return { ...head, value, change: { icon: change?.icon ?? null, runs: change === null ? mean : [...mean, { text: ': ', strong: false }, ...change.runs] } };
};
