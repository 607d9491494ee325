import { expect } from '@open-wc/testing';
import { PipelineFunnel } from '../../src/elements/pipeline-funnel/pipeline-funnel.js';
import '../../src/elements/pipeline-funnel/define.js';
import { smallCompany } from './small-company.js';
import { widgetSuite } from './widget-suite.js';

describe('<pipeline-funnel>', function () {
  // A cold start on a busy machine takes its time.
  this.timeout(40_000);
  widgetSuite({
    tag: 'pipeline-funnel', widget: PipelineFunnel, attributes: { target: '100000', currency: 'EUR' },
    heading: { en: 'Pipeline value and volume', de: 'Wert und Volumen der Pipeline' }, needs: { table: 'deals', column: 'status' }, pictures: 2,
  });

  const show = async (mode: PipelineFunnel['mode']): Promise<PipelineFunnel> => {
    const element = document.createElement('pipeline-funnel');
    element.mode = mode;
    element.currency = 'EUR';
    element.period = { start: '2024-01-01', end: '2025-01-01' };
    element.data = smallCompany;
    element.style.width = '800px';
    document.body.append(element);
    await element.updateComplete;
    return element;
  };
  const textOf = (element: PipelineFunnel): string =>
    [...element.renderRoot.querySelectorAll('svg.scene text')].map((text) => text.textContent?.trim()).join(' | ');

  it('names both facts it shows, each with what it counts', async () => {
    const element = await show(null);
    expect(textOf(element)).to.match(/Open on \d/u).and.to.contain('How far deals get').and.to.match(/100% = \d+ /u);
    element.remove();
  });
  it('in snapshot mode shows only what is open', async () => {
    const element = await show('snapshot');
    expect(textOf(element)).to.match(/Open on \d/u).and.to.not.contain('How far deals get');
    element.remove();
  });
  it('in cohort mode shows only how far deals got', async () => {
    const element = await show('cohort');
    expect(textOf(element)).to.contain('How far deals get').and.to.not.match(/Open on \d/u);
    element.remove();
  });
});
