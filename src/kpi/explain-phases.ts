import type { PartName, Split } from './explain.js';
import { membersOf, type MeanShape } from './explain-segments.js';

export interface PhaseShape extends Pick<MeanShape, 'worth'> {
  readonly head: Pick<Split, 'figure' | 'subject' | 'unit' | 'period' | 'earlier'>;
  /** Number of the segment cells before, which tell how many there are to take the mean over. */
  readonly base: number;
  /** The parts that each one's number is the sum of, in order. Their cells: base + period · phases + phase. */
  readonly names: readonly PartName[];
}

/** By the parts that a mean is the sum of, each over all members, so that they add up to it. */
export const phaseSplit = ({ head, base, names, worth }: PhaseShape): Split => ({
  ...head, method: 'phases', by: null, names,
  of: ({ n, first, second }) => {
    const at = (period: 0 | 1): readonly number[] | null => {
      const members = membersOf(n, base, period);
      return members === 0 ? null : names.map((_, phase) => {
        const cell = base + period * names.length + phase;
        return worth(first[cell] as number, second[cell] as number) / members;
      });
    };
    const [then, now] = [at(0), at(1)];
    if (then === null || now === null) return null;
    const sum = (parts: readonly number[]): number => parts.reduce((total, part) => total + part, 0);
    return { before: sum(then), after: sum(now), parts: now.map((part, i) => part - (then[i] as number)) };
  },
});
