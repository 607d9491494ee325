import { expect } from '@open-wc/testing';
import '../../src/define.js';
import type { DataSource } from '../../src/elements/data-source/data-source.js';
import type { KpiCard } from '../../src/elements/kpi-card/kpi-card.js';
import { SalesData } from '../../src/elements/sales-data/sales-data.js';
import type { KpiDataEvent } from '../../src/events/kpi-data.js';
import type { Filter } from '../../src/model/query.js';
import { pause, takePageErrors, until } from './page-errors.js';
import { dealsCsv, smallCompany } from './small-company.js';

let a = '';
const placed: HTMLElement[] = [];
const place = <E extends HTMLElement>(element: E): E => {
  document.body.append(element);
  placed.push(element);
  return element;
};
const card = (kpi: KpiCard['kpi'], change: (card: KpiCard) => void = () => undefined): KpiCard => {
  const element = document.createElement('kpi-card');
  element.kpi = kpi;
  element.period = 'all';
  change(element);
  return element;
};
const valueOf = (element: HTMLElement & { readonly renderRoot?: ParentNode }): string =>
  element.renderRoot?.querySelector('[part=value] .figure')?.textContent?.replace(/\s+/gu, ' ').trim() ?? '';
const countOf = (element: HTMLElement & { readonly renderRoot?: ParentNode }): number =>
  Number(/n = ([\d,]+)/u.exec(element.renderRoot?.querySelector('.foot')?.textContent ?? '')?.[1]?.replaceAll(',', ''));

