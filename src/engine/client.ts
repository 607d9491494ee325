import type { CheckedAnnotations } from '../ingest/check-annotations.js';
import type { BoardNotes, Tile } from '../model/board.js';
import type { EngineConfig } from '../model/config.js';
import type { PageEngine } from './remote-engine.js';
import { version } from './version.js';

export { blobWorker } from './blob-worker.js';
export type { CheckedAnnotations };
export { snapshotRows } from './snapshot-rows.js';
export { configureWorker, registerInlineWorker, registerWorkerFile, type WorkerOptions } from './worker-settings.js';

/** Version of the kit, for elements: two kits on one page tell each other apart by it. */
export const kitVersion: string = version;

/**
 * Opens a dataset on the page's one worker; see `openPageEngine`. What starts and watches workers is fetched with the
 * first dataset, since a page can be drawn without it.
 */
export const openEngine = async (config: EngineConfig = {}): Promise<PageEngine> => {
  const { openPageEngine } = await import('./open-page-engine.js');
  return openPageEngine(config);
};

/** What is to be said of a set of KPIs. The rules are fetched with the first set: neither a worker nor data is needed for them. */
export const checkBoard = async (tiles: readonly Tile[]): Promise<BoardNotes> => {
  const { boardNotes } = await import('../kpi/board-notes.js');
  return boardNotes(tiles);
};

/** What of dated marks can be drawn, and what is wrong with the others. The rules are fetched with the first ones; no worker is needed for them. */
export const checkAnnotations = async (given: unknown): Promise<CheckedAnnotations> => {
  const { checkAnnotations: check } = await import('../ingest/check-annotations.js');
  return check(given);
};
