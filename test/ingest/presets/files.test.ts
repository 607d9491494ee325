import { describe, expect, it } from 'vitest';
import { readTimeLabel } from '../../../src/ingest/presets/time-labels.js';
import { readBack } from '../read-back.js';

const berlin = { timeZone: 'Europe/Berlin' };

describe('exported files of HubSpot', () => {
  it('are read by the labels of the page, whose times are local', async () => {
    const { rows, report } = await readBack({
      preset: 'hubspot',
      text: 'Record ID,Deal Name,Deal Stage,Close Date,Deal owner,Amount,Create Date,Is Closed Won\n'
        + '9001,Acme,closedwon,2024-02-10 15:30,Ann Lee,50000.00,2024-01-05 09:00,true\n9002,Beta,contractsent,2024-06-30 12:00,Ann Lee,,2024-03-01 10:00,false\n',
    }, berlin);
    expect(rows).toMatchObject([
      { id: '9001', name: 'Acme', status: 'won', closed_at: '2024-02-10T14:30:00.000Z', created_at: '2024-01-05T08:00:00.000Z', owner_id: 'Ann Lee', amount: 50_000 },
      { id: '9002', status: 'open', closed_at: null, expected_close_at: '2024-06-30T10:00:00.000Z', amount: null },
    ]);
    expect(report.mappings.every(({ confidence }) => confidence === 1)).toBe(true);
  });

  it('under the names of the interface have times in UTC', async () => {
    const { rows } = await readBack({ preset: 'hubspot', text: 'hs_object_id,dealstage,createdate,closedate\n1,closedwon,2024-01-05 09:00:00,2024-02-10 15:30:00\n' }, berlin);
    expect(rows).toMatchObject([{ created_at: '2024-01-05T09:00:00.000Z', closed_at: '2024-02-10T15:30:00.000Z' }]);
  });

  it('with a column per stage become a row per stage entered', async () => {
    const { rows, report } = await readBack({
      preset: 'hubspot',
      text: 'Record ID,Deal Name,"Date entered ""Offer (Sales)""","Date exited ""Offer (Sales)""","Date entered ""Closed won (Sales)"""\n1,Acme,2024-01-05 09:00,2024-01-20 12:00,2024-01-20 12:00\n2,Beta,2024-02-01 08:00,,\n3,Gamma,,,\n',
    }, { ...berlin, as: 'stage_history' });
    expect(rows).toEqual([
      { deal_id: '1', stage: 'Offer (Sales)', entered_at: '2024-01-05T08:00:00.000Z', left_at: '2024-01-20T11:00:00.000Z' },
      { deal_id: '1', stage: 'Closed won (Sales)', entered_at: '2024-01-20T11:00:00.000Z', left_at: null },
      { deal_id: '2', stage: 'Offer (Sales)', entered_at: '2024-02-01T07:00:00.000Z', left_at: null },
    ]);
    expect([report.rowsIn, report.rowsUsed, report.rowsExcluded]).toEqual([4, 3, 1]);
    expect(report.rejects).toMatchObject([{ row: 4, code: 'NOTHING_FOR_TABLE' }]);
    expect(report.unmappedHeaders).toEqual(['Deal Name']);
  });
});

describe('names that mean one thing here and another there', () => {
  it('are offered by a preset and taken when the host says so', async () => {
    const records = [{ id: '1', properties: { hs_timestamp: '2024-01-02T09:30:00Z', hs_meeting_title: 'Demo', hs_meeting_outcome: 'NO_SHOW' } }];
    const asked = await readBack({ rows: records, preset: 'hubspot' }, { as: 'activities' });
    expect(asked.rows).toEqual([{ id: '1', kind: 'meeting', occurred_at: '2024-01-02T09:30:00.000Z' }]);
    expect(asked.report.mappings).toContainEqual({ column: 'outcome', header: 'hs_meeting_outcome', confidence: 0.6, by: 'synonym' });
    const told = await readBack({ rows: records, preset: 'hubspot', columns: { outcome: 'hs_meeting_outcome' } }, { as: 'activities' });
    expect(told.column('outcome')).toEqual(['no_show']);
    const leads = await readBack({ rows: [{ id: '1', properties: { createdate: '2024-01-02T09:30:00Z', hubspotscore: '7' } }], preset: 'hubspot' }, { as: 'leads' });
    expect(leads.report.mappings).toContainEqual({ column: 'score', header: 'hubspotscore', confidence: 0.6, by: 'synonym' });
  });
});

