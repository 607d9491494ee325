import { expect } from '@open-wc/testing';
import type { KpiErrorInfo } from '../../src/model/issue.js';
import { pause, takePageErrors, until } from './page-errors.js';
import { origins } from './visit-page.js';
import { removeCards, showCard } from './watched-card.js';

const { a, b } = await origins();

const header = 'id,created_at,closed_at,status,amount\n';
/** 20 and 40 days won, 31 days lost: the mean cycle of what was won is 30 days. */
const good = `${header}D1,2024-01-01,2024-01-21,won,100\nD2,2024-01-02,2024-02-02,lost,100\nD3,2024-01-03,2024-02-12,won,100\n`;
const echo = (body: string, more: Readonly<Record<string, string>> = {}): string => `${a}/echo?${new URLSearchParams({ type: 'text/csv', body, ...more })}`;

interface Failing { readonly what: string; readonly src: string; readonly code: string; readonly file: string; readonly en: string; readonly de: string; readonly detail?: Partial<KpiErrorInfo> }

const failing: readonly Failing[] = [
  {
    what: 'a file that is not there', src: `${a}/nowhere/deals.csv`, code: 'HTTP', file: 'deals.csv',
    en: 'the server answered with status 404.', de: 'der Server antwortete mit Status 404.', detail: { url: `${a}/nowhere/deals.csv`, params: { status: 404 }, retryable: false },
  },
  {
    what: 'a server that fails', src: echo('down', { status: '503' }), code: 'HTTP', file: 'echo',
    en: 'the server answered with status 503.', de: 'der Server antwortete mit Status 503.', detail: { url: `${a}/echo`, params: { status: 503 }, retryable: true },
  },
  {
    what: 'a login page in place of data', src: `${a}/login?next=deals.csv`, code: 'CONTENT_TYPE', file: 'login',
    en: 'is a web page, not data. Perhaps a login is needed.', de: 'ist eine Webseite, keine Daten. Vielleicht fehlt eine Anmeldung.',
    detail: { url: `${a}/login`, value: '<!doctype html><html><head><title>Sign in</title></head><body><form>Password</fo' },
  },
  {
    what: 'a login page that claims to be CSV', src: echo('<!DOCTYPE html><title>Sign in</title>'), code: 'CONTENT_TYPE', file: 'echo',
    en: 'is a web page, not data.', de: 'ist eine Webseite, keine Daten.', detail: { url: `${a}/echo`, value: '<!DOCTYPE html><title>Sign in</title>' },
  },
  { what: 'an empty file', src: echo(''), code: 'EMPTY_BODY', file: 'echo', en: 'is empty: there is not even a header.', de: 'ist leer: nicht einmal eine Kopfzeile.', detail: { url: `${a}/echo` } },
  { what: 'a file of blank lines', src: echo('\r\n\r\n'), code: 'EMPTY_BODY', file: 'echo', en: 'is empty', de: 'ist leer', detail: { url: `${a}/echo` } },
  {
    what: 'JSON that breaks off', src: echo('[{"id":"D1","status":"won"},{"id":', { type: 'application/json' }), code: 'JSON', file: 'echo',
    en: 'is not valid JSON.', de: 'ist kein gültiges JSON.', detail: { url: `${a}/echo` },
  },
  {
    what: 'an error message in place of rows', src: echo('{"error":"no such view"}', { type: 'application/json' }), code: 'SHAPE', file: 'echo',
    en: 'expected a list of objects, found an object.', de: 'erwartet', detail: { url: `${a}/echo`, value: '{"error":"no such view"}' },
  },
  { what: 'a connection that breaks off', src: echo(good, { cut: '90' }), code: 'TRUNCATED', file: 'echo', en: 'broke off while loading.', de: 'brach beim Laden ab.', detail: { url: `${a}/echo`, retryable: true } },
  {
    what: 'a server that nobody answers for', src: 'http://127.0.0.1:9/deals.csv', code: 'NETWORK', file: 'deals.csv',
    en: 'could not be reached. The address may be wrong or down, the server may not allow this page (CORS)', de: 'nicht erreichbar.', detail: { url: 'http://127.0.0.1:9/deals.csv', retryable: true },
  },
  {
    what: 'a server that does not allow this page', src: `${b}/echo?${new URLSearchParams({ cors: '0', body: good })}`, code: 'NETWORK', file: 'echo',
    en: '(CORS)', de: '(CORS)', detail: { url: `${b}/echo` },
  },
  {
    what: 'a redirect that never ends', src: `${a}/redirect`, code: 'NETWORK', file: 'redirect',
    en: 'could not be reached.', de: 'nicht erreichbar.',
  },
  {
    what: 'text that is no UTF-8', src: `${echo(good.replace('won', 'ähm'), { type: 'text/csv; charset=utf-16le' })}`, code: 'ENCODING', file: 'echo',
    en: 'cannot be read as utf-16le. Save it as UTF-8, or give its character set.', de: 'ist nicht als utf-16le lesbar. Bitte als UTF-8 speichern',
  },
];

