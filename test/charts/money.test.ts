import { describe, expect, it } from 'vitest';
import { paybackCurve } from '../../src/charts/payback-curve.js';
import { unitEconomics } from '../../src/charts/unit-economics.js';
import { messagesFor } from '../../src/i18n/all-messages.js';
import type { Scene } from '../../src/model/scene.js';
import { cac, cacNone, cacPlain, cacThin, clv } from '../fixtures/results.js';
import { frameOf, marksOf, textsOf } from './scene-checks.js';

const en = messagesFor('en');
const texts = (scene: Scene): readonly string[] => textsOf(scene).map(({ text }) => text);
const benchmark = { name: 'SaaS average', year: '2021', source: 'Survey, 2022', organic: 205, paid: 341, currency: 'EUR' };

describe('cost, first order and lifetime margin', () => {
  const scene = unitEconomics(cac, frameOf(468), en, { benchmark }) as Scene;
  const bars = marksOf(scene, 'rect');
  const perEuro = (bars[0]?.width ?? 0) / 684;

  it('share one zero and one scale', () => {
    expect(bars.map(({ x }) => x)).toEqual([0, 0, 0, 0]);
    [684, 1280, 998, 2060].forEach((amount, i) => expect(bars[i]?.width).toBeCloseTo(amount * perEuro, 0));
  });
  it('fill the margin of the first order and outline the rest', () => {
    expect([bars[1]?.fill, bars[1]?.stroke?.ink, bars[2]?.fill]).toEqual(['surface', 'neutral', 'neutral']);
  });
  it('draw intervals as whiskers at their ends', () => {
    const [cost, bracket, lifetime] = marksOf(scene, 'whisker');
    expect([(cost?.x1 ?? 0) / perEuro, (cost?.x2 ?? 0) / perEuro].map(Math.round)).toEqual([604, 778]);
    expect([(lifetime?.x1 ?? 0) / perEuro, (lifetime?.x2 ?? 0) / perEuro].map(Math.round)).toEqual([1840, 2290]);
    expect([(bracket?.x1 ?? 0) / perEuro, (bracket?.x2 ?? 0) / perEuro].map(Math.round)).toEqual([205, 341]);
  });
  it('run a dotted line at the cost and an arrow over what is left', () => {
    const arrow = marksOf(scene, 'arrow')[0];
    expect((arrow?.x2 ?? 0) / perEuro).toBeCloseTo(2060, 0);
    expect(texts(scene)).toContain('1,376 left once acquisition is paid');
    expect(marksOf(scene, 'rule').filter(({ stroke }) => stroke.dash === 'reference').every(({ x1 }) => Math.abs(x1 / perEuro - 684) < 1)).toBe(true);
  });
  it('name the benchmark with its year, and its source in the title', () => {
    const label = textsOf(scene).find(({ text }) => text.startsWith('SaaS'));
    expect([label?.text, label?.title]).toEqual(['SaaS average 2021: organic 205, paid 341', 'SaaS average 2021: organic 205, paid 341. Source: Survey, 2022']);
    expect(scene.table.rows.map((row) => row[0])).toContain('SaaS average 2021, organic (Survey, 2022)');
  });
  it('do not place a benchmark of another currency on the scale', () => {
    const dollars = unitEconomics(cac, frameOf(468), en, { benchmark: { ...benchmark, currency: 'USD' } }) as Scene;
    expect(marksOf(dollars, 'whisker').length).toBe(2);
    expect(texts(dollars)).toContain('SaaS average 2021: organic $205, paid $341');
    expect(dollars.table.rows.map((row) => row[0]).join()).not.toContain('SaaS');
  });
  it('have no benchmark unless it is given', () => expect(texts(unitEconomics(cac, frameOf(468), en) as Scene).join()).not.toContain('SaaS'));
  it('name the unit at zero only, with at most five ticks', () => {
    const base = scene.plot.y + scene.plot.height;
    const ticks = textsOf(scene).filter(({ y }) => y > base).map(({ text }) => text);
    expect(ticks[0]).toBe('€0');
    expect(ticks.length).toBeLessThanOrEqual(5);
    expect(ticks.slice(1).every((text) => /^[\d,]+$/u.test(text))).toBe(true);
  });
  it('say what is not known instead of drawing a zero', () => {
    const plain = unitEconomics(cacPlain, frameOf(468), en) as Scene;
    expect(texts(plain)).toContain('Lifetime margin not known');
    expect(marksOf(plain, 'rect').length).toBe(2);
    expect(plain.table.raw.at(-1)).toEqual(['Lifetime margin', null, null, null]);
  });
  it('set the number of few cases apart where no bracket stands between', () => {
    const unknown = unitEconomics({ ...cacThin, value: null, ci: null }, frameOf(468), en) as Scene;
    expect(texts(unknown)).toContain('Acquisition cost not known · n = 6');
  });
  it('keep the words of what is left clear of the dotted line, in two lines if they must', () => {
    const narrow = unitEconomics(cac, frameOf(267), messagesFor('de')) as Scene;
    const dotted = marksOf(narrow, 'rule').find(({ stroke }) => stroke.dash === 'reference')?.x1 ?? Infinity;
    const words = textsOf(narrow).filter(({ text }) => /1\.376|Gewinnungskosten$/u.test(text));
    expect(words.map(({ text }) => text).join(' ')).toBe('1.376 bleiben nach den Gewinnungskosten');
    expect(words.every(({ x }) => x > dotted + 4)).toBe(true);
  });
  it('take the lifetime value of its own KPI where the CAC result has none', () => {
    expect((unitEconomics(cacPlain, frameOf(468), en, { clv }) as Scene).table.raw.at(-1)).toEqual(['Lifetime margin', 2060, 1840, 2290]);
  });
  it('say how much is short when the lifetime does not pay the cost', () => {
    const poor = unitEconomics({ ...cac, details: { ...cac.details, clv: 500, clvCi: null } }, frameOf(468), en) as Scene;
    expect(texts(poor)).toContain('184 short of acquisition cost');
  });
  it('are no picture when none of them is known: no axis from 0 to 1', () => expect(unitEconomics(cacNone, frameOf(468), en)).toBeNull());
  it('have the numbers of the bars in the table', () => {
    expect(scene.table.raw.map((row) => row[1])).toEqual([684, 455, 895, 205, 341, 1280, 998, 2060]);
    expect(scene.points.map(({ sentence }) => sentence)[0]).toBe('Acquisition cost: 684 euros per customer, likely between 604 euros and 778 euros.');
  });
});

