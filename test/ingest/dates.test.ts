import { describe, expect, it } from 'vitest';
import type { InstantColumn } from '../../src/model/table.js';
import { readBack } from './read-back.js';

const dated = (cells: readonly string[], settings: { readonly locale?: string; readonly dateFormat?: string; readonly timeZone?: string } = {}) => {
  const { timeZone = 'UTC', ...input } = settings;
  return readBack({ text: `id,status,created_at\n${cells.map((cell, index) => `d${index},won,"${cell}"`).join('\n')}\n`, ...input }, { timeZone });
};
const created = async (...args: Parameters<typeof dated>) => (await dated(...args)).column('created_at');
const precision = async (...args: Parameters<typeof dated>) => ((await dated(...args)).table.columns.get('created_at') as InstantColumn).precision;

describe('a date column', () => {
  it.each([
    ['ISO dates', ['2024-03-10', '2024-12-31'], ['2024-03-10', '2024-12-31']],
    ['year first with slashes', ['2024/03/10', '2024/12/31'], ['2024-03-10', '2024-12-31']],
    ['day.month.year', ['10.03.2024', '31.12.2024'], ['2024-03-10', '2024-12-31']],
    ['day.month.year without zeros', ['1.3.2024', '31.12.2024'], ['2024-03-01', '2024-12-31']],
    ['month/day/year, told by a 31', ['03/10/2024', '12/31/2024'], ['2024-03-10', '2024-12-31']],
    ['day/month/year, told by a 31', ['03/10/2024', '31/12/2024'], ['2024-10-03', '2024-12-31']],
    ['month/day/year without zeros', ['3/1/2024', '12/31/2024'], ['2024-03-01', '2024-12-31']],
    ['day-month-year', ['03-10-2024', '31-12-2024'], ['2024-10-03', '2024-12-31']],
    ['digits only', ['20240310', '20241231'], ['2024-03-10', '2024-12-31']],
    ['the same day in both readings', ['03/03/2024', '12/12/2024'], ['2024-03-03', '2024-12-12']],
  ])('reads %s as calendar days', async (_, cells, days) => {
    expect(await created(cells, { timeZone: 'America/New_York' })).toEqual(days);
    expect(await precision(cells)).toBe('day');
  });

  it.each([
    ['Z', ['2024-03-10T12:30:00.250Z'], ['2024-03-10T12:30:00.250Z']],
    ['offsets', ['2024-03-10T12:30:00+02:00', '2024-03-10 12:30:00-0530', '2024-03-10T12:30+03'], ['2024-03-10T10:30:00.000Z', '2024-03-10T18:00:00.000Z', '2024-03-10T09:30:00.000Z']],
    ['microseconds, cut not rounded', ['2024-03-10T23:59:59.999999Z'], ['2024-03-10T23:59:59.999Z']],
    ['one-digit hours', ['2024-03-10 6:49:18', '2024-03-10 11:04:22.087'], ['2024-03-10T06:49:18.000Z', '2024-03-10T11:04:22.087Z']],
    ['German times', ['10.03.2024 14:30', '31.12.2024, 08:05:09'], ['2024-03-10T14:30:00.000Z', '2024-12-31T08:05:09.000Z']],
    ['American times', ['3/10/2024 2:30 PM', '12/31/2024 12:05 AM'], ['2024-03-10T14:30:00.000Z', '2024-12-31T00:05:00.000Z']],
    ['seconds since 1970', ['1710073800', '1710073801'], ['2024-03-10T12:30:00.000Z', '2024-03-10T12:30:01.000Z']],
    ['milliseconds since 1970', ['1710073800250'], ['2024-03-10T12:30:00.250Z']],
  ])('reads times with %s', async (_, cells, instants) => {
    expect(await created(cells)).toEqual(instants);
    expect(await precision(cells)).toBe('ms');
  });

  it('reads a time without offset in the report zone, across clock changes', async () => {
    const cells = ['2024-03-10T01:30:00', '2024-03-10T02:30:00', '2024-03-10T03:30:00', '2024-11-03T01:30:00'];
    // New York skips 02:30 (so it is as far behind the gap: 03:30 EDT) and has 01:30 twice on 3 November (the first counts).
    expect(await created(cells, { timeZone: 'America/New_York' })).toEqual([
      '2024-03-10T06:30:00.000Z', '2024-03-10T07:30:00.000Z', '2024-03-10T07:30:00.000Z', '2024-11-03T05:30:00.000Z',
    ]);
  });

  it('lays a calendar day on its local midnight', async () => {
    const { table } = await dated(['2024-03-10', ''], { timeZone: 'Asia/Kolkata' });
    const column = table.columns.get('created_at') as InstantColumn;
    expect(column.ms[0]).toBe(Date.UTC(2024, 2, 9, 18, 30));
    expect(column.day?.[0]).toBe(19_792);
    expect(column.ms[1]).toBeNaN();
  });

  it('leaves out days that no calendar has, and rolls none over', async () => {
    const { column, issue } = await dated(['2024-02-30', '2024-02-29', '2023-02-29', '2024-13-01', '2024-1']);
    expect(column('created_at')).toEqual([null, '2024-02-29', null, null, null]);
    expect(issue('DATE')).toMatchObject({ row: 2, value: '2024-02-30', count: 4, severity: 'error' });
    const slashed = await dated(['31/13/2024', '31/12/2024']);
    expect(slashed.column('created_at')).toEqual([null, '2024-12-31']);
    expect(slashed.issue('DATE')).toMatchObject({ row: 2, value: '31/13/2024' });
  });

  it.each(['24:00', '12:60', '12:30:61', '13:00 PM', '12:30+99:00', '12:30 CET'])('does not take %s for a time', async (time) => {
    expect(await created([`2024-03-10 ${time}`, '2024-03-10 12:00'])).toEqual([null, '2024-03-10T12:00:00.000Z']);
  });

  it('refuses slash dates that could be two days and names both', async () => {
    const { column, issue } = await dated(['03/10/2024', '04/11/2024', '05/05/2024']);
    expect(column('created_at')).toEqual([null, null, '2024-05-05']);
    expect(issue('AMBIGUOUS_DATE')).toMatchObject({ column: 'created_at', row: 2, value: '03/10/2024', count: 2, params: { a: '2024-10-03', b: '2024-03-10' } });
  });

  it.each([
    [{ dateFormat: 'DMY' }, '2024-10-03'], [{ dateFormat: 'MM/DD/YYYY' }, '2024-03-10'], [{ locale: 'de' }, '2024-10-03'], [{ locale: 'en-GB' }, '2024-10-03'], [{ locale: 'en-US' }, '2024-03-10'],
  ])('reads them by %o', async (settings, day) => {
    expect(await created(['03/10/2024'], settings)).toEqual([day]);
  });

  it('believes the column more than the locale', async () => {
    expect(await created(['03/10/2024', '12/31/2024'], { locale: 'de' })).toEqual(['2024-03-10', '2024-12-31']);
  });

  it('names the first row of each form where forms are mixed and keeps the most frequent', async () => {
    const { column, issue } = await dated(['2024-03-10', '10.03.2024', '2024-03-11', '1710073800']);
    expect(column('created_at')).toEqual(['2024-03-10', null, '2024-03-11', null]);
    expect(issue('DATE_MIXED')).toMatchObject({ count: 2, severity: 'error', params: { shapes: 'iso-date (row 2), dmy-dot (row 3), epoch-s (row 5)' } });
  });

  it('calls slash dates mixed that contradict each other', async () => {
    const { column, issue } = await dated(['31/12/2024', '30/11/2024', '12/31/2024', '03/10/2024']);
    expect(column('created_at')).toEqual(['2024-12-31', '2024-11-30', null, null]);
    expect(issue('DATE_MIXED')).toMatchObject({ count: 1 });
    expect(issue('AMBIGUOUS_DATE')).toMatchObject({ row: 5, count: 1 });
  });

  it('keeps dates beside times, since both are plain, and says so', async () => {
    const { column, issue } = await dated(['2024-03-10T12:30:00Z', '2024-03-11', '2024-03-12T08:00:00Z']);
    expect(column('created_at')).toEqual(['2024-03-10T12:30:00.000Z', '2024-03-11T00:00:00.000Z', '2024-03-12T08:00:00.000Z']);
    expect(issue('DATE_TIMES_MIXED')).toMatchObject({ severity: 'warn', count: 1 });
  });

  it('is whole days when most of its times are midnight', async () => {
    const local = ['2024-03-10T00:00:00', '2024-03-11T00:00:00', '2024-03-12T15:00:00'];
    expect(await created(local, { timeZone: 'Europe/Berlin' })).toEqual(['2024-03-10', '2024-03-11', '2024-03-12']);
    // HubSpot writes a day as UTC midnight: in New York that is the evening before, yet the day meant is the UTC one.
    const utc = ['2024-03-10T00:00:00Z', '2024-03-11T00:00:00Z', '2024-03-12T15:00:00Z'];
    const { column, issue, table, all } = await dated(utc, { timeZone: 'America/New_York' });
    expect(all.rules).toEqual([{ code: 'DQ_DAY_PRECISION', table: 'deals', count: 2 }]);
    expect(column('created_at')).toEqual(['2024-03-10', '2024-03-11', '2024-03-12']);
    expect((table.columns.get('created_at') as InstantColumn).ms[0]).toBe(Date.UTC(2024, 2, 10, 5));
    expect(issue('DQ_DAY_PRECISION')).toMatchObject({ count: 2, params: { share: 67, zone: 'UTC' } });
    expect(await precision(['2024-03-10T00:00:00Z', '2024-03-11T01:00:00Z'])).toBe('ms');
  });

  it('reads dates of plain objects: Date, ISO text, epoch number', async () => {
    const at = Date.UTC(2024, 2, 10, 12, 30);
    expect((await readBack([{ id: 'a', created_at: new Date(at) }, { id: 'b', created_at: '2024-03-10T12:30:00Z' }])).column('created_at')).toEqual(Array(2).fill('2024-03-10T12:30:00.000Z'));
    expect((await readBack([{ id: 'a', created_at: at }])).column('created_at')).toEqual(['2024-03-10T12:30:00.000Z']);
    const bad = await readBack([{ id: 'a', created_at: new Date(NaN) }, { id: 'b', created_at: {} }, { id: 'c', created_at: 45_000 }, { id: 'd', created_at: null }]);
    expect(bad.column('created_at')).toEqual([null, null, null, null]);
    expect(bad.issue('DATE')).toMatchObject({ row: 1, value: 'Invalid Date', count: 3 });
  });

  it('costs the row only where the table cannot do without it', async () => {
    const leads = await readBack('id,received_at,qualified_at\nl1,2024-02-30,2024-03-01\nl2,2024-03-01,2024-02-31\n', { as: 'leads' });
    expect(leads.rows).toMatchObject([{ id: 'l2', received_at: '2024-03-01', qualified_at: null }]);
    expect(leads.report.rejects).toMatchObject([{ row: 2, code: 'DATE', column: 'received_at', value: '2024-02-30' }]);
    expect([leads.report.rowsIn, leads.report.rowsUsed, leads.report.rowsExcluded]).toEqual([2, 1, 1]);
  });
});
