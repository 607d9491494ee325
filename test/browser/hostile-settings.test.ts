import { expect } from '@open-wc/testing';
import type { KpiCard } from '../../src/elements/kpi-card/kpi-card.js';
import type { KpiErrorInfo } from '../../src/model/issue.js';
import { pause, takePageErrors, until } from './page-errors.js';
import { smallCompany } from './small-company.js';
import { origins } from './visit-page.js';
import { removeCards, showCard } from './watched-card.js';

const { a, b } = await origins();
const canary = 'canary-4711';

const consoleTexts: string[] = [];
const originals = { warn: console.warn, error: console.error, log: console.log };

beforeEach(() => {
  takePageErrors();
  consoleTexts.length = 0;
  for (const name of ['warn', 'error', 'log'] as const) {
    console[name] = (...args: unknown[]) => {
      consoleTexts.push(args.join(' '));
      originals[name](...args);
    };
  }
});
afterEach(async () => {
  Object.assign(console, originals);
  removeCards();
  await pause(5);
  expect(takePageErrors(), 'errors that reached the page').to.deep.equal([]);
});

describe('addresses that are no place for data', function () {
  this.timeout(20_000);
  const refused = ['javascript:globalThis.hit=1', ' jav\tascript:globalThis.hit=1', 'JAVASCRIPT:hit=1', 'data:text/csv,id%2Cstatus', 'vbscript:x', 'file:///etc/passwd', 'blob:null/1', 'ftp://x.example/deals.csv', 'http://', 'https://[::'];
  for (const src of refused) {
    it(`${JSON.stringify(src)} is refused with a text in both languages, and nothing runs`, async () => {
      const english = showCard((card) => (card.src = src));
      const german = showCard((card) => (card.src = src), 'de');
      await Promise.all([english.settled(), german.settled()]);
      expect(english.states()).to.deep.equal(['error']);
      expect(english.errors.map(({ code, retryable }) => [code, retryable])).to.deep.equal([['URL', false]]);
      expect(english.text()).to.contain('only http and https addresses can be loaded.');
      expect(german.text()).to.contain('nur http- und https-Adressen können geladen werden.');
      expect((globalThis as { hit?: unknown }).hit).to.equal(undefined);
    });
  }
  it('are refused in a list of inputs, too, and beside tables that can be read', async () => {
    for (const url of ['javascript:globalThis.hit=2', 'data:text/csv,id']) {
      const shown = showCard((card) => (card.data = { ...smallCompany, leads: { url } }));
      await until('the error', () => shown.errors.length > 0);
      await shown.card.updateComplete;
      expect(shown.errors[0]).to.deep.include({ code: 'URL', table: 'leads' });
      expect(shown.states()).to.deep.equal(['ready', 'error', 'stale']);
      expect(shown.value()).to.match(/days$/u);
    }
  });
  it('of a data-source in a sales-data are told once, and its widgets show them', async () => {
    const data = document.createElement('sales-data');
    const source = document.createElement('data-source');
    source.setAttribute('src', 'javascript:globalThis.hit=3');
    const card = document.createElement('kpi-card');
    data.append(source, card);
    const told: KpiErrorInfo[] = [];
    data.addEventListener('kpi-error', ({ detail }) => told.push(detail));
    document.body.append(data);
    await until('the error in the widget', () => card.matches(':state(error)'));
    expect(told.map(({ code }) => code)).to.deep.equal(['URL']);
    expect(card.renderRoot.querySelector('.base')?.textContent).to.contain('only http and https addresses can be loaded.');
    data.remove();
  });
});

