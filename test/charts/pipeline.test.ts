import { describe, expect, it } from 'vitest';
import { pipelineFunnel } from '../../src/charts/pipeline-funnel.js';
import { pipelineMultiples } from '../../src/charts/pipeline-multiples.js';
import { pipelineWaterfall } from '../../src/charts/pipeline-waterfall.js';
import { messagesFor } from '../../src/i18n/all-messages.js';
import type { Scene } from '../../src/model/scene.js';
import { pipeline, pipelineBySegment, pipelinePlain, pipelineZero } from '../fixtures/results.js';
import { frameOf, marksOf, textsOf } from './scene-checks.js';

const en = messagesFor('en');
const texts = (scene: Scene): readonly string[] => textsOf(scene).map(({ text }) => text);

describe('the funnel', () => {
  const scene = pipelineFunnel(pipeline, frameOf(672), en);
  const bars = marksOf(scene, 'rect').filter(({ height }) => height === 12);
  const column = (index: number): readonly number[] => {
    const starts = [...new Set(bars.map(({ x }) => x))].sort((a, b) => a - b);
    return bars.filter(({ x }) => x === starts[index]).map(({ width }) => width);
  };

  it('starts every bar of a column at one zero and keeps their proportions', () => {
    expect(new Set(bars.map(({ x }) => x)).size).toBe(3);
    const counts = column(0);
    [58, 41, 27, 14, 6].forEach((n, i) => expect((counts[i] ?? 0) / (counts[0] ?? 1)).toBeCloseTo(n / 58, 2));
    const cohort = column(2);
    [416, 271, 187, 132, 112, 101].forEach((n, i) => expect((cohort[i] ?? 0) / (cohort[0] ?? 1)).toBeCloseTo(n / 416, 2));
  });
  it('draws the expected part within the value', () => {
    const values = column(1);
    [[76, 9], [69, 16.5], [72, 30.5], [45, 28.5], [22, 18.5]].forEach(([value, expected], i) => {
      expect((values[2 * i] ?? 0) / (values[0] ?? 1)).toBeCloseTo((value as number) / 76, 2);
      expect((values[2 * i + 1] ?? 0) / (values[2 * i] ?? 1)).toBeCloseTo((expected as number) / (value as number), 2);
    });
  });
  it('writes the denominator out, the share of the previous stage between rows and the share of all at their end', () => {
    expect(texts(scene)).toContain('100% = 416 engaged, Jul–Dec 2024');
    expect(texts(scene).filter((text) => /^\d+%$/u.test(text))).toEqual(['65%', '69%', '71%', '85%', '90%', '100%', '65%', '45%', '32%', '27%']);
    expect(texts(scene)).toContain('24.3%');
  });
  it('names the stage where most are lost, of all losses, and writes the share that goes on from there in bold', () => {
    // 128 + 71 + 46 + 14 + 6 = 265 lost.
    const sentence = 'Most are lost at Qualified: 128 of 265.';
    expect(texts(scene)).toContain(sentence);
    expect(scene.summary).toContain(sentence);
    expect(textsOf(scene).filter(({ strong, text, anchor }) => strong === true && anchor === 'end' && /^\d+%$/u.test(text)).map(({ text }) => text)).toEqual(['65%']);
    expect(texts(pipelineFunnel(pipeline, frameOf(268), en)).join(' ')).toContain(sentence);
    expect(texts(pipelineFunnel(pipeline, frameOf(672), messagesFor('de')))).toContain('Die meisten gehen bei Qualified verloren: 128 von 265.');
  });
  it('names no such stage with under ten losses, with two that are first, or of figures not to be relied on', () => {
    const { cohort } = pipeline.details;
    if (cohort === null) throw new Error('the fixture follows a cohort');
    const of = (...lost: readonly number[]): Scene => pipelineFunnel({
      ...pipeline, details: { ...pipeline.details, cohort: { ...cohort, stages: cohort.stages.map((stage, i) => ({ ...stage, lostHere: lost[i] ?? 0 })) } },
    }, frameOf(672), en);
    expect(of(5, 4).summary).not.toContain('Most are lost');
    expect(of(6, 4).summary).toContain('Most are lost at Qualified: 6 of 10.');
    expect(of(5, 5, 3).summary).not.toContain('Most are lost');
    expect(of(0, 3, 9).summary).toContain('Most are lost at Proposal: 9 of 12.');
    expect(pipelineFunnel({ ...pipeline, reliability: 'unreliable' }, frameOf(672), en).summary).not.toContain('Most are lost');
  });
  it('says what is open and what became of the cohort', () => {
    expect(scene.points[1]?.sentence).toBe(
      'Demo: 41 open deals, worth 69,000 euros, expected 16,500 euros, median age 21\u00a0days. 271 of 416 got here, 65 percent, 65 percent of the previous stage.');
    expect(scene.points.at(-1)?.sentence).toBe('101 of 416 won, 24.3 percent.');
    expect(scene.summary).toBe('146 open deals in 5 stages, worth 284,000 euros. 416 engaged in Jul–Dec 2024: 101 won, 24.3 percent. Most are lost at Qualified: 128 of 265.');
  });
  it('cuts no figure of what was won: where the period does not fit, the value stands alone', () => {
    for (let width = 400; width <= 700; width += 10) {
      for (const locale of ['en', 'de'] as const) {
        expect(texts(pipelineFunnel(pipeline, frameOf(width, locale), messagesFor(locale))).filter((text) => /\d.*…/u.test(text)), `${width} ${locale}`).toEqual([]);
      }
    }
  });
  it('has the same numbers in its table', () => {
    expect(scene.table.columns.map(({ label }) => label)).toEqual([
      'Stage', 'Open deals', 'Value, €k', 'Expected, €k', 'Median age, days', 'Reached', '% of previous', '% of all', 'Lost here']);
    expect(scene.table.rows[1]).toEqual(['Demo', '41', '69', '17', '21', '271', '65.1', '65.1', '71']);
    expect(scene.table.raw[1]).toEqual(['Demo', 41, 69_000, 16_500, 21, 271, 271 / 416, 271 / 416, 71]);
  });
  it('shows the share that goes on at the row in narrow places, and of what', () => {
    const narrow = texts(pipelineFunnel(pipeline, frameOf(267, 'de'), messagesFor('de')));
    expect(narrow).toContain('weiter');
    expect(narrow.filter((text) => /^\d+\u202f%$/u.test(text))).toEqual(['65\u202f%', '69\u202f%', '71\u202f%', '85\u202f%', '90\u202f%']);
    expect(narrow.join(' ')).toContain('416 Deals, Juli–Dez. 2024');
  });
  it('shows of a plain list what it has, and a missing value as a dash, never as 0', () => {
    const plain = pipelineFunnel(pipelinePlain, frameOf(672, 'de'), messagesFor('de'));
    expect(plain.table.columns.map(({ label }) => label)).toEqual(['Phase', 'Offene Deals', 'Wert, Tsd.\u00a0€', 'Medianalter, Tage']);
    expect(plain.table.rows[2]).toEqual(['(keine Phase)', '3', '–', '–']);
    expect(plain.table.raw[2]).toEqual(['(keine Phase)', 3, null, null]);
    expect(texts(plain)).not.toContain('davon erwartet');
    expect(plain.points[2]?.key).toEqual([null]);
  });
  it('sets a long name on two lines and keeps it whole in a title', () => {
    const long = textsOf(pipelineFunnel(pipelinePlain, frameOf(267), en)).filter(({ title }) => title !== undefined);
    expect(long[0]?.title).toBe('Erstgespräch mit der Geschäftsführung vereinbart');
  });
  it('says that no deal is open', () => expect(texts(pipelineFunnel(pipelineZero, frameOf(300), en))).toEqual(['No open deals']));
  it('leaves stages beyond fourteen to the table, and says so', () => {
    const stages = Array.from({ length: 40 }, (_, i) => ({ ...pipeline.details.stages[0], stage: `Stage ${i}` } as typeof pipeline.details.stages[0]));
    const many = pipelineFunnel({ ...pipeline, details: { ...pipeline.details, stages, cohort: null } }, frameOf(560), en);
    expect([many.table.rows.length, texts(many).includes('and 26 more in the table')]).toEqual([40, true]);
  });
});

