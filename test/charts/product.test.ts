import { describe, expect, it } from 'vitest';
import { productMatrix } from '../../src/charts/product-matrix.js';
import { productRanking } from '../../src/charts/product-ranking.js';
import { productScores } from '../../src/charts/product-scores.js';
import { logTicks } from '../../src/charts/ticks.js';
import { messagesFor } from '../../src/i18n/all-messages.js';
import type { ProductFigures, WinRate } from '../../src/model/product-details.js';
import type { Scene } from '../../src/model/scene.js';
import { products, productsThin } from '../fixtures/product-result.js';
import { frameOf, marksOf, textsOf } from './scene-checks.js';

const en = messagesFor('en');
const { details } = products;
const words = (scene: Scene): string => textsOf(scene).map(({ text }) => text).join(' | ');
const withProducts = (change: (product: ProductFigures) => ProductFigures): typeof products => ({ ...products, details: { ...details, products: details.products.map(change) } });

describe('win rate against margin per win', () => {
  const scene = productMatrix(products, frameOf(760), en) as Scene;
  const bubble = (id: string | null) => {
    const found = marksOf(scene, 'dot').find(({ key }) => key?.[0] === id && key !== undefined);
    if (found === undefined) throw new Error(`no bubble ${id}`);
    return found;
  };
  it('walks from the product that sells hardest to the easiest, then all products together', () => {
    // .175 .20 .25 .25 .25 .30, equal ones by id; none = "null" sorts before "p".
    expect(scene.points.map(({ title }) => title)).toEqual(['Connect', 'Business', '(not set)', 'Team', 'Erweitertes Auswertungspaket', 'Start', 'All products']);
    expect(scene.points.map(({ key }) => key?.[0])).toEqual(['p5', 'p3', null, 'p2', 'p4', 'p1', undefined]);
  });
  it('has four times the area for four times the wins', () => {
    // 240, 150, 80 wins.
    expect((bubble('p1').r / bubble('p2').r) ** 2).toBeCloseTo(240 / 150, 1);
    expect((bubble('p1').r / bubble('p3').r) ** 2).toBeCloseTo(3, 1);
  });
  it('is even by rate to the right, and even by factors upwards: 2000 to 5000 as far as 3200 to 8000', () => {
    expect(bubble('p1').x - bubble('p2').x).toBeCloseTo(bubble('p2').x - bubble('p3').x, 1);
    const perUnit = (bubble('p1').y - bubble('p2').y) / Math.log(5000 / 2000);
    expect((bubble('p2').y - bubble('p3').y) / Math.log(8000 / 5000)).toBeCloseTo(perUnit, 0);
  });
  it('runs the line of 100 through all products: what earns more per opportunity lies above it', () => {
    const all = scene.points.at(-1)!;
    const line = marksOf(scene, 'line').find(({ stroke }) => stroke.ink === 'ink-3')!;
    const yAt = (x: number): number => {
      const at = line.points.findIndex((point) => (point as [number, number])[0] >= x);
      const [a, b] = [line.points[at - 1], line.points[at]] as [[number, number], [number, number]];
      return a[1] + ((x - a[0]) / (b[0] - a[0])) * (b[1] - a[1]);
    };
    expect(yAt(all.x)).toBeCloseTo(all.y, 0);
    // Per opportunity 600 of Start, 1600 of Business; of all 953.7.
    expect(bubble('p1').y).toBeGreaterThan(yAt(bubble('p1').x));
    expect(bubble('p3').y).toBeLessThan(yAt(bubble('p3').x));
    expect(words(scene)).toContain('| 100 |');
  });
  it('says at the bubble that it sells easily and earns little, and colours what contradicts itself alone', () => {
    const roomy = productMatrix({ ...products, details: { ...details, products: details.products.filter(({ id }) => id === 'p1' || id === 'p3') } }, frameOf(760), en) as Scene;
    expect(words(roomy)).toContain('score 73; sells easily, earns little');
    expect([bubble('p1').fill, bubble('p2').fill]).toEqual(['accent-mid', 'neutral-weak']);
  });
  it('draws a product with too few wins hollow, dashed and with its number', () => {
    expect([bubble('p5').fill, bubble('p5').stroke?.dash]).toEqual(['surface', 'reference']);
    expect(words(scene)).toContain('Connect, n = 7');
    expect(scene.points[0]?.sentence).toBe('Connect: only 7 wins of 40, not compared.');
  });
  it('tells in the reading what the notes say, commission and mix too', () => {
    const start = scene.points[5];
    expect(start?.rows).toEqual(expect.arrayContaining([
      { label: 'Win rate', value: '30% (240 of 800)' }, { label: 'Margin per win', value: '€2,000' }, { label: 'Score', value: '73 · no. 4' }, { label: 'Commission', value: '9%' },
      { label: 'Note', value: 'most units, but by earnings per day no. 4 of 5' }, { label: 'Note', value: 'pushed by incentive, not by value' },
    ]));
    expect(start?.sentence).toContain('30% of 800 opportunities won, 2,000 euros per win, score 73. most units, but');
  });
  it('counts what earned nothing and has no place on a log scale', () => {
    const lost = productMatrix(withProducts((product) => (product.id === 'p2' ? { ...product, amountPerWin: -5 } : product)), frameOf(760), en) as Scene;
    expect(words(lost)).toContain('1 product without earnings has no place here; see the table');
    expect(lost.table.rows.length).toBe(6);
    expect(lost.table.pointOfRow?.[1]).toBeNull();
  });
  it('is nothing where no product earned', () => expect(productMatrix(withProducts((product) => ({ ...product, amountPerWin: null })), frameOf(760), en)).toBeNull());
  it('names the easiest and the dearest', () =>
    expect(scene.summary).toBe('Sells most easily: Start, 30% won. Brings most per win: Business, 8,000 euros.'));
});

