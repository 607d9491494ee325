import type { KpiErrorInfo } from '../model/issue.js';
import type { Reply } from './engine.js';
import { engineError, KpiError } from './kpi-error.js';
import type { Hub, HubEvent } from './wire.js';

/** Which step of the ladder carries the computation. */
export type Rung = 'factory' | 'worker-url' | 'module-url' | 'inline' | 'main-thread';

/**
 * How a worker ended. `crash` may be tried on the main thread; `silent` never, since it would hang the page. A worker
 * that was terminated is silent too: no browser tells its owner (the ports' `close` event is in no release we tested).
 */
export type Death = 'crash' | 'silent';

export interface Patience {
  /** Longest time without any sign of life while calls are waiting. */
  readonly silenceMs: number;
  /** Longest time without progress of one call. */
  readonly deadlineMs: number;
}

/** The worker ended while a call was waiting; the call can be made again elsewhere. */
export class WorkerGone extends Error {
  readonly death: Death;
  constructor(death: Death, message: string) {
    super(message);
    this.death = death;
  }
}

export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onEvent?: (event: HubEvent) => void;
}

/** One hub, wherever it runs. */
export interface Link {
  readonly rung: Rung;
  readonly alive: boolean;
  /** Resolves with the reply's value; rejects with its error, the signal's reason, a missed deadline or WorkerGone. */
  call<T>(send: (hub: Hub, call: number) => Promise<Reply<T>>, options?: CallOptions): Promise<T>;
  receive(event: HubEvent): void;
  die(death: Death, message: string): void;
  end(): void;
}

interface Waiting {
  quietTicks: number;
  readonly onEvent: ((event: HubEvent) => void) | undefined;
  readonly reject: (reason: unknown) => void;
}

let lastCall = 0;

const deadlineMissed = (ms: number): KpiError =>
  engineError('DEADLINE', `No answer and no progress within ${ms / 1000} s.`, { retryable: true, params: { ms } });

/** Comlink rejects with its own TypeError when a reply cannot be cloned, and with DataCloneError when a question cannot. */
const crossingError = (thrown: unknown): KpiError => {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const info: Partial<KpiErrorInfo> = { params: { reason: message.slice(0, 200) } };
  return thrown instanceof Error && thrown.name === 'DataCloneError'
    ? engineError('HOST', `The question holds a value that cannot be sent to the worker: ${message}`, info)
    : engineError('WORKER_REPLY', `The worker's answer could not be read: ${message}`, info);
};

/**
 * Calls to a hub that may die. Time is counted in ticks of a timer rather than read from a clock: a page asleep or
 * frozen does not blame its worker.
 */
export const createLink = (
  rung: Rung, hub: Hub, patience: Patience, stop: () => void, onDeath: (death: Death) => void = () => undefined,
): Link => {
  const waiting = new Map<number, Waiting>();
  const tickMs = Math.max(10, Math.min(250, patience.silenceMs / 4));
  let quietTicks = 0;
  let timer: ReturnType<typeof setInterval> | undefined;
  let alive = true;

  const tick = (): void => {
    quietTicks++;
    if (quietTicks * tickMs >= patience.silenceMs) {
      die('silent', `The worker gave no sign of life for ${patience.silenceMs / 1000} s.`);
      return;
    }
    for (const [call, entry] of waiting) {
      if (++entry.quietTicks * tickMs < patience.deadlineMs) continue;
      entry.reject(deadlineMissed(patience.deadlineMs));
      void hub.cancel(call);
    }
  };
  const settle = (call: number): void => {
    waiting.delete(call);
    quietTicks = 0;
    if (waiting.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
  const finish = (reason: unknown): void => {
    if (!alive) return;
    alive = false;
    clearInterval(timer);
    stop();
    for (const entry of [...waiting.values()]) entry.reject(reason);
    waiting.clear();
  };
  const die = (death: Death, message: string): void => {
    if (!alive) return;
    onDeath(death);
    finish(new WorkerGone(death, message));
  };

  return {
    rung,
    get alive() {
      return alive;
    },
    receive: (event) => {
      quietTicks = 0;
      if (event.kind === 'fatal') die('crash', event.message);
      if (!('call' in event)) return;
      const entry = waiting.get(event.call);
      if (entry === undefined) return;
      entry.quietTicks = 0;
      entry.onEvent?.(event);
    },
    die,
    end: () => finish(engineError('CLOSED', 'This dataset is closed.')),
    call: async <T>(send: (hub: Hub, call: number) => Promise<Reply<T>>, { signal, onEvent }: CallOptions = {}) => {
      signal?.throwIfAborted();
      if (!alive) throw new WorkerGone('crash', 'The worker has ended.');
      return new Promise<T>((resolve, reject) => {
        const call = ++lastCall;
        const done = (): void => {
          signal?.removeEventListener('abort', abort);
          settle(call);
        };
        const fail = (reason: unknown): void => {
          done();
          // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- a signal's reason may be anything
          reject(reason);
        };
        const abort = (): void => {
          fail(signal?.reason);
          void hub.cancel(call);
        };
        signal?.addEventListener('abort', abort, { once: true });
        waiting.set(call, { quietTicks: 0, onEvent, reject: fail });
        timer ??= setInterval(tick, tickMs);
        send(hub, call).then(
          (reply) => {
            if (!waiting.has(call)) return;
            if (!reply.ok) {
              fail(new KpiError(reply.error));
              return;
            }
            done();
            resolve(reply.value);
          },
          (thrown: unknown) => {
            if (waiting.has(call)) fail(crossingError(thrown));
          },
        );
      });
    },
  };
};
