import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { load, readBack, rowsOfTable } from './read-back.js';

describe('duplicates', () => {
  it('keep the row that was updated last and name both', async () => {
    const { rows, report, all } = await readBack('id,status,amount,updated_at\nd1,open,1,2024-01-01\nd2,won,2,2024-01-01\nd1,won,3,2024-03-01\nd1,lost,4,2024-02-01\n');
    expect(rows).toMatchObject([{ id: 'd2', amount: 2 }, { id: 'd1', amount: 3, status: 'won' }]);
    expect(report.issues).toMatchObject([{ code: 'DUPLICATE_ID', row: 2, value: 'd1', count: 2, params: { keptRow: 4 } }]);
    expect(report.rejects.map(({ row, code, value }) => [row, code, value])).toEqual([[2, 'DUPLICATE_ID', 'd1'], [5, 'DUPLICATE_ID', 'd1']]);
    expect(all.rules).toContainEqual({ code: 'DQ_DUPLICATES', table: 'deals', count: 2 });
    expect([report.rowsIn, report.rowsUsed, report.rowsExcluded]).toEqual([4, 2, 2]);
  });

  it('leave the same row whatever their order, also without updated_at', async () => {
    const versions = ['d1,won,10', 'd1,won,9', 'd1,lost,200', 'd1,won,'];
    const kept = new Set<string>();
    await fc.assert(fc.asyncProperty(fc.shuffledSubarray(versions, { minLength: 4 }), async (order) => {
      kept.add(JSON.stringify((await readBack(`id,status,amount\n${order.join('\n')}`)).rows));
    }));
    // Greatest content by sorted keys: {"amount":null…} > {"amount":9…} > {"amount":200…} > {"amount":10…}.
    expect([...kept]).toEqual(['[{"id":"d1","status":"won","amount":null}]']);
  });

  it('are found among ids in any order and are none among rows without id', async () => {
    const ids = Array.from({ length: 500 }, (_, index) => `x${(index * 7919) % 500}`);
    const { report } = await readBack(`id,status\n${[...ids, 'x3', 'x499'].map((id) => `${id},won`).join('\n')}`);
    expect(report.rowsUsed).toBe(500);
    const activities = await readBack('id,occurred_at,kind\n,2024-01-01,call\n,2024-01-01,call\n', { as: 'activities' });
    expect(activities.report.rowsUsed).toBe(2);
  });

  it('are found in lists of names, too', async () => {
    const { rows } = await readBack('id,name\np1,Old\np1,New\np2,Two\n', { as: 'products' });
    expect(rows).toEqual([{ id: 'p1', name: 'Old' }, { id: 'p2', name: 'Two' }]);
  });
});

describe('deleted, archived and test rows', () => {
  it('go after duplicates, so that a newer deleted version deletes', async () => {
    const { rows, report, all } = await readBack(
      'id,status,updated_at,IsDeleted,archived,test\nd1,won,2024-01-01,false,false,false\nd1,won,2024-02-01,true,false,false\nd2,won,2024-01-01,false,TRUE,\nd3,won,2024-01-01,,,yes\nd4,won,2024-01-01,0,nein,\n');
    expect(rows.map(({ id }) => id)).toEqual(['d4']);
    expect(report.rejects.map(({ row, code, column }) => [row, code, column])).toEqual([[2, 'DUPLICATE_ID', 'id'], [3, 'DELETED', 'deleted'], [4, 'DELETED', 'archived'], [5, 'DELETED', 'test']]);
    expect(all.rules.map(({ code, count }) => [code, count])).toEqual([['DQ_DUPLICATES', 1], ['DQ_DELETED', 1], ['DQ_ARCHIVED', 1], ['DQ_TEST', 1]]);
    expect([report.rowsIn, report.rowsUsed, report.rowsExcluded]).toEqual([5, 1, 4]);
  });
});

