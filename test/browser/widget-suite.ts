import { aTimeout, expect, fixtureCleanup } from '@open-wc/testing';
import { emulateMedia, sendKeys } from '@web/test-runner-commands';
import '../../src/elements/sales-data/define.js';
import type { KpiWidget } from '../../src/elements/kpi-widget.js';
import type { KpiSelectEvent } from '../../src/events/kpi-select.js';
import type { LoadInputs } from '../../src/model/input.js';
import { pause, takePageErrors, until } from './page-errors.js';
import { smallCompany } from './small-company.js';

export interface WidgetCase {
  readonly tag: string;
  readonly widget: (CustomElementConstructor & { define(tag?: string): void });
  readonly attributes?: Readonly<Record<string, string>>;
  /** Text of the heading in both languages. */
  readonly heading: { readonly en: string; readonly de: string };
  /** Table and column that must be named when nothing is there. */
  readonly needs: { readonly table: string; readonly column: string };
  /** What it shows is the same whatever is filtered; another period shows something else. */
  readonly ignoresFilter?: true;
  /** Least number of pictures at 800 px. */
  readonly pictures: number;
}

interface Given { readonly data?: LoadInputs | null; readonly width?: number; readonly attributes?: Readonly<Record<string, string>>; readonly lang?: string }

/** What every widget of the kit owes; each widget's own test calls this first. */
export const widgetSuite = (subject: WidgetCase): void => {
  const hosts: HTMLElement[] = [];

  const place = ({ width = 800, lang = 'en' }: Given = {}): HTMLElement => {
    const host = document.createElement('div');
    host.lang = lang;
    host.style.width = `${width}px`;
    document.body.append(host);
    hosts.push(host);
    return host;
  };
  const create = (given: Given = {}): KpiWidget => {
    const element = document.createElement(subject.tag) as KpiWidget;
    for (const [name, value] of Object.entries({ ...subject.attributes, ...given.attributes })) element.setAttribute(name, value);
    if (given.data !== null) element.data = given.data ?? smallCompany;
    return element;
  };
  const show = async (given: Given = {}): Promise<KpiWidget> => {
    const element = create(given);
    place(given).append(element);
    await element.updateComplete;
    return element;
  };
  const inside = (element: KpiWidget, selector: string): HTMLElement | null => element.renderRoot.querySelector<HTMLElement>(selector);
  const need = (element: KpiWidget, selector: string): HTMLElement => {
    const found = inside(element, selector);
    if (found === null) throw new Error(`<${subject.tag}> shows no ${selector}`);
    return found;
  };
  /** Nothing stands out of its frame; `slack` in pixels. */
  const expectNoOverflow = (element: KpiWidget, slack: number): void => {
    const base = need(element, '.base').getBoundingClientRect();
    for (const part of element.renderRoot.querySelectorAll('[part]:not([part=base]), svg text')) {
      const box = part.getBoundingClientRect();
      if (box.width === 0 || part.closest('dialog') !== null || part.closest('.table-scroll') !== null) continue;
      expect(box.right, `right end of "${part.textContent?.trim().slice(0, 40)}"`).to.be.at.most(base.right + slack);
      expect(box.left, `left end of "${part.textContent?.trim().slice(0, 40)}"`).to.be.at.least(base.left - slack);
    }
  };
  const textOf = (element: KpiWidget): string => (inside(element, '.base')?.textContent ?? '').replace(/\s+/gu, ' ');

  beforeEach(() => void takePageErrors());
  afterEach(async () => {
    for (const host of hosts.splice(0)) host.remove();
    fixtureCleanup();
    await aTimeout(0);
    expect(takePageErrors(), 'errors that reached the page').to.deep.equal([]);
  });

  describe('accessibility', () => {
    it('passes axe with its picture, light and dark', async () => {
      const element = await show();
      await expect(element).to.be.accessible();
      element.theme = 'dark';
      await element.updateComplete;
      await expect(element).to.be.accessible({ ignoredRules: ['color-contrast'] });
    });
    it('passes axe as a table, when data is missing and when loading failed', async () => {
      await expect(await show({ attributes: { view: 'table' } })).to.be.accessible();
      await expect(await show({ data: null })).to.be.accessible();
      await expect(await show({ data: null, attributes: { src: 'ftp://nowhere.example/x.csv' } })).to.be.accessible();
    });
    it('says itself in one sentence that names the figure', async () => {
      const element = await show();
      const sentence = need(element, '#spoken').textContent ?? '';
      expect(sentence).to.match(/\d/u);
      expect(sentence.endsWith('.')).to.equal(true);
    });
  });

  describe('states', () => {
    it('is loading until the figure is there, then ready', async () => {
      const element = create();
      place().append(element);
      await Promise.resolve();
      expect(element.matches(':state(loading)') || !element.hasUpdated).to.equal(true);
      await element.updateComplete;
      expect(element.matches(':state(ready)')).to.equal(true);
      expect(element.matches(':state(loading)')).to.equal(false);
      expect(need(element, '[part=value]').textContent).to.match(/\d/u);
    });
    it('without any data says which table and column it needs, and offers to choose a file', async () => {
      const element = await show({ data: null });
      expect(element.matches(':state(empty)')).to.equal(true);
      expect(textOf(element)).to.contain(subject.needs.table).and.to.contain(subject.needs.column);
      expect(need(element, 'input[type=file]').hidden).to.equal(true);
      expect(inside(element, '[part=value]'), 'no figure, above all no 0').to.equal(null);
    });
    it('with a table that lacks what it needs is not applicable and names it', async () => {
      const element = await show({ data: { leads: [{ id: 'L1', received_at: '2024-01-01' }] } });
      expect(element.matches(':state(not-applicable)')).to.equal(true);
      expect(textOf(element)).to.contain(subject.needs.table);
      expect(inside(element, '[part=value]')).to.equal(null);
    });
    it('shows an error with its place and a way to try again', async () => {
      const element = await show({ data: null, attributes: { src: '/no/such/file.csv' } });
      expect(element.matches(':state(error)')).to.equal(true);
      expect(need(element, '.error-bar').textContent).to.contain('file.csv').and.to.contain('404');
      expect(need(element, '.error-bar button').textContent?.trim()).to.equal('Retry');
    });
    it('keeps the last good picture when a later load fails', async () => {
      const element = await show();
      const before = need(element, '[part=value]').textContent;
      element.data = null;
      element.src = '/no/such/file.csv';
      await until('the error', () => element.matches(':state(error)'));
      await element.updateComplete;
      expect(need(element, '[part=value]').textContent).to.equal(before);
      expect(element.matches(':state(stale)')).to.equal(true);
      expect(need(element, '.badge').textContent).to.match(/\d\d:\d\d/u);
    });
    it('is not drawn while hidden, and is drawn once shown', async () => {
      const element = create();
      element.hidden = true;
      place().append(element);
      await element.updateComplete;
      expect(getComputedStyle(element).display).to.equal('none');
      element.hidden = false;
      await until('the picture', () => inside(element, '[part=value]') !== null);
      expect(await element.toSVG()).to.not.contain('NaN');
    });
    it('asked whether it is drawn, takes the room it has been shown in before the next frame tells of it', async () => {
      const element = create();
      element.hidden = true;
      place().append(element);
      await until('the answer', () => element.matches(':state(ready)'));
      await element.updateComplete;
      expect(inside(element, '[part=value]')).to.equal(null);
      element.hidden = false;
      await element.updateComplete;
      expect(inside(element, '[part=value]')).to.not.equal(null);
    });
  });

  describe('language, theme, size', () => {
    it('speaks the language around it, also when that changes', async () => {
      const element = await show();
      expect(need(element, '[part=heading]').textContent).to.contain(subject.heading.en);
      (element.parentElement as HTMLElement).lang = 'de';
      await until('German', () => (inside(element, '[part=heading]')?.textContent ?? '').includes(subject.heading.de));
      element.setAttribute('locale', 'en');
      await element.updateComplete;
      expect(need(element, '[part=heading]').textContent).to.contain(subject.heading.en);
    });
    it('takes the colour scheme of the page unless theme says otherwise', async () => {
      const element = await show();
      const base = need(element, '.base');
      expect(getComputedStyle(base).backgroundColor).to.equal('rgb(255, 255, 255)');
      element.theme = 'dark';
      await element.updateComplete;
      expect(getComputedStyle(base).backgroundColor).to.equal('rgb(21, 23, 28)');
    });
    it('takes tokens set on itself and on the page', async () => {
      const element = await show();
      const base = need(element, '.base');
      document.documentElement.style.setProperty('--kpi-surface', 'rgb(1, 2, 3)');
      expect(getComputedStyle(base).backgroundColor).to.equal('rgb(1, 2, 3)');
      element.style.setProperty('--kpi-surface', 'rgb(4, 5, 6)');
      expect(getComputedStyle(base).backgroundColor).to.equal('rgb(4, 5, 6)');
      document.documentElement.style.removeProperty('--kpi-surface');
    });
    for (const lang of ['en', 'de']) {
      for (const width of [150, 300, 480, 800]) {
        it(`overflows nowhere at ${width} px in ${lang}`, async () => {
          const element = await show({ width, lang });
          expect(element.scrollWidth).to.be.at.most(width);
          expectNoOverflow(element, 0.5);
        });
      }
    }
    it('overflows nowhere in a page at 200 %: it is laid out as in half the room', async () => {
      const element = create();
      const host = place({ width: 400 });
      host.style.setProperty('zoom', '2');
      host.append(element);
      await element.updateComplete;
      expect(need(element, '.base').getBoundingClientRect().width).to.be.closeTo(800, 2);
      expectNoOverflow(element, 1);
      const half = await show({ width: 400 });
      expect(await element.toSVG()).to.equal(await half.toSVG());
    });
    it('shows the value alone at 150 px and every picture at 800 px', async () => {
      const small = await show({ width: 150 });
      expect(small.renderRoot.querySelectorAll('svg.scene').length).to.equal(0);
      const large = await show({ width: 800 });
      expect(large.renderRoot.querySelectorAll('svg.scene').length).to.be.at.least(subject.pictures);
    });
    it('is complete when it is drawn as laid out, with all its pictures, not before the page has given it its room', async () => {
      const host = place({ width: 150 });
      const element = create();
      host.append(element);
      // What a page does that lays itself out after its elements are there.
      queueMicrotask(() => {
        host.style.width = '800px';
      });
      await element.updateComplete;
      expect(element.renderRoot.querySelectorAll('svg.scene').length).to.be.at.least(subject.pictures);
      expect(Number(need(element, 'svg.scene').getAttribute('width'))).to.be.greaterThan(200);
    });
    it('mirrors itself where text runs from right to left, also inside sales-data', async () => {
      const host = place();
      host.dir = 'rtl';
      const data = document.createElement('sales-data');
      const element = create();
      data.append(element);
      host.append(data);
      await element.updateComplete;
      expect(need(element, '.base').getAttribute('dir')).to.equal('rtl');
      expect(need(element, 'svg.scene').getAttribute('direction')).to.equal('rtl');
      const [heading, base] = [need(element, '[part=heading] bdi'), need(element, '.base')].map((part) => part.getBoundingClientRect());
      expect((base?.right ?? 0) - (heading?.right ?? 0), 'the heading begins at the right').to.be.lessThan(40);
      host.dir = 'ltr';
      await until('left to right again', () => need(element, '.base').getAttribute('dir') === 'ltr');
    });
    it('moves nothing once the user asks for less motion, while the page is open', async () => {
      const element = await show();
      const switchButton = need(element, '[part=toggle]');
      await emulateMedia({ reducedMotion: 'no-preference' });
      expect(getComputedStyle(switchButton).transitionDuration).to.contain('0.18s');
      await emulateMedia({ reducedMotion: 'reduce' });
      expect(getComputedStyle(switchButton).transitionDuration).to.equal('0s');
      await emulateMedia({ reducedMotion: 'no-preference' });
    });
    it('draws again at its new width', async () => {
      const element = await show({ width: 800 });
      const before = Number(need(element, 'svg.scene').getAttribute('width'));
      (element.parentElement as HTMLElement).style.width = '400px';
      await until('a narrower picture', () => Number(inside(element, 'svg.scene')?.getAttribute('width')) < Math.min(before, 400));
    });
  });

  describe('keys and table', () => {
    const spoken = (element: KpiWidget): string => [...element.renderRoot.querySelectorAll('.body [role=status]')].map((region) => region.textContent?.trim()).join('');

    it('reads point by point with the keys, says where it is, and lets go with Escape', async () => {
      const element = await show();
      const chart = need(element, '[data-figure]');
      chart.focus();
      await sendKeys({ press: 'Home' });
      await element.updateComplete;
      const first = spoken(element);
      expect(first).to.match(/1 of \d+$/u);
      await sendKeys({ press: 'ArrowRight' });
      await element.updateComplete;
      expect(spoken(element)).to.match(/2 of \d+$/u);
      await sendKeys({ press: 'End' });
      await element.updateComplete;
      const [, at, of] = /(\d+) of (\d+)$/u.exec(spoken(element)) ?? [];
      expect(at).to.equal(of);
      await sendKeys({ press: 'Escape' });
      await element.updateComplete;
      expect(spoken(element)).to.equal('');
      expect(inside(element, '.readout')).to.equal(null);
    });
    it('shows the reading beside the point, never over it, inside the widget', async () => {
      const element = await show();
      const chart = need(element, '[data-figure]');
      chart.focus();
      await sendKeys({ press: 'Home' });
      for (let i = 0; i < 6; i++) {
        await sendKeys({ press: 'ArrowRight' });
        await element.updateComplete;
        const box = need(element, '.readout').getBoundingClientRect();
        const mark = (need(element, '.active').querySelector('circle, rect') as SVGElement).getBoundingClientRect();
        const overlaps = box.left < mark.right && mark.left < box.right && box.top < mark.bottom && mark.top < box.bottom;
        expect(overlaps, `reading over point ${i + 2}`).to.equal(false);
      }
    });
    for (const width of [300, 480, 800]) {
      it(`reads every point of every picture within its frame at ${width} px: nothing is cut off at the top or at a side`, async () => {
        const element = await show({ width });
        const base = need(element, '.base').getBoundingClientRect();
        for (const chart of element.renderRoot.querySelectorAll<HTMLElement>('[data-figure]')) {
          chart.focus();
          for (let i = 0, count = 1; i < count; i++) {
            chart.dispatchEvent(new KeyboardEvent('keydown', { key: i === 0 ? 'Home' : 'ArrowDown' }));
            await element.updateComplete;
            const readout = need(element, '.readout');
            count = Number(/of (\d+)/u.exec(readout.textContent ?? '')?.[1] ?? 1);
            const box = readout.getBoundingClientRect();
            const what = `${chart.dataset['figure']}, point ${i + 1}`;
            expect(box.top, `top of ${what}`).to.be.at.least(base.top - 1);
            expect(box.left, `left of ${what}`).to.be.at.least(base.left - 1);
            expect(box.right, `right of ${what}`).to.be.at.most(base.right + 1);
          }
          chart.blur();
          await element.updateComplete;
        }
      });
    }
    it('tells the page what the user chose with Enter', async () => {
      const element = await show();
      const chosen: KpiSelectEvent[] = [];
      document.addEventListener('kpi-select', (event) => chosen.push(event), { once: true });
      need(element, '[data-figure]').focus();
      await sendKeys({ press: 'Home' });
      await sendKeys({ press: 'Enter' });
      expect(chosen.length).to.equal(1);
      expect(chosen[0]?.detail.title).to.not.equal('');
    });
    it('shows the same numbers as a table, and tells only what the user did', async () => {
      const element = await show();
      let changes = 0;
      element.addEventListener('kpi-state-change', () => changes++);
      need(element, '[part=toggle]').click();
      await element.updateComplete;
      expect(need(element, 'table').querySelectorAll('tbody tr').length).to.be.greaterThan(0);
      expect(inside(element, 'svg.scene')).to.equal(null);
      expect(changes).to.equal(1);
      element.setState({ view: 'chart' });
      await element.updateComplete;
      expect(inside(element, 'svg.scene')).to.not.equal(null);
      expect(changes, 'setState is not the user').to.equal(1);
    });
    it('opens where the number comes from, unless the page shows that itself', async () => {
      const element = await show();
      const opener = [...element.renderRoot.querySelectorAll<HTMLButtonElement>('.foot button')].at(-1);
      const sheet = (): HTMLDialogElement | null => element.renderRoot.querySelector<HTMLDialogElement>('dialog[open]');
      opener?.click();
      await until('the sheet', () => sheet() !== null);
      expect(sheet()?.textContent).to.contain('Formula');
      await sendKeys({ press: 'Escape' });
      await until('the sheet to close', () => sheet() === null);
      element.addEventListener('kpi-drill', (event) => event.preventDefault(), { once: true });
      opener?.click();
      await pause(50);
      expect(sheet(), 'the page shows it itself').to.equal(null);
      opener?.click();
      await until('the sheet again', () => sheet() !== null);
    });
  });

  describe('data', () => {
    it('comes from a script inside it, and follows it', async () => {
      const host = place();
      const element = create({ data: null });
      const script = document.createElement('script');
      script.type = 'application/json';
      script.slot = 'data';
      script.textContent = JSON.stringify(smallCompany);
      element.append(script);
      host.append(element);
      await element.updateComplete;
      await until('the figure', () => element.matches(':state(ready)'));
      const copy = element.cloneNode(true) as KpiWidget;
      host.append(copy);
      await until('the figure of the clone', () => copy.matches(':state(ready)'));
    });
    it('set before the element is defined is not lost', async () => {
      const tag = `late-${subject.tag}`;
      const element = document.createElement(tag) as KpiWidget;
      for (const [name, value] of Object.entries(subject.attributes ?? {})) element.setAttribute(name, value);
      element.data = smallCompany;
      place().append(element);
      await pause(20);
      subject.widget.define(tag);
      await element.updateComplete;
      expect(element.matches(':state(ready)')).to.equal(true);
    });
    it('is taken once, the last, when it is set a thousand times in a row', async () => {
      const element = create({ data: null });
      place().append(element);
      let loads = 0;
      element.addEventListener('kpi-data', () => loads++);
      for (let i = 0; i < 1_000; i++) element.data = i === 999 ? smallCompany : { deals: [] };
      await element.updateComplete;
      expect(element.matches(':state(ready)')).to.equal(true);
      expect(loads).to.equal(1);
    });
    it('may vanish while it loads: nothing is thrown at the page', async () => {
      for (const wait of [0, 1, 5, 20, 60]) {
        const element = create();
        place().append(element);
        await pause(wait);
        element.remove();
      }
      await pause(100);
    });
    it('stays when the element moves within one tick', async () => {
      const element = await show();
      const picture = inside(element, 'svg.scene');
      let loads = 0;
      element.addEventListener('kpi-data', () => loads++);
      place().append(element);
      expect(inside(element, 'svg.scene'), 'the very same picture').to.equal(picture);
      await element.updateComplete;
      await pause(30);
      expect(element.matches(':state(ready)')).to.equal(true);
      expect(loads, 'loads after moving').to.equal(0);
    });
    it('is refused where the address holds a secret, without repeating it', async () => {
      const element = await show({ data: null, attributes: { src: 'https://x.example/deals.csv?access_token=canary-4711' } });
      expect(element.matches(':state(error)')).to.equal(true);
      expect(textOf(element)).to.contain('access_token').and.to.not.contain('canary');
    });
  });

  describe('updateComplete', () => {
    it('waits for data that is loaded again', async () => {
      const element = await show();
      const before = textOf(element);
      // Half of it: other figures, whatever the widget shows.
      element.data = Object.fromEntries(Object.entries(smallCompany).map(([table, rows]) => [table, (rows as readonly object[]).filter((_, i) => i % 2 === 0)]));
      await element.updateComplete;
      expect(textOf(element)).to.not.equal(before);
      expect(element.matches(':state(loading)')).to.equal(false);
    });
    it('waits for the answer to another question', async () => {
      const element = await show();
      const before = textOf(element);
      if (subject.ignoresFilter === true) element.period = 'last_quarter';
      else element.filter = { segment: ['nobody'] };
      await element.updateComplete;
      expect(textOf(element)).to.not.equal(before);
    });
  });

  describe('events and exports', () => {
    it('tells once that it is ready, and what was loaded', async () => {
      const element = create();
      const told: string[] = [];
      for (const type of ['kpi-ready', 'kpi-data', 'kpi-error', 'kpi-filter-change', 'kpi-state-change', 'kpi-select'] as const) {
        element.addEventListener(type, () => told.push(type));
      }
      const host = place();
      host.append(element);
      await element.updateComplete;
      element.setAttribute('heading', 'Another');
      element.filter = { segment: ['Enterprise'] };
      await element.updateComplete;
      expect(told).to.deep.equal(['kpi-data', 'kpi-ready']);
    });
    it('tells that it is ready at 150 px, too', async () => {
      const element = create();
      let told = 0;
      element.addEventListener('kpi-ready', () => told++);
      place({ width: 150 }).append(element);
      await element.updateComplete;
      expect(told).to.equal(1);
    });
    it('gives its picture as a file that stands alone', async () => {
      const element = await show();
      const file = await element.toSVG();
      expect(file.startsWith('<svg')).to.equal(true);
      expect(file).to.not.contain('var(');
      expect(new DOMParser().parseFromString(file, 'image/svg+xml').querySelector('parsererror')).to.equal(null);
      const picture = await element.toPNG();
      expect(picture.type).to.equal('image/png');
      expect(picture.size).to.be.greaterThan(1_000);
    });
    it('gives the same file to the last byte: asked again, from the same rows in another order, and after another width', async () => {
      const element = await show();
      const file = await element.toSVG();
      expect(file).to.contain('<svg');
      expect(await element.toSVG(), 'asked again').to.equal(file);
      const turned = Object.fromEntries(Object.entries(smallCompany).map(([table, rows]) => [table, (rows as readonly object[]).toReversed()])) as LoadInputs;
      const other = await show({ data: turned });
      expect(await other.toSVG(), 'rows in another order').to.equal(file);
      const pictureWidth = (): number => Number(inside(element, 'svg.scene')?.getAttribute('width'));
      const wide = pictureWidth();
      (element.parentElement as HTMLElement).style.width = '330px';
      await until('a narrower picture', () => pictureWidth() > 0 && pictureWidth() < Math.min(wide, 330));
      expect(await element.toSVG(), 'a narrower picture').to.not.equal(file);
      (element.parentElement as HTMLElement).style.width = '800px';
      await until('as wide as before', () => pictureWidth() === wide);
      await element.updateComplete;
      expect(await element.toSVG(), 'back at its width').to.equal(file);
    });
    it('gives its numbers as CSV with the separator of the language', async () => {
      const element = await show();
      const [header = '', row = ''] = (await element.toCSV()).split('\r\n');
      const cells = (line: string): number => line.replaceAll(/"[^"]*"/gu, '').split(',').length;
      expect(cells(header)).to.be.greaterThan(2);
      expect(cells(row)).to.equal(cells(header));
      element.setAttribute('locale', 'de');
      expect((await element.toCSV()).split('\r\n')[0]).to.contain(';');
    });
    it('gives the rows and rules behind its number', async () => {
      const element = await show();
      expect(element.getProvenance()?.rowsUsed).to.be.greaterThan(0);
      expect(element.getProvenance()?.definition.id).to.not.equal('');
    });
    it('offers every named part', async () => {
      const element = await show();
      for (const part of ['base', 'heading', 'value', 'chart', 'footer', 'toggle']) need(element, `[part=${part}]`);
    });
  });
};
