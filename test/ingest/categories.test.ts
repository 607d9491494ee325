import { describe, expect, it } from 'vitest';
import type { CategoryColumn } from '../../src/model/table.js';
import { readBack } from './read-back.js';

const csvOf = (values: readonly string[]): string => `id,account_id\n${values.map((value, i) => `D${i},${value}`).join('\n')}\n`;
const accountsOf = (count: number): string[] => Array.from({ length: count }, (_, i) => `account ${i % 7 === 0 ? 'ä' : 'a'}${i}`);
const accountColumn = (all: { readonly table: { readonly columns: ReadonlyMap<string, unknown> } }): CategoryColumn => all.table.columns.get('account_id') as CategoryColumn;

describe('repeating strings', () => {
  it.each([3, 254, 255, 256, 257, 300, 4095, 4096, 5000, 65_534, 65_535, 65_536, 70_000])(
    'no row loses its value when there are %i different ones', async (count) => {
      const accounts = accountsOf(count);
      const values = [...accounts, '', ...accounts.toReversed()];
      const read = await readBack(csvOf(values));
      const { codes, dictionary } = accountColumn(read);
      expect(Array.from(codes, (code) => dictionary[code])).toEqual(values.map((value) => (value === '' ? null : value)));
    });

  it.each([10, 300, 5000])('objects and CSV give the same codes and values for %i different ones', async (count) => {
    const values = [...accountsOf(count), ...accountsOf(count)];
    const fromRows = accountColumn(await readBack(values.map((value, i) => ({ id: `D${i}`, account_id: ` ${value} ` }))));
    const fromCsv = accountColumn(await readBack(csvOf(values)));
    expect(fromRows.codes).toEqual(fromCsv.codes);
    expect(fromRows.dictionary).toEqual(fromCsv.dictionary);
  });

  it('very many values stay bytes until their texts are asked for', async () => {
    expect(accountColumn(await readBack(csvOf(accountsOf(100)))).entries).toBeUndefined();
    const many = accountColumn(await readBack(csvOf(accountsOf(5000))));
    const { bytes, offsets } = many.entries ?? { bytes: new Uint8Array(), offsets: new Uint32Array() };
    expect(offsets.length).toBe(5002);
    expect(new TextDecoder().decode(bytes.subarray(offsets[8], offsets[9]))).toBe('account ä7');
    expect(many.dictionary[8]).toBe('account ä7');
    expect(many.dictionary[0]).toBeNull();
    expect(many.dictionary).toBe(many.dictionary);
  });

  it('a left-out row costs the others no value and makes no strings', async () => {
    const accounts = accountsOf(5000);
    const read = await readBack(`${csvOf(accounts)},nobody\n`);
    expect(read.column('account_id')).toEqual(accounts);
    expect(accountColumn(read).entries).toBeDefined();
  });

  it('a cell of blanks and control characters is missing', async () => {
    expect((await readBack([{ id: 'a', account_id: ' \u0001 ' }, { id: 'b', account_id: 'x' }])).column('account_id')).toEqual([null, 'x']);
  });
});
