import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as stats from '../../src/stats/index.js';

const folder = new URL('../../src/stats/', import.meta.url);

describe('kennzahl/stats', () => {
  test('exports every name of the contract', () => {
    const names = [
      'quantile', 'wilsonInterval', 'newcombeDifference', 'poissonInterval', 'kaplanMeier', 'aalenJohansen', 'logRank',
      'fitShiftedBetaGeometric', 'sbgSurvival', 'sbgResidualValue', 'kitagawa', 'shapleyProduct', 'decomposeSeason',
      'poissonBootstrap', 'forecastErrors',
    ];
    for (const name of names) expect(stats, name).toHaveProperty(name, expect.any(Function));
  });

  test('never changes its input', () => {
    const freeze = <Item>(items: Item[]) => Object.freeze(items) as Item[];
    const times = freeze([3, 1, 2]);
    const events = freeze([1, 0, 1]);
    const segments = freeze([Object.freeze({ weight: 1, rate: 0.5 })]);
    expect(() => {
      stats.quantile(times, 0.5);
      stats.quantileOfHistogram(times, 0.5);
      stats.kaplanMeier(times, events);
      stats.kaplanMeierBinned(times, events);
      stats.aalenJohansen(times, events);
      stats.aalenJohansenBinned(times, events, events);
      stats.logRank(freeze([{ times, events }, { times, events }]));
      stats.fitShiftedBetaGeometric(freeze([Object.freeze({ lost: times, aliveAtEnd: 3 })]));
      stats.kitagawa(segments, segments);
      stats.shapleyProduct(times, events);
      stats.decomposeSeason(freeze([1, 2, 1, 2, 1, 2]), { period: 2, type: 'additive' });
      stats.poissonBootstrap(freeze(['a', 'b', 'c']), freeze([times]), (sums) => sums[0]!, { replicates: 5 });
      stats.forecastErrors(times, events, { history: times });
      stats.benjaminiHochberg(freeze([0.2, 0.1]));
      stats.bernoulliSumInterval(times, events);
      stats.theilSen(times, events);
      stats.exactSum(times);
      stats.percentileInterval(times);
    }).not.toThrow();
  });

  test('takes typed arrays wherever it takes arrays', () => {
    const times = Float64Array.of(3, 1, 2);
    const events = Uint8Array.of(1, 0, 1);
    expect(stats.kaplanMeier(times, events)).toEqual(stats.kaplanMeier([3, 1, 2], [1, 0, 1]));
    expect(stats.quantile(Int32Array.of(1, 2), 0.5)).toBe(1.5);
    expect(stats.shapleyProduct(Float64Array.of(2, 3), Float64Array.of(4, 5))).toEqual([8, 6]);
  });

  test('never gives NaN or Infinity as a figure for small and empty input', () => {
    const results = [
      stats.kaplanMeier([1], [1]), stats.aalenJohansen([1], [1]), stats.logRank([{ times: [1], events: [1] }, { times: [1], events: [1] }]),
      stats.forecastErrors([0], [0]), stats.kitagawa([], []), stats.tInterval(1, 1, 1), stats.wilsonInterval(0, 0),
      stats.decomposeSeason([0, 0, 0, 0], { period: 2, type: 'multiplicative' }), stats.fitShiftedBetaGeometric({ lost: [1], aliveAtEnd: 0 }),
      stats.survivalQuantile(stats.kaplanMeier([], []), 0.5), stats.theilSen([1], [1]), stats.priceVolumeMix([], []),
    ];
    expect(JSON.stringify(results, (_, x: unknown) => (typeof x === 'number' && !Number.isFinite(x) ? 'broken' : x))).not.toContain('broken');
  });

  test('has no clock, no chance and no default export, and stays within its folder', () => {
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.ts'))) {
      const text = readFileSync(new URL(file, folder), 'utf8');
      expect(text, file).not.toMatch(/Math\.random|new Date|Date\.|parseFloat|export default|export \*|from '\.\.\//);
    }
  });
});
