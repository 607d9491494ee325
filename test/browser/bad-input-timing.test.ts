import { expect } from '@open-wc/testing';
import type { KpiCard } from '../../src/elements/kpi-card/kpi-card.js';
import { pause, takePageErrors, until } from './page-errors.js';
import { origins } from './visit-page.js';
import { removeCards, showCard } from './watched-card.js';

const { a } = await origins();

const dayText = (day: number): string => new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10);
/** Five deals, won after so many days each: the mean cycle is that. */
const cycle = (days: number): string =>
  `id,created_at,closed_at,status\n${[0, 1, 2, 3, 4].map((i) => `D${i},${dayText(i)},${dayText(i + days)},won\n`).join('')}`;
const url = (days: number, more: Readonly<Record<string, string>> = {}): string => `${a}/echo?${new URLSearchParams({ type: 'text/csv', body: cycle(days), ...more })}`;
const hitsOf = async (src: string, more = ''): Promise<number> => await (await fetch(`${a}/hits?path=${encodeURIComponent(src.slice(a.length))}${more}`)).json() as number;

beforeEach(() => void takePageErrors());
afterEach(async () => {
  removeCards();
  await pause(20);
  expect(takePageErrors(), 'errors that reached the page').to.deep.equal([]);
});

describe('answers that come in another order than they were asked for', function () {
  this.timeout(20_000);
  const later: Readonly<Record<string, () => Promise<unknown>>> = {
    'in the same task': async () => undefined,
    'a microtask later': () => Promise.resolve(),
    'a task later': () => pause(0),
    'while the first is on its way': () => pause(120),
  };
  for (const [when, wait] of Object.entries(later)) {
    it(`the second address set ${when} wins, though the first answers last`, async () => {
      const shown = showCard((card) => (card.src = url(10, { delay: '500' })));
      await wait();
      shown.card.src = url(20);
      await until('the second answer', () => shown.value() === '20 days');
      await pause(650);
      expect(shown.value()).to.equal('20 days');
      expect(shown.states()).to.deep.equal(['ready']);
      expect(shown.reports.length, 'loads told').to.equal(1);
      expect(shown.errors).to.deep.equal([]);
    });
  }
  it('objects set while an address loads win over its answer', async () => {
    const shown = showCard((card) => (card.src = url(10, { delay: '300' })));
    await pause(60);
    shown.card.data = [{ id: 'D1', created_at: '2024-01-01', closed_at: '2024-01-08', status: 'won' }];
    await until('the objects', () => shown.value() === '7 days');
    await pause(400);
    expect(shown.value()).to.equal('7 days');
  });
  it('the last of many addresses wins, and what was shown stays until it is there', async () => {
    const shown = showCard((card) => (card.src = url(10)));
    await until('the first figure', () => shown.value() === '10 days');
    for (const days of [11, 12, 13, 14]) {
      shown.card.src = url(days, { delay: String(500 - 100 * (days - 10)) });
      await pause(20);
      expect(shown.value()).to.equal('10 days');
    }
    await until('the last figure', () => shown.value() !== '10 days');
    expect(shown.value()).to.equal('14 days');
    await pause(500);
    expect(shown.value()).to.equal('14 days');
    expect(shown.reports.length).to.equal(2);
  });
  it('a figure that was found under the old data never lands on the new', async () => {
    const shown = showCard((card) => (card.src = url(10)));
    await until('the first figure', () => shown.value() === '10 days');
    const seen = new Set<string | null>();
    shown.card.data = [{ id: 'D1', created_at: '2024-01-01', closed_at: '2024-01-08', status: 'won' }];
    shown.card.period = { start: '2024-01-01', end: '2024-02-01' };
    await until('the new figure', () => {
      seen.add(shown.value());
      return shown.value() === '7 days';
    });
    expect([...seen].every((value) => value === '10 days' || value === '7 days'), [...seen].join()).to.equal(true);
  });
});

