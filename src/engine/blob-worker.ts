import { trustedWorkerUrl } from './trusted-worker-url.js';

/** A worker from its source, for pages that no worker file of their own origin is there for. */
export const blobWorker = (source: string): Worker => {
  const url = URL.createObjectURL(new Blob(['URL.revokeObjectURL(import.meta.url);', source], { type: 'text/javascript' }));
  try {
    return new Worker(trustedWorkerUrl(url), { type: 'module' });
  } catch (thrown) {
    URL.revokeObjectURL(url);
    throw thrown;
  }
};
