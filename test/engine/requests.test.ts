import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEngine } from '../../src/engine/create-engine.js';
import { createDataFetch } from '../../src/engine/data-fetch.js';
import { createRetryBudget } from '../../src/engine/retry-budget.js';
import { backoff, retryAfterMs } from '../../src/engine/retry-wait.js';
import type { EngineConfig, RequestSettings } from '../../src/model/config.js';
import type { DataInputSource } from '../../src/model/input.js';
import type { KpiErrorInfo, LoadReport } from '../../src/model/issue.js';
import { openFaultOrigin, type FaultOrigin, type Step } from '../fixtures/fault-origin.js';

const csv = 'id,created_at,closed_at,status,amount\nD1,2024-01-01,2024-01-21,won,100\n';
const good: Step = { body: csv };
const canary = 'canary-7f3a9c51';
const quick: Partial<RequestSettings> = { answerMs: 5_000, idleMs: 5_000, totalMs: 20_000, callbackMs: 1_000, backoffMs: 5, longestWaitMs: 1_500 };
const impatient: Partial<RequestSettings> = { ...quick, answerMs: 400, idleMs: 400 };

let a: FaultOrigin;
let b: FaultOrigin;
beforeAll(async () => {
  [a, b] = await Promise.all([openFaultOrigin(), openFaultOrigin()]);
});
afterAll(() => {
  a.close();
  b.close();
});

/** A page's reserve that is never at its end, so that what is tried shows what may be tried. */
const endless = { deposit: () => undefined, take: () => true };

/** Loads one input and tells what became of it. */
const load = async (input: DataInputSource, requests: Partial<RequestSettings> = quick): Promise<{ readonly report: LoadReport | null; readonly error: KpiErrorInfo | null }> => {
  const engine = createEngine({ requests });
  try {
    return { report: await engine.load({ deals: input }), error: null };
  } catch (thrown) {
    return { report: null, error: (thrown as { info: KpiErrorInfo }).info };
  } finally {
    await engine.close();
  }
};
/** How often the server is asked for an address, with a reserve that is never at its end. */
const triesOf = async (steps: readonly Step[], settings: Partial<RequestSettings> = quick): Promise<{ readonly tries: number; readonly status: number | string; readonly waits: readonly number[] }> => {
  const { url, asked } = await a.script(...steps);
  const fetch = createDataFetch({ settings, budget: endless });
  const status = await fetch(url, { headers: {} }, { url }).then(async (answer) => {
    await answer.body?.getReader().cancel();
    return answer.status;
  }, (thrown: { info: { code: string } }) => thrown.info.code);
  const at = (await asked()).map((one) => one.at);
  return { tries: at.length, status, waits: at.slice(1).map((time, i) => time - (at[i] as number)) };
};

describe('a request is made again', () => {
  it.each([[500, 3], [502, 3], [503, 3], [504, 3], [408, 3], [425, 3]])('after status %i, three times in all', async (status, times) => {
    expect(await triesOf([{ status }])).toMatchObject({ tries: times, status });
  });
  it.each([400, 404, 405, 409, 410, 422, 451])('never after status %i, which says the same again', async (status) => {
    expect(await triesOf([{ status }])).toMatchObject({ tries: 1, status });
  });
  it('until it is answered: 500, then 200', async () => {
    expect(await triesOf([{ status: 500 }, good])).toMatchObject({ tries: 2, status: 200 });
  });
  it('when the connection is reset before the answer', async () => {
    expect(await triesOf([{ refuse: true }, good])).toMatchObject({ tries: 2, status: 200 });
  });
  it('as often as the settings say', async () => {
    expect(await triesOf([{ status: 500 }], { ...quick, tries: 1 })).toMatchObject({ tries: 1 });
    expect(await triesOf([{ status: 500 }], { ...quick, tries: 5 })).toMatchObject({ tries: 5 });
  });
  it('not once more than the deadline of the load allows', async () => {
    const { tries, status } = await triesOf([{ status: 503, headers: { 'retry-after': '1' } }], { ...quick, totalMs: 500 });
    expect([tries, status]).toEqual([1, 503]);
  });
});

