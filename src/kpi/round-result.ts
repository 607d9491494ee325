const digits = 12;

/** A number to 12 significant digits, so that the last bits of a sum's order never show. */
export const roundSignificant = (x: number): number => {
  if (Number.isInteger(x) || !Number.isFinite(x)) return x;
  // Dividing a whole number below 2^53 by a power of ten up to 10^22 is correctly rounded; beyond that the slow way.
  const places = digits - 1 - Math.floor(Math.log10(Math.abs(x)));
  if (places < 0 || places > 22) return Number(x.toPrecision(digits));
  const scale = 10 ** places;
  return Math.round(x * scale) / scale;
};

/** Copies a result with every number rounded; NaN and infinities, which must not occur, become null. */
export const roundResult = <T>(value: T): T => {
  if (typeof value === 'number') return (Number.isFinite(value) ? roundSignificant(value) + 0 : null) as T;
  if (Array.isArray(value)) return value.map((item: unknown) => roundResult(item)) as T;
  if (value === null || typeof value !== 'object') return value;
  const out: Record<string, unknown> = {};
  for (const key of Object.keys(value)) out[key] = roundResult((value as Record<string, unknown>)[key]);
  return out as T;
};
