import { expect, it } from 'vitest';
import type { PresetName } from '../../../src/model/input.js';
import type { TableName } from '../../../src/model/schema.js';
import { load, readBack, rowsOfTable } from '../read-back.js';
import { withSharedData } from './shared-data.js';

const zone = { timeZone: 'America/New_York' };
const sum = (values: readonly unknown[]): number => values.reduce<number>((total, value) => total + (typeof value === 'number' ? value : 0), 0);
const count = (values: readonly unknown[], value: unknown): number => values.filter((other) => other === value).length;

withSharedData('recorded replies of HubSpot', ({ reply }) => {
  const read = (path: string, as: TableName) => readBack({ text: reply(path), preset: 'hubspot' }, { as, ...zone });

  it('give 21 deals, 13 with an amount, 115,500 in all, none closed', async () => {
    const { report, column, rows } = await read('hubspot/deals', 'deals');
    expect([report.rowsIn, report.rowsUsed, report.rowsExcluded]).toEqual([21, 21, 0]);
    expect(sum(column('amount'))).toBe(115_500);
    expect(count(column('amount'), null)).toBe(8);
    expect(report.columns).toMatchObject({ id: 'hs_object_id / id', amount: 'amount', name: 'dealname', stage: 'dealstage', created_at: 'createdAt / createdate', closed_at: 'closedate' });
    expect(rows.find(({ id }) => id === '493593663734')).toMatchObject({ status: 'open', expected_close_at: '2026-12-31', closed_at: null, amount: 15_000 });
    expect(rows[0]).toMatchObject({ id: '479475667160', name: 'Test Deal Updated via Action', created_at: '2026-02-25T16:26:25.880Z', updated_at: '2026-03-09T20:29:45.981Z' });
    expect(report.issues.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(report.unmappedHeaders).toEqual(['url', 'description']);
  });

  it('give the same deals by list and by search', async () => {
    const [listed, searched] = [await read('hubspot/list-deals', 'deals'), await read('hubspot/search-deals', 'deals')];
    expect(listed.rows.slice(0, 4).map(({ id, amount }) => [id, amount])).toEqual(searched.rows.slice(0, 4).map(({ id, amount }) => [id, amount]));
    expect(listed.column('pipeline').slice(0, 5)).toEqual(['default', 'default', 'default', 'default', null]);
  });

  it('give 26 contacts as leads, 57 companies, 2 owners', async () => {
    const leads = await read('hubspot/contacts', 'leads');
    expect([leads.report.rowsUsed, leads.report.rowsExcluded]).toEqual([26, 0]);
    expect(leads.rows[0]).toMatchObject({ id: '713492963559', email: 'test-contact-2026@example.com', received_at: '2026-02-25T16:23:49.023Z' });
    const companies = await read('hubspot/companies', 'accounts');
    expect(companies.report.rowsUsed).toBe(57);
    expect(companies.rows[0]).toMatchObject({ id: '406260751575', name: 'Test Company Batch Updated - Dryrun', segment: 'INFORMATION_TECHNOLOGY_AND_SERVICES' });
    expect((await read('hubspot/owners', 'owners')).rows).toMatchObject([{ id: '32900489', name: 'Test Delete' }, { id: '88842095', name: 'Marcin Nango' }]);
  });

  it('give no activity for tasks whose time was not asked for, and name each', async () => {
    const { report } = await read('hubspot/tasks', 'activities');
    expect(report.issues.some(({ code, column }) => code === 'MISSING_COLUMN' && column === 'occurred_at')).toBe(true);
    expect(report.rowsUsed + report.rowsExcluded).toBe(25);
    expect(report.unmappedValues['kind']).toEqual([{ value: 'TASK', count: 25 }]);
  });
});

withSharedData('recorded replies of Pipedrive', ({ reply }) => {
  const read = (path: string, as: TableName) => readBack({ text: reply(path), preset: 'pipedrive' }, { as, ...zone });

  it('give 8 deals, whose times are UTC and whose 0 is no amount', async () => {
    const { rows, report } = await read('pipedrive/list-deals', 'deals');
    expect(report.rowsUsed).toBe(8);
    expect(rows.map(({ id, amount, account_id, owner_id, status }) => [id, amount, account_id, owner_id, status]).slice(0, 3)).toEqual([
      ['1', 50_000, '1', '25760681', 'open'], ['2', 25_000, '2', '25760681', 'open'], ['3', null, null, '25760681', 'open'],
    ]);
    expect(rows[0]).toMatchObject({ created_at: '2026-05-15T09:55:02.000Z', probability: 0.65, currency: 'USD' });
    expect(report.issues).toContainEqual(expect.objectContaining({ code: 'ZERO_IS_NULL', count: 6 }));
  });

  it('keep the 0 where the host says it is an amount', async () => {
    const { column } = await readBack({ text: reply('pipedrive/list-deals'), preset: 'pipedrive', options: { zeroIsNull: false } }, zone);
    expect(count(column('amount'), 0)).toBe(6);
  });

  it('give the same deal by both versions of the interface', async () => {
    const second = JSON.parse(reply('pipedrive/get-deal')) as { data: unknown };
    const { rows } = await readBack({ text: JSON.stringify({ data: [second.data] }), preset: 'pipedrive' }, zone);
    const first = (await read('pipedrive/list-deals', 'deals')).rows[0]!;
    for (const name of ['id', 'owner_id', 'account_id', 'stage', 'pipeline', 'status', 'created_at', 'probability', 'currency']) expect([name, rows[0]?.[name]]).toEqual([name, first[name]]);
  });

  it('give 7 leads, 8 organisations, a user, products with their price', async () => {
    const leads = await read('pipedrive/leads', 'leads');
    expect(leads.report.rowsUsed).toBe(7);
    expect(leads.rows[0]).toEqual({ id: 'a9c7d540-5044-11f1-8fc2-6ded4282a24d', owner_id: '25760681', disqualified_at: null, source: 'API', received_at: '2026-05-15T09:58:46.164Z', updated_at: '2026-05-15T09:58:46.164Z' });
    expect((await read('pipedrive/organizations', 'accounts')).report.rowsUsed).toBe(8);
    expect((await read('pipedrive/users', 'owners')).rows).toMatchObject([{ id: '25760681', name: 'Nango' }]);
    expect((await read('pipedrive/products', 'products')).rows[0]).toMatchObject({ id: '1', name: 'Test Product - Analytics Suite', list_price: 299.99 });
  });

  it('give no touch for 7 planned calls', async () => {
    const { report } = await read('pipedrive/activities', 'activities');
    expect([report.rowsUsed, report.rowsExcluded]).toEqual([0, 7]);
    expect(report.issues).toContainEqual(expect.objectContaining({ code: 'NOT_DONE', count: 7 }));
  });
});

withSharedData('recorded replies of Salesforce', ({ reply }) => {
  const read = (path: string, as: TableName) => readBack({ text: reply(path), preset: 'salesforce' }, { as, ...zone });

  it('give 31 opportunities of 5,760,000, 18 of them won', async () => {
    const { rows, report, column } = await read('salesforce/opportunities', 'deals');
    expect(report.rowsUsed).toBe(31);
    expect(sum(column('amount'))).toBe(5_760_000);
    expect([count(column('status'), 'won'), count(column('status'), 'open')]).toEqual([18, 13]);
    expect(rows[0]).toMatchObject({ id: '006dM00000Mw7VtQAJ', stage: 'Qualification', status: 'open', expected_close_at: '2026-03-08', closed_at: null, owner_id: '005dM00000aYf0qQAC' });
    expect(report.unmappedHeaders).toEqual(['attributes.type']);
  });

  it('give 8 users with names made of their parts, 213 contacts as leads', async () => {
    expect((await read('salesforce/users', 'owners')).column('name').slice(0, 3)).toEqual(['Automated Process', 'Platform Integration User', 'Data.com Clean']);
    expect((await read('salesforce/contacts', 'leads')).report.rowsUsed).toBe(213);
  });
});

withSharedData('tables of a warehouse copy', ({ file }) => {
  const read = (preset: PresetName, name: string, as: TableName) => readBack({ bytes: file(`${preset}-seeds/${name}_data.csv`), label: name, preset }, { as, ...zone });

  it('HubSpot: 44 deals without amount, stage and closing date, created in UTC', async () => {
    const { rows, report, column } = await read('hubspot', 'deal', 'deals');
    expect([report.rowsIn, report.rowsUsed]).toEqual([44, 44]);
    expect(rows[0]).toMatchObject({ id: '1244495215', created_at: '2019-12-04T12:48:22.000Z' });
    for (const name of ['amount', 'stage', 'closed_at']) expect(count(column(name), null)).toBe(44);
  });

  it('HubSpot: stages since when, contacts, companies, owners, engagements', async () => {
    const stages = await read('hubspot', 'deal_stage', 'stage_history');
    expect(stages.report.rowsUsed).toBe(14);
    expect(stages.rows[0]).toEqual({ deal_id: '3954699413', stage: 'f66ca9bc5a02c2f1513ce83f0a0e117d', entered_at: '2021-01-07T06:49:18.000Z' });
    expect((await read('hubspot', 'contact', 'leads')).rows[0]).toMatchObject({ id: '78971951', received_at: '2021-04-01T17:32:47.000Z', email: 'fcb67ef339b691956cc85fa12be6490c' });
    expect((await read('hubspot', 'company', 'accounts')).report.rowsUsed).toBe(24);
    expect((await read('hubspot', 'owner', 'owners')).report.rowsUsed).toBe(100);
    const meetings = await read('hubspot', 'engagement_meeting', 'activities');
    expect(meetings.rows[0]).toMatchObject({ id: '3416212491', kind: 'meeting', occurred_at: '2019-09-26T13:00:00.000Z' });
    expect(meetings.report.rowsUsed).toBe(100);
    expect((await read('hubspot', 'engagement_call', 'activities')).rows).toMatchObject([{ id: '19732910159', kind: 'call', occurred_at: '2014-08-27T20:50:44.778Z', created_at: '2022-03-01T19:43:05.526Z' }]);
  });

  it('HubSpot: changes of other properties say nothing about stages, and each is counted', async () => {
    const { report } = await read('hubspot', 'deal_property_history', 'stage_history');
    expect([report.rowsUsed, report.rowsExcluded, report.rowsIn]).toEqual([0, 100, 100]);
    expect(report.issues).toContainEqual(expect.objectContaining({ code: 'NOTHING_FOR_TABLE', count: 100 }));
  });

  it('Salesforce: all ten opportunities are deleted, one claims a chance of 1000', async () => {
    const { report } = await read('salesforce', 'sf_opportunity', 'deals');
    expect([report.rowsIn, report.rowsUsed, report.rowsExcluded]).toEqual([10, 0, 10]);
    expect(report.issues.filter(({ code }) => code === 'DELETED')).toMatchObject([{ column: 'deleted', count: 10 }]);
    const all = await readBack({ bytes: file('salesforce-seeds/sf_opportunity_data.csv'), preset: 'salesforce', columns: { deleted: '_fivetran_synced' } }, zone);
    expect(all.rows.find(({ id }) => id === '006q000000HddueAAB')).toMatchObject({ status: 'won', created_at: '2018-12-19T20:22:58.000Z', closed_at: '2018-12-07' });
    expect(all.rows.find(({ id }) => id === '006q000000HdOhuAAF')).toMatchObject({ status: 'open', expected_close_at: '2018-12-19', closed_at: null, amount: 210_000 });
    expect(all.issue('PROBABILITY_RANGE')).toMatchObject({ value: '1000', count: 1 });
  });

  it('Salesforce: leads, tasks, events, lines and users', async () => {
    const seed = (name: string, as: TableName) => read('salesforce', name, as);
    expect((await seed('sf_lead', 'leads')).rows).toMatchObject([{ id: '00Q1G00000nDnM5UAK', received_at: '2019-11-11T17:23:34.000Z', email: 'h@gmail.com', qualified_at: '2019-11-11T17:23:34.000Z' }]);
    const tasks = await seed('sf_task', 'activities');
    expect(tasks.rows[0]).toMatchObject({ id: '00T1G00003Ufap9UAB', lead_id: '0031G00001S3ckZQAR', deal_id: '0061G00000N38JZQAZ', occurred_at: '2019-11-11T17:23:34.000Z' });
    expect(tasks.report.unmappedValues['kind']).toEqual([{ value: 'X', count: 7 }, { value: 'Task', count: 3 }]);
    expect(count((await seed('sf_event', 'activities')).column('kind'), 'meeting')).toBe(4);
    expect(sum((await seed('sf_opportunity_line_item', 'deal_lines')).column('total'))).toBeCloseTo(295_488.77, 6);
    expect((await seed('sf_user', 'owners')).column('name')[0]).toBe('Brandon Zinn');
    const history = await seed('sf_opportunity_history', 'stage_history');
    expect([history.report.rowsIn, history.report.rowsUsed]).toEqual([10, 0]);
  });

  it('load side by side, each under its own vendor; five of ten users are deleted', async () => {
    const all = await load({ deals: { bytes: file('hubspot-seeds/deal_data.csv'), preset: 'hubspot' }, owners: { bytes: file('salesforce-seeds/sf_user_data.csv'), preset: 'salesforce' } }, zone);
    expect([...all.tables].map(([name, table]) => [name, rowsOfTable(table).length])).toEqual([['deals', 44], ['owners', 5]]);
  });
});
