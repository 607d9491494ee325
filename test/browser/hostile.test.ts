import { expect } from '@open-wc/testing';
import '../../src/define.js';
import type { KpiWidget } from '../../src/elements/kpi-widget.js';
import type { Filter } from '../../src/model/query.js';
import { pause, takePageErrors, until } from './page-errors.js';
import { origins } from './visit-page.js';

const { a, b } = await origins();

/** What runs sets this; what loads asks the second origin. */
const ran = (): unknown => (globalThis as { hit?: unknown }).hit;
const pixel = `${b}/echo?pixel=1`;
const loads = async (): Promise<number> => await (await fetch(`${b}/hits?path=${encodeURIComponent('/echo?pixel=1')}`)).json() as number;

const long = 'x'.repeat(100_000);
const names: readonly string[] = [
  '<script>globalThis.hit = 1</script>', `<img src="${pixel}" onerror="globalThis.hit = 2">`, `"><svg onload="globalThis.hit = 3"><image href="${pixel}"/></svg>`,
  `<style>@import url(${pixel})</style>`, `<link rel=stylesheet href=${pixel}>`, `red;background:url(${pixel})`, '{{constructor.constructor("hit = 4")()}}', '${globalThis.hit = 5}', '{n} {value} {file}', '%s %d %o',
  '__proto__', 'constructor', 'hasOwnProperty', 'toString', 'null', '\u202egnirts', '\u2066isolate', 'a\u0000b', 'lone \ud800', '\udc00 half', '👩‍👩‍👧‍👦'.repeat(30), 'e\u0301'.repeat(500), long, 'wort '.repeat(20_000), '\u0001\u001b[31m', 'Zeile\nzwei',
];
/** Half a surrogate pair is no character of any encoding. */
const wellFormed = (name: string): string => name.replaceAll(/\p{Surrogate}/gu, '\ufffd');
const day = (n: number): string => new Date(Date.UTC(2024, 0, 1 + n)).toISOString().slice(0, 10);
/** Six deals a name: two open, two won, two lost. */
const deals = names.flatMap((name, i) => [0, 1, 2, 3, 4, 5].map((k) => ({
  id: `${i}.${k}`, name, created_at: day(k * 7 + i), closed_at: k < 2 ? null : day(k * 7 + i + 30), status: k < 2 ? 'open' : k < 4 ? 'won' : 'lost',
  stage: name, amount: 1_000, owner_id: name, segment: name, source: name, account_id: `A${i}.${k}`, currency: 'EUR',
})));
const customers = deals.filter(({ status }) => status === 'won').map(({ account_id, closed_at, source }) => ({ id: account_id, first_won_at: closed_at, acquired_channel: source }));
const revenue = customers.map(({ id, first_won_at }) => ({ customer_id: id, occurred_at: first_won_at, amount: 900, margin: 600 }));
const spend = names.map((name, i) => ({ period_start: day(i), amount: 100, channel: name, kind: 'marketing' }));
const company = { deals, customers, revenue, spend };

const placed: Element[] = [];
const host = (width: number, lang = 'en'): HTMLElement => {
  const element = document.createElement('div');
  element.style.width = `${width}px`;
  element.lang = lang;
  document.body.append(element);
  placed.push(element);
  return element;
};
const widget = (tag: 'kpi-card' | 'pipeline-funnel' | 'cycle-length-chart' | 'cac-clv-gauge'): KpiWidget => {
  const element = document.createElement(tag) as KpiWidget;
  element.data = company;
  element.period = 'all';
  return element;
};
const foreign = 'script, img, image, iframe, object, embed, link, a, foreignObject, audio, video, form, math, use, animate, [onerror], [onload], [href], [src]';

beforeEach(() => void takePageErrors());
afterEach(async () => {
  for (const element of placed.splice(0)) element.remove();
  await pause(10);
  expect(takePageErrors(), 'errors that reached the page').to.deep.equal([]);
  expect(ran(), 'a script from the data ran').to.equal(undefined);
  expect(await loads(), 'requests that the data caused').to.equal(0);
  expect(Object.keys(Object.prototype)).to.deep.equal([]);
  expect(({} as { polluted?: unknown }).polluted).to.equal(undefined);
});

