import type { Fetcher } from '../src/context/source-input.js';

/** A server that never answers. */
export const silent: Fetcher = (_url, { signal }) => new Promise((_resolve, reject) => {
  signal.addEventListener('abort', () => reject(signal.reason as Error));
});

/** Down for longer than anybody waits: asking again at once would be of no use. */
const unavailable = (): Response => new Response('', { status: 503, statusText: 'Service Unavailable', headers: { 'retry-after': '3600' } });
const rowsOf = (rows: unknown): Response => new Response(JSON.stringify(rows), { headers: { 'content-type': 'application/json' } });

/** A server that answers once and is down from then on. */
export const firstOnly = (rows: unknown): Fetcher => {
  let asked = 0;
  return async () => (asked++ === 0 ? rowsOf(rows) : unavailable());
};

/** A server that is down and comes back for the second request. */
export const secondOnly = (rows: unknown): Fetcher => {
  let asked = 0;
  return async () => (asked++ === 0 ? unavailable() : rowsOf(rows));
};

export const down: Fetcher = async () => unavailable();
