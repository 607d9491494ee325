import { grown } from '../growing.js';

/** All bytes of an input as one array, for formats that keep their table of contents at the end. */
export const collectBytes = async (chunks: AsyncIterable<Uint8Array>, onPiece: (bytes: number) => Promise<void> | undefined): Promise<Uint8Array<ArrayBuffer>> => {
  let all = new Uint8Array(0);
  let length = 0;
  for await (const chunk of chunks) {
    all = grown(all, length + chunk.length);
    all.set(chunk, length);
    length += chunk.length;
    await onPiece(length);
  }
  return all.subarray(0, length);
};
