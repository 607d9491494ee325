import type { KpiResult } from '../model/result.js';
import { callHost } from './call-host.js';
import { createPacer } from './next-turn.js';

/** Yields its first answer once, `undefined` wherever it may be interrupted, and returns the final answer. */
export type Answering = Generator<KpiResult | undefined, KpiResult>;

export interface AskOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onFirst?: ((result: KpiResult) => void) | undefined;
}

interface Asker {
  readonly onFirst: ((result: KpiResult) => void) | undefined;
  resolve(result: KpiResult): void;
  reject(reason: unknown): void;
}
interface Job {
  readonly key: string;
  readonly answering: Answering;
  readonly askers: Set<Asker>;
  first: KpiResult | null;
}

export interface ComputeQueue {
  /** Equal keys share one computation; it stops when nobody waits for it any more. */
  ask(key: string, start: () => Answering, options?: AskOptions): Promise<KpiResult>;
  /** Rejects everybody. */
  clear(reason: unknown): void;
}

/** Runs computations in slices on one thread: first answers go before refinements, refinements take turns. */
export const createComputeQueue = (): ComputeQueue => {
  const jobs = new Map<string, Job>();
  let running = false;

  const step = (job: Job): void => {
    try {
      const { done, value } = job.answering.next();
      if (done === true) {
        jobs.delete(job.key);
        for (const asker of job.askers) asker.resolve(value);
      } else if (value !== undefined) {
        job.first = value;
        for (const asker of job.askers) callHost(asker.onFirst, value);
      }
    } catch (thrown) {
      jobs.delete(job.key);
      for (const asker of job.askers) asker.reject(thrown);
    }
  };
  const run = async (): Promise<void> => {
    running = true;
    const pacer = createPacer();
    while (jobs.size > 0) {
      // A whole turn before the first step lets questions asked together start together, and cancelled ones not at all.
      await pacer.rest();
      do {
        const list = [...jobs.values()];
        const next = list.find((job) => job.first === null) ?? list[0];
        if (next === undefined) break;
        step(next);
        if (jobs.get(next.key) === next) {
          jobs.delete(next.key);
          jobs.set(next.key, next);
        }
      } while (!pacer.due());
    }
    running = false;
  };
  const leave = (job: Job, asker: Asker, reason: unknown): void => {
    if (!job.askers.delete(asker)) return;
    asker.reject(reason);
    if (job.askers.size > 0 || jobs.get(job.key) !== job) return;
    jobs.delete(job.key);
  };

  return {
    ask: async (key, start, { signal, onFirst } = {}) => {
      signal?.throwIfAborted();
      return new Promise<KpiResult>((resolve, reject) => {
        const job = jobs.get(key) ?? { key, answering: start(), askers: new Set<Asker>(), first: null };
        jobs.set(key, job);
        const asker: Asker = {
          onFirst,
          resolve: (result) => {
            signal?.removeEventListener('abort', abort);
            resolve(result);
          },
          reject: (reason) => {
            signal?.removeEventListener('abort', abort);
            // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- a signal's reason may be anything
            reject(reason);
          },
        };
        const abort = (): void => leave(job, asker, signal?.reason);
        signal?.addEventListener('abort', abort, { once: true });
        job.askers.add(asker);
        if (job.first !== null) callHost(onFirst, job.first);
        if (!running) void run();
      });
    },
    clear: (reason) => {
      for (const job of [...jobs.values()]) for (const asker of [...job.askers]) leave(job, asker, reason);
    },
  };
};
