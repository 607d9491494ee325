import { expect } from '@open-wc/testing';
import '../../src/define.js';
import { DataSource } from '../../src/elements/data-source/data-source.js';
import { KpiCard } from '../../src/elements/kpi-card/kpi-card.js';
import { SalesData } from '../../src/elements/sales-data/sales-data.js';
import { pause, takePageErrors, until } from './page-errors.js';
import { origins } from './visit-page.js';

const { a } = await origins();

/** 20 and 40 days won, 31 days lost: the mean cycle of what was won is 30 days. */
const rows = [
  { id: 'D1', created_at: '2024-01-01', closed_at: '2024-01-21', status: 'won' },
  { id: 'D2', created_at: '2024-01-02', closed_at: '2024-02-02', status: 'lost' },
  { id: 'D3', created_at: '2024-01-03', closed_at: '2024-02-12', status: 'won' },
];
const csv = ['id,created_at,closed_at,status', ...rows.map((row) => Object.values(row).join(','))].join('\n');
const src = `${a}/echo?${new URLSearchParams({ type: 'text/csv', body: csv })}`;

const valueOf = (card: Element): string => card.shadowRoot?.querySelector('[part=value] .figure')?.textContent?.replace(/\s+/gu, ' ').trim() ?? '';
const baseOf = (card: Element): string => card.shadowRoot?.querySelector('.base')?.textContent?.replace(/\s+/gu, ' ').trim() ?? '';
const placed: Element[] = [];
const place = <E extends Element>(element: E): E => {
  document.body.append(element);
  placed.push(element);
  return element;
};

beforeEach(() => void takePageErrors());
afterEach(async () => {
  for (const element of placed.splice(0)) element.remove();
  await pause(10);
  expect(takePageErrors(), 'errors that reached the page').to.deep.equal([]);
});

describe('elements that are in the page before they are defined', function () {
  this.timeout(20_000);
  const classes = { 'sales-data': SalesData, 'data-source': DataSource, 'kpi-card': KpiCard } as const;
  type Tag = keyof typeof classes;
  const orders: readonly (readonly [Tag, Tag, Tag])[] = [
    ['sales-data', 'data-source', 'kpi-card'], ['sales-data', 'kpi-card', 'data-source'], ['data-source', 'sales-data', 'kpi-card'],
    ['data-source', 'kpi-card', 'sales-data'], ['kpi-card', 'sales-data', 'data-source'], ['kpi-card', 'data-source', 'sales-data'],
  ];
  orders.forEach((order, i) => {
    for (const gap of ['at once', 'a while apart'] as const) {
      it(`work in the order ${order.join(', ')}, ${gap}, with what was set on them before`, async () => {
        const prefix = `order${i}${gap === 'at once' ? 'x' : 'y'}`;
        const make = (tag: Tag): HTMLElement => document.createElement(`${prefix}-${tag}`);
        const [data, source, byProperty, card] = [make('sales-data') as SalesData, make('data-source') as DataSource, make('data-source') as DataSource, make('kpi-card') as KpiCard];
        source.setAttribute('src', src);
        byProperty.table = 'leads';
        byProperty.data = [{ id: 'L1', received_at: '2024-01-01' }];
        data.period = 'all';
        card.kpi = 'sales_cycle';
        card.heading = 'How long it takes';
        data.append(source, byProperty, card);
        place(data);
        const reports: (readonly string[])[] = [];
        data.addEventListener('kpi-data', ({ detail }) => reports.push(Object.keys(detail.report.tables).sort()));
        for (const tag of order) {
          classes[tag].define(`${prefix}-${tag}`);
          if (gap === 'a while apart') await pause(40);
        }
        await until('the figure', () => valueOf(card) === '30 days');
        expect(baseOf(card)).to.contain('How long it takes');
        expect(reports.at(-1)).to.deep.equal(['deals', 'leads']);
        expect(Object.hasOwn(card, 'heading'), 'no property hides the one of the class').to.equal(false);
      });
    }
  });
  it('wait for their sales-data instead of asking for a file, and say so to nobody', async () => {
    const data = document.createElement('waiting-sales-data') as SalesData;
    const card = document.createElement('kpi-card');
    let told = 0;
    card.addEventListener('kpi-error', () => told++);
    card.kpi = 'sales_cycle';
    card.period = 'all';
    data.append(card);
    data.data = { deals: rows };
    place(data);
    await pause(150);
    expect(card.matches(':state(loading)')).to.equal(true);
    expect(told).to.equal(0);
    SalesData.define('waiting-sales-data');
    await until('the figure', () => valueOf(card) === '30 days');
  });
});

