import { inferSchema, initParser, type Parser } from 'udsv';
import { Columns } from './columns.js';

let kept: Columns | undefined;

self.onmessage = async (event: MessageEvent<string>) => {
  const start = performance.now();
  const reader = ((await fetch(event.data)).body as ReadableStream<Uint8Array>).pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader();
  let parser: Parser | undefined;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    if (parser === undefined) {
      const schema = inferSchema(value);
      parser = initParser(schema);
      kept = new Columns(schema.cols.map((column) => column.name));
    }
    parser.chunk<string[]>(value, parser.stringArrs, (row) => { kept?.add(row as unknown as string[]); });
  }
  parser?.end();
  self.postMessage({ ms: performance.now() - start, rows: kept?.rows });
};
