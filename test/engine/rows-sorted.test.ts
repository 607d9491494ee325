import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src/engine/create-engine.js';
import type { RowsQuery, RowsSort } from '../../src/model/rows.js';

type Deal = Readonly<Record<string, unknown>>;
const won = (id: string, more: Deal = {}): Deal => ({ id, created_at: '2025-05-01', closed_at: '2025-05-11', status: 'won', ...more });
const query: RowsQuery = { kpi: 'sales_cycle', period: 'all' };

const listed = async (deals: readonly Deal[], sort: Omit<RowsSort, 'table'>, more: Partial<RowsQuery> = {}, tables: Readonly<Record<string, readonly Deal[]>> = {}): Promise<readonly unknown[]> => {
  const engine = createEngine({ asOf: '2025-07-01' });
  await engine.load({ deals, ...tables });
  const { tables: [rows] } = await engine.rows({ ...query, ...more, sort: { table: 'deals', ...sort } });
  return rows?.rows.map(({ values }) => values[0]) ?? [];
};

describe('rows(query) in the order of a column', () => {
  const amounts = [won('a', { amount: 30 }), won('b'), won('c', { amount: -5 }), won('d', { amount: 30 }), won('e', { amount: 0 }), won('f')];

  it('numbers by their size, equal ones as in the source, missing ones last', async () => {
    expect(await listed(amounts, { column: 'amount' })).toEqual(['c', 'e', 'a', 'd', 'b', 'f']);
  });
  it('downwards with equal ones still as in the source, and missing ones still last', async () => {
    expect(await listed(amounts, { column: 'amount', descending: true })).toEqual(['a', 'd', 'e', 'c', 'b', 'f']);
  });
  it('days by the calendar', async () => {
    const deals = [won('a', { closed_at: '2025-06-02' }), won('b', { closed_at: '2025-05-30' }), won('c', { closed_at: '2025-06-10' })];
    expect(await listed(deals, { column: 'closed_at' })).toEqual(['b', 'a', 'c']);
  });
  it('texts as the language orders them: ä beside a in German, after z in Swedish', async () => {
    const deals = ['zebra', 'ähre', 'anna', 'Bert'].map((source, i) => won(`D${i}`, { source }));
    const sources = async (locale: string): Promise<readonly unknown[]> => (await listed(deals, { column: 'source', locale })).map((id) => deals.find((deal) => deal['id'] === id)?.['source']);
    expect(await sources('de')).toEqual(['ähre', 'anna', 'Bert', 'zebra']);
    expect(await sources('sv')).toEqual(['anna', 'Bert', 'zebra', 'ähre']);
  });
  it('ids that are each other, beyond plain letters too', async () => {
    expect(await listed([won('Zoé'), won('Ärger'), won('zoe'), won('Adam')], { column: 'id', locale: 'de' })).toEqual(['Adam', 'Ärger', 'zoe', 'Zoé']);
  });
  it('reps by the names that people have for them', async () => {
    const deals = [won('a', { owner_id: 'u1' }), won('b', { owner_id: 'u2' }), won('c', { owner_id: null })];
    const owners = [{ id: 'u1', name: 'Zeh' }, { id: 'u2', name: 'Abel' }];
    expect(await listed(deals, { column: 'owner_id' }, {}, { owners })).toEqual(['b', 'a', 'c']);
  });
  it('by the source, from its end', async () => {
    expect(await listed(amounts, { column: 'row', descending: true })).toEqual(['f', 'e', 'd', 'c', 'b', 'a']);
  });
  it('in pages of one order, saying which it is', async () => {
    const engine = createEngine({ asOf: '2025-07-01' });
    await engine.load({ deals: amounts });
    const page = async (offset: number) => (await engine.rows({ ...query, offset, limit: 4, sort: { table: 'deals', column: 'amount' } })).tables[0];
    const pages = [await page(0), await page(4)];
    expect(pages.map((own) => own?.rows.map(({ values }) => values[0]))).toEqual([['c', 'e', 'a', 'd'], ['b', 'f']]);
    expect(pages.map((own) => own?.sortedBy)).toEqual([{ column: 'amount', descending: false }, { column: 'amount', descending: false }]);
    expect((await engine.rows(query)).tables[0]?.sortedBy).toBeUndefined();
  });
  it('with the names of its rows, each beside its own', async () => {
    const engine = createEngine({ asOf: '2025-07-01' });
    await engine.load({ deals: { text: 'id,name,created_at,closed_at,status,amount\nD1,Dach,2025-05-01,2025-05-11,won,2\nD2,Fenster,2025-05-01,2025-05-11,won,1' } });
    const { tables: [deals] } = await engine.rows({ ...query, labels: true, sort: { table: 'deals', column: 'amount' } });
    expect(deals?.rows.map(({ row, values }) => [row, values.at(-1)])).toEqual([[3, 'Fenster'], [2, 'Dach']]);
  });
  it('refuses a column that is not there, and a language that none is', async () => {
    await expect(listed(amounts, { column: 'weather' })).rejects.toMatchObject({ info: { code: 'QUERY' } });
    await expect(listed(amounts, { column: 'id', locale: 'no such language' })).rejects.toMatchObject({ info: { code: 'QUERY' } });
  });
  it('is what sorting the rows themselves gives, whatever they are', async () => {
    const collator = new Intl.Collator('de');
    await fc.assert(fc.asyncProperty(
      fc.array(fc.record({ amount: fc.option(fc.integer({ min: -3, max: 3 })), source: fc.option(fc.constantFrom('ä', 'b', 'A', 'z', 'Ö')) }), { minLength: 1, maxLength: 30 }),
      fc.constantFrom('amount' as const, 'source' as const), fc.boolean(),
      async (parts, column, descending) => {
        const deals = parts.map((part, i) => won(`D${i}`, part));
        const given = parts.map((part, i) => ({ id: `D${i}`, value: part[column] }));
        // Array.prototype.sort is stable.
        const present = given.filter(({ value }) => value !== null).sort(({ value: a }, { value: b }) =>
          (descending ? -1 : 1) * (typeof a === 'number' ? a - (b as number) : collator.compare(a as string, b as string)));
        const expected = [...present, ...given.filter(({ value }) => value === null)].map(({ id }) => id);
        // A column that is empty everywhere is none.
        if (present.length > 0) expect(await listed(deals, { column, descending, locale: 'de' })).toEqual(expected);
      },
    ), { numRuns: 60 });
  });
});
