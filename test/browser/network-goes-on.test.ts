import { expect } from '@open-wc/testing';
import { configure } from '../../src/context/configure.js';
import type { KpiCard } from '../../src/elements/kpi-card/kpi-card.js';
import { pause, until } from './page-errors.js';
import { patience } from './patience.js';
import { scripted, scriptedElsewhere, type Step } from './scripted.js';
import { removeCards, showCard, type WatchedCard } from './watched-card.js';

const header = 'id,created_at,closed_at,status,amount\n';
/** 20 days; a longer one would be 30. */
const csv = `${header}D1,2024-01-01,2024-01-21,won,100\n`;
const longer = `${header}D1,2024-01-01,2024-01-31,won,100\n`;
const good: Step = { body: csv };
/** UTF-16 with a mark. */
const utf16 = btoa(String.fromCharCode(0xff, 0xfe, ...[...csv].flatMap((letter) => [letter.charCodeAt(0), 0])));

describe('a request that goes on after a fault', function () {
  this.timeout(30_000);
  before(() => configure({ defaults: { requests: patience } }));
  after(() => configure({ defaults: {} }));
  afterEach(() => removeCards());
  const shows = async (url: string, figure = '20 days', change: (card: KpiCard) => void = () => undefined): Promise<WatchedCard> => {
    const shown = showCard((card) => {
      card.src = url;
      change(card);
    });
    await until(`${figure} (now ${shown.text()})`, () => shown.value() === figure);
    expect(shown.errors).to.deep.equal([]);
    return shown;
  };

  it('shows the figure once a failing server is back: 500, then 200 (row 34)', async () => {
    const { url, asked } = await scripted({ status: 500 }, good);
    await shows(url);
    expect((await asked()).length).to.equal(2);
  });
  it('waits as long as the server says where it may know it: Retry-After, exposed (row 35)', async () => {
    const { url, asked } = await scripted({ status: 429, headers: { 'retry-after': '1' }, expose: 'retry-after' }, good);
    await shows(url);
    const [first, second] = (await asked()).map(({ at }) => at) as [number, number];
    expect(second - first).to.be.within(950, 2_500);
  });
  it('waits long after a 429 that does not tell this page (row 35)', async () => {
    const { url, asked } = await scripted({ status: 429, headers: { 'retry-after': '0' } }, good);
    await shows(url);
    const [first, second] = (await asked()).map(({ at }) => at) as [number, number];
    expect(second - first, 'longestWaitMs').to.be.greaterThan(1_400);
  });
  it('comes in with new credentials: 401, then 200, the page asked twice (row 36)', async () => {
    const { url, asked } = await scripted({ until: { header: 'authorization', value: 'Bearer new', else: { status: 401 } }, body: csv });
    let minted = 0;
    await shows(url, '20 days', (card) => (card.headers = async ({ renew }) => {
      minted++;
      return { Authorization: renew ? 'Bearer new' : 'Bearer old' };
    }));
    expect([minted, (await asked()).length]).to.deep.equal([2, 2]);
  });
  it('through the page\'s own fetcher: 401, then 200, and its body is read as it comes', async () => {
    const { url } = await scripted({ until: { header: 'x-key', value: 'new', else: { status: 401 } }, body: csv });
    await shows(url, '20 days', (card) => (card.fetcher = (address, { signal, renew }) => fetch(address, { signal, headers: { 'x-key': renew ? 'new' : 'old' } })));
  });
  it('follows a redirect to another origin, without headers of its own (row 49)', async () => {
    const elsewhere = await scriptedElsewhere(good);
    const { url } = await scripted({ redirect: elsewhere.url });
    await shows(url);
    const [asked] = await elsewhere.asked();
    expect(asked?.headers).to.not.have.any.keys('authorization', 'x-api-key', 'cookie', 'referer');
  });
  it('is not asked where the page allows other origins only (row 91)', async () => {
    configure({ defaults: { requests: { ...patience, origins: [location.origin] } } });
    const { url, asked } = await scripted(good);
    const shown = showCard((card) => (card.src = url));
    await shown.settled();
    configure({ defaults: { requests: patience } });
    expect(shown.errors.map(({ code }) => code)).to.deep.equal(['ORIGIN']);
    expect(shown.text()).to.contain('is of an origin that this page does not allow.');
    expect(await asked()).to.deep.equal([]);
  });
  it('shows no rows and no failure after 204 (row 40)', async () => {
    const { url } = await scripted({ status: 204 });
    const shown = showCard((card) => (card.src = url));
    await shown.settled();
    expect([shown.states(), shown.errors]).to.deep.equal([['empty'], []]);
  });
  it('reads UTF-16 with a mark (row 17)', async () => {
    const { url } = await scripted({ bytes: utf16 });
    await shows(url);
  });
  it('says that the last row may be cut off where the end was not told (row 44)', async () => {
    const { url } = await scripted({ body: csv, closeDelimited: csv.length - 2 });
    const shown = showCard((card) => (card.src = url));
    await shown.settled();
    expect(shown.reports[0]?.tables.deals?.issues.map(({ code }) => code)).to.include('TRUNCATED_ROW');
  });
  it('misses rows where the length was too small, by the number that it must have (row 44)', async () => {
    const { url } = await scripted({ body: csv, length: csv.length - 2 });
    const shown = showCard((card) => (card.data = { deals: { url, expectedRows: 2 } }));
    await shown.settled();
    expect(shown.errors.map(({ code }) => code)).to.deep.equal(['ROW_COUNT']);
  });
  it('keeps picture and answers when the server still has the same version (row 41)', async () => {
    const { url, asked } = await scripted({ ...good, headers: { etag: '"v1"' }, expose: 'etag' }, { body: longer, headers: { etag: '"v1"' }, expose: 'etag' }, { body: longer, headers: { etag: '"v2"' }, expose: 'etag' });
    const shown = await shows(url);
    const picture = (): string => [...shown.card.renderRoot.querySelectorAll('svg.scene')].map((scene) => scene.outerHTML).join('\n');
    await until('the picture', () => picture() !== '');
    const before = picture();
    await shown.card.refresh();
    expect(shown.value(), 'the same version is not read').to.equal('20 days');
    expect(picture()).to.equal(before);
    await shown.card.refresh();
    await until('the new version', () => shown.value() === '30 days');
    expect((await asked()).length).to.equal(3);
  });
  it('asks whether there is something new where it may: 304 (row 41)', async () => {
    const { url, asked } = await scripted({ ...good, headers: { etag: '"v1"' }, expose: 'etag' }, { status: 304 });
    const shown = await shows(url, '20 days', (card) => (card.headers = () => ({ 'x-key': 'k' })));
    await shown.card.refresh();
    expect(shown.value()).to.equal('20 days');
    expect(shown.errors).to.deep.equal([]);
    expect((await asked()).map(({ headers }) => headers['if-none-match'])).to.deep.equal([undefined, '"v1"']);
  });
  it('belongs to the newest address, whichever answers first (row 50)', async () => {
    const [slow, fast] = await Promise.all([scripted({ ...good, wait: 400 }), scripted({ body: longer })]);
    const shown = showCard((card) => (card.src = slow.url));
    await Promise.resolve();
    shown.card.src = fast.url;
    await until('the second figure', () => shown.value() === '30 days');
    await pause(600);
    expect([shown.value(), shown.errors]).to.deep.equal(['30 days', []]);
  });
  it('is one for forty widgets of the same address and the same credentials (row 51)', async () => {
    const { url, asked } = await scripted(good);
    const key = (): Record<string, string> => ({ 'x-key': 'k' });
    const all = Array.from({ length: 40 }, () => showCard((card) => {
      card.src = url;
      card.headers = key;
    }));
    await until('all figures', () => all.every((shown) => shown.value() === '20 days'));
    expect((await asked()).length).to.equal(1);
    const other = showCard((card) => {
      card.src = url;
      card.headers = () => ({ 'x-key': 'of somebody else' });
    });
    await until('its own figure', () => other.value() === '20 days');
    expect((await asked()).length, 'somebody else asks for himself').to.equal(2);
  });
  it('that failed is not remembered as failed: forty widgets, the first answer fails (row 51)', async () => {
    const { url, asked } = await scripted({ status: 404 }, good);
    const all = Array.from({ length: 40 }, () => showCard((card) => (card.src = url)));
    await until('all failures', () => all.every((shown) => shown.states().includes('error')));
    expect((await asked()).length).to.equal(1);
    removeCards();
    await pause(50);
    await shows(url);
  });
});

