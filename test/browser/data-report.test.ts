import { expect } from '@open-wc/testing';
import '../../src/define.js';
import type { DataReport } from '../../src/elements/data-report/data-report.js';
import type { SalesData } from '../../src/elements/sales-data/sales-data.js';
import type { LoadInputs } from '../../src/model/input.js';
import { takePageErrors, until } from './page-errors.js';

const csv = [
  'ID,Titel,Angelegt am,Abschlussdatum,Status,Betrag,Farbe,Produkt',
  'D1,<b onclick=x>,2024-05-01,2024-05-11,gewonnen,100,rot,GTXPro',
  'D2,Zwei,2024-05-01,2024-05-21,gewonnen,,blau,GTX Pro',
  ',ohne Kennung,2024-05-01,2024-05-21,gewonnen,200,rot,GTX Pro',
  'D4,Vier,2024-05-01,,offen,viel,rot,GTX Pro',
].join('\n');
const inputs: LoadInputs = { deals: { text: csv, label: 'deals.csv' }, products: [{ id: 'GTX Pro', name: 'GTX Pro' }] };

describe('<data-report>', function () {
  this.timeout(40_000);
  let data: SalesData;
  const show = async (given: LoadInputs | null, lang = 'en'): Promise<DataReport> => {
    const host = document.createElement('div');
    host.lang = lang;
    host.innerHTML = '<sales-data period="all" time-zone="Europe/Berlin" currency="EUR"><kpi-card kpi="sales_cycle"></kpi-card><data-report></data-report></sales-data>';
    data = host.querySelector('sales-data') as SalesData;
    data.data = given;
    document.body.append(host);
    const report = host.querySelector('data-report') as DataReport;
    await until('words', () => report.renderRoot.querySelector('.base')?.textContent.trim() !== '');
    return report;
  };
  const text = (report: DataReport, selector = '.base'): string => (report.renderRoot.querySelector<HTMLElement>(selector)?.innerText ?? '').replace(/\s+/gu, ' ').trim();
  const openAll = async (report: DataReport): Promise<void> => {
    await until('all sections', () => {
      for (const summary of report.renderRoot.querySelectorAll<HTMLElement>('details[part=section]:not([open]) > summary')) summary.click();
      const ids = [...report.renderRoot.querySelectorAll('details[part=section][open] > .content')].map(({ parentElement }) => parentElement?.id);
      return ids.includes('settings') && ids.includes('definitions');
    });
    for (const summary of report.renderRoot.querySelectorAll<HTMLElement>('.inner:not([open]) > summary')) summary.click();
    await report.updateComplete;
  };

  beforeEach(() => void takePageErrors());
  afterEach(() => {
    data.parentElement?.remove();
    expect(takePageErrors(), 'errors that reached the page').to.deep.equal([]);
  });

  it('tells of every table how many rows were read, used and left out, and what each column was read as', async () => {
    const report = await show(inputs);
    await openAll(report);
    expect(text(report, '#tables')).to.match(/deals 4 3 1 /u).and.contain('5 rows read, 1 left out');
    const mapping = text(report, '#tables .inner');
    expect(mapping).to.match(/amount Betrag/u).and.match(/closed_at Abschlussdatum/u).and.match(/Not used: Farbe/u).and.match(/columns = \{"id":"ID"\}/u);
  });

  it('groups what was noticed, lists the rows that were left out, and gives them as a file', async () => {
    const report = await show(inputs);
    await openAll(report);
    expect(text(report, '#issues')).to.contain('deals.csv').and.contain('viel').and.contain('Rows left out');
    const row = [...report.renderRoot.querySelectorAll<HTMLElement>('#issues tbody tr')].map(({ innerText }) => innerText.replace(/\s+/gu, ' ').trim());
    expect(row).to.have.length(1);
    expect(row[0]).to.match(/^deals 4 /u);
    const saved: Blob[] = [];
    const original = URL.createObjectURL.bind(URL);
    URL.createObjectURL = (blob: Blob | MediaSource) => {
      saved.push(blob as Blob);
      return original(blob);
    };
    const onLink = (event: Event): void => { event.preventDefault(); };
    addEventListener('click', onLink, { capture: true });
    report.renderRoot.querySelector<HTMLButtonElement>('#issues button')?.click();
    removeEventListener('click', onLink, { capture: true });
    URL.createObjectURL = original;
    expect(await saved[0]?.text()).to.contain('ohne Kennung').and.contain('deals.csv');
  });

  it('says which names were matched by spelling, how the deals are, and under which settings', async () => {
    const report = await show(inputs);
    await openAll(report);
    await until('settings', () => text(report, '#settings').includes('Europe/Berlin'));
    expect(text(report, '#merges')).to.contain('GTXPro').and.contain('GTX Pro');
    expect(text(report, '#health')).to.contain('without amount');
    expect(text(report, '#settings')).to.contain('EUR');
  });

  it('defines the figures of the page, and no others', async () => {
    const report = await show(inputs);
    await until('a figure', () => text(report).includes('1 figure on this page'));
    await openAll(report);
    expect(text(report, '#definitions')).to.contain('Sales cycle').and.contain('sales_cycle').and.not.contain('Churn');
    const card = document.createElement('kpi-card');
    card.kpi = 'pipeline';
    data.append(card);
    await until('the second figure', () => text(report).includes('2 figures on this page'));
  });

  it('keeps open what was opened when other data comes, and shows hostile values as text', async () => {
    const report = await show(inputs, 'de');
    await openAll(report);
    expect(text(report)).to.contain('Woher die Zahlen kommen').and.contain('Ausgelassene Zeilen');
    data.data = { deals: { text: csv.replace(',ohne Kennung', ',<img src=x onerror=alert(1)>').replace('viel', '<script>x</script>') } };
    await until('the new report', () => text(report, '#issues').includes('<script>x</script>'));
    expect(report.renderRoot.querySelectorAll('details[part=section]:not([open])')).to.have.length(0);
    expect(report.renderRoot.querySelector('img, script, b[onclick]')).to.equal(null);
  });

  it('says what is missing: data, or the sales-data around it', async () => {
    const report = await show(null);
    await until('the note', () => text(report).includes('No data yet'));
    const alone = document.createElement('data-report');
    data.parentElement?.append(alone);
    await until('the note', () => text(alone).includes('Place this element inside <sales-data>'));
  });
});
