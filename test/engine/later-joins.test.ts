import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src/engine/create-engine.js';

const csv = (text: string) => ({ text: text.replaceAll(' | ', '\n') });
const deals = csv('id,status,created_at,product,owner,amount | d1,open,2024-01-01,GTXPro,Ann, | d2,open,2024-01-02,GTX Pro,Bob, | d3,open,2024-01-03,MG Special,Ann,');
const products = csv('product,sales_price | GTX Pro,4821 | MG Special,55');
const owners = csv('sales_agent,manager,regional_office | Ann,Max,West | Bob,Max,East');
const byProduct = { kpi: 'pipeline', segmentBy: ['product_id'] } as const;

describe('tables of different loads', () => {
  it('join as if they had come together, whichever comes first', async () => {
    const [together, dealsFirst, productsFirst] = [createEngine(), createEngine(), createEngine()];
    await together.load({ deals, products, owners });
    await dealsFirst.load({ deals });
    expect((await dealsFirst.compute(byProduct)).segments.map(({ key, n }) => [key[0], n])).toEqual([['GTX Pro', 1], ['GTXPro', 1], ['MG Special', 1]]);
    await dealsFirst.load({ owners });
    await dealsFirst.load({ products });
    await productsFirst.load({ products, owners });
    await productsFirst.load({ deals });
    const expected = await together.compute(byProduct);
    expect(expected.segments.map(({ key, n }) => [key[0], n])).toEqual([['GTX Pro', 2], ['MG Special', 1]]);
    for (const engine of [dealsFirst, productsFirst]) {
      expect((await engine.compute(byProduct)).segments).toEqual(expected.segments);
      expect((await engine.describe()).dimensions).toEqual((await together.describe()).dimensions);
    }
  });

  it('tell what a later load changed about an earlier one, and only that', async () => {
    const engine = createEngine();
    const first = await engine.load({ deals });
    expect([first.tables.deals?.nameMatches, first.rejoined]).toEqual([[], undefined]);
    const second = await engine.load({ products });
    expect(Object.keys(second.tables)).toEqual(['products']);
    expect(second.rejoined).toMatchObject({ deals: {
      rowsIn: 3, rowsUsed: 3, nameMatches: [{ from: 'GTXPro', to: 'GTX Pro', count: 1 }], offers: [{ code: 'LIST_PRICE_FOR_OPEN_DEALS', count: 3 }],
    } });
    expect((await engine.load({ accounts: csv('account,sector | Acme,medical') })).rejoined).toBeUndefined();
  });

  it('do not add up what joins find: a table loaded again is joined once', async () => {
    const engine = createEngine();
    await engine.load({ deals, products });
    await engine.load({ products });
    const { tables } = await engine.load({ deals });
    expect(tables.deals?.nameMatches).toEqual([{ column: 'product_id', from: 'GTXPro', to: 'GTX Pro', count: 1 }]);
    expect(tables.deals?.offers).toEqual([{ code: 'LIST_PRICE_FOR_OPEN_DEALS', count: 3 }]);
  });

  it('lose what a replaced list no longer says', async () => {
    const engine = createEngine();
    await engine.load({ deals, products });
    await engine.load({ products: csv('product,sales_price | MG Special,55') });
    expect((await engine.compute(byProduct)).segments.map(({ key }) => key[0])).toEqual(['GTX Pro', 'GTXPro', 'MG Special']);
  });

  it('take list prices when deals are loaded again with the option, and give them back without it', async () => {
    const engine = createEngine();
    await engine.load({ deals, products });
    await engine.load({ deals: { ...deals, options: { listPriceForOpenDeals: true } } });
    const priced = await engine.compute({ kpi: 'pipeline' });
    expect([priced.value, priced.provenance.rules]).toEqual([9697, [expect.objectContaining({ code: 'LIST_PRICE_FOR_OPEN_DEALS', table: 'deals', count: 3 })]]);
    await engine.load({ deals });
    expect((await engine.compute({ kpi: 'pipeline' })).value).toBeNull();
  });
});
