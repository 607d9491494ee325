import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { nextInLinkHeader } from '../../src/ingest/paging/link-header.js';
import type { PresetName } from '../../src/model/input.js';
import type { Paging, PagingMode } from '../../src/model/paging.js';
import { failure, readBack } from './read-back.js';

/** 25 deals; ten to a page they are three pages, of which the last is short. */
const deals = Array.from({ length: 25 }, (_, i) => ({ id: `d${i + 1}`, status: i % 2 === 0 ? 'won' : 'lost', amount: i + 1 }));
const ids = deals.map(({ id }) => id);
const part = (from: number, size = 10) => deals.slice(from, from + size);

let asked: string[] = [];
let base = '';
let elsewhere = '';
let server: Server;

const json = (response: ServerResponse, body: unknown, headers: Record<string, string> = {}): void =>
  void response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
const number = (query: URLSearchParams, name: string, usual = 0): number => Number(query.get(name) ?? usual);
const letter = (at: number): string => `c${String.fromCharCode(97 + at / 10)}=`;
const fromLetter = (cursor: string | null): number => (cursor === null ? 0 : (cursor.charCodeAt(1) - 97) * 10);

type Route = (response: ServerResponse, query: URLSearchParams, request: IncomingMessage) => void;
const routes: Record<string, Route> = {
  '/hubspot': (response, query) => {
    const at = fromLetter(query.get('after'));
    json(response, { results: part(at).map(({ id, status, amount }) => ({ id, properties: { dealstage: status === 'won' ? 'closedwon' : 'closedlost', amount } })),
      ...(at + 10 < 25 ? { paging: { next: { after: letter(at + 10), link: 'http://elsewhere.invalid/' } } } : {}) });
  },
  '/pipedrive2': (response, query) => {
    const at = fromLetter(query.get('cursor'));
    json(response, { success: true, data: part(at).map(({ id, status, amount }) => ({ id, status, value: amount })), additional_data: { next_cursor: at + 10 < 25 ? letter(at + 10) : null } });
  },
  '/pipedrive1': (response, query) => {
    const at = number(query, 'start');
    const hasMore = at + 10 < 25;
    json(response, { success: true, data: part(at).map(({ id, status, amount }) => ({ id, status, value: amount })),
      additional_data: { pagination: { start: at, limit: 10, more_items_in_collection: hasMore, ...(hasMore ? { next_start: at + 10 } : {}) } } });
  },
  '/salesforce': (response, query) => {
    const at = number(query, 'at');
    json(response, { totalSize: 25, done: at + 10 >= 25, ...(at + 10 < 25 ? { nextRecordsUrl: `/salesforce?at=${at + 10}` } : {}),
      records: part(at).map(({ id, status, amount }) => ({ attributes: { type: 'Opportunity' }, Id: id, StageName: status === 'won' ? 'Closed Won' : 'Closed Lost', Amount: amount })) });
  },
  '/linked': (response, query) => {
    const at = number(query, 'at');
    json(response, part(at), at + 10 < 25 ? { link: `<${base}/linked?at=0>; rel="first", </linked?at=${at + 10}>; title="a, b"; rel="last next"` } : {});
  },
  '/linked.csv': (response, query) => {
    const at = number(query, 'at');
    const lines = part(at).map(({ id, status, amount }) => `${id},${status},${id === query.get('bad') ? 'x?' : amount}`);
    response.writeHead(200, { 'content-type': 'text/csv', ...(at + 10 < 25 ? { link: `<?at=${at + 10}&bad=${query.get('bad') ?? ''}>; rel=next` } : {}) });
    response.end(`${at === 20 && query.get('bad') === 'header' ? 'id,amount,status' : 'id,status,amount'}\n${lines.join('\n')}\n`);
  },
  '/counted': (response, query) => json(response, part(number(query, 'offset'), Math.min(number(query, 'limit', 10), 10))),
  '/numbered': (response, query) => json(response, part((number(query, 'page', 1) - 1) * 10)),
  '/keys-turned': (response, query) => json(response, query.get('cursor') === null
    ? { data: [{ id: 'a', status: 'won', amount: 1, source: 'Web' }], next_cursor: 'x' }
    : { data: [{ amount: 2, source: 'Fair', status: 'lost', id: 'b' }, { status: 'won', id: 'c' }] }),
  '/bad-row': (response, query) => json(response, { data: part(fromLetter(query.get('cursor'))).map((deal) => (deal.id === 'd17' ? { ...deal, amount: 'many' } : deal)),
    next_cursor: fromLetter(query.get('cursor')) < 20 ? letter(fromLetter(query.get('cursor')) + 10) : null }),
  '/loop': (response) => json(response, { data: part(0), next_cursor: 'same' }),
  '/abroad': (response) => json(response, part(0), { link: `<${elsewhere}/linked?at=10>; rel="next"` }),
  '/lost': (response, query) => {
    const at = number(query, 'at');
    if (at === 20) response.writeHead(404).end();
    else json(response, { data: part(at), links: { next: `${base}/lost?at=${at + 10}` } });
  },
  '/cut': (response, query) => {
    const at = number(query, 'at');
    if (at === 0) return json(response, part(0), { link: '</cut?at=10>; rel=next' });
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '5000' });
    response.write(JSON.stringify(part(10)).slice(0, 100), () => setTimeout(() => response.destroy(), 10));
  },
};

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url as string);
    const { pathname, searchParams } = new URL(request.url as string, 'http://x');
    (routes[pathname] as Route)(response, searchParams, request);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  base = `http://127.0.0.1:${port}`;
  elsewhere = `http://localhost:${port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  asked = [];
});

const read = (path: string, more: { readonly paging?: PagingMode | Paging; readonly preset?: PresetName } = {}) => readBack({ url: base + path, ...more });

describe('pages of an interface', () => {
  it.each([
    ['HubSpot', '/hubspot?limit=10', 'hubspot', ['/hubspot?limit=10', '/hubspot?limit=10&after=cb%3D', '/hubspot?limit=10&after=cc%3D']],
    ['Pipedrive, version 2', '/pipedrive2', 'pipedrive', ['/pipedrive2', '/pipedrive2?cursor=cb%3D', '/pipedrive2?cursor=cc%3D']],
    ['Pipedrive, version 1', '/pipedrive1', 'pipedrive', ['/pipedrive1', '/pipedrive1?start=10', '/pipedrive1?start=20']],
    ['Salesforce', '/salesforce', 'salesforce', ['/salesforce', '/salesforce?at=10', '/salesforce?at=20']],
  ] as const)('of %s are all read without being asked for', async (_, path, preset, requests) => {
    const { column, report } = await read(path, { preset });
    expect(column('id')).toEqual(ids);
    expect(column('amount')).toEqual(deals.map(({ amount }) => amount));
    expect(column('status')).toEqual(deals.map(({ status }) => status));
    expect(asked).toEqual(requests);
    expect(report.partial).toBeUndefined();
  });

  it('stay unread where the input says that there are none', async () => {
    expect((await read('/hubspot', { preset: 'hubspot', paging: 'none' })).column('id')).toHaveLength(10);
    expect(asked).toEqual(['/hubspot']);
  });

  it('are followed by the Link header, whatever else stands in it', async () => {
    expect((await read('/linked', { paging: 'link' })).column('id')).toEqual(ids);
    expect(asked).toEqual(['/linked', '/linked?at=10', '/linked?at=20']);
  });

  it('may be CSV: each has the same header, which counts as one row', async () => {
    const { column, table, issue } = await read('/linked.csv?bad=d17', { paging: 'link' });
    expect(column('id')).toEqual(ids);
    // Row 1 is the header, so the 17th deal stands in row 18, on the second page.
    expect([table.sourceRow[0], table.sourceRow[16], table.sourceRow[24]]).toEqual([2, 18, 26]);
    expect(issue('NUMBER')).toMatchObject({ row: 18, column: 'amount', value: 'x?', params: { page: 2 } });
  });

  it('with another header than the first are refused', async () => {
    expect(await failure({ deals: { url: `${base}/linked.csv?bad=header`, paging: 'link' } })).toMatchObject({ code: 'PAGE_HEADER', value: 'id,amount,status'.replaceAll(',', ', ') });
  });

  it('are counted by rows until one is short', async () => {
    expect((await read('/counted', { paging: 'offset' })).column('id')).toEqual(ids);
    expect(asked).toEqual(['/counted?offset=0', '/counted?offset=10', '/counted?offset=20']);
  });

  it('that a server makes shorter than asked for are not taken for the last', async () => {
    // Five hundred are asked for, ten are given: the first page tells how long a page is.
    expect((await read('/counted', { paging: { mode: 'offset', size: 500 } })).column('id')).toEqual(ids);
    expect(asked).toEqual(['/counted?offset=0&limit=500', '/counted?offset=10&limit=500', '/counted?offset=20&limit=500']);
  });

  it('are counted one by one from 1', async () => {
    expect((await read('/numbered', { paging: { mode: 'offset', by: 'pages', param: 'page', start: 1 } })).column('id')).toEqual(ids);
    expect(asked).toEqual(['/numbered?page=1', '/numbered?page=2', '/numbered?page=3']);
  });

  it('may have their keys in another order and lack some', async () => {
    const { rows } = await read('/keys-turned', { paging: 'cursor' });
    expect(rows).toMatchObject([
      { id: 'a', status: 'won', amount: 1, source: 'Web' }, { id: 'b', status: 'lost', amount: 2, source: 'Fair' }, { id: 'c', status: 'won', amount: null, source: null },
    ]);
  });

  it('are named where a row of theirs is wrong', async () => {
    expect((await read('/bad-row', { paging: 'cursor' })).issue('NUMBER')).toMatchObject({ row: 17, value: 'many', params: { page: 2 } });
  });

  it('under names of the host\'s own', async () => {
    await read('/lost', { paging: { mode: 'link', next: 'links.next', maxPages: 2 } });
    expect(asked).toEqual(['/lost', '/lost?at=10']);
  });
});

describe('pages that lead astray', () => {
  it('in a circle are refused, the cursor named', async () => {
    expect(await failure({ deals: { url: `${base}/loop`, paging: 'cursor' } })).toMatchObject({ code: 'PAGE_LOOP', value: 'same', table: 'deals', params: { page: 3 } });
    expect(asked).toHaveLength(2);
  });

  it('to another origin are refused, unasked, with or without credentials', async () => {
    expect(await failure({ deals: { url: `${base}/abroad?token=secret`, paging: 'link' } })).toMatchObject({ code: 'PAGE_ORIGIN', value: `${elsewhere}/linked`, params: { origin: base } });
    expect(asked).toEqual(['/abroad?token=secret']);
  });
});

describe('pages that do not come', () => {
  it.each([['is not found', '/lost', 'HTTP', 20], ['breaks off', '/cut', 'TRUNCATED', 10]] as const)('because one %s: those before stay, marked as partial with the reason', async (_, path, code, rows) => {
    const { column, report, issue, all } = await read(path, { paging: 'link' });
    expect(column('id')).toEqual(ids.slice(0, rows));
    expect(report.partial).toEqual({ pages: rows / 10, rows, code });
    expect(report.rowsUsed + report.rowsExcluded).toBe(report.rowsIn);
    expect(issue('PAGES_MISSING')).toMatchObject({ severity: 'error', params: { pages: rows / 10, rows, cause: code } });
    expect(all.rules).toContainEqual({ code: 'DQ_PARTIAL', table: 'deals', count: rows });
  });

  it('refuse the whole where the host wants all or nothing', async () => {
    expect(await failure({ deals: { url: `${base}/lost`, paging: { mode: 'link', allOrNothing: true } } })).toMatchObject({ code: 'HTTP', params: { status: 404 } });
  });

  it.each([
    ['pages', { maxPages: 2 }, 20], ['rows', { maxRows: 15 }, 20],
  ] as const)('because of a limit of %s are told to be missing', async (unit, limit, rows) => {
    const { column, report, issue } = await read('/linked', { paging: { mode: 'link', ...limit } });
    expect(column('id')).toEqual(ids.slice(0, rows));
    expect(report.partial).toEqual({ pages: 2, rows, code: 'TOO_LARGE' });
    expect(issue('PAGES_MISSING')).toMatchObject({ params: { cause: 'TOO_LARGE', unit, limit: Object.values(limit)[0] } });
  });

  it('are not missed where a limit is just met', async () => {
    expect((await read('/linked', { paging: { mode: 'link', maxPages: 3 } })).report.partial).toBeUndefined();
  });

  it('count against the limit of bytes all together', async () => {
    const error = await readBack({ url: `${base}/linked`, paging: 'link' }, { limits: { maxBytes: 700 } });
    expect(error.report.partial).toMatchObject({ pages: 1, code: 'TOO_LARGE' });
  });

  it('tell on the way how far the reading is', async () => {
    const told: (number | undefined)[] = [];
    await readBack({ url: `${base}/linked`, paging: 'link' }, { onProgress: ({ page }) => told.push(page) });
    expect([...new Set(told)]).toEqual([undefined, 2, 3]);
  });
});

describe('the Link header', () => {
  it.each([
    [null, null], ['', null], ['<a>; rel="prev"', null], ['<a>; rel=next', 'a'], ['<a>;rel="next"', 'a'], ['<a>; REL="Next"', 'a'],
    ['<p>; rel="prev", <n>; rel="next"', 'n'], ['<a,b;c>; rel="x y next"', 'a,b;c'], ['<a>; title="<b>; rel=next"; rel="up"', null],
    ['<a>; rel="nextpage"', null], ['<a>; rel="up"; rel="next"', null], ['nonsense', null],
  ])('%s names %s', (header, next) => {
    expect(nextInLinkHeader(header)).toBe(next);
  });
});
