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
  it('as one file shows its figures there, too, says so once, and tries nothing that the first refusal has told to be forbidden', async () => {
    const report = await visit(a, [oneFile], { csp: strictest.replace("worker-src 'self'", "worker-src 'none'") });
    expectFigures(report);
    expect(ours(report).length).to.equal(1);
    expect(report.violations.length, report.violations.join(', ')).to.equal(1);
    expect(report.violations[0]).to.match(/^worker-src http/u);
  });
  it('as one file starts its worker from memory under Trusted Types without a violation, where the file beside it is of another origin', async () => {
    const csp = `default-src 'none'; script-src ${a} 'self'; connect-src ${a} 'self'; worker-src blob:; require-trusted-types-for 'script'; trusted-types lit-html kennzahl`;
    const report = await visit(b, [oneFile], { csp }, a);
    expectFigures(report);
    expect(report.workers).to.contain('blob:');
    expect(report.violations.filter((text) => text.startsWith('require-trusted-types'))).to.deep.equal([]);
  });
  for (const [policy, allowed] of [['lit-html', 'kennzahl app'], ['lit-html', "'none'"]] as const) {
    it(`says in the place of each figure that the policy ${policy} is refused under trusted-types ${allowed}, in the language around it`, async () => {
      const body = '<kpi-card></kpi-card><div lang="de"><pipeline-funnel></pipeline-funnel></div><sales-data><p>stays</p></sales-data>';
      const report = await visitPage<KitReport>(a, [`/test/browser/pages/kit-page.ts?${new URLSearchParams({ kit: oneFile })}`], { body, csp: `${strictest}; trusted-types ${allowed}` });
      expect(report.refused.length).to.equal(1);
      expect(report.figures.length).to.equal(2);
      expect(report.figures[0]).to.contain(policy).and.to.contain('trusted-types').and.to.contain('cannot be shown');
      expect(report.figures[1]).to.contain(policy).and.to.contain('lässt sich nicht zeigen');
    });
  }
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
      const tags = new Set(told.map((text) => /<([a-z-]+)>/u.exec(text)?.[1]));
      expect([...tags]).to.include.members(['kpi-card', 'sales-data', 'data-source', 'pipeline-funnel', 'cycle-length-chart', 'cac-clv-gauge']);
      expect(told.length, 'each tag once').to.equal(tags.size);
      for (const text of told) expect(text).to.match(/<[a-z-]+> is already defined by kennzahl \d+\.\d+\.\d+; that one stays, version \d+\.\d+\.\d+ leaves it alone/u);
    });
  }
  for (const [what, csp] of [['', undefined], [' under the strictest policy', strictest]] as const) {
    it(`two releases of it draw side by side, the second under a prefix, each with its own worker${what}`, async () => {
      const report = await visit(a, [oneFile, `/as-version/9.9.9${oneFile}|next`], csp === undefined ? {} : { csp });
      expect([report.refused, report.errors, report.violations]).to.deep.equal([[], [], []]);
      expect(report.figures.length).to.equal(10);
      expect(report.figures.slice(5), 'the second release').to.deep.equal(report.figures.slice(0, 5));
      expect(report.figures[0]).to.equal('30 days');
      expect(report.versions.slice(5)).to.deep.equal(Array.from({ length: 5 }, () => '9.9.9'));
      expect(report.versions.slice(0, 5)).to.not.include('9.9.9');
      expect(report.workers).to.deep.equal(['http:', 'http:']);
      expect(ours(report).every((text) => text.includes('is already defined by kennzahl')), ours(report).join()).to.equal(true);
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
