/** Incidence is a sum of quotients: a value this near to the level has reached it. */
const TOLERANCE = 1e-9;

/**
 * First time at which a cumulative incidence reaches a level; null when it never does.
 *
 * @param time ascending times
 * @param incidence share with the event at each time, never falling
 * @param level the share to reach, > 0
 * @example incidenceQuantile([10, 20, 40], [0.1, 0.3, 0.5], 0.25) // => 20
 */
export function incidenceQuantile(time: ArrayLike<number>, incidence: ArrayLike<number>, level: number): number | null {
  for (let row = 0; row < time.length; row += 1) {
    if (incidence[row]! >= level - TOLERANCE) return time[row]!;
  }
  return null;
}
