import { expect } from '@open-wc/testing';
import '../../src/define.js';
import type { KpiWidget } from '../../src/elements/kpi-widget.js';
import type { KpiSelectEvent } from '../../src/events/kpi-select.js';
import { pause, takePageErrors, until } from './page-errors.js';
import { smallCompany } from './small-company.js';

const partOf = (widget: KpiWidget, part: string): string => widget.renderRoot.querySelector(`[part~=${part}]`)?.textContent.trim() ?? '';
const countOf = (widget: KpiWidget): number => widget.getResult()?.n ?? -1;

const placed: HTMLElement[] = [];
/** A funnel to choose in and a card that may follow, in one `<sales-data>`. */
const company = async (funnelTakes: string, cardTakes: string) => {
  const data = document.createElement('sales-data');
  const funnel = document.createElement('pipeline-funnel');
  const card = document.createElement('kpi-card');
  funnel.style.width = '800px';
  funnel.setAttribute('cross-filter', funnelTakes);
  card.setAttribute('cross-filter', cardTakes);
  card.kpi = 'sales_cycle';
  card.period = 'all';
  data.append(funnel, card);
  data.data = smallCompany;
  placed.push(data);
  document.body.append(data);
  await until('both figures', () => partOf(funnel, 'value') !== '' && partOf(card, 'value') !== '');
  const choose = (): void => {
    const chart = funnel.renderRoot.querySelector<HTMLElement>('[data-figure=stages]') as HTMLElement;
    chart.focus();
    for (const key of ['Home', 'Enter']) chart.dispatchEvent(new KeyboardEvent('keydown', { key }));
  };
  const settle = async (): Promise<void> => {
    await data.updateComplete;
    await Promise.all([funnel.updateComplete, card.updateComplete]);
  };
  const bar = (): string => funnel.renderRoot.querySelector('.selection')?.textContent ?? '';
  return { data, funnel, card, choose, settle, bar };
};

describe('cross-filter', function () {
  // A cold start on a busy machine takes its time.
  this.timeout(40_000);
  beforeEach(() => void takePageErrors());
  afterEach(async () => {
    for (const element of placed.splice(0)) element.remove();
    await pause(5);
    expect(takePageErrors(), 'errors that reached the page').to.deep.equal([]);
  });

  it('both: a choice in one widget filters the other', async () => {
    const { data, card, choose, bar } = await company('both', 'both');
    const all = countOf(card);
    choose();
    await until('fewer deals in the other widget', () => countOf(card) < all);
    expect(data.filter).to.deep.equal({ stage: ['Qualified'] });
    expect(bar()).to.contain('Selected: Qualified');
  });
  for (const takes of ['receive', 'none']) {
    it(`${takes}: a choice stays in its widget, marked there and told to the page`, async () => {
      const { data, funnel, card, choose, settle, bar } = await company(takes, 'both');
      const all = countOf(card);
      const told: KpiSelectEvent[] = [];
      document.addEventListener('kpi-select', (event) => told.push(event), { once: true });
      choose();
      await settle();
      expect([data.filter, countOf(card)]).to.deep.equal([{}, all]);
      expect(told[0]?.detail.key).to.deep.equal(['Qualified']);
      expect(bar()).to.contain('Selected: Qualified');
      expect(funnel.getState().filter).to.deep.equal({ stage: ['Qualified'] });
    });
  }
  for (const takes of ['send', 'none']) {
    it(`${takes}: the choices of others leave the widget as it is`, async () => {
      const { data, card, choose, settle } = await company('both', takes);
      const all = countOf(card);
      choose();
      await settle();
      expect(data.filter).to.deep.equal({ stage: ['Qualified'] });
      expect(countOf(card)).to.equal(all);
    });
  }
  it('receive: the choices of others hold', async () => {
    const { data, card, settle } = await company('both', 'receive');
    const all = countOf(card);
    data.filter = { stage: ['Qualified'] };
    await until('fewer deals', () => countOf(card) < all);
    await settle();
    expect(countOf(card)).to.equal(48);
  });
});
