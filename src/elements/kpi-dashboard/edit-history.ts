/** How many changes can be taken back. */
const kept = 100;

export interface History<T> {
  readonly past: readonly T[];
  readonly now: T;
  readonly future: readonly T[];
}

export const historyOf = <T>(now: T): History<T> => ({ past: [], now, future: [] });

/** A change; what was undone before it is gone. */
export const changed = <T>({ past, now }: History<T>, next: T): History<T> => ({ past: [...past, now].slice(-kept), now: next, future: [] });

/** The change before taken back; without one nothing happens. */
export const undone = <T>(history: History<T>): History<T> => {
  const before = history.past.at(-1);
  return before === undefined ? history : { past: history.past.slice(0, -1), now: before, future: [history.now, ...history.future] };
};

export const redone = <T>(history: History<T>): History<T> => {
  const [next, ...future] = history.future;
  return next === undefined ? history : { past: [...history.past, history.now], now: next, future };
};
