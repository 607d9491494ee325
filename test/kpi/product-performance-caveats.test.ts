import { describe, expect, it } from 'vitest';
import type { productPerformanceCaveatTexts } from '../../src/kpi/product-performance-caveat-texts.js';
import type { Caveat } from '../../src/model/result.js';
import type { Row, Rows } from '../fixtures/tables.js';
import { repeat } from './deal-fixtures.js';
import { ask, course, productOf, sold } from './products.js';

interface Case { readonly deals: readonly Row[]; readonly more?: Rows; readonly query?: object }

const find = ({ deals, more, query }: Case, code: string) => ask(deals, query ?? {}, more ?? {}).caveats.find((one) => one.code === code);

const expectFires = (code: string, severity: string, [en, de]: readonly [string, string], fires: Case, silent: Case): void => {
  expect(find(fires, code)).toMatchObject({ severity, en, de });
  expect(find(silent, code)).toBeUndefined();
};

/** Complete, or it does not compile: where a code is told, where just not, how grave it is, and both texts as they are read. */
interface Pair { readonly fires: Case; readonly silent: Case; readonly severity: Caveat['severity']; readonly en: string; readonly de: string }

// Of 20 wins in ten days each some earn a margin by the campaign, the others 75. Of 11 at m a win earns (11 m + 675)/20, without Spring 75: a fall of a quarter at 100, m = 120.45.
const driven = (share: number, margin: number): Case => ({
  deals: [...course('A', share, 0, 10, margin, { campaign: 'Spring' }), ...course('A', 20 - share, 0, 10, 75), ...course('B', 20, 0, 10, 100)],
});
// A sells twice as fast, m/15 a day: it scores below 100 while that is under the (20 m + 2000)/900 of both, m < 50.
const easy = (margin: number): Case => ({ deals: [...course('A', 20, 10, 10, margin), ...course('B', 20, 10, 20, 100)] });
// The more often a product is offered, 4 : 2 : 1, the less it earns. Rates of .1, .05 and c go with that at r = (.15 − 4c/3)/√(14/3 · (.005 − .1c + 2c²/3)): .5 at c = 1/12.
const offered = [...course('A', 40, 40, 10, 50), ...course('B', 20, 20, 10, 100), ...course('C', 10, 10, 10, 200)];
const paid = (...rates: (number | null)[]): Case => ({ deals: offered, more: { products: rates.map((commission, i) => ({ id: 'ABC'[i] ?? null, commission })) } });
const priced = (status: 'won' | 'lost'): Case => ({ deals: [...course('A', 12, 3, 10, 50), sold('A', status, 10, 100)] });
// Twelve wins of 100 in ten days each, one of x: (1200 + x)/130 a day, without it 1200/120. A fall of a quarter: (1200 + x)/130 = 13.33, x = 533.3.
const topped = (x: number): Case => ({ deals: [...course('A', 12, 0, 10, 100), sold('A', 'won', 10, x, x), ...course('B', 20, 0, 10, 100)] });
// Four products: units 40, 30, 20, 10 and margins a win that turn none, or two places, around.
const ranked = (...margins: readonly number[]): Case => ({ deals: margins.flatMap((margin, i) => course(`P${i}`, 40 - 10 * i, 0, 10, margin)) });
const owners = [{ id: 'Ann', trained: true }, { id: 'Bob', trained: false }];
const byOwner = (id: string, won: number): Row[] => [...course(id, won, 30 - won, 10, 50, { owner_id: 'Ann' }), ...course(id, 10, 20, 10, 50, { owner_id: 'Bob' })];
// Newcombe: 18/30 against 10/30 is +.267 [.017; .474], 17/30 +.233 [−.017; .445].
const gap = (won: number): Case => ({ deals: byOwner('A', won), more: { owners } });

