import { expect } from '@open-wc/testing';
import { configureWorker, openEngine } from '../../src/engine/client.js';
import type { PageEngine } from '../../src/engine/remote-engine.js';
import type { KpiQuery } from '../../src/model/query.js';

type Ask = KpiQuery & { kpi: 'pipeline' };
const ask = (options: Readonly<Record<string, unknown>> = {}): Ask => ({ kpi: 'pipeline', options });

let workers: Worker[] = [];
let engines: PageEngine[] = [];
const open = async (): Promise<PageEngine> => {
  const engine = await openEngine();
  engines.push(engine);
  return engine;
};

/** Whether a worker still runs: a living one greets back. */
const answers = (worker: Worker | undefined): Promise<boolean> =>
  new Promise((resolve) => {
    const calls = new MessageChannel();
    calls.port1.onmessage = () => resolve(true);
    worker?.postMessage({ kennzahl: 'hello' }, [calls.port2, new MessageChannel().port2]);
    calls.port1.postMessage({ id: '1', type: 'APPLY', path: ['ping'], argumentList: [] });
    setTimeout(() => resolve(false), 500);
  });

describe('the worker of a page', () => {
  beforeEach(() => {
    workers = [];
    configureWorker({
      worker: () => {
        const worker = new Worker('/test/browser/workers/misbehaving.ts', { type: 'module' });
        workers.push(worker);
        return worker;
      },
    });
  });
  afterEach(async () => {
    await Promise.all(engines.map((engine) => engine.close()));
    engines = [];
    configureWorker({});
  });

  it('is one for all datasets, opened together or one after the other', async () => {
    const together = await Promise.all([open(), open(), open()]);
    await open();
    expect(workers).to.have.length(1);
    await Promise.all(together.map((engine, i) => engine.load({ deals: [{ amount: i + 1 }] })));
    const sums = await Promise.all(together.map((engine) => engine.compute(ask())));
    expect(sums.map(({ value }) => value)).to.deep.equal([1, 2, 3]);
  });

  it('ends with the last dataset and not before', async () => {
    const [first, second] = [await open(), await open()];
    await first.close();
    expect(await answers(workers[0])).to.equal(true);
    await second.load({ deals: [{ amount: 2 }] });
    expect((await second.compute(ask())).value).to.equal(2);
    await second.close();
    expect(await answers(workers[0])).to.equal(false);
  });

  it('does not stay behind when its dataset was closed while it started', async () => {
    const opening = openEngine();
    const engine = await opening;
    const other = openEngine();
    await engine.close();
    await (await other).close();
    for (const worker of workers) expect(await answers(worker)).to.equal(false);
  });

  it('starts again for a dataset opened after the last one was closed', async () => {
    await (await open()).close();
    const engine = await open();
    await engine.load({ deals: [{ amount: 5 }] });
    expect((await engine.compute(ask())).value).to.equal(5);
    expect(workers).to.have.length(2);
  });

  it('heeds nothing but calls on its own ports', async () => {
    const engine = await open();
    for (const noise of [null, 'hi', { kennzahl: 'hello' }, { id: '1', type: 'APPLY', path: ['close'] }, { kind: 'fatal', message: 'no' }]) workers[0]?.postMessage(noise);
    postMessage({ kind: 'fatal', message: 'no' }, '*');
    await engine.load({ deals: [{ amount: 5 }] });
    expect((await engine.compute(ask())).value).to.equal(5);
    expect(workers).to.have.length(1);
  });

  it('rejects what waits when the dataset is closed, and everything after', async () => {
    const engine = await open();
    const code = (call: Promise<unknown>): Promise<unknown> => call.then(() => 'none', (thrown: { info?: { code: string } }) => thrown.info?.code);
    const waiting = code(engine.compute(ask()));
    await engine.close();
    await engine.close();
    expect([await waiting, await code(engine.compute(ask())), await code(engine.load({ deals: [] })), await code(engine.describe())])
      .to.deep.equal(['CLOSED', 'CLOSED', 'CLOSED', 'CLOSED']);
  });

  it('gives the first answer before the final one', async () => {
    const engine = await open();
    await engine.load({ deals: [{ amount: 5 }] });
    const seen: number[] = [];
    const { n } = await engine.compute(ask(), { onFirst: (result) => seen.push(result.n) });
    expect([...seen, n]).to.deep.equal([-1, 1]);
  });

  it('drops a question with its signal and for a newer one of the same asker', async () => {
    const engine = await open();
    await engine.load({ deals: [{ amount: 5 }] });
    const name = (call: Promise<unknown>): Promise<unknown> => call.then(() => 'answered', (thrown: Error) => thrown.name);
    const abort = new AbortController();
    const dropped = name(engine.compute(ask({ n: 1 }), { signal: abort.signal }));
    abort.abort();
    const older = name(engine.compute(ask({ n: 2 }), { ask: 'card' }));
    const newer = name(engine.compute(ask({ n: 3 }), { ask: 'card' }));
    expect(await Promise.all([dropped, older, newer])).to.deep.equal(['AbortError', 'AbortError', 'answered']);
  });

  it('lets the load asked for last win, though its rows are ready first', async () => {
    const engine = await open();
    const many = Array.from({ length: 300_000 }, () => ({ amount: 1 }));
    const slow = engine.load({ deals: many }).then(() => 'loaded', (thrown: Error) => thrown.name);
    await engine.load({ deals: [{ amount: 7 }] });
    expect(await slow).to.equal('AbortError');
    expect((await engine.compute(ask())).value).to.equal(7);
  });

  it('moves rows to the worker without copying them: no buffer stays behind', async () => {
    const engine = await open();
    const moved: ArrayBuffer[] = [];
    const messages: number[] = [];
     
    const { postMessage } = MessagePort.prototype;
    MessagePort.prototype.postMessage = function (this: MessagePort, message: unknown, transfer?: unknown) {
      const list = (Array.isArray(transfer) ? transfer : []) as Transferable[];
      const buffers = list.filter((item): item is ArrayBuffer => item instanceof ArrayBuffer);
      const before = buffers.reduce((sum, { byteLength }) => sum + byteLength, 0);
      if (buffers.length > 0) messages.push(before);
      moved.push(...buffers);
      Reflect.apply(postMessage, this, [message, list]);
    } as typeof postMessage;
    const rows = Array.from({ length: 100_000 }, (_, i) => ({ id: `deal ${i}`, amount: 1 }));
    const bytes = rows.reduce((sum, row) => sum + JSON.stringify(row).length + 1, 0);
    try {
      await engine.load({ deals: rows });
    } finally {
      MessagePort.prototype.postMessage = postMessage;
    }
    expect(messages.reduce((sum, length) => sum + length, 0), 'bytes of all messages that carry buffers').to.equal(bytes);
    expect(moved.every(({ byteLength }) => byteLength === 0), 'all buffers are empty on this side').to.equal(true);
    expect((await engine.compute(ask())).value).to.equal(100_000);
  });

  it('leaves the bytes of the host alone', async () => {
    const engine = await open();
    const bytes = new TextEncoder().encode('{"amount":3}\n{"amount":4}\n');
    await engine.load({ deals: { bytes, format: 'ndjson' } });
    expect(bytes.byteLength).to.equal(26);
    expect((await engine.compute(ask())).value).to.equal(7);
  });

  it('takes text, streams, files and several inputs of one table', async () => {
    const engine = await open();
    const file = new File(['{"amount":1}\n'], 'deals.ndjson');
    await engine.load({ deals: [{ text: '{"amount":2}' }, { stream: new Blob(['{"amount":4}']).stream() }, { file }, { rows: [{ amount: 8 }] }] });
    expect((await engine.compute(ask())).value).to.equal(15);
  });

  it('changes settings for this dataset only', async () => {
    const [first, second] = [await open(), await open()];
    await first.configure({ timeZone: 'Europe/Berlin' });
    expect([(await first.describe()).timeZone, (await second.describe()).timeZone]).to.deep.equal(['Europe/Berlin', 'UTC']);
    const refused = await first.configure({ timeZone: 'Mars/Olympus' }).catch((thrown: { info: { code: string } }) => thrown.info.code);
    expect(refused).to.equal('CONFIG');
    expect((await first.describe()).timeZone).to.equal('Europe/Berlin');
  });
});
