import { tickStep, ticks } from 'd3-array';

const mostTicks = 5;

/** At most five round values within the domain. */
export const valueTicks = (from: number, to: number, most = mostTicks): readonly number[] => {
  for (let count = most; count > 1; count -= 1) {
    const found = ticks(from, to, count);
    if (found.length <= most) return found;
  }
  return ticks(from, to, 1).slice(0, most);
};

/** The end of an axis from zero: the next round step at or above the largest value. */
export const niceEnd = (largest: number, most = mostTicks): number => {
  if (!(largest > 0)) return 1;
  const step = tickStep(0, largest, most);
  return Math.ceil(largest / step - 1e-9) * step;
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
