import fc from 'fast-check';

const { KENNZAHL_EXHAUSTIVE: isExhaustive, KENNZAHL_SEED: wantedSeed } = process.env;

/**
 * A fixed seed, so that a change is judged by the same examples as the one before it. The exhaustive run looks further, from another
 * seed each day; the seed is printed, and KENNZAHL_SEED runs it again.
 */
if (isExhaustive) {
  const seed = wantedSeed === undefined ? Math.floor(Date.now() / 86_400_000) : Number(wantedSeed);
  console.info(`seed ${seed}`);
  fc.configureGlobal({ numRuns: 10_000, seed });
} else fc.configureGlobal({ numRuns: 200, seed: wantedSeed === undefined ? 20_251_123 : Number(wantedSeed) });
