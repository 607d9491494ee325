import { expect } from '@open-wc/testing';
import { configure } from '../../src/context/configure.js';
import type { KpiErrorInfo } from '../../src/model/issue.js';
import { until } from './page-errors.js';
import { patience } from './patience.js';
import { scripted, type Step } from './scripted.js';
import { removeCards, showCard } from './watched-card.js';

const header = 'id,created_at,closed_at,status,amount\n';
const csv = `${header}D1,2024-01-01,2024-01-21,won,100\n`;

describe('the n-th thing that happens fails', function () {
  this.timeout(120_000);
  before(() => configure({ defaults: { requests: { ...patience, tries: 1 } } }));
  after(() => configure({ defaults: {} }));
  const text = `${header}${Array.from({ length: 6 }, (_, i) => `D${i},2024-01-01,2024-01-21,won,${i}\n`).join('')}`;
  const ways: Readonly<Record<string, (at: number) => Step>> = {
    'the connection ends': (at) => ({ body: text, cut: at }),
    'the connection is reset': (at) => ({ body: text, reset: at }),
    'the chunks end': (at) => ({ body: text, chunkedCut: at }),
  };
  for (const [what, fault] of Object.entries(ways)) {
    it(`after each n-th byte, ${what}: never a figure of a part, and the next load is whole`, async () => {
      for (let at = 1; at < text.length; at += 31) {
        const { url } = await scripted(fault(at), { body: text });
        const shown = showCard((card) => (card.src = url));
        await until('the failure', () => shown.errors.length === 1);
        expect(shown.value(), `byte ${at}`).to.equal(null);
        expect(shown.errors[0]?.code, `byte ${at}`).to.equal('TRUNCATED');
        await shown.card.refresh();
        await until('the figure', () => shown.value() === '20 days');
        removeCards();
      }
    });
  }
  it('at each n-th request of four tables: one is told, the others are there, and then all', async () => {
    const tables = ['deals', 'products', 'owners', 'accounts'] as const;
    const body: Readonly<Record<(typeof tables)[number], string>> = { deals: csv, products: 'id,name\np1,One\n', owners: 'id,name\no1,Ann\n', accounts: 'id,name\na1,Acme\n' };
    for (const broken of tables) {
      const inputs = Object.fromEntries(await Promise.all(tables.map(async (table) =>
        [table, { url: (await scripted(...(table === broken ? [{ status: 404 }] : []), { body: body[table] })).url }] as const)));
      const data = document.createElement('sales-data');
      const errors: KpiErrorInfo[] = [];
      data.addEventListener('kpi-error', ({ detail }) => errors.push(detail));
      data.data = inputs;
      document.body.append(data);
      await until('the failure', () => errors.length > 0);
      expect(errors.map(({ code, table }) => [code, table])).to.deep.equal([['HTTP', broken]]);
      expect(Object.keys((await data.describe()).tables).sort()).to.deep.equal(tables.filter((table) => table !== broken).sort());
      await data.refresh();
      expect(Object.keys((await data.describe()).tables).sort()).to.deep.equal([...tables].sort());
      data.remove();
    }
  });
});
