import type { DataInputSource, ReadableStreamLike } from '../../model/input.js';
import { IngestError } from '../ingest-error.js';
import type { Opened, SourceSettings } from './opened.js';
import { requireSize } from './size-limit.js';

/**
 * Reads a stream to its end, counting bytes against the limit. Stopping early (an error, an abort) cancels it, so that the other side
 * stops sending. A stream that fails after its first bytes was cut off; before them it never came.
 */
export async function* readStream(stream: ReadableStreamLike, settings: SourceSettings, label: string): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  const stop = (): void => void reader.cancel(settings.signal?.reason).catch(() => undefined);
  settings.signal?.addEventListener('abort', stop, { once: true });
  let bytes = 0;
  let isDone = false;
  try {
    for (;;) {
      const { done, value } = await reader.read().catch((cause: unknown) => {
        settings.signal?.throwIfAborted();
        throw bytes > 0
          ? new IngestError('TRUNCATED', { retryable: true, params: { label, bytes } })
          : new IngestError('NETWORK', { retryable: true, params: { label, reason: cause instanceof Error ? cause.message : String(cause) } });
      });
      settings.signal?.throwIfAborted();
      if (done) {
        isDone = true;
        return;
      }
      if (value === undefined) continue;
      bytes += value.length;
      requireSize(bytes, settings.maxBytes, label);
      yield value;
    }
  } finally {
    settings.signal?.removeEventListener('abort', stop);
    if (!isDone) stop();
  }
}

export const openStream = (input: DataInputSource, settings: SourceSettings): Opened => {
  const label = input.label ?? 'the given stream';
  return { kind: 'bytes', chunks: readStream(input.stream as ReadableStreamLike, settings, label), totalBytes: null, contentType: null, label };
};
