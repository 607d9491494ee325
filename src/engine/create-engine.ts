import type { EngineConfig } from '../model/config.js';
import { assembleEngine } from './assemble-engine.js';
import type { Engine } from './engine.js';
import { engineError } from './kpi-error.js';

const missing = (): never => {
  throw engineError('INTERNAL', 'not wired yet');
};

/** The engine in this thread: no worker, no DOM; the same object that the worker exposes. */
export const createEngine = (config: EngineConfig = {}): Engine =>
  assembleEngine({ ingest: missing, createContext: missing, answer: missing, about: missing }, config);
