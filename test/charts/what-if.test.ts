import { describe, expect, it } from 'vitest';
import { whatIfRows } from '../../src/charts/what-if-rows.js';
import { messagesFor } from '../../src/i18n/all-messages.js';
import { whatIfOf } from '../../src/kpi/what-if.js';
import type { Scene } from '../../src/model/scene.js';
import type { WhatIfChanges } from '../../src/model/what-if.js';
import { whatIfBase } from '../fixtures/what-if-base.js';
import { frameOf, marksOf, textsOf } from './scene-checks.js';

const rows = (changes: WhatIfChanges, language = 'en'): Scene => whatIfRows(whatIfOf(whatIfBase, changes), { ...frameOf(740), locale: language }, messagesFor(language));
const bars = (scene: Scene) => marksOf(scene, 'rect').filter(({ point }) => point !== undefined);

describe('figures now and then', () => {
  it('nothing assumed: the figures as they are, and no bar', () => {
    const scene = rows({});
    expect(bars(scene)).toEqual([]);
    expect(scene.summary).toBe('Nothing is assumed: Acquisition cost €600, Lifetime value €1,800, Value per cost 3.0×, Paid back after 12 months, Expected from the pipeline €170.');
  });
  it('a tenth dearer: a fifth more value, a tenth more from the pipeline, two months less; each bar by its share', () => {
    const scene = rows({ price: 0.1 });
    expect(scene.table.raw.map(([id, now, , , then]) => [id, now, then])).toEqual([['cac', 600, 600], ['clv', 1800, 2160], ['clvToCac', 3, 3.6], ['payback', 12, 10], ['pipeline', 170, 187]]);
    expect(scene.summary).toBe('Under these assumptions: Lifetime value €2,160 (+20%), Value per cost 3.6× (+20%), Paid back after 10 months (−17%), Expected from the pipeline €187 (+10%).');
    const [clv, , payback, pipeline] = bars(scene);
    expect((clv?.width ?? 0) / (pipeline?.width ?? 1)).toBeCloseTo(2, 1);
    expect((payback?.x ?? 0) + (payback?.width ?? 0)).toBeCloseTo(clv?.x ?? 0, 1);
  });
  it('what is assumed is hatched, dashed and neutral: never in the inks of what was measured or judged', () => {
    for (const bar of bars(rows({ price: 0.1, winRate: -0.05 }))) expect(bar).toMatchObject({ hatch: true, fill: 'neutral-weak', stroke: { ink: 'neutral', dash: 'reference' } });
    const inks = rows({ price: 0.1 }).marks.flatMap((mark) => ('fill' in mark ? [mark.fill] : []));
    for (const ink of ['accent', 'good', 'bad', 'warn']) expect(inks).not.toContain(ink);
  });
  it('reads now with its interval, then with the one that is carried along, and what each lever adds', () => {
    const { points } = rows({ price: 0.1, winRate: 0.05 });
    expect(points[0]?.sentence).toBe('Acquisition cost: €600 (500–700) now, €500 (417–583) then, −17%.');
    expect(points[2]?.rows.map(({ label, value }) => `${label}: ${value}`)).toEqual(['Now: 3.0× (2.4–3.6)', 'Then: 4.3× (3.5–5.2)', 'Change: +44%', 'by Close ratio: +0.66', 'by Prices: +0.66']);
  });
  it('says why a figure is missing in its place', () => {
    const scene = rows({ price: -0.3, retention: -0.2, winRate: -0.1 });
    expect(textsOf(scene).map(({ text }) => text).join(' ')).toContain('Not paid back by month 24');
    expect(scene.points[3]?.sentence).toBe('Paid back after: Not paid back by month 24, the last one that is known.');
  });
  it('speaks German', () => expect(rows({ price: 0.1 }, 'de').summary).toContain('Unter diesen Annahmen: Kundenwert 2.160'));
});
