import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scanDate, scanned } from '../../src/ingest/date-bytes.js';
import { readDate } from '../../src/ingest/date-text.js';
import { form, shapeOfForm } from '../../src/ingest/instant-cells.js';
import { dayFirstOf, monthFirstOf } from '../../src/ingest/packed-date.js';
import { type InstantColumn, missingDay } from '../../src/model/table.js';
import { readBack } from './read-back.js';

const dated = (cells: readonly string[], settings: { readonly locale?: string; readonly dateFormat?: string; readonly timeZone?: string } = {}) => {
  const { timeZone = 'UTC', ...input } = settings;
  return readBack({ text: `id,status,created_at\n${cells.map((cell, index) => `d${index},won,"${cell}"`).join('\n')}\n`, ...input }, { timeZone });
};
const created = async (...args: Parameters<typeof dated>) => (await dated(...args)).column('created_at');
const precision = async (...args: Parameters<typeof dated>) => ((await dated(...args)).table.columns.get('created_at') as InstantColumn).precision;

describe('dates read from bytes', () => {
  it('are what the same text says', () => {
    const number = fc.constantFrom('1', '3', '9', '12', '13', '31', '04', '00', '24', '2024', '1899');
    const mark = fc.constantFrom('.', '/', '-');
    const year = fc.constantFrom('2024', '2024', '1900', '2200', '24', '4');
    const rest = fc.constantFrom('', '', '', ' 2:30', ' 12:30:05', 'T0:05', ', 11:59 PM', ' 2:30am', ' 13:00 PM', ' 24:00', ' 2:3', ' 02:30:05.25', ' 2:30Z', ' ', 'x', ' 2:30:60', ' 2:30.5');
    const shaped = fc.oneof(
      fc.tuple(number, mark, number, year, rest).map(([one, by, two, last, behind]) => `${one}${by}${two}${by}${last}${behind}`),
      fc.tuple(number, mark, number, mark, number, rest).map((parts) => parts.join('')),
    );
    const encoder = new TextEncoder();
    let read = 0;
    for (const text of fc.sample(shaped, { numRuns: 60_000, seed: 3 })) {
      const bytes = encoder.encode(`x${text};`);
      if (!scanDate(bytes, 1, bytes.length - 1)) continue;
      read += 1;
      const found = readDate(text);
      const { kind, days, ms } = scanned;
      const isTimed = kind === form.isoLocal || kind === form.dotLocal || kind === form.slashLocal;
      const isIso = kind === form.isoDate || kind === form.isoLocal;
      const orNaN = (day: number): number => (day === missingDay ? Number.NaN : day);
      const day = isTimed ? Math.floor(ms / 86_400_000) : days;
      expect([text, found?.shape, found?.day, found?.timeMs]).toEqual([
        text, shapeOfForm[kind], isIso ? day : orNaN(dayFirstOf(day)), isTimed ? ms - day * 86_400_000 : null,
      ]);
      if (kind === form.slash || kind === form.slashLocal) expect(found?.monthFirstDay).toEqual(orNaN(monthFirstOf(day)));
    }
    expect(read).toBeGreaterThan(2000);
  });
});

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
    ['day.month with two digits for the year', ['31.12.24', '01.03.69'], ['2024-12-31', '2069-03-01']],
    ['month/day with two digits for the year', ['12/31/24', '3/1/70'], ['2024-12-31', '1970-03-01']],
    ['English month names', ['31 Dec 2024', '1-Mar-24', 'December 31, 2024', 'Mar 1st, 2024', 'Tuesday, 31 December 2024'], ['2024-12-31', '2024-03-01', '2024-12-31', '2024-03-01', '2024-12-31']],
    ['German month names', ['31. Dezember 2024', '1. März 2024', '5. Jän. 2024', '31-Dez-24', 'Di, 31. Dez. 2024', '1. Maerz 2024'], ['2024-12-31', '2024-03-01', '2024-01-05', '2024-12-31', '2024-12-31', '2024-03-01']],
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
    ['American times without zeros', ['1/2/2024 9:05:07 am', '12/31/2024 12:30 PM'], ['2024-01-02T09:05:07.000Z', '2024-12-31T12:30:00.000Z']],
    ['month names and a word between', ['March 10, 2024 at 2:30 PM', 'Dec 31, 2024 8:05'], ['2024-03-10T14:30:00.000Z', '2024-12-31T08:05:00.000Z']],
    ['German words', ['10. März 2024 um 14:30 Uhr'], ['2024-03-10T14:30:00.000Z']],
    ['what JavaScript and mail programs write', ['Sun Mar 10 2024 12:30:00 GMT+0100 (Central European Standard Time)', 'Sun, 10 Mar 2024 12:30:00 +0100'], ['2024-03-10T11:30:00.000Z', '2024-03-10T11:30:00.000Z']],
    ['a named zone behind the offset', ['2024-03-10T12:30:00+01:00[Europe/Berlin]'], ['2024-03-10T11:30:00.000Z']],
    ['the basic form', ['20240310T123000Z', '20240310T123000'], ['2024-03-10T12:30:00.000Z', '2024-03-10T12:30:00.000Z']],
    ['.NET ticks', ['/Date(1710073800250)/', '/Date(1710073800000+0100)/'], ['2024-03-10T12:30:00.250Z', '2024-03-10T12:30:00.000Z']],
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

  it('says which times the clock showed twice or not at all', async () => {
    const { issue } = await dated(['2024-03-10T01:59:59', '2024-03-10T02:30:00', '2024-03-10T03:00:00', '2024-11-03T00:59:59', '2024-11-03T01:30:00', '2024-11-03T02:00:00'], { timeZone: 'America/New_York' });
    expect(issue('CLOCK_SKIPPED')).toMatchObject({ severity: 'info', row: 3, value: '2024-03-10T02:30:00.000', count: 1, params: { zone: 'America/New_York' } });
    expect(issue('CLOCK_REPEATED')).toMatchObject({ severity: 'info', row: 6, count: 1 });
    expect((await dated(['2024-03-10T02:30:00Z', '2024-11-03T01:30:00-04:00'], { timeZone: 'America/New_York' })).report.issues.map(({ code }) => code)).toEqual([]);
    expect((await dated(['3/10/2024 2:30 AM', '12/31/2024 1:00 PM'], { timeZone: 'America/New_York' })).issue('CLOCK_SKIPPED')).toMatchObject({ value: '3/10/2024 02:30:00' });
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
    expect(issue('AMBIGUOUS_DATE')).toMatchObject({ column: 'created_at', row: 2, value: '03/10/2024', count: 2, params: { a: '2024-10-03', b: '2024-03-10', option: 'dateFormat', forA: 'DMY', forB: 'MDY' } });
  });

  it.each([
    [{ dateFormat: 'DMY' }, '2024-10-03'], [{ dateFormat: 'MM/DD/YYYY' }, '2024-03-10'], [{ locale: 'de' }, '2024-10-03'], [{ locale: 'en-GB' }, '2024-10-03'], [{ locale: 'en-US' }, '2024-03-10'],
  ])('reads them by %o', async (settings, day) => {
    expect(await created(['03/10/2024'], settings)).toEqual([day]);
  });

  it('shows an ambiguous date as it was written', async () => {
    for (const [cell, value] of [['3/4/2024', '3/4/2024'], ['03/4/2024', '03/4/2024'], ['3-4-2024', '3-4-2024'], ['3/4/24', '3/4/24'], ['3/4/2024 2:30', '3/4/2024 02:30:00']] as const) {
      expect((await dated([cell])).issue('AMBIGUOUS_DATE')).toMatchObject({ value });
    }
  });

  it('asks where two digits and hyphens may have the year in front', async () => {
    const { column, issue } = await dated(['24-01-15', '24-12-31']);
    expect(column('created_at')).toEqual([null, null]);
    expect(issue('AMBIGUOUS_DATE')).toMatchObject({ value: '24-01-15', count: 2, params: { a: '2015-01-24', b: '2024-01-15', forA: 'DMY', forB: 'YMD' } });
    expect(await created(['24-01-15', '24-12-31'], { dateFormat: 'YY-MM-DD' })).toEqual(['2024-01-15', '2024-12-31']);
    expect(await created(['24-01-15'], { dateFormat: 'DMY' })).toEqual(['2015-01-24']);
    // 45 is no day, and 13 no month: such a cell tells the order of all others.
    expect(await created(['45-01-15', '24-01-15'])).toEqual(['2045-01-15', '2024-01-15']);
  });

  it('offers days that a spreadsheet counted and takes them when told how it counts', async () => {
    const { column, issue } = await dated(['45361', '45362.5', '2024-03-10', '2024-03-11', '2024-03-12']);
    expect(column('created_at')).toEqual([null, null, '2024-03-10', '2024-03-11', '2024-03-12']);
    expect(issue('EXCEL_SERIAL')).toMatchObject({ row: 2, value: '45361', count: 2, params: { a: '2024-03-10', b: '2028-03-11', option: 'dateFormat', forA: 'excel', forB: 'excel1904' } });
    expect(await created(['45361', '36526'], { dateFormat: 'excel' })).toEqual(['2024-03-10', '2000-01-01']);
    expect(await created(['43899', '35064'], { dateFormat: 'excel1904' })).toEqual(['2024-03-10', '2000-01-01']);
    expect(await created(['45361.5', '45361.25'], { dateFormat: 'excel', timeZone: 'Europe/Berlin' })).toEqual(['2024-03-10T11:00:00.000Z', '2024-03-10T05:00:00.000Z']);
  });

  it('says how two digits for the year were read', async () => {
    expect((await dated(['31.12.24', '31.12.2024', '1.1.99'])).issue('SHORT_YEAR')).toMatchObject({ severity: 'info', row: 2, value: '31.12.24', count: 2 });
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
    expect(bad.issue('DATE')).toMatchObject({ row: 1, value: 'Invalid Date', count: 2 });
    expect(bad.issue('EXCEL_SERIAL')).toMatchObject({ row: 3, value: '45000', count: 1 });
  });

  it('costs the row only where the table cannot do without it', async () => {
    const leads = await readBack('id,received_at,qualified_at\nl1,2024-02-30,2024-03-01\nl2,2024-03-01,2024-02-31\n', { as: 'leads' });
    expect(leads.rows).toMatchObject([{ id: 'l2', received_at: '2024-03-01', qualified_at: null }]);
    expect(leads.report.rejects).toMatchObject([{ row: 2, code: 'DATE', column: 'received_at', value: '2024-02-30' }]);
    expect([leads.report.rowsIn, leads.report.rowsUsed, leads.report.rowsExcluded]).toEqual([2, 1, 1]);
  });
});
