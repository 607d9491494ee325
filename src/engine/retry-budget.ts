/** What tries again draws on: one reserve for everything that asks from one place. */
export interface RetryBudget {
  /** A request is made for the first time. */
  deposit(): void;
  /** Whether there is something left for one more try; it is then used up. */
  take(): boolean;
}

/** Of the requests of a page, so many may be made once more; and one more every so many milliseconds. */
const shareOfRequests = 0.2;
const oneEveryMs = 10_000;
/** Enough for one widget alone to try three times; time alone adds up to no more. */
const reserve = 2;

/**
 * A server that is down must not be asked many times over by many widgets: retries are one fifth of all requests and one for every ten
 * seconds, with a reserve of two to begin with. Forty widgets on a dead server make fifty requests, not 120.
 */
export const createRetryBudget = (now: () => number = () => performance.now()): RetryBudget => {
  let tokens = reserve;
  let countedAt = now();
  return {
    deposit: () => {
      tokens += shareOfRequests;
    },
    take: () => {
      const at = now();
      tokens = Math.max(tokens, Math.min(reserve, tokens + (at - countedAt) / oneEveryMs));
      countedAt = at;
      // Fifths do not add up to a whole in binary.
      if (tokens < 1 - 1e-9) return false;
      tokens--;
      return true;
    },
  };
};

/** All datasets of a page read on one thread and share this one. */
export const pageBudget: RetryBudget = createRetryBudget();
