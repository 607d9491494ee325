import { IngestError } from '../ingest-error.js';
import { ByteWindow, readThrough } from './byte-window.js';
import { jsonError, JsonElements } from './json-elements.js';
import { JsonEnvelope } from './json-envelope.js';
import type { Decoder } from './sink.js';

/** A document whose rows are a list somewhere in it, read as it comes: neither the document nor its rows are ever whole in memory. */
export const decodeJson: Decoder = async (chunks, sink, settings) => {
  const window = new ByteWindow();
  const elements = new JsonElements(window, sink, settings);
  const envelope = new JsonEnvelope(window, elements, settings);
  /** A value that did not end in the window is not looked at again before this many bytes are there. */
  let waitFor = 0;
  let isBlank = true;
  const walk = (): boolean => {
    const { start, end, bytes, isEnd } = window;
    if (isBlank) isBlank = bytes.subarray(start, end).every((byte) => byte <= 32);
    if (isBlank || (!isEnd && end - start < waitFor)) return false;
    const hasMore = envelope.walk();
    waitFor = hasMore ? 0 : (window.end - window.start) * 2;
    return hasMore;
  };
  try {
    await readThrough(chunks, window, walk, settings.onPiece);
    if (!isBlank) envelope.finish();
  } catch (cause) {
    throw jsonError(cause, window, settings);
  }
  if (isBlank) throw new IngestError('EMPTY_BODY', { phase: 'decode', params: { label: settings.label } });
  if (elements.ignoredValues > 0) sink.note('KEYS_IGNORED', { count: elements.ignoredValues });
};
