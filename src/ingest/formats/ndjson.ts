import { IngestError } from '../ingest-error.js';
import { ByteWindow, readThrough } from './byte-window.js';
import { jsonError, JsonElements } from './json-elements.js';
import { JsonFault, skipBlanks } from './json-grammar.js';
import type { Decoder } from './sink.js';

const newline = 10;

/** Where the first line ends, `searched` bytes of it known to have no break; the end of the window where it does not. A loop: `indexOf` is several times slower. */
const lineEnd = ({ bytes, start, end }: ByteWindow, searched: number): number => {
  let at = start + searched;
  while (bytes[at] !== newline && at < end) at += 1;
  return at;
};

/** One JSON object a line, read as it comes; blank lines are passed over. A bad line refuses the whole input: part of it must not pass for all. */
export const decodeNdjson: Decoder = async (chunks, sink, settings) => {
  const window = new ByteWindow();
  const elements = new JsonElements(window, sink, settings);
  let line = 0;
  let isEmpty = true;
  /** Bytes behind `start` that hold no line break. */
  let searched = 0;
  const takeLine = (end: number): void => {
    line += 1;
    const from = skipBlanks(window.bytes, window.start);
    if (from >= end) return;
    isEmpty = false;
    try {
      const close = skipBlanks(window.bytes, elements.take(from, end, true, 0, line));
      if (close < end) throw new JsonFault(close, 'has more than one value in a line');
    } catch (cause) {
      throw jsonError(cause, window, settings, line);
    }
  };
  const takeLines = (): boolean => {
    while (!elements.isFull) {
      const end = lineEnd(window, searched);
      if (end === window.end && !(window.isEnd && window.start < end)) {
        searched = end - window.start;
        if (window.isEnd) elements.flush();
        return false;
      }
      takeLine(end);
      window.start = Math.min(end + 1, window.end);
      searched = 0;
    }
    elements.flush();
    return true;
  };
  await readThrough(chunks, window, takeLines, settings.onPiece);
  if (isEmpty) throw new IngestError('EMPTY_BODY', { phase: 'decode', params: { label: settings.label } });
  if (elements.ignoredValues > 0) sink.note('KEYS_IGNORED', { count: elements.ignoredValues });
};
