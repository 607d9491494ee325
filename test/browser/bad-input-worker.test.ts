import { expect } from '@open-wc/testing';
import type { KitReport } from './pages/kit-page.js';
import { origins, visitPage, type PageWish } from './visit-page.js';

const { a, b } = await origins();

/** 20 and 40 days won, 31 days lost: the mean cycle of what was won is 30 days. */
const deals = 'id,created_at,closed_at,status,amount\nD1,2024-01-01,2024-01-21,won,100\nD2,2024-01-02,2024-02-02,lost,100\nD3,2024-01-03,2024-02-12,won,100\n';
const src = `/echo?${new URLSearchParams({ type: 'text/csv', body: deals })}`;
const page = (query: Readonly<Record<string, string>> = {}, host = ''): string => `${host}/test/browser/pages/kit-page.ts?${new URLSearchParams({ kit: `${host}/src/index.ts`, src, ...query })}`;
const visit = (origin: string, module: string, wish?: PageWish): Promise<KitReport> => visitPage<KitReport>(origin, [module], wish);

/** Falling back is told once, by its reason, and nothing of it reaches the page. */
const expectMainThread = (report: KitReport, reason: string): void => {
  expect(report.errors, 'errors that reached the page').to.deep.equal([]);
  const told = report.warnings.filter((text) => text.startsWith('kennzahl'));
  expect(told.length, told.join('\n')).to.equal(1);
  expect(told[0]).to.contain('computing on the main thread').and.to.contain(reason).and.to.contain('configureWorker()');
};

describe('widgets whose worker cannot start', function () {
  this.timeout(30_000);
  let expected: readonly string[] = [];
  before(async () => {
    const report = await visit(a, page());
    expect(report.warnings.filter((text) => text.startsWith('kennzahl'))).to.deep.equal([]);
    expect(report.errors).to.deep.equal([]);
    expect(report.workers, 'one worker for two datasets').to.deep.equal(['http:']);
    expect(report.figures[0]).to.equal('30 days');
    expect(report.figures.length).to.equal(5);
    for (const figure of report.figures) expect(figure).to.match(/^[€\d]/u);
    expected = report.figures;
  });

  it('show the same figures when the policy forbids workers', async () => {
    const report = await visit(a, page(), { csp: "script-src 'self'; worker-src 'none'" });
    expect(report.figures).to.deep.equal(expected);
    expectMainThread(report, 'module-url');
    expect(report.violations.every((text) => text.startsWith('worker-src')), report.violations.join()).to.equal(true);
  });
  it('show the same figures when the policy forbids workers and the page has switched them off, without a report', async () => {
    const report = await visit(a, page({ worker: 'off' }), { csp: "script-src 'self'; worker-src 'none'" });
    expect(report.figures).to.deep.equal(expected);
    expect([report.violations, report.errors, report.workers, report.warnings.filter((text) => text.startsWith('kennzahl'))]).to.deep.equal([[], [], [], []]);
  });
  it('show the same figures when the kit comes from another origin', async () => {
    const report = await visit(b, page({}, a));
    expect(report.figures).to.deep.equal(expected);
    expectMainThread(report, 'module-url');
  });
  // The kit itself comes from the other origin here, so that no file beside it can take over.
  for (const [what, worker] of [['is missing', '/nowhere/worker.js'], ['is a login page', '/login'], ['lies on another origin', `${a}/src/engine/worker.ts`]] as const) {
    it(`show the same figures when the worker file that was configured ${what}`, async () => {
      const report = await visit(b, page({ worker }, a));
      expect(report.figures).to.deep.equal(expected);
      expectMainThread(report, 'worker-url');
    });
  }
  it('show the same figures in a frame without an origin', async () => {
    const report = await visit(a, page({ src: `${a}${src}` }, a), { sandbox: 'allow-scripts' });
    expect(report.figures).to.deep.equal(expected);
    expectMainThread(report, 'module-url');
  });
});
