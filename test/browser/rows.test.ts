import { expect } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import '../../src/define.js';
import type { KpiWidget } from '../../src/elements/kpi-widget.js';
import type { SalesData } from '../../src/elements/sales-data/sales-data.js';
import type { DrillDetail } from '../../src/events/kpi-drill.js';
import type { LoadInputs } from '../../src/model/input.js';
import { takePageErrors, until } from './page-errors.js';
import { smallCompany } from './small-company.js';

/** Won deals of the small company, counted by its own rule: `i % 3 !== 2 && i % 4 !== 0`; those from the web have an even number that 7 does not divide. */
const won = Array.from({ length: 360 }, (_, i) => i).filter((i) => i % 3 !== 2 && i % 4 !== 0);
const wonWeb = won.filter((i) => i % 7 !== 0 && i % 2 === 0);

describe('the rows behind a number', function () {
  this.timeout(60_000);
  let data: SalesData;
  const show = async (content: string, inputs: LoadInputs = smallCompany, lang = 'en'): Promise<KpiWidget> => {
    const host = document.createElement('div');
    host.lang = lang;
    host.style.width = '700px';
    host.innerHTML = `<sales-data period="all">${content}</sales-data>`;
    data = host.querySelector('sales-data') as SalesData;
    data.data = inputs;
    document.body.append(host);
    const widget = data.firstElementChild as KpiWidget;
    await until('the figure', () => widget.matches(':state(ready)'));
    await widget.updateComplete;
    return widget;
  };
  const dialog = (widget: KpiWidget): HTMLDialogElement | null => widget.renderRoot.querySelector<HTMLDialogElement>('dialog.rows[open]');
  const words = (widget: KpiWidget): string => (dialog(widget)?.innerText ?? '').replace(/\s+/gu, ' ');
  const rows = (widget: KpiWidget): Element[] => [...dialog(widget)?.querySelectorAll('.grid-body [role=row]') ?? []];
  const cellsOf = (row: Element | undefined): string[] => [...row?.querySelectorAll('[role=gridcell]') ?? []].map(({ textContent }) => textContent.trim());
  const grid = (widget: KpiWidget): HTMLElement => dialog(widget)?.querySelector<HTMLElement>('[role=grid]') as HTMLElement;
  const active = (widget: KpiWidget): string => dialog(widget)?.querySelector(`#${grid(widget).getAttribute('aria-activedescendant') ?? 'none'}`)?.textContent.trim() ?? '';
  const open = async (widget: KpiWidget): Promise<void> => {
    widget.renderRoot.querySelector<HTMLButtonElement>('.foot button')?.click();
    await until('the rows', () => rows(widget).length > 0 && cellsOf(rows(widget)[0])[0] !== '…');
  };

  const pressWith = async (held: 'Shift' | 'Control', key: string): Promise<void> => {
    await sendKeys({ down: held });
    await sendKeys({ press: key });
    await sendKeys({ up: held });
  };

  beforeEach(() => void takePageErrors());
  afterEach(() => {
    data.parentElement?.remove();
    expect(takePageErrors(), 'errors that reached the page').to.deep.equal([]);
  });

  it('open from the number of cases, say what they give, and hold the focus', async () => {
    const card = await show('<kpi-card kpi="sales_cycle"></kpi-card>');
    await open(card);
    await until('the figure of the rows', () => words(card).includes(`n = ${won.length}.`));
    expect(words(card)).to.contain('Sales cycle').and.contain(`deals ${won.length}`).and.contain('Computed from these rows alone, it is the same.');
    expect(grid(card).getAttribute('aria-rowcount')).to.equal(String(won.length + 1));
    expect(rows(card).length, 'only those in sight are in the page').to.be.lessThan(60);
    expect((card.renderRoot as ShadowRoot).activeElement).to.equal(grid(card));
    await sendKeys({ press: 'Escape' });
    await until('the dialog to close', () => dialog(card) === null);
  });

  it('fit a screen of 150 pixels: nothing of the head, nor its button, is cut', async () => {
    await setViewport({ width: 150, height: 620 });
    try {
      const card = await show('<kpi-card kpi="sales_cycle"></kpi-card>', smallCompany, 'de');
      await open(card);
      const right = (dialog(card) as HTMLDialogElement).getBoundingClientRect().right;
      for (const element of dialog(card)?.querySelectorAll<HTMLElement>('.sheet-head > *, .part, .gives') ?? []) {
        expect(element.getBoundingClientRect().right, element.className).to.be.at.most(right);
        expect(element.scrollWidth, element.className).to.be.at.most(element.clientWidth + 1);
      }
    } finally {
      await setViewport({ width: 800, height: 600 });
    }
  });

  it('are gone through cell by cell with the keys, from end to end', async () => {
    const card = await show('<kpi-card kpi="sales_cycle"></kpi-card>');
    await open(card);
    expect(active(card), 'the row in the source: a list of objects has no header').to.equal(cellsOf(rows(card)[0])[0]);
    await sendKeys({ press: 'ArrowRight' });
    expect(active(card)).to.equal(`D${won[0]}`);
    await sendKeys({ press: 'ArrowDown' });
    expect(active(card)).to.equal(`D${won[1]}`);
    await pressWith('Control', 'End');
    await until('the last row', () => cellsOf(rows(card).at(-1)).includes(`D${won.at(-1)}`));
    await sendKeys({ press: 'Home' });
    await sendKeys({ press: 'ArrowRight' });
    expect(active(card)).to.equal(`D${won.at(-1)}`);
    await pressWith('Control', 'Home');
    await until('the first row', () => cellsOf(rows(card)[0]).includes(`D${won[0]}`));
  });

  it('of a segment are asked with Shift and Enter on its mark, or by a double click', async () => {
    const chart = await show('<cycle-length-chart segment-by="source"></cycle-length-chart>');
    const drills: DrillDetail[] = [];
    data.addEventListener('kpi-drill', (event) => {
      drills.push(event.detail);
      event.preventDefault();
    });
    const figure = chart.renderRoot.querySelector<HTMLElement>('[data-figure=segments]') as HTMLElement;
    figure.focus();
    for (const key of ['Home', 'ArrowRight', 'ArrowRight']) {
      await sendKeys({ press: key });
      await pressWith('Shift', 'Enter');
    }
    const web = drills.find(({ key }) => key[0] === 'Web');
    expect(drills.map(({ key }) => key[0])).to.have.members(['Web', 'Fair', null]);
    expect(web).to.include({ kpi: 'sales_cycle', shows: 'rows', title: 'Web' });
    expect(web?.dimensions).to.deep.equal(['source']);
    expect(dialog(chart), 'the page shows them itself').to.equal(null);
    const answer = await data.rows((web as DrillDetail).query);
    expect(answer?.tables[0]?.total).to.equal(wonWeb.length);
    const { x, y, width, height } = figure.getBoundingClientRect();
    figure.dispatchEvent(new MouseEvent('dblclick', { bubbles: true, clientX: x + width / 4, clientY: y + height / 2 }));
    expect(drills.length).to.be.greaterThan(3);
  });

  it('of what is chosen can be asked where the choice is said, and show just them', async () => {
    const chart = await show('<cycle-length-chart segment-by="source"></cycle-length-chart>');
    data.filter = { source: ['Web'] };
    await until('the choice', () => chart.renderRoot.querySelector('.selection button') !== null);
    chart.renderRoot.querySelector<HTMLButtonElement>('.selection button')?.click();
    await until('the figure of the rows', () => words(chart).includes(`n = ${wonWeb.length}.`));
    await until('the rows', () => words(chart).includes(`deals ${wonWeb.length}`));
    expect(words(chart)).to.contain('source: Web');
  });

  it('of a mark without rows of its own are those of the figure, and that is said', async () => {
    const chart = await show('<cycle-length-chart></cycle-length-chart>');
    chart.renderRoot.querySelector<HTMLElement>('[data-figure=curve]')?.focus();
    await sendKeys({ press: 'Home' });
    await sendKeys({ press: 'Enter' });
    await until('the rows', () => rows(chart).length > 0);
    expect(words(chart)).to.contain('has no list of its own').and.contain(`deals ${won.length}`);
  });

  it('are reached from where the number comes from', async () => {
    const card = await show('<kpi-card kpi="sales_cycle"></kpi-card>');
    [...card.renderRoot.querySelectorAll<HTMLButtonElement>('.foot button')].at(-1)?.click();
    await until('the sheet', () => card.renderRoot.querySelector('dialog[open]') !== null);
    card.renderRoot.querySelector<HTMLButtonElement>('.sheet-way button')?.click();
    await until('the rows', () => rows(card).length > 0);
  });

  it('tell what was left out, with the reason, and speak German', async () => {
    const deals = [
      { id: 'D1', name: 'Huber', created_at: '2024-05-01', closed_at: '2024-05-11', status: 'won', amount: 1234.5 },
      { id: 'D2', name: 'Maier', created_at: 'gestern', closed_at: '2024-05-11', status: 'won', amount: 1 },
      { id: null, name: 'ohne Kennung', created_at: '2024-05-01', closed_at: '2024-05-11', status: 'won', amount: 1 },
    ];
    const card = await show('<kpi-card kpi="sales_cycle"></kpi-card>', { deals }, 'de');
    await open(card);
    await until('the names', () => words(card).includes('Huber'));
    expect(words(card)).to.contain('Zeilen hinter dieser Zahl').and.contain('1.234,5').and.contain('1. Mai 2024');
    dialog(card)?.querySelector<HTMLElement>('#tab-left-out')?.click();
    await until('what was left out', () => words(card).includes('ohne Kennung'));
    expect(words(card)).to.contain('Grund');
  });

  it('show hostile values as the text that they are', async () => {
    const name = '<img src=x onerror="dispatchEvent(new ErrorEvent(\'error\', { message: \'run\' }))">';
    const card = await show('<kpi-card kpi="sales_cycle"></kpi-card>', { deals: [{ id: 'D1', name, created_at: '2024-05-01', closed_at: '2024-05-11', status: 'won', owner_id: name }] });
    await open(card);
    await until('the names', () => cellsOf(rows(card)[0]).filter((cell) => cell === name).length > 0);
    expect(dialog(card)?.querySelector('img')).to.equal(null);
  });

  it('are looked up anew when other data comes', async () => {
    const card = await show('<kpi-card kpi="sales_cycle"></kpi-card>');
    await open(card);
    data.data = { deals: [{ id: 'new', created_at: '2024-05-01', closed_at: '2024-05-11', status: 'won' }] };
    await until('the new row', () => cellsOf(rows(card)[0]).includes('new'));
    await until('the new figure', () => words(card).includes('n = 1.'));
  });
});
