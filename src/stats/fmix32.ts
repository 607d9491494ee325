/**
 * MurmurHash3's finaliser: spreads every input bit over all 32 output bits.
 *
 * @param x any 32-bit integer
 * @returns an unsigned 32-bit integer
 * @see A. Appleby, MurmurHash3 (public domain)
 * @example fmix32(1) // => 0x514e28b7
 */
export function fmix32(x: number): number {
  let h = x;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
