import { describe, expect, it } from 'vitest';
import type { clvCaveatTexts } from '../../src/kpi/clv-caveat-texts.js';
import type { customerValueCaveatTexts } from '../../src/kpi/customer-value-caveat-texts.js';
import type { Caveat } from '../../src/model/result.js';
import type { Row, Rows } from '../fixtures/tables.js';
import { askClv, codesOf } from './customers.js';

const asOf = { asOf: '2025-01-01' };
const customers = (n: number): Row[] => Array.from({ length: n }, (_, i) => ({ id: `c${i}`, first_won_at: '2024-01-10' }));
const revenue = (...amounts: number[]): Row[] => amounts.map((amount, i) => ({ customer_id: `c${i}`, occurred_at: '2024-06-01', amount }));
const same = (n: number, amount = 100): Rows => ({ customers: customers(n), revenue: revenue(...Array.from({ length: n }, () => amount)) });
const subs = (active: number, ended: number): Row[] => Array.from({ length: active + ended }, (_, i) =>
  ({ customer_id: `c${i}`, started_at: '2024-01-10', ended_at: i < active ? null : '2024-08-10', mrr: 10 }));

const missing = (result: { caveats: readonly { code: string; params: object }[] }) =>
  result.caveats.filter(({ code }) => code === 'NOT_APPLICABLE').map(({ params }) => Object.values(params).join('.'));

/** Complete, or it does not compile: where a code is told, where just not, how grave it is, and both texts as they are read. */
interface Pair { readonly fires: Rows; readonly silent: Rows; readonly severity: Caveat['severity']; readonly en: string; readonly de: string }

// 20 customers: the top one holds 1920 of 3820 (50.26 %), or 1900 of 3800 (50 %); the mean is far from 3 medians.
const topped = (top: number): Rows => ({ customers: customers(20), revenue: revenue(...Array.from({ length: 19 }, () => 100), top) });
const spent = { ...same(5), spend: [{ period_start: '2024-01-01', amount: 5 }] };

const pairs: Readonly<Record<keyof typeof clvCaveatTexts | keyof typeof customerValueCaveatTexts, Pair>> = {
  CLV_CENSORED: {
    fires: { ...same(10), subscriptions: subs(6, 4) }, silent: { ...same(10), subscriptions: subs(5, 5) },
    severity: 'info', en: '60% still active: value to date only.', de: '60\u00a0% noch aktiv: Wert nur bis heute.',
  },
  CLV_FIT_UNSTABLE: {
    fires: { ...same(120), subscriptions: subs(120, 0) }, silent: { ...same(99), subscriptions: subs(99, 0) },
    severity: 'warn', en: 'Model not identified; survival curve used.', de: 'Modell nicht bestimmbar; Überlebenskurve genutzt.',
  },
  CLV_NO_MARGIN: {
    fires: same(3), silent: { ...same(3), revenue: (same(3).revenue ?? []).map((row) => ({ ...row, margin: 50 })) },
    severity: 'warn', en: 'Revenue used: no margin data.', de: 'Umsatz statt Marge verwendet.',
  },
  CLV_NO_REVENUE: {
    fires: { subscriptions: subs(3, 1) }, silent: { ...same(4), subscriptions: subs(3, 1) },
    severity: 'block', en: 'No revenue data: only the model is shown.', de: 'Keine Umsatzdaten: nur das Modell wird gezeigt.',
  },
  CLV_NO_ROSTER: {
    fires: { revenue: revenue(100, 200) }, silent: same(2), severity: 'warn',
    en: 'No customer list: customers without revenue are missing, the value is too high.', de: 'Keine Kundenliste: Kunden ohne Umsatz fehlen, der Wert ist zu hoch.',
  },
  CLV_OUTLIERS: {
    fires: topped(1920), silent: topped(1900),
    severity: 'warn', en: '50% of revenue comes from 1 customer.', de: '50\u00a0% des Umsatzes von 1 Kunden.',
  },
  CLV_SMALL_BASE: { fires: same(99), silent: same(100), severity: 'warn', en: 'Small base; a few outliers decide.', de: 'Kleiner Kundenstamm; wenige Ausreißer entscheiden.' },
  CLV_UNPAIRED: { fires: same(5), silent: spent, severity: 'info', en: 'For sales only useful next to CAC or AOV.', de: 'Für den Vertrieb nur mit CAC oder AOV nützlich.' },
};
const told = (rows: Rows, code: string) => askClv(rows, {}, asOf).caveats.find((caveat) => caveat.code === code);

describe('what is said of a customer value is told where it holds, and only there', () => {
  it.each(Object.entries(pairs))('%s', (code, { fires, silent, severity, en, de }) => {
    expect(told(fires, code)).toMatchObject({ severity, en, de });
    expect(told(silent, code)).toBeUndefined();
  });
  it('CLV_OUTLIERS where the mean is three times the median, too', () => {
    const five = (top: number, next: number): Rows => ({ customers: customers(5), revenue: revenue(10, 10, 10, next, top) });
    expect(told(five(84, 36.5), 'CLV_OUTLIERS')).toMatchObject({ en: '56% of revenue comes from 1 customer.', de: '56\u00a0% des Umsatzes von 1 Kunden.' });
    expect(told(five(36, 36), 'CLV_OUTLIERS')).toBeUndefined();
  });
  it('CLV_UNPAIRED is silent beside an order value, too', () => {
    expect(told({ ...same(5), deals: [{ id: 'd', account_id: 'c1', status: 'won', closed_at: '2024-02-01', amount: 5 }] }, 'CLV_UNPAIRED')).toBeUndefined();
  });
  it('subscriptions only give the model, and no value to date', () => {
    const result = askClv({ subscriptions: subs(3, 1) }, {}, { ...asOf, grossMargin: 0.5 });
    expect([result.value, result.num, result.details.median, result.details.cumulative]).toEqual([null, null, null, []]);
    expect(result.details.model?.kind).toBe('km');
    expect(codesOf(result)).not.toContain('CLV_NO_ROSTER');
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