describe('an element that leaves while it loads', function () {
  this.timeout(30_000);
  const microtasks = async (n: number): Promise<void> => {
    for (let i = 0; i < n; i++) await Promise.resolve();
  };
  const phases: readonly (() => Promise<unknown>)[] = [
    ...[0, 1, 2, 3, 5, 8, 13, 21].map((n) => () => microtasks(n)),
    ...[0, 1, 2, 4, 8, 16, 32, 64, 100, 150, 200, 260].map((ms) => () => pause(ms)),
  ];
  it('throws nothing at the page and tells nothing any more, at each of 20 phases', async () => {
    for (const phase of phases) {
      const shown = showCard((card) => (card.src = url(10, { delay: '60' })));
      await phase();
      shown.card.remove();
      const told = shown.errors.length + shown.reports.length;
      await pause(120);
      expect(shown.errors).to.deep.equal([]);
      expect(shown.errors.length + shown.reports.length, 'told after it left').to.equal(told);
    }
  });
  it('takes its request with it: a body that drips is not read on', async () => {
    const shown = showCard((card) => (card.src = url(10, { drip: '50' })));
    for (let i = 0; i < 100 && await hitsOf(shown.card.src ?? '') === 0; i++) await pause(50);
    await pause(250);
    expect([await hitsOf(shown.card.src ?? ''), await hitsOf(shown.card.src ?? '', '&cut=1')]).to.deep.equal([1, 0]);
    shown.card.remove();
    await pause(200);
    expect(await hitsOf(shown.card.src ?? '', '&cut=1'), 'the server sees that nobody listens').to.equal(1);
    expect(shown.errors).to.deep.equal([]);
  });
  it('shows its figure when it comes back', async () => {
    const shown = showCard((card) => (card.src = url(10, { delay: '100' })));
    const host = shown.card.parentElement as HTMLElement;
    await pause(30);
    shown.card.remove();
    await pause(30);
    host.append(shown.card);
    await until('the figure', () => shown.value() === '10 days');
  });
  it('leaves its neighbours their data: two cards of one address, one leaves', async () => {
    const src = url(10, { delay: '150', header: 'X-Case: neighbours' });
    const leaving = showCard((card) => (card.src = src));
    const staying = showCard((card) => (card.src = src));
    await pause(50);
    leaving.card.remove();
    await until('the figure', () => staying.value() === '10 days');
    expect(await hitsOf(src), 'requests').to.equal(1);
  });
  it('with its sales-data around it, or only the source of it, throws nothing either', async () => {
    for (const wait of [0, 1, 10, 40, 90]) {
      const data = document.createElement('sales-data');
      const source = document.createElement('data-source');
      source.src = url(10, { delay: '50' });
      const card = document.createElement('kpi-card');
      data.append(source, card);
      document.body.append(data);
      await pause(wait);
      if (wait % 4 === 0) source.remove();
      else data.remove();
      await pause(90);
      data.remove();
    }
  });
});

describe('an element that moves within one task', function () {
  this.timeout(20_000);
  const columns = (): readonly [HTMLElement, HTMLElement] => {
    const [left, right] = [document.createElement('div'), document.createElement('div')];
    for (const column of [left, right]) {
      column.style.width = '480px';
      document.body.append(column);
    }
    return [left, right];
  };
  const card = (src: string): KpiCard => {
    const element = document.createElement('kpi-card');
    element.kpi = 'sales_cycle';
    element.period = 'all';
    element.src = src;
    return element;
  };
  type Move = (element: Element, to: Element & { moveBefore?(node: Element, before: Element | null): void }) => void;
  const moves: Readonly<Record<string, Move>> = {
    append: (element, to) => to.append(element),
    moveBefore: (element, to) => (to.moveBefore === undefined ? to.append(element) : to.moveBefore(element, null)),
    'remove and append': (element, to) => {
      element.remove();
      to.append(element);
    },
  };
  for (const [how, move] of Object.entries(moves)) {
    it(`by ${how} asks for nothing again and keeps its picture`, async () => {
      const [left, right] = columns();
      const src = url(10, { delay: '80', header: `X-Case: ${how}` });
      const element = card(src);
      left.append(element);
      await pause(20);
      move(element, right);
      await pause(20);
      move(element, left);
      await until('the figure', () => element.matches(':state(ready)'));
      const value = element.renderRoot.querySelector('[part=value]');
      let loads = 0;
      element.addEventListener('kpi-data', () => loads++);
      for (let i = 0; i < 10; i++) move(element, i % 2 === 0 ? right : left);
      expect(element.renderRoot.querySelector('[part=value]'), 'the very same node').to.equal(value);
      await element.updateComplete;
      await pause(60);
      expect(element.matches(':state(ready)')).to.equal(true);
      expect(loads).to.equal(0);
      expect(await hitsOf(src), 'requests').to.equal(1);
      left.remove();
      right.remove();
    });
  }
  it('sorts with a list of others: one request for all of them', async () => {
    const [list] = columns();
    const src = url(12, { header: 'X-Case: sorted' });
    const cards = Array.from({ length: 12 }, () => card(src));
    list.append(...cards);
    await until('all figures', () => cards.every((one) => one.matches(':state(ready)')));
    for (const one of [...cards].reverse()) list.append(one);
    await pause(80);
    expect(cards.every((one) => one.matches(':state(ready)'))).to.equal(true);
    expect(await hitsOf(src)).to.equal(1);
    list.parentElement?.querySelectorAll('div').forEach((column) => column.remove());
  });
});
