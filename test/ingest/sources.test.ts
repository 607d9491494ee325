import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createRawServer, type AddressInfo, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CategoryColumn } from '../../src/model/table.js';
import { inspect } from '../../src/ingest/inspect.js';
import { failure, load, readBack } from './read-back.js';

const deals = 'id,status,amount\nd1,won,10\nd2,lost,20\n';
const seen: IncomingMessage[] = [];
let closedByUs = 0;

const answers: Record<string, (response: ServerResponse) => void> = {
  '/deals.csv': (response) => response.writeHead(200, { 'content-type': 'text/csv', 'content-length': deals.length }).end(deals),
  '/deals.json': (response) => response.writeHead(200, { 'content-type': 'application/json' }).end('[{"id":"d1","status":"won"}]'),
  '/latin1.csv': (response) => response.writeHead(200, { 'content-type': 'text/csv; charset=iso-8859-1' }).end(Buffer.from('id,status,owner\nd1,won,Müller\n', 'latin1')),
  '/missing.csv': (response) => response.writeHead(404).end('nothing here'),
  '/broken': (response) => response.writeHead(503).end(),
  '/login': (response) => response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<!doctype html><title>Sign in</title><form>'),
  '/untyped-login': (response) => response.writeHead(200, { 'content-type': 'text/csv' }).end('\n  <!DOCTYPE html><title>Sign in</title>'),
  '/empty': (response) => response.writeHead(200, { 'content-type': 'text/csv' }).end(),
  '/nothing': (response) => response.writeHead(204).end(),
  '/big': (response) => response.writeHead(200, { 'content-length': 5_000_000 }).end('x'.repeat(5_000_000)),
  '/endless': (response) => {
    response.writeHead(200, { 'content-type': 'text/csv' });
    response.write('id,status\n');
    const timer = setInterval(() => response.write('d,won\n'.repeat(10_000)), 1);
    response.on('close', () => { clearInterval(timer); closedByUs += 1; });
  },
  '/slow': (response) => {
    response.writeHead(200, { 'content-type': 'text/csv' });
    response.write(deals);
    response.on('close', () => { closedByUs += 1; });
  },
};

