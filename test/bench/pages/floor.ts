import FloorWorker from './floor.worker.ts?worker';

declare global { interface Window { ready: boolean; bench: Record<string, (...args: never[]) => Promise<unknown>> } }

/** Fetch and a loop that only counts separators: what no parser can beat. */
window.bench = {
  load: (url: string) => new Promise((resolve) => {
    const worker = new FloorWorker();
    worker.onmessage = (event) => { resolve(event.data); };
    worker.postMessage(url);
  }),
};
window.ready = true;
