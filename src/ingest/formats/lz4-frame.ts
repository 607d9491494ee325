const magic = 0x184d2204;
const storedMark = 0x8000_0000;
/** No byte of a block stands for more. */
const mostOfByte = 255;

const damaged = (): Error => new Error('a compressed buffer is damaged');

/** Undoes one block (LZ4 Block Format): literals and copies of what came before, in this block or those before it. Gives the new end. */
const undoBlock = (bytes: Uint8Array, start: number, end: number, out: Uint8Array, from: number): number => {
  let at = start;
  let to = from;
  const lengthFrom = (nibble: number): number => {
    let length = nibble;
    if (nibble === 15) {
      let more = 255;
      while (more === 255 && at < end) length += more = bytes[at++] as number;
    }
    return length;
  };
  while (at < end) {
    const token = bytes[at++] as number;
    const literals = lengthFrom(token >> 4);
    if (at + literals > end || to + literals > out.length) throw damaged();
    out.set(bytes.subarray(at, at + literals), to);
    at += literals;
    to += literals;
    if (at === end) break;
    const distance = (bytes[at] as number) | ((bytes[at + 1] as number) << 8);
    at += 2;
    const length = lengthFrom(token & 15) + 4;
    if (distance === 0 || distance > to || to + length > out.length) throw damaged();
    // One by one: a copy may reach into itself.
    for (const stop = to + length; to < stop; to++) out[to] = out[to - distance] as number;
  }
  return to;
};

/** Undoes an LZ4 frame (Frame Format 1.6) as Arrow compresses buffers; checksums are passed over. Throws Error where it is damaged. */
export const undoLz4Frame = (bytes: Uint8Array, length: number): Uint8Array => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 11 || view.getUint32(0, true) !== magic || length < 0 || length > bytes.length * mostOfByte) throw damaged();
  const flags = view.getUint8(4);
  const sumBytes = (flags & 16) === 0 ? 0 : 4;
  let at = 7 + ((flags & 8) === 0 ? 0 : 8) + ((flags & 1) === 0 ? 0 : 4);
  const out = new Uint8Array(length);
  let to = 0;
  for (;;) {
    if (at + 4 > bytes.length) throw damaged();
    const head = view.getUint32(at, true);
    if (head === 0) break;
    const isStored = head >= storedMark;
    const size = isStored ? head - storedMark : head;
    const [start, end] = [at + 4, at + 4 + size];
    if (end > bytes.length || (isStored && to + size > length)) throw damaged();
    if (isStored) {
      out.set(bytes.subarray(start, end), to);
      to += size;
    } else to = undoBlock(bytes, start, end, out, to);
    at = end + sumBytes;
  }
  if (to !== length) throw damaged();
  return out;
};
