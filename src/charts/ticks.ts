import { ticks } from 'd3-array';

const mostTicks = 5;

/** 1, 2 or 5 times a power of ten: the smallest step that cuts the span into at most `most` parts. */
export const roundStep = (span: number, most: number): number => {
  if (!(span > 0)) return 1;
  const rough = span / Math.max(1, most);
  const power = 10 ** Math.floor(Math.log10(rough) + 1e-12);
  const factor = [1, 2, 5].find((times) => times * power >= rough * (1 - 1e-9)) ?? 10;
  return factor * power;
};

/** Multiples of a step are computed from whole numbers, so that 0.3 is not 0.30000000000000004. */
const multiple = (i: number, step: number): number => (step >= 1 ? i * step : i / Math.round(1 / step));

/** At most five round values within the domain. d3 takes their number as a hint, so it is lowered until they are few enough. */
export const valueTicks = (from: number, to: number, most = mostTicks): readonly number[] => {
  if (!(to > from)) return [from];
  for (let hint = most; hint > 0; hint -= 1) {
    const found = ticks(from, to, hint);
    if (found.length <= most) return found;
  }
  return [];
};

/** The end of an axis from zero: the next round step at or above the largest value. */
export const niceEnd = (largest: number, most = mostTicks): number => {
  if (!(largest > 0)) return 1;
  const step = roundStep(largest, most);
  return multiple(Math.ceil(largest / step - 1e-9), step);
};

/** At most five values 1, 2 or 5 times a power of ten for a log axis; where they are too many, powers of ten, then fewer of those. Linear ones where the span holds under two. */
export const logTicks = (from: number, to: number, most = mostTicks): readonly number[] => {
  if (!(from > 0 && to > from)) return [from];
  const [first, last] = [Math.floor(Math.log10(from)), Math.ceil(Math.log10(to))];
  const powers = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  const within = (factors: readonly number[], stride: number): readonly number[] => powers
    .flatMap((power) => (power % stride === 0 ? factors.map((factor) => (power < 0 ? factor / 10 ** -power : factor * 10 ** power)) : []))
    .filter((tick) => tick >= from && tick <= to);
  const fine = within([1, 2, 5], 1);
  if (fine.length < 2) return valueTicks(from, to, most);
  for (let stride = 1, kept = fine; ; stride += 1) {
    if (kept.length <= most) return kept;
    kept = within([1], stride);
  }
};

const daySteps = [1, 2, 5, 7, 14, 30, 45, 60, 90, 120, 180, 365, 730, 1825, 3650];

/** Days as people count them: weeks, months of thirty, quarters of ninety. */
export const dayTicks = (lastDay: number): readonly number[] => {
  if (!(lastDay > 0)) return [0];
  if (lastDay < 4) return valueTicks(0, lastDay);
  const step = daySteps.find((days) => lastDay / days < mostTicks) ?? Math.ceil(lastDay / 4 / 3650) * 3650;
  return Array.from({ length: Math.floor(lastDay / step) + 1 }, (_, i) => i * step);
};

const monthSteps = [1, 2, 3, 6, 12, 24, 36, 60];

export const monthTicks = (lastMonth: number): readonly number[] => {
  const step = monthSteps.find((months) => lastMonth / months < mostTicks) ?? Math.ceil(lastMonth / 4 / 12) * 12;
  return Array.from({ length: Math.floor(lastMonth / step) + 1 }, (_, i) => i * step);
};