describe('scores of products', () => {
  const scene = productScores(products, frameOf(760), en);
  it('says below a product what its sellers have to do with it: the commission, and win rates of the trained beside the others', () => {
    const rate = (won: number, n: number): WinRate => ({ n, won, rate: won / n, ci: null });
    const told = (n: number, frame = frameOf(760), messages = en): string =>
      words(productScores(withProducts((product) => (product.id === 'p1' ? { ...product, training: { trained: rate(n / 2, n), untrained: rate(5, 20), gap: 0.25, ci: null } } : product)), frame, messages)).replaceAll(' | ', ' ');
    expect(words(scene).replaceAll(' | ', ' ')).toContain('commission 9%');
    expect(told(40)).toContain('trained reps win 50%, others 25%');
    expect(told(40, frameOf(760, 'de'), messagesFor('de'))).toContain('Geschulte gewinnen 50');
    // Of eight opportunities of trained reps nothing is said.
    expect(told(8)).not.toContain('trained reps win');
    expect(words(scene)).not.toContain('trained reps win');
  });
  const barsOf = (id: string) => marksOf(scene, 'rect').filter(({ key }) => key?.[0] === id);
  const dotsOf = (id: string) => marksOf(scene, 'dot').filter(({ key }) => key?.[0] === id);
  /** Where 100 stands, and how wide a factor of e is. */
  const middle = marksOf(scene, 'rule').find(({ stroke }) => stroke.ink === 'axis')!.x1;
  it('puts the best score first and what is not compared last', () =>
    expect(scene.points.map(({ title }) => title)).toEqual(['Business', 'Team', 'Erweitertes Auswertungspaket', 'Start', '(not set)', 'Connect']));
  it('sets parts that lift right of 100 and parts that lower left of it; together they are the score', () => {
    for (const id of ['p1', 'p2', 'p3']) {
      const bars = barsOf(id);
      const right = Math.max(...bars.map(({ x, width }) => x + width)) - middle;
      const left = middle - Math.min(...bars.map(({ x }) => x));
      expect(dotsOf(id)[0]!.x - middle).toBeCloseTo(right - left, 0);
    }
  });
  it('Start converts better than all (.30 of .258), brings less a win (2000 of 3697) and is quicker (30 of 34.6 days)', () => {
    const [convert, margin, speed] = barsOf('p1');
    expect([convert?.fill, margin?.fill, speed?.fill]).toEqual(['accent', 'neutral', 'accent-mid']);
    expect([convert!.x >= middle - 0.1, margin!.x < middle, speed!.x >= convert!.x + convert!.width - 0.1]).toEqual([true, true, true]);
    expect(margin!.width / convert!.width).toBeCloseTo(Math.log(3697.46 / 2000) / Math.log(0.3 / 0.257944), 1);
  });
  it('says where the places contradict each other, and shows the place under each figure', () => {
    expect(words(scene)).toContain('most units, but by earnings per day no. 4 of 5; pushed by incentive, not by value');
    for (const text of ['5,000', 'no. 1', 'revenue, €k']) expect(words(scene)).toContain(text);
  });
  it('says so in words of the ends of the list: first by units, last by score', () => {
    const worst = withProducts((product) => (product.id === 'p1' ? { ...product, ranks: { units: 1, revenue: 2, score: 5, of: 5, conflict: true } } : product));
    expect(words(productScores(worst, frameOf(760), en))).toContain('most units, but earns least per day');
    expect(words(productScores(worst, frameOf(760, 'de'), messagesFor('de')))).toContain('meiste Einheiten, aber bringt je Tag am wenigsten');
  });
  it('goes from the score with its campaign (hollow) to the score without (filled), and prints the difference', () => {
    // 25 a day of 27.58: 91; without Spring fair 50.
    const [hollow, filled] = dotsOf('p4');
    expect([hollow?.fill, filled?.fill]).toEqual(['surface', 'ink-1']);
    const arrow = marksOf(scene, 'arrow').find(({ key }) => key?.[0] === 'p4')!;
    expect([arrow.x2 < arrow.x1, filled!.x < hollow!.x]).toEqual([true, true]);
    expect(words(scene)).toContain('without Spring fair: 50 (\u221241)');
    expect(dotsOf('p2').length).toBe(1);
  });
  it('gives a product with too few wins neither bars nor place', () => {
    expect([barsOf('p5').length, dotsOf('p5')[0]?.fill]).toEqual([0, 'surface']);
    expect(words(scene)).toContain('n = 7');
    expect(words(productScores(productsThin, frameOf(760), en))).not.toContain('no. ');
  });
  it('reads the parts as factors and keeps their logarithms, which add up, in the raw table', () => {
    expect(scene.points[3]?.rows).toContainEqual({ label: 'Converts × worth × pace', value: '1.16 × 0.54 × 1.15' });
    const [, , score, , , , convert, margin, speed] = scene.table.raw[3] as number[];
    expect(convert! + margin! + speed!).toBeCloseTo(Math.log(score! / 100), 10);
  });
  it('has a summary, also where nothing may be compared or nothing is there', () => {
    expect(scene.summary).toBe('Business earns most per day, score 145; (not set) least, 36.');
    expect(productScores(productsThin, frameOf(300), en).summary).toBe('Too few wins per product to compare.');
    const none = productScores({ ...products, details: { ...details, products: [] } }, frameOf(300), en);
    expect([none.points.length, none.summary]).toEqual([0, 'No products were on offer in this period.']);
  });
});

