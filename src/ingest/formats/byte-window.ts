const pieceBytes = 131_072;

/**
 * The part of an input that is being looked at. Decoders move `start` behind what they have looked at; what is left stays when the next
 * piece comes. One byte more than is ever filled: a zero behind the end stops innermost loops.
 */
export class ByteWindow {
  bytes = new Uint8Array(pieceBytes * 2 + 1);
  start = 0;
  end = 0;
  /** Where `bytes[0]` lies in the input. */
  offset = 0;
  isEnd = false;
  /** What was looked at is still needed from here on; −1 = nothing is. */
  held = -1;
  /** Told by how much everything moved towards the front. */
  onShift: (by: number) => void = () => undefined;

  take(piece: Uint8Array): void {
    if (this.end + piece.length >= this.bytes.length) this.makeRoom(piece.length);
    this.bytes.set(piece, this.end);
    this.end += piece.length;
    this.bytes[this.end] = 0;
  }

  private makeRoom(length: number): void {
    const from = this.held < 0 ? this.start : this.held;
    const rest = this.end - from;
    const target = rest + length < this.bytes.length ? this.bytes : new Uint8Array((rest + length) * 2 + 1);
    target.set(this.bytes.subarray(from, this.end));
    this.bytes = target;
    this.offset += from;
    this.start -= from;
    if (this.held >= 0) this.held = 0;
    this.end = rest;
    this.onShift(from);
  }
}

/**
 * Fills a window piece by piece, a byte order mark left out, and lets `look` at each: as long as it says that there is more to do, it is
 * called again after a pause.
 */
export const readThrough = async (
  chunks: AsyncIterable<Uint8Array>, window: ByteWindow, look: () => boolean, onPiece: (bytes: number) => Promise<void> | undefined,
): Promise<void> => {
  let read = 0;
  let isFirst = true;
  for await (const chunk of chunks) {
    const mark = isFirst && chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf ? 3 : 0;
    if (isFirst) window.offset = mark;
    isFirst = false;
    for (let at = mark; at < chunk.length; at += pieceBytes) {
      window.take(chunk.subarray(at, Math.min(at + pieceBytes, chunk.length)));
      while (look()) await onPiece(read + at);
    }
    await onPiece((read += chunk.length));
  }
  window.isEnd = true;
  while (look()) await onPiece(read);
  await onPiece(read);
};
