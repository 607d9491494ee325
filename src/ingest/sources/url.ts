import type { DataInputSource } from '../../model/input.js';
import { IngestError, urlWithoutQuery } from '../ingest-error.js';
import type { Opened, SourceSettings } from './opened.js';
import { requireSize } from './size-limit.js';
import { readStream } from './stream.js';

const accept = 'text/csv, application/json, application/x-ndjson, text/plain;q=0.9, */*;q=0.1';
/** Worth another try: the server is busy or was unlucky. Everything else in 4xx stays as it is. */
const passingStatus = new Set([408, 425, 429]);

const addressOf = (url: string): URL => {
  const base = (globalThis as { location?: { href?: string } }).location?.href;
  let address: URL;
  try {
    address = new URL(url, base);
  } catch {
    throw new IngestError('URL', { url });
  }
  if (address.protocol !== 'http:' && address.protocol !== 'https:') throw new IngestError('URL', { url });
  return address;
};

/** Fetches over http or https. A status, a login page in place of data or an empty answer become errors that say so. */
export const openUrl = async (input: DataInputSource, settings: SourceSettings): Promise<Opened> => {
  const address = addressOf(input.url as string);
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
  const { status, statusText, body } = response;
  const abandon = (): Promise<void> => body?.cancel().catch(() => undefined) ?? Promise.resolve();
  if (!response.ok) {
    await abandon();
    throw new IngestError('HTTP', { url, retryable: status >= 500 || passingStatus.has(status), params: { status, statusText } });
  }
  const label = input.label ?? url;
  if (status === 204 || status === 205 || body === null) return { kind: 'rows', rows: [], label };
  const written = response.headers.get('content-length');
  // A compressed answer names its compressed length: a limit for allocation, but no total for progress.
  const totalBytes = written !== null && /^\d+$/.test(written) && !response.headers.has('content-encoding') ? Number(written) : null;
  if (totalBytes !== null && totalBytes > settings.maxBytes) await abandon();
  requireSize(totalBytes ?? 0, settings.maxBytes, label);
  return { kind: 'bytes', chunks: readStream(body, settings, label), totalBytes, contentType: response.headers.get('content-type'), label };
};
