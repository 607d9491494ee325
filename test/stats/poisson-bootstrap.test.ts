import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { POISSON_THRESHOLDS } from '../../src/stats/bootstrap-weight.js';
import { fmix32 } from '../../src/stats/fmix32.js';
import { bootstrapWeight, createBootstrap, fnv1a32, percentileInterval, poissonBootstrap } from '../../src/stats/index.js';

const mean = ([sum]: Float64Array, n: number) => (n > 0 ? sum! / n : null);

/** The specification's sentence, word by word. */
const hashOf = (id: string, b: number) => fmix32((fmix32(fnv1a32(id) ^ 1) + b * 0x9e3779b9) % 2 ** 32);

const entities = fc.array(fc.tuple(fc.string({ unit: 'binary', maxLength: 6 }), fc.integer({ min: -1e6, max: 1e6 })), { maxLength: 40 });

describe('hashes and weights', () => {
  test.each([
    ['', 0x811c9dc5],
    ['a', 0xe40c292c],
    ['foobar', 0xbf9cf968],
    ['ä-Müller', 3181821828],
  ])('fnv1a32(%j) is the published value', (text, hash) => expect(fnv1a32(text)).toBe(hash));

  test('fnv1a32 hashes the UTF-8 bytes, a lone surrogate as U+FFFD', () => {
    const encoder = new TextEncoder();
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.array(fc.integer({ min: 0, max: 0xffff })).map((codes) => String.fromCharCode(...codes))), (text) => {
        let hash = 0x811c9dc5;
        for (const byte of encoder.encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
        expect(fnv1a32(text)).toBe(hash >>> 0);
      }),
    );
  });

  test.each([
    ['ä-Müller', 7, 2204824426, 1],
    ['d1', 1, 3609698540, 2],
    ['d1', 2, 1809584862, 1],
    ['d2', 3, 860537718, 0],
    ['D-1001', 1, 2876531447, 1],
  ])('%s weighs in replicate %i as specified', (id, b, hash, weight) => {
    expect(hashOf(id, b)).toBe(hash);
    expect(bootstrapWeight(fnv1a32(id), b)).toBe(weight);
  });

  test('thresholds are the cumulative Poisson probabilities times 2^32, rounded up', () => {
    // 2^32 e^−1 Σ 1/k!, in whole numbers of 60 decimals: e by its series.
    const unit = 10n ** 60n;
    const terms: bigint[] = [unit];
    for (let k = 1n; k < 50n; k += 1n) terms.push(terms.at(-1)! / k);
    const e = terms.reduce((sum, term) => sum + term, 0n);
    let sum = 0n;
    POISSON_THRESHOLDS.forEach((threshold, k) => {
      sum += terms[k]!;
      const exact = 2n ** 32n * sum;
      expect(BigInt(threshold)).toBe(exact / e + 1n);
    });
  });

  test('a hash on a threshold weighs one more than the hash before it, alone and in a batch', () => {
    // fmix32 backwards: each of its steps can be undone.
    const unfold = (h: number): number => {
      const last = h ^ (h >>> 16);
      const second = Math.imul(last, 0x7ed1b41d);
      const first = Math.imul(second ^ (second >>> 13) ^ (second >>> 26), 0xa5cb9243);
      return (first ^ (first >>> 16)) >>> 0;
    };
    expect(fmix32(unfold(123_456_789))).toBe(123_456_789);
    const hashes = [0, ...POISSON_THRESHOLDS.flatMap((threshold) => [threshold - 1, threshold]), 2 ** 32 - 1];
    const ids = hashes.map((h) => unfold((unfold(h) - 0x9e3779b9) >>> 0) ^ 1);
    const weights = [0, ...POISSON_THRESHOLDS.flatMap((_, k) => [k, k + 1]), 12];
    expect(ids.map((id) => bootstrapWeight(id, 1))).toEqual(weights);
    ids.forEach((id, i) => {
      const bootstrap = createBootstrap({ columns: 1, replicates: 1 });
      bootstrap.add(id, [1]);
      expect(bootstrap.state().lo[0]).toBe(weights[i]);
    });
  });

  test('fnv1a32 changes to more bytes at U+0080, U+0800 and U+10000, and knows both ends of the surrogates', () => {
    const encoder = new TextEncoder();
    const codes = [0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xd800, 0xdbff, 0xdc00, 0xdfff, 0xe000, 0xffff, 0x10000, 0x10ffff];
    for (const text of [...codes.map((code) => String.fromCodePoint(code)), '\ud800a', 'a\udfff', '\udfffa', '\udbff\ud800']) {
      let hash = 0x811c9dc5;
      for (const byte of encoder.encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
      expect(fnv1a32(text)).toBe(hash >>> 0);
    }
  });

  test('weights average 1 with variance 1', () => {
    const n = 200_000;
    let sum = 0;
    let squares = 0;
    for (let i = 0; i < n; i += 1) {
      const weight = bootstrapWeight(fnv1a32(`id${i >> 3}`), (i & 7) + 1);
      sum += weight;
      squares += weight * weight;
    }
    // Five standard errors: 5/√n = .0112 for the mean, 5·√(3/n) = .019 for the second moment about it.
    expect(Math.abs(sum / n - 1)).toBeLessThan(0.0112);
    expect(Math.abs(squares / n - (sum / n) ** 2 - 1)).toBeLessThan(0.0195);
  });
});

