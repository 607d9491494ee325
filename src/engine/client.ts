import type { EngineConfig } from '../model/config.js';
import { createLink, type Link } from './link.js';
import { createPageWorker, type PageWorker, type RungTry } from './page-worker.js';
import { createRemoteEngine, type PageEngine } from './remote-engine.js';
import { version } from './version.js';
import { trustedWorkerUrl } from './trusted-worker-url.js';

export interface WorkerOptions {
  /** 'auto' climbs the whole ladder; 'off' never starts a worker; a URL must be same-origin; a factory returns a new Worker each time. */
  readonly worker?: 'auto' | 'off' | URL | (() => Worker) | (string & {});
  /** Milliseconds until a new worker must have answered; default 5,000. */
  readonly timeout?: number;
  /** Milliseconds without any sign of life after which a busy worker is replaced; default 30,000. */
  readonly silence?: number;
  /** Milliseconds without progress after which one call is given up; default 60,000. */
  readonly deadline?: number;
}

/** Rows that the main thread may be asked to hold when no worker starts; a million would freeze the page. */
const mainThreadMaxRows = 50_000;

let options: WorkerOptions = {};
let inline: (() => Worker) | null = null;
let workerFile: URL | null = null;
let lastEngine = 0;

/** For entries that carry the worker's source in themselves: how to start it from a blob. */
export const registerInlineWorker = (make: () => Worker): void => {
  inline = make;
};

/** For entries that have a self-contained worker file at a known place; it counts as the module URL. */
export const registerWorkerFile = (url: URL): void => {
  workerFile = url;
};

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
  const own = /^https?:.*\/engine\/client\.(js|ts)(?:[?#]|$)/.exec(here);
  return own === null ? null : new URL(`./worker.${own[1] as string}`, here);
};

const moduleTry = (): RungTry => {
  const file = workerFile ?? unbundled();
  return {
    rung: 'module-url',
    make: () => {
      // Under Trusted Types the literal below is refused; where the file's own URL is known it can be vouched for.
      if (file !== null && (workerFile !== null || 'trustedTypes' in globalThis)) return startUrl(file);
      // Vite and webpack find the worker by the exact shape of this expression: keep it literal.
      return new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
    },
    ...(file === null ? {} : { refetch: () => startUrl(pastCache(file)) }),
  };
};

const tries = (): RungTry[] => {
  const { worker = 'auto' } = options;
  if (worker === 'off' || typeof Worker === 'undefined') return [];
  const out: RungTry[] = [];
  if (typeof worker === 'function') out.push({ rung: 'factory', make: worker });
  else if (worker !== 'auto') out.push({ rung: 'worker-url', make: () => startUrl(worker), refetch: () => startUrl(pastCache(worker)) });
  out.push(moduleTry());
  if (inline !== null) out.push({ rung: 'inline', make: inline });
  return out;
};

const capped = (config: EngineConfig): EngineConfig =>
  typeof document === 'undefined' ? config : { ...config, limits: { maxRows: mainThreadMaxRows, ...config.limits } };

const deadlineMs = (): number => options.deadline ?? 60_000;

const mainThread = async (): Promise<Link> => {
  const [{ createHub }, { createEngine }] = await Promise.all([import('./hub.js'), import('./create-engine.js')]);
  const hub = createHub(createEngine, (event) => link.receive(event), capped);
  // Silence means nothing here: while this thread is busy, nobody waits on it.
  const link: Link = createLink('main-thread', hub, { silenceMs: Infinity, deadlineMs: deadlineMs() }, () => undefined);
  return link;
};

const page: PageWorker = createPageWorker({
  tries,
  options: () => ({ timeoutMs: options.timeout ?? 5_000, silenceMs: options.silence ?? 30_000, deadlineMs: deadlineMs() }),
  mainThread,
  warn: (reasons) => console.warn(`kennzahl: no worker, computing on the main thread (${reasons.join('; ')}). See configureWorker().`),
});

/** Version of the kit, for elements: two kits on one page tell each other apart by it. */
export const kitVersion: string = version;

/** Applies to workers started from now on; a running one stays until its last dataset is closed. */
export const configureWorker = (next: WorkerOptions): void => {
  options = { ...next };
  page.forgive();
};

/**
 * Opens a dataset on the page's one worker, started with the first dataset and ended with the last.
 * Where no worker can run, the same engine answers on the main thread, in slices; the numbers are the same.
 * Rejects with WORKER_DOWN only after workers hung repeatedly.
 */
export const openEngine = async (config: EngineConfig = {}): Promise<PageEngine> => {
  const engine = createRemoteEngine(page, ++lastEngine, config);
  try {
    await page.link();
    return engine;
  } catch (thrown) {
    await engine.close();
    throw thrown;
  }
};
