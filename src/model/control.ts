import type { Period } from './period.js';

/** The newest full period against what the periods before it lead to expect. */
export interface Control {
  readonly period: Period;
  readonly value: number;
  /** Mean of the periods before it, and the limits within which it lies unless something changed. */
  readonly mean: number;
  readonly lo: number;
  readonly hi: number;
  /** Periods that the limits are made of. */
  readonly n: number;
  /** How often a process that does not change leaves its limits all the same: 0.01 = one period of a hundred. */
  readonly falseAlarms: number;
  readonly outside: 'above' | 'below' | null;
}
