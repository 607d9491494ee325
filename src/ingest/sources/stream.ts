import type { DataInputSource, ReadableStreamLike } from '../../model/input.js';
import { IngestError } from '../ingest-error.js';
import type { Opened, SourceSettings } from './opened.js';
import { requireSize } from './size-limit.js';

const pieceBytes = 262_144;

interface Reader {
  read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array | undefined }>;
  cancel(reason?: unknown): Promise<void>;
}
interface ByteReader {
  read(view: Uint8Array): Promise<{ readonly done: boolean; readonly value?: Uint8Array<ArrayBuffer> }>;
  cancel(reason?: unknown): Promise<void>;
}

/**
 * Reads into one buffer over and over where the stream can: pieces that are left to the garbage collector pile up to a hundred megabytes
 * before it looks at them.
 */
const readerOf = (stream: ReadableStreamLike): Reader => {
  let reader: ByteReader;
  try {
    reader = (stream as unknown as { getReader(options: { mode: 'byob' }): ByteReader }).getReader({ mode: 'byob' });
  } catch {
    return stream.getReader();
  }
  let buffer = new ArrayBuffer(pieceBytes);
  return {
    read: async () => {
      const piece = await reader.read(new Uint8Array(buffer));
      if (piece.value !== undefined) buffer = piece.value.buffer;
      return piece;
    },
    cancel: (reason) => reader.cancel(reason),
  };
};

/**
 * Reads a stream to its end, counting bytes against the limit. Stopping early (an error, an abort) cancels it, so that the other side
 * stops sending. A stream that fails after its first bytes was cut off; before them it never came, unless it was `announced`: the body of an
 * answer that has begun.
 */
export async function* readStream(stream: ReadableStreamLike, settings: SourceSettings, label: string, announced = false): AsyncGenerator<Uint8Array> {
  const reader = readerOf(stream);
  const stop = (): void => void reader.cancel(settings.signal?.reason).catch(() => undefined);
  settings.signal?.addEventListener('abort', stop, { once: true });
  let bytes = 0;
  let isDone = false;
  try {
    for (;;) {
      const { done, value } = await reader.read().catch((cause: unknown) => {
        settings.signal?.throwIfAborted();
        if (cause instanceof IngestError) throw cause;
        throw bytes > 0 || announced
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
