import { expose } from 'comlink';
import { createEngine } from '../../../src/engine/create-engine.js';
import { isHello } from '../../../src/engine/wire.js';
import { serveWorker } from '../../../src/engine/worker-host.js';

/** A cached older copy of the worker's file: greets in the same way and tells another version; the current one past the cache. */
if (new URL(location.href).searchParams.has('kennzahl')) {
  serveWorker(globalThis, createEngine);
} else {
  addEventListener('message', ({ data, ports }) => {
    const [calls] = ports;
    if (isHello(data) && calls !== undefined) expose({ ping: () => Promise.resolve({ version: '0.0.1' }) }, calls);
  });
}
