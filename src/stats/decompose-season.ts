export interface SeasonOptions {
  /** Steps per cycle: 12 for months of a year. */
  readonly period: number;
  /** `additive` for rates, `multiplicative` for money, counts and durations. */
  readonly type: 'additive' | 'multiplicative';
}

export interface Season {
  /** Effect of each position in the cycle, position 0 being the first of the series; mean 0 or 1. null: too short. */
  readonly figure: readonly number[] | null;
  /** Centred moving average; null at both ends and around gaps. */
  readonly trend: readonly (number | null)[];
  /** The series without the season: x − s or x / s. null: gap, or no figure. */
  readonly adjusted: readonly (number | null)[];
}

/**
 * Classical seasonal decomposition by moving averages, as R's `decompose`.
 *
 * Needs two full cycles; a shorter series, or one with a position that is never next to a full window, has no figure.
 * null or NaN marks a gap.
 *
 * @param series equally spaced values, oldest first
 * @param options steps per cycle, and whether effects add or multiply
 * @throws {RangeError} when the period is not a whole number >= 2
 * @see Kendall & Stuart, The Advanced Theory of Statistics vol. 3 (1983) 410–414
 * @example decomposeSeason([1, 3, 1, 3, 1, 3], { period: 2, type: 'additive' }).figure // => [-1, 1]
 */
export function decomposeSeason(series: ArrayLike<number | null>, { period, type }: SeasonOptions): Season {
  if (!(Number.isInteger(period) && period >= 2)) throw new RangeError(`period must be a whole number >= 2, got ${period}`);
  const values = Array.from(series, (x) => (x === null || Number.isNaN(x) ? null : x));
  const trend = values.map((_, i) => movingAverage(values, i, period));
  const none = { figure: null, trend, adjusted: values.map(() => null) };
  if (values.length < 2 * period) return none;
  const divides = type === 'multiplicative';
  const means = Array.from({ length: period }, (_, position) => {
    const effects: number[] = [];
    for (let i = position; i < values.length; i += period) {
      const x = values[i] ?? null;
      const average = trend[i] ?? null;
      if (x === null || average === null || (divides && average === 0)) continue;
      effects.push(divides ? x / average : x - average);
    }
    return mean(effects);
  });
  const level = mean(means.filter((x) => x !== null));
  if (level === null || means.includes(null) || (divides && level === 0)) return none;
  const figure = means.map((x) => (divides ? x! / level : x! - level));
  const adjusted = values.map((x, i) => {
    const effect = figure[i % period]!;
    if (x === null) return null;
    if (!divides) return x - effect;
    return effect === 0 ? null : x / effect;
  });
  return { figure, trend, adjusted };
}

/** One full cycle around i; an even cycle takes half of either end. */
function movingAverage(values: readonly (number | null)[], i: number, period: number): number | null {
  const reach = Math.floor(period / 2);
  if (i < reach || i + reach >= values.length) return null;
  let sum = 0;
  for (let offset = -reach; offset <= reach; offset += 1) {
    const x = values[i + offset] ?? null;
    if (x === null) return null;
    sum += period % 2 === 0 && Math.abs(offset) === reach ? x / 2 : x;
  }
  return sum / period;
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, x) => sum + x, 0) / values.length;
}