describe('Retry-After', () => {
  it('in seconds is waited for, not less', async () => {
    const { waits, status } = await triesOf([{ status: 429, headers: { 'retry-after': '1' } }, good]);
    expect(status).toBe(200);
    expect(waits[0]).toBeGreaterThanOrEqual(990);
  });
  it('as a date is counted from the date of the server, whose clock may be a day ahead', async () => {
    const date = (s: number): string => new Date(Date.UTC(2031, 4, 6, 7, 8, s)).toUTCString();
    const { waits, status } = await triesOf([{ status: 503, headers: { date: date(9), 'retry-after': date(10) } }, good]);
    expect(status).toBe(200);
    expect(waits[0]).toBeGreaterThanOrEqual(990);
  });
  it('of longer than anybody should wait ends the tries at once', async () => {
    expect(await triesOf([{ status: 503, headers: { 'retry-after': '120' } }, good])).toMatchObject({ tries: 1, status: 503 });
  });
  it('that cannot be read after a 429 means the longest wait', async () => {
    const { waits } = await triesOf([{ status: 429 }, good], { ...quick, longestWaitMs: 300 });
    expect(waits[0]).toBeGreaterThanOrEqual(290);
  });
  it.each([['7', 7_000], ['0', 0], [' 12 ', 12_000], ['Tue, 06 May 2031 07:08:39 GMT', 30_000], ['Tue, 06 May 2031 07:08:00 GMT', 0],
    ['-5', null], ['1.5', null], ['soon', null], ['', null], ['2031-05-06T07:08:09Z', null], ['9'.repeat(40), null]])('%j asks for %j ms', (written, ms) => {
    expect(retryAfterMs(written, null, Date.UTC(2031, 4, 6, 7, 8, 9))).toBe(ms);
  });
});

describe('the wait between tries', () => {
  it('is drawn between nothing and a bound that doubles, up to eight seconds', () => {
    expect([1, 2, 3, 4, 9].map((tries) => backoff(tries, 1_000, () => 1))).toEqual([1_000, 2_000, 4_000, 8_000, 8_000]);
    expect(backoff(3, 1_000, () => 0)).toBe(0);
    expect(backoff(2, 1_000, () => 0.25)).toBe(500);
  });
});

describe('the reserve of tries of a page', () => {
  it('lets one widget alone try three times', () => {
    const budget = createRetryBudget(() => 0);
    budget.deposit();
    expect([budget.take(), budget.take(), budget.take()]).toEqual([true, true, false]);
  });
  it('is a fifth of all requests and two: forty on a dead server make fifty requests, not 120', () => {
    const budget = createRetryBudget(() => 0);
    for (let i = 0; i < 40; i++) budget.deposit();
    let taken = 0;
    while (budget.take()) taken++;
    expect(40 + taken).toBe(50);
  });
  it('grows by one every ten seconds, and does not pile up overnight', () => {
    let now = 0;
    const budget = createRetryBudget(() => now);
    while (budget.take());
    now += 9_000;
    expect(budget.take()).toBe(false);
    now += 1_000;
    expect([budget.take(), budget.take()]).toEqual([true, false]);
    now += 8 * 3_600_000;
    expect([budget.take(), budget.take(), budget.take()]).toEqual([true, true, false]);
  });
  it('is one for all that ask: forty addresses of a dead server', async () => {
    const { url, asked } = await a.script({ status: 500 });
    const budget = createRetryBudget();
    await Promise.all(Array.from({ length: 40 }, async () => {
      const answer = await createDataFetch({ settings: quick, budget })(url, { headers: {} }, { url });
      await answer.body?.getReader().cancel();
    }));
    expect((await asked()).length).toBe(50);
  });
});