describe('loading again and again', function () {
  this.timeout(30_000);
  before(() => configure({ defaults: { requests: patience } }));
  const hours = 3_600_000;
  const { now } = Date;
  let isOnline = true;
  let isHidden = false;
  let ahead = 0;
  before(() => {
    Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => isOnline });
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => isHidden });
    Date.now = () => now() + ahead;
  });
  after(() => {
    configure({ defaults: {} });
    Reflect.deleteProperty(navigator, 'onLine');
    Reflect.deleteProperty(document, 'hidden');
    Date.now = now;
  });
  afterEach(() => removeCards());
  const watched = async (...steps: readonly Step[]): Promise<{ readonly shown: WatchedCard; requests(): Promise<number> }> => {
    const { url, asked } = await scripted(...steps);
    const shown = showCard((card) => {
      card.src = url;
      card.refreshInterval = 60;
    });
    await until('the figure', () => shown.value() === '20 days');
    return { shown, requests: async () => (await asked()).length };
  };

  it('rests while there is no network, the figure stays, and goes on with it (row 33)', async () => {
    const { shown, requests } = await watched(good, { body: longer });
    isOnline = false;
    ahead += hours;
    dispatchEvent(new Event('offline'));
    document.dispatchEvent(new Event('visibilitychange'));
    await pause(300);
    expect([await requests(), shown.value(), shown.errors]).to.deep.equal([1, '20 days', []]);
    isOnline = true;
    dispatchEvent(new Event('online'));
    await until('the new figure', () => shown.value() === '30 days');
    expect(await requests()).to.equal(2);
  });
  it('does not believe that there is a network because it is said: what fails keeps the figure (row 33)', async () => {
    const { shown } = await watched(good, { refuse: true });
    ahead += hours;
    dispatchEvent(new Event('online'));
    await until('the failure', () => shown.errors.length === 1);
    expect([shown.errors[0]?.code, shown.value()]).to.deep.equal(['NETWORK', '20 days']);
  });
  it('catches up once after eight hours of sleep, and never asks twice at a time (row 52)', async () => {
    const { shown, requests } = await watched(good, { body: longer, wait: 500 });
    isHidden = true;
    ahead += 8 * hours;
    document.dispatchEvent(new Event('visibilitychange'));
    await pause(200);
    expect(await requests(), 'nobody looks').to.equal(1);
    isHidden = false;
    document.dispatchEvent(new Event('visibilitychange'));
    await pause(100);
    ahead += 2 * hours;
    for (let i = 0; i < 5; i++) document.dispatchEvent(new Event('visibilitychange'));
    await until('the new figure', () => shown.value() === '30 days');
    expect(await requests()).to.equal(2);
  });
  it('renews a token because the server says so, whatever the clock here shows (row 53)', async () => {
    const { url } = await scripted({ ...good, until: { header: 'authorization', value: 'Bearer 1', else: { status: 401 } } });
    const renewals: boolean[] = [];
    for (const shift of [-24 * hours, 24 * hours]) {
      ahead += shift;
      const shown = showCard((card) => {
        card.src = url;
        card.headers = ({ renew }) => {
          renewals.push(renew);
          return { Authorization: 'Bearer 1' };
        };
      });
      await until('the figure', () => shown.value() === '20 days');
    }
    expect(renewals).to.deep.equal([false, false]);
  });
});

describe('forty widgets on a dead server', function () {
  this.timeout(60_000);
  before(() => configure({ defaults: { requests: patience } }));
  after(() => configure({ defaults: {} }));
  it('make no 120 requests (row 34)', async () => {
    const all = await Promise.all(Array.from({ length: 40 }, () => scripted({ status: 500 })));
    const cards = all.map(({ url }) => showCard((card) => (card.src = url)));
    await until('all failures', () => cards.every((shown) => shown.errors.length > 0), 30_000);
    const requests = (await Promise.all(all.map(({ asked }) => asked()))).map((list) => list.length);
    expect(requests.reduce((sum, n) => sum + n, 0)).to.be.within(40, 54);
    removeCards();
  });
});