let server: Server;
let cutServer: ReturnType<typeof createRawServer>;
let base: string;
let cut: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    seen.push(request);
    (answers[new URL(request.url!, 'http://x').pathname] ?? answers['/missing.csv']!)(response);
  });
  // Promises 1,000 bytes and hangs up after some.
  cutServer = createRawServer((socket: Socket) => socket.once('data', () => {
    socket.write(`HTTP/1.1 200 OK\r\ncontent-type: text/csv\r\ncontent-length: 1000\r\n\r\n${deals}`, () => setTimeout(() => socket.destroy(), 20));
  }));
  await Promise.all([new Promise<void>((done) => server.listen(0, '127.0.0.1', done)), new Promise<void>((done) => cutServer.listen(0, '127.0.0.1', done))]);
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  cut = `http://127.0.0.1:${(cutServer.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  cutServer.close();
});

describe('a URL', () => {
  it('is fetched and read by its content', async () => {
    expect((await readBack({ url: `${base}/deals.csv` })).column('amount')).toEqual([10, 20]);
    expect((await readBack({ url: `${base}/deals.json` })).column('id')).toEqual(['d1']);
    expect((await readBack({ url: `${base}/latin1.csv` })).column('owner_id')).toEqual(['Müller']);
  });

  it('tells where it was sent from to nobody', async () => {
    await readBack({ url: `${base}/deals.csv` });
    expect(seen.at(-1)!.headers.referer).toBeUndefined();
    expect(seen.at(-1)!.headers.accept).toContain('text/csv');
  });

  it('that does not exist gives its status, without secrets of the address', async () => {
    const error = await failure({ deals: { url: `${base.replace('http://', 'http://user:pass@')}/missing.csv?token=secret#x` } }, { fetch: (request, init) => fetch((request).replace('user:pass@', ''), init) });
    expect(error).toMatchObject({ code: 'HTTP', url: `${base}/missing.csv`, retryable: false, phase: 'load', table: 'deals', params: { status: 404 } });
    expect(JSON.stringify(error)).not.toMatch(/secret|pass/);
    expect(await failure({ deals: { url: `${base}/broken` } })).toMatchObject({ code: 'HTTP', retryable: true });
  });

  it.each(['/login', '/untyped-login'])('with a web page in place of data (%s) shows how it begins', async (path) => {
    const error = await failure({ deals: { url: base + path } });
    expect(error).toMatchObject({ code: 'CONTENT_TYPE' });
    expect(String(error['value']).toLowerCase()).toMatch(/^<!doctype html><title>sign in<\/title>/);
  });

  it('with an empty body is refused, with status 204 an empty table', async () => {
    expect(await failure({ deals: { url: `${base}/empty` } })).toMatchObject({ code: 'EMPTY_BODY' });
    expect((await readBack({ url: `${base}/nothing` })).table.rowCount).toBe(0);
  });

  it('that nobody answers lists the possible causes', async () => {
    const { code, message, retryable } = await failure({ deals: { url: 'http://127.0.0.1:1/x?y=z' } });
    expect([code, retryable]).toEqual(['NETWORK', true]);
    expect(message).toMatch(/^http:\/\/127\.0\.0\.1:1\/x could not be reached.*CORS.*content security policy/);
  });

  it.each(['file:///etc/passwd', 'javascript:alert(1)', 'data:text/csv,id', 'ftp://x/y', 'not a url'])('%s is refused unread', async (url) => {
    expect(await failure({ deals: { url } })).toMatchObject({ code: 'URL' });
  });

  it('that breaks off is refused: part of a file must not pass for all', async () => {
    expect(await failure({ deals: { url: cut } })).toMatchObject({ code: 'TRUNCATED', retryable: true, params: { bytes: deals.length } });
  });

  it('over the limit is refused before or while reading, and hung up on', async () => {
    expect(await failure({ deals: { url: `${base}/big` } }, { limits: { maxBytes: 1_000_000 } })).toMatchObject({ code: 'TOO_LARGE', params: { limit: 1_000_000, unit: 'bytes', size: 5_000_000 } });
    const before = closedByUs;
    expect(await failure({ deals: { url: `${base}/endless` } }, { limits: { maxBytes: 1_000_000 } })).toMatchObject({ code: 'TOO_LARGE' });
    await expect.poll(() => closedByUs).toBe(before + 1);
  });

  it('is let go of when stopped', async () => {
    const stop = new AbortController();
    const before = closedByUs;
    const loading = load({ deals: { url: `${base}/slow` } }, { signal: stop.signal, onProgress: () => stop.abort(new Error('enough')) });
    setTimeout(() => stop.abort(new Error('enough')), 100);
    await expect(loading).rejects.toThrow('enough');
    await expect.poll(() => closedByUs).toBe(before + 1);
  });

  it('tells its progress', async () => {
    const steps: unknown[] = [];
    await load({ deals: { url: `${base}/deals.csv` } }, { onProgress: (progress) => steps.push(progress) });
    expect(steps.at(-1)).toEqual({ table: 'deals', bytes: deals.length, totalBytes: deals.length, rows: 2 });
  });
});

describe('other places', () => {
  const bytes = new TextEncoder().encode(deals);
  const expected = ['d1', 'd2'];
  it.each<[string, () => Parameters<typeof readBack>[0]]>([
    ['text', () => ({ text: deals })], ['bytes', () => ({ bytes })], ['an ArrayBuffer', () => ({ bytes: bytes.slice().buffer })],
    ['a stream', () => ({ stream: new Blob([bytes]).stream() })], ['a file', () => ({ file: new File([bytes], 'deals.csv') })],
    ['rows', () => [{ id: 'd1', status: 'won', amount: 10 }, { id: 'd2', status: 'lost', amount: 20 }]],
    ['a stream of single bytes', () => ({ stream: new ReadableStream<Uint8Array>({ start: (controller) => { for (const byte of bytes) controller.enqueue(Uint8Array.of(byte)); controller.close(); } }) })],
  ])('%s gives the same table', async (_, input) => {
    const { column } = await readBack(input());
    expect(column('id')).toEqual(expected);
    expect(column('amount')).toEqual([10, 20]);
  });

  it('long texts are encoded piece by piece without cutting a character', async () => {
    const long = `id,status,owner\n${Array.from({ length: 60_000 }, (_, index) => `d${index},won,😀ü${index % 7}`).join('\n')}`;
    const { column } = await readBack(long);
    expect(new Set(column('owner_id'))).toEqual(new Set(Array.from({ length: 7 }, (_, index) => `😀ü${index}`)));
    expect(column('id').length).toBe(60_000);
  });

  it('given bytes are left as they were', async () => {
    const given = new TextEncoder().encode('id,status,name\nd1,won,"a ""b"""\n');
    const copy = given.slice();
    expect((await readBack({ bytes: given })).column('name')).toEqual(['a "b"']);
    expect(given).toEqual(copy);
  });

  it('a stream that fails was cut off, or never came', async () => {
    const failing = (first: string | null) => new ReadableStream<Uint8Array>({
      start: (controller) => { if (first !== null) controller.enqueue(new TextEncoder().encode(first)); },
      pull: (controller) => controller.error(new Error('gone')),
    });
    expect(await failure({ deals: { stream: failing(null), label: 'feed' } })).toMatchObject({ code: 'NETWORK' });
    expect(await failure({ deals: { stream: failing('x'.repeat(2000)), label: 'feed' } })).toMatchObject({ code: 'TRUNCATED', params: { label: 'feed', bytes: 2000 } });
  });
});

