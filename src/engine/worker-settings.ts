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

/** How this page starts workers: what the host said, and what the entry it loaded brings along. Replaced as a whole. */
export interface WorkerSettings {
  readonly options: WorkerOptions;
  readonly inline: (() => Worker) | null;
  readonly file: URL | null;
}

let settings: WorkerSettings = { options: {}, inline: null, file: null };

export const workerSettings = (): WorkerSettings => settings;

/** Applies to workers started from now on; a running one stays until its last dataset is closed. */
export const configureWorker = (options: WorkerOptions): void => {
  settings = { ...settings, options: { ...options } };
};

/** For entries that carry the worker's source in themselves: how to start it from a blob. */
export const registerInlineWorker = (inline: () => Worker): void => {
  settings = { ...settings, inline };
};

/** For entries that have a self-contained worker file at a known place; it counts as the module URL. */
export const registerWorkerFile = (file: URL): void => {
  settings = { ...settings, file };
};
