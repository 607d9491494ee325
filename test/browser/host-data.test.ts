import { expect } from '@open-wc/testing';
import '../../src/define.js';
import type { KpiCard } from '../../src/elements/kpi-card/kpi-card.js';
import type { SalesData } from '../../src/elements/sales-data/sales-data.js';

type Row = Record<string, unknown>;
const deal = (id: string, days: number): Row => ({ id, created_at: '2024-01-01', closed_at: `2024-01-${String(1 + days).padStart(2, '0')}`, status: 'won' });
const card = (): KpiCard => Object.assign(document.createElement('kpi-card'), { kpi: 'sales_cycle', period: 'all' });
const shown = async (widget: KpiCard): Promise<string> => {
  await widget.updateComplete;
  return widget.shadowRoot?.querySelector<HTMLElement>('.base')?.innerText.replace(/\s+/gu, ' ') ?? '';
};

describe('rows that a page hands over', () => {
  let placed: HTMLElement[] = [];
  const place = <E extends HTMLElement>(element: E): E => {
    placed.push(element);
    document.body.append(element);
    return element;
  };
  afterEach(() => {
    for (const element of placed) element.remove();
    placed = [];
  });

  it('show as they were when they were set, whatever the page does to them next', async () => {
    const rows = [deal('A', 10), deal('B', 20)];
    const widget = place(card());
    widget.data = rows;
    (rows[0] as Row)['closed_at'] = '2024-02-20';
    rows.push(deal('C', 30));
    expect(await shown(widget)).to.match(/15 days.*n = 2/u);
    expect(widget.data, 'the page finds its own list').to.equal(rows);
  });

  it('show as they were in every table of several', async () => {
    const data = document.createElement('sales-data');
    const inner = card();
    const deals = [deal('A', 10)];
    const tables = { deals, products: [{ id: 'p1', name: 'One' }] };
    data.append(inner);
    data.data = tables;
    deals.length = 0;
    (tables as { deals: unknown }).deals = null;
    place(data);
    expect(await shown(inner)).to.match(/10 days.*n = 1/u);
    expect((await data.describe()).tables.products?.rows).to.equal(1);
  });

  it('show anew when the same list is set again', async () => {
    const rows = [deal('A', 10)];
    const widget = place(card());
    widget.data = rows;
    expect(await shown(widget)).to.match(/10 days/u);
    (rows[0] as Row)['closed_at'] = '2024-01-21';
    widget.data = rows;
    const arrived = new Promise((resolve) => { widget.addEventListener('kpi-data', resolve, { once: true }); });
    await arrived;
    expect(await shown(widget)).to.match(/20 days/u);
  });

  it('may have been set before the tag was defined', async () => {
    const early = document.createElement('later-early-data') as SalesData;
    early.data = [deal('A', 10)];
    const inner = card();
    early.append(inner);
    place(early);
    customElements.define('later-early-data', class extends (customElements.get('sales-data') as new () => SalesData) {});
    expect(await shown(inner)).to.match(/10 days/u);
  });

  it('are told about and do no harm where they are none', async () => {
    for (const nonsense of [5, 'rows', [null], [5], { deals: 7 }, { deals: null }] as unknown[]) {
      const widget = place(card());
      expect(() => { widget.data = nonsense as Row[]; }, String(nonsense)).not.to.throw();
      await widget.updateComplete;
      expect(widget.matches(':state(ready)')).to.equal(false);
    }
  });
});
