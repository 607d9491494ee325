import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { failure, readBack } from './read-back.js';

const head = 'id,status,amount,created_at,source';
const file = [
  head,
  'd1,won,10,2024-01-02,Web',
  'd2,won,-1,9999-12-31,Select',
  'd3,lost,n/a,0000-00-00,n/a',
  'd4,lost,#N/A,1970-01-01,null',
  'd5,open,20,-1,Select',
  'd6,open, ,-, ',
  'null,won,-1,2024-01-03,Web',
].join('\n');

describe('values that may stand for "no value"', () => {
  it('are offered with their counts and not taken', async () => {
    const { column, report, issue } = await readBack(file);
    expect(column('amount')).toEqual([10, -1, null, null, 20, null, -1]);
    expect(column('created_at')).toEqual(['2024-01-02', '9999-12-31', null, '1970-01-01', null, null, '2024-01-03']);
    expect(column('source')).toEqual(['Web', 'Select', 'n/a', 'null', 'Select', null, 'Web']);
    expect(report.offers).toEqual([
      { code: 'MISSING_VALUE', column: 'id', value: 'null', count: 1 },
      { code: 'MISSING_VALUE', column: 'amount', value: '-1', count: 2 },
      { code: 'MISSING_VALUE', column: 'created_at', value: '9999-12-31', count: 1 }, { code: 'MISSING_VALUE', column: 'created_at', value: '1970-01-01', count: 1 },
      { code: 'MISSING_VALUE', column: 'source', value: 'Select', count: 2 }, { code: 'MISSING_VALUE', column: 'source', value: 'n/a', count: 1 }, { code: 'MISSING_VALUE', column: 'source', value: 'null', count: 1 },
    ]);
    // Where a number or a date is due such a text is missing anyway; it is told all the same.
    expect(issue('SENTINEL', 'amount')).toMatchObject({ severity: 'info', row: 4, value: 'n/a', count: 4 });
    expect(issue('SENTINEL', 'created_at')).toMatchObject({ row: 4, value: '0000-00-00', count: 5 });
    expect(issue('SENTINEL', 'source')).toMatchObject({ row: 3, value: 'Select', count: 4 });
  });

  it('are missing where the host says so, by column, in whatever way they are written', async () => {
    const { rows, report, issue, all } = await readBack({
      text: file, missing: { id: ['NULL'], amount: ['-1,00'], created_at: ['31.12.9999', '1970-01-01'], source: ['select', 'N/A', 'null'] },
    });
    expect(rows.map(({ amount, created_at: created, source }) => [amount, created, source])).toEqual([
      [10, '2024-01-02', 'Web'], [null, null, null], [null, null, null], [null, null, null], [20, null, null], [null, null, null],
    ]);
    expect(report.offers).toEqual([]);
    expect(report.rejects).toMatchObject([{ row: 8, code: 'MISSING_REQUIRED', column: 'id' }]);
    expect(issue('MISSING_AS_TOLD', 'source')).toMatchObject({ severity: 'info', row: 3, count: 4 });
    expect(all.rules).toContainEqual({ code: 'MISSING_AS_TOLD', table: 'deals', count: 1 + 2 + 2 + 4 });
  });

  it('are missing in all columns where a list says so, words of the house among them', async () => {
    const { rows, report } = await readBack({ text: `${head}\nd1,won,tbd,tbd,tbd\nd2,won,5,2024-01-01,Web\n`, missing: ['TBD'] });
    expect(rows[0]).toMatchObject({ amount: null, created_at: null, source: null });
    expect(report.issues.map(({ code, column, count }) => [code, column, count])).toEqual([['MISSING_AS_TOLD', 'amount', 1], ['MISSING_AS_TOLD', 'created_at', 1], ['MISSING_AS_TOLD', 'source', 1]]);
  });

  it('are not suspected where they are one of many', async () => {
    const { report } = await readBack('id,status,amount,created_at,source\nd1,won,-1,2024-01-01,Selection\nd2,won,-250,2024-01-02,Nina\nd3,won,999999,2024-12-31,NASA\n');
    expect(report.offers).toEqual([]);
  });

  it('are found at the edge of time in any zone, and in amounts of nines', async () => {
    const { report } = await readBack('id,status,amount,closed_at\nd1,won,99999999,9999-12-31T00:00:00\nd2,won,99999999,2024-01-01T10:00:00\nd3,won,5,2024-01-02T11:00:00\n', { timeZone: 'America/New_York' });
    expect(report.offers).toEqual([{ code: 'MISSING_VALUE', column: 'amount', value: '99999999', count: 2 }, { code: 'MISSING_VALUE', column: 'closed_at', value: '9999-12-31', count: 1 }]);
  });

  it('are found among very many names without making strings of them', async () => {
    const lines = Array.from({ length: 6000 }, (_, i) => `d${i},won,Account ${i}`);
    const { report } = await readBack(`id,status,account_id\n${lines.join('\n')}\nx,won,#N/A\ny,won,#N/A\n`);
    expect(report.offers).toEqual([{ code: 'MISSING_VALUE', column: 'account_id', value: '#N/A', count: 2 }]);
  });

  it('leave all other values as they are, whatever is told', async () => {
    const cell = fc.constantFrom('5', '-1', '7.5', '2024-01-01', 'Web', 'n/a', '', 'x');
    await fc.assert(fc.asyncProperty(fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 8 }), fc.subarray(['-1', 'n/a', 'x', '2024-01-01']), async (cells, missing) => {
      const text = `${head}\n${cells.map(([a, b, c], i) => `d${i},won,${a},${b},${c}`).join('\n')}`;
      const [plain, told] = [await readBack(text), await readBack({ text, missing })];
      told.rows.forEach((row, i) => {
        for (const [name, value] of Object.entries(row)) if (value !== null) expect(value).toEqual(plain.rows[i]?.[name]);
      });
      expect(told.rows.map(({ source }) => source)).toEqual(cells.map(([, , c]) => (c === '' || missing.includes(c) ? null : c)));
    }), { numRuns: 100, seed: 9 });
  });

  it('must be texts', async () => {
    expect(await failure({ deals: { text: head, missing: [5] as never } })).toMatchObject({ code: 'INPUT' });
  });
});