describe('poissonBootstrap(ids, columns, statistic)', () => {
  test('gives the gold interval of e1 … e100', () => {
    const ids = Array.from({ length: 100 }, (_, i) => `e${i + 1}`);
    const values = ids.map((_, i) => i + 1);
    const replicates: (number | null)[] = [];
    const interval = poissonBootstrap(ids, [values], (sums, n) => {
      replicates.push(sums[0]! / n);
      return sums[0]! / n;
    });
    expect(replicates[0]).toBeCloseTo(55.417582, 6);
    expect(replicates[1]).toBeCloseTo(49.827586, 6);
    expect(interval.lo).toBeCloseTo(44.445325, 6);
    expect(interval.hi).toBeCloseTo(56.29975, 6);
    expect(interval.nulls).toBe(0);
  });
  test('gives the customer-value example, with one replicate left out', () => {
    const interval = poissonBootstrap(['c1', 'c2', 'c3', 'c4', 'c5', 'c6'], [[1200, 800, 0, 400, 9600, 600]], mean);
    expect(interval.lo).toBeCloseTo(342.857143, 6);
    expect(interval.hi).toBeCloseTo(5301.666667, 6);
    expect(interval.nulls).toBe(1);
  });
  test('does not depend on the order of the entities', () => {
    fc.assert(
      fc.property(entities, (rows) => {
        const run = (list: typeof rows) =>
          poissonBootstrap(list.map(([id]) => id), [list.map(([, x]) => x)], mean, { replicates: 50 });
        expect(run([...rows].reverse())).toEqual(run(rows));
      }),
    );
  });
  test('agrees with weighing every row anew', () => {
    fc.assert(
      fc.property(entities, fc.integer({ min: 0, max: 2 ** 32 - 1 }), (rows, seed) => {
        let b = 0;
        poissonBootstrap(
          rows.map(([id]) => id),
          [rows.map(([, x]) => x), rows.map(([, x]) => x * x)],
          (sums, n) => {
            b += 1;
            const weights = rows.map(([id]) => bootstrapWeight(fnv1a32(id), b, seed));
            const total = (f: (x: number) => number) => rows.reduce((sum, [, x], i) => sum + weights[i]! * f(x), 0);
            expect([sums[0], sums[1], n]).toEqual([total((x) => x), total((x) => x * x), total(() => 1)]);
            return 0;
          },
          { replicates: 20, seed },
        );
      }),
      { numRuns: 50 },
    );
  });
  test('has null bounds without entities', () => {
    expect(poissonBootstrap([], [[]], mean)).toEqual({ lo: null, hi: null, nulls: 0 });
  });
  test('has null bounds when more than 5 % of the replicates have no figure', () => {
    // One entity weighs 0 in 37 % of the replicates.
    expect(poissonBootstrap(['a'], [[5]], mean)).toMatchObject({ lo: null, hi: null });
  });
  test('refuses columns of another length', () => expect(() => poissonBootstrap(['a'], [[]], mean)).toThrow(RangeError));
});

