/** Not in the language level that the sources are checked against. */
interface Transferable { transfer?(length: number): ArrayBuffer }

/** Giving a smaller one back costs more than it weighs. A test gives all of them back, to see that none is read again. */
export const givenBack = { fewestBytes: 4096 };

/**
 * Gives the memory of large intermediate arrays back at once; nobody may read them afterwards. A collector would keep up to
 * 64 MB of them before it looks. Where the platform cannot, it does so all the same.
 */
export const release = (...arrays: readonly (ArrayBufferView | null)[]): void => {
  for (const array of arrays) {
    if (array !== null && array.byteLength >= givenBack.fewestBytes) (array.buffer as Transferable).transfer?.(0);
  }
};