describe('labels of a page in German', () => {
  it('are known, and the closing date of an open deal is a hope', async () => {
    const { rows } = await readBack({
      preset: 'hubspot',
      text: 'Datensatz-ID;Deal-Name;Deal-Phase;Betrag;Abschlussdatum;Erstelldatum;Deal-Inhaber\n1;Acme;Gewonnen;1.200,50;31.01.2024;02.01.2024;Ann Lee\n2;Beta;Angebot;800,00;30.06.2024;03.01.2024;Ann Lee\n',
    }, berlin);
    expect(rows).toEqual([
      { id: '1', name: 'Acme', stage: 'Gewonnen', status: 'won', amount: 1200.5, closed_at: '2024-01-31', expected_close_at: null, created_at: '2024-01-02', owner_id: 'Ann Lee' },
      { id: '2', name: 'Beta', stage: 'Angebot', status: 'open', amount: 800, closed_at: null, expected_close_at: '2024-06-30', created_at: '2024-01-03', owner_id: 'Ann Lee' },
    ]);
  });
});

describe('ids of Salesforce', () => {
  it('of 15 characters are those of 18, in files and across tables', async () => {
    // 006dM00000Mw7Vt: blocks 006dM, 00000, Mw7Vt; capitals M (place 5 → 16 = Q), none (A), M and V (places 1 and 4 → 9 = J).
    const { column } = await readBack({ preset: 'salesforce', text: 'Id,StageName,IsClosed,IsWon,OwnerId\n006dM00000Mw7Vt,Closed Won,true,true,005dM00000aYf0q\n006dM00000Mw7VtQAJ,Closed Won,true,true,005dM00000aYf0qQAC\n' });
    expect(column('id')).toEqual(['006dM00000Mw7VtQAJ']);
    expect(column('owner_id')).toEqual(['005dM00000aYf0qQAC']);
  });
});

describe('exported files of Pipedrive', () => {
  it('are read by the labels of the page', async () => {
    const { rows } = await readBack({
      preset: 'pipedrive',
      text: 'Deal - ID,Deal - Title,Deal - Value,Deal - Currency of Value,Deal - Owner,Deal - Stage,Deal - Status,Deal - Deal created,Deal - Won time,Deal - Organization\n1,One,0,EUR,Ann,Offer,Open,2024-05-15 09:55:02,,Acme\n2,Two,1200,EUR,Ann,Won,Won,2024-05-15 09:55:02,2024-05-20 10:00:00,Acme\n',
    }, berlin);
    expect(rows).toMatchObject([
      { id: '1', name: 'One', amount: null, currency: 'EUR', owner_id: 'Ann', stage: 'Offer', status: 'open', created_at: '2024-05-15T07:55:02.000Z', closed_at: null, account_id: 'Acme' },
      { id: '2', amount: 1200, status: 'won', closed_at: '2024-05-20T08:00:00.000Z' },
    ]);
  });
});

describe('exported people of Encharge', () => {
  it('with midnight for whole days are whole days, their segments are segments', async () => {
    const { rows, report } = await readBack({
      preset: 'encharge',
      text: 'Id,Email,Date created,First UTM Source,UTM Campaign,Lead Score,Tags,Segments\n1,a@example.com,2024-01-02T00:00:00.000Z,google,spring,55,"x,y","Trials, B2B"\n2,b@example.com,2024-01-03T00:00:00.000Z,,,10,,B2B\n',
    }, { ...berlin, as: 'leads' });
    expect(rows).toEqual([
      { id: '1', email: 'a@example.com', received_at: '2024-01-02', source: 'google', campaign: 'spring', score: 55, segment: 'B2B + Trials' },
      { id: '2', email: 'b@example.com', received_at: '2024-01-03', source: null, campaign: null, score: 10, segment: 'B2B' },
    ]);
    expect(report.issues).toMatchObject([{ code: 'DQ_DAY_PRECISION', column: 'received_at', params: { share: 100, zone: 'UTC' } }]);
    expect(report.unmappedHeaders).toEqual(['Tags']);
  });
});

