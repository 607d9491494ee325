import { describe, expect, it } from 'vitest';
import { messagesFor } from '../../src/i18n/all-messages.js';
import { affectedText, healthText } from '../../src/i18n/health-text.js';
import type { DataHealth, HealthCheck, HealthCode } from '../../src/model/health.js';

const [en, de] = [messagesFor('en'), messagesFor('de')];
const euro = (amount: number): string => `${amount} EUR`;
const check = (code: HealthCode, count: number, amount: number | null, withoutAmount = 0): HealthCheck => ({ code, count, amount, withoutAmount, rows: [] });

describe('healthText(check)', () => {
  it('says how many and how much', () => {
    expect(healthText(check('PAST_EXPECTED', 2, 300), en, euro)).toBe('2 open deals past the day they were to close: 300 EUR.');
    expect(healthText(check('PAST_EXPECTED', 1, 300), de, euro)).toBe('1 offener Deal über seinem erwarteten Abschluss: 300 EUR.');
  });
  it('says what money is not known', () => {
    expect(healthText(check('NO_OWNER', 3, 50, 2), en, euro)).toBe('3 open deals that nobody owns: 50 EUR and 2 without amount.');
    expect(healthText(check('NO_AMOUNT', 4, null, 4), de, euro)).toBe('4 Deals ohne Betrag.');
  });
});

describe('affectedText(health)', () => {
  const health = (count: number): DataHealth => ({ asOf: '2024-01-01', currency: 'EUR', deals: 10, affected: { count, amount: null, withoutAmount: count }, checks: [] });
  it('counts deals, or says that nothing is wrong', () => {
    expect(affectedText(health(3), en)).toBe('Something is wrong with 3 of 10 deals.');
    expect(affectedText(health(0), de)).toBe('An den 10 Deals ist nichts auszusetzen.');
  });
});
