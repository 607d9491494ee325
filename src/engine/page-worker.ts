import { engineError } from './kpi-error.js';
import type { Death, Link, Rung } from './link.js';
import { startWorker, type StartOptions } from './start-worker.js';
import { watchPolicy } from './worker-policy.js';
import type { WorkerSettings } from './worker-settings.js';

/** One way to get a worker; `refetch` makes it again past the cache when an old file answered. */
export interface RungTry {
  readonly rung: Rung;
  readonly make: () => Worker;
  readonly refetch?: () => Worker;
  /** It starts from memory: not tried once the page's policy is known to forbid that. */
  readonly isBlob?: boolean;
}

/** The worker that all datasets of a page share. */
export interface PageWorker {
  acquire(): void;
  /** Ends the worker with its last user. */
  release(): void;
  /** The living worker, or a new one, or the main thread; rejects with WORKER_DOWN while the circuit is open. */
  link(): Promise<Link>;
  readonly rung: Rung | null;
}

export interface PageWorkerParts {
  /** New settings are another object: earlier deaths and warnings are forgotten. */
  readonly settings: () => WorkerSettings;
  readonly tries: (settings: WorkerSettings) => readonly RungTry[];
  readonly patience: (settings: WorkerSettings) => Omit<StartOptions, 'onDeath'>;
  readonly mainThread: () => Promise<Link>;
  /** Told once why no worker runs, when one was wanted. */
  readonly warn: (reasons: readonly string[]) => void;
}

const circuitDeaths = 3;
const circuitMs = 60_000;

/**
 * Three deaths within a minute open the circuit. After crashes the page computes itself; after a hang it must not,
 * since the same data would hang the page: then calls are refused until the minute is over.
 */
export const createPageWorker = (parts: PageWorkerParts): PageWorker => {
  let users = 0;
  let current: Promise<Link> | null = null;
  let living: Link | null = null;
  let worked: Rung | null = null;
  let deaths: { readonly at: number; readonly death: Death }[] = [];
  let warned = false;
  let known = parts.settings();

  const onDeath = (death: Death): void => {
    const now = performance.now();
    deaths = [...deaths.filter(({ at }) => now - at < circuitMs), { at: now, death }];
    current = null;
    living = null;
  };
  const forgive = (): void => {
    deaths = [];
    warned = false;
    worked = null;
  };
  const tryRung = async (attempt: RungTry, settings: WorkerSettings): Promise<Link> => {
    const options = { ...parts.patience(settings), onDeath };
    try {
      return await startWorker(attempt.rung, attempt.make, options);
    } catch (thrown) {
      const skewed = (thrown as { info?: { code?: string } }).info?.code === 'VERSION';
      if (!skewed || attempt.refetch === undefined) throw thrown;
      return startWorker(attempt.rung, attempt.refetch, options);
    }
  };
  /** Null, with a reason for each, when none of them starts. */
  const firstThatWorks = async (tries: readonly RungTry[], settings: WorkerSettings, reasons: string[]): Promise<Link | null> => {
    const policy = watchPolicy();
    try {
      // The rung that worked before is the likeliest to work again.
      for (const attempt of [...tries].sort((a, b) => Number(b.rung === worked) - Number(a.rung === worked))) {
        if (attempt.isBlob === true && policy.forbidsBlobs()) {
          reasons.push(`${attempt.rung}: forbidden by the policy that refused the one before`);
          continue;
        }
        try {
          const link = await tryRung(attempt, settings);
          worked = attempt.rung;
          return link;
        } catch (thrown) {
          reasons.push(`${attempt.rung}: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
          // What a policy refused is told in a task of its own.
          await new Promise((resolve) => setTimeout(resolve));
        }
      }
      return null;
    } finally {
      policy.stop();
    }
  };
  const climb = async (): Promise<Link> => {
    const settings = parts.settings();
    if (settings !== known) forgive();
    known = settings;
    const now = performance.now();
    const recent = deaths.filter(({ at }) => now - at < circuitMs);
    const open = recent.length >= circuitDeaths;
    if (open && recent.some(({ death }) => death === 'silent')) {
      throw engineError('WORKER_DOWN', 'The worker hung or crashed three times within a minute; it is started again later.', { retryable: true });
    }
    const reasons: string[] = open ? ['it crashed three times within a minute'] : [];
    const tries = open ? [] : parts.tries(settings);
    const link = await firstThatWorks(tries, settings, reasons);
    if (link !== null) return link;
    if (reasons.length > 0 && !warned) {
      warned = true;
      parts.warn(reasons);
    }
    return parts.mainThread();
  };
  const start = (): Promise<Link> => {
    const started: Promise<Link> = climb().then((link) => {
      // Everybody left while it was starting.
      if (current !== started) link.end();
      else living = link;
      return link;
    });
    // A failed start is not kept: the next call tries again.
    started.catch(() => {
      if (current === started) current = null;
    });
    return started;
  };

  return {
    acquire: () => {
      users++;
    },
    release: () => {
      if (--users > 0) return;
      living?.end();
      living = null;
      current = null;
    },
    link: () => (current ??= start()),
    get rung() {
      return living?.rung ?? null;
    },
  };
};
