import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../src/define.js';
import type { KpiCard } from '../../src/elements/kpi-card/kpi-card.js';
import type { SalesData } from '../../src/elements/sales-data/sales-data.js';
import type { SegmentFilter } from '../../src/elements/segment-filter/segment-filter.js';
import { KpiSelectEvent } from '../../src/events/kpi-select.js';
import type { Filter } from '../../src/model/query.js';
import { pause, takePageErrors, until } from './page-errors.js';
import { smallCompany } from './small-company.js';

/** Of 360 deals: 52 without a source, 154 from the web, 154 from fairs. */
const sourceRows = { Web: 154, Fair: 154, none: 52 };

describe('<segment-filter>', function () {
  this.timeout(40_000);
  let data: SalesData;
  const changes: Filter[] = [];
  const show = async (content: string, lang = 'en'): Promise<SegmentFilter> => {
    const host = document.createElement('div');
    host.lang = lang;
    host.innerHTML = `<sales-data period="all"><div>${content}</div><kpi-card kpi="pipeline"></kpi-card></sales-data>`;
    data = host.querySelector('sales-data') as SalesData;
    data.data = smallCompany;
    changes.length = 0;
    data.addEventListener('kpi-filter-change', (event) => changes.push(event.detail.filter));
    document.body.append(host);
    const filter = host.querySelector('segment-filter') as SegmentFilter;
    await filter.updateComplete;
    await until('the values', () => (filter.dimension === null ? text(filter) !== '' : boxes(filter).length > 0 || filter.renderRoot.querySelector('[part=note]') !== null));
    return filter;
  };
  const boxes = (filter: SegmentFilter): HTMLInputElement[] => [...filter.renderRoot.querySelectorAll<HTMLInputElement>('input[type=checkbox]')];
  const rowsOf = (filter: SegmentFilter): string[] => [...filter.renderRoot.querySelectorAll('.values label')].map(({ textContent }) => textContent.replace(/\s+/gu, ' ').trim());
  const text = (filter: SegmentFilter): string => (filter.renderRoot.querySelector('.base')?.textContent ?? '').replace(/\s+/gu, ' ').trim();
  const button = (filter: SegmentFilter, words: string): HTMLButtonElement => {
    const found = [...filter.renderRoot.querySelectorAll('button')].find((each) => `${each.textContent} ${each.ariaLabel ?? ''}`.includes(words));
    if (found === undefined) throw new Error(`no button "${words}" in ${text(filter)}`);
    return found;
  };
  const choose = async (filter: SegmentFilter, index: number): Promise<void> => {
    (boxes(filter)[index] as HTMLInputElement).click();
    await data.updateComplete;
    await filter.updateComplete;
  };

  beforeEach(() => void takePageErrors());
  afterEach(async () => {
    data.parentElement?.remove();
    await pause(5);
    expect(takePageErrors(), 'errors that reached the page').to.deep.equal([]);
  });

  it('lists the values of a dimension with their rows, those without a value among them', async () => {
    const filter = await show('<segment-filter dimension="source"></segment-filter>');
    expect(rowsOf(filter).sort()).to.deep.equal([`(not set) ${sourceRows.none}`, `Fair ${sourceRows.Fair}`, `Web ${sourceRows.Web}`]);
    expect(text(filter)).to.contain('Source');
    expect(filter.renderRoot.querySelector('input[type=search]'), 'three values need no search').to.equal(null);
  });

  it('filters all widgets by several values at once, and by "not set"', async () => {
    const filter = await show('<segment-filter dimension="source"></segment-filter>');
    const card = data.querySelector('kpi-card') as KpiCard;
    const openDeals = (): string => card.renderRoot.querySelector('.beside')?.textContent ?? '';
    await until('the figure', () => openDeals() !== '');
    const all = openDeals();
    const names = rowsOf(filter);
    await choose(filter, names.findIndex((row) => row.startsWith('Fair')));
    await choose(filter, names.findIndex((row) => row.startsWith('(not set)')));
    expect(changes).to.deep.equal([{ source: ['Fair'] }, { source: ['Fair', null] }]);
    expect(data.filter).to.deep.equal({ source: ['Fair', null] });
    await until('another figure', () => openDeals() !== all);
    expect(text(filter)).to.contain('2 chosen');
  });

  it('takes a value back when it is unchecked, and everything with "Show all"', async () => {
    const filter = await show('<segment-filter dimension="segment"></segment-filter>');
    await choose(filter, 0);
    await choose(filter, 0);
    expect(changes.at(-1)).to.deep.equal({});
    await choose(filter, 1);
    button(filter, 'Show all').click();
    await data.updateComplete;
    expect(data.filter).to.deep.equal({});
    await filter.updateComplete;
    expect(boxes(filter).some(({ checked }) => checked)).to.equal(false);
  });

  it('follows a filter that the page sets, and fires nothing for it', async () => {
    const filter = await show('<segment-filter dimension="segment"></segment-filter>');
    data.filter = { segment: ['Enterprise', 'Gone'] };
    await until('the choice', () => text(filter).includes('2 chosen'));
    expect(rowsOf(filter)).to.include('Gone 0');
    expect(changes).to.deep.equal([]);
  });

  it('is worked by keys alone', async () => {
    const filter = await show('<segment-filter dimension="segment"></segment-filter>');
    (boxes(filter)[0] as HTMLInputElement).focus();
    await sendKeys({ press: ' ' });
    await data.updateComplete;
    expect(changes).to.have.length(1);
    await filter.updateComplete;
    expect((filter.renderRoot as ShadowRoot).activeElement, 'the box keeps the focus').to.equal(boxes(filter)[0]);
  });

  it('shows the first values, finds others without regard to case and accents, and keeps chosen ones in sight', async () => {
    const host = await show('<segment-filter dimension="source" limit="3"></segment-filter>');
    data.data = { deals: Array.from({ length: 60 }, (_, i) => ({ id: `D${i}`, created_at: '2024-01-01', status: 'open', source: i === 59 ? 'Überweisung' : `Partner ${i % 12}` })) };
    await until('twelve partners', () => rowsOf(host).length === 3 && rowsOf(host).every((row) => row.startsWith('Partner')));
    expect(text(host)).to.contain('10 more');
    const search = host.renderRoot.querySelector<HTMLInputElement>('input[type=search]') as HTMLInputElement;
    search.value = 'uberw';
    search.dispatchEvent(new Event('input'));
    await host.updateComplete;
    expect(rowsOf(host)).to.deep.equal(['Überweisung 1']);
    await choose(host, 0);
    search.value = '';
    search.dispatchEvent(new Event('input'));
    await host.updateComplete;
    expect(rowsOf(host)).to.have.length(4).and.include('Überweisung 1');
    button(host, '9 more').click();
    await host.updateComplete;
    expect(rowsOf(host)).to.have.length(13);
  });

  it('without a dimension shows the whole filter, takes parts of it away and undoes the last change', async () => {
    const filter = await show('<segment-filter></segment-filter>');
    expect(text(filter)).to.contain('No filter');
    expect(button(filter, 'Undo').disabled).to.equal(true);
    const select = (detail: Partial<KpiSelectEvent['detail']>): void => {
      const card = data.querySelector('kpi-card') as KpiCard;

      card.dispatchEvent(new KpiSelectEvent({ kpi: 'pipeline', dimensions: [], key: [], title: '', ...detail }));
    };
    select({ dimensions: ['source'], key: ['Web'] });
    select({ dimensions: ['segment'], key: [null] });
    await data.updateComplete;
    await filter.updateComplete;
    expect(text(filter)).to.contain('Source: Web').and.contain('Segment: (not set)');
    button(filter, 'Remove Web').click();
    await data.updateComplete;
    expect(data.filter).to.deep.equal({ segment: [null] });
    await filter.updateComplete;
    button(filter, 'Undo').click();
    await data.updateComplete;
    expect(data.filter).to.deep.equal({ source: ['Web'], segment: [null] });
    await filter.updateComplete;
    button(filter, 'Clear the filter').click();
    await data.updateComplete;
    expect(data.filter).to.deep.equal({});
    expect(changes).to.have.length(5);
  });

  it('lets the page keep the filter as it is', async () => {
    const filter = await show('<segment-filter dimension="segment"></segment-filter>');
    data.addEventListener('kpi-select', (event) => event.preventDefault(), { capture: true });
    await choose(filter, 0);
    expect(data.filter).to.deep.equal({});
    await until('the box as the filter is', () => boxes(filter)[0]?.checked === false);
  });

  it('says what is missing: the column, or the sales-data around it; in German too', async () => {
    const filter = await show('<segment-filter dimension="region"></segment-filter>', 'de');
    expect(text(filter)).to.contain('Die Daten haben keine Spalte region.');
    const alone = document.createElement('segment-filter');
    data.parentElement?.append(alone);
    await alone.updateComplete;
    expect(text(alone)).to.contain('gehört in ein <sales-data>');
  });
});
