import { describe, expect, it } from 'vitest';
import { rejectedRowsCsv } from '../../src/format/rejects-csv.js';
import { load, readBack } from './read-back.js';

describe('a row that is left out', () => {
  it('keeps its writing, its number and its reason: CSV', async () => {
    const { report } = await readBack([
      'id;status;amount;shoe size', 'd1;won;5,5;42', '"d2";"won; maybe";"1,5', 'd3;won', ';lost;"7,0 ""net""";43', 'Summe;;12,5;', 'd4;won;6,0;44',
    ].join('\n'));
    expect([report.rowsIn, report.rowsUsed, report.rowsExcluded]).toEqual([6, 2, 4]);
    expect(report.rejects.map(({ row, code, text }) => [row, code, text])).toEqual([
      [3, 'QUOTE', '"d2";"won; maybe";"1,5'], [4, 'FIELD_COUNT', 'd3;won'],
      // Doubled quotes are undone while reading and written again: the same row, if not the same letters.
      [5, 'MISSING_REQUIRED', ';lost;"7,0 ""net""";43'], [6, 'TOTAL_ROW', 'Summe;;12,5;'],
    ]);
  });

  it('keeps its writing where only a closer look tells that a cell is no date or number', async () => {
    const { report } = await readBack('id,received_at,shoe size\nl1,31. Dez. 2024,40\nl2,31. Foo 2024,41\nl3,,42\nl4,1. Jan. 2025,43\n', { as: 'leads' });
    expect(report.rejects).toMatchObject([{ row: 3, code: 'DATE', column: 'received_at', value: '31. Foo 2024', text: 'l2,31. Foo 2024,41' }, { row: 4, code: 'MISSING_REQUIRED', text: 'l3,,42' }]);
    const spend = await readBack('period_start;amount;note\n2024-01-01;12 TEUR;a\n2024-02-01;viel;b\n2024-03-01;;c\n', { as: 'spend' });
    expect(spend.report.rejects.map(({ text }) => text)).toEqual(['2024-02-01;viel;b', '2024-03-01;;c']);
  });

  it('keeps its writing: objects, lines and lists', async () => {
    for (const input of [[{ id: 'd1', status: 'won' }, { id: '', size: 42 }], { text: '{"id":"d1","status":"won"}\n{"id":"","size":42}' }, { text: '[{"id":"d1","status":"won"},{"id":"","size":42}]' }]) {
      expect((await readBack(input)).report.rejects).toMatchObject([{ row: 2, code: 'MISSING_REQUIRED', text: '{"id":"","size":42}' }]);
    }
  });

  it('is shown as it was understood where it was left out long after it was read', async () => {
    const { report } = await readBack('id,status,IsDeleted\nd1,won,true\n');
    expect(report.rejects).toMatchObject([{ row: 2, code: 'DELETED', text: '{"deleted":true,"id":"d1","status":"won"}' }]);
  });

  it('of a second input is not mistaken for the row of the same number in the first', async () => {
    const { report } = await load({ deals: [{ text: 'id,status\n,won\nd1,won\n', label: 'a.csv' }, { text: 'id;status\nd2;won\n;lost\n', label: 'b.csv' }] });
    expect(report.tables.deals?.rejects.map(({ row, text, params }) => [row, text, params?.['label']])).toEqual([[2, ',won', 'a.csv'], [3, ';lost', 'b.csv']]);
  });

  it('is one of the first thousand that are kept, and all are counted', async () => {
    const { report } = await readBack(`id,status\n${',won\n'.repeat(2500)}d1,won\n`);
    expect([report.rowsIn, report.rowsUsed, report.rowsExcluded, report.rejects.length]).toEqual([2501, 1, 2500, 1000]);
    expect(report.rejects.at(-1)).toMatchObject({ row: 1001, text: ',won' });
  });

  it('is cut where it is very long, and says so; long ones together take no more than a megabyte', async () => {
    const long = 'x'.repeat(20_000);
    const { report } = await readBack(`id,status,name\n${Array.from({ length: 600 }, () => `,won,${long}\n`).join('')}`);
    expect(report.rejects[0]?.text.length).toBe(4000);
    expect(report.rejects[0]?.text.endsWith('x…')).toBe(true);
    expect(report.rejects.length).toBe(250);
    expect(report.rowsExcluded).toBe(600);
  });
});

describe('rejectedRowsCsv(report)', () => {
  it('lists what was left out of every table, and how many rows are not listed', async () => {
    const { report } = await load({ deals: { text: `id,status\n${',won\n'.repeat(1002)}`, label: 'deals.csv' }, leads: { text: 'id,received_at\nl1,2024-02-30\n', label: 'leads.csv' } });
    const lines = rejectedRowsCsv(report).trimEnd().split('\r\n');
    expect(lines[0]).toBe('table,file,row,column,code,reason,value,text');
    expect(lines[1]).toBe('deals,deals.csv,2,id,MISSING_REQUIRED,MISSING_REQUIRED,,",won"');
    expect(lines.slice(-2)).toEqual(['deals,,,,NOT_KEPT,2,,', 'leads,leads.csv,2,received_at,DATE,DATE,2024-02-30,"l1,2024-02-30"']);
    expect(lines.length).toBe(1 + 1000 + 1 + 1);
  });

  it('opens in a German spreadsheet, with reasons in words, and starts no formula', async () => {
    const { report } = await load({ deals: { text: 'id,status\n,=1+1\n', label: '=a.csv' } });
    expect(rejectedRowsCsv(report, { locale: 'de', reason: ({ row }) => `Zeile ${row} ohne Id` })).toBe(
      "table;file;row;column;code;reason;value;text\r\ndeals;'=a.csv;2;id;MISSING_REQUIRED;Zeile 2 ohne Id;;,=1+1\r\n");
  });

  it('of a load without rejects is a header', async () => {
    expect(rejectedRowsCsv((await load({ deals: { text: 'id,status\nd1,won\n' } })).report)).toBe('table,file,row,column,code,reason,value,text\r\n');
  });
});
