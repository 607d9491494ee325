import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guessTable } from '../../src/ingest/guess-table.js';
import { headerKey, headerWords, nameKey, withoutVendorMarks } from '../../src/ingest/header-names.js';
import { mapColumns } from '../../src/ingest/map-columns.js';
import type { TableName } from '../../src/model/schema.js';
import { readBack } from './read-back.js';

const mapped = (table: TableName, headers: readonly string[], given: Record<string, string> = {}, samples: Record<string, readonly string[]> = {}): Record<string, string> =>
  Object.fromEntries(mapColumns(table, headers, given, (index) => samples[headers[index] as string] ?? []).mapped.map(({ column, header }) => [column, header]));

describe('a header that names a day in one product and a yes in another', () => {
  const headers = ['id', 'status', 'Closed', 'Won'];
  const days = ['2024-02-21', '', '2024-03-01'];
  const yesNo = ['true', 'false', ''];
  it('is what its values look like', () => {
    expect(mapped('deals', headers, {}, { Closed: days, Won: yesNo })).toEqual({ id: 'id', status: 'status', closed_at: 'Closed', $is_won: 'Won' });
    expect(mapped('deals', headers, {}, { Closed: yesNo, Won: days })).toEqual({ id: 'id', status: 'status', $is_closed: 'Closed', $won_at: 'Won' });
  });
  it('is yes or no where no value is known', () => expect(mapped('deals', headers)).toEqual({ id: 'id', status: 'status', $is_closed: 'Closed', $is_won: 'Won' }));
  it('is left alone where another column holds the day', () => {
    expect(mapped('deals', ['id', 'status', 'Close Date', 'Closed'], {}, { 'Close Date': days, Closed: days })).toEqual({ id: 'id', status: 'status', closed_at: 'Close Date' });
  });
});

describe('the header normaliser', () => {
  it.each([
    ['Close Date', 'close_date'], ['CloseDate', 'close_date'], ['close-date', 'close_date'], ['  Geändert am ', 'geaendert_am'], ['Verkäufer', 'verkaeufer'], ['Größe (€)', 'groesse'],
    ['hs_v2_date_entered_x', 'date_entered_x'], ['properties_hs_createdate', 'createdate'], ['property_amount', 'amount'], ['mql_date__c', 'mql_date'], ['Región', 'region'],
  ])('reads %s as %s', (header, words) => expect(withoutVendorMarks(headerWords(header))).toBe(words));

  it('does not mind word borders', () => expect(headerKey(headerWords('createdAt'))).toBe(headerKey('created_at')));
  it('compares names by letters and digits', () => {
    expect(nameKey('GTX Pro')).toBe(nameKey('GTXPro'));
    expect(nameKey('Müller & Söhne')).toBe(nameKey('mueller soehne'));
    expect(nameKey('GTX Pro')).not.toBe(nameKey('GTX Pro 2'));
  });
});

