/** Counts or exact sums per whole number, as long as the largest number seen: one far outlier costs memory only where it lies. */
export class GrowingHistogram {
  counts = new Float64Array(256);

  add(bin: number, amount = 1): void {
    if (bin >= this.counts.length) this.grow(bin);
    this.counts[bin] = (this.counts[bin] as number) + amount;
  }

  total(): number {
    let sum = 0;
    for (let bin = 0; bin < this.counts.length; bin++) sum += this.counts[bin] as number;
    return sum;
  }

  /** The counts up to the last one that is not 0, so that equal contents are equal arrays. */
  trimmed(): Float64Array {
    let end = this.counts.length;
    while (end > 0 && this.counts[end - 1] === 0) end--;
    return this.counts.slice(0, end);
  }

  private grow(bin: number): void {
    const larger = new Float64Array(Math.max(bin + 1, this.counts.length * 2));
    larger.set(this.counts);
    this.counts = larger;
  }
}

/** One histogram per group. */
export const histograms = (groups: number): readonly GrowingHistogram[] => Array.from({ length: groups }, () => new GrowingHistogram());
