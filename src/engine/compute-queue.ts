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
  /** null while the code that answers is being fetched. */
  answering: Answering | null;
  readonly askers: Set<Asker>;
  first: KpiResult | null;
}

export interface ComputeQueue {
  /** Equal keys share one computation; it stops when nobody waits for it any more. */
  ask(key: string, fetchCode: () => Promise<() => Answering>, options?: AskOptions): Promise<KpiResult>;
  /** Rejects everybody. */
  clear(reason: unknown): void;
}

/** Runs computations in slices on one thread: first answers go before refinements, refinements take turns. */
export const createComputeQueue = (): ComputeQueue => {
  const jobs = new Map<string, Job>();
  let running = false;

  const fail = (job: Job, reason: unknown): void => {
    if (jobs.get(job.key) === job) jobs.delete(job.key);
    for (const asker of job.askers) asker.reject(reason);
  };
  const step = (job: Job, answering: Answering): void => {
    try {
      const { done, value } = answering.next();
      if (done === true) {
        jobs.delete(job.key);
        for (const asker of job.askers) asker.resolve(value);
      } else if (value !== undefined) {
        job.first = value;
        for (const asker of job.askers) callHost(asker.onFirst, value);
      }
    } catch (thrown) {
      fail(job, thrown);
    }
  };
  /** First answers go before refinements; among equals, whoever waited longest. */
  const next = (): Job | undefined => {
    const startable = [...jobs.values()].filter(({ answering }) => answering !== null);
    return startable.find(({ first }) => first === null) ?? startable[0];
  };
  const run = async (): Promise<void> => {
    running = true;
    const pacer = createPacer();
    while (next() !== undefined) {
      // A whole turn before the first step lets questions asked together start together, and cancelled ones not at all.
      await pacer.rest();
      do {
        const job = next();
        if (job === undefined || job.answering === null) break;
        step(job, job.answering);
        if (jobs.get(job.key) === job) {
          jobs.delete(job.key);
          jobs.set(job.key, job);
        }
      } while (!pacer.due());
    }
    running = false;
  };
  const begin = (key: string, fetchCode: () => Promise<() => Answering>): Job => {
    const job: Job = { key, answering: null, askers: new Set(), first: null };
    jobs.set(key, job);
    fetchCode().then((start) => {
      if (jobs.get(key) !== job) return;
      job.answering = start();
      if (!running) void run();
    }).catch((thrown: unknown) => fail(job, thrown));
    return job;
  };
  const leave = (job: Job, asker: Asker, reason: unknown): void => {
    if (!job.askers.delete(asker)) return;
    asker.reject(reason);
    if (job.askers.size > 0 || jobs.get(job.key) !== job) return;
    jobs.delete(job.key);
  };

  return {
    ask: async (key, fetchCode, { signal, onFirst } = {}) => {
      signal?.throwIfAborted();
      return new Promise<KpiResult>((resolve, reject) => {
        const job = jobs.get(key) ?? begin(key, fetchCode);
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
      });
    },
    clear: (reason) => {
      for (const job of [...jobs.values()]) for (const asker of [...job.askers]) leave(job, asker, reason);
    },
  };
};
