import type { DataInputSource } from '../../model/input.js';
import { IngestError, urlWithoutQuery } from '../ingest-error.js';
import { Unchanged, type Answer, type SourceSettings } from './opened.js';

const accept = 'text/csv, application/json, application/x-ndjson, text/plain;q=0.9, */*;q=0.1';
/** Worth another try: the server is busy or was unlucky. Everything else in 4xx stays as it is. */
const passingStatus = new Set([408, 425, 429]);
export const isPassing = (status: number): boolean => status >= 500 || passingStatus.has(status);

/** Shown of the body of a refusal, to whoever reads the console. */
const shownOfRefusal = 200;

/** A good answer to one request, its body not read yet. */
export interface DataAnswer extends Pick<Answer, 'status' | 'headers' | 'body'> {
  /** null = the server says that there is nothing (204, 205). Whoever does not read it to its end cancels it. */
  readonly body: Answer['body'];
}

/** Where data lies, relative to the page. Throws IngestError URL for anything but http and https. */
export const dataAddress = (url: string, base = (globalThis as { location?: { href?: string } }).location?.href): URL => {
  let address: URL;
  try {
    address = new URL(url, base);
  } catch {
    throw new IngestError('URL', { url });
  }
  if (address.protocol !== 'http:' && address.protocol !== 'https:') throw new IngestError('URL', { url });
  return address;
};

/** The first words of a refusal, without waiting for a second piece. */
const beginningOf = async (body: Answer['body']): Promise<string> => {
  const reader = body?.getReader();
  const first = await reader?.read().catch(() => undefined);
  void reader?.cancel().catch(() => undefined);
  return new TextDecoder().decode(first?.value?.subarray(0, 4 * shownOfRefusal)).replace(/\s+/gu, ' ').trim().slice(0, shownOfRefusal);
};

const isRedirect = ({ type, status }: Answer): boolean => type === 'opaqueredirect' || (status > 300 && status < 400 && status !== 304);

/**
 * Asks for the data at an address. Throws IngestError NETWORK, HTTP, AUTH or REDIRECT, what `settings.fetch` throws of
 * its own, and the signal's reason when stopped.
 */
export const requestData = async (address: URL, input: DataInputSource, settings: SourceSettings): Promise<DataAnswer> => {
  const url = urlWithoutQuery(address.href);
  const credentials = input.credentials ?? 'same-origin';
  const { signal } = settings;
  const answer = await settings.fetch(address.href, {
    credentials, headers: { accept }, referrerPolicy: 'no-referrer',
    // Secrets must not follow to wherever a redirect leads; `manual` lets it be told from a server that is down.
    redirect: credentials === 'include' || input.headers !== undefined ? 'manual' : 'follow',
    ...(signal === undefined ? {} : { signal }),
  }, input).catch((cause: unknown) => {
    signal?.throwIfAborted();
    if (cause instanceof IngestError || cause instanceof Unchanged) throw cause;
    throw new IngestError('NETWORK', { url, retryable: true, params: { reason: cause instanceof Error ? cause.message : String(cause) } });
  });
  const { status, statusText = '', headers, body, tries = 1 } = answer;
  if (isRedirect(answer)) throw new IngestError('REDIRECT', { url });
  if (status === 401 || status === 403) {
    await body?.getReader().cancel().catch(() => undefined);
    throw new IngestError('AUTH', { url, retryable: true, params: { status, tries } });
  }
  if (status < 200 || status > 299) {
    throw new IngestError('HTTP', { url, retryable: isPassing(status), params: { status, statusText, tries, body: await beginningOf(body) } });
  }
  return { status, headers, body: status === 204 || status === 205 ? null : body };
};
