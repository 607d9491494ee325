import type { ReadableStreamLike } from '../model/input.js';
import { type FromReader, portReader } from './port-reader.js';

type FromSender = ArrayBuffer | 'end' | 'failed';

const wholeBuffer = (piece: Uint8Array): ArrayBuffer =>
  (piece.byteLength === piece.buffer.byteLength && piece.buffer instanceof ArrayBuffer ? piece.buffer : piece.slice().buffer);

/**
 * Gives a body to the other end of a port, piece by piece as it is asked for; not every browser can hand over a stream itself. The signal
 * ends it where the other end cannot say so any more.
 */
export const sendBody = (body: ReadableStreamLike, port: MessagePort, signal: AbortSignal, onEnd: () => void): void => {
  const reader = body.getReader();
  const stop = (): void => {
    signal.removeEventListener('abort', stop);
    port.close();
    void reader.cancel().catch(() => undefined);
    onEnd();
  };
  signal.addEventListener('abort', stop, { once: true });
  let wanted = 0;
  let isReading = false;
  const tell = (word: FromSender): void => port.postMessage(word, word instanceof ArrayBuffer ? [word] : []);
  const pump = async (): Promise<void> => {
    if (isReading) return;
    isReading = true;
    try {
      while (wanted > 0) {
        const { done, value } = await reader.read();
        if (done) {
          tell('end');
          return;
        }
        if (value === undefined || value.byteLength === 0) continue;
        wanted--;
        tell(wholeBuffer(value));
      }
      isReading = false;
    } catch {
      tell('failed');
    }
  };
  port.onmessage = ({ data }: MessageEvent<FromReader>) => {
    if (data === 'stop') {
      stop();
      return;
    }
    wanted++;
    void pump();
  };
};

/** What {@link sendBody} gives, as the body it was. */
export const receiveBody = (port: MessagePort): ReadableStreamLike => ({
  getReader: () => portReader<Exclude<FromSender, ArrayBuffer>>(port, (word) => {
    if (word === 'failed') throw new TypeError('The body broke off.');
  }),
});