describe('the waterfall', () => {
  const scene = pipelineWaterfall(pipeline, frameOf(672), en) as Scene;
  const bars = marksOf(scene, 'rect');

  it('leads from the start to the end: each bar begins where the one before it ends', () => {
    const perThousand = (bars[0]?.height ?? 0) / 261;
    const sizes = [261, 296, 5, 82, 192, 4, 284];
    bars.forEach((bar, i) => expect(bar.height).toBeCloseTo(Math.max(2, (sizes[i] ?? 0) * perThousand), 1));
    const links = marksOf(scene, 'rule').filter(({ stroke, y1, y2 }) => stroke.ink === 'axis' && y1 === y2).slice(0, 6);
    expect(links.map(({ y1 }) => Math.round(((bars[0]?.y ?? 0) + (bars[0]?.height ?? 0) - y1) / perThousand))).toEqual([261, 557, 562, 480, 288, 284]);
  });
  it('stands both stocks on the ground', () => {
    const base = (bar: typeof bars[0] | undefined): number => (bar?.y ?? 0) + (bar?.height ?? 0);
    expect(base(bars[0])).toBeCloseTo(base(bars[6]), 1);
  });
  it('colours stocks full, gains mid, losses grey', () => {
    expect(bars.map(({ fill }) => fill)).toEqual(['accent', 'accent-mid', 'accent-mid', 'neutral', 'neutral', 'neutral', 'accent']);
  });
  it('writes the target’s value at its line and how much is short', () => {
    expect(texts(scene)).toEqual(expect.arrayContaining(['Target 320', '36 short', '+296', '−192', '138 deals', '−143']));
  });
  it('has amounts that add up in its table', () => {
    const raw = scene.table.raw.map((row) => row[1] as number);
    expect(raw.slice(0, -1).reduce((sum, amount) => sum + amount, 0)).toBe(raw.at(-1));
    const counts = scene.table.raw.map((row) => row[2] as number);
    expect(counts.slice(0, -1).reduce((sum, count) => sum + count, 0)).toBe(counts.at(-1));
  });
  it('leaves out steps in which nothing happened, but always tells created, won and lost', () => {
    const zero = pipelineWaterfall(pipelineZero, frameOf(672), en) as Scene;
    expect(zero.points.map(({ title }) => title)).toEqual(['1 April', 'created', 'won', 'lost', '1 July']);
  });
  it('counts deals where amounts are not known', () => {
    const { flow } = pipeline.details;
    const counted = Object.fromEntries(Object.entries(flow ?? {}).map(([key, entry]) => [key, { n: entry.n, value: null }])) as unknown as typeof flow;
    const scene2 = pipelineWaterfall({ ...pipeline, details: { ...pipeline.details, flow: counted } }, frameOf(672), en) as Scene;
    expect(scene2.table.raw.map((row) => row.at(-1))).toEqual([138, 212, 3, -64, -143, 146]);
    expect(texts(scene2)).toEqual(expect.arrayContaining(['138', '+212', '−143', '146']));
  });
  it('counts deals where no open deal has an amount, as the figure does, though what was won has one', () => {
    const { flow } = pipeline.details;
    if (flow === null) throw new Error('the fixture has a flow');
    const scene2 = pipelineWaterfall({
      ...pipeline, value: null,
      details: { ...pipeline.details, flow: { ...flow, start: { ...flow.start, value: 0 }, end: { ...flow.end, value: 0 }, amountChange: { n: 7, value: -4000 } } },
    }, frameOf(672), en) as Scene;
    expect(scene2.table.raw.map((row) => row.at(-1))).toEqual([138, 212, 3, -64, -143, 146]);
    expect(texts(scene2)).toEqual(expect.arrayContaining(['138', '+212', '−64', '146']));
  });
  it('is nothing without a known flow', () => expect(pipelineWaterfall(pipelinePlain, frameOf(560), en)).toBeNull());
});