describe('deadlines', () => {
  it('end a request whose answer never begins', async () => {
    const { url } = await a.script({ hang: true });
    expect((await load({ url }, impatient)).error).toMatchObject({ code: 'TIMEOUT', url, retryable: true, table: 'deals', params: { wait: 'answer', seconds: 0.4 } });
  });
  it('end a body that stands still, and the server sees it', async () => {
    const { url, asked } = await a.script({ body: csv, drip: 1_500 });
    expect((await load({ url }, { ...quick, idleMs: 400 })).error).toMatchObject({ code: 'TIMEOUT', params: { wait: 'piece' } });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect((await asked())[0]?.closedEarly).toBe(true);
  });
  it('end a body that drips for ever', async () => {
    const { url, asked } = await a.script({ body: 'x'.repeat(1_000), drip: 20 });
    expect((await load({ url }, { ...quick, totalMs: 400 })).error).toMatchObject({ code: 'TIMEOUT', params: { wait: 'total', seconds: 0.4 } });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect((await asked())[0]?.closedEarly).toBe(true);
  });
  it('end a page\'s own function that hangs and heeds no signal', async () => {
    expect((await load({ url: 'https://crm.example/deals.csv', fetcher: () => new Promise(() => undefined) }, impatient)).error).toMatchObject({ code: 'TIMEOUT', params: { wait: 'answer' } });
  });
});

describe('headers that the page gives', () => {
  it('go with each request, asked for anew', async () => {
    const { url, asked } = await a.script({ status: 500 }, good);
    let minted = 0;
    const { report } = await load({ url, headers: () => ({ Authorization: `Bearer ${canary}-${++minted}` }) });
    expect(report?.tables.deals?.rowsUsed).toBe(1);
    expect((await asked()).map(({ headers }) => headers['authorization'])).toEqual([`Bearer ${canary}-1`, `Bearer ${canary}-2`]);
  });
  it.each(['an object', 'Headers', 'pairs', 'a promise'])('may be %s', async (form) => {
    const forms = { 'an object': () => ({ 'x-key': 'k1' }), Headers: () => new Headers({ 'x-key': 'k1' }), pairs: () => [['x-key', 'k1']] as const, 'a promise': async () => ({ 'x-key': 'k1' }) };
    const { url, asked } = await a.script(good);
    await load({ url, headers: forms[form as keyof typeof forms] as never });
    expect((await asked())[0]?.headers['x-key']).toBe('k1');
  });
  it.each([401, 403])('are asked for once more after %i, told why, and then it is over', async (status) => {
    const { url, asked } = await a.script({ status });
    const renewals: boolean[] = [];
    const { error } = await load({ url, headers: ({ renew }) => {
      renewals.push(renew);
      return { Authorization: `Bearer ${canary}` };
    } });
    expect(error).toMatchObject({ code: 'AUTH', params: { status, tries: 2 } });
    expect(renewals).toEqual([false, true]);
    expect(await asked()).toHaveLength(2);
  });
  it('that are new open the door: 401, then 200', async () => {
    const { url } = await a.script({ until: { header: 'authorization', value: 'Bearer new', else: { status: 401 } }, body: csv });
    const { report } = await load({ url, headers: ({ renew }) => ({ Authorization: renew ? 'Bearer new' : 'Bearer old' }) });
    expect(report?.tables.deals?.rowsUsed).toBe(1);
  });
  it('without them a 401 is told at once', async () => {
    const { url, asked } = await a.script({ status: 401 }, good);
    expect((await load({ url })).error).toMatchObject({ code: 'AUTH' });
    expect(await asked()).toHaveLength(1);
  });
  it.each([
    ['throws', () => { throw new Error(canary); }, 'Error'], ['rejects', () => Promise.reject(new Error(canary)), 'Error'], ['hangs', () => new Promise(() => undefined), 'no answer within 1 s'],
    ['gives nothing', () => undefined, 'it gave no headers'], ['gives a text', () => canary, 'it gave no headers'], ['gives a number', () => ({ 'x-key': 5 }), 'the value of x-key is no text'],
    ['gives a line break', () => ({ 'x-key': `${canary}\nx` }), 'x-key cannot be sent as a header'], ['gives pairs that are none', () => [['x-key']], 'it gave no headers'],
  ])('of a function that %s: its fault, and no request', async (_, headers, reason) => {
    const { url, asked } = await a.script(good);
    const { error } = await load({ url, headers: headers as never });
    expect(error).toMatchObject({ code: 'AUTH_CALLBACK', url, params: { reason } });
    expect(JSON.stringify(error)).not.toContain(canary);
    expect(await asked()).toHaveLength(0);
  });
  it('are told in no message, also where the server repeats them', async () => {
    const { url } = await a.script({ status: 500, body: `no access for Bearer ${canary}, ${canary}` });
    const { error } = await load({ url, headers: () => ({ Authorization: `Bearer ${canary}` }) });
    expect(error).toMatchObject({ code: 'HTTP', params: { status: 500, body: 'no access for •••, •••' } });
    expect(JSON.stringify(error)).not.toContain(canary);
  });
  it('are told in no message where the answer is no data and repeats them', async () => {
    const { url } = await a.script({ body: `{"error":"${canary}"}`, type: 'application/json' });
    const { error } = await load({ url, headers: () => ({ 'X-Key': canary }) });
    expect(error?.code).toBe('SHAPE');
    expect(JSON.stringify(error)).not.toContain(canary);
  });
});

