import { formatValue } from '../../format/value-parts.js';
import { say, sayRuns } from '../../i18n/messages.js';
import type { KpiResult } from '../../model/result.js';
import type { Head } from './head.js';
import type { Line } from './line.js';
import type { Stage } from './stage.js';

const isOf = (result: KpiResult): result is KpiResult<'lead_response'> => result.kpi === 'lead_response';

/**
 * The response time as it is best read: by the median over all leads where few slow ones shape the mean, with the median's
 * own reliability and verdict. The change that is known is that of the mean, so it is no longer that of the figure.
 */
export const asBestRead = (result: KpiResult): KpiResult => {
  if (!isOf(result) || !result.caveats.some(({ code }) => code === 'RT_MEAN_MISLEADS')) return result;
  const { median, medianCi, n, medianReliability, medianStatus } = result.details;
  if (median === null) return result;
  const ci = medianCi?.lo === medianCi?.hi ? null : medianCi;
  const caveats = medianReliability === 'ok' ? result.caveats.filter(({ code }) => !ofMean.includes(code)) : result.caveats;
  return { ...result, value: median, ci, n, reliability: medianReliability, status: medianStatus, delta: null, caveats };
};

/** Notes on how uncertain the mean is. */
const ofMean: readonly string[] = ['R_UNRELIABLE', 'R_CAUTION'];

/** Codes of notes that do not concern the figure shown. */
export const notesOfOther = (result: KpiResult, shown: KpiResult): readonly string[] =>
  result.caveats.filter((caveat) => !shown.caveats.includes(caveat)).map(({ code }) => code);

/** Which of the two figures stands as the value, and the other one beside it: in place of the change, or with what is known of its change. */
export const responseHead = (head: Head, change: Head['change'], result: KpiResult, shown: KpiResult, { messages, format, size }: Stage): Head => {
  if (!isOf(result) || head.value === null || result.value === null) return head;
  const { median } = result.details;
  const isMedian = shown !== result;
  // The smallest form has room for the unit alone.
  const value = size === 'xs' ? head.value : { ...head.value, unit: say(messages, isMedian ? 'unit.ofMedian' : 'unit.ofMean', { unit: head.value.unit }) };
  if (!isMedian) {
    const beside: Line[] = median === null ? [] : [{ icon: null, runs: sayRuns(messages, 'facts.median', ['value'], { value: formatValue(median, result.unit, format) }) }];
    return { ...head, value, facts: [...head.facts, ...beside] };
  }
  const mean = sayRuns(messages, 'facts.mean', ['value'], { value: formatValue(result.value, result.unit, format) });
  return { ...head, value, change: { icon: change?.icon ?? null, runs: change === null ? mean : [...mean, { text: ': ', strong: false }, ...change.runs] } };
};
