import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../src/define.js';
import type { KpiWidget } from '../../src/elements/kpi-widget.js';
import type { SalesData } from '../../src/elements/sales-data/sales-data.js';
import { takePageErrors, until } from './page-errors.js';

const count = 20_000;
const sources = ['Web', 'Ärzte', 'Messe', null, 'anzeige'] as const;
/** Amounts in no order, many of them equal, every eleventh missing. */
const deals = Array.from({ length: count }, (_, i) => ({
  id: `D${i}`, created_at: '2024-05-01', closed_at: `2024-05-${String(2 + (i % 27)).padStart(2, '0')}`, status: 'won',
  amount: i % 11 === 0 ? null : (i * 7919) % 503, source: sources[i % 5],
}));

/** The list as the browser itself sorts it: stable, missing ones last either way. */
const sortedIds = (column: 'amount' | 'source', sign: 1 | -1): string[] => {
  const present = deals.filter((deal) => deal[column] !== null).sort((a, b) => (column === 'amount'
    ? sign * ((a.amount as number) - (b.amount as number)) : sign * String(a.source).localeCompare(String(b.source), 'de')));
  return [...present, ...deals.filter((deal) => deal[column] === null)].map(({ id }) => id);
};

describe('a list of rows in the order of a column', function () {
  this.timeout(60_000);
  let data: SalesData;
  let card: KpiWidget;
  const dialog = (): HTMLDialogElement => card.renderRoot.querySelector('dialog.rows') as HTMLDialogElement;
  const head = (label: string): HTMLElement => [...dialog().querySelectorAll<HTMLElement>('[role=columnheader]')].find(({ textContent }) => textContent.includes(label)) as HTMLElement;
  const rowsInSight = (): Element[] => [...dialog().querySelectorAll('.grid-body [role=row]')];
  const ids = (): string[] => rowsInSight().map((row) => row.querySelectorAll('[role=gridcell]')[1]?.textContent.trim() ?? '');
  const isThere = (expected: readonly string[], from: number) => (): boolean => {
    const shown = ids();
    return shown.length > 5 && shown.every((id, i) => id === expected[from + i]);
  };

  beforeEach(async () => {
    void takePageErrors();
    const host = document.createElement('div');
    host.lang = 'de';
    host.innerHTML = '<sales-data period="all"><kpi-card kpi="sales_cycle"></kpi-card></sales-data>';
    data = host.firstElementChild as SalesData;
    card = data.firstElementChild as KpiWidget;
    data.data = { deals };
    document.body.append(host);
    await until('the figure', () => card.matches(':state(ready)'));
    await card.updateComplete;
    card.renderRoot.querySelector<HTMLButtonElement>('.foot button')?.click();
    await until('the rows', () => card.renderRoot.querySelector('dialog.rows[open]') !== null && ids()[0] === 'D0');
  });
  afterEach(() => {
    data.parentElement?.remove();
    expect(takePageErrors(), 'errors that reached the page').to.deep.equal([]);
  });

  it('is as in the source first, then upwards, downwards, and as in the source again', async () => {
    expect([head('Zeile').getAttribute('aria-sort'), head('amount').getAttribute('aria-sort')]).to.deep.equal(['ascending', 'none']);
    head('amount').click();
    await until('the smallest amounts', isThere(sortedIds('amount', 1), 0));
    expect([head('Zeile').getAttribute('aria-sort'), head('amount').getAttribute('aria-sort')]).to.deep.equal(['none', 'ascending']);
    expect(dialog().querySelector('.rows-status')?.textContent).to.contain('amount').and.contain('aufsteigend');
    head('amount').click();
    await until('the largest amounts', isThere(sortedIds('amount', -1), 0));
    expect(head('amount').getAttribute('aria-sort')).to.equal('descending');
    head('amount').click();
    await until('the source', isThere(deals.map(({ id }) => id), 0));
    expect(head('amount').getAttribute('aria-sort')).to.equal('none');
  });

  it('has texts as German orders them', async () => {
    head('source').click();
    await until('anzeige, then Ärzte', isThere(sortedIds('source', 1), 0));
  });

  it('keeps its order to the end, where the missing ones are, with no more than what is in sight in the page', async () => {
    head('amount').click();
    const expected = sortedIds('amount', 1);
    await until('the smallest amounts', isThere(expected, 0));
    const scroller = dialog().querySelector('.grid-scroll') as HTMLElement;
    for (const share of [0.5, 1]) {
      scroller.scrollTop = scroller.scrollHeight * share;
      await until(`the rows at ${share}`, () => {
        const first = Number(rowsInSight()[0]?.getAttribute('aria-rowindex')) - 2;
        return first > count * share - 100 && isThere(expected, first)();
      });
      expect(rowsInSight().length).to.be.lessThan(60);
    }
    expect(ids().at(-1)).to.equal(expected.at(-1));
  });

  it('is sorted from the keyboard: up from the first row to its head, Enter there', async () => {
    dialog().querySelector<HTMLElement>('[role=grid]')?.focus();
    const steps = [...dialog().querySelectorAll('[role=columnheader]')].indexOf(head('amount'));
    await sendKeys({ press: 'ArrowUp' });
    for (let i = 0; i < steps; i++) await sendKeys({ press: 'ArrowRight' });
    const grid = dialog().querySelector('[role=grid]') as HTMLElement;
    expect(grid.getAttribute('aria-activedescendant')).to.equal(head('amount').id);
    await sendKeys({ press: 'Enter' });
    await until('the smallest amounts', isThere(sortedIds('amount', 1), 0));
    expect(grid.getAttribute('aria-activedescendant'), 'the focus stays where the user is').to.equal(head('amount').id);
    await sendKeys({ press: 'ArrowDown' });
    expect(grid.getAttribute('aria-activedescendant')).to.equal(`cell-0-${steps}`);
  });
});
