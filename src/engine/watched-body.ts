import type { ReadableStreamLike } from '../model/input.js';

/** How long may be waited, and what the reading fails with afterwards; `end` also ends the request. */
export interface Patience { readonly ms: number; end(): Error }

interface Watch {
  /** Asked for each piece. */
  readonly patience: () => Patience;
  /** Fails the reading at any moment. */
  readonly signal: AbortSignal;
}

/** The same body, given up when nothing comes of it for too long. Reads into a buffer of the reader where the stream can. */
export const watchedBody = (body: ReadableStreamLike, { patience, signal }: Watch): ReadableStreamLike => {
  type Reader = ReturnType<ReadableStreamLike['getReader']>;
  const getReader = (...options: Parameters<ReadableStreamLike['getReader']>): Reader => {
    const reader = body.getReader(...options);
    const read = (...view: Parameters<Reader['read']>): ReturnType<Reader['read']> => new Promise((resolve, reject) => {
      const settle = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', stop);
      };
      const stop = (): void => {
        settle();
        reject(signal.reason as Error);
      };
      const { ms, end } = patience();
      const timer = setTimeout(() => {
        settle();
        reject(end());
      }, ms);
      if (signal.aborted) {
        stop();
        return;
      }
      signal.addEventListener('abort', stop, { once: true });
      reader.read(...view).then((piece) => {
        settle();
        resolve(piece);
      }, (thrown: unknown) => {
        settle();
        // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- what a stream fails with is passed on
        reject(thrown);
      });
    });
    return { read, cancel: (reason) => reader.cancel(reason) };
  };
  return { getReader };
};