const pairs: Readonly<Record<keyof typeof productPerformanceCaveatTexts, Pair>> = {
  PP_CAMPAIGN_DRIVEN: { fires: driven(11, 120.5), silent: driven(11, 120.4), severity: 'warn', en: 'Lift comes from campaign Spring.', de: 'Auftrieb stammt aus Kampagne Spring.' },
  PP_EASY_NOT_VALUABLE: {
    fires: easy(49.9), silent: easy(50), severity: 'info',
    en: 'Converts easily but earns below average.', de: 'Leicht zu verkaufen, bringt aber unterdurchschnittlich.',
  },
  PP_INCENTIVE: {
    fires: paid(0.1, 0.05, 0.083), silent: paid(0.1, 0.05, 0.084), severity: 'warn',
    en: 'Pushed by incentive, not by value.', de: 'Durch Anreiz getrieben, nicht durch Wert.',
  },
  // Only a won line with a total needs its margin.
  PP_NO_MARGIN: { fires: priced('won'), silent: priced('lost'), severity: 'warn', en: 'Revenue used: no margin data.', de: 'Umsatz statt Marge verwendet.' },
  PP_ONE_DEAL: { fires: topped(534), silent: topped(533), severity: 'warn', en: 'One deal makes the score.', de: 'Ein Deal bestimmt den Wert.' },
  PP_RANK_CONFLICT: {
    fires: ranked(100, 90, 500, 80), silent: ranked(100, 120, 80, 70), severity: 'warn',
    en: 'Best seller is not best performer.', de: 'Meistverkauft ist nicht bestes Produkt.',
  },
  PP_TRAINING: {
    fires: gap(18), silent: gap(17), severity: 'info',
    en: 'Trained reps convert this product differently.', de: 'Geschulte Verkäufer konvertieren anders.',
  },
};

describe('what is said of the performance of products is told where it holds, and only there', () => {
  it.each(Object.entries(pairs))('%s', (code, { fires, silent, severity, en, de }) => expectFires(code, severity, [en, de], fires, silent));
});