describe('payback', () => {
  it('is none where acquiring costs nothing', () => expect(paybackCurve({ ...cac, value: 0 }, frameOf(468), en)).toBeNull());
  it('of the first order is at once, not in month 0', () => {
    const soon = paybackCurve({ ...cac, details: { ...cac.details, payback: { ...cac.details.payback, survivalMonths: 0, survivalCi: null } } }, frameOf(468), en) as Scene;
    expect([texts(soon).includes('paid back at once'), soon.summary]).toEqual([true, 'Payback: paid back at once.']);
  });
  const scene = paybackCurve(cac, frameOf(468), en) as Scene;
  it('begins at nothing and crosses the cost where the dot stands', () => {
    const { plot } = scene;
    const line = marksOf(scene, 'line')[0];
    expect(line?.points[0]).toEqual([plot.x, plot.y + plot.height]);
    const dot = marksOf(scene, 'dot')[0];
    const cost = marksOf(scene, 'rule').find(({ stroke }) => stroke.ink === 'ink-1');
    expect(dot?.y).toBe(cost?.y1);
    const before = (line?.points ?? []).findLast((point) => (point?.[0] ?? 0) <= (dot?.x ?? 0));
    const after = (line?.points ?? []).find((point) => (point?.[0] ?? 0) > (dot?.x ?? 0));
    const share = ((dot?.x ?? 0) - (before?.[0] ?? 0)) / ((after?.[0] ?? 0) - (before?.[0] ?? 0));
    expect((before?.[1] ?? 0) + share * ((after?.[1] ?? 0) - (before?.[1] ?? 0))).toBeCloseTo(dot?.y ?? 0, 0);
  });
  it('names the month with its range and what it would be without churn', () => {
    expect(texts(scene)).toEqual(expect.arrayContaining(['paid back in month 9 (8–11)', '8.2 if nobody left', 'CAC 684']));
  });
  it('names the crossing at the top of a stem where there is no room under a low cost', () => {
    const low = { ...cac, value: 150, details: { ...cac.details, payback: { ...cac.details.payback, survivalMonths: 2, survivalCi: null, simpleMonths: 1.8 } } };
    const early = paybackCurve(low, frameOf(468), en) as Scene;
    const label = textsOf(early).find(({ text }) => text === 'paid back in month 2');
    expect(label?.y).toBeLessThan(early.plot.y + 20);
    expect(marksOf(early, 'rule').some(({ x1, x2, y1 }) => x1 === x2 && y1 < early.plot.y + 10)).toBe(true);
  });
  it('says that the cost is never earned back within the curve', () => {
    const never = { ...cac, value: 9_000, details: { ...cac.details, payback: { ...cac.details.payback, survivalMonths: null, survivalCi: null, simpleMonths: null } } };
    expect(texts(paybackCurve(never, frameOf(468), en) as Scene)).toContain('not paid back within 24 months');
  });
  it('is nothing without a curve', () => expect(paybackCurve(cacPlain, frameOf(468), en)).toBeNull());
  it('has every month in its table', () => {
    expect(scene.table.raw.length).toBe(25);
    expect(scene.table.raw[24]?.[1]).toBe(cac.details.payback.curve[24]?.margin);
  });
});
