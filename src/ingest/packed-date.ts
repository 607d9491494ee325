import { dayOfDate } from './iso-bytes.js';

/** A date of two numbers and a year in one integer, with the zeros it was written without: small enough to share a double with a time of day. */
export const packDate = (a: number, b: number, year: number, digitsOfA: number, digitsOfB: number): number =>
  (year * 10_000 + a * 100 + b) * 4 + (digitsOfA === 1 ? 1 : 0) + (digitsOfB === 1 ? 2 : 0);

const year = (packed: number): number => Math.floor(packed / 40_000);
const first = (packed: number): number => Math.floor(packed / 400) % 100;
const second = (packed: number): number => Math.floor(packed / 4) % 100;

/** Day number with the first number as the day; missingDay = no such day. */
export const dayFirstOf = (packed: number): number => dayOfDate(year(packed), second(packed), first(packed));
export const monthFirstOf = (packed: number): number => dayOfDate(year(packed), first(packed), second(packed));

export const packedText = (packed: number, mark: string): string =>
  [String(first(packed)).padStart(packed % 2 === 1 ? 1 : 2, '0'), String(second(packed)).padStart(packed % 4 >= 2 ? 1 : 2, '0'), String(year(packed)).padStart(4, '0')].join(mark);
