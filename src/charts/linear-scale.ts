/** Position of a value: domain to range, straight. A domain without width maps to the middle of the range. */
export type LinearScale = (value: number) => number;

export const linearScale = (from: number, to: number, start: number, end: number): LinearScale =>
  (to === from ? () => (start + end) / 2 : (value) => start + ((value - from) / (to - from)) * (end - start));