describe('an input that cannot be read', function () {
  this.timeout(20_000);
  beforeEach(() => void takePageErrors());
  afterEach(async () => {
    removeCards();
    await pause(5);
    expect(takePageErrors(), 'errors that reached the page').to.deep.equal([]);
  });

  for (const { what, src, code, file, en, de, detail } of failing) {
    it(`${what}: says so in both languages, names the file and offers to try again`, async () => {
      const english = showCard((card) => (card.src = src));
      const german = showCard((card) => (card.src = src), 'de');
      await Promise.all([english.settled(), german.settled()]);
      expect(english.states()).to.deep.equal(['error']);
      expect(english.value(), 'no figure, above all no 0').to.equal(null);
      expect(english.errors.length, 'told once').to.equal(1);
      expect(english.errors[0]).to.deep.include({ code, severity: 'error', table: 'deals' });
      const { params = {}, ...facts } = detail ?? {};
      expect(english.errors[0]).to.deep.include(facts);
      expect(english.errors[0]?.params ?? {}).to.include(params);
      expect(english.text()).to.contain(`${file}: `).and.to.contain(en).and.to.contain('Retry');
      expect(german.text()).to.contain(`${file}: `).and.to.contain(de).and.to.contain('Erneut versuchen');
    });
    it(`${what}: leaves the last good figures standing, marked as old`, async () => {
      const shown = showCard((card) => {
        card.src = echo(good);
        card.view = 'table';
      });
      await shown.settled();
      expect(shown.value()).to.equal('30 days');
      const table = (): string => shown.card.renderRoot.querySelector('table')?.textContent ?? '';
      const before = table();
      expect(before).to.contain('Sales cycle by period');
      shown.card.src = src;
      await until('the failure', () => shown.errors.length === 1);
      await shown.card.updateComplete;
      expect(shown.states()).to.deep.equal(['ready', 'error', 'stale']);
      expect(shown.value()).to.equal('30 days');
      expect(table()).to.equal(before);
      expect(shown.card.renderRoot.querySelector('.badge')?.textContent).to.match(/\d\d:\d\d/u);
      expect(shown.text()).to.contain('Kept the last good figures.').and.to.contain('Retry');
    });
  }

  it('is asked for again when the user says so, and its figure comes', async () => {
    const key = `retry-${Math.floor(performance.now() * 1_000)}`;
    const shown = showCard((card) => (card.src = `${a}/fail-first?${new URLSearchParams({ key, times: '1', status: '404', then: '/deals.csv?n=200' })}`));
    await shown.settled();
    expect(shown.states()).to.deep.equal(['error']);
    shown.card.renderRoot.querySelector<HTMLButtonElement>('.error-bar button')?.click();
    await until('the figure', () => shown.value() !== null);
    expect(shown.states()).to.deep.equal(['ready']);
    expect(shown.text()).to.not.contain('Retry');
  });

  it('is given up and released when it never answers and the element leaves', async () => {
    const shown = showCard((card) => (card.src = `${a}/echo?hang=1`));
    await until('loading', () => shown.states().includes('loading'));
    await pause(300);
    expect(shown.states()).to.deep.equal(['loading']);
    shown.card.remove();
    await pause(50);
    expect(shown.errors).to.deep.equal([]);
  });

  it('that answers 204 holds no rows, which is no failure and no zero', async () => {
    const english = showCard((card) => (card.src = `${a}/echo?status=204`));
    const german = showCard((card) => (card.src = `${a}/echo?status=204`), 'de');
    await Promise.all([english.settled(), german.settled()]);
    expect(english.states()).to.deep.equal(['empty']);
    expect(english.errors).to.deep.equal([]);
    expect(english.text()).to.contain('The table deals has no rows.');
    expect(german.text()).to.contain('Die Tabelle Deals hat keine Zeilen.');
  });
});
