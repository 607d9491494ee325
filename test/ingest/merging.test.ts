import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DataInput } from '../../src/model/input.js';
import type { TableReport } from '../../src/model/issue.js';
import { failure, load, rowsOfTable } from './read-back.js';

const csv = (text: string): string => `${text.replaceAll(' | ', '\n')}\n`;
const deals = async (input: DataInput) => {
  const found = await load({ deals: input });
  return { rows: rowsOfTable(found.tables.get('deals')!), report: found.report.tables.deals as TableReport, table: found.tables.get('deals')! };
};

const crm = { text: csv('id,status,amount,segment,updated_at | d1,won,100,SMB,2024-01-01 | d2,open,,,2024-01-01 | d3,lost,300,Large,2024-01-01'), label: 'crm.csv' };

describe('an input that joins', () => {
  const finance = { text: csv('Deal ID,Betrag,Marge,Segment | d1,120,40,smb | d2,50,10,Mid | d9,70,20,SMB'), label: 'finance.csv', join: 'id' };

  it('fills what the rows before it lack, and where both say something the earlier stays', async () => {
    const { rows, report } = await deals([crm, finance]);
    expect(rows).toMatchObject([
      { id: 'd1', status: 'won', amount: 100, margin: 40, segment: 'SMB' }, { id: 'd2', status: 'open', amount: 50, margin: 10, segment: 'Mid' }, { id: 'd3', status: 'lost', amount: 300, margin: null, segment: 'Large' },
    ]);
    expect(report.merges).toEqual([
      { key: 'id', precedence: 'earlier', matched: 2, conflicting: 1, dropped: 1, conflicts: [{ key: 'd1', column: 'amount', kept: '100', dropped: '120' }] },
    ]);
    expect(report.issues).toMatchObject([
      { code: 'NO_PARTNER', row: 4, column: 'id', value: 'd9', count: 1, params: { label: 'finance.csv' } }, { code: 'MERGE_CONFLICT', row: 2, column: 'amount', value: '120', count: 1, params: { kept: '100', label: 'finance.csv' } },
    ]);
  });

  it('lets the later one win where that is asked for', async () => {
    const { rows, report } = await deals([crm, { ...finance, join: { on: 'id', wins: 'later' } }]);
    expect(rows).toMatchObject([{ id: 'd1', amount: 120, margin: 40, segment: 'SMB' }, { id: 'd2', amount: 50 }, { id: 'd3', amount: 300 }]);
    expect(report.merges[0]).toMatchObject({ precedence: 'later', conflicts: [{ kept: '120', dropped: '100' }] });
  });

  it('counts each of its rows: used where it found a partner, else left out', async () => {
    const { report } = await deals([crm, finance]);
    expect([report.rowsIn, report.rowsUsed, report.rowsExcluded]).toEqual([6, 5, 1]);
    expect(report.rejects).toMatchObject([{ row: 4, code: 'NO_PARTNER', column: 'id', value: 'd9' }]);
  });

  it('needs no more than its key: what the table needs lies in the inputs before it', async () => {
    const leads = await load({ leads: [{ text: csv('id,received_at,email | l1,2024-01-01,a@example.com') }, { text: csv('email,score | a@example.com,80'), join: 'email' }] });
    expect(rowsOfTable(leads.tables.get('leads')!)).toEqual([{ id: 'l1', received_at: '2024-01-01', email: 'a@example.com', score: 80 }]);
    expect(leads.report.tables.leads?.issues).toEqual([]);
  });

  it('may give one value to many rows', async () => {
    const { rows } = await deals([{ text: csv('id,status,account_id | d1,won,a | d2,open,a | d3,won,b') }, { text: csv('account_id,segment | a,SMB'), join: 'account_id' }]);
    expect(rows.map(({ segment }) => segment)).toEqual(['SMB', 'SMB', null]);
  });

  it('is read in its newest version of each key', async () => {
    const { rows, report } = await deals([{ text: csv('id,status | d1,won') }, { text: csv('id,margin,updated_at | d1,1,2024-01-01 | d1,2,2024-03-01 | d1,3,2024-02-01'), join: 'id' }]);
    expect(rows).toMatchObject([{ margin: 2 }]);
    expect([report.rowsIn, report.rowsUsed, report.rowsExcluded]).toEqual([4, 2, 2]);
    expect(report.merges).toMatchObject([{ matched: 1, dropped: 2 }]);
  });

  it('tells a status that only the other input knows', async () => {
    const { rows } = await deals([{ text: csv('id,amount | d1,5 | d2,6') }, { text: csv('id,Status | d1,gewonnen | d2,offen'), join: 'id' }]);
    expect(rows).toMatchObject([{ id: 'd1', status: 'won' }, { id: 'd2', status: 'open' }]);
  });

  it('says so where the key is missing', async () => {
    const { report, rows } = await deals([crm, { text: csv('number,margin | d1,5'), join: 'id' }]);
    expect(report.issues.map(({ code }) => code)).toEqual(expect.arrayContaining(['MISSING_COLUMN', 'JOIN_KEY', 'NO_PARTNER']));
    expect(rows).toHaveLength(3);
  });

  it('cannot be the only one', async () => {
    expect(await failure({ deals: { text: csv('id,margin | d1,5'), join: 'id' } })).toMatchObject({ code: 'INPUT', table: 'deals' });
  });
});

