export interface RateSegment {
  /** Size of the segment: a count or a share, in one unit for all segments. 0 = absent. */
  readonly weight: number;
  /** Rate or mean of the segment; null = absent. */
  readonly rate: number | null;
}

export interface KitagawaPart {
  /** What the segment's own rate added. */
  readonly rate: number;
  /** What its share added, seen against the overall rate. */
  readonly mix: number;
}

export interface Kitagawa {
  readonly before: number | null;
  readonly after: number | null;
  readonly change: number | null;
  readonly rate: number | null;
  readonly mix: number | null;
  /** One part per segment, in the order given. */
  readonly segments: readonly KitagawaPart[];
}

/**
 * Splits the change of an overall rate Σwᵢrᵢ into changed rates and a changed mix of segments.
 *
 * rateᵢ = (r1 − r0)(w0 + w1)/2, mixᵢ = (w1 − w0)((r0 + r1)/2 − (R0 + R1)/2). A segment absent in one period takes the other
 * period's rate, so it is all mix. The parts add up to the change. A period without any weight: null figures.
 *
 * @param before segments of the earlier period
 * @param after the same segments, in the same order, of the later period
 * @throws {RangeError} when the lengths differ
 * @see E. M. Kitagawa, JASA 50 (1955) 1168–1194
 * @example kitagawa([{ weight: 1, rate: 0.2 }, { weight: 1, rate: 0.4 }], [{ weight: 1, rate: 0.2 }, { weight: 3, rate: 0.4 }]).mix // => 0.05
 */
export function kitagawa(before: readonly RateSegment[], after: readonly RateSegment[]): Kitagawa {
  if (before.length !== after.length) throw new RangeError(`${before.length} segments before, but ${after.length} after`);
  const first = normalise(before);
  const second = normalise(after);
  if (first === null || second === null) {
    return { before: first?.rate ?? null, after: second?.rate ?? null, change: null, rate: null, mix: null, segments: [] };
  }
  const level = (first.rate + second.rate) / 2;
  const segments = first.segments.map((old, i): KitagawaPart => {
    const now = second.segments[i]!;
    const r0 = old.rate ?? now.rate ?? level;
    const r1 = now.rate ?? r0;
    return { rate: ((r1 - r0) * (old.share + now.share)) / 2, mix: (now.share - old.share) * ((r0 + r1) / 2 - level) };
  });
  return {
    before: first.rate,
    after: second.rate,
    change: second.rate - first.rate,
    rate: segments.reduce((sum, part) => sum + part.rate, 0),
    mix: segments.reduce((sum, part) => sum + part.mix, 0),
    segments,
  };
}

interface Normalised {
  readonly rate: number;
  readonly segments: readonly { readonly share: number; readonly rate: number | null }[];
}

function normalise(segments: readonly RateSegment[]): Normalised | null {
  const present = segments.map(({ weight, rate }) => (rate === null || weight === 0 ? null : { weight, rate }));
  const total = present.reduce((sum, segment) => sum + (segment?.weight ?? 0), 0);
  if (!(total > 0)) return null;
  return {
    rate: present.reduce((sum, segment) => sum + (segment ? segment.weight * segment.rate : 0), 0) / total,
    segments: present.map((segment) => ({ share: (segment?.weight ?? 0) / total, rate: segment?.rate ?? null })),
  };
}
