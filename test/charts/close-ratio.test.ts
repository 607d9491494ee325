import { describe, expect, it } from 'vitest';
import { chartContext } from '../../src/charts/chart-context.js';
import { closeRatioCourse } from '../../src/charts/close-ratio-course.js';
import { closeRatioReps } from '../../src/charts/close-ratio-reps.js';
import { segmentIntervals } from '../../src/charts/segment-intervals.js';
import { boxOfText, overlap } from '../../src/charts/text-mark.js';
import { messagesFor } from '../../src/i18n/all-messages.js';
import type { Scene } from '../../src/model/scene.js';
import { closeRatioBySource, closeRatioEven, closeRatioReps as byRep, closeRatioThin } from '../fixtures/close-ratio-result.js';
import { frameOf, marksOf, textsOf } from './scene-checks.js';

const en = messagesFor('en');
const words = (scene: Scene): string => textsOf(scene).map(({ text }) => text).join(' | ');
const reps = (result = byRep, width = 672): Scene => closeRatioReps(result, frameOf(width), en) as Scene;

describe('reps within the limits of chance', () => {
  const scene = reps();
  const dotsOf = (id: string | null) => marksOf(scene, 'dot').filter(({ key }) => key?.[0] === id);

  it('walks from the fewest deals to the most', () =>
    expect(scene.points.map(({ title }) => title)).toEqual(['Novak', '(not set)', 'Weiss', 'Okafor', 'Lang', 'Krüger', 'Freifrau von und zu Hoffmann-Beispielhausen', 'Demir', 'Brandt']));
  it('stands by number of deals and by rate: twice the deals lie twice as far from the axis', () => {
    const x = (id: string): number => (dotsOf(id)[0]?.x ?? NaN) - scene.plot.x;
    expect(x('Brandt') / x('Weiss')).toBeCloseTo(97 / 25, 2);
    expect(x('Brandt')).toBeCloseTo((97 / 110) * scene.plot.width, 1);
  });
  it('has a hollow dot where a rep is and a filled one where the rep would be with everybody’s leads, an arrow between', () => {
    const [hollow, filled] = dotsOf('Lang');
    // Raw 14 of 42 = 33.3 %, adjusted .243 · 14 / 8.4 = 40.5 %: the better lies higher.
    expect([hollow?.fill, filled?.fill]).toEqual(['surface', 'accent']);
    const middle = marksOf(scene, 'rule').find(({ stroke }) => stroke.ink === 'ink-1')?.y1 ?? NaN;
    expect((middle - (filled?.y ?? NaN)) / (middle - (hollow?.y ?? NaN))).toBeCloseTo((0.405 - 0.243) / (14 / 42 - 0.243), 2);
    const arrow = marksOf(scene, 'arrow').find(({ key }) => key?.[0] === 'Lang');
    expect(arrow !== undefined && arrow.y2 < arrow.y1).toBe(true);
  });
  it('colours only who may be named, and says how it came about', () => {
    expect(marksOf(scene, 'dot').filter(({ fill }) => fill === 'accent').map(({ key }) => key?.[0])).toEqual(['Lang']);
    expect(words(scene)).toContain('Lang\u00a041% | 33% raw; harder leads');
    expect(scene.summary).toBe('More than chance above what their leads let expect: Lang.');
  });
  it('splits a difference into lead quality and rep', () =>
    expect(scene.points[4]?.sentence).toBe('Lang: 33.3% of 42 matured deals won, 40.5% adjusted for lead quality; lead quality \u22124.3\u00a0pts, the rep +13.3\u00a0pts; above what chance explains.'));
  it('leaves who has too few deals, and who is nobody, dashed and without a verdict', () => {
    expect([...dotsOf('Novak'), ...dotsOf(null)].map(({ stroke }) => stroke?.dash)).toEqual(['reference', 'reference']);
    expect(words(scene)).toContain('Novak, n = 7');
    expect([scene.points[0]?.sentence, scene.points[1]?.sentence]).toEqual(['Novak: only 7 matured deals, not compared.', '(not set): 26.7% of 15 matured deals won, nobody to compare.']);
  });
  it('draws both limits, the wider one paler and behind', () => {
    const [outer, inner] = marksOf(scene, 'area');
    expect([outer?.fill, inner?.fill]).toEqual(['surface-sunken', 'neutral-weak']);
    outer?.points.forEach(([x, low, high], i) => {
      const [innerX = NaN, innerLow = NaN, innerHigh = NaN] = inner?.points[i] ?? [];
      expect([x === innerX, low >= innerLow, high <= innerHigh]).toEqual([true, true, true]);
    });
    expect(words(scene)).toContain('99.8% limit | 95% limit | all 24.3%');
  });
  it('names the limits below the caption where there is no room beside the plot', () => expect(words(reps(byRep, 300))).toContain('all 24.3% | 95% limit | 99.8% limit'));
  it('names nobody where all lie within chance', () => {
    const even = reps(closeRatioEven);
    expect(even.summary).toBe('No rep differs from 24.3% by more than chance.');
    expect(marksOf(even, 'dot').some(({ fill }) => fill === 'accent')).toBe(false);
  });
  it('is grey where the ratio must not be relied on', () => expect(JSON.stringify(reps(closeRatioThin).marks)).not.toContain('"accent'));
  it('has all parts in its table, no verdict for who is not compared', () => {
    expect(scene.table.rows[4]).toEqual(['Lang', '42', '14', '33.3', '40.5', '\u22124.3', '+13.3', '7–33%', 'above what chance explains']);
    expect(scene.table.rows[0]).toEqual(['Novak', '7', '1', '14.3', '–', '–', '–', '0–56%', 'too few to compare']);
    expect(scene.table.raw[4]?.slice(0, 5)).toEqual(['Lang', 42, 14, 14 / 42, 8.4]);
  });
  it.each(['en', 'de'])('writes no name over a dot or the line of all, however narrow (%s)', (locale) => {
    const messages = messagesFor(locale);
    for (let width = 240; width <= 700; width += 10) {
      const frame = frameOf(width, locale);
      // Everybody together where one of them is: the line runs through the place beside that dot.
      for (const overall of [byRep.details.overall, byRep.details.owners.find(({ id }) => id === 'Demir')?.adjusted ?? NaN]) {
        const narrow = closeRatioReps({ ...byRep, details: { ...byRep.details, overall } }, frame, messages) as Scene;
        const line = marksOf(narrow, 'rule').filter(({ stroke }) => stroke.ink === 'ink-1').map(({ x1, x2, y1 }) => ({ x: x1, y: y1 - 0.5, width: x2 - x1, height: 1 }));
        const dots = marksOf(narrow, 'dot').map(({ x, y, r }) => ({ x: x - r, y: y - r, width: 2 * r, height: 2 * r }));
        const over = textsOf(narrow).filter((text) => [...line, ...dots].some((box) => overlap(boxOfText(chartContext(frame, messages), text), box)));
        expect({ width, over: over.map(({ text }) => text) }).toEqual({ width, over: [] });
      }
    }
  });
  it('carries the key of each rep, null for what is not set', () => expect(scene.points[1]?.key).toEqual([null]));
  it('is nothing without reps', () => expect(closeRatioReps({ ...byRep, details: { ...byRep.details, owners: [], funnel: [] } }, frameOf(560), en)).toBeNull());
});

