import ParserWorker from './parsers.worker.ts?worker';

window.bench = {
  load: (url: string, parser: string) => new Promise((resolve) => {
    const worker = new ParserWorker();
    worker.onmessage = (event) => { resolve(event.data); };
    worker.postMessage({ url, parser });
  }),
};
window.ready = true;
