import { expect } from '@open-wc/testing';
import type { KitReport } from './pages/kit-page.js';
import { origins, visitPage, type PageWish } from './visit-page.js';

const { a, b } = await origins();

/** 20 and 40 days won, 31 days lost: the mean cycle of what was won is 30 days. */
const deals = 'id,created_at,closed_at,status,amount\nD1,2024-01-01,2024-01-21,won,100\nD2,2024-01-02,2024-02-02,lost,100\nD3,2024-01-03,2024-02-12,won,100\n';
const src = `/echo?${new URLSearchParams({ type: 'text/csv', body: deals })}`;
const oneFile = '/dist/cdn/kennzahl.js';
const strictest = "default-src 'none'; script-src 'self'; connect-src 'self'; worker-src 'self'; require-trusted-types-for 'script'";

/** The built kits in the query's order, in a page under a policy. */
const visit = (origin: string, kits: readonly string[], wish: PageWish = {}, host = ''): Promise<KitReport> => {
  const query = new URLSearchParams({ src: wish.sandbox === undefined ? src : `${a}${src}` });
  for (const kit of kits) query.append('kit', `${host}${kit}`);
  return visitPage<KitReport>(origin, [`${host}/test/browser/pages/kit-page.ts?${query}`], wish);
};
const ours = ({ warnings }: KitReport): readonly string[] => warnings.filter((text) => text.startsWith('kennzahl'));

const expectFigures = (report: KitReport): void => {
  expect(report.refused).to.deep.equal([]);
  expect(report.errors, 'errors that reached the page').to.deep.equal([]);
  expect(report.figures.length).to.equal(5);
  expect(report.figures[0]).to.equal('30 days');
  for (const figure of report.figures) expect(figure).to.match(/^[€\d]/u);
};

describe('the built kit', function () {
  this.timeout(30_000);
  before(async () => {
    const answer = await fetch(`${a}${oneFile}`);
    expect(answer.status, 'dist/cdn/kennzahl.js is built by `npm run build:cdn`').to.equal(200);
  });

  for (const [what, kit] of [['as one file', oneFile], ['as a package', '/dist/index.js']] as const) {
    it(`${what} shows all widgets under the strictest policy, computed in its worker, without a violation`, async () => {
      const report = await visit(a, [kit], { csp: strictest });
      expectFigures(report);
      expect(report.violations).to.deep.equal([]);
      expect(report.workers).to.deep.equal(['http:']);
      expect(ours(report)).to.deep.equal([]);
    });
  }
  it('needs two policies of Trusted Types and no other: lit-html and kennzahl', async () => {
    const report = await visit(a, [oneFile], { csp: `${strictest}; trusted-types lit-html kennzahl` });
    expectFigures(report);
    expect(report.violations).to.deep.equal([]);
    expect(report.workers).to.deep.equal(['http:']);
  });

  it('shows its figures where no worker may run, and reports no more than the refused worker', async () => {
    const report = await visit(a, ['/dist/index.js'], { csp: strictest.replace("worker-src 'self'", "worker-src 'none'") });
    expectFigures(report);
    expect(report.violations.filter((text) => !text.startsWith('worker-src'))).to.deep.equal([]);
    expect(ours(report).length).to.equal(1);
  });
  it('as one file shows its figures there, too, and says so once', async () => {
    const report = await visit(a, [oneFile], { csp: strictest.replace("worker-src 'self'", "worker-src 'none'") });
    expectFigures(report);
    expect(ours(report).length).to.equal(1);
  });
  it('carries its worker for pages of another origin', async () => {
    const report = await visit(b, [oneFile], {}, a);
    expectFigures(report);
    expect(report.workers).to.contain('blob:');
    expect(ours(report)).to.deep.equal([]);
  });
  it('runs in a sandboxed frame without an origin of its own', async () => {
    const report = await visit(a, [oneFile], { sandbox: 'allow-scripts' }, a);
    expectFigures(report);
  });
  it('upgrades tags that stood in the page before it came, with data in the page', async () => {
    const body = `<sales-data currency="EUR"><script type="text/csv" slot="data">${deals}</script><kpi-card kpi="sales_cycle" period="all"></kpi-card></sales-data>
      <kpi-card kpi="sales_cycle" period="all" src="${src.replaceAll('&', '&amp;')}"></kpi-card>`;
    const report = await visitPage<KitReport>(a, ['/test/browser/pages/kit-page.ts', oneFile], { body });
    expect(report.figures).to.deep.equal(['30 days', '30 days']);
    expect([report.errors, ours(report)]).to.deep.equal([[], []]);
  });
});

describe('two kits on one page', function () {
  this.timeout(30_000);
  const orders = [[`${oneFile}?copy=1`, `${oneFile}?copy=2`], ['/dist/index.js', oneFile]] as const;
  for (const kits of orders) {
    it(`${kits.join(', then ')}: the first one defines the tags, the second says so once a tag and leaves them alone`, async () => {
      const report = await visit(a, kits);
      expectFigures(report);
      const told = ours(report);
      expect(told.length).to.equal(6);
      expect(new Set(told).size, 'each tag once').to.equal(6);
      for (const text of told) expect(text).to.match(/<[a-z-]+> is already defined by kennzahl \d+\.\d+\.\d+; that one stays, version \d+\.\d+\.\d+ leaves it alone/u);
    });
  }
  it('where a policy of Trusted Types may be made only once, the browser refuses the second and the first goes on', async () => {
    const report = await visit(a, orders[0], { csp: `${strictest}; trusted-types lit-html kennzahl` });
    expectFigures({ ...report, refused: [] });
    expect(report.refused.length).to.equal(1);
    expect(report.refused[0]).to.contain('copy=2').and.to.contain('lit-html');
  });
  it('both draw under Trusted Types', async () => {
    const report = await visit(a, orders[0], { csp: strictest });
    expectFigures(report);
    expect(report.violations).to.deep.equal([]);
  });
});
