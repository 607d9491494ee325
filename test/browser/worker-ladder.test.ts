import { expect } from '@open-wc/testing';
import { configureWorker, openEngine } from '../../src/engine/client.js';
import { numbersOf } from './pages/engine-numbers.js';

interface PageReport {
  readonly rung?: string;
  readonly numbers?: string;
  readonly failure?: string;
  readonly violations: readonly string[];
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
}

let a = '';
let b = '';
let expected = '';

/** Opens a page of the test server in a frame and waits for what its module reports. */
const visit = async (origin: string, module: string, page: Record<string, string> = {}): Promise<PageReport> => {
  const frame = document.createElement('iframe');
  const reported = new Promise<PageReport>((resolve) => {
    const listen = ({ data, source }: MessageEvent<PageReport & { kind?: string }>): void => {
      if (data.kind !== 'engine-page' || source !== frame.contentWindow) return;
      removeEventListener('message', listen);
      resolve(data);
    };
    addEventListener('message', listen);
  });
  frame.src = `${origin}/page?${new URLSearchParams({ ...page, module })}`;
  document.body.append(frame);
  try {
    return await reported;
  } finally {
    frame.remove();
  }
};
const enginePage = (query: Record<string, string> = {}): string => `/test/browser/pages/engine-page.ts?${new URLSearchParams(query)}`;

const expectRung = (report: PageReport, rung: string): void => {
  expect(report.failure, 'failure').to.equal(undefined);
  expect(report.rung).to.equal(rung);
  expect(report.numbers).to.equal(expected);
  expect(report.errors, 'errors that reached the page').to.deep.equal([]);
};

describe('the ladder from a factory down to the main thread', function () {
  this.timeout(20_000);
  before(async () => {
    ({ a, b } = await (await fetch('/__test-server.json')).json() as { a: string; b: string });
    configureWorker({ worker: 'off' });
    const engine = await openEngine({ timeZone: 'Europe/Berlin' });
    expect(engine.rung).to.equal('main-thread');
    expected = await numbersOf(engine);
    await engine.close();
    configureWorker({});
    const [rows, results] = JSON.parse(expected) as [number, { state: string; value: number | null }[]];
    expect(rows).to.equal(400);
    expect(results.map(({ state, value }) => [state, typeof value])).to.deep.equal(Array.from({ length: 5 }, () => ['ready', 'number']));
  });

  it('starts the file beside the module when nothing is configured', async () => {
    const report = await visit(a, enginePage());
    expectRung(report, 'module-url');
    expect(report.warnings).to.deep.equal([]);
  });

  it('uses a factory first', async () => expectRung(await visit(a, enginePage({ worker: 'factory' })), 'factory'));

  it('uses a configured URL, relative to the page', async () =>
    expectRung(await visit(a, enginePage({ worker: 'src/engine/worker.ts' })), 'worker-url'));

  for (const [what, worker] of [['is missing', '/nowhere/worker.js'], ['is not a script', '/login']] as const) {
    it(`goes on to the next rung when the configured file ${what}`, async () =>
      expectRung(await visit(a, enginePage({ worker })), 'module-url'));
  }

  it('goes on when the configured URL lies on another origin', async () =>
    expectRung(await visit(a, enginePage({ worker: `${b}/src/engine/worker.ts` })), 'module-url'));

  it('goes on when the worker starts and never answers', async () =>
    expectRung(await visit(a, enginePage({ worker: '/test/browser/workers/silent.ts', timeout: '1500' })), 'module-url'));

  it('asks once more past the cache when an older copy answers', async () =>
    expectRung(await visit(a, enginePage({ worker: '/test/browser/workers/older.ts' })), 'worker-url'));

  it('uses the blob that an entry registered when the module comes from another origin', async () =>
    expectRung(await visit(b, `${a}${enginePage({ inline: '1' })}`), 'inline'));

  it('computes on the main thread when the module comes from another origin and there is no blob', async () => {
    const report = await visit(b, `${a}${enginePage()}`);
    expectRung(report, 'main-thread');
    expect(report.warnings).to.have.length(1);
    expect(report.warnings[0]).to.contain('module-url');
  });

  it('computes on the main thread under worker-src none, and says so once', async () => {
    const report = await visit(a, enginePage({ inline: '1' }), { csp: "script-src 'self'; worker-src 'none'" });
    expectRung(report, 'main-thread');
    expect(report.warnings).to.have.length(1);
    expect(report.violations, 'the first refusal tells that the blob would be refused, too').to.have.length(1);
  });

  it('goes on to the blob where the policy refuses the file and allows that', async () =>
    expectRung(await visit(a, enginePage({ inline: '1' }), { csp: "script-src 'self'; worker-src blob:" }), 'inline'));

  it('tries nothing under worker-src none when switched off: no report, no warning', async () => {
    const report = await visit(a, enginePage({ worker: 'off' }), { csp: "script-src 'self'; worker-src 'none'" });
    expectRung(report, 'main-thread');
    expect(report.violations).to.deep.equal([]);
    expect(report.warnings).to.deep.equal([]);
  });

  it('starts the worker under the strictest policy with Trusted Types, without a violation', async () => {
    const csp = "default-src 'none'; script-src 'self'; connect-src 'self'; worker-src 'self'; require-trusted-types-for 'script'";
    const report = await visit(a, enginePage(), { csp });
    expectRung(report, 'module-url');
    expect(report.violations).to.deep.equal([]);
  });

  it('starts the worker when its policy name is the only one allowed', async () => {
    const csp = "default-src 'none'; script-src 'self'; worker-src 'self'; require-trusted-types-for 'script'; trusted-types kennzahl";
    const report = await visit(a, enginePage(), { csp });
    expectRung(report, 'module-url');
    expect(report.violations).to.deep.equal([]);
  });

  it('takes the factory of a page that allows only its own Trusted Types policy', async () => {
    const csp = "script-src 'self'; worker-src 'self'; require-trusted-types-for 'script'; trusted-types app";
    expectRung(await visit(a, enginePage({ worker: 'trusted-factory' }), { csp }), 'factory');
  });

  it('computes on the main thread in a sandboxed page, which has no origin to load a worker from', async () =>
    expectRung(await visit(a, `${a}${enginePage()}`, { sandbox: 'allow-scripts' }), 'main-thread'));

  it('works in a page that is isolated from other origins', async () =>
    expectRung(await visit(a, enginePage(), { coep: '1' }), 'module-url'));

  it('holds 50,000 rows on the main thread and refuses more, unless the limits say otherwise', async () => {
    configureWorker({ worker: 'off' });
    const rows = Array.from({ length: 50_001 }, (_, i) => ({ id: `D${i}`, status: 'open' }));
    const engine = await openEngine();
    const code = await engine.load({ deals: rows }).then(() => 'loaded', (thrown: { info: { code: string } }) => thrown.info.code);
    expect(code).to.equal('TOO_LARGE');
    await engine.configure({ limits: { maxRows: 60_000 } });
    expect((await engine.load({ deals: rows })).tables.deals?.rowsUsed).to.equal(50_001);
    await engine.close();
    configureWorker({});
  });
});
