import { kitagawa, type RateSegment } from '../stats/kitagawa.js';
import type { PartName, Split } from './explain.js';
import type { CellSums } from './weighed-rows.js';

/** Segments told apart; the smaller ones share the last place. */
export const mostSegments = 12;

/** A segment of the explanation: a value of the dimension, or all smaller values together. */
export type SegmentName = Pick<PartName, 'key' | 'isRest'>;

/** What the mix is made of: head of the drivers, segments, and where their figures are read. */
export interface MixShape extends Pick<Split, 'figure' | 'subject' | 'by' | 'unit' | 'period' | 'earlier'> {
  readonly segments: readonly SegmentName[];
  /** Size and mean (or rate) of a segment in the earlier (0) or later (1) period; weight 0 = absent. */
  segmentAt(sums: CellSums, period: 0 | 1, segment: number): RateSegment;
  /** The figure of a whole period where it is not the weighed mean of the segments: the difference becomes the part `rest`. */
  wholeAt?(sums: CellSums, period: 0 | 1): number | null;
}

/** By segments: what each did itself and what its changed share did (Kitagawa). A segment absent in one period is all mix. */
export const mixSplit = ({ segments, segmentAt, wholeAt, ...head }: MixShape): Split => ({
  ...head, method: 'mix',
  names: [
    ...segments.flatMap((segment): PartName[] => [{ kind: 'rate', ...segment }, { kind: 'mix', ...segment }]),
    ...(wholeAt === undefined ? [] : [{ kind: 'rest', key: null } as const]),
  ],
  of: (sums) => {
    const at = (period: 0 | 1): RateSegment[] => segments.map((_, segment) => segmentAt(sums, period, segment));
    const { before, after, change, segments: parts } = kitagawa(at(0), at(1));
    if (before === null || after === null || change === null) return null;
    const values = parts.flatMap(({ rate, mix }) => [rate, mix]);
    if (wholeAt === undefined) return { before, after, parts: values };
    const [then, now] = [wholeAt(sums, 0), wholeAt(sums, 1)];
    return then === null || now === null ? null : { before: then, after: now, parts: [...values, now - then - change] };
  },
});
