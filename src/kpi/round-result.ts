const digits = 12;
/** Exact as doubles. */
const powers = Array.from({ length: 23 }, (_, places) => Number(`1e${places}`));
const leastPower = -11;
const smallPowers = Array.from({ length: -leastPower + 1 }, (_, i) => Number(`1e-${i}`));

/** Exponent of ten of a number above 0; what is so small that it is rounded the slow way is only told to be beyond. */
const exponentOf = (x: number): number => {
  let exponent = 0;
  while (exponent < digits && x >= (powers[exponent + 1] as number)) exponent++;
  while (exponent >= leastPower && x < (smallPowers[-exponent] as number)) exponent--;
  return exponent;
};

/** A number to 12 significant digits, so that the last bits of a sum's order never show. */
export const roundSignificant = (x: number): number => {
  if (Number.isInteger(x) || !Number.isFinite(x)) return x;
  // Dividing a whole number below 2^53 by a power of ten up to 10^22 is correctly rounded; beyond that the slow way.
  const places = digits - 1 - exponentOf(Math.abs(x));
  const scale = powers[places];
  return scale === undefined ? Number(x.toPrecision(digits)) : Math.round(x * scale) / scale;
};

const rounded = (x: number): number | null => (Number.isFinite(x) ? roundSignificant(x) + 0 : null);

const isRounded = (x: number): boolean => (Number.isInteger(x) ? x !== 0 || Object.is(x, 0) : Number.isFinite(x) && roundSignificant(x) === x);

const roundedList = (list: readonly unknown[]): readonly unknown[] => {
  let out: unknown[] | null = null;
  for (let i = 0; i < list.length; i++) {
    const own = list[i];
    if (typeof own === 'number') {
      if (!isRounded(own)) (out ??= list.slice())[i] = rounded(own);
    } else if (typeof own === 'object' && own !== null) {
      const part = roundResult(own);
      if (part !== own) (out ??= list.slice())[i] = part;
    }
  }
  return out ?? list;
};

const roundedRecord = (record: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => {
  let out: Record<string, unknown> | null = null;
  for (const key in record) {
    const own = record[key];
    if (typeof own === 'number') {
      if (!isRounded(own)) (out ??= { ...record })[key] = rounded(own);
    } else if (typeof own === 'object' && own !== null) {
      const part = roundResult(own);
      if (part !== own) (out ??= { ...record })[key] = part;
    }
  }
  return out ?? record;
};

/**
 * A result with every number rounded; NaN and infinities, which must not occur, become null. Nothing given is changed: what holds a
 * number to round is copied, everything else is passed on as it is, for a result with curves has tens of thousands of small objects.
 */
export const roundResult = <T>(value: T): T => {
  if (typeof value === 'number') return rounded(value) as T;
  if (typeof value !== 'object' || value === null) return value;
  return (Array.isArray(value) ? roundedList(value) : roundedRecord(value as Readonly<Record<string, unknown>>)) as T;
};
