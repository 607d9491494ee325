import { describe, expect, it } from 'vitest';
import { formatAge, nextAgeMs } from '../../src/format/age.js';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

describe('the age of data', () => {
  it.each([
    [0, 'now', 'jetzt'], [59_999, 'now', 'jetzt'], [minute, '1 min. ago', 'vor 1 Min.'], [12.9 * minute, '12 min. ago', 'vor 12 Min.'],
    [hour, '1 hr. ago', 'vor 1 Std.'], [8 * hour, '8 hr. ago', 'vor 8 Std.'], [day, 'yesterday', 'gestern'], [12 * day, '12 days ago', 'vor 12 Tagen'],
    [-5_000, 'now', 'jetzt'],
  ])('of %d ms is said in the largest unit that it fills', (ageMs, en, de) => {
    expect([formatAge(ageMs, 'en'), formatAge(ageMs, 'de')]).toEqual([en, de]);
  });

  it.each([[0, minute], [59_000, 1_000], [90_000, 30_000], [hour + 20 * minute, 40 * minute], [2 * day + hour, 23 * hour], [-5_000, minute]])('of %d ms reads differently %d ms later', (ageMs, laterMs) => {
    expect(nextAgeMs(ageMs)).toBe(laterMs);
  });
});