describe('several tables', () => {
  it('of which one fails: the others are there, and the failure is told', async () => {
    const { tables, report, failures } = await load({ deals: { url: `${base}/deals.csv` }, products: { url: `${base}/missing.csv` } });
    expect([...tables.keys()]).toEqual(['deals']);
    expect(report.issues).toMatchObject([{ code: 'HTTP', table: 'products', url: `${base}/missing.csv` }]);
    expect(failures).toMatchObject([{ code: 'HTTP', phase: 'load', retryable: false }]);
    expect(Object.keys(report.tables)).toEqual(['deals']);
  });
});

describe('a first look', () => {
  const settings = { maxBytes: 1e9, maxDepth: 64, signal: undefined, fetch };
  it('tells format, headers and the likely table', async () => {
    expect(await inspect({ file: new File(['opportunity_id;deal_stage;close_value\n1;Won;5'], 'pipeline.csv') }, settings))
      .toMatchObject({ label: 'pipeline.csv', format: 'csv', headers: ['opportunity_id', 'deal_stage', 'close_value'], guesses: [{ table: 'deals' }] });
    expect(await inspect({ text: '[{"sku":"a","sales_price":1,"name":"A"}]' }, settings)).toMatchObject({ format: 'json', guesses: [{ table: 'products' }] });
    await expect(inspect({ url: `${base}/login` }, settings)).rejects.toMatchObject({ info: { code: 'CONTENT_TYPE' } });
  });
});

describe('memory', () => {
  it('is asked for by the rows that are there, whatever the sizes of the pieces', async () => {
    const rows = 60_000;
    const all = new TextEncoder().encode(`id,status,amount,created_at\n${Array.from({ length: rows }, (_, index) => `d${index},won,${index},2024-01-01T10:00:00Z`).join('\n')}`);
    // A first piece of 2 kB and then all the rest: a guess from one and the rows of the other would be off by a thousand.
    const pieces = [all.subarray(0, 2048), all.subarray(2048)];
    const before = process.memoryUsage().arrayBuffers;
    let most = 0;
    const { tables } = await load({ deals: { file: {
      size: all.length, name: 'deals.csv',
      stream: () => ({ getReader: (options?: unknown) => {
        if (options !== undefined) throw new TypeError('no byte stream');
        return { read: () => Promise.resolve(pieces.length > 0 ? { done: false, value: pieces.shift()! } : { done: true }), cancel: () => Promise.resolve() };
      } }),
    } } }, { onProgress: () => { most = Math.max(most, process.memoryUsage().arrayBuffers - before); } });
    expect(tables.get('deals')!.rowCount).toBe(rows);
    expect(most).toBeLessThan(30_000_000);
  });

  it('of a column with many different values stays right', async () => {
    const count = 70_000;
    const { table } = await readBack(`id,status,account_id,owner\n${Array.from({ length: count }, (_, index) => `d${index},won,account number ${index},o${index % 300}`).join('\n')}`);
    const accounts = table.columns.get('account_id') as CategoryColumn;
    expect(accounts.codes).toBeInstanceOf(Uint32Array);
    expect(table.columns.get('owner_id')).toMatchObject({ codes: expect.any(Uint16Array) as unknown });
    expect(accounts.dictionary.length).toBe(count + 1);
    for (let row = 0; row < count; row += 997) expect(accounts.dictionary[accounts.codes[row]!]).toBe(`account number ${row}`);
  });
});
