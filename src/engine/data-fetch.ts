import { IngestError } from '../ingest/ingest-error.js';
import type { Answer, DataFetch } from '../ingest/sources/opened.js';
import { isPassing } from '../ingest/sources/request.js';
import type { RequestSettings } from '../model/config.js';
import type { DataInputSource, Fetcher } from '../model/input.js';
import { callFetcher, callHeaders } from './host-answers.js';
import { pageBudget, type RetryBudget } from './retry-budget.js';
import { backoff, waitAfter } from './retry-wait.js';
import { watchedBody, type Patience } from './watched-body.js';

export const defaultRequests: RequestSettings = {
  answerMs: 30_000, idleMs: 30_000, totalMs: 600_000, callbackMs: 30_000, tries: 3, backoffMs: 1_000, longestWaitMs: 30_000,
};

type Init = Parameters<DataFetch>[1];
type Wait = 'answer' | 'piece' | 'total';

const rest = (ms: number, signal: AbortSignal): Promise<void> => new Promise((resolve, reject) => {
  const stop = (): void => {
    clearTimeout(timer);
    reject(signal.reason as Error);
  };
  const timer = setTimeout(() => {
    signal.removeEventListener('abort', stop);
    resolve();
  }, ms);
  signal.addEventListener('abort', stop, { once: true });
});

/** A function of the page may not heed the signal; what it still brings is thrown away. */
const rejectedBy = (signal: AbortSignal): Promise<never> => new Promise((_, reject) => {
  if (signal.aborted) reject(signal.reason as Error);
  signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
});
const ask = async (url: string, init: Init, fetcher: Fetcher | undefined, renew: boolean, signal: AbortSignal): Promise<Answer> => {
  const answer: Answer = await (fetcher === undefined ? fetch(url, { ...init, signal }) : callFetcher(fetcher, url, { signal, renew }));
  if (signal.aborted) await discard(answer);
  return answer;
};

/** What was thrown, in words; queries of addresses in it may hold secrets. */
const reasonOf = (thrown: unknown): string =>
  (thrown instanceof Error ? thrown.message : String(thrown)).replace(/(https?:\/\/[^\s?#]+)[?#]\S*/giu, '$1').slice(0, 200);

const isOffline = (): boolean => (globalThis as { navigator?: { onLine?: boolean } }).navigator?.onLine === false;
const discard = (answer: Answer): Promise<void> => answer.body?.getReader().cancel().catch(() => undefined) ?? Promise.resolve();

export interface DataFetchOptions {
  readonly settings?: Partial<RequestSettings> | undefined;
  readonly budget?: RetryBudget;
  /** Told before each wait, so that whoever watches over the load knows that it goes on. */
  readonly onWait?: (input: DataInputSource) => void;
  /** Told what goes out as a header that the page gave. */
  readonly onSecret?: (value: string) => void;
}

/**
 * Makes the requests of one load, all within one deadline: with the page's headers or by its fetcher, given up when the server is silent,
 * made again where that may help and the page's reserve of tries allows it. A 401 or 403 asks the page for credentials once more.
 * Throws IngestError TIMEOUT, ORIGIN, AUTH_CALLBACK, HOST and, after the last try, NETWORK; any answer is for the caller to judge.
 */
export const createDataFetch = ({ settings: given, budget = pageBudget, onWait, onSecret }: DataFetchOptions = {}): DataFetch => {
  const settings: RequestSettings = { ...defaultRequests, ...given };
  const startedAt = performance.now();
  const leftMs = (): number => settings.totalMs - (performance.now() - startedAt);
  const timeout = (url: string, wait: Wait, ms: number): IngestError =>
    new IngestError('TIMEOUT', { url, retryable: true, params: { wait, seconds: ms / 1_000 } });

  const requireOrigin = (url: string): void => {
    if (settings.origins !== undefined && !settings.origins.includes(new URL(url).origin)) throw new IngestError('ORIGIN', { url });
  };
  const once = async (url: string, init: Init, { fetcher, headers }: DataInputSource, renew: boolean): Promise<Answer> => {
    const own = headers === undefined || fetcher !== undefined ? {} : await callHeaders(headers, { url, renew }, settings.callbackMs, init.signal ?? undefined);
    for (const value of Object.values(own)) onSecret?.(value);
    const giveUp = new AbortController();
    const signal = init.signal == null ? giveUp.signal : AbortSignal.any([init.signal, giveUp.signal]);
    const waitFor = (wait: Exclude<Wait, 'total'>, ms: number) => (): Patience => {
      const left = Math.max(0, leftMs());
      const [reached, after] = left < ms ? ['total' as const, left] : [wait, ms];
      return {
        ms: after,
        end: () => {
          const error = timeout(url, reached, reached === 'total' ? settings.totalMs : ms);
          giveUp.abort(error);
          return error;
        },
      };
    };
    const patience = waitFor('answer', settings.answerMs)();
    const timer = setTimeout(patience.end, patience.ms);
    try {
      const answer = await Promise.race([ask(url, { ...init, headers: { ...init.headers, ...own } }, fetcher, renew, signal), rejectedBy(signal)]);
      if (answer.url !== undefined && answer.url !== '') requireOrigin(answer.url);
      const { status, statusText = '', headers: told, type = 'default', body } = answer;
      return { status, statusText, headers: told, type, body: body === null ? null : watchedBody(body, { patience: waitFor('piece', settings.idleMs), signal }) };
    } finally {
      clearTimeout(timer);
    }
  };

  return async (url, init, input) => {
    requireOrigin(url);
    budget.deposit();
    const maySendOther = input.headers !== undefined || input.fetcher !== undefined;
    let renewed = false;
    for (let tries = 1; ;) {
      let answer: Answer | null = null;
      let reason: unknown = null;
      try {
        answer = await once(url, init, input, renewed);
      } catch (thrown) {
        init.signal?.throwIfAborted();
        if (thrown instanceof IngestError) throw thrown;
        reason = thrown;
      }
      if (answer !== null && !renewed && maySendOther && (answer.status === 401 || answer.status === 403)) {
        renewed = true;
        await discard(answer);
        continue;
      }
      const asked = tries + (renewed ? 1 : 0);
      if (answer !== null && !isPassing(answer.status)) return { ...answer, tries: asked };
      // An error of the page's own function stays what it is; a TypeError is how `fetch` says that there was no connection.
      const mayMend = answer !== null || (reason instanceof TypeError && !isOffline());
      const waitMs = answer === null ? backoff(tries, settings.backoffMs) : waitAfter(answer, tries, settings);
      if (!mayMend || waitMs === null || tries >= settings.tries || waitMs >= leftMs() || !budget.take()) {
        if (answer !== null) return { ...answer, tries: asked };
        throw new IngestError('NETWORK', { url, retryable: true, params: { tries: asked, reason: reasonOf(reason) } });
      }
      if (answer !== null) await discard(answer);
      onWait?.(input);
      await rest(waitMs, init.signal ?? new AbortController().signal);
      onWait?.(input);
      tries++;
    }
  };
};
