import fc from 'fast-check';

// A fixed seed, so that a change is judged by the same examples as the one before it. The exhaustive run looks further.
fc.configureGlobal(process.env['KENNZAHL_EXHAUSTIVE'] ? { numRuns: 10_000 } : { numRuns: 200, seed: 20_251_123 });
