import { describe, expect, it } from 'vitest';
import type { Row, Rows } from '../fixtures/tables.js';
import { repeat } from './deal-fixtures.js';
import { ask, course, productOf, sold } from './products.js';

interface Case { readonly deals: readonly Row[]; readonly more?: Rows; readonly query?: object }

const find = ({ deals, more, query }: Case, code: string) => ask(deals, query ?? {}, more ?? {}).caveats.find((one) => one.code === code);

const expectFires = (code: string, severity: string, [en, de]: readonly [string, string], fires: Case, silent: Case): void => {
  expect(find(fires, code)).toMatchObject({ severity, en, de });
  expect(find(silent, code)).toBeUndefined();
};

describe('product_performance caveats fire when they should and only then', () => {
  it('PP_RANK_CONFLICT: places by units, revenue, score differ by half the list', () => {
    // Four products: units 40, 30, 20, 10 and margins a win that turn none, or two places, around.
    const list = (margins: readonly number[]): Case => ({ deals: margins.flatMap((margin, i) => course(`P${i}`, 40 - 10 * i, 0, 10, margin)) });
    expectFires('PP_RANK_CONFLICT', 'warn', ['Best seller is not best performer.', 'Meistverkauft ist nicht bestes Produkt.'], list([100, 90, 500, 80]), list([100, 120, 80, 70]));
  });
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
  it('PP_CAMPAIGN_DRIVEN: one campaign has over half of the wins and without it the score falls by a quarter', () => {
    const driven = (share: number, margin: number): Case => ({
      deals: [...course('A', share, 0, 10, margin, { campaign: 'Spring' }), ...course('A', 20 - share, 0, 10, 75), ...course('B', 20, 0, 10, 100)],
    });
    // 11 of 20 at 160 and 9 at 75: 121.75 a win, without Spring 75, a fall of 38 %. At 124.9 it is 101.2 to 75: 25.9 %; at 120 99.75: 24.8 %.
    expectFires('PP_CAMPAIGN_DRIVEN', 'warn', ['Lift comes from campaign Spring.', 'Auftrieb stammt aus Kampagne Spring.'], driven(11, 124.9), driven(11, 120));
    expect(find(driven(10, 200), 'PP_CAMPAIGN_DRIVEN')).toBeUndefined();
    expect(find(driven(11, 160), 'PP_CAMPAIGN_DRIVEN')?.params).toEqual({ product: 'A', c: 'Spring' });
  });
  it('PP_ONE_DEAL: without the largest won deal the score falls by a quarter', () => {
    // Twelve wins of 100 in ten days each, one of x: x against (1200 + x)/130, without it 1200/120.
    const one = (x: number): Case => ({ deals: [...course('A', 12, 0, 10, 100), sold('A', 'won', 10, x, x), ...course('B', 20, 0, 10, 100)] });
    // A fall of a quarter: (1200 + x)/130 = 13.33, x = 533.3.
    expectFires('PP_ONE_DEAL', 'warn', ['One deal makes the score.', 'Ein Deal bestimmt den Wert.'], one(534), one(533));
    expect(find({ deals: [sold('A', 'won', 10, 100, 100), sold('A', 'lost', 10), ...course('B', 20, 0, 10, 100)] }, 'PP_ONE_DEAL')).toBeUndefined();
  });
  it('PP_INCENTIVE: commission goes with offers, and the product scores below 100', () => {
    const deals = [...course('A', 40, 40, 10, 50), ...course('B', 20, 20, 10, 100), ...course('C', 10, 10, 10, 200)];
    const paid = (...rates: (number | null)[]): Case => ({ deals, more: { products: rates.map((commission, i) => ({ id: 'ABC'[i] ?? null, commission })) } });
    expectFires('PP_INCENTIVE', 'warn', ['Pushed by incentive, not by value.', 'Durch Anreiz getrieben, nicht durch Wert.'], paid(0.1, 0.05, 0.04), paid(0.04, 0.05, 0.1));
    // Two products correlate always; rates that are all the same never.
    expect([find(paid(0.1, 0.05, null), 'PP_INCENTIVE'), find(paid(0.05, 0.05, 0.05), 'PP_INCENTIVE')]).toEqual([undefined, undefined]);
    // What is pushed and earns most is not pushed by incentive alone.
    const worth = { ...paid(0.1, 0.05, 0.04), deals: [...course('A', 40, 40, 10, 200), ...course('B', 20, 20, 10, 100), ...course('C', 10, 10, 10, 50)] };
    expect(find(worth, 'PP_INCENTIVE')).toBeUndefined();
    expect(productOf(ask(deals, {}, paid(0.1, 0.05, 0.04).more), 'A').notes).toContain('PP_INCENTIVE');
  });
  it('PP_EASY_NOT_VALUABLE: easeIndex above 100, score below 100', () => {
    const easy = (margin: number): Case => ({ deals: [...course('A', 20, 10, 10, margin), ...course('B', 20, 10, 20, 100)] });
    // A sells twice as fast: it scores below 100 while a win earns under half of B's.
    expectFires('PP_EASY_NOT_VALUABLE', 'info', ['Converts easily but earns below average.', 'Leicht zu verkaufen, bringt aber unterdurchschnittlich.'], easy(49), easy(51));
  });
  it('PP_TRAINING: the interval of the gap in win rates leaves 0 out', () => {
    const owners = [{ id: 'Ann', trained: true }, { id: 'Bob', trained: false }];
    const gap = (won: number): Case => ({ deals: [...course('A', won, 30 - won, 10, 50, { owner_id: 'Ann' }), ...course('A', 10, 20, 10, 50, { owner_id: 'Bob' })], more: { owners } });
    // Newcombe: 18/30 against 10/30 is +.267 [.017; .474], 17/30 +.233 [−.017; .445].
    expectFires('PP_TRAINING', 'info', ['Trained reps convert this product differently.', 'Geschulte Verkäufer konvertieren anders.'], gap(18), gap(17));
    expect(find(gap(1), 'PP_TRAINING')?.code).toBe('PP_TRAINING');
  });
  it('PP_TRAINING: of more than ten products one gap in twenty is no finding', () => {
    const owners = [{ id: 'Ann', trained: true }, { id: 'Bob', trained: false }];
    const product = (id: string, won: number): Row[] => [...course(id, won, 30 - won, 10, 50, { owner_id: 'Ann' }), ...course(id, 10, 20, 10, 50, { owner_id: 'Bob' })];
    const many = (count: number): Case => ({ deals: [...product('A', 18), ...repeat(count, (i) => product(`X${i}`, 10)).flat()], more: { owners } });
    expect([find(many(9), 'PP_TRAINING')?.code, find(many(10), 'PP_TRAINING')]).toEqual(['PP_TRAINING', undefined]);
  });
  it('PP_NO_MARGIN: a won line with a total lacks its margin', () => {
    const deals = course('A', 12, 3, 10, 50);
    expectFires('PP_NO_MARGIN', 'warn', ['Revenue used: no margin data.', 'Umsatz statt Marge verwendet.'], { deals: [...deals, sold('A', 'won', 10, 100)] }, { deals: [...deals, sold('A', 'lost', 10, 100)] });
  });
  it('PP_LINES_UNLINKED: product lines whose deal is not there', () => {
    const deals = [{ id: 'd1', status: 'won', created_at: '2025-03-01', closed_at: '2025-03-11', amount: 100 }];
    const lines = (...ids: string[]): Case => ({ deals, more: { deal_lines: ids.map((deal_id) => ({ deal_id, product_id: 'A', qty: 1, total: 100 })) } });
    expectFires('PP_LINES_UNLINKED', 'warn', ['2 product lines left out: their deal is missing or was left out.', '2 Artikelzeilen ausgelassen: Ihr Deal fehlt oder wurde ausgelassen.'], lines('d1', 'x', 'y'), lines('d1'));
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
