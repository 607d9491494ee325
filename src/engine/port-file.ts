import type { BlobLike, ReadableStreamLike } from '../model/input.js';
import type { FromReader, FromWriter } from './row-flow.js';

/** Chunks on their way to the reader while it reads one. */
const ahead = 4;

/** What a row flow gives to the other end of a port, as a file: the first reading takes the chunks as they come, every later one the Blob that ends them. */
export const portFile = (port: MessagePort, size: number): BlobLike => {
  let whole: Blob | null = null;
  let isOpen = true;
  const tell = (word: FromReader): void => port.postMessage(word);
  const end = (): void => {
    if (!isOpen) return;
    isOpen = false;
    tell('stop');
    port.close();
  };
  const stream = (): ReadableStreamLike => {
    const came: FromWriter[] = [];
    let wake = (): void => undefined;
    port.onmessage = ({ data }: MessageEvent<FromWriter>) => {
      came.push(data);
      wake();
    };
    for (let i = 0; i < ahead; i++) tell('more');
    const read = async (): Promise<{ done: boolean; value?: Uint8Array }> => {
      if (isOpen) tell('more');
      while (came.length === 0 && isOpen) await new Promise<void>((resolve) => { wake = resolve; });
      const next = came.shift();
      if (next instanceof ArrayBuffer) return { done: false, value: new Uint8Array(next) };
      end();
      if (next === 'failed') throw new Error('The rows could not be read to their end.');
      whole = next ?? null;
      return { done: true };
    };
    return {
      getReader: () => ({
        read,
        cancel: () => {
          end();
          wake();
          return Promise.resolve();
        },
      }),
    };
  };
  return { size, stream: () => (whole === null ? stream() : whole.stream()) };
};