describe('hostile names in the data', function () {
  this.timeout(60_000);
  for (const tag of ['kpi-card', 'pipeline-funnel', 'cycle-length-chart', 'cac-clv-gauge'] as const) {
    it(`<${tag}> shows them as text in every view, split by them, at every width`, async () => {
      for (const [width, lang] of [[150, 'de'], [480, 'de'], [800, 'en']] as const) {
        const element = widget(tag);
        element.segmentBy = tag === 'cac-clv-gauge' ? 'acquired_channel' : 'source';
        host(width, lang).append(element);
        await element.updateComplete;
        expect(element.matches(':state(ready)'), `${width} px`).to.equal(true);
        for (const view of ['chart', 'table'] as const) {
          element.view = view;
          await element.updateComplete;
          expect(element.renderRoot.querySelector(foreign), `${view} at ${width} px`).to.equal(null);
          expect(element.scrollWidth).to.be.at.most(width);
          expect(element.renderRoot.querySelectorAll('*').length, 'elements').to.be.lessThan(5_000);
        }
      }
    });
  }
  it('stay text in the sheet, the exports and the spoken sentence', async () => {
    const element = widget('cycle-length-chart');
    element.segmentBy = 'source';
    element.heading = names[1] as string;
    element.nullAs = names[0] as string;
    host(800).append(element);
    await element.updateComplete;
    element.shadowRoot?.querySelector<HTMLButtonElement>('.foot button')?.click();
    await until('the sheet', () => element.shadowRoot?.querySelector('dialog')?.open === true);
    expect(element.shadowRoot?.querySelector(foreign)).to.equal(null);
    expect(element.shadowRoot?.querySelector('[part=heading]')?.textContent).to.contain('<img src=');
    const svg = new DOMParser().parseFromString(await element.toSVG(), 'image/svg+xml');
    expect(svg.querySelector(`parsererror, ${foreign}`)).to.equal(null);
    expect(await element.toCSV()).to.match(/<script>globalThis\.hit = 1<\/script>/u);
  });
  it('are filtered by exactly: a chosen name comes back as it was given', async () => {
    const data = document.createElement('sales-data');
    const funnel = document.createElement('pipeline-funnel');
    const card = document.createElement('kpi-card');
    card.kpi = 'sales_cycle';
    data.period = 'all';
    data.append(funnel, card);
    // The funnel orders stages by what the data says of them; eight fit without an "others".
    const few = names.filter((name) => name.length < 60).slice(8, 16);
    data.data = { deals: deals.filter(({ stage }) => few.includes(stage)) };
    host(800).append(data);
    const filters: Filter[] = [];
    data.addEventListener('kpi-filter-change', ({ detail }) => filters.push(detail.filter));
    await until('both figures', () => funnel.matches(':state(ready)') && card.matches(':state(ready)'));
    const countOf = (): string => /n = \d+/u.exec(card.renderRoot.querySelector('.foot')?.textContent ?? '')?.[0] ?? '';
    expect(countOf()).to.equal(`n = ${2 * few.length}`);
    const chart = funnel.renderRoot.querySelector<HTMLElement>('[data-figure=stages]') as HTMLElement;
    for (let i = 0; i < few.length; i++) {
      chart.focus();
      chart.dispatchEvent(new KeyboardEvent('keydown', { key: 'Home' }));
      for (let step = 0; step < i; step++) chart.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight' }));
      chart.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' }));
      await until('one name', () => countOf() === 'n = 2');
      const [chosen] = Object.values(filters.at(-1) ?? {})[0] ?? [];
      expect(few.map(wellFormed), `chosen: ${JSON.stringify(chosen)}`).to.include(chosen);
      expect(funnel.renderRoot.querySelector(foreign)).to.equal(null);
      data.setState({ filter: {} });
      await until('all names again', () => countOf() === `n = ${2 * few.length}`);
    }
  });
});

describe('hostile files', function () {
  this.timeout(30_000);
  const textOf = (element: KpiWidget): string => (element.renderRoot.querySelector('.base')?.textContent ?? '').replace(/\s+/gu, ' ');

  it('may have headers that are names of the language: columns like any other', async () => {
    const csv = 'id,created_at,closed_at,status,__proto__,constructor,toString,<img src=x onerror="globalThis.hit = 9">,hasOwnProperty\n'
      + 'D1,2024-01-01,2024-01-21,won,{"polluted":1},1,2,3,4\nD2,2024-01-03,2024-02-12,won,{"polluted":1},1,2,3,4\n';
    const json = '[{"id":"D1","created_at":"2024-01-01","closed_at":"2024-01-21","status":"won","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}},'
      + '{"id":"D2","created_at":"2024-01-03","closed_at":"2024-02-12","status":"won"}]';
    // Objects within rows are columns by the names of their keys, dots between them.
    for (const [name, text, headers] of [['a.csv', csv, ['__proto__', 'constructor']], ['a.json', json, ['__proto__.polluted', 'constructor.prototype.polluted']]] as const) {
      const element = document.createElement('kpi-card') as KpiWidget;
      element.setAttribute('kpi', 'sales_cycle');
      element.period = 'all';
      const reports: (readonly string[] | undefined)[] = [];
      element.addEventListener('kpi-data', ({ detail }) => reports.push(detail.report.tables.deals?.unmappedHeaders));
      element.data = { deals: { file: new File([text], name) } };
      host(480).append(element);
      await until('the figure', () => textOf(element).includes('30 days'));
      expect(reports[0], name).to.include.members([...headers]);
      expect(({} as { polluted?: unknown }).polluted).to.equal(undefined);
    }
  });
  for (const name of ['<img src=x onerror="globalThis.hit = 8">.csv', '__proto__', '\u202evsc.slaed', `${'x'.repeat(5_000)}.csv`, 'a\u0000b.csv', '{reason}.csv']) {
    it(`may be called ${JSON.stringify(name.slice(0, 40))}: the name is text in the message`, async () => {
      const element = document.createElement('kpi-card') as KpiWidget;
      element.data = { deals: { file: new File([''], name) } };
      host(300).append(element);
      await until('the error', () => element.matches(':state(error)'));
      await element.updateComplete;
      expect(textOf(element)).to.contain('is empty').and.to.contain(name.slice(0, 12));
      expect(element.renderRoot.querySelector(foreign)).to.equal(null);
      expect(element.scrollWidth).to.be.at.most(300);
    });
  }
  it('may hold markup where data is due: what they begin with is told to the page as text, and nothing of it runs', async () => {
    for (const body of [`<html><script>parent.hit = 7</script><img src="${pixel}">`, `[{"id":"<img src=x onerror='hit=6'>"},`, `{"error":"<img src='${pixel}' onerror='hit=6'>"}`]) {
      const element = document.createElement('kpi-card') as KpiWidget;
      const told: string[] = [];
      element.addEventListener('kpi-error', ({ detail }) => told.push(detail.code));
      element.src = `${a}/echo?${new URLSearchParams({ type: body.startsWith('<') ? 'text/html' : 'application/json', body })}`;
      host(480).append(element);
      await until('the error', () => element.matches(':state(error)'));
      expect(told.length).to.equal(1);
      expect(element.renderRoot.querySelector(foreign)).to.equal(null);
    }
  });
});
