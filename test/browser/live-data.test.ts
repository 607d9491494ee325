import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { ProgressDetail } from '../../src/events/kpi-progress.js';
import { pause, takePageErrors, until } from './page-errors.js';
import { removeCards, showCard, type WatchedCard } from './watched-card.js';

let a = '';
const hitsOf = async (path: string): Promise<number> => (await (await fetch(`${a}/hits?path=${encodeURIComponent(path)}`)).json()) as number;
const part = <E extends HTMLElement>({ card }: WatchedCard, selector: string): E | null => card.renderRoot.querySelector<E>(selector);
const bar = (shown: WatchedCard): Element | null => shown.card.renderRoot.querySelector('[role=progressbar]');
const has = (shown: WatchedCard, state: string): boolean => shown.states().includes(state);
const fold = (text: string | null | undefined): string => (text ?? '').replace(/\s+/gu, ' ').trim();
let key = 0;
const fresh = (): string => `live-${performance.timeOrigin}-${++key}`;

describe('data that comes in pages, slowly, again and again', function () {
  this.timeout(40_000);
  before(async () => {
    ({ a } = await (await fetch('/__test-server.json')).json() as { a: string });
  });
  beforeEach(() => void takePageErrors());
  afterEach(async () => {
    removeCards();
    await pause(5);
    expect(takePageErrors(), 'errors that reached the page').to.deep.equal([]);
  });

  it('is shown from all pages as from one file', async () => {
    const pages = showCard((card) => {
      card.setAttribute('paging', 'cursor');
      card.src = `${a}/pages?n=100&size=20`;
    });
    const file = showCard((card) => {
      card.src = `${a}/deals.json?n=100`;
    });
    await pages.settled();
    await file.settled();
    expect(pages.value()).to.equal(file.value());
    expect(pages.value()).not.to.equal(null);
    expect(pages.reports[0]?.tables.deals?.rowsUsed).to.equal(100);
    expect(pages.states()).to.deep.equal(file.states());
  });
  for (const [lang, badge, note] of [
    ['en', 'Partial', /pages: only 2 pages are there \(rows: 40\), so the figures are partial\. The next one: the server answered with status 404/u],
    ['de', 'Unvollständig', /pages: nur 2 Seiten sind da \(Zeilen: 40\), die Zahlen sind also unvollständig\. Die nächste: der Server antwortete mit Status 404/u],
  ] as const) {
    it(`that lacks a page is shown as partial, with how much and why (${lang})`, async () => {
      const shown = showCard((card) => {
        card.paging = 'cursor';
        card.target = 1;
        card.src = `${a}/pages?n=100&size=20&lost=3`;
      }, lang);
      await shown.settled();
      expect(shown.states()).to.include.members(['ready', 'partial']);
      expect(fold(part(shown, '.badge')?.textContent)).to.equal(badge);
      expect(shown.text()).to.match(note);
      expect(shown.errors).to.deep.equal([]);
      // From part of the rows nothing is judged.
      expect(part(shown, '[part=target]')?.textContent).to.contain(lang === 'en' ? 'not judged' : 'nicht bewertet');
    });
  }
  it('that lacks a page is an error where the page wants all or nothing', async () => {
    const shown = showCard((card) => {
      card.paging = { mode: 'cursor', allOrNothing: true };
      card.src = `${a}/pages?n=100&size=20&lost=3`;
    });
    await shown.settled();
    expect(shown.errors.map(({ code }) => code)).to.deep.equal(['HTTP']);
    expect(has(shown, 'error')).to.equal(true);
  });
  it('that takes longer than a second shows how far it is, and tells the page', async () => {
    const told: ProgressDetail[] = [];
    const shown = showCard((card) => {
      card.addEventListener('kpi-progress', ({ detail }) => told.push(detail));
      card.paging = 'cursor';
      card.src = `${a}/pages?n=100&size=20&delay=700&key=${fresh()}`;
    });
    expect(bar(shown)).to.equal(null);
    await until('the bar', () => bar(shown) !== null);
    await until('pages', () => /page 3/u.test(bar(shown)?.getAttribute('aria-label') ?? ''));
    expect(bar(shown)?.getAttribute('aria-label')).to.match(/^Loading deals, 40 rows, page 3$/u);
    expect(bar(shown)?.hasAttribute('aria-valuenow'), 'nobody knows how many pages there are').to.equal(false);
    await shown.settled();
    await until('the end of the bar', () => bar(shown) === null);
    expect(shown.states()).to.deep.equal(['ready']);
    expect(told.at(-1)).to.include({ pages: 5, share: null });
    expect(told.at(-1)?.rows).to.be.within(80, 100);
  });
  it('of known length shows its share', async () => {
    const body = `id,created_at,closed_at,status\n${Array.from({ length: 5 }, (_, i) => `D${i},2024-01-01,2024-01-0${i + 2},won\n`).join('')}`;
    const shown = showCard((card) => {
      card.src = `${a}/echo?type=text/csv&drip=20&header=content-length:${body.length}&body=${encodeURIComponent(body)}`;
    });
    await until('a share', () => bar(shown)?.hasAttribute('aria-valuenow') === true);
    const percent = Number(bar(shown)?.getAttribute('aria-valuenow'));
    expect(percent).to.be.within(1, 100);
    expect(bar(shown)?.getAttribute('aria-label')).to.match(/Loading deals, \d+%/u);
    await shown.settled();
    expect(shown.states()).to.deep.equal(['ready']);
  });
  it('can be given up with the keyboard before the first figure, and asked for again', async () => {
    const path = `/pages?n=100&size=20&delay=700&key=${fresh()}`;
    const shown = showCard((card) => {
      card.paging = 'cursor';
      card.src = a + path;
    });
    await until('the bar', () => bar(shown) !== null);
    part(shown, '.progress button')?.focus();
    await sendKeys({ press: 'Enter' });
    await until('the word for it', () => /Cancelled\./u.test(shown.text()));
    expect(bar(shown)).to.equal(null);
    expect(shown.states()).to.deep.equal(['error']);
    const asked = await hitsOf('/pages');
    await pause(1_600);
    expect(await hitsOf('/pages'), 'no further page is asked for').to.equal(asked);
    part(shown, '.error-bar button')?.click();
    await until('the figure', () => has(shown, 'ready'));
  });
  it('that is given up while it is loaded again leaves the last good picture, and says so', async () => {
    const shown = showCard((card) => {
      card.paging = 'cursor';
      card.src = `${a}/pages?n=100&size=20&delay=900&after=1&key=${fresh()}`;
    });
    await shown.settled();
    const before = shown.value();
    const picture = part(shown, '.body svg')?.outerHTML;
    void shown.card.refresh();
    await until('the bar', () => bar(shown) !== null);
    expect(shown.value()).to.equal(before);
    part(shown, '.progress button')?.click();
    await until('the word for it', () => /Cancelled\. Kept the last good figures\./u.test(shown.text()));
    expect(shown.value()).to.equal(before);
    expect(part(shown, '.body svg')?.querySelectorAll('*').length).to.equal(new DOMParser().parseFromString(picture ?? '', 'text/html').querySelectorAll('svg *').length);
    expect(shown.states()).to.include.members(['ready', 'stale']);
  });
  it('says its age where it is refreshed, keeps the last good figures when that fails, and tries again', async () => {
    const shown = showCard((card) => {
      card.refreshInterval = 5;
      card.paging = 'cursor';
      card.src = `${a}/pages?n=40&size=20&key=${fresh()}`;
    });
    await shown.settled();
    await until('the age', () => /as of now/u.test(shown.text()));
    const before = shown.value();
    const source = shown.card.src;
    await until('a second load', () => shown.reports.length === 2, 12_000);
    expect(shown.value()).to.equal(before);
    shown.card.src = source?.replace('n=40', 'n=40&lost=1') ?? null;
    await until('the failure', () => has(shown, 'stale'));
    expect(shown.value()).to.equal(before);
    expect(shown.text()).to.contain('as of').and.to.contain('Kept the last good figures.');
    const failed = shown.errors.length;
    await until('another try', () => shown.errors.length > failed, 12_000);
    shown.card.src = source;
    await until('good figures', () => !has(shown, 'stale') && has(shown, 'ready'));
  });
  it('that is added afterwards changes the figures that are made of it, and asks for no others', async () => {
    const { smallCompany } = await import('./small-company.js');
    const data = document.createElement('sales-data');
    const cost = document.createElement('kpi-card');
    const funnel = document.createElement('kpi-card');
    Object.assign(cost, { kpi: 'cac', period: 'all' });
    Object.assign(funnel, { kpi: 'pipeline', period: 'all' });
    const asked: string[] = [];
    const { createEngine } = await import('../../src/engine/create-engine.js');
    const engine = createEngine({ currency: 'EUR' });
    await engine.load({ ...smallCompany, spend: [] });
    data.engine = { ...engine, compute: (query, options) => {
      asked.push(query.kpi);
      return engine.compute(query, options);
    } };
    data.append(cost, funnel);
    document.body.append(data);
    const spentOf = (): string => fold(cost.renderRoot.querySelector('.base')?.textContent);
    await until('the open deals', () => funnel.matches(':state(ready)'));
    const before = spentOf();
    asked.length = 0;
    const report = await data.appendRows('spend', smallCompany.spend as readonly Readonly<Record<string, unknown>>[]);
    expect(report.tables.spend?.rowsUsed).to.equal(14);
    expect(report.untouched).to.deep.equal(['pipeline']);
    await until('another cost', () => spentOf() !== before && cost.matches(':state(ready)'));
    expect(asked).to.deep.equal(['cac']);
    data.remove();
  });
  it('takes the place of rows that were there, in the worker too', async () => {
    const shown = showCard((card) => {
      card.kpi = 'pipeline';
      card.data = [{ id: 'a', status: 'open', amount: 100 }, { id: 'b', status: 'open', amount: 200 }];
    });
    await shown.settled();
    expect(shown.value()).to.contain('300');
    const { tables } = await shown.card.upsertRows('deals', [{ id: 'b', status: 'open', amount: 50 }]);
    expect(tables.deals).to.include({ rowsIn: 2, rowsUsed: 2 });
    await until('the new sum', () => shown.value()?.includes('150') === true);
    await shown.card.appendRows('deals', [{ id: 'c', status: 'open', amount: 7 }]);
    await until('one more', () => shown.value()?.includes('157') === true);
    expect(shown.reports.length, 'each is told').to.equal(3);
  });
});
