import { expose } from 'comlink';
import type { EngineConfig } from '../model/config.js';
import type { Engine } from './engine.js';
import { createHub } from './hub.js';
import { createPageFunctions } from './page-functions.js';
import { isHello, type HubEvent } from './wire.js';

/** The part of a worker's global scope that serving needs; typed here since page and worker share one `lib`. */
export interface WorkerScope {
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
  addEventListener(type: 'unhandledrejection', listener: (event: PromiseRejectionEvent) => void): void;
}

/**
 * Answers the page's greeting. Calls, events and questions to the page run over the ports it brings and nothing else is listened to:
 * a worker from the page's own factory may carry other traffic.
 */
export const serveWorker = (scope: WorkerScope, createEngine: (config: EngineConfig) => Required<Engine>): void => {
  scope.addEventListener('message', ({ data, ports }) => {
    const [calls, events, asks] = ports;
    if (!isHello(data) || calls === undefined || events === undefined) return;
    const emit = (event: HubEvent): void => events.postMessage(event);
    // A rejection nobody waits for fires no `error` on the page's side; a call may hang on it for ever.
    scope.addEventListener('unhandledrejection', ({ reason }) => emit({ kind: 'fatal', message: String(reason) }));
    expose(createHub(createEngine, emit, asks === undefined ? {} : { page: createPageFunctions(asks) }), calls);
  });
};