describe('mapping by synonyms', () => {
  it.each<[string, TableName, Record<string, string>]>([
    ['the sales pipeline of a training export', 'deals', {
      id: 'opportunity_id', owner_id: 'sales_agent', product_id: 'product', account_id: 'account', stage: 'deal_stage', created_at: 'engage_date', closed_at: 'close_date', amount: 'close_value',
    }],
    ['HubSpot deals', 'deals', {
      id: 'hs_object_id', name: 'dealname', created_at: 'createdate', stage: 'dealstage', pipeline: 'pipeline', probability: 'hs_deal_stage_probability', $is_won: 'hs_is_closed_won', $is_closed: 'hs_is_closed',
      closed_at: 'closedate', amount: 'amount', owner_id: 'hubspot_owner_id', type: 'dealtype', lost_reason: 'closed_lost_reason', updated_at: 'hs_lastmodifieddate', archived: 'archived', campaign: 'hs_campaign',
    }],
    ['Salesforce opportunities', 'deals', {
      id: 'Id', name: 'Name', created_at: 'CreatedDate', stage: 'StageName', probability: 'Probability', $is_won: 'IsWon', $is_closed: 'IsClosed', closed_at: 'CloseDate', amount: 'Amount', currency: 'CurrencyIsoCode',
      owner_id: 'OwnerId', source: 'LeadSource', type: 'Type', account_id: 'AccountId', updated_at: 'LastModifiedDate', deleted: 'IsDeleted', campaign: 'CampaignId',
    }],
    ['Zoho deals', 'deals', {
      id: 'id', name: 'Deal_Name', created_at: 'Created_Time', updated_at: 'Modified_Time', closed_at: 'Closing_Date', stage: 'Stage', probability: 'Probability', amount: 'Amount', source: 'Lead_Source', type: 'Type',
    }],
    ['Pipedrive deals', 'deals', {
      id: 'id', name: 'title', created_at: 'add_time', stage: 'stage_id', pipeline: 'pipeline_id', probability: 'probability', status: 'status', $won_at: 'won_time', $lost_at: 'lost_time', closed_at: 'close_time',
      expected_close_at: 'expected_close_date', amount: 'value', currency: 'currency', owner_id: 'user_id', account_id: 'org_id', lost_reason: 'lost_reason', updated_at: 'update_time', lead_id: 'lead_id',
    }],
    ['a German deal list', 'deals', {
      id: 'Auftragsnummer', name: 'Auftrag', created_at: 'Erstellt am', status: 'Status', closed_at: 'Abschlussdatum', expected_close_at: 'vorauss. Abschluss', amount: 'Auftragswert', currency: 'Währung',
      owner_id: 'Verkäufer', product_id: 'Produkt', account_id: 'Kunde', updated_at: 'Geändert am', deleted: 'gelöscht', archived: 'archiviert', campaign: 'Kampagne', first_contact_at: 'Erstkontakt',
    }],
    ['HubSpot contacts', 'leads', {
      id: 'vid', received_at: 'createdate', handed_over_at: 'hs_lifecyclestage_marketingqualifiedlead_date', assigned_at: 'hubspot_owner_assigneddate', owner_id: 'hubspot_owner_id',
      first_response_at: 'hs_first_outreach_date', qualified_at: 'hs_lifecyclestage_opportunity_date', source: 'hs_analytics_source', email: 'email',
    }],
    ['Salesforce leads', 'leads', {
      id: 'Id', received_at: 'CreatedDate', handed_over_at: 'mql_date__c', owner_id: 'OwnerId', qualified_at: 'ConvertedDate', opp_id: 'ConvertedOpportunityId', source: 'LeadSource', email: 'Email',
    }],
    ['Encharge people', 'leads', { id: 'userId', received_at: 'createdAt', source: 'First UTM Source', score: 'Lead Score', campaign: 'UTM Campaign' }],
    ['German leads', 'leads', { id: 'Lead-ID', received_at: 'Eingang', handed_over_at: 'Übergabe', owner_id: 'Zuständig', first_response_at: 'Erstkontakt', source: 'Quelle', segment: 'Segment', region: 'Region' }],
    ['Salesforce tasks', 'activities', { id: 'Id', kind: 'TaskSubtype', occurred_at: 'ActivityDate', created_at: 'CreatedDate', lead_id: 'WhoId', deal_id: 'WhatId', direction: 'CallType' }],
    ['Salesforce lines', 'deal_lines', { deal_id: 'OpportunityId', product_id: 'Product2Id', qty: 'Quantity', unit_price: 'UnitPrice', total: 'TotalPrice' }],
    ['German lines', 'deal_lines', { deal_id: 'Auftrag', product_id: 'Artikel', qty: 'Menge', unit_price: 'Preis', margin: 'Deckungsbeitrag' }],
    ['German contracts', 'subscriptions', { customer_id: 'Kundennr.', started_at: 'Vertragsbeginn', ended_at: 'Kündigung', mrr: 'mrr' }],
    ['German invoices', 'revenue', { customer_id: 'Kunde', occurred_at: 'Rechnungsdatum', amount: 'Umsatz', margin: 'DB' }],
    ['costs', 'spend', { period_start: 'Monat', channel: 'Kanal', amount: 'Kosten' }],
    ['targets', 'targets', { kpi: 'kpi', period: 'Quartal', value: 'Soll' }],
    ['a price list', 'products', { id: 'product', name: 'product', category: 'series', list_price: 'sales_price' }],
    ['a sales team', 'owners', { id: 'sales_agent', name: 'sales_agent', team: 'manager', region: 'regional_office' }],
    ['German sellers', 'owners', { id: 'Verkäufer', name: 'Verkäufer', team: 'Team', started_at: 'Eintritt' }],
    ['companies', 'accounts', { id: 'account', name: 'account', segment: 'sector' }],
  ])('knows %s', (_, table, expected) => {
    expect(mapped(table, [...new Set(Object.values(expected))])).toEqual(expected);
  });

  it('lets the header without vendor prefix win', () => {
    expect(mapped('deals', ['hs_createdate', 'createdate', 'id'])['created_at']).toBe('createdate');
    expect(mapped('deals', ['hs_createdate', 'id'])['created_at']).toBe('hs_createdate');
  });

  it('lets what the host names win, and frees the header for nothing else', () => {
    const found = mapped('deals', ['nr', 'betrag', 'betrag_netto'], { id: 'nr', amount: 'betrag_netto' });
    expect(found).toEqual({ id: 'nr', amount: 'betrag_netto' });
  });

  it('takes the same words in another order only if the values look right', () => {
    const headers = ['id', 'Date Closed (EUR)'];
    expect(mapped('deals', headers, {}, { 'Date Closed (EUR)': ['2024-01-01', '2024-02-01'] })['closed_at']).toBe('Date Closed (EUR)');
    expect(mapped('deals', headers, {}, { 'Date Closed (EUR)': ['yes', 'no'] })['closed_at']).toBeUndefined();
  });

  it('lists what it is not sure of instead of using it', () => {
    const plan = mapColumns('subscriptions', ['customer_id', 'start', 'Laufzeitende', 'hs_mrr'], {}, () => []);
    expect(plan.mapped.map(({ column }) => column)).toEqual(['customer_id', 'started_at']);
    expect(plan.mappings.filter(({ confidence }) => confidence < 0.9).map(({ column, header }) => [column, header]).sort()).toEqual([['ended_at', 'Laufzeitende'], ['mrr', 'hs_mrr']]);
    expect(plan.unmappedHeaders).toEqual(['Laufzeitende', 'hs_mrr']);
    expect(plan.missing).toEqual(['ended_at']);
  });

  it('gives a header that fits two columns to the one the table cannot do without', () => {
    const plan = mapColumns('deals', ['auftrag'], {}, () => []);
    expect(plan.mapped).toMatchObject([{ column: 'id', header: 'auftrag' }]);
  });

  it('treats names that every object inherits as ordinary headers', () => {
    fc.assert(fc.property(fc.uniqueArray(fc.constantFrom(...Object.getOwnPropertyNames(Object.prototype), 'id', '__proto__'), { minLength: 1 }), (headers) => {
      const plan = mapColumns('deals', headers, {}, () => []);
      expect([...plan.mapped.map(({ header }) => header), ...plan.unmappedHeaders].sort()).toEqual([...headers].sort());
    }));
  });
});

