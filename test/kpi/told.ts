/**
 * What the cases of a law told, on average: a law must not hold for want of cases. An average and no count, so that it stands
 * for any number of examples; tests of changed code look at few.
 */
export class Told {
  #sum = 0;
  #cases = 0;

  add(told: number): void {
    this.#sum += told;
    this.#cases++;
  }

  get perCase(): number {
    return this.#sum / this.#cases;
  }
}
