/** Keys up to which a place for each of them is kept ready. */
const mostReady = 1 << 22;
const firstCapacity = 256;

/** Sums under whole-number keys, of which few may occur: places are given in order of first use. */
export class KeyedSums {
  /** Keys by place. */
  readonly keys: number[] = [];
  private values: Float64Array;
  private readonly ready: Int32Array | null;
  private readonly places = new Map<number, number>();

  /**
   * @param columns sums per key
   * @param size keys lie below it
   */
  constructor(readonly columns: number, size: number) {
    this.values = new Float64Array(columns * firstCapacity);
    this.ready = size <= mostReady ? new Int32Array(size).fill(-1) : null;
  }

  /** Place of a key, a new one where it is seen for the first time. */
  placeOf(key: number): number {
    const known = this.ready === null ? (this.places.get(key) ?? -1) : (this.ready[key] as number);
    if (known !== -1) return known;
    const place = this.keys.push(key) - 1;
    if (this.ready === null) this.places.set(key, place); else this.ready[key] = place;
    if (this.keys.length * this.columns > this.values.length) {
      const larger = new Float64Array(this.values.length * 2);
      larger.set(this.values);
      this.values = larger;
    }
    return place;
  }

  add(place: number, column: number, x: number): void {
    const at = place * this.columns + column;
    this.values[at] = (this.values[at] as number) + x;
  }

  set(place: number, column: number, x: number): void { this.values[place * this.columns + column] = x; }

  at(place: number, column: number): number { return this.values[place * this.columns + column] as number; }
}