describe('redirects', () => {
  it('with headers of the page are refused, and the other origin is not asked', async () => {
    const elsewhere = await b.script(good);
    const { url } = await a.script({ redirect: elsewhere.url });
    expect((await load({ url, headers: () => ({ 'X-Key': canary }) })).error).toMatchObject({ code: 'REDIRECT', url });
    expect(await elsewhere.asked()).toHaveLength(0);
  });
  it('without are followed', async () => {
    const { url: there } = await b.script(good);
    const { url } = await a.script({ redirect: there });
    expect((await load({ url })).report?.tables.deals?.rowsUsed).toBe(1);
  });
  it('that never end are given up', async () => {
    const { url } = await a.script({ redirect: 'self' });
    expect((await load({ url }, { ...quick, tries: 1 })).error).toMatchObject({ code: 'NETWORK', url });
  });
  it('to an origin that is not allowed give nothing', async () => {
    const { url: there } = await b.script(good);
    const { url } = await a.script({ redirect: there });
    expect((await load({ url }, { ...quick, origins: [a.base] })).error).toMatchObject({ code: 'ORIGIN', url });
  });
});

describe('an origin that is not allowed', () => {
  it('is not asked', async () => {
    const { url, asked } = await b.script(good);
    expect((await load({ url }, { ...quick, origins: [a.base] })).error).toMatchObject({ code: 'ORIGIN', url });
    expect(await asked()).toHaveLength(0);
  });
});

describe('loading again', () => {
  const twice = async (steps: readonly Step[], more: Partial<DataInputSource> = {}, configs: readonly EngineConfig[] = []) => {
    const { url, asked } = await a.script(...steps);
    const engine = createEngine({ requests: quick });
    const first = await engine.load({ deals: { url, ...more } });
    const before = await engine.compute({ kpi: 'sales_cycle', period: 'all' });
    for (const config of configs) await engine.configure({ requests: quick, ...config });
    const second = await engine.load({ deals: { url, ...more } }).catch((thrown: { info: KpiErrorInfo }) => thrown.info);
    const after = await engine.compute({ kpi: 'sales_cycle', period: 'all' });
    await engine.close();
    return { first, second, before, after, asked: await asked() };
  };
  const versioned: Step = { body: csv, headers: { etag: '"v1"' } };

  it('asks whether there is something new; 304: the tables stay and no answer is computed anew', async () => {
    const { second, before, after, asked } = await twice([versioned, { status: 304, headers: { etag: '"v1"' } }]);
    expect(asked.map(({ headers }) => headers['if-none-match'])).toEqual([undefined, '"v1"']);
    expect(second).toMatchObject({ unchanged: ['deals'], issues: [], tables: { deals: { rowsUsed: 1 } } });
    expect(after).toBe(before);
  });
  it('leaves a body unread that has the same version', async () => {
    const { second, before, after } = await twice([versioned, { body: 'x'.repeat(2_000_000), headers: { etag: '"v1"' } }]);
    expect(second).toMatchObject({ unchanged: ['deals'] });
    expect(after).toBe(before);
  });
  it('reads what is of another version', async () => {
    const { second, before, after } = await twice([versioned, { body: csv.replace('2024-01-21', '2024-01-31'), headers: { etag: '"v2"' } }]);
    expect(second).not.toHaveProperty('unchanged');
    expect([before.value, after.value]).toEqual([20, 30]);
  });
  it('asks for no version where there was none', async () => {
    const { asked, second } = await twice([good]);
    expect(asked.map(({ headers }) => headers['if-none-match'])).toEqual([undefined, undefined]);
    expect(second).not.toHaveProperty('unchanged');
  });
  it('reads anew what is to be read differently, whatever its version', async () => {
    const { asked, second } = await twice([versioned], {}, [{ timeZone: 'Europe/Berlin' }]);
    expect(asked.map(({ headers }) => headers['if-none-match'])).toEqual([undefined, undefined, '"v1"']);
    expect(second).toMatchObject({ tables: { deals: { rowsUsed: 1 } } });
  });
  it('takes a 304 that nobody asked for as the failure it is', async () => {
    const { url } = await a.script({ status: 304 });
    expect((await load({ url })).error).toMatchObject({ code: 'HTTP', params: { status: 304 } });
  });
  it('that fails keeps the last good tables', async () => {
    const { second, before, after } = await twice([versioned, { status: 404 }]);
    expect(second).toMatchObject({ code: 'HTTP' });
    expect(after).toBe(before);
  });
});

