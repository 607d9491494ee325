/** Limbs of 32 bits: two million cells can be added before one of them could round. */
const limbBits = 32n;
const limbs = 5;

/** A whole number of any size up to 2^160 as an additive cell; all limbs carry the sign. */
export const exactCell = (sum: bigint): Float64Array => {
  const cell = new Float64Array(limbs);
  const sign = sum < 0n ? -1 : 1;
  let rest = sum < 0n ? -sum : sum;
  for (let i = 0; i < limbs; i++) {
    cell[i] = sign * Number(rest & 0xffff_ffffn) + 0;
    rest >>= limbBits;
  }
  return cell;
};

/** The number of an {@link exactCell}, also of several added. */
export const exactValue = (cell: Float64Array): bigint => {
  let sum = 0n;
  for (let i = cell.length - 1; i >= 0; i--) sum = (sum << limbBits) + BigInt(cell[i] as number);
  return sum;
};