describe('product_performance caveats fire when they should and only then', () => {
  it('names each product’s places: of four by units 1 2 3 4, by revenue 2 3 1 4, by score 2 3 1 4; two apart is half of the list', () => {
    // Units 40, 30, 20, 10; revenue twice the margins 4000, 2700, 10 000, 800; all take ten days a deal, so scores go by the margin a win.
    const { details } = ask([100, 90, 500, 80].flatMap((margin, i) => course(`P${i}`, 40 - 10 * i, 0, 10, margin)));
    expect(details.products.map(({ ranks }) => ranks)).toEqual([
      { units: 1, revenue: 2, score: 2, of: 4, conflict: false }, { units: 2, revenue: 3, score: 3, of: 4, conflict: false },
      { units: 3, revenue: 1, score: 1, of: 4, conflict: true }, { units: 4, revenue: 4, score: 4, of: 4, conflict: false },
    ]);
  });
  it('equal products share the mean of their places; one with too few wins has none, a single one cannot disagree', () => {
    const { details } = ask([...course('A', 20, 0, 10, 50), ...course('B', 20, 0, 10, 50), ...course('C', 9, 0, 10, 500)]);
    expect(details.products.map(({ ranks }) => ranks)).toEqual([{ units: 1.5, revenue: 1.5, score: 1.5, of: 2, conflict: false }, { units: 1.5, revenue: 1.5, score: 1.5, of: 2, conflict: false }, null]);
    expect(productOf(ask(course('A', 20, 0, 10, 50)), 'A').ranks).toEqual({ units: 1, revenue: 1, score: 1, of: 1, conflict: false });
  });
  it('PP_RANK_CONFLICT: products with under ten wins have no place', () => {
    const two = (wins: number): Case => ({ deals: [...course('A', 80, 120, 10, 50), ...course('B', wins, 30, 50, 1000)] });
    expect([find(two(10), 'PP_RANK_CONFLICT')?.code, find(two(9), 'PP_RANK_CONFLICT')]).toEqual(['PP_RANK_CONFLICT', undefined]);
  });
  it('PP_CAMPAIGN_DRIVEN: half of the wins is not over half; the note names the product and the campaign', () => {
    expect(find(driven(10, 200), 'PP_CAMPAIGN_DRIVEN')).toBeUndefined();
    expect(find(driven(11, 160), 'PP_CAMPAIGN_DRIVEN')?.params).toEqual({ product: 'A', c: 'Spring' });
  });
  it('PP_EASY_NOT_VALUABLE: what is hard to sell and earns less is not easy', () => {
    // B: 3.33 a day where both earn 8.89, score 37.5; 20 wins in 600 days where both have 40 in 900, easeIndex 75.
    expect(find(easy(300), 'PP_EASY_NOT_VALUABLE')).toBeUndefined();
  });
  it('PP_ONE_DEAL: a single win is its own top deal, and says nothing', () => {
    expect(find({ deals: [sold('A', 'won', 10, 100, 100), sold('A', 'lost', 10), ...course('B', 20, 0, 10, 100)] }, 'PP_ONE_DEAL')).toBeUndefined();
  });
  it('PP_INCENTIVE: two products correlate always, rates that are all the same never', () => {
    expect([find(paid(0.1, 0.05, null), 'PP_INCENTIVE'), find(paid(0.05, 0.05, 0.05), 'PP_INCENTIVE')]).toEqual([undefined, undefined]);
  });
  it('PP_INCENTIVE: what is pushed and earns most is not pushed by incentive alone', () => {
    const worth = { ...paid(0.1, 0.05, 0.04), deals: [...course('A', 40, 40, 10, 200), ...course('B', 20, 20, 10, 100), ...course('C', 10, 10, 10, 50)] };
    expect(find(worth, 'PP_INCENTIVE')).toBeUndefined();
    expect(productOf(ask(offered, {}, paid(0.1, 0.05, 0.04).more), 'A').notes).toContain('PP_INCENTIVE');
  });
  it('PP_TRAINING: told where the trained win less, too', () => {
    expect(find(gap(1), 'PP_TRAINING')?.code).toBe('PP_TRAINING');
  });
  it('PP_TRAINING: of more than ten products one gap in twenty is no finding', () => {
    const many = (count: number): Case => ({ deals: [...byOwner('A', 18), ...repeat(count, (i) => byOwner(`X${i}`, 10)).flat()], more: { owners } });
    expect([find(many(9), 'PP_TRAINING')?.code, find(many(10), 'PP_TRAINING')]).toEqual(['PP_TRAINING', undefined]);
  });
  it('DQ_NO_START, DQ_NEGATIVE_DURATION, DQ_CLOSED_NO_DATE: deals that cannot be placed in time', () => {
    const base = course('A', 12, 3, 10, 50);
    const plus = (row: Row): Case => ({ deals: [...base, row] });
    const silent = { deals: base };
    expectFires('DQ_NO_START', 'warn', ['1 row has no start date: in stocks only.', '1 Zeile ohne Startdatum: nur in Beständen.'], plus({ ...sold('A', 'won', 3), created_at: null }), silent);
    expectFires('DQ_NEGATIVE_DURATION', 'warn', ['1 row ends before it starts; excluded.', '1 Zeile endet vor Beginn; ausgeschlossen.'], plus(sold('A', 'won', -1)), silent);
    expectFires('DQ_CLOSED_NO_DATE', 'warn', ['1 closed deal has no closing date: in untimed counts only.', '1 abgeschlossener Deal ohne Abschlussdatum: nur in Zählungen ohne Zeitbezug.'], plus({ ...sold('A', 'won', 3), closed_at: null }), silent);
  });
  it('R_UNRELIABLE under ten wins, R_CAUTION under thirty', () => {
    const codes = (wins: number): string[] => ask(course('A', wins, 0, 10, 50)).caveats.map(({ code }) => code).filter((code) => code.startsWith('R_'));
    expect([codes(9), codes(10), codes(29), codes(30)]).toEqual([['R_UNRELIABLE'], ['R_CAUTION'], ['R_CAUTION'], []]);
  });
});
