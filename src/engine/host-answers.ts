import { IngestError } from '../ingest/ingest-error.js';
import type { AnswerLike, Fetcher, HeaderSource, RequestContext } from '../model/input.js';
import { headerPairs, isAnswer } from './host-shapes.js';

/** The page's own request. It may throw at once, reject, or give something else than an answer: HOST. */
export const callFetcher = async (fetcher: Fetcher, url: string, init: Parameters<Fetcher>[1]): Promise<AnswerLike> => {
  const answer: unknown = await fetcher(url, init);
  if (!isAnswer(answer)) throw new IngestError('HOST', { url, params: { reason: 'the fetcher gave no Response' } });
  return answer;
};

/**
 * Headers that the page gives for one request. Whatever is wrong with its function is AUTH_CALLBACK and never repeats a value: it throws,
 * gives no headers, a value that is no text or one that no header can have, or takes too long.
 */
export const callHeaders = async (source: HeaderSource, request: RequestContext, limitMs: number, signal: AbortSignal | undefined): Promise<Readonly<Record<string, string>>> => {
  const fail = (reason: string): IngestError => new IngestError('AUTH_CALLBACK', { url: request.url, retryable: true, params: { reason } });
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stop: () => void = () => undefined;
  const given: unknown = await new Promise<unknown>((resolve, reject) => {
    timer = setTimeout(() => reject(fail(`no answer within ${limitMs / 1_000} s`)), limitMs);
    stop = () => reject(signal?.reason as Error);
    signal?.addEventListener('abort', stop, { once: true });
    Promise.resolve().then(() => source(request)).then(resolve, (thrown: unknown) => reject(fail(thrown instanceof Error ? thrown.name : 'it threw')));
  }).finally(() => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
  });
  const pairs = headerPairs(given);
  if (pairs === null) throw fail('it gave no headers');
  const headers = new Headers();
  for (const [name, value] of pairs) {
    if (typeof value !== 'string') throw fail(`the value of ${name.slice(0, 40)} is no text`);
    try {
      headers.set(name, value);
    } catch {
      throw fail(`${name.slice(0, 40)} cannot be sent as a header`);
    }
  }
  return Object.fromEntries(headers);
};