describe('nothing to show', () => {
  const nothing = { start: { n: 0, value: 0 }, created: { n: 0, value: 0 }, reopened: { n: 0, value: 0 }, won: { n: 0, value: 0 }, lost: { n: 0, value: 0 }, amountChange: { n: 0, value: 0 }, moved: { n: 0, value: 0 }, end: { n: 0, value: 0 } };
  const empty = {
    ...pipelineZero,
    details: { ...pipelineZero.details, flow: nothing, cohort: { ...pipeline.details.cohort, n: 0, won: 0, stages: pipeline.details.cohort?.stages.map((stage) => ({ ...stage, reached: 0, ofPrevious: null, ofFirst: null })) } as typeof pipeline.details.cohort },
  };
  it('of a cohort without a deal: no stage, no bar, one sentence', () => {
    for (const width of [267, 672]) {
      const scene = pipelineFunnel(empty, frameOf(width), en);
      expect(texts(scene)).toEqual(['No open deals']);
      expect([marksOf(scene, 'rect').length, scene.points.length, scene.table.rows.length]).toEqual([0, 0, 0]);
    }
  });
  it('of a pipeline in which nothing lay and nothing moved: no waterfall', () => expect(pipelineWaterfall(empty, frameOf(672), en)).toBeNull());
});

