import type { DataInputSource, ReadableStreamLike } from '../../model/input.js';
import { IngestError, urlWithoutQuery } from '../ingest-error.js';
import type { SourceSettings } from './opened.js';

const accept = 'text/csv, application/json, application/x-ndjson, text/plain;q=0.9, */*;q=0.1';
/** Worth another try: the server is busy or was unlucky. Everything else in 4xx stays as it is. */
const passingStatus = new Set([408, 425, 429]);

/** A good answer to one request, its body not read yet. */
export interface DataAnswer {
  readonly status: number;
  readonly headers: { get(name: string): string | null; has(name: string): boolean };
  /** null = the server says that there is nothing (204, 205). Whoever does not read it to its end cancels it. */
  readonly body: ReadableStreamLike | null;
}

/** Where data lies, relative to the page. Throws IngestError URL for anything but http and https. */
export const dataAddress = (url: string, base?: string): URL => {
  const page = base ?? (globalThis as { location?: { href?: string } }).location?.href;
  let address: URL;
  try {
    address = new URL(url, page);
  } catch {
    throw new IngestError('URL', { url });
  }
  if (address.protocol !== 'http:' && address.protocol !== 'https:') throw new IngestError('URL', { url });
  return address;
};

/** Asks once for the data at an address. Throws IngestError NETWORK or HTTP, and the signal's reason when stopped. */
export const requestData = async (address: URL, input: DataInputSource, settings: SourceSettings): Promise<DataAnswer> => {
  const url = urlWithoutQuery(address.href);
  const credentials = input.credentials ?? 'same-origin';
  const response = await settings.fetch(address.href, {
    credentials, headers: { accept }, referrerPolicy: 'no-referrer',
    // Secrets must not follow to wherever a redirect leads.
    redirect: credentials === 'include' ? 'error' : 'follow',
    ...(settings.signal === undefined ? {} : { signal: settings.signal }),
  }).catch((cause: unknown) => {
    settings.signal?.throwIfAborted();
    throw new IngestError('NETWORK', { url, retryable: true, params: { reason: cause instanceof Error ? cause.message : String(cause) } });
  });
  const { status, statusText, headers, body } = response;
  if (!response.ok) {
    await body?.cancel().catch(() => undefined);
    throw new IngestError('HTTP', { url, retryable: status >= 500 || passingStatus.has(status), params: { status, statusText } });
  }
  return { status, headers, body: status === 204 || status === 205 ? null : body };
};
