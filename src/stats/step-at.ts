/**
 * Value of a right-continuous step curve: the entry of the last time <= t, or `before` ahead of the first.
 *
 * @param time ascending times
 * @param values one value per time
 * @param t where to read the curve
 * @param before value ahead of the first time (survival: 1, incidence: 0, standard error: null)
 * @example stepAt([10, 20], [0.9, 0.7], 19, 1) // => 0.9
 */
export function stepAt<Value>(time: ArrayLike<number>, values: ArrayLike<Value>, t: number, before: Value): Value {
  let low = 0;
  let high = time.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (time[middle]! <= t) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? before : values[low - 1]!;
}
