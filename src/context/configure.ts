import { configureWorker, kitVersion, type WorkerOptions } from '../engine/client.js';
import type { EngineConfig } from '../model/config.js';
import type { Fetcher, RequestHeaders } from './source-input.js';

export interface KitOptions extends WorkerOptions, PageRequests {
  /** What elements without an attribute of their own start from. */
  readonly defaults?: EngineConfig;
}

/** How elements without properties of their own make their requests. Both are told the address: a token is for its own server only. */
export interface PageRequests {
  readonly fetcher?: Fetcher;
  readonly headers?: RequestHeaders;
}

let defaults: EngineConfig = {};
let requests: PageRequests = {};

/** Page-wide settings, for elements connected and workers started from now on. Attributes win over them. */
export const configure = ({ defaults: given, fetcher, headers, ...worker }: KitOptions): void => {
  if (given !== undefined) defaults = Object.freeze({ ...given });
  if (fetcher !== undefined || headers !== undefined) requests = { ...requests, ...(fetcher === undefined ? {} : { fetcher }), ...(headers === undefined ? {} : { headers }) };
  if (Object.keys(worker).length > 0) configureWorker(worker);
};

export const pageDefaults = (): EngineConfig => defaults;

export const pageRequests = (): PageRequests => requests;

/** Which kit this is. */
export const version = kitVersion;
