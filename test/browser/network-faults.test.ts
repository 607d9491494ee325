import { expect } from '@open-wc/testing';
import { configure } from '../../src/context/configure.js';
import type { KpiCard } from '../../src/elements/kpi-card/kpi-card.js';
import type { KpiErrorInfo } from '../../src/model/issue.js';
import { pause, takePageErrors, until } from './page-errors.js';
import { patience } from './patience.js';
import { scripted, type Asked, type Scripted, type Step } from './scripted.js';
import { removeCards, showCard, type WatchedCard } from './watched-card.js';

const header = 'id,created_at,closed_at,status,amount\n';
/** 20 days. */
const csv = `${header}D1,2024-01-01,2024-01-21,won,100\n`;
const good: Step = { body: csv };
const canary = 'canary-41d8e0b7';

/** Bytes that no character set has. */
const invalid = btoa(String.fromCharCode(...[...csv].map((letter) => (letter === 'w' ? 0x81 : letter.charCodeAt(0)))));

interface Fault {
  /** Row of the table of faults. */
  readonly row: number;
  readonly what: string;
  readonly steps: readonly Step[] | (() => Promise<string>);
  readonly code: string;
  readonly detail?: Partial<KpiErrorInfo>;
  /** What the reader is told. */
  readonly says: string;
  readonly change?: (card: KpiCard) => void;
  /** Requests that the server sees, at least and at most. */
  readonly requests?: readonly [number, number];
}

const dead = async (): Promise<string> => 'http://127.0.0.1:9/deals.csv';

const faults: readonly Fault[] = [
  { row: 32, what: 'nobody answers at the port', steps: dead, code: 'NETWORK', says: 'could not be reached.', detail: { url: 'http://127.0.0.1:9/deals.csv', retryable: true } },
  { row: 32, what: 'the server does not allow this page', steps: [{ ...good, cors: false }], code: 'NETWORK', says: '(CORS)' },
  { row: 32, what: 'the connection is reset before any answer', steps: [{ refuse: true }], code: 'NETWORK', says: 'could not be reached.' },
  { row: 34, what: 'the server fails for ever', steps: [{ status: 500, body: 'database is down' }], code: 'HTTP', says: 'status 500', requests: [2, 3], detail: { retryable: true } },
  { row: 35, what: 'the server wants to be left alone for long', steps: [{ status: 429, headers: { 'retry-after': '3600' }, expose: 'retry-after' }, good], code: 'HTTP', says: 'status 429', requests: [1, 1] },
  { row: 36, what: 'the credentials never hold', steps: [{ status: 401 }], code: 'AUTH', says: 'the server wants other credentials (status 401)', requests: [2, 2], change: (card) => (card.headers = () => ({ Authorization: `Bearer ${canary}` })) },
  { row: 36, what: 'the user may not see it', steps: [{ status: 403 }], code: 'AUTH', says: '(status 403)', requests: [1, 1] },
  { row: 37, what: 'there is nothing at the address', steps: [{ status: 404 }, good], code: 'HTTP', says: 'status 404', requests: [1, 1], detail: { retryable: false } },
  { row: 37, what: 'the question is wrong', steps: [{ status: 400 }, good], code: 'HTTP', says: 'status 400', requests: [1, 1] },
  { row: 37, what: 'the question cannot be answered', steps: [{ status: 422 }, good], code: 'HTTP', says: 'status 422', requests: [1, 1] },
  { row: 38, what: 'a login page comes in place of data', steps: [{ body: '<!doctype html><title>Sign in</title>', type: 'text/html' }], code: 'CONTENT_TYPE', says: 'is a web page, not data.', detail: { value: '<!doctype html><title>Sign in</title>' } },
  { row: 39, what: 'an error comes with status 200', steps: [{ body: '{"error":"Continue wait"}', type: 'application/json' }], code: 'SHAPE', says: 'expected a list of objects, found an object.' },
  { row: 39, what: 'an error comes with status 200, and it is known where', steps: [{ body: '{"error":"Continue wait"}', type: 'application/json' }], code: 'API', says: 'the interface reports an error: “Continue wait”.', change: (card) => (card.errorPath = 'error') },
  { row: 40, what: 'an empty body comes', steps: [{ body: '', type: 'application/json' }], code: 'EMPTY_BODY', says: 'is empty' },
  { row: 41, what: 'a 304 comes that nobody asked for', steps: [{ status: 304 }], code: 'HTTP', says: 'status 304' },
  { row: 42, what: 'JSON is broken half-way', steps: [{ body: '[{"id":"D1","status":"won"},{"id":', type: 'application/json' }], code: 'JSON', says: 'is not valid JSON.' },
  { row: 42, what: 'line 5,000 of NDJSON is broken', steps: [{ body: `${'{"id":"d1"}\n'.repeat(4_999)}{"id":\n{"id":"d2"}\n`, type: 'application/x-ndjson' }], code: 'JSON', says: 'is not valid JSON.', detail: { row: 5_000 } },
  { row: 43, what: 'the body ends before its length', steps: [{ ...good, cut: 60 }], code: 'TRUNCATED', says: 'broke off while loading.', detail: { retryable: true } },
  { row: 43, what: 'the body of chunks ends without the last', steps: [{ ...good, chunkedCut: 60 }], code: 'TRUNCATED', says: 'broke off while loading.' },
  { row: 43, what: 'the connection is reset', steps: [{ ...good, reset: 60 }], code: 'TRUNCATED', says: 'broke off while loading.' },
  { row: 45, what: 'the body stands still', steps: [{ body: csv, drip: 5_000 }], code: 'TIMEOUT', says: 'took longer than 1', detail: { params: { wait: 'piece' } } },
  { row: 45, what: 'the body drips for ever', steps: [{ body: csv.repeat(50), drip: 200 }], code: 'TIMEOUT', says: 'was given up', detail: { params: { wait: 'total' } } },
  { row: 46, what: 'the answer never begins', steps: [{ hang: true }], code: 'TIMEOUT', says: 'took longer than 1', detail: { params: { wait: 'answer' } } },
  { row: 47, what: 'a bomb of gzip unfolds', steps: [{ zeros: 64, gzip: true }], code: 'TOO_LARGE', says: 'is over the limit of' },
  { row: 48, what: '600 MB come', steps: [{ zeros: 600 }], code: 'TOO_LARGE', says: 'is over the limit of' },
  { row: 49, what: 'a redirect leads to itself', steps: [{ redirect: 'self' }], code: 'NETWORK', says: 'could not be reached.' },
  { row: 49, what: 'a redirect would take a key elsewhere', steps: [{ redirect: '/anywhere' }], code: 'REDIRECT', says: 'leads to another address, which is not followed', requests: [1, 1], change: (card) => (card.headers = () => ({ 'X-Api-Key': canary })) },
  { row: 49, what: 'a redirect would take a cookie elsewhere', steps: [{ redirect: '/anywhere' }], code: 'REDIRECT', says: 'leads to another address', requests: [1, 1], change: (card) => (card.credentials = 'include') },
  { row: 53, what: 'the page\'s function throws', steps: [good], code: 'AUTH_CALLBACK', says: 'the page’s own headers callback failed: Error', requests: [0, 0], change: (card) => (card.headers = () => { throw new Error(canary); }) },
  { row: 53, what: 'the page\'s function never answers', steps: [good], code: 'AUTH_CALLBACK', says: 'no answer within 1', requests: [0, 0], change: (card) => (card.headers = () => new Promise(() => undefined)) },
  { row: 53, what: 'the page\'s function gives no text', steps: [good], code: 'AUTH_CALLBACK', says: 'the value of Authorization is no text', requests: [0, 0], change: (card) => (card.headers = () => ({ Authorization: 5 as unknown as string })) },
  { row: 17, what: 'the bytes are of no character set', steps: [{ bytes: invalid, type: 'text/csv; charset=utf-8' }], code: 'ENCODING', says: 'cannot be read as' },
  { row: 18, what: 'more rows come than may be held', steps: [{ zeros: 8 }], code: 'TOO_LARGE', says: 'is over the limit of' },
  { row: 20, what: 'lists lie in lists', steps: [{ body: '['.repeat(200_000), type: 'application/json' }], code: 'TOO_DEEP', says: 'nests deeper than' },
];

