import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createContext } from '../../src/kpi/create-context.js';
import { businessClock, elapsedClock } from '../../src/kpi/wait-clock.js';

const week = [1, 2, 3, 4, 5].map((dow) => ({ dow, from: '09:00', to: '17:00' }));
const context = createContext(new Map(), { businessHours: { tz: 'Europe/Berlin', week, holidays: ['2025-06-09'] } });

describe('clocks that waiting is counted by', () => {
  it('the last start from which at least so long was waited', () => {
    const instant = fc.integer({ min: Date.UTC(2025, 0, 1), max: Date.UTC(2025, 11, 1) });
    for (const clock of [elapsedClock, businessClock(context)]) {
      fc.assert(fc.property(instant, fc.integer({ min: 1, max: 200 * 3_600_000 }), (to, atLeast) => {
        const start = clock?.latestStart(atLeast, to) ?? NaN;
        expect(clock?.waited(start, to)).toBeGreaterThanOrEqual(atLeast);
        expect(clock?.waited(start + 1, to)).toBeLessThan(atLeast);
      }));
    }
  });
  it('a company that is hardly ever open has no such start', () => {
    const rare = createContext(new Map(), { businessHours: { tz: 'UTC', week: [{ dow: 1, from: '09:00', to: '09:01' }], holidays: [] } });
    expect(businessClock(rare)?.latestStart(24 * 3_600_000, Date.UTC(2025, 6, 1))).toBe(-Infinity);
  });
  it('without opening times there is none', () => expect(businessClock(createContext(new Map()))).toBeNull());
  it('nobody waits backwards', () => expect(elapsedClock.waited(5, 3)).toBe(0));
});
