import type { AddedFormat, OwnFormat } from './formats/registry.js';
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

const startsWith = (bytes: Uint8Array, start: readonly number[]): boolean => start.every((byte, i) => bytes[i] === byte);
const letters = (text: string): readonly number[] => [...text].map((letter) => letter.charCodeAt(0));

const binaryStarts: readonly (readonly [AddedFormat, readonly number[]])[] = [
  ['arrow', letters('ARROW1')], ['parquet', letters('PAR1')],
  // An Arrow stream: continuation mark, then the length of a schema message.
  ['arrow', [0xff, 0xff, 0xff, 0xff]],
];

/** Columnar files tell themselves; null = this is text. */
export const sniffBinary = (first: Uint8Array): AddedFormat | null => binaryStarts.find(([, start]) => startsWith(first, start))?.[0] ?? null;

const foreignStarts: readonly (readonly [string, readonly number[]])[] = [
  ['Excel (.xlsx) or zip', [0x50, 0x4b, 0x03, 0x04]], ['Excel (.xls)', [0xd0, 0xcf, 0x11, 0xe0]], ['gzip', [0x1f, 0x8b]], ['PDF', letters('%PDF')],
];

/** Refuses what people take for data and what no text decoder may touch. */
export const refuseForeignFile = (first: Uint8Array, label: string): void => {
  const found = foreignStarts.find(([, start]) => startsWith(first, start));
  if (found !== undefined) throw new IngestError('FORMAT', { phase: 'decode', params: { label, format: found[0], hint: 'Save it as CSV.' } });
};

/** Told by the first characters, since names and content types lie; these only separate JSON from a JSON object a line. */
export const sniffFormat = (first: Uint8Array, contentType: string | null, label: string): OwnFormat => {
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
