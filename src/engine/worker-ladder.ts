import type { RungTry } from './page-worker.js';
import { trustedWorkerUrl } from './trusted-worker-url.js';
import { version } from './version.js';
import type { WorkerSettings } from './worker-settings.js';

const startUrl = (url: string | URL): Worker => new Worker(trustedWorkerUrl(url), { type: 'module' });
const pastCache = (url: string | URL): URL => {
  const fresh = new URL(url, document.baseURI);
  fresh.searchParams.set('kennzahl', version);
  return fresh;
};

/**
 * The file beside this module when nobody bundled it, else null. Bundlers must not recognise the expression, or they
 * would copy the file raw; one of them writes the source's own `file:` URL into the bundle, which is no place to load from.
 */
const unbundled = (): URL | null => {
  const here = import.meta.url;
  const own = /^https?:.*\/engine\/worker-ladder\.(js|ts)(?:[?#]|$)/.exec(here);
  return own === null ? null : new URL(`./worker.${own[1] as string}`, here);
};

const moduleTry = (known: URL | null): RungTry => {
  const file = known ?? unbundled();
  return {
    rung: 'module-url',
    make: () => {
      // Under Trusted Types the literal below is refused; where the file's own URL is known it can be vouched for.
      if (file !== null && (known !== null || 'trustedTypes' in globalThis)) return startUrl(file);
      // Vite and webpack find the worker by the exact shape of this expression: keep it literal.
      return new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
    },
    ...(file === null ? {} : { refetch: () => startUrl(pastCache(file)) }),
  };
};

/** The ways to get a worker under these settings, the first to be tried first; none where there are no workers. */
export const workerLadder = ({ options: { worker = 'auto' }, inline, file }: WorkerSettings): readonly RungTry[] => {
  if (worker === 'off' || typeof Worker === 'undefined') return [];
  const tries: RungTry[] = [];
  if (typeof worker === 'function') tries.push({ rung: 'factory', make: worker });
  else if (worker !== 'auto') tries.push({ rung: 'worker-url', make: () => startUrl(worker), refetch: () => startUrl(pastCache(worker)) });
  tries.push(moduleTry(file));
  if (inline !== null) tries.push({ rung: 'inline', make: inline, isBlob: true });
  return tries;
};