describe('createBootstrap(shape)', () => {
  const feed = (rows: readonly (readonly [string, number])[]) => {
    const bootstrap = createBootstrap({ columns: 2, replicates: 40 });
    for (const [id, x] of rows) bootstrap.add(fnv1a32(id), [x, 1]);
    return bootstrap;
  };
  const ratio = (sums: Float64Array) => (sums[1]! > 0 ? sums[0]! / sums[1]! : null);

  test('adds up across shards, bit for bit', () => {
    fc.assert(
      fc.property(entities, entities, (one, other) => {
        const together = feed([...one, ...other]);
        const merged = feed(one);
        merged.merge(feed(other).state());
        expect(merged.finish(ratio)).toEqual(together.finish(ratio));
        merged.merge(feed(other).state(), -1);
        expect(merged.finish(ratio)).toEqual(feed(one).finish(ratio));
        expect(merged.state().entities).toBe(one.length);
      }),
      { numRuns: 50 },
    );
  });
  test('gives the same in slices of any size', () => {
    const hashes = Uint32Array.from({ length: 2000 }, (_, i) => fnv1a32(`k${i}`));
    const columns = [Float64Array.from(hashes, (h) => h % 1000), new Float64Array(2000).fill(1)];
    const whole = createBootstrap({ columns: 2, replicates: 60 });
    whole.addRows(hashes, columns);
    const sliced = createBootstrap({ columns: 2, replicates: 60 });
    for (let from = 0; from < 2000; from += 137) sliced.addRows(hashes, columns, from, Math.min(2000, from + 137));
    expect(sliced.state()).toEqual(whole.state());
    const single = createBootstrap({ columns: 2, replicates: 60 });
    hashes.forEach((hash, i) => single.add(hash, [columns[0]![i]!, columns[1]![i]!]));
    expect(single.state()).toEqual(whole.state());
    expect(whole.state().entities).toBe(2000);
    // Replicate 3's total weight, one entity after the other.
    expect(whole.state().lo[60 + 2]).toBe(hashes.reduce((sum, hash) => sum + bootstrapWeight(hash, 3), 0));
  });
  test('stays exact far beyond 2^53', () => {
    // 3000 amounts near 9e13: Σ w·x reaches 2.7e17.
    const rows = Array.from({ length: 3000 }, (_, i) => [`big${i}`, 90_000_000_000_000 + ((i * 7919) % 1000)] as const);
    const { hi, lo } = feed(rows).state();
    for (const b of [0, 17, 39]) {
      const exact = rows.reduce((sum, [id, x]) => sum + BigInt(bootstrapWeight(fnv1a32(id), b + 1)) * BigInt(x), 0n);
      expect(BigInt(hi[b]!) * 2n ** 32n + BigInt(lo[b]!)).toBe(exact);
    }
  });
  test('stays exact in every column and over shards far beyond 2^53', () => {
    const rows = Array.from({ length: 1200 }, (_, i) => [`big${i}`, 80_000_000_000_000 + ((i * 7919) % 1000)] as const);
    const part = (from: number, to: number) => {
      const bootstrap = createBootstrap({ columns: 2, replicates: 3 });
      for (const [id, x] of rows.slice(from, to)) bootstrap.add(fnv1a32(id), [x, -x]);
      return bootstrap;
    };
    const merged = part(0, 400);
    merged.merge(part(400, 800).state());
    merged.merge(part(800, 1200).state());
    const { hi, lo } = merged.state();
    for (let b = 0; b < 3; b += 1) {
      const exact = rows.reduce((sum, [id, x]) => sum + BigInt(bootstrapWeight(fnv1a32(id), b + 1)) * BigInt(x), 0n);
      expect([b, 3 + b].map((cell) => BigInt(hi[cell]!) * 2n ** 32n + BigInt(lo[cell]!))).toEqual([exact, -exact]);
    }
  });
  test('refuses to merge another shape', () => {
    const bootstrap = createBootstrap({ columns: 1, replicates: 10 });
    expect(() => bootstrap.merge(createBootstrap({ columns: 1, replicates: 11 }).state())).toThrow(RangeError);
    expect(() => bootstrap.merge(createBootstrap({ columns: 1, replicates: 10, seed: 2 }).state())).toThrow(RangeError);
    expect(() => bootstrap.merge(createBootstrap({ columns: 2, replicates: 10 }).state())).toThrow(RangeError);
  });
});

describe('percentileInterval(replicates)', () => {
  test('takes type-7 quantiles of the replicates that have a figure', () => {
    // 0 … 1000: h = 1000 · .025 = 25
    expect(percentileInterval(Array.from({ length: 1001 }, (_, i) => i))).toEqual({ lo: 25, hi: 975, nulls: 0 });
  });
  test('accepts exactly 5 % nulls, not more', () => {
    const replicates = (nulls: number) => Array.from({ length: 100 }, (_, i) => (i < nulls ? null : 7));
    expect(percentileInterval(replicates(5))).toEqual({ lo: 7, hi: 7, nulls: 5 });
    expect(percentileInterval(replicates(6))).toEqual({ lo: null, hi: null, nulls: 6 });
  });
  test('counts NaN and Infinity as without a figure', () => {
    expect(percentileInterval([NaN, Infinity]).nulls).toBe(2);
    expect(percentileInterval([])).toEqual({ lo: null, hi: null, nulls: 0 });
  });
  test('refuses a level outside (0, 1)', () => expect(() => percentileInterval([1], 0)).toThrow(RangeError));
});
