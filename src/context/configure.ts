import { configureWorker, kitVersion, type WorkerOptions } from '../engine/client.js';
import type { EngineConfig } from '../model/config.js';

export interface KitOptions extends WorkerOptions {
  /** What elements without an attribute of their own start from. */
  readonly defaults?: EngineConfig;
}

let defaults: EngineConfig = {};

/** Page-wide settings, for elements connected and workers started from now on. Attributes win over them. */
export const configure = ({ defaults: given, ...worker }: KitOptions): void => {
  if (given !== undefined) defaults = Object.freeze({ ...given });
  if (Object.keys(worker).length > 0) configureWorker(worker);
};

export const pageDefaults = (): EngineConfig => defaults;

/** Which kit this is. */
export const version = kitVersion;