describe('<sales-data>', function () {
  // A cold start on a busy machine takes its time.
  this.timeout(40_000);
  before(async () => {
    ({ a } = await (await fetch('/__test-server.json')).json() as { a: string });
  });
  beforeEach(() => void takePageErrors());
  afterEach(async () => {
    for (const element of placed.splice(0)) element.remove();
    await pause(5);
    expect(takePageErrors(), 'errors that reached the page').to.deep.equal([]);
  });

  it('gives its data to the widgets in it, at whatever depth, and tells what was loaded', async () => {
    const data = document.createElement('sales-data');
    const deep = document.createElement('div');
    const inner = card('close_ratio');
    deep.attachShadow({ mode: 'open' }).append(inner);
    const outer = card('sales_cycle');
    data.append(outer, deep);
    const reports: KpiDataEvent[] = [];
    data.addEventListener('kpi-data', (event) => reports.push(event));
    data.data = smallCompany;
    place(data);
    await until('both figures', () => valueOf(outer) !== '' && valueOf(inner) !== '');
    expect(reports.length).to.equal(1);
    expect(reports[0]?.detail.report.tables.deals?.rowsUsed).to.equal(360);
    // 180 won and 120 lost of 360 deals: every one of them is decided or open.
    expect(countOf(outer)).to.equal(180);
  });
  it('merges the tables of its data sources: an address, objects, text in the page', async () => {
    const data = document.createElement('sales-data');
    data.currency = 'EUR';
    data.innerHTML = `<data-source table="deals" src="${a}/deals.csv?n=300&seed=3"></data-source><data-source table="deals"></data-source>
      <data-source table="spend"><script type="text/csv" slot="data">period_start,amount,channel\n2024-01-01,5000,Web\n2024-02-01,6000,Web\n</script></data-source>`;
    const more = data.querySelectorAll<DataSource>('data-source')[1] as DataSource;
    more.data = [{ id: 'X1', created_at: '2024-01-01', closed_at: '2024-02-01', status: 'won', amount: 10 }];
    const report = new Promise<KpiDataEvent>((resolve) => data.addEventListener('kpi-data', resolve));
    place(data);
    const { tables } = (await report).detail.report;
    expect(tables.deals?.rowsUsed).to.equal(301);
    expect(tables.spend?.rowsUsed).to.equal(2);
  });
  it('is found by widgets that were there before it was defined', async () => {
    class LateData extends SalesData {}
    const data = document.createElement('late-sales-data') as SalesData;
    const inner = card('close_ratio');
    data.append(inner);
    data.data = smallCompany;
    place(data);
    await pause(60);
    expect(inner.matches(':state(loading)'), 'waits instead of asking for a file').to.equal(true);
    customElements.define('late-sales-data', LateData);
    await until('the figure', () => valueOf(inner) !== '');
  });
  it('filters every widget by what the user chooses in one of them, visibly, and takes it back', async () => {
    const data = document.createElement('sales-data');
    const funnel = document.createElement('pipeline-funnel');
    const cycle = card('sales_cycle');
    funnel.style.width = '800px';
    data.append(funnel, cycle);
    data.data = smallCompany;
    const filters: Filter[] = [];
    data.addEventListener('kpi-filter-change', ({ detail }) => filters.push(detail.filter));
    place(data);
    await until('both figures', () => valueOf(funnel) !== '' && valueOf(cycle) !== '');
    const all = countOf(cycle);
    const open = valueOf(funnel);
    const chart = (funnel).renderRoot.querySelector<HTMLElement>('[data-figure=stages]') as HTMLElement;
    const choose = (): void => {
      chart.focus();
      chart.dispatchEvent(new KeyboardEvent('keydown', { key: 'Home' }));
      chart.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' }));
    };
    choose();
    await until('fewer deals in the other widget', () => countOf(cycle) < all);
    expect(filters).to.deep.equal([{ stage: ['Qualified'] }]);
    expect(countOf(cycle), 'every fourth dozen of deals is in this stage, six of twelve are won: 8 × 6').to.equal(48);
    expect(valueOf(funnel), 'the widget of the choice keeps all its stages').to.equal(open);
    await until('the choice in words', () => /Selected: Qualified/u.test(funnel.renderRoot.querySelector('.selection')?.textContent ?? ''));
    funnel.renderRoot.querySelector<HTMLButtonElement>('.selection button:last-of-type')?.click();
    await until('all deals again', () => countOf(cycle) === all);
    expect(filters[1]).to.deep.equal({});
  });
  it('does not act on a choice that the page has prevented, nor twice when nested', async () => {
    const outer = document.createElement('sales-data');
    const inner = document.createElement('sales-data');
    const funnel = document.createElement('pipeline-funnel');
    funnel.style.width = '800px';
    inner.append(funnel);
    outer.append(inner);
    outer.data = smallCompany;
    place(outer);
    await until('the figure, from the data around', () => valueOf(funnel) !== '');
    let changes = 0;
    outer.addEventListener('kpi-filter-change', () => changes++);
    const chart = funnel.renderRoot.querySelector<HTMLElement>('[data-figure=stages]') as HTMLElement;
    const choose = (): void => {
      chart.focus();
      chart.dispatchEvent(new KeyboardEvent('keydown', { key: 'Home' }));
      chart.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' }));
    };
    choose();
    expect(inner.filter).to.deep.equal({ stage: ['Qualified'] });
    expect(outer.filter).to.deep.equal({});
    expect(changes).to.equal(1);
    inner.setState({ filter: {} });
    funnel.addEventListener('kpi-select', (event) => event.preventDefault());
    choose();
    expect(inner.filter).to.deep.equal({});
  });
  it('tells a failed load once, and every widget shows where', async () => {
    const data = document.createElement('sales-data');
    const one = card('sales_cycle');
    const two = card('close_ratio');
    data.append(one, two);
    const errors: string[] = [];
    data.addEventListener('kpi-error', ({ detail }) => errors.push(detail.code));
    data.src = `${a}/login`;
    place(data);
    await until('both errors', () => one.matches(':state(error)') && two.matches(':state(error)'));
    expect(errors).to.deep.equal(['CONTENT_TYPE']);
    expect(one.renderRoot.querySelector('.error-bar')?.textContent).to.contain('login').and.to.contain('web page');
  });
  it('loads again what failed when the user asks for it', async () => {
    const data = document.createElement('sales-data');
    const inner = card('close_ratio');
    data.append(inner);
    data.src = `${a}/fail-first?key=${Math.floor(performance.now())}&times=4&then=/deals.csv%3Fn=200`;
    place(data);
    await until('the error or the figure', () => inner.matches(':state(error)') || inner.matches(':state(ready)'), 30_000);
    for (let i = 0; i < 12 && !inner.matches(':state(ready)'); i++) {
      inner.renderRoot.querySelector<HTMLButtonElement>('.error-bar button')?.click();
      await pause(1_000);
    }
    await until('the figure', () => inner.matches(':state(ready)'), 5_000);
  }).timeout(60_000);
  it('keeps what is shown while data is replaced, and drops the older of two loads', async () => {
    const data = document.createElement('sales-data');
    const inner = card('sales_cycle');
    data.append(inner);
    data.data = smallCompany;
    place(data);
    await until('the figure', () => countOf(inner) === 180);
    data.src = `${a}/echo?delay=400&type=text/csv&body=${encodeURIComponent('id,created_at,closed_at,status\nD1,2024-01-01,2024-01-05,won\n')}`;
    data.data = null;
    await pause(60);
    expect(countOf(inner), 'the old figure while the new one loads').to.equal(180);
    data.data = { deals: [{ id: 'A', created_at: '2024-01-01', closed_at: '2024-01-11', status: 'won' }, { id: 'B', created_at: '2024-01-01', closed_at: '2024-01-21', status: 'won' }] };
    await until('the newest data', () => countOf(inner) === 2);
    await pause(500);
    expect(countOf(inner), 'the slow answer came too late').to.equal(2);
  });
  it('takes an engine of the page in place of its worker', async () => {
    const { createEngine } = await import('../../src/engine/create-engine.js');
    const engine = createEngine({ timeZone: 'UTC' });
    await engine.load({ deals: { text: dealsCsv } });
    const data = document.createElement('sales-data');
    const inner = card('sales_cycle');
    data.engine = engine;
    data.append(inner);
    place(data);
    await until('the figure', () => countOf(inner) === 180);
    data.remove();
    await pause(20);
    expect((await engine.describe()).tables.deals?.rows, 'the page\'s engine stays open').to.equal(360);
  });
  it('looks at a file before it is loaded, with or without data of its own', async () => {
    const data = document.createElement('sales-data');
    place(data);
    const file = new File(['opportunity_id;deal_stage;close_value\n1;Won;5'], 'pipeline.csv');
    const seen = await data.inspect({ file });
    expect([seen.label, seen.guesses[0]?.table]).to.deep.equal(['pipeline.csv', 'deals']);
    expect(data.report, 'nothing is loaded').to.equal(null);
    data.data = smallCompany;
    expect((await data.inspect({ file })).guesses[0]?.table).to.equal('deals');
    await until('the load', () => data.report !== null);
  });
  it('answers about the data that took the place of other data meanwhile', async () => {
    const data = document.createElement('sales-data');
    data.data = smallCompany;
    place(data);
    const [before, first] = [data.describe(), data.compute({ kpi: 'sales_cycle', period: 'all' })];
    await pause(1);
    // Fewer tables than before need another engine; the one that was asked is closed.
    data.data = { leads: [{ id: 'L1', received_at: '2024-01-01' }] };
    expect([Object.keys((await before).tables).length > 0, (await first).kpi]).to.deep.equal([true, 'sales_cycle']);
    expect(Object.keys((await data.describe()).tables)).to.deep.equal(['leads']);
    data.remove();
  });
  it('goes back to the data it had when newer data is taken away while it loads', async () => {
    const data = document.createElement('sales-data');
    const inner = card('sales_cycle');
    data.append(inner);
    data.data = smallCompany;
    place(data);
    await until('the figure', () => countOf(inner) === 180);
    data.data = { ...smallCompany, deals: [{ id: 'A', created_at: '2024-01-01', closed_at: '2024-01-11', status: 'won' }] };
    await pause(2);
    data.data = smallCompany;
    await pause(400);
    await inner.updateComplete;
    expect(countOf(inner)).to.equal(180);
    expect(Object.keys(data.report?.tables ?? {}).sort()).to.deep.equal(Object.keys(smallCompany).sort());
  });
  it('gives and takes its state as plain JSON', () => {
    const data = document.createElement('sales-data');
    data.setState({ filter: { source: ['Web', null] }, period: 'last_quarter' });
    const state = JSON.parse(JSON.stringify(data.getState())) as ReturnType<SalesData['getState']>;
    expect(state).to.deep.equal({ filter: { source: ['Web', null] }, period: 'last_quarter' });
  });
});
