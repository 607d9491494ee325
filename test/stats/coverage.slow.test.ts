import { describe, expect, it } from 'vitest';
import type { Random } from '../../demo/company/random.js';
import { aalenJohansen, kaplanMeier, newcombeDifference, poissonInterval, survivalQuantile, wilsonInterval } from '../../src/stats/index.js';
import { coverageOf, holds } from '../fixtures/coverage.js';

const binomial = (random: Random, n: number, p: number): number => {
  let k = 0;
  for (let i = 0; i < n; i++) if (random.chance(p)) k++;
  return k;
};
/** Weibull with shape 1.4: cycles that ripen; its median is scale · (ln 2)^(1 / 1.4). */
const shape = 1.4;
const weibull = (random: Random, scale: number): number => scale * (-Math.log(1 - random.unit())) ** (1 / shape);

const expectNominal = (coverage: { readonly share: number }): void => {
  expect(coverage.share).toBeGreaterThanOrEqual(0.93);
  expect(coverage.share).toBeLessThanOrEqual(0.97);
};

describe('a 95 % interval holds the truth in 93 to 97 % of 1,000 simulated studies', () => {
  it.each([[40, 0.3], [100, 0.12], [400, 0.5]])('Wilson, %i cases at a rate of %d', (n, p) => {
    expectNominal(coverageOf((random) => holds(wilsonInterval(binomial(random, n, p), n), p)));
  });

  it('Newcombe, a difference of two rates', () => {
    expectNominal(coverageOf((random) => holds(newcombeDifference(binomial(random, 80, 0.4), 80, binomial(random, 120, 0.25), 120), 0.15)));
  });

  it('Kaplan–Meier median of 150 cycles, a third of them still open', () => {
    const median = 60 * Math.log(2) ** (1 / shape);
    const study = coverageOf((random) => {
      const times: number[] = [];
      const events: number[] = [];
      for (let i = 0; i < 150; i++) {
        const cycle = weibull(random, 60);
        const watched = 160 * random.unit();
        times.push(Math.min(cycle, watched));
        events.push(cycle <= watched ? 1 : 0);
      }
      return holds(survivalQuantile(kaplanMeier(times, events), 0.5), median);
    });
    expectNominal(study);
    expect(study.silent).toBe(0);
  });

  it('Aalen–Johansen incidence of wins by day 90, with losses competing and open deals', () => {
    // Exponential causes with rates a (win) and b (loss): I(t) = a / (a + b) · (1 − exp(−(a + b) t)).
    const [a, b, at] = [0.006, 0.010, 90];
    const truth = (a / (a + b)) * (1 - Math.exp(-(a + b) * at));
    const study = coverageOf((random) => {
      const times: number[] = [];
      const causes: number[] = [];
      for (let i = 0; i < 200; i++) {
        const win = random.exponential(1 / a);
        const loss = random.exponential(1 / b);
        const watched = 40 + 260 * random.unit();
        const end = Math.min(win, loss, watched);
        times.push(end);
        causes.push(end === watched ? 0 : end === win ? 1 : 2);
      }
      const { time, incidence, lo, hi } = aalenJohansen(times, causes);
      let row = -1;
      while (row + 1 < time.length && time[row + 1]! <= at) row++;
      expect(incidence[1]![row]).toBeGreaterThan(0);
      return holds({ lo: lo[1]![row]!, hi: hi[1]![row]! }, truth);
    });
    expectNominal(study);
    expect(study.silent).toBe(0);
  });

  // Garwood's interval never covers less than its level: with a mean of 200 it is near it.
  it('Garwood, a count with mean 200', () => {
    expectNominal(coverageOf((random) => {
      let count = 0;
      for (let i = 0; i < 10; i++) count += random.poisson(20);
      return holds(poissonInterval(count), 200);
    }));
  });
});