describe('the report of a mapping', () => {
  it('names a missing column and what was found instead', async () => {
    const { issue } = await readBack('foo,status\n1,won\n');
    expect(issue('MISSING_COLUMN', 'id')).toMatchObject({ severity: 'error', message: 'Table deals has no column for id. Found: foo, status.' });
    expect((await readBack('id,foo\nd1,1\n')).issue('MISSING_COLUMN', 'status')).toBeDefined();
    // 400 characters end right behind the comma after the twentieth name: 'id, ' and 18 names of 20 with ', ' are 400.
    const names = Array.from({ length: 25 }, (_, i) => `column_name_of_20_${String(i + 10)}`);
    expect((await readBack(`id,${names.join()}\nd1\n`)).issue('MISSING_COLUMN', 'status')?.message).toBe(`Table deals has no column for status. Found: id, ${names.slice(0, 18).join(', ')}.`);
  });
  it('names a header or column of the host that does not exist', async () => {
    const { issue } = await readBack({ text: 'id,status\nd1,won\n', columns: { amount: 'Betrag', colour: 'status' } });
    expect(issue('UNKNOWN_HEADER', 'amount')).toMatchObject({ value: 'Betrag' });
    expect(issue('UNKNOWN_COLUMN', 'colour')).toBeDefined();
  });
  it('lists headers that were not used', async () => {
    const { report } = await readBack('id,status,shoe size\nd1,won,42\n');
    expect(report.unmappedHeaders).toEqual(['shoe size']);
    expect(report.columns).toEqual({ id: 'id', status: 'status' });
  });
});

describe('guessing the table of a file', () => {
  it.each<[TableName, string[], string?]>([
    ['deals', ['opportunity_id', 'sales_agent', 'product', 'account', 'deal_stage', 'engage_date', 'close_date', 'close_value']],
    ['products', ['product', 'series', 'sales_price']],
    ['owners', ['sales_agent', 'manager', 'regional_office']],
    ['accounts', ['account', 'sector', 'year_established', 'revenue', 'employees', 'office_location', 'subsidiary_of']],
    ['leads', ['Lead-ID', 'Eingang', 'Quelle', 'Zuständig']],
    ['subscriptions', ['customer_id', 'started_at', 'ended_at', 'mrr']],
    ['revenue', ['customer_id', 'occurred_at', 'amount', 'margin']],
    ['spend', ['period_start', 'period_end', 'kind', 'channel', 'amount']],
    ['activities', ['id', 'lead_id', 'occurred_at', 'kind', 'direction']],
    ['stage_history', ['deal_id', 'stage', 'entered_at', 'left_at']],
    ['deal_lines', ['deal_id', 'product_id', 'qty', 'unit_price', 'total']],
    ['targets', ['kpi', 'period', 'segment', 'value']],
    ['forecasts', ['made_at', 'period_start', 'period_end', 'series', 'amount']],
    ['fx', ['ccy', 'fx_day', 'rate']],
  ])('recognises %s', (table, headers, name) => expect(guessTable(headers, name)[0]?.table).toBe(table));

  it('recognises nothing where nothing fits', () => expect(guessTable(['Table', 'Field', 'Description'])).toEqual([]));
});
