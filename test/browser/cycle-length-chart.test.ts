import { expect } from '@open-wc/testing';
import { CycleLengthChart } from '../../src/elements/cycle-length-chart/cycle-length-chart.js';
import '../../src/elements/cycle-length-chart/define.js';
import { smallCompany } from './small-company.js';
import { widgetSuite } from './widget-suite.js';

describe('<cycle-length-chart>', function () {
  // A cold start on a busy machine takes its time.
  this.timeout(40_000);
  widgetSuite({
    tag: 'cycle-length-chart', widget: CycleLengthChart, attributes: { period: 'all', target: '40' },
    heading: { en: 'Sales cycle length', de: 'Länge des Verkaufszyklus' }, needs: { table: 'deals', column: 'status' }, pictures: 2,
  });

  it('shows a small curve per segment; choosing one marks it and can be taken back', async () => {
    const element = document.createElement('cycle-length-chart');
    element.segmentBy = 'segment';
    element.period = 'all';
    element.data = smallCompany;
    element.style.width = '800px';
    document.body.append(element);
    await element.updateComplete;
    const texts = [...element.renderRoot.querySelectorAll('svg.scene text')].map((text) => text.textContent?.trim());
    expect(texts).to.include.members(['Enterprise', 'Mittelstand']);

    const chart = element.renderRoot.querySelector<HTMLElement>('[data-figure=segments]');
    chart?.focus();
    chart?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Home' }));
    chart?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' }));
    await element.updateComplete;
    expect(element.renderRoot.querySelectorAll('.dimmed').length).to.be.greaterThan(0);
    expect(element.getState().filter).to.have.property('segment');
    element.renderRoot.querySelector<HTMLButtonElement>('.selection button:last-of-type')?.click();
    await element.updateComplete;
    expect(element.renderRoot.querySelectorAll('.dimmed').length).to.equal(0);
    element.remove();
  });
});
