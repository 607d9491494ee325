import type { FormatName } from './formats/registry.js';
import { IngestError } from './ingest-error.js';

const webPage = /^\s*<(?:!doctype|html|head|body|\?xml|!--)/i;
const decoder = new TextDecoder();

/** Refuses a page in place of data: a login form answers with status 200, too. */
export const refuseWebPage = (first: Uint8Array, contentType: string | null, label: string): void => {
  const start = decoder.decode(first.subarray(0, 400)).replace(/^\ufeff/, '');
  const isTyped = /^\s*(?:text\/html|application\/xhtml)/i.test(contentType ?? '');
  if (!isTyped && !webPage.test(start)) return;
  const value = start.trim().slice(0, 80);
  throw new IngestError('CONTENT_TYPE', { phase: 'decode', value, params: { label, expected: 'CSV or JSON', got: isTyped ? (contentType as string).trim() : 'by its content' } });
};

/** Told by the first characters, since names and content types lie; these only separate JSON from a JSON object a line. */
export const sniffFormat = (first: Uint8Array, contentType: string | null, label: string): FormatName => {
  const start = decoder.decode(first.subarray(0, 65_536)).replace(/^\ufeff/, '').trimStart();
  if (start.startsWith('[')) return 'json';
  if (!start.startsWith('{')) return 'csv';
  if (/ndjson|jsonl|json-seq/i.test(contentType ?? '') || /\.(?:ndjson|jsonl)$/i.test(label)) return 'ndjson';
  const end = start.indexOf('\n');
  if (end < 0 || start.slice(end).trim() === '') return 'json';
  try {
    JSON.parse(start.slice(0, end));
    return 'ndjson';
  } catch {
    return 'json';
  }
};