describe('a grid export of Anaplan', () => {
  const grid = (pages: string) => `${pages}\n,Jan 20,Feb 20,Mar 20,Q1 FY20,Apr 20,FY20\nAnn,10,20,30,60,40,100\nBob,1,2,3,6,"1,004.5",1010.5\n`;

  it('becomes a forecast per row and month; quarters and years are their sums', async () => {
    const { rows, report } = await readBack({ preset: 'anaplan', text: grid('Forecast,Revenue,EMEA') }, { ...berlin, as: 'forecasts' });
    expect(rows).toEqual([
      { period_start: '2020-01-01', period_end: '2020-02-01', amount: 10, category: 'forecast', series: 'Ann' }, { period_start: '2020-02-01', period_end: '2020-03-01', amount: 20, category: 'forecast', series: 'Ann' },
      { period_start: '2020-03-01', period_end: '2020-04-01', amount: 30, category: 'forecast', series: 'Ann' }, { period_start: '2020-04-01', period_end: '2020-05-01', amount: 40, category: 'forecast', series: 'Ann' },
      { period_start: '2020-01-01', period_end: '2020-02-01', amount: 1, category: 'forecast', series: 'Bob' }, { period_start: '2020-02-01', period_end: '2020-03-01', amount: 2, category: 'forecast', series: 'Bob' },
      { period_start: '2020-03-01', period_end: '2020-04-01', amount: 3, category: 'forecast', series: 'Bob' }, { period_start: '2020-04-01', period_end: '2020-05-01', amount: 1004.5, category: 'forecast', series: 'Bob' },
    ]);
    expect([report.rowsIn, report.rowsUsed, report.rowsExcluded]).toEqual([12, 8, 4]);
    expect(report.issues).toMatchObject([{ code: 'SUBTOTAL', row: 3, count: 4 }]);
  });

  it('tells actuals by the version on its pages or in its rows', async () => {
    expect(new Set((await readBack({ preset: 'anaplan', text: grid('Actual') }, { as: 'forecasts' })).column('category'))).toEqual(new Set(['actual']));
    const rows = await readBack({ preset: 'anaplan', text: ',,Jan 20,Feb 20\nForecast,Ann,1,2\nActual,Ann,3,4\n' }, { as: 'forecasts' });
    expect(rows.rows.map(({ category, series, amount }) => [category, series, amount])).toEqual([['forecast', 'Ann', 1], ['forecast', 'Ann', 2], ['actual', 'Ann', 3], ['actual', 'Ann', 4]]);
  });

  it('keeps one line item where the host names it', async () => {
    const text = 'Apple,George,UK\n,Jan 20,Feb 20\nMMD - Quantity,23,22\nMMD - Cost,12,0\n';
    const { rows, report } = await readBack({ preset: 'anaplan', text, columns: { amount: 'MMD - Cost' } }, { as: 'forecasts' });
    expect(rows.map(({ amount, series }) => [amount, series])).toEqual([[12, 'Apple / George / UK'], [0, 'Apple / George / UK']]);
    expect(report.rejects).toMatchObject([{ row: 3, code: 'NOTHING_FOR_TABLE' }]);
  });

  it('of quarters only reads them by the fiscal year', async () => {
    const text = 'Forecast\n,Q1 FY20,Q2 FY20,FY20\nTotal Company,100,200,300\n';
    const calendar = await readBack({ preset: 'anaplan', text }, { as: 'forecasts' });
    expect(calendar.rows.map(({ period_start, period_end, series, amount }) => [period_start, period_end, series, amount])).toEqual([['2020-01-01', '2020-04-01', 'all', 100], ['2020-04-01', '2020-07-01', 'all', 200]]);
    const april = await readBack({ preset: 'anaplan', text }, { as: 'forecasts', fiscalYearStart: 4 });
    expect(april.column('period_start')).toEqual(['2019-04-01', '2019-07-01']);
  });
});

describe('a time label', () => {
  it.each<[string, number, string | null]>([
    ['Jan 20', 1, '2020-01-01/2020-02-01'], ['Dec 2020', 1, '2020-12-01/2021-01-01'], ['Mär 21', 1, '2021-03-01/2021-04-01'], ['Okt. 21', 1, '2021-10-01/2021-11-01'], ['2014-02', 1, '2014-02-01/2014-03-01'],
    ['Q1 FY20', 1, '2020-01-01/2020-04-01'], ['Q4 FY20', 1, '2020-10-01/2021-01-01'], ['Q1 FY20', 7, '2019-07-01/2019-10-01'], ['Q4 FY20', 7, '2020-04-01/2020-07-01'], ['FY20 Q2', 1, '2020-04-01/2020-07-01'],
    ['2020 Q3', 1, '2020-07-01/2020-10-01'], ['H2 FY20', 1, '2020-07-01/2021-01-01'], ['H1 FY20', 10, '2019-10-01/2020-04-01'], ['FY20', 1, '2020-01-01/2021-01-01'], ['FY2020', 2, '2019-02-01/2020-02-01'],
    ['29 Feb 20', 1, '2020-02-29/2020-03-01'], ['30 Feb 20', 1, null], ['H3 FY20', 1, null], ['Week 3 FY20', 1, null], ['YTD', 1, null], ['Ann', 1, null], ['Mar', 1, null], ['Janet 20', 1, null], ['Market 20', 1, null], ['September 24', 1, '2024-09-01/2024-10-01'], ['Q5 FY20', 1, null], ['2014-13', 1, null], ['', 1, null],
  ])('%s with a fiscal year from month %i is %s', (label, fiscalYearStart, expected) => {
    const found = readTimeLabel(label, fiscalYearStart);
    expect(found === null ? null : `${found.start}/${found.end}`).toBe(expected);
  });
});
