import { IngestError } from '../ingest-error.js';
import { JsonLines } from './json-lines.js';
import type { Decoder } from './sink.js';

/** One JSON object a line, read as it comes; blank lines are passed over. A bad line refuses the whole input: part of it must not pass for all. */
export const decodeNdjson: Decoder = async (chunks, sink, { label, maxDepth, onPiece }) => {
  const lines = new JsonLines(label, maxDepth);
  let isEmpty = true;
  let isFirst = true;
  const drain = async (isEnd: boolean): Promise<void> => {
    for (let batch = lines.next(isEnd); batch !== null; batch = lines.next(isEnd)) {
      isEmpty = false;
      sink.rows(batch.rows, batch.numbers);
      await onPiece(batch.bytes);
    }
  };
  for await (const chunk of chunks) {
    const hasMark = isFirst && chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf;
    isFirst = false;
    lines.push(hasMark ? chunk.subarray(3) : chunk);
    await drain(false);
  }
  await drain(true);
  if (isEmpty) throw new IngestError('EMPTY_BODY', { phase: 'decode', params: { label } });
};
