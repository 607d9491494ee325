import type { KpiId } from '../model/kpi-id.js';
import type { Segment } from '../model/result.js';

type Answer<K extends KpiId> = Pick<Segment<K>, 'value' | 'n' | 'ci' | 'reliability' | 'details'>;

/** One figure with its interval. A value that is null although there are cases was never reached. */
export type SegmentFigure = Pick<Segment, 'value' | 'n' | 'ci' | 'reliability'>;

/** What segments are compared by, read alike from each and from all together. */
export interface SegmentMeasure<K extends KpiId = KpiId> {
  readonly name: 'share' | 'touches' | 'wait' | 'winRate';
  readonly unit: 'ratio' | 'touches' | 'minutes';
  readonly of: (answer: Answer<K>) => SegmentFigure;
}

const none: SegmentFigure = { value: null, n: 0, ci: null, reliability: 'none' };

/** The rate itself. */
export const shareMeasure: SegmentMeasure = { name: 'share', unit: 'ratio', of: (answer) => (answer.value === null ? none : answer) };

/** Mean touches of the leads that met; where none did, the leads followed. */
export const touchesMeasure: SegmentMeasure<'touches_to_meeting'> = {
  name: 'touches', unit: 'touches',
  of: (answer) => (answer.value === null ? { ...none, n: answer.details?.curveN ?? 0 } : answer),
};

/** The median over all leads: the mean is of the answered ones only, and of few slow ones most. */
export const waitMeasure: SegmentMeasure<'lead_response'> = {
  name: 'wait', unit: 'minutes',
  of: ({ details }) => (details === null ? none : { value: details.median, n: details.n, ci: details.medianCi, reliability: details.medianReliability }),
};

/** Wins among the deals offered: by score a segment is 100 as all together are. */
export const winRateMeasure: SegmentMeasure<'product_performance'> = {
  name: 'winRate', unit: 'ratio',
  of: ({ details }) => {
    if (details === null || details.dealWinRate.rate === null) return none;
    const { rate, n, ci, reliability } = details.dealWinRate;
    return { value: rate, n, ci, reliability };
  },
};
