import PapaWorker from './papaparse.worker.ts?worker';

window.bench = {
  load: (url: string) => new Promise((resolve) => {
    const worker = new PapaWorker();
    worker.onmessage = (event) => { resolve(event.data); };
    worker.postMessage(url);
  }),
};
window.ready = true;
