import { createEngine } from './create-engine.js';
import { serveWorker } from './worker-host.js';

// The file for `new Worker(new URL('./worker.js', import.meta.url), { type: 'module' })`.
serveWorker(globalThis, createEngine);
