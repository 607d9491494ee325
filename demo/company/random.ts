/** Seeded random numbers (sfc32), so that the invented company is the same on every machine and at every run. */
export class Random {
  #a: number; #b: number; #c: number; #d: number;

  constructor(seed: number) {
    this.#a = 0x9e3779b9; this.#b = 0x243f6a88; this.#c = 0xb7e15162; this.#d = seed ^ 0xdeadbeef;
    for (let i = 0; i < 15; i++) this.unit();
  }

  /** Uniform in [0, 1). */
  unit(): number {
    const t = (((this.#a + this.#b) | 0) + this.#d) | 0;
    this.#d = (this.#d + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (this.#c << 21) | (this.#c >>> 11);
    this.#c = (this.#c + t) | 0;
    return (t >>> 0) / 4294967296;
  }

  chance(probability: number): boolean { return this.unit() < probability; }

  /** Whole number in [from, to]. */
  whole(from: number, to: number): number { return from + Math.floor(this.unit() * (to - from + 1)); }

  /** Standard normal (Box–Muller, one of the pair). */
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.unit())) * Math.cos(2 * Math.PI * this.unit());
  }

  /** Log-normal with the given median. */
  logNormal(median: number, sigma: number): number { return median * Math.exp(sigma * this.normal()); }

  exponential(mean: number): number { return -mean * Math.log(1 - this.unit()); }

  poisson(mean: number): number {
    const limit = Math.exp(-mean);
    let product = this.unit();
    let count = 0;
    while (product > limit) { product *= this.unit(); count++; }
    return count;
  }

  pick<T>(items: readonly T[]): T { return items[Math.floor(this.unit() * items.length)] as T; }

  /** One item, each with its weight. */
  weighted<T extends { readonly weight: number }>(items: readonly T[]): T {
    let total = 0;
    for (const item of items) total += item.weight;
    let rest = this.unit() * total;
    for (const item of items) {
      rest -= item.weight;
      if (rest < 0) return item;
    }
    return items[items.length - 1] as T;
  }
}
