import { describe, expect, it } from 'vitest';
import { inspect } from '../../../src/ingest/inspect.js';
import type { Inspection } from '../../../src/model/inspection.js';
import type { DataInputSource } from '../../../src/model/input.js';
import { samples } from './samples.js';
import { withSharedData } from './shared-data.js';

const look = (input: DataInputSource): Promise<Inspection> => inspect(input, { maxBytes: 1e9, maxDepth: 64, signal: new AbortController().signal, fetch: () => Promise.reject(new Error('no request')) });

describe('a look at an input tells whose names its headers are', () => {
  it('HubSpot, and what each column would be read from', async () => {
    const { presets } = await look({ text: 'hs_object_id,dealname,dealstage,closedate,amount,hubspot_owner_id,My own\n1,A,won,2024-01-01,5,7,x\n' });
    expect(presets[0]).toEqual({
      preset: 'hubspot', table: 'deals', columns: { id: 'hs_object_id', name: 'dealname', stage: 'dealstage', closed_at: 'closedate', amount: 'amount', owner_id: 'hubspot_owner_id' },
    });
  });
  it('Salesforce, and Pipedrive', async () => {
    expect((await look({ text: 'Id,Name,StageName,CloseDate,IsWon,IsClosed,OwnerId,Amount\n1,A,Won,2024-01-01,true,true,7,5\n' })).presets[0]).toMatchObject({ preset: 'salesforce', table: 'deals' });
    expect((await look({ text: 'id,title,stage_id,pipeline_id,won_time,lost_time,add_time,value,org_id\n1,A,2,1,,,2024-01-01,5,6\n' })).presets[0]).toMatchObject({ preset: 'pipedrive', table: 'deals' });
  });
  it.each(samples.filter(({ table, preset }) => table === 'deals' || (table === 'leads' && preset !== 'encharge')).map((sample) => [`${sample.preset}: ${sample.what}`, sample] as const))('%s, by their keys', async (_, { preset, table, records }) => {
    expect((await look({ rows: records })).presets[0]).toMatchObject(table === 'deals' ? { preset, table } : { preset });
  });
  it('nobody, where the names could be anybody\u2019s', async () => {
    expect((await look({ text: 'id,name,amount,status,created_at\n1,A,5,won,2024-01-01\n' })).presets).toEqual([]);
    expect((await look({ text: 'Auftrag,Betrag,Erstellt am\n1,5,01.02.2024\n' })).presets).toEqual([]);
  });
});

withSharedData('a look at recorded replies and files', ({ reply, file }) => {
  it.each([['hubspot', 'deals', 'hubspot/list-deals'], ['pipedrive', 'deals', 'pipedrive/list-deals'], ['salesforce', 'deals', 'salesforce/opportunities']])('tells %s %s', async (preset, table, path) => {
    expect((await look({ text: reply(path) })).presets[0]).toMatchObject({ preset, table });
  });
  it('tells nobody for a training file', async () => expect((await look({ bytes: file('maven-crm/sales_pipeline.csv') })).presets).toEqual([]));
});
