import { IngestError } from '../ingest-error.js';

/** Refuses before anything is allocated: a worker that runs out of memory takes the page with it. */
export const requireSize = (bytes: number, maxBytes: number, label: string): void => {
  if (bytes > maxBytes) throw new IngestError('TOO_LARGE', { params: { label, limit: maxBytes, unit: 'bytes', size: bytes } });
};