describe('inputs whose rows are versions of each other', () => {
  it('keep the newest whole, and tell what they have in common', async () => {
    const { rows, report } = await deals([crm, { text: csv('id,status,amount,segment,updated_at | d1,lost,,SMB,2024-05-01 | d4,won,9,SMB,2024-01-01') }]);
    expect(rows.map(({ id, status, amount }) => [id, status, amount])).toEqual([['d2', 'open', null], ['d3', 'lost', 300], ['d1', 'lost', null], ['d4', 'won', 9]]);
    expect(report.merges).toEqual([{
      key: 'id', precedence: 'newest', matched: 1, conflicting: 1, dropped: 1,
      conflicts: [{ key: 'd1', column: 'status', kept: 'lost', dropped: 'won' }, { key: 'd1', column: 'updated_at', kept: '2024-05-01', dropped: '2024-01-01' }],
    }]);
  });

  it('of one input are no merge', async () => {
    expect((await deals({ text: csv('id,status | d1,won | d1,open') })).report.merges).toEqual([]);
  });
});

describe('what a merge gives', () => {
  it('does not depend on the order of rows, and no row goes without a count', async () => {
    const base = fc.uniqueArray(fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd'), amount: fc.option(fc.integer({ min: 1, max: 3 })) }), { selector: ({ id }) => id, minLength: 1 });
    const extra = fc.array(fc.record({ id: fc.constantFrom('a', 'b', 'c', 'x'), amount: fc.option(fc.integer({ min: 1, max: 3 })), margin: fc.option(fc.integer({ min: 1, max: 3 })) }), { maxLength: 5 });
    await fc.assert(fc.asyncProperty(base, extra, fc.constantFrom('earlier' as const, 'later' as const), async (one, two, wins) => {
      const inputs = (a: typeof one, b: typeof two): DataInput => [{ rows: a.map((row) => ({ ...row, status: 'open' })) }, { rows: b, join: { on: 'id', wins } }];
      const [there, back] = [await deals(inputs(one, two)), await deals(inputs([...one].reverse(), [...two].reverse()))];
      const sorted = (rows: typeof there.rows) => rows.map((row) => JSON.stringify(row)).sort();
      expect(sorted(there.rows)).toEqual(sorted(back.rows));
      for (const { report } of [there, back]) expect(report.rowsUsed + report.rowsExcluded).toBe(one.length + two.length);
      expect(there.rows).toHaveLength(one.length);
      for (const { id, amount } of there.rows) {
        const own = one.find((row) => row.id === id)?.amount ?? null;
        if (wins === 'earlier' && own !== null) expect(amount).toBe(own);
      }
    }), { numRuns: 100 });
  });
});
