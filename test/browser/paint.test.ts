import { expect, fixture, html } from '@open-wc/testing';
import { render } from 'lit';
import { cycleCurve } from '../../src/charts/cycle-curve.js';
import { pipelineFunnel } from '../../src/charts/pipeline-funnel.js';
import { sparkline } from '../../src/charts/sparkline.js';
import { textWidth } from '../../src/charts/text-width.js';
import { unitEconomics } from '../../src/charts/unit-economics.js';
import { messagesFor } from '../../src/i18n/all-messages.js';
import type { Mark, Scene } from '../../src/model/scene.js';
import { painters } from '../../src/paint/marks/registry.js';
import { sceneSvg, type PaintState } from '../../src/paint/scene-svg.js';
import { sceneTable } from '../../src/paint/scene-table.js';
import { sceneToSvg } from '../../src/paint/scene-to-svg.js';
import { cac, closeRatioPartial, pipeline, salesCycle } from '../fixtures/results.js';

const frame = { width: 560, locale: 'en', dir: 'ltr', currency: 'EUR', measure: textWidth, selected: null } as const;
const en = messagesFor('en');
const funnel = pipelineFunnel(pipeline, frame, en);

const paint = async (scene: Scene, state: PaintState = {}): Promise<SVGSVGElement> => {
  const host = await fixture(html`<div></div>`);
  render(sceneSvg(scene, state), host as HTMLElement);
  return host.querySelector('svg') as SVGSVGElement;
};

const bare: Omit<Scene, 'marks'> = {
  width: 100, height: 50, points: [], plot: { x: 0, y: 0, width: 100, height: 50 }, summary: 'A picture.', table: { caption: 'c', columns: [], rows: [], raw: [] },
};
const one: { readonly [T in Mark['type']]: Extract<Mark, { type: T }> } = {
  rect: { type: 'rect', x: 1, y: 2, width: 30, height: 10, fill: 'accent', hatch: true },
  line: { type: 'line', points: [[0, 0], [10, 5], null, [20, 5], [30, 0]], stroke: { ink: 'accent', width: 2 }, curve: 'step-after' },
  area: { type: 'area', points: [[0, 20, 10], [10, 20, 5]], fill: 'accent-weak' },
  text: { type: 'text', x: 5, y: 10, text: 'What moved it, Q2', anchor: 'start', ink: 'ink-1', size: 'small', halo: 'surface', runs: [{ text: 'What moved it', strong: true }, { text: ', Q2' }] },
  rule: { type: 'rule', x1: 0, y1: 10, x2: 50, y2: 10, stroke: { ink: 'grid', width: 1, dash: 'target' } },
  dot: { type: 'dot', x: 5, y: 5, r: 3, fill: 'surface', stroke: { ink: 'accent', width: 1.4 } },
  whisker: { type: 'whisker', x1: 5, y1: 10, x2: 25, y2: 10, cap: 8, stroke: { ink: 'ink-1', width: 1.5 } },
  arrow: { type: 'arrow', x1: 0, y1: 5, x2: 20, y2: 5, stroke: { ink: 'accent', width: 1.5 } },
  diamond: { type: 'diamond', x: 10, y: 10, r: 4, fill: 'ink-1' },
};

