import { describe, expect, it } from 'vitest';
import { leadFunnel } from '../../src/charts/lead-funnel.js';
import { leadGroups } from '../../src/charts/lead-groups.js';
import { leadReasons } from '../../src/charts/lead-reasons.js';
import { messagesFor } from '../../src/i18n/all-messages.js';
import type { LeadToOppDetails } from '../../src/model/lead-opp-details.js';
import type { Scene } from '../../src/model/scene.js';
import { leadToOpp, leadToOppThin } from '../fixtures/lead-opp-result.js';
import { frameOf, marksOf, textsOf } from './scene-checks.js';

const en = messagesFor('en');
const wordsOf = (scene: Scene): readonly string[] => textsOf(scene).map(({ text }) => text);
const withDetails = (details: Partial<LeadToOppDetails>): typeof leadToOpp => ({ ...leadToOpp, details: { ...leadToOpp.details, ...details } });

describe('how far leads get', () => {
  const scene = leadFunnel(leadToOpp, frameOf(672), en);
  const bars = marksOf(scene, 'rect').filter(({ point, stroke }) => point !== undefined && stroke === undefined);
  const parts = marksOf(scene, 'rect').filter(({ point, stroke }) => point !== undefined && stroke !== undefined);

  it('has a bar from zero for every step, as long as its share of all received: 800, 640, 400, 200, 180', () => {
    expect(new Set(bars.map(({ x }) => x)).size).toBe(1);
    const whole = bars[0]?.width ?? 0;
    expect(bars.map(({ width }) => width / whole)).toEqual([1, 0.8, 0.5, 0.25, 0.225].map((share) => expect.closeTo(share, 3) as number));
  });
  it('names the denominator, and the days each lead was followed', () => expect(wordsOf(scene).join(' ')).toContain('100% = 800 received, each followed for 30 days'));
  it('writes the share of the step before and of all: 400 of 640 is 63%, of 800 50%', () => {
    expect(scene.table.rows).toEqual([
      ['Received', '800', '–', '100.0'], ['Worked', '640', '80.0', '80.0'],
      ['Worked only later', '40', '–', '5.0'], ['Not worked, still open', '100', '–', '12.5'], ['Given up untouched', '20', '–', '2.5'], ['Reached', '400', '62.5', '50.0'], ['Qualified', '200', '50.0', '25.0'], ['Opportunity', '180', '90.0', '22.5'],
    ]);
    expect(scene.table.raw[5]).toEqual(['Reached', 400, 0.625, 0.5]);
    expect(wordsOf(scene)).toEqual(expect.arrayContaining(['63%', '50%', '23%']));
  });
  it('splits off those nobody worked: 40 only later, 100 still open (hatched), 20 given up, from the end of the worked ones to the end of all', () => {
    const whole = bars[0]?.width ?? 1;
    expect(parts.map(({ width, hatch }) => [width / whole, hatch === true])).toEqual([[0.05, false], [0.125, true], [0.025, false]].map(([share, isHatched]) => [expect.closeTo(share as number, 3) as number, isHatched]));
    const ends = [bars[1], ...parts].map((bar) => (bar?.x ?? 0) + (bar?.width ?? 0));
    parts.forEach(({ x }, i) => expect(x).toBeCloseTo(ends[i] as number, 1));
    expect(ends.at(-1)).toBeCloseTo((bars[0]?.x ?? 0) + whole, 1);
    expect(wordsOf(scene)).toEqual(expect.arrayContaining(['160 not worked, 20%', '40 worked only later', '100 still open', '20 given up untouched']));
    expect(wordsOf(leadFunnel(leadToOpp, frameOf(672, 'de'), messagesFor('de')))).toEqual(expect.arrayContaining(['40 erst später bearbeitet', '100 noch offen', '20 unbearbeitet aufgegeben']));
    expect(scene.points[1]?.rows).toEqual(expect.arrayContaining([{ label: 'Worked only later', value: '40' }, { label: 'Not worked, still open', value: '100' }, { label: 'Given up untouched', value: '20' }]));
  });
  it('leaves out of them what there is none of', () => {
    const open = leadFunnel(withDetails({ unworked: { slow: 0, open: 160, gone: 0 } }), frameOf(672), en);
    expect(marksOf(open, 'rect').filter(({ point, stroke }) => point !== undefined && stroke !== undefined)).toHaveLength(1);
    expect(wordsOf(open).join(' ')).not.toContain('only later');
  });
  it('says what is to be said before lead quality is blamed, where the note says they are too many', () => {
    expect(wordsOf(scene).join(' ')).toContain('Before blaming lead quality: 25% were never worked.');
    expect(wordsOf(leadFunnel({ ...leadToOpp, caveats: [] }, frameOf(672), en)).join(' ')).not.toContain('Before blaming');
    expect(wordsOf(leadFunnel(leadToOpp, frameOf(672, 'de'), messagesFor('de'))).join(' ')).toContain('Vor Kritik an der Lead-Qualität: 25');
  });
  it('tells the overdue ones by their own denominator in the reading', () =>
    expect(scene.points[1]?.rows.at(-1)).toEqual({ label: 'Overdue, never touched', value: '210 of 840' }));
  it('marks the goal across the qualified ones: 30% of 800 is 240 of a bar that stands for 200', () => {
    const goal = marksOf(scene, 'rule').find(({ stroke }) => stroke.dash === 'target');
    expect(((goal?.x1 ?? 0) - (bars[3]?.x ?? 0)) / (bars[3]?.width ?? 1)).toBeCloseTo(1.2, 2);
  });
  it('leaves out steps that the data does not tell, and takes the shares from those it does', () => {
    const thin = leadFunnel(leadToOppThin, frameOf(672), en);
    expect(thin.table.raw).toEqual([['Received', 11, null, 1], ['Qualified', 4, 4 / 11, 4 / 11]]);
    expect(marksOf(thin, 'rect').some(({ hatch }) => hatch)).toBe(false);
    expect(JSON.stringify(thin.marks)).not.toContain('"accent');
  });
  it('is no 0% where a step before is empty', () => {
    const none = leadFunnel(withDetails({ funnel: { received: 20, worked: 0, reached: 0, qualified: 0, opportunity: 0 }, unworkedShare: 1, unworked: null }), frameOf(300), en);
    expect(none.table.raw.map((row) => row[2])).toEqual([null, 0, null, null, null]);
  });
  it('says so when no lead is old enough', () => {
    const none = leadFunnel(withDetails({ funnel: { received: 0, worked: 0, reached: 0, qualified: 0, opportunity: 0 } }), frameOf(300), en);
    expect([none.points.length, none.summary]).toEqual([0, 'No lead of this period is old enough to tell.']);
  });
});

