import { describe, expect, it } from 'vitest';
import type { Rows } from '../fixtures/tables.js';
import { askChurn, later, repeat, sub } from './churn-fixtures.js';
import { codesOf, textsOf } from './customers.js';

const calm = { subscriptions: repeat(100, (i) => sub(`c${i}`, '2022-01-01', i < 10 ? '2024-05-01' : null, { mrr: 10 })), customers: repeat(100, (i) => ({ id: `c${i}`, sold_by: 'A' })) };

describe('caveats of churn: each fires and stays silent', () => {
  it('CH_NOT_SALES_OWNED: the host says that sales does not answer for retention, in the settings or the question', () => {
    const told = askChurn(calm, {}, { ...later, salesOwnsRetention: false });
    expect(textsOf(told, 'CH_NOT_SALES_OWNED')).toEqual(['Unless sales owns retention, focus on early churn only.', 'Ohne Verantwortung für Kundenbindung nur die frühe Abwanderung betrachten.']);
    expect(codesOf(askChurn(calm, { options: { salesOwnsRetention: false } }))).toContain('CH_NOT_SALES_OWNED');
    expect(codesOf(askChurn(calm))).not.toContain('CH_NOT_SALES_OWNED');
    expect(codesOf(askChurn(calm, { options: { salesOwnsRetention: true } }, { ...later, salesOwnsRetention: false }))).not.toContain('CH_NOT_SALES_OWNED');
  });

  it('CH_EARLY: over 40 % of the ends within 90 days, those begun in the period too', () => {
    const ask = (early: number) => askChurn({ subscriptions: [...repeat(early, (i) => sub(`e${i}`, '2024-02-01', '2024-04-01')), ...repeat(10 - early, (i) => sub(`l${i}`, '2022-02-01', '2024-04-01'))] });
    expect(textsOf(ask(5), 'CH_EARLY')).toEqual(['Customers leave early: check promises made in sales.', 'Kunden gehen früh: Verkaufsversprechen prüfen.']);
    expect(ask(5).caveats.find(({ code }) => code === 'CH_EARLY')?.params).toEqual({ p: 0.5 });
    expect(codesOf(ask(4))).not.toContain('CH_EARLY');
  });

  it('CH_OVERPROMISE_REP: the rep’s early churn lies above expectation', () => {
    const rows = (early: number): Rows => {
      const ids = (rep: string, n: number) => repeat(n, (i) => `${rep}${i}`);
      return {
        customers: [...ids('Krüger', 40), ...ids('Lang', 200)].map((id) => ({ id, sold_by: id.replace(/\d+/, '') })),
        subscriptions: [...ids('Krüger', 40).map((id, i) => sub(id, '2023-02-01', i < early ? '2023-03-10' : null)), ...ids('Lang', 200).map((id, i) => sub(id, '2023-02-01', i < 8 ? '2023-03-10' : null))],
      };
    };
    const told = askChurn(rows(16));
    expect(textsOf(told, 'CH_OVERPROMISE_REP')).toEqual(['Krüger: early churn above expectation.', 'Krüger: frühe Abwanderung über Erwartung.']);
    expect(codesOf(told).filter((code) => code === 'CH_OVERPROMISE_REP')).toHaveLength(1);
    expect(codesOf(askChurn(rows(2)))).not.toContain('CH_OVERPROMISE_REP');
    const named = askChurn({ ...rows(16), owners: [{ id: 'Krüger', name: 'Anna Krüger' }] });
    expect(textsOf(named, 'CH_OVERPROMISE_REP')[0]).toBe('Anna Krüger: early churn above expectation.');
  });

  it('CH_PROVISIONAL: the grace of an end reaches past asOf, when a return could still be recorded', () => {
    const ask = (endedAt: string, options = {}) => askChurn({ subscriptions: [sub('a', '2022-01-01', endedAt), sub('b', '2022-01-01', null)] }, { options, period: { start: '2024-01-01', end: '2024-07-01' } }, { asOf: '2024-07-01' });
    expect(textsOf(ask('2024-06-02'), 'CH_PROVISIONAL')).toEqual(['1 may still return within 30 days.', 'Bei 1 ist binnen 30 Tagen eine Rückkehr möglich.']);
    expect([ask('2024-06-02').value, ask('2024-06-02').details.provisional]).toEqual([0.5, 1]);
    // 1 June + 30 days = 1 July: a return on that very day would be bridged, and is not in the data yet.
    expect(ask('2024-06-01').details.provisional).toBe(1);
    expect(ask('2024-05-31').details.provisional).toBe(0);
    expect(codesOf(ask('2024-05-31'))).not.toContain('CH_PROVISIONAL');
    expect(ask('2024-06-20', { graceDays: 5 }).details.provisional).toBe(0);
  });

  it('CH_BENCH_OUTSIDE: the own effect of 5 points lies outside +25 to +95 %', () => {
    const of = (churned: number) => askChurn({ subscriptions: repeat(100, (i) => sub(`c${i}`, '2022-01-01', i < churned ? '2024-05-01' : null)) });
    // r = .6: (1.1 − .6) / (1.1 − .65) − 1 = 11 %.
    expect(textsOf(of(40), 'CH_BENCH_OUTSIDE')).toEqual(['Own effect +11% lies outside +25 to +95 %.', 'Eigener Effekt +11\u00a0% außerhalb +25 bis +95 %.']);
    expect(codesOf(of(10))).not.toContain('CH_BENCH_OUTSIDE');
    expect(codesOf(of(0))).not.toContain('CH_BENCH_OUTSIDE');
  });

  it('small samples: under 10 customers unreliable, under 30 caution', () => {
    const of = (n: number) => askChurn({ subscriptions: repeat(n, (i) => sub(`c${i}`, '2022-01-01', i < 1 ? '2024-05-01' : null)) });
    expect([9, 10, 29, 60].map((n) => of(n).reliability)).toEqual(['unreliable', 'caution', 'caution', 'ok']);
    expect(textsOf(of(9), 'R_UNRELIABLE')).toEqual(['Only 9 cases: do not rely on this number.', 'Nur 9 Fälle: Zahl nicht belastbar.']);
    expect(codesOf(of(29))).toContain('R_CAUTION');
    expect(codesOf(of(60)).filter((code) => code.startsWith('R_'))).toEqual([]);
  });

  it('E_ZERO_DENOM: nobody there at the start', () => {
    expect(codesOf(askChurn({ subscriptions: [sub('a', '2024-05-01', null)] }))).toContain('E_ZERO_DENOM');
    expect(codesOf(askChurn(calm))).not.toContain('E_ZERO_DENOM');
  });

  it('details that lack their column are named: mrr, sold_by, end_reason only where it is asked for', () => {
    const missing = (rows: Rows, query = {}) => askChurn(rows, query).caveats.filter(({ code }) => code === 'NOT_APPLICABLE').map(({ severity, en, de }) => [severity, en, de]);
    const bare = { subscriptions: [sub('a', '2022-01-01', null)] };
    expect(missing(bare)).toEqual([['info', 'Needs subscriptions.mrr.', 'Benötigt subscriptions.mrr.'], ['info', 'Needs customers.sold_by.', 'Benötigt customers.sold_by.']]);
    expect(missing(calm)).toEqual([]);
    expect(missing(calm, { segmentBy: ['reason'] })).toEqual([['info', 'Needs subscriptions.end_reason.', 'Benötigt subscriptions.end_reason.']]);
  });

  it('no caveat of its own on calm data', () => {
    expect(codesOf(askChurn(calm))).toEqual([]);
  });
});
