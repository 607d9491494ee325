import Papa from 'papaparse';
import { Columns } from './columns.js';

let kept: Columns | undefined;

self.onmessage = async (event: MessageEvent<string>) => {
  const start = performance.now();
  const reader = ((await fetch(event.data)).body as ReadableStream<Uint8Array>).pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    const text = rest + (value ?? '');
    const cut = done ? text.length : text.lastIndexOf('\n') + 1;
    rest = text.slice(cut);
    const rows = Papa.parse<string[]>(text.slice(0, cut), { skipEmptyLines: true }).data;
    for (const row of rows) {
      if (kept === undefined) kept = new Columns(row);
      else kept.add(row);
    }
    if (done) break;
  }
  self.postMessage({ ms: performance.now() - start, rows: kept?.rows });
};