describe('why leads were disqualified', () => {
  const scene = leadReasons(leadToOpp, frameOf(672), en) as Scene;
  it('has the reasons with their share of all received, the one nobody noted too', () => {
    expect(scene.table.rows).toEqual([['No budget', '120', '15.0'], ['Bought from a competitor in the meantime', '40', '5.0'], ['(not set)', '20', '2.5']]);
    const widths = marksOf(scene, 'rect').map(({ width }) => width);
    expect(widths.map((width) => width / (widths[0] ?? 1))).toEqual([1, 1 / 3, 1 / 6].map((share) => expect.closeTo(share, 2) as number));
    expect(scene.summary).toBe('180 leads were disqualified, most often: No budget.');
  });
  it('is nothing where nobody was, or nothing is known', () => {
    expect(leadReasons(withDetails({ disqualified: [] }), frameOf(672), en)).toBeNull();
    expect(leadReasons(leadToOppThin, frameOf(672), en)).toBeNull();
  });
});

describe('source against rep', () => {
  const sources = leadGroups(leadToOpp, 'source', frameOf(672), en) as Scene;
  const owners = leadGroups(leadToOpp, 'owner', frameOf(672), en) as Scene;

  it('says first whose the differences are, once', () => {
    expect(wordsOf(sources)[0]).toBe('Of what differs, the source makes 70%, the rep 30%');
    expect(wordsOf(owners).join(' ')).not.toContain('Of what differs');
    expect(sources.summary).toBe('Of what differs, the source makes 70%, the rep 30%. Above what is expected: Referral from existing customers. Below what is expected: Trade fair.');
  });
  it('says so where neither differs by more than chance', () =>
    expect(wordsOf(leadGroups(withDetails({ between: { source: null, owner: null } }), 'source', frameOf(672), en) as Scene)[0]).toBe('Neither sources nor reps differ by more than chance'));
  it('puts the line on the reps where there is one source only', () => {
    const alone = withDetails({ sources: leadToOpp.details.sources.slice(0, 1) });
    expect(leadGroups(alone, 'source', frameOf(672), en)).toBeNull();
    expect(wordsOf(leadGroups(alone, 'owner', frameOf(672), en) as Scene)[0]).toBe('Of what differs, the source makes 70%, the rep 30%');
  });
  it('puts the best rate first, and last without a verdict who has too few leads or is not set', () => {
    expect(sources.points.map(({ key }) => key)).toEqual([['Referral from existing customers'], ['Web'], ['Trade fair'], ['Cold call'], [null]]);
    expect(sources.points.slice(3).map(({ sentence }) => sentence)).toEqual(['Cold call: 25% of 8 leads qualified, not compared.', '(not set): 16.7% of 12 leads qualified, not compared.']);
    expect(wordsOf(sources)).toEqual(expect.arrayContaining(['n = 8', 'n = 12']));
  });
  it('names above or below only where the comparison does', () => {
    expect(wordsOf(sources).filter((text) => text === 'above expected' || text === 'below expected')).toEqual(['above expected', 'below expected']);
    expect(marksOf(sources, 'dot').filter(({ fill, point }) => fill === 'accent' && point !== undefined).map(({ key }) => key?.[0])).toEqual(['Referral from existing customers', 'Trade fair']);
  });
  it('has the expected rate as a tick inside its range of chance: 60 of 240 is 25%, between 20% and 30%', () => {
    const tick = marksOf(sources, 'rule').find(({ key }) => key?.[0] === 'Trade fair')?.x1 ?? 0;
    const chance = marksOf(sources, 'rect').find(({ key }) => key?.[0] === 'Trade fair');
    expect(tick).toBeCloseTo((chance?.x ?? 0) + (chance?.width ?? 0) / 2, 1);
    const dot = marksOf(sources, 'dot').find(({ key }) => key?.[0] === 'Trade fair')?.x ?? 0;
    // 15% lies as far below 20% as the chance reaches from 20% to 25%.
    expect((chance?.x ?? 0) - dot).toBeCloseTo((chance?.width ?? 0) / 2, 1);
  });
  it('draws both axes on one scale, in one place', () => {
    const widthOf = (scene: Scene, id: string): number => marksOf(scene, 'rect').find(({ key }) => key?.[0] === id)?.width ?? 0;
    expect([sources.plot.x, sources.plot.width]).toEqual([owners.plot.x, owners.plot.width]);
    // Ranges of chance of 10 and of 9 points.
    expect(widthOf(sources, 'Trade fair') / 10).toBeCloseTo(widthOf(owners, 'Demir') / 9, 2);
  });
  it('writes its raw rows with both intervals', () =>
    expect(sources.table.raw[2]).toEqual(['Trade fair', 240, 36, 0.15, 0.09, expect.closeTo(0.21, 12), 0.25, 0.2, 0.3, 'below']));
  it('is grey where the whole must not be relied on', () => {
    const loose = leadGroups({ ...leadToOpp, reliability: 'unreliable' }, 'source', frameOf(672), en) as Scene;
    expect(marksOf(loose, 'dot').some(({ fill, point }) => fill === 'accent' && point !== undefined)).toBe(false);
  });
});
