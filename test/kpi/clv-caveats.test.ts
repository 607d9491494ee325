import { describe, expect, it } from 'vitest';
import type { Row, Rows } from '../fixtures/tables.js';
import { askClv, codesOf, textsOf } from './customers.js';

const asOf = { asOf: '2025-01-01' };
const customers = (n: number): Row[] => Array.from({ length: n }, (_, i) => ({ id: `c${i}`, first_won_at: '2024-01-10' }));
const revenue = (...amounts: number[]): Row[] => amounts.map((amount, i) => ({ customer_id: `c${i}`, occurred_at: '2024-06-01', amount }));
const same = (n: number, amount = 100): Rows => ({ customers: customers(n), revenue: revenue(...Array.from({ length: n }, () => amount)) });
const subs = (active: number, ended: number): Row[] => Array.from({ length: active + ended }, (_, i) =>
  ({ customer_id: `c${i}`, started_at: '2024-01-10', ended_at: i < active ? null : '2024-08-10', mrr: 10 }));

const expectFires = (code: string, texts: readonly [string, string], fires: Rows, not: Rows): void => {
  expect(textsOf(askClv(fires, {}, asOf), code)).toEqual(texts);
  expect(codesOf(askClv(not, {}, asOf))).not.toContain(code);
};
const missing = (result: { caveats: readonly { code: string; params: object }[] }) =>
  result.caveats.filter(({ code }) => code === 'NOT_APPLICABLE').map(({ params }) => Object.values(params).join('.'));

describe('clv caveats fire when they should and only then', () => {
  it('CLV_SMALL_BASE: under 100 customers', () => {
    expectFires('CLV_SMALL_BASE', ['Small base; a few outliers decide.', 'Kleiner Kundenstamm; wenige Ausreißer entscheiden.'], same(99), same(100));
  });

  it('CLV_OUTLIERS: the top 5 % hold more than half, or the mean is three times the median', () => {
    // 20 customers: the top one holds 1920 of 3820 (50.26 %), or 1900 of 3800 (50 %); the mean is far from 3 medians.
    const rows = (top: number): Rows => ({ customers: customers(20), revenue: revenue(...Array.from({ length: 19 }, () => 100), top) });
    expectFires('CLV_OUTLIERS', ['50% of revenue comes from 1 customer.', '50\u00a0% des Umsatzes von 1 Kunden.'], rows(1920), rows(1900));
    // Three customers 10, 10, 10 + x: mean 30 at x = 60.
    expectFires('CLV_OUTLIERS', ['56% of revenue comes from 1 customer.', '56\u00a0% des Umsatzes von 1 Kunden.'],
      { customers: customers(5), revenue: revenue(10, 10, 10, 36.5, 84) }, { customers: customers(5), revenue: revenue(10, 10, 10, 36, 36) });
  });

  it('CLV_UNPAIRED: neither acquisition cost nor order value in the data', () => {
    const texts = ['For sales only useful next to CAC or AOV.', 'Für den Vertrieb nur mit CAC oder AOV nützlich.'] as const;
    expectFires('CLV_UNPAIRED', texts, same(5), { ...same(5), spend: [{ period_start: '2024-01-01', amount: 5 }] });
    expectFires('CLV_UNPAIRED', texts, same(5), { ...same(5), deals: [{ id: 'd', account_id: 'c1', status: 'won', closed_at: '2024-02-01', amount: 5 }] });
  });

  it('CLV_CENSORED: more than half still active', () => {
    expectFires('CLV_CENSORED', ['60% still active: value to date only.', '60\u00a0% noch aktiv: Wert nur bis heute.'],
      { ...same(10), subscriptions: subs(6, 4) }, { ...same(10), subscriptions: subs(5, 5) });
  });

  it('CLV_NO_MARGIN: revenue in place of margin', () => {
    const margins = same(3);
    expectFires('CLV_NO_MARGIN', ['Revenue used: no margin data.', 'Umsatz statt Marge verwendet.'],
      same(3), { ...margins, revenue: (margins.revenue ?? []).map((row) => ({ ...row, margin: 50 })) });
  });

  it('CLV_NO_ROSTER: no customer list, the value is too high', () => {
    expectFires('CLV_NO_ROSTER', ['No customer list: customers without revenue are missing, the value is too high.', 'Keine Kundenliste: Kunden ohne Umsatz fehlen, der Wert ist zu hoch.'],
      { revenue: revenue(100, 200) }, same(2));
  });

  it('CLV_NO_REVENUE: subscriptions only give the model, and no value to date', () => {
    expectFires('CLV_NO_REVENUE', ['No revenue data: only the model is shown.', 'Keine Umsatzdaten: nur das Modell wird gezeigt.'],
      { subscriptions: subs(3, 1) }, { ...same(4), subscriptions: subs(3, 1) });
    const result = askClv({ subscriptions: subs(3, 1) }, {}, { ...asOf, grossMargin: 0.5 });
    expect([result.value, result.num, result.details.median, result.details.cumulative]).toEqual([null, null, null, []]);
    expect(result.details.model?.kind).toBe('km');
    expect(codesOf(result)).not.toContain('CLV_NO_ROSTER');
  });

  it('CLV_FIT_UNSTABLE: the model cannot be identified', () => {
    const rows: Rows = { ...same(120), subscriptions: subs(120, 0) };
    expectFires('CLV_FIT_UNSTABLE', ['Model not identified; survival curve used.', 'Modell nicht bestimmbar; Überlebenskurve genutzt.'], rows, { ...same(99), subscriptions: subs(99, 0) });
  });
});

describe('clv minimum input', () => {
  it('neither revenue nor subscriptions is not applicable, naming what it needs', () => {
    const result = askClv({ customers: customers(3) }, {}, asOf);
    expect([result.state, result.value]).toEqual(['not-applicable', null]);
    expect(missing(result)).toEqual(['revenue.customer_id']);
    expect(missing(askClv({ revenue: [{ customer_id: 'a', occurred_at: '2024-01-01' }] }, {}, asOf))).toEqual(['revenue.amount']);
  });

  it('subscriptions without a column of ends are not applicable: who left cannot be told', () => {
    expect(askClv({ subscriptions: [{ customer_id: 'a', started_at: '2024-01-01', mrr: 5 }] }, {}, asOf).state).toBe('not-applicable');
    const beside = askClv({ ...same(3), subscriptions: [{ customer_id: 'c1', started_at: '2024-01-01', mrr: 5 }] }, {}, asOf);
    expect([beside.value, beside.details.model, beside.nCensored]).toEqual([100, null, null]);
    expect(missing(beside)).toEqual(['subscriptions.ended_at']);
  });

  it('an empty revenue table is the state empty', () => {
    expect(askClv({ customers: customers(2), revenue: [] }, {}, asOf).state).toBe('empty');
  });

  it('without subscriptions the model is null, never one over churn', () => {
    const result = askClv(same(3), {}, asOf);
    expect([result.details.model, result.details.horizon, result.details.months]).toEqual([null, null, null]);
    expect(missing(result)).toEqual(['subscriptions.customer_id']);
  });

  it('subscriptions without revenue a month give no model', () => {
    const result = askClv({ ...same(3), subscriptions: [{ customer_id: 'c0', started_at: '2024-01-10', ended_at: null }] }, {}, asOf);
    expect(result.details.model).toBeNull();
    expect(missing(result)).toEqual(['subscriptions.mrr']);
  });
});
