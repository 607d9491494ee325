import { describe, expect, it } from 'vitest';
import type { TableName } from '../../src/model/schema.js';
import { load, rowsOfTable } from './read-back.js';

const csv = (text: string) => ({ text: text.replaceAll(' | ', '\n') });
const column = (found: Awaited<ReturnType<typeof load>>, table: TableName, name: string) => rowsOfTable(found.tables.get(table)!).map((row) => row[name]);

describe('names that point into a list', () => {
  it('find their entry whatever the spelling, and the pair is reported', async () => {
    const found = await load({
      deals: csv('id,status,product,owner | d1,won,GTXPro,ANN LEE | d2,won,GTX Pro,Ann Lee | d3,won,gtx-pro,o1'),
      products: csv('product,sales_price | GTX Pro,4821 | MG Special,55'),
      owners: csv('id,name,team | o1,Ann Lee,North'),
    });
    expect(column(found, 'deals', 'product_id')).toEqual(['GTX Pro', 'GTX Pro', 'GTX Pro']);
    expect(column(found, 'deals', 'owner_id')).toEqual(['o1', 'o1', 'o1']);
    expect(found.report.tables.deals?.nameMatches).toEqual([
      { column: 'product_id', from: 'GTXPro', to: 'GTX Pro', count: 1 }, { column: 'product_id', from: 'gtx-pro', to: 'GTX Pro', count: 1 },
      { column: 'owner_id', from: 'ANN LEE', to: 'o1', count: 1 }, { column: 'owner_id', from: 'Ann Lee', to: 'o1', count: 1 },
    ]);
  });

  it('stay as they are where several entries fit or none does', async () => {
    const found = await load({ deals: csv('id,status,product | d1,won,gtxpro | d2,won,Other'), products: csv('id,name | p1,GTX Pro | p2,GTX-Pro') });
    expect(column(found, 'deals', 'product_id')).toEqual(['gtxpro', 'Other']);
    expect(found.report.tables.deals?.issues).toMatchObject([{ code: 'NAME_AMBIGUOUS', value: 'gtxpro', params: { candidates: 'p1, p2' } }, { code: 'NOT_IN_LIST', value: 'Other', params: { list: 'products' } }]);
  });

  it('find customers without a list of accounts, and owners of forecasts; what is neither stays without a word', async () => {
    const found = await load({
      customers: csv('id,first_won_at | Müller & Söhne,2024-01-01 | Acme,2024-01-01'),
      deals: csv('id,status,account | d1,won,Mueller & Soehne | d2,open,Nobody yet'),
      revenue: csv('customer,date,amount | MÜLLER & SÖHNE,2024-02-01,5 | Acme,2024-02-01,6'),
      owners: csv('id,name | o1,Ann Lee'),
      forecasts: csv('period_start,period_end,series,amount | 2024-01-01,2024-02-01,ann lee,5 | 2024-01-01,2024-02-01,all,9'),
    });
    expect(column(found, 'deals', 'account_id')).toEqual(['Müller & Söhne', 'Nobody yet']);
    expect(column(found, 'revenue', 'customer_id')).toEqual(['Müller & Söhne', 'Acme']);
    expect(column(found, 'forecasts', 'series')).toEqual(['o1', 'all']);
    expect(found.report.tables.deals?.nameMatches).toEqual([{ column: 'account_id', from: 'Mueller & Soehne', to: 'Müller & Söhne', count: 1 }]);
    for (const table of Object.values(found.report.tables)) expect(table.issues).toEqual([]);
  });

  it('bring segment and region along where deals have none of their own', async () => {
    const found = await load({
      deals: csv('id,status,account,owner | d1,won,Acme,Ann | d2,won,Initech,Bob | d3,won,,'),
      accounts: csv('account,sector | Acme,medical | Initech,'),
      owners: csv('sales_agent,manager,regional_office | Ann,Max,West | Bob,Max,East'),
    });
    expect(column(found, 'deals', 'segment')).toEqual(['medical', null, null]);
    expect(column(found, 'deals', 'region')).toEqual(['West', 'East', null]);
    expect(found.report.tables.deals?.mappings).toContainEqual({ column: 'segment', header: 'sector', confidence: 1, by: 'join' });
    const own = await load({ deals: csv('id,status,account,segment | d1,won,Acme,SMB'), accounts: csv('account,sector | Acme,medical') });
    expect(column(own, 'deals', 'segment')).toEqual(['SMB']);
  });
});

describe('list prices', () => {
  const deals = 'id,status,product,amount | d1,open,A, | d2,open,B,7 | d3,won,A, | d4,open,C, | d5,open,, ';
  const products = csv('product,sales_price | A,100 | B,200 | C,');

  it('are offered for open deals without amount, and not used', async () => {
    const found = await load({ deals: csv(deals), products });
    expect(column(found, 'deals', 'amount')).toEqual([null, 7, null, null, null]);
    expect(found.report.tables.deals?.offers).toEqual([{ code: 'LIST_PRICE_FOR_OPEN_DEALS', count: 1 }]);
    expect(found.rules).toEqual([]);
  });

  it('are used when asked for, and named', async () => {
    const found = await load({ deals: { ...csv(deals), options: { listPriceForOpenDeals: true } }, products });
    expect(column(found, 'deals', 'amount')).toEqual([100, 7, null, null, null]);
    expect(found.report.tables.deals?.offers).toEqual([]);
    expect(found.rules).toEqual([{ code: 'LIST_PRICE_FOR_OPEN_DEALS', table: 'deals', count: 1 }]);
  });
});
