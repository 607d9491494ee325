import { describe, expect, it } from 'vitest';
import { failure, readBack } from './read-back.js';

const rows = [{ id: 'd1', status: 'won', amount: 1234.5 }, { id: 'd2', status: 'lost', amount: 7 }];

describe('a CSV file in the dialect of its program', () => {
  it.each([
    ['commas', 'id,status,amount\nd1,won,1234.5\nd2,lost,7\n'],
    ['semicolons and a decimal comma', 'id;status;amount\nd1;won;1234,5\nd2;lost;7,0\n'],
    ['tabs', 'id\tstatus\tamount\nd1\twon\t1234.5\nd2\tlost\t7\n'],
    ['bars', 'id|status|amount\nd1|won|1234.5\nd2|lost|7\n'],
    ['single quotes', "'id','status','amount'\n'd1','won','1234.5'\n'd2','lost','7'\n"],
    ['single quotes and semicolons', "'id';'status';'amount'\n'd1';'won';'1234,5'\n'd2';'lost';'7,0'\n"],
    ['a line that names the separator', 'sep=;\nid;status;amount\nd1;won;1234,5\nd2;lost;7\n'],
    ['a separator named and nothing else would tell', 'sep=|\r\nid|status|amount\r\nd1|won|1234.5\r\nd2|lost|7\r\n'],
    ['more decimal commas than semicolons', 'amount;id;status\n1234,5;d1;won\n7,00;d2;lost\n'],
    ['commas in every name and a semicolon between fields', 'id;status;amount;Name, Vorname\nd1;won;1234,5;Meyer, Anna\nd2;lost;7;Kurz, Ben\n'],
    ['empty columns at the right', 'id,status,amount,,\nd1,won,1234.5,,\nd2,lost,7,,\n'],
    ['delimiters at the end of rows only', 'id,status,amount\nd1,won,1234.5,\nd2,lost,7,,,\n'],
    ['no delimiters for empty columns', 'id,status,amount,,\nd1,won,1234.5\nd2,lost,7,\n'],
    ['rows of nothing but delimiters', 'id,status,amount\nd1,won,1234.5\n,,\nd2,lost,7\n,,\n,,\n'],
  ])('is read the same with %s', async (_, text) => {
    const { rows: found, report } = await readBack(text);
    expect(found.map(({ id, status, amount }) => ({ id, status, amount }))).toEqual(rows);
    expect(report.issues).toEqual([]);
    expect([report.rowsIn, report.rowsExcluded]).toEqual([2, 0]);
  });

  it('is read as the host says where the file is not to be believed', async () => {
    expect((await readBack({ text: 'id;x,status;y\n1;a,won;b\n', delimiter: ',', columns: { id: 'id;x', status: 'status;y' } })).column('id')).toEqual(['1;a']);
    expect(await failure({ deals: { text: 'id,status\n', delimiter: '::' } })).toMatchObject({ code: 'INPUT' });
  });

  it('takes an apostrophe in a name for a letter', async () => {
    expect((await readBack("id,status,name\nd1,won,'s Hertogenbosch\nd2,won,O'Brien\nd3,won,rock 'n' roll\n")).column('name')).toEqual(["'s Hertogenbosch", "O'Brien", "rock 'n' roll"]);
  });
});

describe('lines above the header', () => {
  const table = 'id;status;amount\nd1;won;5,5\nd2;lost;7,0\n';
  it.each([
    ['a title', 'Pipeline Q1\n', 1], ['a title and a blank line', 'Pipeline Q1\n\n', 1], ['a title padded to the width', 'Pipeline Q1;;\n;;\n', 1],
    ['a title with commas in it', 'Report, created by Anna, on Monday\n', 1], ['labels with values', 'Zeitraum:;01.01.2024;31.12.2024\nStand:;05.01.2025;\n', 2],
    ['a quoted title over two lines', '"Pipeline\nQ1"\n\n', 1],
  ])('%s are passed over, told and not counted as rows', async (_, above, count) => {
    const { column, report, issue, table: read } = await readBack(above + table);
    expect([column('id'), column('amount')]).toEqual([['d1', 'd2'], [5.5, 7]]);
    expect([report.rowsIn, report.rowsExcluded]).toEqual([2, 0]);
    expect(issue('PREAMBLE')).toMatchObject({ severity: 'info', row: 1, count });
    // Rows keep the numbers they have in the file.
    const records = above.startsWith('"') ? 2 : above.split('\n').length - 1;
    expect([...read.sourceRow]).toEqual([records + 2, records + 3]);
  });

  it('a header is no title because some of its cells are empty or one row is longer', async () => {
    expect((await readBack('id,status,,\nd1,won,x,1\nd2,lost,y,2\n')).column('id')).toEqual(['d1', 'd2']);
    const { column, issue } = await readBack('id,status\nd1,won\nd2,lost,extra\nd3,won\n');
    expect(column('id')).toEqual(['d1', 'd3']);
    expect(issue('FIELD_COUNT')).toMatchObject({ row: 3, count: 1 });
  });

  it('a header that lacks a name for the first column leaves rows out and is not itself left out', async () => {
    const { report, issue } = await readBack('status,amount\n1,won,5\n2,lost,6\n');
    expect(report.unmappedHeaders).toEqual([]);
    expect(report.columns).toMatchObject({ status: 'status', amount: 'amount' });
    expect(issue('FIELD_COUNT')).toMatchObject({ row: 2, count: 2, params: { expected: 2, got: 3 } });
  });

  it('are told by the host where the file does not show them', async () => {
    const { column } = await readBack({ text: 'a,b\nid,status\nd1,won\n', headerRow: 2 });
    expect(column('id')).toEqual(['d1']);
  });
});

