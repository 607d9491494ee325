import { expect } from '@open-wc/testing';
import { CacClvGauge } from '../../src/elements/cac-clv-gauge/cac-clv-gauge.js';
import '../../src/elements/cac-clv-gauge/define.js';
import { smallCompany } from './small-company.js';
import { widgetSuite } from './widget-suite.js';

describe('<cac-clv-gauge>', function () {
  // A cold start on a busy machine takes its time.
  this.timeout(40_000);
  widgetSuite({
    tag: 'cac-clv-gauge', widget: CacClvGauge, attributes: { period: 'all', target: '3', currency: 'EUR' },
    heading: { en: 'Acquisition cost', de: 'Gewinnungskosten' }, needs: { table: 'deals', column: 'status' }, pictures: 1,
  });

  const show = async (change: (element: CacClvGauge) => void): Promise<CacClvGauge> => {
    const element = document.createElement('cac-clv-gauge');
    element.period = 'all';
    element.currency = 'EUR';
    element.data = smallCompany;
    element.style.width = '800px';
    change(element);
    document.body.append(element);
    await element.updateComplete;
    return element;
  };
  const textOf = (element: CacClvGauge): string => element.renderRoot.querySelector('.base')?.textContent?.replace(/\s+/gu, ' ') ?? '';

  it('leads with how many times its cost a customer brings', async () => {
    const element = await show(() => undefined);
    expect(element.renderRoot.querySelector('[part=value]')?.textContent).to.contain('× CAC');
    element.remove();
  });
  it('shows the industry figures only when asked, with year and source', async () => {
    const plain = await show(() => undefined);
    expect(textOf(plain)).to.not.contain('205');
    plain.remove();
    const asked = await show((element) => (element.benchmark = 'saas'));
    expect(textOf(asked)).to.contain('SaaS average 2022').and.to.contain('205').and.to.contain('341').and.to.contain('FirstPageSage');
    asked.remove();
  });
  it('without any customer value still shows the cost, and says what is missing', async () => {
    const { deals, customers, spend } = smallCompany;
    const element = await show((gauge) => (gauge.data = { ...(deals === undefined ? {} : { deals }), ...(customers === undefined ? {} : { customers }), ...(spend === undefined ? {} : { spend }) }));
    expect(element.matches(':state(ready)')).to.equal(true);
    expect(element.renderRoot.querySelector('[part=value]')?.textContent).to.match(/€\d/u);
    expect(textOf(element)).to.contain('not known');
    element.remove();
  });
});
