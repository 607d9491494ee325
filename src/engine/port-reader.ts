import type { ReadableStreamLike } from '../model/input.js';

/** Pieces on their way while one is read. */
const ahead = 4;

/** What a reader tells whoever gives it pieces. */
export type FromReader = 'more' | 'stop';

/**
 * Reads pieces from the other end of a port as it asks for them, and lets go of the port behind the last one.
 *
 * @param onEnd takes the word that came behind the last piece, undefined where the reading was given up; what it throws the reading throws
 */
export const portReader = <Word>(port: MessagePort, onEnd: (word: Word | undefined) => void): ReturnType<ReadableStreamLike['getReader']> => {
  const came: (ArrayBuffer | Word)[] = [];
  let wake = (): void => undefined;
  let isOpen = true;
  const tell = (word: FromReader): void => port.postMessage(word);
  const end = (): void => {
    if (!isOpen) return;
    isOpen = false;
    tell('stop');
    port.close();
    wake();
  };
  port.onmessage = ({ data }: MessageEvent<ArrayBuffer | Word>) => {
    came.push(data);
    wake();
  };
  for (let i = 0; i < ahead; i++) tell('more');
  return {
    read: async () => {
      while (came.length === 0 && isOpen) await new Promise<void>((resolve) => { wake = resolve; });
      const next = came.shift();
      if (next instanceof ArrayBuffer) {
        if (isOpen) tell('more');
        return { done: false, value: new Uint8Array(next) };
      }
      end();
      onEnd(next);
      return { done: true };
    },
    cancel: () => {
      end();
      return Promise.resolve();
    },
  };
};
