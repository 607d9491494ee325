import type { EngineConfig } from '../model/config.js';
import { hostFunctions } from './host-doors.js';
import { createLink, type Link } from './link.js';
import { createPageWorker, type PageWorker } from './page-worker.js';
import { createRemoteEngine, type PageEngine } from './remote-engine.js';
import { workerLadder } from './worker-ladder.js';
import { workerSettings } from './worker-settings.js';

/** Rows that the main thread may be asked to hold when no worker starts; a million would freeze the page. */
const mainThreadMaxRows = 50_000;

let lastEngine = 0;

const capped = (config: EngineConfig): EngineConfig =>
  typeof document === 'undefined' ? config : { ...config, limits: { maxRows: mainThreadMaxRows, ...config.limits } };

const deadlineMs = (): number => workerSettings().options.deadline ?? 60_000;

const mainThread = async (): Promise<Link> => {
  const [{ createHub }, { createEngine }] = await Promise.all([import('./hub.js'), import('./create-engine.js')]);
  const hub = createHub(createEngine, (event) => link.receive(event), { page: hostFunctions, prepare: capped });
  // Silence means nothing here: while this thread is busy, nobody waits on it.
  const link: Link = createLink('main-thread', hub, { silenceMs: Infinity, deadlineMs: deadlineMs() }, () => undefined);
  return link;
};

const page: PageWorker = createPageWorker({
  settings: workerSettings,
  tries: workerLadder,
  patience: ({ options }) => ({ timeoutMs: options.timeout ?? 5_000, silenceMs: options.silence ?? 30_000, deadlineMs: deadlineMs() }),
  mainThread,
  warn: (reasons) => console.warn(`kennzahl: no worker, computing on the main thread (${reasons.join('; ')}). See configureWorker().`),
});

/**
 * Opens a dataset on the page's one worker, started with the first dataset and ended with the last.
 * Where no worker can run, the same engine answers on the main thread, in slices; the numbers are the same.
 * Rejects with WORKER_DOWN only after workers hung repeatedly.
 */
export const openPageEngine = async (config: EngineConfig): Promise<PageEngine> => {
  const engine = createRemoteEngine(page, ++lastEngine, config);
  try {
    await page.link();
    return engine;
  } catch (thrown) {
    await engine.close();
    throw thrown;
  }
};