describe('the ratio by month', () => {
  const scene = closeRatioCourse(byRep, frameOf(672), en) as Scene;
  it('has a thin line as it was and a bold one without season; months not yet told are left out', () => {
    const [raw, adjusted] = marksOf(scene, 'line');
    expect([raw?.stroke.width, adjusted?.stroke.width]).toEqual([1.25, 2]);
    expect([raw?.points.length, adjusted?.points.length, scene.points.length]).toEqual([24, 24, 24]);
    // .23 in every month once the season is out.
    expect(new Set(adjusted?.points.map((point) => point?.[1])).size).toBe(1);
    expect(new Set(raw?.points.map((point) => point?.[1])).size).toBeGreaterThan(1);
  });
  it('says both', () => {
    expect(scene.points[0]?.sentence).toBe('Jan\u00a02023: 20%, 23% without season, 30 matured deals.');
    expect(scene.table.raw[0]).toEqual(['2023-01', 0.2, 0.23, 30]);
  });
  it('draws one line under two years, and says so', () => {
    const short = closeRatioCourse(closeRatioEven, frameOf(672), en) as Scene;
    expect(marksOf(short, 'line').length).toBe(1);
    expect(words(short)).toContain('no season yet');
    expect(short.points[0]?.sentence).toBe('Jan\u00a02023: 20%, 30 matured deals.');
  });
  it('shows the last three years, the table all', () => {
    const years = Array.from({ length: 50 }, (_, i) => ({ ...byRep.course![i % 24]!, n: i }));
    const long = closeRatioCourse({ ...byRep, course: years }, frameOf(672), en) as Scene;
    expect([long.points.length, long.table.rows.length, long.table.pointOfRow?.[14]]).toEqual([36, 50, 0]);
  });
  it('is nothing under three months', () => {
    expect(closeRatioCourse({ ...byRep, course: byRep.course!.slice(22) }, frameOf(672), en)).toBeNull();
    expect(closeRatioCourse({ ...byRep, course: [] }, frameOf(672), en)).toBeNull();
  });
});

describe('segments with their intervals', () => {
  const scene = segmentIntervals(closeRatioBySource, frameOf(672), en) as Scene;
  it('stands on one scale beside the line of all together', () => {
    const [web, referrals] = marksOf(scene, 'whisker');
    expect(((web?.x2 ?? 0) - (web?.x1 ?? 0)) / ((referrals?.x2 ?? 0) - (referrals?.x1 ?? 0))).toBeCloseTo(0.12 / 0.18, 2);
    const line = marksOf(scene, 'rule').find(({ stroke }) => stroke.ink === 'ink-3')?.x1 ?? NaN;
    expect(web !== undefined && web.x1 < line && line < web.x2, '21 % ± 6 holds 24.3 %').toBe(true);
  });
  it('names what lies apart by more than chance', () =>
    expect(scene.summary).toBe('Above all together: Empfehlungen bestehender Kunden und Partner. Below all together: Messe.'));
  it('greys what must not be relied on and leaves out what has no figure', () => {
    expect(scene.points.map(({ title }) => title)).toEqual(['Web', 'Empfehlungen bestehender Kunden und Partner', 'Messe', '(not set)']);
    expect(marksOf(scene, 'dot').map(({ fill }) => fill)).toEqual(['accent', 'accent', 'accent', 'surface']);
    expect(scene.points[3]?.sentence).toBe('(not set): 6 cases, too few to rely on.');
    expect(words(scene)).toContain('n = 6');
  });
  it('is nothing where nothing is split', () => expect(segmentIntervals(byRep, frameOf(672), en)).toBeNull());
});
