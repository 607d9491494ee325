/** Joins pieces until there is enough to see what an input is; shorter only if the input is. */
export const firstPiece = async (iterator: AsyncIterator<Uint8Array>, atLeast: number): Promise<Uint8Array> => {
  let piece = new Uint8Array(0);
  while (piece.length < atLeast) {
    const next = await iterator.next();
    if (next.done === true) break;
    const { value } = next;
    if (piece.length === 0 && value.length >= atLeast) return value;
    const longer = new Uint8Array(piece.length + value.length);
    longer.set(piece);
    longer.set(value, piece.length);
    piece = longer;
  }
  return piece;
};

/** The input from its beginning again. */
export async function* withFirst(first: Uint8Array, rest: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first;
  yield* rest;
}
