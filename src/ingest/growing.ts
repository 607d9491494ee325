import { release } from '../model/release.js';

/** Typed arrays cannot grow; these copy into a larger one. `expected` is the final size as far as it can be told from the bytes read. */
const capacityFor = (have: number, needed: number, expected: number): number =>
  Math.max(needed, expected, Math.min(Math.ceil(have * 1.5), have + 4_194_304), 1024);

type Growable = Float64Array | Int32Array | Uint32Array | Uint16Array | Uint8Array | Int8Array;

/** At least as long as needed; the array given in is gone where a longer one took its place. */
export const grown = <A extends Growable>(array: A, needed: number, expected = 0): A => {
  if (needed <= array.length) return array;
  const larger = new (array.constructor as new (length: number) => A)(capacityFor(array.length, needed, expected));
  larger.set(array);
  release(array);
  return larger;
};

/** Cuts to length; copies only where more than an eighth would stay allocated for nothing, and then the array given in is gone. */
export const trimmed = <A extends Growable>(array: A, length: number): A => {
  if (array.length - length <= length / 8) return array.subarray(0, length) as A;
  const cut = array.slice(0, length) as A;
  release(array);
  return cut;
};
