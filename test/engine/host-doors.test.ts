import { afterEach, describe, expect, it } from 'vitest';
import { openEngine } from '../../src/engine/client.js';
import { createHostDoors, hostFunctions, serveHost, type HostFunctions } from '../../src/engine/host-doors.js';
import { createPageFunctions } from '../../src/engine/page-functions.js';
import type { Fetcher, HeaderSource } from '../../src/model/input.js';

const csv = 'id,created_at,closed_at,status,amount\nD1,2024-01-01,2024-01-21,won,100\n';
const later = (ms: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms); });

let leave: (() => void)[] = [];
afterEach(() => {
  for (const end of leave) end();
  leave = [];
});

/** The page's functions as they look from the other side of a port. */
const across = (functions: HostFunctions): Required<HostFunctions> & { end(): void } => {
  const { port1, port2 } = new MessageChannel();
  const doors = createHostDoors();
  const end = serveHost(port1);
  leave.push(() => {
    end();
    port2.close();
    doors.close();
  });
  return { ...createPageFunctions(port2)(doors.via(functions) as NonNullable<ReturnType<typeof doors.via>>) as Required<HostFunctions>, end };
};
const init = (signal: AbortSignal = new AbortController().signal): Parameters<Fetcher>[1] => ({ signal, renew: false });
const textOf = async (body: Awaited<ReturnType<Fetcher>>['body']): Promise<string> => {
  const reader = body?.getReader();
  let text = '';
  for (;;) {
    const { done, value } = await (reader as NonNullable<typeof reader>).read();
    if (done) return text;
    text += new TextDecoder().decode(value);
  }
};

describe('the page\'s functions from the other side of a border', () => {
  it('give status, headers and body, piece by piece', async () => {
    const pieces = Array.from({ length: 20 }, (_, i) => `${i},`.repeat(1_000));
    const body = () => new ReadableStream<Uint8Array>({ start: (stream) => { for (const piece of pieces) stream.enqueue(new TextEncoder().encode(piece)); stream.close(); } });
    const { fetcher } = across({ fetcher: async () => new Response(body(), { status: 206, headers: { etag: '"v"' } }) });
    const answer = await fetcher('https://crm.example/', init());
    expect([answer.status, answer.headers.get('ETag')]).toEqual([206, '"v"']);
    expect(await textOf(answer.body)).toBe(pieces.join(''));
  });
  it('are asked for no more pieces than somebody reads', async () => {
    let made = 0;
    const body = new ReadableStream<Uint8Array>({ pull: (stream) => stream.enqueue(new Uint8Array([made++])) }, { highWaterMark: 0 });
    const { fetcher } = across({ fetcher: async () => new Response(body) });
    const reader = (await fetcher('https://crm.example/', init())).body?.getReader();
    await reader?.read();
    await later(50);
    expect(made).toBeLessThan(10);
  });
  it('see that a body is no longer wanted', async () => {
    let cancelled = false;
    const body = new ReadableStream<Uint8Array>({ pull: (stream) => stream.enqueue(new Uint8Array(8)), cancel: () => { cancelled = true; } });
    const { fetcher } = across({ fetcher: async () => new Response(body) });
    await (await fetcher('https://crm.example/', init())).body?.getReader().cancel();
    await later(50);
    expect(cancelled).toBe(true);
  });
  it('see that nobody waits for their answer', async () => {
    let reason: unknown = null;
    const { fetcher } = across({ fetcher: (_, { signal }) => new Promise((_resolve, reject) => {
      (signal as AbortSignal).addEventListener('abort', () => { reason = (signal as AbortSignal).reason; reject(new Error('stopped')); });
    }) });
    const stop = new AbortController();
    const asking = fetcher('https://crm.example/', init(stop.signal));
    await later(20);
    stop.abort(new Error('enough'));
    await expect(asking).rejects.toThrow('enough');
    await later(20);
    expect(reason).toBeInstanceOf(DOMException);
  });
  it('see the end of the worker, also in the middle of a body', async () => {
    let cancelled = false;
    const body = new ReadableStream<Uint8Array>({ pull: (stream) => stream.enqueue(new Uint8Array(8)), cancel: () => { cancelled = true; } });
    const { fetcher, end } = across({ fetcher: async () => new Response(body) });
    await (await fetcher('https://crm.example/', init())).body?.getReader().read();
    end();
    await later(20);
    expect(cancelled).toBe(true);
  });
  it('tell a body that breaks off, and what they throw', async () => {
    const body = new ReadableStream<Uint8Array>({ pull: (stream) => stream.error(new Error('gone')) });
    const broken = across({ fetcher: async () => new Response(body) });
    await expect(textOf((await broken.fetcher('https://crm.example/', init())).body)).rejects.toThrow(TypeError);
    const throwing = across({ fetcher: () => { throw new TypeError('no network'); }, headers: () => { throw new RangeError('no token'); } });
    await expect(throwing.fetcher('https://crm.example/', init())).rejects.toThrow(TypeError);
    await expect(throwing.headers({ url: 'https://crm.example/', renew: true })).rejects.toMatchObject({ name: 'RangeError', message: 'no token' });
  });
  it('give nothing where they give what cannot be sent', async () => {
    const odd = across({ fetcher: async () => ({ status: 200 }) as never, headers: (() => ({ a: () => 1 })) as unknown as HeaderSource });
    expect(await odd.fetcher('https://crm.example/', init())).toBeNull();
    await expect(odd.headers({ url: '', renew: false })).rejects.toThrow();
  });
  it('are gone with their dataset', () => {
    const doors = createHostDoors();
    const via = doors.via({ fetcher: async () => new Response('') });
    expect(via && Object.keys(hostFunctions(via))).toEqual(['fetcher']);
    doors.close();
    expect(via && hostFunctions(via)).toEqual({});
  });
  it('have one door however often they are named', () => {
    const doors = createHostDoors();
    const headers = (): Record<string, string> => ({});
    expect(doors.via({ headers })).toEqual(doors.via({ headers }));
    expect(doors.via({})).toBeUndefined();
    doors.close();
  });
});

describe('a page without workers', () => {
  it('asks the same functions', async () => {
    const engine = await openEngine({});
    const asked: string[] = [];
    const report = await engine.load({ deals: { url: 'https://crm.example/deals.csv', fetcher: async (url) => {
      asked.push(url);
      return new Response(csv);
    } } });
    expect([asked, report.tables.deals?.rowsUsed]).toEqual([['https://crm.example/deals.csv'], 1]);
    await expect(engine.load({ deals: { url: 'https://crm.example/deals.csv', headers: 'Bearer' as never } })).rejects.toMatchObject({ info: { code: 'INPUT', params: { reason: 'headers: expected a function' } } });
    await engine.close();
  });
});