const addressOf = async ({ steps }: Fault): Promise<Scripted> =>
  (typeof steps === 'function' ? { url: await steps(), asked: async (): Promise<readonly Asked[]> => [] } : scripted(...steps));

describe('a request that fails', function () {
  this.timeout(30_000);
  before(() => configure({ defaults: { requests: patience, limits: { maxBytes: 16_777_216, maxRows: 100_000 } } }));
  after(() => configure({ defaults: {} }));
  beforeEach(() => void takePageErrors());
  afterEach(async () => {
    removeCards();
    await pause(5);
    expect(takePageErrors(), 'errors that reached the page').to.deep.equal([]);
  });
  const everywhere = (shown: WatchedCard): string => [shown.text(), JSON.stringify(shown.errors), shown.card.renderRoot.textContent].join('\n');

  for (const fault of faults) {
    const { row, what, code, says, detail, change, requests } = fault;
    it(`because ${what} (row ${row}): says so, asks no more often than it may, and shows no figure`, async () => {
      const { url, asked } = await addressOf(fault);
      const shown = showCard((card) => {
        card.src = url;
        change?.(card);
      });
      await shown.settled();
      expect(shown.errors.map((error) => error.code)).to.deep.equal([code]);
      expect(shown.states()).to.deep.equal(['error']);
      expect(shown.value()).to.equal(null);
      const { params = {}, ...facts } = detail ?? {};
      expect(shown.errors[0]).to.deep.include({ table: 'deals', severity: 'error', ...facts });
      expect(shown.errors[0]?.params ?? {}).to.include(params);
      expect(shown.text()).to.contain(says).and.to.contain('Retry');
      expect(everywhere(shown)).to.not.contain(canary);
      if (requests !== undefined) expect((await asked()).length).to.be.within(...requests);
    });
    it(`because ${what} (row ${row}): leaves the last good picture as it was, marked as old`, async () => {
      const { url } = await addressOf(fault);
      const { url: first } = await scripted(good);
      const shown = showCard((card) => (card.src = first));
      await until('the figure', () => shown.value() === '20 days');
      await shown.card.updateComplete;
      const picture = (): string => [...shown.card.renderRoot.querySelectorAll('svg.scene')].map((scene) => scene.outerHTML).join('\n');
      await until('the picture', () => picture() !== '');
      const before = picture();
      const told = shown.errors.length;
      change?.(shown.card);
      shown.card.src = url;
      await until('the failure', () => shown.errors.length > told);
      await shown.card.updateComplete;
      expect(shown.states()).to.deep.equal(['ready', 'error', 'stale']);
      expect(shown.value()).to.equal('20 days');
      expect(picture()).to.equal(before);
    });
  }
});