describe('sceneSvg(scene)', () => {
  it('paints every kind of mark as shapes in token colours, without a style attribute', async () => {
    expect(Object.keys(painters).sort()).to.deep.equal(Object.keys(one).sort());
    const svg = await paint({ ...bare, marks: Object.values(one) });
    expect(svg.querySelectorAll('[style]').length).to.equal(0);
    expect(svg.querySelectorAll('rect, path, line, circle, text').length).to.be.at.least(9);
    const colours = [...svg.querySelectorAll('[fill],[stroke]')].flatMap((shape) => [shape.getAttribute('fill'), shape.getAttribute('stroke')]).filter((colour) => colour !== null);
    expect(colours.every((colour) => colour === 'none' || /^var\(--kpi-[a-z0-9-]+\)$/u.test(colour))).to.equal(true);
  });

  it('lifts the pen at a missing point and steps after each value', async () => {
    const svg = await paint({ ...bare, marks: [one.line] });
    expect(svg.querySelector('path')?.getAttribute('d')).to.equal('M0,0L10,0L10,5M20,5L30,5L30,0');
  });

  it('closes an area along its lower edge', async () => {
    const svg = await paint({ ...bare, marks: [{ ...one.area, curve: 'step-after' }] });
    expect(svg.querySelector('path')?.getAttribute('d')).to.equal('M0,10L10,10L10,5L10,20L10,20L0,20Z');
  });

  it('sets the caps of a whisker across its line', async () => {
    const svg = await paint({ ...bare, marks: [one.whisker] });
    expect(svg.querySelector('path')?.getAttribute('d')).to.equal('M5 10L25 10M5 6L5 14M25 6L25 14');
  });

  it('is one image named by its summary', async () => {
    const svg = await paint(funnel);
    expect(svg.getAttribute('role')).to.equal('img');
    expect(svg.getAttribute('aria-label')).to.equal(funnel.summary);
    await expect(svg.parentElement).to.be.accessible();
  });

  it('shows the same text that the scene holds, spaces between parts kept', async () => {
    const svg = await paint({ ...bare, marks: [one.text] });
    expect(svg.querySelector('text')?.textContent).to.equal('What moved it, Q2');
    expect([...svg.querySelectorAll('tspan')].map((part) => part.getAttribute('font-weight'))).to.deep.equal(['550', '400']);
  });

  it('resolves tokens to colours and follows them', async () => {
    const svg = await paint({ ...bare, marks: [one.diamond] });
    const shape = svg.querySelector('path') as SVGPathElement;
    (svg.parentElement as HTMLElement).style.setProperty('--kpi-ink-1', 'rgb(1, 2, 3)');
    expect(getComputedStyle(shape).fill).to.equal('rgb(1, 2, 3)');
  });

  it('dims the marks outside a selection, but never text', async () => {
    const svg = await paint(funnel, { selected: [['Demo']] });
    const dimmed = [...svg.querySelectorAll('.dimmed')];
    expect(dimmed.length).to.be.at.least(8);
    expect(dimmed.every((group) => group.getAttribute('opacity') === '0.3')).to.equal(true);
    expect(svg.querySelectorAll('.dimmed text').length).to.equal(0);
    expect((await paint(funnel, { selected: [] })).querySelectorAll('.dimmed').length).to.equal(0);
  });

  it('rings the active point: a circle with a crosshair, or the box of a row', async () => {
    const curve = cycleCurve(salesCycle, frame, en);
    const ring = (await paint(curve, { active: 3, focused: true })).querySelector('.active') as SVGGElement;
    expect(ring.querySelector('circle')?.getAttribute('r')).to.equal('9.5');
    expect(ring.querySelector('path')?.getAttribute('d')).to.contain(`V${curve.plot.y + curve.plot.height}`);
    expect((await paint(curve, { focused: true })).querySelector('.focus-ring')?.getAttribute('stroke-width')).to.equal('2');
    const box = (await paint(funnel, { active: 1 })).querySelector('.active rect');
    expect(Number(box?.getAttribute('width'))).to.equal((funnel.points[1]?.box?.width ?? 0) + 6);
  });

  it('keeps hostile names as text: no element, no request, no script', async () => {
    const names = ['<script>window.hit = 1</script>', '"><img src=/hit onerror="window.hit = 1">', '</text><foreignObject><iframe src=javascript:hit()>', '&lt;b&gt;'];
    for (const name of names) {
      const stages = pipeline.details.stages.map((stage) => ({ ...stage, stage: name }));
      const scene = pipelineFunnel({ ...pipeline, details: { ...pipeline.details, stages, cohort: null } }, { ...frame, width: 800 }, en);
      const svg = await paint(scene);
      expect(svg.querySelectorAll('script, img, foreignObject, iframe, b').length).to.equal(0);
      expect(svg.textContent).to.contain(name.slice(0, 8));
    }
    expect((window as { hit?: number }).hit).to.equal(undefined);
  });
});

describe('sceneTable(scene)', () => {
  it('is a table with a caption, headers and one cell per number', async () => {
    const host = await fixture(html`<div></div>`);
    render(sceneTable(funnel, 1), host as HTMLElement);
    expect(host.querySelector('caption')?.textContent).to.equal('Pipeline by stage');
    expect([...host.querySelectorAll('tbody tr')].map((row) => row.children.length)).to.deep.equal(new Array(5).fill(9));
    expect(host.querySelector('tr.active')?.textContent).to.contain('Demo');
    expect(host.querySelectorAll('tbody th[scope=row]').length).to.equal(5);
    await expect(host).to.be.accessible();
  });
});

describe('sceneToSvg(scenes) writes a file of its own', () => {
  const fileOf = async (scenes: readonly Scene[], lang = 'en'): Promise<{ text: string; file: Document }> => {
    const host = await fixture<HTMLElement>(html`<div lang=${lang}></div>`);
    host.style.setProperty('--kpi-accent', 'light-dark(#2858cd, #84a9f7)');
    host.style.setProperty('--kpi-surface', '#ffffff');
    const text = sceneToSvg(scenes, { tokensFrom: host });
    return { text, file: new DOMParser().parseFromString(text, 'image/svg+xml') };
  };

  it('that is well-formed, sized, and has its colours in it', async () => {
    const { text, file } = await fileOf([funnel, sparkline(closeRatioPartial, frame, en), unitEconomics(cac, frame, en) as Scene]);
    expect(file.querySelector('parsererror')).to.equal(null);
    expect(text).not.to.contain('var(');
    expect(text).not.to.contain('<!--');
    expect(text).to.contain('#2858cd');
    expect(file.documentElement.getAttribute('width')).to.equal('592');
    expect(file.querySelectorAll('svg > svg').length).to.equal(3);
    expect(file.querySelector('title')?.textContent).to.contain(funnel.summary);
  });

  it('in which no text of the data becomes markup or breaks the file', async () => {
    const nasty = ['</title><script>alert(1)</script>', 'a\u0000b\u0008c', '\ud800 lone', ']]>', '&amp; & <', '\uffff'];
    const stages = nasty.map((stage) => ({ ...pipeline.details.stages[0], stage } as typeof pipeline.details.stages[0]));
    const { file } = await fileOf([pipelineFunnel({ ...pipeline, details: { ...pipeline.details, stages, cohort: null } }, { ...frame, width: 800 }, en)]);
    expect(file.querySelector('parsererror')).to.equal(null);
    expect(file.querySelectorAll('script').length).to.equal(0);
    expect(file.documentElement.textContent).to.contain('&amp; & <');
    expect(file.documentElement.textContent).to.contain('\ufffd lone');
  });

  it('that a browser draws', async () => {
    const { text } = await fileOf([cycleCurve(salesCycle, frame, en)]);
    const image = new Image();
    image.src = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }));
    await image.decode();
    expect(image.naturalWidth).to.equal(592);
  });
});
