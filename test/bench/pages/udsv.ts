import UdsvWorker from './udsv.worker.ts?worker';

window.bench = {
  load: (url: string) => new Promise((resolve) => {
    const worker = new UdsvWorker();
    worker.onmessage = (event) => { resolve(event.data); };
    worker.postMessage(url);
  }),
};
window.ready = true;
