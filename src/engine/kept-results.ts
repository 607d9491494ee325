import type { KpiResult } from '../model/result.js';

/** Brushing over a dashboard asks a few hundred different questions. */
const mostResults = 500;
/** Values that all of them may hold: some ten megabytes. Most results have hundreds, one with a curve for every rep has ten thousand. */
const mostValues = 400_000;

/** About how many values a result holds: the entries of a list are taken to be like the first. */
const valuesIn = (value: unknown): number => {
  if (Array.isArray(value)) return value.length === 0 ? 1 : value.length * valuesIn(value[0]);
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce<number>((sum, own) => sum + valuesIn(own), 1);
};

/** The last results by question, as many as a dataset may hold; the newest always. */
export class KeptResults extends Map<string, KpiResult> {
  private readonly weights = new Map<string, number>();
  private held = 0;

  override set(key: string, result: KpiResult): this {
    this.delete(key);
    const values = valuesIn(result);
    super.set(key, result);
    this.weights.set(key, values);
    this.held += values;
    for (const oldest of this.keys()) {
      if (oldest === key || (this.size <= mostResults && this.held <= mostValues)) break;
      this.delete(oldest);
    }
    return this;
  }

  override delete(key: string): boolean {
    this.held -= this.weights.get(key) ?? 0;
    this.weights.delete(key);
    return super.delete(key);
  }
}
