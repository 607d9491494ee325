import { describe, expect, it } from 'vitest';
import { KeptResults } from '../../src/engine/kept-results.js';
import { resultOf } from './stand-in.js';

const small = (value: number) => resultOf({ kpi: 'pipeline' }, value, 1);
/** A result with a list of so many pairs. */
const large = (pairs: number) => ({ ...small(0), details: { curve: Array.from({ length: pairs }, (_, t) => ({ t, share: 0.5 })) } }) as unknown as ReturnType<typeof small>;

describe('results that are kept', () => {
  it('are the last five hundred', () => {
    const kept = new KeptResults();
    for (let i = 0; i < 600; i++) kept.set(`q${i}`, small(i));
    expect([kept.size, kept.has('q99'), kept.get('q100'), kept.get('q599')]).toEqual([500, false, small(100), small(599)]);
  });

  it('of large ones only as many as memory is meant for, the oldest go first', () => {
    const kept = new KeptResults();
    kept.set('small', small(1));
    // Each holds some 150,000 values: two of them fit beside each other, a third does not.
    for (const name of ['a', 'b', 'c']) kept.set(name, large(50_000));
    expect([...kept.keys()]).toEqual(['b', 'c']);
  });

  it('one that is larger than all may be is kept until the next', () => {
    const kept = new KeptResults();
    kept.set('huge', large(500_000));
    expect([...kept.keys()]).toEqual(['huge']);
    kept.set('next', small(2));
    expect([...kept.keys()]).toEqual(['next']);
  });

  it('kept again, a result counts once and is the youngest', () => {
    const kept = new KeptResults();
    for (const name of ['a', 'b', 'a', 'a', 'a']) kept.set(name, large(50_000));
    expect([...kept.keys()]).toEqual(['b', 'a']);
  });
});