describe('the small funnels', () => {
  const scene = pipelineMultiples(pipelineBySegment, frameOf(672), en) as Scene;
  const barsOf = (name: string) => marksOf(scene, 'rect').filter(({ key, fill }) => key?.[0] === name && fill !== 'accent' && fill !== 'neutral');

  it('share one scale of money across segments and stages', () => {
    const perThousand = (barsOf('Mittelstand')[0]?.width ?? 0) / 32;
    expect(barsOf('Mittelstand').map(({ width }) => width / perThousand)).toEqual([32, 29, 30, 19, 10].map((k) => expect.closeTo(k, 1) as number));
    expect(barsOf('Enterprise').map(({ width }) => width / perThousand)).toEqual([28, 26, 28, 16, 6].map((k) => expect.closeTo(k, 1) as number));
    expect(barsOf('Partner').map(({ width }) => width / perThousand)).toEqual([44, 16].map((k) => expect.closeTo(k, 1) as number));
  });
  it('name the stages once, each segment with its value, its deals, and how far a cohort got', () => {
    const words = texts(scene);
    expect(words.filter((text) => text === 'Qualified').length).toBe(1);
    expect(words).toEqual(expect.arrayContaining(['Mittelstand', '€120k · 60 deals', '25% of 240 won', 'Enterprise', '€104k · 56 deals', '24% of 170 won']));
  });
  it('leave out a segment without a deal, in the picture and in the table', () => {
    expect(scene.points.map(({ title, key }) => [title, key])).toEqual([['Mittelstand', ['Mittelstand']], ['Enterprise', ['Enterprise']], ['Partner', ['Partner']]]);
    expect(scene.table.rows.map(([name]) => name)).toEqual(['Mittelstand', 'Enterprise', 'Partner']);
    expect(pipelineMultiples({ ...pipelineBySegment, segments: pipelineBySegment.segments.slice(3) }, frameOf(672), en)).toBeNull();
  });
  it('have the numbers of the bars in the table', () => {
    expect(scene.table.columns.map(({ label }) => label)).toEqual(['Segment', 'Open deals', 'Value, €k', 'Expected, €k', 'Qualified', 'Demo', 'Proposal', 'Negotiation', 'Contract', '% won']);
    expect(scene.table.rows[2]).toEqual(['Partner', '30', '60', '24', '44', '16', '0', '0', '0', '16.7']);
    expect(scene.table.raw[1]).toEqual(['Enterprise', 56, 104_000, 41_600, 28_000, 26_000, 28_000, 16_000, 6_000, 40 / 170]);
  });
  it('count deals where no amount is known', () => {
    const segments = pipelineBySegment.segments.map((segment) => ({ ...segment, value: null, details: segment.details && { ...segment.details, value: null, weighted: null, stages: segment.details.stages.map((stage) => ({ ...stage, value: null, weighted: null })) } }));
    const counted = pipelineMultiples({ ...pipelineBySegment, segments }, frameOf(672), en) as Scene;
    expect(texts(counted)).toEqual(expect.arrayContaining(['60 deals', '12', '11']));
    expect(texts(counted).join(' ')).not.toMatch(/€/u);
  });
  it('say which segment holds most', () => expect(scene.summary).toBe('Mittelstand holds most of the pipeline, 42 percent.'));
});
