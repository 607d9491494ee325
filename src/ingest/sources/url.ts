import type { DataInputSource } from '../../model/input.js';
import { urlWithoutQuery } from '../ingest-error.js';
import type { Opened, SourceSettings } from './opened.js';
import { dataAddress, requestData } from './request.js';
import { requireSize } from './size-limit.js';
import { readStream } from './stream.js';

/** Fetches over http or https. A status, a login page in place of data or an empty answer become errors that say so. */
export const openUrl = async (input: DataInputSource, settings: SourceSettings): Promise<Opened> => {
  const address = dataAddress(input.url as string);
  const label = input.label ?? urlWithoutQuery(address.href);
  const { headers, body } = await requestData(address, input, settings);
  if (body === null) return { kind: 'rows', rows: [], label };
  const written = headers.get('content-length');
  // A compressed answer names its compressed length: a limit for allocation, but no total for progress.
  const totalBytes = written !== null && /^\d+$/.test(written) && headers.get('content-encoding') === null ? Number(written) : null;
  if (totalBytes !== null && totalBytes > settings.maxBytes) await body.getReader().cancel().catch(() => undefined);
  requireSize(totalBytes ?? 0, settings.maxBytes, label);
  return { kind: 'bytes', chunks: readStream(body, settings, label, true), totalBytes, contentType: headers.get('content-type'), link: headers.get('link'), label };
};
