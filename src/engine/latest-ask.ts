/** The reason with which an earlier question of the same asker, or one of a closed dataset, is dropped. */
export const aborted = (message: string): DOMException => new DOMException(message, 'AbortError');

/**
 * Lets the newest question of each asker win: starting one aborts the one before.
 * The returned signal also follows the caller's own.
 */
export const createLatestAsk = (): ((ask: string | undefined, signal: AbortSignal | undefined) => { readonly signal: AbortSignal | undefined; readonly done: () => void }) => {
  const running = new Map<string, AbortController>();
  return (ask, signal) => {
    if (ask === undefined) return { signal, done: () => undefined };
    running.get(ask)?.abort(aborted('A newer question took its place.'));
    const own = new AbortController();
    running.set(ask, own);
    return {
      signal: signal === undefined ? own.signal : AbortSignal.any([own.signal, signal]),
      done: () => {
        if (running.get(ask) === own) running.delete(ask);
      },
    };
  };
};