describe('the n-th byte is the last that comes', () => {
  const text = `${csv}D2,2024-01-01,2024-01-31,lost,5\n`;
  it.each(['cut', 'reset', 'chunkedCut'])('for every n, by %s: refused, until all of it is there', async (how) => {
    const settings = { ...quick, tries: 1 };
    const ends = Array.from({ length: text.length }, (_, i) => i + 1).filter((n) => n % 5 === 1 || n > text.length - 3);
    const outcomes = await Promise.all(ends.map(async (n) => {
      const { url } = await a.script(n < text.length ? { body: text, [how]: n } : { body: text });
      const { report, error } = await load({ url }, settings);
      return [n, error?.code ?? report?.tables.deals?.rowsUsed] as const;
    }));
    expect(outcomes).toEqual(ends.map((n) => [n, n < text.length ? 'TRUNCATED' : 2]));
  });
});

describe('the page\'s own fetcher', () => {
  it('that names an address in its error: without its query', async () => {
    const { error } = await load({ url: 'https://crm.example/deals.csv', fetcher: () => Promise.reject(new Error(`no https://crm.example/x?token=${canary} today`)) });
    expect(error).toMatchObject({ code: 'NETWORK', params: { reason: 'no https://crm.example/x today', tries: 1 } });
    expect(JSON.stringify(error)).not.toContain(canary);
  });
  it('is called for each try, and its answers are judged like those of the kit', async () => {
    const { url } = await a.script({ status: 503 }, good);
    let calls = 0;
    const { report } = await load({ url, fetcher: (address, { signal }) => {
      calls++;
      return fetch(address, { signal: signal as AbortSignal });
    } });
    expect([calls, report?.tables.deals?.rowsUsed]).toEqual([2, 1]);
  });
  it('is told to renew what a 401 refused, once', async () => {
    const renewals: boolean[] = [];
    const { error } = await load({ url: 'https://crm.example/deals.csv', fetcher: async (_, { renew }) => {
      renewals.push(renew);
      return new Response('', { status: 401 });
    } });
    expect(error).toMatchObject({ code: 'AUTH' });
    expect(renewals).toEqual([false, true]);
  });
  it.each([['throws', () => { throw new Error('host bug'); }, 'NETWORK'], ['gives no answer', () => undefined, 'HOST'], ['gives a text', async () => 'id,status', 'HOST']])('that %s is a fault of the data and not called again', async (_, fetcher, code) => {
    let calls = 0;
    const { error } = await load({ url: 'https://crm.example/deals.csv?token=x', fetcher: (() => {
      calls++;
      return fetcher();
    }) as never });
    expect(error).toMatchObject({ code, url: 'https://crm.example/deals.csv' });
    expect(calls).toBe(1);
  });
});