describe('names of columns', () => {
  it('that are missing above values are told and can be mapped by their place', async () => {
    const { issue, report } = await readBack('id,,status,\nd1,5,won,\n');
    expect(issue('UNNAMED_COLUMN')).toMatchObject({ column: '#2', severity: 'warn', params: { index: 2 } });
    expect(report.unmappedHeaders).toEqual(['#2']);
    expect((await readBack({ text: 'id,,status\nd1,5,won\n', columns: { amount: '#2' } })).column('amount')).toEqual([5]);
  });

  it('that the whole file lacks are places', async () => {
    const { column, table } = await readBack({ text: 'd1,won,5\nd2,lost,6\n', headerRow: 0, columns: { id: '#1', status: '#2', amount: '#3' } });
    expect([column('id'), column('amount'), [...table.sourceRow]]).toEqual([['d1', 'd2'], [5, 6], [1, 2]]);
  });
});

describe('rows that are none', () => {
  const head = 'id;account;stage;amount\nd1;Acme;Won;5\nd2;Total;Lost;7\n';
  it.each(['Summe;;;12', 'Total;;;12', 'Gesamt:;;;12', 'Grand Total;;;12', ';Zwischensumme;;12', 'Summe (2 Zeilen);;;"12,00 €"', 'Gesamtergebnis;;;12', '∑;;;12', 'Acme Ergebnis;;;5', 'Acme Total;;;5'])(
    '%s is a sum: left out, counted and named', async (line) => {
      const { report, issue, column } = await readBack(`${head}${line}\nd3;Acme;Won;1\n`);
      expect(column('id')).toEqual(['d1', 'd2', 'd3']);
      expect(issue('TOTAL_ROW')).toMatchObject({ severity: 'info', row: 4, count: 1 });
      expect(report.rejects).toMatchObject([{ row: 4, code: 'TOTAL_ROW', text: line }]);
      expect([report.rowsIn, report.rowsUsed, report.rowsExcluded]).toEqual([4, 3, 1]);
    });

  it('a company called Total, a product Total 5 and a total beside a date are rows', async () => {
    const { column } = await readBack('id;account;stage;amount\nTotal;Acme;Won;5\nTotally;;;7\nx;Total;;9\n');
    expect(column('id')).toEqual(['Total', 'Totally', 'x']);
    expect((await readBack('product,sales_price\nAntivirus Total,99\n', { as: 'products' })).column('id')).toEqual(['Antivirus Total']);
  });

  it('remarks below the table are left out and named as what they are', async () => {
    const { report, issue } = await readBack('id,stage\nd1,Won\n\nConfidential Information - Do Not Distribute\nCopyright 2024\n');
    expect(issue('FOOTER')).toMatchObject({ severity: 'info', row: 4, count: 2 });
    expect([report.rowsIn, report.rowsUsed, report.rowsExcluded]).toEqual([3, 1, 2]);
  });

  it('a row cut off at the end is no remark, nor is a short row with rows below it', async () => {
    expect((await readBack('id,stage\nd1,Won\nd2')).issue('FIELD_COUNT')).toMatchObject({ row: 3 });
    expect((await readBack('id,stage\nd1,Won\n\nd2\nd3,Won\n')).issue('FIELD_COUNT')).toMatchObject({ row: 4, count: 1 });
    // In a file with a blank line between all rows a blank line sets nothing apart.
    expect((await readBack('id,stage\n\nd1,Won\n\nd2,Won\n\nd3,Won\n\nd4,Won\n\nd5,Won\n\nd6')).issue('FIELD_COUNT')).toMatchObject({ count: 1 });
  });
});
