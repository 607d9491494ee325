import { describe, expect, it } from 'vitest';
import { touchChannels } from '../../src/charts/touch-channels.js';
import { touchCurve } from '../../src/charts/touch-curve.js';
import { messagesFor } from '../../src/i18n/all-messages.js';
import type { Scene } from '../../src/model/scene.js';
import { touches, touchesThin } from '../fixtures/touches-result.js';
import { frameOf, marksOf, textsOf } from './scene-checks.js';

const en = messagesFor('en');
const wordsOf = (scene: Scene): readonly string[] => textsOf(scene).map(({ text }) => text);
const { details } = touches;
const near = (position: number): number => expect.closeTo(position, 1) as number;

describe('share of leads that have met', () => {
  const scene = touchCurve(touches, frameOf(672), en);
  const { plot } = scene;
  const base = plot.y + plot.height;
  /** The axis runs from 0 to 8 touches, and to 80% since the band ends at 72%. */
  const x = (k: number): number => plot.x + (k / 8) * plot.width;
  const y = (share: number): number => base - (share / 0.8) * plot.height;

  it('is a step curve at the share of all leads', () => {
    const [line] = marksOf(scene, 'line');
    expect(line?.curve).toBe('step-after');
    expect(line?.points).toEqual(([[0, 0.1], [1, 0.19], [2, 0.35], [3, 0.47], [5, 0.56], [8, 0.64]] as const).map(([k, met]) => [near(x(k)), near(y(met))]));
  });
  it('stacks no touch, marketing and sales, which together are the curve', () => {
    const [direct, marketing, sales, band] = marksOf(scene, 'area');
    const at5 = [direct, marketing, sales].map((area) => area?.points[4]?.slice(1));
    expect(at5).toEqual(([[0, 0.1], [0.1, 0.28], [0.28, 0.56]] as const).map(([from, to]) => [near(y(from)), near(y(to))]));
    expect(band?.points[4]?.slice(1)).toEqual([near(y(0.48)), near(y(0.64))]);
    expect(wordsOf(scene)).toEqual(expect.arrayContaining(['last touch by sales 36%', 'last touch by marketing 18%', 'without a touch 10%']));
  });
  it('marks half of all leads at 5 touches, and the mean of those that met at 2.4 on the axis', () => {
    const dots = marksOf(scene, 'dot').filter(({ point }) => point === undefined).map(({ x: at, y: height }) => [at, height]);
    expect(dots).toContainEqual([near(x(5)), near(y(0.5))]);
    expect(dots).toContainEqual([near(x(2.4)), near(base)]);
  });
  it('says both in figures, and why they differ', () => {
    const words = wordsOf(scene).join(' ');
    for (const text of ['Half of all leads: 5 touches', 'Leads that met: mean 2.4, median 2, nine of ten within 5', '43% of the leads received have no meeting so far']) expect(words).toContain(text);
  });
  it('has below, on the same axis, how many of those that came so far meet: 16 of 79 at the second touch', () => {
    const dots = marksOf(scene, 'dot').filter(({ point }) => point !== undefined);
    expect(dots.map(({ x: at }) => at)).toEqual([0, 1, 2, 3, 5, 8].map((k) => near(x(k))));
    expect(dots.every(({ y: height }) => height > base)).toBe(true);
    expect(scene.points[2]?.sentence).toBe('After 2 touches 35% of all leads have met; of 79 that came so far 20.3% met then.');
  });
  it('draws hollow what fewer than ten leads tell', () =>
    expect(marksOf(scene, 'dot').filter(({ point }) => point !== undefined).map(({ fill }) => fill)).toEqual([...Array.from({ length: 5 }, () => 'accent'), 'surface']));
  it('starts at nobody where no lead meets without a touch', () => {
    const later = touchCurve({ ...touches, details: { ...details, curve: details.curve.slice(1) } }, frameOf(672), en);
    const [from] = marksOf(later, 'line')[0]?.points ?? [];
    expect(from).toEqual([later.plot.x, later.plot.y + later.plot.height]);
  });
  it('says so where half is never reached, and draws one area where nobody noted who acted', () => {
    const thin = touchCurve(touchesThin, frameOf(672), en);
    expect(wordsOf(thin)).toContain('Half of all leads: not reached, 33% have met');
    expect(thin.summary).toBe('Fewer than half of all leads have met, 33%.');
    expect(marksOf(thin, 'area').filter(({ opacity }) => opacity === undefined).length).toBe(1);
    expect(JSON.stringify(thin.marks)).not.toContain('"accent');
    expect(thin.table.rows[0]?.slice(2, 5)).toEqual(['–', '–', '–']);
  });
  it('keeps the curve where nobody booked in the period', () => {
    const none = touchCurve({ ...touches, value: null, details: { ...details, mean: null, median: null } }, frameOf(672), en);
    expect(wordsOf(none).join(' ')).not.toContain('Leads that met');
    expect(none.points.length).toBe(6);
  });
  it('says so where no lead came in', () => {
    const none = touchCurve({ ...touches, details: { ...details, curve: [], curveN: 0 } }, frameOf(300), en);
    expect([none.points.length, none.summary]).toEqual([0, 'No leads in this period.']);
  });
  it('has the band in its raw rows', () =>
    expect(scene.table.raw[2]).toEqual([2, 0.35, expect.closeTo(0.27, 12), expect.closeTo(0.43, 12), 0.1, 0.15, 0.1, 0.04, 79, 16, 16 / 79]));
});

describe('channels that led to the meetings', () => {
  const scene = touchChannels(touches, frameOf(672), en) as Scene;
  const bars = marksOf(scene, 'rect').filter(({ point }) => point !== undefined);

  it('has a bar from zero for each, as long as its share: 30, 18 and 9 of 57, with the touches they took', () => {
    expect(bars.map(({ x, width }) => [x - scene.plot.x, width / (bars[0]?.width ?? 1)])).toEqual([[0, 1], [0, near(0.6)], [0, near(0.3)]]);
    expect(scene.table.rows).toEqual([['Phone', '30', '52.6', '3.1'], ['Paid search with a long name', '18', '31.6', '1.9'], ['(not set)', '9', '15.8', '1.0']]);
    expect(wordsOf(scene)).toEqual(expect.arrayContaining(['53%, 3.1 touches', '16%, 1.0 touches']));
    expect(wordsOf(touchChannels(touches, frameOf(672, 'de'), messagesFor('de')) as Scene).join(' ')).toContain('3,1 Kontakte');
  });
  it('is a choice of channels, the one not set among them', () => expect(scene.points.map(({ key }) => key)).toEqual([['Phone'], ['Paid search with a long name'], [null]]));
  it('is none where nobody noted channels, or nobody booked', () => {
    expect(touchChannels(touchesThin, frameOf(672), en)).toBeNull();
    expect(touchChannels({ ...touches, details: { ...details, channels: [] } }, frameOf(672), en)).toBeNull();
  });
});
