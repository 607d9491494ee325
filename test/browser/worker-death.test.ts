import { expect } from '@open-wc/testing';
import { configureWorker, openEngine } from '../../src/engine/client.js';
import type { PageEngine } from '../../src/engine/remote-engine.js';
import type { KpiQuery } from '../../src/model/query.js';

type Ask = KpiQuery & { kpi: 'pipeline' };
const ask = (options: Readonly<Record<string, unknown>> = {}): Ask => ({ kpi: 'pipeline', options });
const rows = Array.from({ length: 100 }, (_, i) => ({ amount: i + 1 }));
const sum = 5050;

/** Every worker started by a test, in order; the first carries `?first`. */
let workers: Worker[] = [];
let uncaught = 0;
const countUncaught = (): void => void uncaught++;
const open: PageEngine[] = [];

const start = async (options: Parameters<typeof configureWorker>[0] = {}): Promise<PageEngine> => {
  workers = [];
  configureWorker({
    silence: 800,
    worker: () => {
      const worker = new Worker(`/test/browser/workers/misbehaving.ts${workers.length === 0 ? '?first' : ''}`, { type: 'module' });
      workers.push(worker);
      return worker;
    },
    ...options,
  });
  const engine = await openEngine();
  open.push(engine);
  return engine;
};
const failure = async (call: Promise<unknown>): Promise<{ code?: string; name?: string }> => {
  try {
    await call;
  } catch (thrown) {
    return { code: (thrown as { info?: { code: string } }).info?.code ?? '', name: (thrown as Error).name };
  }
  return {};
};

describe('a worker that dies', () => {
  before(() => {
    addEventListener('error', countUncaught);
    addEventListener('unhandledrejection', countUncaught);
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((engine) => engine.close()));
    configureWorker({});
    expect(uncaught, 'errors that reached the page').to.equal(0);
  });
  after(() => {
    removeEventListener('error', countUncaught);
    removeEventListener('unhandledrejection', countUncaught);
  });

  it('answers while it lives', async () => {
    const engine = await start();
    await engine.load({ deals: rows });
    expect((await engine.compute(ask())).value).to.equal(sum);
    expect(engine.rung).to.equal('factory');
    expect(workers).to.have.length(1);
  });

  it('is replaced, gets its data again and answers the waiting call, when it is terminated', async () => {
    const engine = await start();
    await engine.load({ deals: rows });
    const waiting = engine.compute(ask({ slow: 1 }));
    setTimeout(() => workers[0]?.terminate(), 2);
    expect((await waiting).value).to.equal(sum);
    expect(workers).to.have.length(2);
  });

  for (const act of ['close', 'throwLate', 'rejectLate']) {
    it(`is replaced and the call made once more after ${act}`, async () => {
      const engine = await start();
      await engine.load({ deals: rows, leads: [{ amount: 1 }] });
      expect((await engine.compute(ask({ act, once: true }))).value).to.equal(sum);
      expect(workers).to.have.length(2);
      expect(Object.keys((await engine.describe()).tables)).to.deep.equal(['deals', 'leads']);
    });
  }

  it('is replaced when it gives no sign of life, and the call is made once more', async () => {
    const engine = await start({ silence: 700 });
    await engine.load({ deals: rows });
    expect((await engine.compute(ask({ act: 'hang', once: true }))).value).to.equal(sum);
    expect(workers).to.have.length(2);
  });

  it('loads again what was being loaded when it died', async () => {
    const engine = await start();
    const many = Array.from({ length: 200_000 }, (_, i) => ({ amount: i }));
    const loading = engine.load({ deals: many });
    const [first] = workers;
    const timer = setInterval(() => first?.terminate(), 1);
    expect((await loading).tables.deals?.rowsUsed).to.equal(200_000);
    clearInterval(timer);
    expect((await engine.compute(ask())).value).to.equal((200_000 * 199_999) / 2);
  });

  it('takes a call with it that kills every worker, and the next question is answered', async () => {
    const engine = await start();
    await engine.load({ deals: rows });
    expect(await failure(engine.compute(ask({ act: 'throwLate' })))).to.deep.equal({ code: 'WORKER', name: 'KpiError' });
    expect((await engine.compute(ask())).value).to.equal(sum);
  });

  it('gives every dataset on the page its data again', async () => {
    const first = await start();
    const second = await openEngine();
    open.push(second);
    await first.load({ deals: rows });
    await second.load({ deals: [{ amount: 7 }] });
    workers[0]?.terminate();
    const answers = await Promise.all([first.compute(ask({ again: 1 })), second.compute(ask({ again: 1 }))]);
    expect(answers.map(({ value }) => value)).to.deep.equal([sum, 7]);
    expect(workers).to.have.length(2);
  });

  it('is given up after three hangs within a minute: calls are refused, the page stays awake', async () => {
    const engine = await start({ silence: 300 });
    await engine.load({ deals: rows });
    expect(await failure(engine.compute(ask({ act: 'hang' })))).to.deep.equal({ code: 'WORKER', name: 'KpiError' });
    expect(await failure(engine.compute(ask({ act: 'hang' })))).to.deep.equal({ code: 'WORKER_DOWN', name: 'KpiError' });
    expect(await failure(engine.compute(ask()))).to.deep.equal({ code: 'WORKER_DOWN', name: 'KpiError' });
    expect(workers).to.have.length(3);
  });

  it('is given up after three crashes within a minute: the page computes itself, on the same data', async () => {
    const engine = await start();
    await engine.load({ deals: rows.map((row, i) => ({ id: `D${i}`, ...row })) });
    expect(await failure(engine.compute(ask({ act: 'throwLate' })))).to.deep.equal({ code: 'WORKER', name: 'KpiError' });
    const { n } = await engine.compute({ kpi: 'sales_cycle', options: { act: 'throwLate' } });
    expect(n).to.equal(0);
    expect(engine.rung).to.equal('main-thread');
    expect((await engine.describe()).tables.deals?.rows).to.equal(rows.length);
    expect(workers).to.have.length(3);
  });
});

describe('an answer that cannot cross', () => {
  afterEach(async () => {
    await Promise.all(open.splice(0).map((engine) => engine.close()));
    configureWorker({});
  });

  for (const act of ['unclonable', 'deep']) {
    it(`is an error and no hang: ${act}`, async () => {
      const engine = await start();
      await engine.load({ deals: rows });
      expect((await failure(engine.compute(ask({ act })))).code).to.equal('WORKER_REPLY');
      expect((await engine.compute(ask())).value).to.equal(sum);
      expect(workers).to.have.length(1);
    });
  }

  it('is an error when the question already cannot cross', async () => {
    const engine = await start();
    expect((await failure(engine.compute(ask({ callback: () => 1 })))).code).to.equal('HOST');
  });

  it('is given up at its deadline while the worker lives on', async () => {
    const engine = await start({ deadline: 600 });
    await engine.load({ deals: rows });
    expect((await failure(engine.compute(ask({ act: 'never' })))).code).to.equal('DEADLINE');
    expect((await engine.compute(ask())).value).to.equal(sum);
    expect(workers).to.have.length(1);
  });

  it('leaves the error of a formula as it is, with its text', async () => {
    const engine = await start();
    await engine.load({ deals: rows });
    let message = '';
    await engine.compute(ask({ throws: true })).catch((thrown: unknown) => (message = (thrown as Error).message));
    expect(message).to.equal('formula broke');
  });
});
