import type { BlobLike } from '../model/input.js';
import { portReader } from './port-reader.js';

/** What a row flow gives to the other end of a port, as a file: the first reading takes the chunks as they come, every later one the Blob that ends them. */
export const portFile = (port: MessagePort, size: number): BlobLike => {
  let whole: Blob | null = null;
  const first = (): ReturnType<BlobLike['stream']> => {
    const reader = portReader<Blob | 'failed'>(port, (word) => {
      if (word === 'failed') throw new Error('The rows could not be read to their end.');
      whole = word ?? null;
    });
    return { getReader: () => reader };
  };
  return { size, stream: () => (whole === null ? first() : whole.stream()) };
};
