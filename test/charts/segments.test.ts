import { describe, expect, it } from 'vitest';
import { segmentIntervals } from '../../src/charts/segment-intervals.js';
import { touchesMeasure, waitMeasure, winRateMeasure } from '../../src/charts/segment-measure.js';
import { messagesFor } from '../../src/i18n/all-messages.js';
import type { Scene } from '../../src/model/scene.js';
import { leadResponseBySource, leadToOppBySource, productsBySegment, touchesBySource } from '../fixtures/segments-result.js';
import { frameOf, marksOf, textsOf } from './scene-checks.js';

const [en, de] = [messagesFor('en'), messagesFor('de')];
const words = (scene: Scene): string => textsOf(scene).map(({ text }) => text).join(' | ');
const allLine = (scene: Scene): number => marksOf(scene, 'rule').find(({ stroke }) => stroke.ink === 'ink-3')?.x1 ?? NaN;
const dotX = (scene: Scene, key: string | null): number => marksOf(scene, 'dot').find((mark) => mark.key?.[0] === key)?.x ?? NaN;

describe('leads qualified by segment', () => {
  const scene = segmentIntervals(leadToOppBySource, frameOf(672), en) as Scene;
  it('names the source that lies apart from 25 % by more than chance', () => expect(scene.summary).toBe('Above all together: Referral from existing customers.'));
  it('says share, interval and cases', () => expect(scene.points[0]?.sentence).toBe('Web: 23%, likely 19.0–27.5, 380 cases.'));
});

describe('touches by segment', () => {
  const scene = segmentIntervals(touchesBySource, frameOf(672), en, touchesMeasure) as Scene;
  it('stands by mean touches on one straight scale: 1.8, all 2.4, 3.9', () => {
    const [web, referral] = [dotX(scene, 'Web'), dotX(scene, 'Referral from existing customers')];
    expect((allLine(scene) - web) / (referral - web)).toBeCloseTo((2.4 - 1.8) / (3.9 - 1.8), 2);
  });
  it('says touches, not shares', () => {
    expect(words(scene)).toContain('By source, mean touches of leads that met, 95% interval, line = all together');
    expect(scene.points[0]?.sentence).toBe('Web: 1.8\u00a0touches, likely 1.5–2.1, 60 cases.');
    expect(scene.table.rows[0]).toEqual(['Web', '1.8\u00a0touches', '1.5–2.1', '60']);
    expect(words(scene)).not.toContain('%\u00a0');
  });
  it('keeps the segment of which nobody met, without a dot; one without leads is left out', () => {
    expect(scene.points.map(({ title }) => title)).toEqual(['Web', 'Referral from existing customers', 'Trade fair', 'Cold call']);
    expect(scene.points[2]?.sentence).toBe('Trade fair: no meeting, 40 cases.');
    expect(dotX(scene, 'Trade fair')).toBeNaN();
    expect(scene.table.raw[2]).toEqual(['Trade fair', null, null, null, 40]);
  });
  it('tells who lies apart', () => expect(scene.summary).toBe('Above all together: Referral from existing customers. Below all together: Web.'));
  it('ranks nobody with two meetings', () => expect([scene.points[3]?.sentence, marksOf(scene, 'dot').map(({ fill }) => fill)]).toEqual(['Cold call: 2 cases, too few to rely on.', ['accent', 'accent', 'surface']]));
});

describe('waits by segment', () => {
  const scene = segmentIntervals(leadResponseBySource, frameOf(672), en, waitMeasure) as Scene;
  it('stands by the median over all leads, whatever the mean of the answered: 5 min, all 9 min, 120 min by factors', () => {
    const [web, referral] = [dotX(scene, 'Web'), dotX(scene, 'Referral from existing customers')];
    expect((allLine(scene) - web) / (referral - web)).toBeCloseTo(Math.log(9 / 5) / Math.log(120 / 5), 3);
    expect(scene.points[0]?.sentence).toBe('Web: 5\u00a0min, likely 4–6, 300 cases.');
  });
  it('draws an end that is not known as an arrow to the end of the plot', () => {
    const [arrow] = marksOf(scene, 'arrow');
    expect(arrow?.x2).toBeCloseTo(scene.plot.x + scene.plot.width, 1);
    expect((arrow?.x2 ?? 0) - dotX(scene, 'Referral from existing customers')).toBeGreaterThan(20);
    expect(arrow !== undefined && arrow.x1 > dotX(scene, 'Web') && arrow.x1 < dotX(scene, 'Referral from existing customers')).toBe(true);
    expect(scene.table.rows[1]?.[2]).toBe('≥\u00a01');
  });
  it('keeps the slowest: a median that was never reached has no dot', () => {
    expect(scene.points[2]?.sentence).toBe('Trade fair: not reached, 80 cases.');
    expect(words(scene)).toContain('not reached');
    expect(dotX(scene, 'Trade fair')).toBeNaN();
  });
  it('has minutes in the raw table and says so', () => {
    expect(scene.table.rawColumns?.[1]).toBe('Median wait, minutes');
    expect(scene.table.raw[1]).toEqual(['Referral from existing customers', 120, 60, null, 140]);
  });
  it('compares with nothing where all together have no median', () => {
    const open = { ...leadResponseBySource, details: { ...leadResponseBySource.details, median: null } };
    const alone = segmentIntervals(open, frameOf(672), en, waitMeasure) as Scene;
    expect([alone.summary, allLine(alone)]).toEqual(['There is no figure of all together to compare with.', NaN]);
  });
});

describe('products by segment', () => {
  const scene = segmentIntervals(productsBySegment, frameOf(672), en, winRateMeasure) as Scene;
  it('compares by wins among deals, since every segment scores 100', () => {
    expect(scene.table.raw.map(([name, rate, , , n]) => [name, rate, n])).toEqual([['Small business', 0.4, 1000], ['Enterprise', 0.08, 100], ['(not set)', 2 / 6, 6]]);
    expect(scene.summary).toBe('Above all together: Small business. Below all together: Enterprise.');
  });
  it('few wins of many deals are a rate to rely on, few deals are not', () => {
    expect(scene.points[1]?.sentence).toBe('Enterprise: 8%, likely 4.0–15.0, 100 cases.');
    expect(scene.points[2]?.sentence).toBe('(not set): 6 cases, too few to rely on.');
  });
  it('speaks German', () => expect((segmentIntervals(productsBySegment, frameOf(672, 'de'), de, winRateMeasure) as Scene).table.caption).toBe('Abschlussquote nach Segment'));
  it('leaves out what holds no details', () => {
    const bare = { ...productsBySegment, segments: productsBySegment.segments.map((one) => ({ ...one, details: null })) };
    expect(segmentIntervals(bare, frameOf(672), en, winRateMeasure)).toBeNull();
  });
});
