import { logRankBinned, type BinnedGroup, type LogRank } from './log-rank-binned.js';
import { rankHistogram } from './rank-histogram.js';

export interface SurvivalGroup {
  readonly times: ArrayLike<number>;
  /** 1 = event, 0 = censored. */
  readonly events: ArrayLike<number>;
}

/**
 * Log-rank test of groups of single cases.
 *
 * Fewer than two groups with something to expect: null figures.
 *
 * @param groups times and events of each group
 * @throws {RangeError} when the lengths differ or an event is neither 0 nor 1
 * @see N. Mantel, Cancer Chemotherapy Reports 50 (1966) 163–170; Kalbfleisch & Prentice (2002) §1.5
 * @example logRank([{ times: [1, 2], events: [1, 1] }, { times: [3, 4], events: [1, 1] }]).df // => 1
 */
export function logRank(groups: readonly SurvivalGroup[]): LogRank {
  // Group g's censored cases get code 2g, its events 2g + 1, so that all groups share one axis.
  const times: number[] = [];
  const codes: number[] = [];
  groups.forEach((group, g) => {
    if (group.times.length !== group.events.length) {
      throw new RangeError(`${group.times.length} times, but ${group.events.length} events`);
    }
    for (let i = 0; i < group.times.length; i += 1) {
      const event = group.events[i]!;
      if (event !== 0 && event !== 1) throw new RangeError(`logRank: an event must be 0 or 1, got ${event}`);
      times.push(group.times[i]!);
      codes.push(2 * g + event);
    }
  });
  const { counts } = rankHistogram(times, codes, 2 * groups.length);
  return logRankBinned(
    groups.map((_, g): BinnedGroup => ({ censored: counts[2 * g]!, events: counts[2 * g + 1]! })),
  );
}