describe('secrets in addresses', function () {
  this.timeout(20_000);
  const everywhere = (shown: ReturnType<typeof showCard>): string =>
    [shown.text(), JSON.stringify(shown.errors), JSON.stringify(shown.reports), shown.card.renderRoot.textContent, ...consoleTexts].join('\n');

  for (const name of ['token', 'access_token', 'api_key', 'apikey', 'client_secret', 'password', 'Authorization']) {
    it(`named ${name} are refused before anything is asked`, async () => {
      const path = `/echo?type=text%2Fcsv&${name}=${canary}`;
      const english = showCard((card) => (card.src = `${a}${path}`));
      const german = showCard((card) => (card.src = `${a}${path}`), 'de');
      await Promise.all([english.settled(), german.settled()]);
      expect(english.errors.map(({ code, params }) => [code, params?.['name']])).to.deep.equal([['SECRET_IN_ATTRIBUTE', name]]);
      expect(english.text()).to.contain(`the address holds a secret (${name}). Use the fetcher property`);
      expect(german.text()).to.contain(`die Adresse enthält ein Geheimnis (${name})`);
      expect(everywhere(english)).to.not.contain(canary);
      expect(await (await fetch(`${a}/hits?path=${encodeURIComponent(path)}`)).json()).to.equal(0);
    });
  }
  it('before the host name are refused', async () => {
    const shown = showCard((card) => (card.src = `http://user:${canary}@${a.slice(7)}/deals.csv`));
    await shown.settled();
    expect(shown.errors[0]?.code).to.equal('SECRET_IN_ATTRIBUTE');
    expect(everywhere(shown)).to.not.contain(canary);
  });
  for (const [what, src] of [
    ['a query', `${a}/echo?status=500&sig=${canary}`], ['a query of data with a flaw', `${a}/echo?type=text/csv&sig=${canary}&body=${encodeURIComponent('id,created_at,closed_at,status,amount\nD1,2024-01-01,2024-01-09,won,abc\nD2,2024\n')}`],
    ['a fragment', `${a}/nowhere/deals.csv#${canary}`], ['an address that a redirect leads to', `${a}/redirect?to=${encodeURIComponent(`${b}/nowhere/x.csv?sig=${canary}`)}`],
  ] as const) {
    it(`in ${what} appear in no message, event, report or console`, async () => {
      const shown = showCard((card) => (card.src = src));
      await shown.settled();
      expect(shown.errors.length + (shown.reports[0]?.tables.deals?.issues.length ?? 0), 'something is told').to.be.greaterThan(0);
      if (shown.states().includes('ready')) await shown.sheet();
      expect(everywhere(shown)).to.not.contain(canary);
    });
  }
  it('that the page\'s own fetcher sends stay with it, and its failure is shown without its address', async () => {
    const asked: string[] = [];
    const shown = showCard((card) => {
      card.src = `${a}/nowhere/deals.csv?part=1`;
      card.fetcher = (url, { signal }) => {
        asked.push(url);
        return fetch(`${url}&token=${canary}`, { signal, headers: { Authorization: `Bearer ${canary}` } });
      };
    });
    await shown.settled();
    expect(asked).to.deep.equal([`${a}/nowhere/deals.csv?part=1`]);
    expect(shown.errors[0]).to.deep.include({ code: 'HTTP', url: `${a}/nowhere/deals.csv` });
    expect(everywhere(shown)).to.not.contain(canary);
  });
  for (const [what, fetcher, code] of [
    ['throws', () => { throw new Error('host bug'); }, 'NETWORK'], ['rejects', () => Promise.reject(new Error('host bug')), 'NETWORK'],
    ['gives no answer', () => Promise.resolve(undefined), 'HOST'], ['gives a text', () => Promise.resolve('id,status'), 'HOST'], ['gives nothing at all', () => undefined, 'HOST'],
  ] as const) {
    it(`a fetcher that ${what} is an error of the data and no exception`, async () => {
      const shown = showCard((card) => {
        card.src = `${a}/deals.csv`;
        card.fetcher = fetcher as unknown as NonNullable<KpiCard['fetcher']>;
      });
      await shown.settled();
      expect(shown.states()).to.deep.equal(['error']);
      expect(shown.errors.map((error) => [error.code, error.url])).to.deep.equal([[code, `${a}/deals.csv`]]);
    });
  }
});

describe('settings that make no sense', function () {
  this.timeout(30_000);
  const odd = ['', ' ', '<img src=x onerror="globalThis.hit = 1">', '__proto__', 'constructor', '2024-99-99/2024-01-01', '\u202e', 'x'.repeat(10_000), 'none', '-1', '1e999', '{"a":1}'];
  const attributes = ['kpi', 'period', 'compare', 'segment-by', 'target', 'basis', 'heading', 'view', 'null-as', 'locale', 'currency', 'time-zone', 'week-start', 'fiscal-year-start', 'as-of', 'theme', 'table', 'format', 'preset', 'credentials', 'refresh-interval'];
  for (const name of attributes) {
    it(`of ${name} end in a figure or a text, never in an exception or in loading for ever`, async () => {
      const cards = odd.map((value) => showCard((card) => {
        card.setAttribute(name, value);
        card.data = smallCompany;
      }));
      for (const [i, shown] of cards.entries()) {
        await until(`an end with ${name}=${JSON.stringify(odd[i]?.slice(0, 40))}`, () => !shown.states().includes('loading') && shown.states().length > 0, 15_000);
        await shown.card.updateComplete;
        expect(shown.text()).to.not.equal('');
        expect(shown.text(), `${name}=${JSON.stringify(odd[i]?.slice(0, 40))}`).to.not.match(/NaN|undefined|\[object/u);
        expect(shown.card.renderRoot.querySelector('img, script')).to.equal(null);
      }
      expect((globalThis as { hit?: unknown }).hit).to.equal(undefined);
    });
  }
});