describe('a copy made with cloneNode', function () {
  this.timeout(20_000);
  const shown = async (change: (card: KpiCard) => void): Promise<KpiCard> => {
    const card = document.createElement('kpi-card');
    card.setAttribute('kpi', 'sales_cycle');
    card.setAttribute('period', 'all');
    change(card);
    place(card);
    await until('the figure', () => valueOf(card) === '30 days');
    return card;
  };
  it('has the attributes, so an address loads again, once for both', async () => {
    const own = `${src}&header=X-Case:clone`;
    const card = await shown((one) => one.setAttribute('src', own));
    const copy = place(card.cloneNode(true) as KpiCard);
    await until('the figure of the copy', () => valueOf(copy) === '30 days');
    const hits = await (await fetch(`${a}/hits?path=${encodeURIComponent(own.slice(a.length))}`)).json() as number;
    expect(hits).to.equal(1);
    expect(copy.shadowRoot?.querySelectorAll('.base').length, 'nothing is drawn twice').to.equal(1);
  });
  it('has the data that stands in the page', async () => {
    const card = await shown((one) => {
      const script = document.createElement('script');
      script.type = 'text/csv';
      script.slot = 'data';
      script.textContent = csv;
      one.append(script);
    });
    const copy = place(card.cloneNode(true) as KpiCard);
    await until('the figure of the copy', () => valueOf(copy) === '30 days');
  });
  it('has no data that was set as a property, and says what it needs', async () => {
    const card = await shown((one) => (one.data = rows));
    const copy = place(card.cloneNode(true) as KpiCard);
    await until('what the copy needs', () => copy.matches(':state(empty)'));
    expect(baseOf(copy)).to.contain('Needs a table deals with');
    expect(valueOf(card)).to.equal('30 days');
  });
  it('of a whole sales-data loads and filters on its own', async () => {
    const data = document.createElement('sales-data');
    data.setAttribute('src', src);
    data.setAttribute('period', 'all');
    const card = document.createElement('kpi-card');
    card.setAttribute('kpi', 'sales_cycle');
    data.append(card);
    place(data);
    await until('the figure', () => valueOf(card) === '30 days');
    const copy = place(data.cloneNode(true) as SalesData);
    const inner = copy.querySelector('kpi-card') as KpiCard;
    await until('the figure of the copy', () => valueOf(inner) === '30 days');
    copy.filter = { status: ['nobody'] };
    copy.period = { start: '2020-01-01', end: '2020-02-01' };
    await until('another answer', () => valueOf(inner) !== '30 days');
    expect(valueOf(card)).to.equal('30 days');
  });
});

describe('data that a page is still writing', function () {
  this.timeout(20_000);
  it('is taken when it is whole, and what was half there is no failure that stays', async () => {
    const card = document.createElement('kpi-card');
    card.kpi = 'sales_cycle';
    card.period = 'all';
    const script = document.createElement('script');
    script.type = 'application/json';
    script.slot = 'data';
    card.append(script);
    place(card);
    const text = JSON.stringify({ deals: rows });
    for (let at = 0; at < text.length; at += 60) {
      script.append(text.slice(at, at + 60));
      await pause(5);
    }
    await until('the figure', () => valueOf(card) === '30 days');
    expect(card.matches(':state(error)')).to.equal(false);
  });
});
