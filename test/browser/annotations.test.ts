import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../src/define.js';
import type { KpiWidget } from '../../src/elements/kpi-widget.js';
import type { SalesData } from '../../src/elements/sales-data/sales-data.js';
import type { Annotation } from '../../src/model/annotation.js';
import type { KpiErrorInfo } from '../../src/model/issue.js';
import { takePageErrors, until } from './page-errors.js';
import { smallCompany } from './small-company.js';

const spring: Annotation = { from: '2024-03-01', to: '2024-04-30', label: 'Spring <b>campaign</b>' };
const fair: Annotation = { date: '2024-07-15', label: 'Trade fair' };

describe('what a page marks on axes of time', function () {
  this.timeout(60_000);
  let host: HTMLElement;
  let data: SalesData;
  const place = async (content: string, { lang = 'en', annotations = null }: { readonly lang?: string; readonly annotations?: readonly Annotation[] | null } = {}): Promise<KpiWidget> => {
    host = document.createElement('div');
    host.lang = lang;
    host.style.width = '800px';
    host.innerHTML = `<sales-data period="all">${content}</sales-data>`;
    data = host.firstElementChild as SalesData;
    data.annotations = annotations;
    data.data = smallCompany;
    document.body.append(host);
    const widget = data.querySelector('kpi-card, close-ratio-chart') as KpiWidget;
    await until('the figure', () => widget.matches(':state(ready)'));
    await widget.updateComplete;
    return widget;
  };
  const figure = (widget: KpiWidget): HTMLElement => widget.renderRoot.querySelector<HTMLElement>('[data-figure]') as HTMLElement;
  const texts = (widget: KpiWidget): string => [...widget.renderRoot.querySelectorAll('svg.scene text')].map(({ textContent }) => textContent).join('|');

  beforeEach(() => void takePageErrors());
  afterEach(() => {
    host.remove();
    expect(takePageErrors(), 'errors that reached the page').to.deep.equal([]);
  });

  it('is drawn with its name, as the text that it is, in the picture, its sentence, its table and its file', async () => {
    const card = await place('<kpi-card kpi="sales_cycle"></kpi-card>', { annotations: [spring, fair] });
    await until('the marks', () => texts(card).includes('Trade fair'));
    expect(texts(card)).to.contain('Spring <b>campaign</b>');
    expect(card.renderRoot.querySelector('svg.scene b')).to.equal(null);
    expect(figure(card).getAttribute('aria-label')).to.contain('Marked: Spring <b>campaign</b>, Mar–Apr 2024; Trade fair, 15 Jul 2024.');
    expect(await card.toSVG()).to.contain('Trade fair').and.contain('Spring &lt;b&gt;campaign&lt;/b&gt;');
    expect(await card.toCSV()).to.contain('Marked').and.contain('Trade fair');
    card.view = 'table';
    await card.updateComplete;
    expect(card.renderRoot.querySelector('table')?.textContent).to.contain('Marked').and.contain('Trade fair');
    await expect(card).to.be.accessible();
  });

  it('is a stop of the keyboard, spoken with kind, name and time, in German too', async () => {
    const card = await place('<kpi-card kpi="sales_cycle"></kpi-card>', { lang: 'de', annotations: [spring] });
    await until('the marks', () => texts(card).includes('Spring'));
    figure(card).focus();
    await sendKeys({ press: 'End' });
    await until('its sentence', () => (card.renderRoot.querySelector('.chart + p + [role=status], [role=status]')?.textContent ?? '').includes('Kampagne'));
    expect(card.renderRoot.querySelector('.readout')?.textContent).to.contain('Kampagne').and.contain('März–Apr');
    await expect(card).to.be.accessible();
  });

  it('can be given without JavaScript, and a widget’s own stand in place of those around it', async () => {
    const card = await place(`<script type="application/json" slot="annotations">[{"date":"2024-07-15","label":"From the page"}]</script>
      <kpi-card kpi="sales_cycle"></kpi-card>`);
    await until('the marks', () => texts(card).includes('From the page'));
    card.annotations = [fair];
    await until('its own', () => texts(card).includes('Trade fair'));
    expect(texts(card)).to.not.contain('From the page');
    card.annotations = null;
    await until('those around it', () => texts(card).includes('From the page'));
  });

  it('that is none is told by its number, as an event and beside the picture; the others are drawn', async () => {
    const errors: KpiErrorInfo[] = [];
    const told = (event: Event): void => void errors.push((event as CustomEvent<KpiErrorInfo>).detail);
    document.addEventListener('kpi-error', told);
    const card = await place('<kpi-card kpi="sales_cycle"></kpi-card>', { annotations: [fair, { date: '2024-02-30', label: 'Never' }] });
    await until('the note', () => (card.renderRoot.querySelector('.bottom')?.textContent ?? '').includes('Annotation 2 is not drawn'));
    document.removeEventListener('kpi-error', told);
    expect(texts(card)).to.contain('Trade fair');
    expect(card.matches(':state(error)')).to.equal(false);
    expect(JSON.stringify(errors)).to.contain('"entry":2').and.contain('annotations[1].date');
  });

  it('goes when it is taken back', async () => {
    const card = await place('<kpi-card kpi="sales_cycle"></kpi-card>', { annotations: [fair] });
    await until('the marks', () => texts(card).includes('Trade fair'));
    data.annotations = null;
    await until('none', () => !texts(card).includes('Trade fair'));
  });
});
