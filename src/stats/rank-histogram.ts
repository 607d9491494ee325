export interface RankHistogram {
  /** The distinct times, ascending. */
  readonly axis: Float64Array;
  /** `counts[code][rank]`: cases of that code at `axis[rank]`. */
  readonly counts: readonly Float64Array[];
}

/**
 * Counts coded times per distinct time, so raw rows and integer bins share one core.
 *
 * Pairs whose time is not finite are missing and left out.
 *
 * @param times one time per case, any order
 * @param codes one code per case: 0 (censored) or a cause 1, 2, …
 * @param codeCount how many codes there are; found from the data when left out
 * @throws {RangeError} when the lengths differ or a code is not a whole number >= 0
 * @example rankHistogram([5, 2, 5], [1, 0, 1]).counts // => [[1, 0], [0, 2]]
 */
export function rankHistogram(times: ArrayLike<number>, codes: ArrayLike<number>, codeCount = 1): RankHistogram {
  if (times.length !== codes.length) throw new RangeError(`${times.length} times, but ${codes.length} codes`);
  let size = codeCount;
  for (let i = 0; i < codes.length; i += 1) {
    const code = codes[i]!;
    if (!(Number.isInteger(code) && code >= 0)) throw new RangeError(`a code must be a whole number >= 0, got ${code}`);
    if (code >= size) size = code + 1;
  }
  const axis = distinct(Float64Array.from(times).filter(Number.isFinite).sort());
  const counts = Array.from({ length: size }, () => new Float64Array(axis.length));
  for (let i = 0; i < times.length; i += 1) {
    const time = times[i]!;
    if (!Number.isFinite(time)) continue;
    const column = counts[codes[i]!]!;
    const rank = rankOf(axis, time);
    column[rank] = column[rank]! + 1;
  }
  return { axis, counts };
}

function distinct(sorted: Float64Array): Float64Array {
  return sorted.filter((time, i) => i === 0 || time !== sorted[i - 1]);
}

function rankOf(axis: Float64Array, time: number): number {
  let low = 0;
  let high = axis.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (axis[middle]! < time) low = middle + 1;
    else high = middle;
  }
  return low;
}
