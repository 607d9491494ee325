/**
 * Sums of fractions that do not depend on the order of the rows: each number is split into a whole part and a fraction of
 * 2^-30, both added as whole numbers.
 */
const scale = 2 ** 30;

/** Adds x to the two cells at `at`. x must be finite, |x| < 2^53. */
export const addFixed = (cells: Float64Array, at: number, x: number): void => {
  const whole = Math.floor(x);
  cells[at] = (cells[at] as number) + whole;
  cells[at + 1] = (cells[at + 1] as number) + Math.round((x - whole) * scale);
};

export const fixedValue = (cells: Float64Array, at: number): number => (cells[at] as number) + (cells[at + 1] as number) / scale;

/** For numbers up to 2^90, such as squares of money: multiples of 2^40 and the rest, rounded to whole. */
const large = 2 ** 40;

export const addLarge = (cells: Float64Array, at: number, x: number): void => {
  const high = Math.floor(x / large);
  cells[at] = (cells[at] as number) + high;
  cells[at + 1] = (cells[at + 1] as number) + Math.round(x - high * large);
};

export const largeValue = (cells: Float64Array, at: number): number => (cells[at] as number) * large + (cells[at + 1] as number);