describe('ticks of a log axis', () => {
  it.each([
    [900, 12_000, [1000, 2000, 5000, 10_000]], [0.5, 3, [0.5, 1, 2]], [10, 1e6, [10, 100, 1000, 10_000, 100_000, 1e6].filter((_, i) => i % 2 === 1)],
  ])('%d to %d: %j', (from, to, expected) => expect(logTicks(from, to)).toEqual(expected));
  it('are even steps where no two round factors lie within', () => expect(logTicks(2100, 2900)).toEqual([2200, 2400, 2600, 2800]));
  it('are never more than five', () => { for (const to of [50, 500, 5e4, 5e6, 5e9]) expect(logTicks(1, to).length).toBeLessThanOrEqual(5); });
});

describe('the products on a card', () => {
  const scene = productRanking(products, frameOf(268), en) as Scene;
  const ranked = details.products.filter(({ ranks }) => ranks !== null).sort((a, b) => (b.score ?? 0) - (a.score ?? 0)).slice(0, 5);
  it('shows the best five by score, from zero, the best in full colour', () => {
    const bars = marksOf(scene, 'rect');
    expect(bars.map(({ key }) => key?.[0])).toEqual(ranked.map(({ id }) => id));
    expect(new Set(bars.map(({ x }) => x)).size).toBe(1);
    bars.forEach(({ width }, i) => expect(width / (bars[0]?.width ?? 1)).toBeCloseTo((ranked[i]?.score ?? 0) / (ranked[0]?.score ?? 1), 2));
    expect(bars.map(({ fill }) => fill)).toEqual(ranked.map((_, i) => (i === 0 ? 'accent' : 'neutral')));
  });
  it('shows four and how many more there are, where there are more than five', () => {
    const [first] = details.products.filter(({ ranks }) => ranks !== null);
    if (first === undefined) throw new Error('the fixture compares products');
    const eight = Array.from({ length: 8 }, (_, i) => ({ ...first, id: `p${i}`, score: 180 - 20 * i }));
    const of = (count: number): Scene => productRanking({ ...products, details: { ...details, products: eight.slice(0, count) } }, frameOf(268), en) as Scene;
    expect(of(5).points).toHaveLength(5);
    expect(words(of(5))).not.toContain('more in the table');
    expect(of(8).points).toHaveLength(4);
    expect(words(of(8))).toContain('4 more in the table');
  });
  it('draws the 100 of all products as a line on the scale of the bars', () => {
    const [bar] = marksOf(scene, 'rect');
    const line = marksOf(scene, 'rule').find(({ x1, x2 }) => x1 === x2);
    expect(((line?.x1 ?? 0) - (bar?.x ?? 0)) / (bar?.width ?? 1)).toBeCloseTo(100 / (ranked[0]?.score ?? 1), 2);
  });
  it('reads each product, and has all of them in its table', () => {
    expect(scene.points.map(({ key }) => key?.[0])).toEqual(ranked.map(({ id }) => id));
    expect(scene.table.rows).toHaveLength(details.products.length);
  });
  it('is nothing where fewer than two may be compared', () => expect(productRanking(withProducts((product) => ({ ...product, ranks: null })), frameOf(268), en)).toBeNull());
  it('is grey where the figures are not to be relied on', () => {
    const loose = productRanking({ ...products, reliability: 'unreliable' }, frameOf(268), en) as Scene;
    expect(marksOf(loose, 'rect').every(({ fill }) => fill === 'neutral')).toBe(true);
  });
});