describe('several inputs of one table', () => {
  it('become one, each read by its own rules', async () => {
    const { tables, report } = await load({
      deals: [{ text: 'id;status;amount;created_at\nd1;won;1.234,50;31.01.2024\n' }, { text: 'deal_id,deal_status,value\nd2,lost,"1,234.50"\n' }, { rows: [{ id: 'd1', status: 'open' }] }],
    });
    expect(rowsOfTable(tables.get('deals')!)).toEqual([
      { id: 'd2', status: 'lost', amount: 1234.5, created_at: null },
      { id: 'd1', status: 'open', amount: null, created_at: null },
    ]);
    expect([...tables.get('deals')!.inputOf!]).toEqual([1, 2]);
    expect([...tables.get('deals')!.sourceRow]).toEqual([2, 1]);
    expect(report.tables.deals).toMatchObject({ rowsIn: 3, rowsUsed: 2, rowsExcluded: 1 });
  });
});

describe('conservation', () => {
  const names = [...Object.getOwnPropertyNames(Object.prototype), 'id', 'a', 'won', '', ' ', 'd1', '2024-01-01', '1.234', '-5', 'n/a', '"', '\n', ';'];
  const cell = fc.oneof(fc.constantFrom(...names), fc.string({ maxLength: 8 }), fc.double().map(String));
  const headers = ['id', 'status', 'amount', 'created_at', 'updated_at', 'deleted', 'owner_id', 'probability', '__proto__', 'constructor', 'hs_createdate'];

  it('used + excluded = in, for any CSV, and no prototype is touched', async () => {
    const before = Object.getOwnPropertyNames(Object.prototype).join();
    await fc.assert(fc.asyncProperty(fc.shuffledSubarray(headers, { minLength: 1 }), fc.array(fc.array(cell, { minLength: 1, maxLength: 6 }), { maxLength: 20 }), fc.constantFrom(',', ';', '\t'), async (header, rows, delimiter) => {
      const text = [header, ...rows].map((row) => row.join(delimiter)).join('\n');
      const { tables, report } = await load({ deals: { text } });
      const found = report.tables.deals!;
      expect(found.rowsUsed + found.rowsExcluded).toBe(found.rowsIn);
      expect(tables.get('deals')!.rowCount).toBe(found.rowsUsed);
      for (const column of tables.get('deals')!.columns.values()) {
        const length = column.kind === 'text' ? column.offsets.length - 1 : column.kind === 'category' ? column.codes.length : column.kind === 'instant' ? column.ms.length : column.kind === 'group' ? column.of.length : column.values.length;
        expect(length).toBe(found.rowsUsed);
      }
    }), { numRuns: 1500, seed: 11 });
    expect(Object.getOwnPropertyNames(Object.prototype).join()).toBe(before);
    expect(({} as Record<string, unknown>)['won']).toBeUndefined();
  });

  it('used + excluded = in, for any objects', async () => {
    const value = fc.oneof(fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true }), cell);
    await fc.assert(fc.asyncProperty(fc.array(fc.oneof({ weight: 5, arbitrary: fc.dictionary(fc.constantFrom(...headers), value) }, { weight: 1, arbitrary: fc.anything() }), { maxLength: 20 }), async (rows) => {
      const found = (await load({ deals: { rows: rows as Record<string, unknown>[] } })).report.tables.deals!;
      expect(found.rowsIn).toBe(rows.length);
      expect(found.rowsUsed + found.rowsExcluded).toBe(found.rowsIn);
    }), { numRuns: 1500, seed: 12 });
  });

  it('gives the same tables for the same content in another dress', async () => {
    const plain = 'id,status,owner_id,amount,created_at\nd1,won,Müller,1234.5,2024-01-31\nd2,open,,,\nd3,lost,"A, B",-7,2024-02-01\n';
    const lines = plain.trimEnd().split('\n');
    const reordered = 'amount,created_at,id,owner_id,status\n1234.5,2024-01-31,d1,Müller,won\n,,d2,,open\n-7,2024-02-01,d3,"A, B",lost\n';
    const sorted = async (text: string) => (await readBack(text)).rows.map((row) => Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)));
    const expected = await sorted(plain);
    const quoted = lines.map((line) => line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/).map((text) => (text.startsWith('"') ? text : `"${text}"`)).join(',')).join('\n');
    for (const text of [`\ufeff${plain}`, plain.replaceAll('\n', '\r\n'), plain.replaceAll('\n', '\r'), plain.trimEnd(), reordered, quoted, plain.replace(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/g, ';'), plain.replace(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/g, '\t')]) {
      expect(await sorted(text)).toEqual(expected);
    }
  });
});
