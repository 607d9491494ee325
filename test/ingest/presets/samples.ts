import type { PresetName } from '../../../src/model/input.js';
import type { TableName } from '../../../src/model/schema.js';

type Row = Readonly<Record<string, string | number | boolean | null>>;

/** Records of a vendor's interface, made by hand after its documentation, and the rows they are; missing columns and nulls are not written. */
export interface Sample {
  readonly preset: PresetName;
  readonly table: TableName;
  readonly what: string;
  readonly records: readonly Readonly<Record<string, unknown>>[];
  readonly rows: readonly Row[];
  /** Records that are no row, by their number. */
  readonly skipped?: readonly (readonly [row: number, code: string])[];
  /** The whole reply, where rows do not lie in a list of their own. */
  readonly reply?: (records: readonly unknown[]) => unknown;
}

export const utc = (text: string): string => `${text}.000Z`;

export const hubspotDeal = (id: string, properties: Record<string, unknown>, more: Record<string, unknown> = {}) =>
  ({ id, properties: { hs_object_id: id, ...properties }, createdAt: '2024-01-01T00:00:00Z', updatedAt: '2024-05-01T08:00:00Z', archived: false, url: `https://app.hubspot.com/contacts/1/record/0-3/${id}`, ...more });

export const results = (records: readonly unknown[]): unknown => ({ results: records, paging: { next: { after: 'x' } } });

const hubspot: readonly Sample[] = [
  {
    preset: 'hubspot', table: 'deals', what: 'deals of the objects API', reply: results,
    records: [
      hubspotDeal('9001', {
        dealname: 'Acme', amount: '50000.00', dealstage: 'closedwon', pipeline: 'default', createdate: '2024-01-05T09:00:00.000Z', closedate: '2024-02-10T15:30:00.000Z', hs_is_closed: 'true',
        hs_is_closed_won: 'true', hs_deal_stage_probability: '1', hubspot_owner_id: '77', dealtype: 'newbusiness', hs_lastmodifieddate: '2024-02-10T15:31:00.000Z', deal_currency_code: 'EUR',
      }, {
        associations: {
          contacts: { results: [{ id: '502', type: 'deal_to_contact' }, { id: '501', type: 'deal_to_contact' }] },
          companies: { results: [{ id: '300', type: 'deal_to_company_unlabeled' }, { id: '400', type: 'deal_to_company' }] },
        },
      }),
      hubspotDeal('9002', {
        dealname: 'Beta', amount: null, amount_in_home_currency: '1200', dealstage: 'contractsent', pipeline: 'default', createdate: '2024-03-01T10:00:00.000Z', closedate: '2024-06-30T12:00:00.000Z', hs_is_closed: 'false',
        hs_is_closed_won: 'false', hs_deal_stage_probability: '0.9', hubspot_owner_id: '', dealtype: null, hs_lastmodifieddate: '2024-03-02T10:00:00.000Z', deal_currency_code: 'USD',
      }),
      hubspotDeal('9003', {
        dealname: 'Gamma', amount: '900', dealstage: 'closedlost', pipeline: 'default', createdate: '2024-03-05T10:00:00.000Z', closedate: '2024-04-01T12:00:00.000Z', hs_is_closed: 'true', hs_is_closed_won: 'false',
        hs_deal_stage_probability: '0', hubspot_owner_id: '78', dealtype: 'existingbusiness', closed_lost_reason: 'Price', hs_lastmodifieddate: '2024-04-01T12:00:00.000Z', deal_currency_code: 'EUR',
      }),
    ],
    rows: [
      {
        id: '9001', name: 'Acme', amount: 50000, stage: 'closedwon', pipeline: 'default', status: 'won', created_at: utc('2024-01-05T09:00:00'), closed_at: utc('2024-02-10T15:30:00'), probability: 1, owner_id: '77',
        type: 'new', updated_at: utc('2024-02-10T15:31:00'), currency: 'EUR', lead_id: '501', account_id: '400', archived: false,
      },
      {
        id: '9002', name: 'Beta', amount: 1200, stage: 'contractsent', pipeline: 'default', status: 'open', created_at: utc('2024-03-01T10:00:00'), expected_close_at: utc('2024-06-30T12:00:00'), probability: 0.9,
        updated_at: utc('2024-03-02T10:00:00'), archived: false,
      },
      {
        id: '9003', name: 'Gamma', amount: 900, stage: 'closedlost', pipeline: 'default', status: 'lost', created_at: utc('2024-03-05T10:00:00'), closed_at: utc('2024-04-01T12:00:00'), probability: 0, owner_id: '78',
        type: 'upsell', lost_reason: 'Price', updated_at: utc('2024-04-01T12:00:00'), currency: 'EUR', archived: false,
      },
    ],
  },
  {
    preset: 'hubspot', table: 'leads', what: 'contacts', reply: results,
    records: [{
      id: '501', archived: false, createdAt: '2024-01-01T08:00:00.000Z', updatedAt: '2024-01-09T08:00:00.000Z',
      properties: {
        email: 'a@example.com', createdate: '2024-01-01T08:00:00.000Z', hs_lifecyclestage_marketingqualifiedlead_date: '2024-01-02T08:00:00.000Z', hubspot_owner_assigneddate: '2024-01-02T09:00:00.000Z',
        hubspot_owner_id: '77', hs_first_outreach_date: '2024-01-02T09:30:00.000Z', hs_sa_first_engagement_date: '2024-01-08T09:30:00.000Z', hs_lifecyclestage_opportunity_date: '2024-01-05T09:00:00.000Z',
        hs_analytics_source: 'ORGANIC_SEARCH', lastmodifieddate: '2024-01-09T08:00:00.000Z',
      },
      associations: { deals: { results: [{ id: '9001', type: 'contact_to_deal' }] } },
    }],
    rows: [{
      id: '501', email: 'a@example.com', received_at: utc('2024-01-01T08:00:00'), handed_over_at: utc('2024-01-02T08:00:00'), assigned_at: utc('2024-01-02T09:00:00'), owner_id: '77',
      first_response_at: utc('2024-01-02T09:30:00'), qualified_at: utc('2024-01-05T09:00:00'), opp_id: '9001', source: 'ORGANIC_SEARCH', updated_at: utc('2024-01-09T08:00:00'), archived: false,
    }],
  },
  {
    preset: 'hubspot', table: 'activities', what: 'engagements of several kinds', reply: results,
    records: [
      {
        id: '1', archived: false, properties: { hs_timestamp: '2024-01-02T09:30:00Z', hs_createdate: '2024-01-02T09:31:00Z', hs_call_direction: 'OUTBOUND', hs_call_title: 'Hello' },
        associations: { contacts: { results: [{ id: '501', type: 'call_to_contact' }] }, deals: { results: [{ id: '9001', type: 'call_to_deal' }] } },
      },
      { id: '2', archived: false, properties: { hs_timestamp: '2024-01-03T09:30:00Z', hs_createdate: '2024-01-03T09:31:00Z', hs_email_direction: 'INCOMING_EMAIL', hs_email_subject: 'Re' } },
      { id: '3', archived: false, properties: { hs_timestamp: '2024-01-10T14:00:00Z', hs_createdate: '2024-01-04T10:00:00Z', hs_meeting_title: 'Demo', hs_meeting_start_time: '2024-01-10T14:00:00Z' } },
      { id: '4', archived: false, properties: { hs_timestamp: '2024-01-11T14:00:00Z', hs_createdate: '2024-01-04T10:00:00Z', hs_task_status: 'NOT_STARTED', hs_task_type: 'CALL' } },
    ],
    rows: [
      { id: '1', kind: 'call', occurred_at: utc('2024-01-02T09:30:00'), created_at: utc('2024-01-02T09:31:00'), direction: 'out', lead_id: '501', deal_id: '9001', archived: false },
      { id: '2', kind: 'email', occurred_at: utc('2024-01-03T09:30:00'), created_at: utc('2024-01-03T09:31:00'), direction: 'in', archived: false },
      { id: '3', kind: 'meeting', occurred_at: utc('2024-01-10T14:00:00'), created_at: utc('2024-01-04T10:00:00'), archived: false },
    ],
    skipped: [[4, 'NOT_DONE']],
  },
  {
    preset: 'hubspot', table: 'activities', what: 'engagements of the first interface', reply: results,
    records: [{ engagement: { id: 5, type: 'EMAIL', timestamp: 1704708000000, createdAt: 1704708060000 }, associations: { contactIds: [502, 501], dealIds: [9001] }, metadata: { subject: 'Hello' } }],
    rows: [{ id: '5', kind: 'email', occurred_at: utc('2024-01-08T10:00:00'), created_at: utc('2024-01-08T10:01:00'), lead_id: '501', deal_id: '9001' }],
  },
  {
    preset: 'hubspot', table: 'stage_history', what: 'the history of deal properties', reply: results,
    records: [
      hubspotDeal('9001', { dealname: 'Acme', amount: '70' }, {
        propertiesWithHistory: {
          dealstage: [{ value: 'closedwon', timestamp: '2024-02-10T15:30:00Z', sourceType: 'CRM_UI' }, { value: 'contractsent', timestamp: '2024-01-20T12:00:00Z' }, { value: 'appointmentscheduled', timestamp: '2024-01-05T09:00:00Z' }],
          amount: [{ value: '70', timestamp: '2024-01-25T12:00:00Z' }, { value: '50', timestamp: '2024-01-05T09:00:00Z' }],
        },
      }),
      hubspotDeal('9004', { dealname: 'No history' }),
    ],
    rows: [
      { deal_id: '9001', stage: 'appointmentscheduled', entered_at: utc('2024-01-05T09:00:00'), amount: 50 },
      { deal_id: '9001', stage: 'contractsent', entered_at: utc('2024-01-20T12:00:00'), amount: 50 },
      { deal_id: '9001', stage: 'contractsent', entered_at: utc('2024-01-25T12:00:00'), amount: 70 },
      { deal_id: '9001', stage: 'closedwon', entered_at: utc('2024-02-10T15:30:00'), amount: 70 },
    ],
    skipped: [[2, 'NOTHING_FOR_TABLE']],
  },
  {
    preset: 'hubspot', table: 'stage_history', what: 'a pair of properties per stage', reply: results,
    records: [hubspotDeal('9001', {
      pipeline: 'default', hs_v2_date_entered_appointmentscheduled: '2024-01-05T09:00:00Z', hs_v2_date_exited_appointmentscheduled: '2024-01-20T12:00:00Z', hs_v2_date_entered_closedwon: '2024-02-10T15:30:00Z',
      hs_v2_date_entered_contractsent: null, hs_v2_date_entered_current_stage: '2024-02-10T15:30:00Z',
    })],
    rows: [
      { deal_id: '9001', stage: 'appointmentscheduled', entered_at: utc('2024-01-05T09:00:00'), left_at: utc('2024-01-20T12:00:00'), pipeline: 'default' },
      { deal_id: '9001', stage: 'closedwon', entered_at: utc('2024-02-10T15:30:00'), pipeline: 'default' },
    ],
  },
  {
    preset: 'hubspot', table: 'deal_lines', what: 'line items', reply: results,
    records: [{ id: '61', archived: false, properties: { hs_product_id: '5', quantity: '2', price: '10.50', amount: '21.00', name: 'Seat' }, associations: { deals: { results: [{ id: '9001', type: 'line_item_to_deal' }] } } }],
    rows: [{ deal_id: '9001', product_id: '5', qty: 2, unit_price: 10.5, total: 21, archived: false }],
  },
  {
    preset: 'hubspot', table: 'owners', what: 'owners', reply: results,
    records: [{ id: '77', email: 'ann@example.com', firstName: 'Ann', lastName: 'Lee', userId: 5, teams: [{ id: '1', name: 'North', primary: true }], archived: false }, { id: '78', email: 'bob@example.com', firstName: '', lastName: '', userId: 6, archived: false }],
    rows: [{ id: '77', name: 'Ann Lee', team: 'North', archived: false }, { id: '78', name: 'bob@example.com', archived: false }],
  },
];

const attributes = (type: string, id: string): Record<string, string> => ({ type, url: `/services/data/v63.0/sobjects/${type}/${id}` });
export const records = (list: readonly unknown[]): unknown => ({ totalSize: list.length, done: true, records: list });

const salesforce: readonly Sample[] = [
  {
    preset: 'salesforce', table: 'deals', what: 'opportunities of a query', reply: records,
    records: [
      {
        attributes: attributes('Opportunity', '006dM00000Mw7VtQAJ'), Id: '006dM00000Mw7VtQAJ', Name: 'Generators', StageName: 'Closed Won', Amount: 15000, Probability: 100, IsWon: true, IsClosed: true, CloseDate: '2024-03-08',
        CreatedDate: '2024-01-01T07:25:37.000+0000', OwnerId: '005dM00000aYf0q', AccountId: '001dM00003jU9GxQAK', LeadSource: 'Web', Type: 'New Business', CurrencyIsoCode: 'EUR', IsDeleted: false,
        LastModifiedDate: '2024-03-08T10:00:00.000+0000', Account: { attributes: attributes('Account', '001dM00003jU9GxQAK'), Name: 'Edge' }, Region__c: 'South',
      },
      {
        attributes: attributes('Opportunity', '006dM00000Mw7VuQAJ'), Id: '006dM00000Mw7Vu', Name: 'Turbines', StageName: 'Qualification', Amount: null, Probability: 10, IsWon: false, IsClosed: false, CloseDate: '2024-09-30',
        CreatedDate: '2024-02-01T07:25:37.000+0000', OwnerId: '005dM00000aYf0qQAC', AccountId: null, LeadSource: null, Type: null, CurrencyIsoCode: 'EUR', IsDeleted: false, LastModifiedDate: '2024-02-08T10:00:00.000+0000',
        Account: null, Region__c: null,
      },
    ],
    rows: [
      {
        id: '006dM00000Mw7VtQAJ', name: 'Generators', stage: 'Closed Won', status: 'won', amount: 15000, probability: 1, closed_at: '2024-03-08', created_at: utc('2024-01-01T07:25:37'), owner_id: '005dM00000aYf0qQAC',
        account_id: '001dM00003jU9GxQAK', source: 'Web', type: 'new', currency: 'EUR', deleted: false, updated_at: utc('2024-03-08T10:00:00'), region: 'South',
      },
      {
        id: '006dM00000Mw7VuQAJ', name: 'Turbines', stage: 'Qualification', status: 'open', probability: 0.1, expected_close_at: '2024-09-30', created_at: utc('2024-02-01T07:25:37'), owner_id: '005dM00000aYf0qQAC', currency: 'EUR',
        deleted: false, updated_at: utc('2024-02-08T10:00:00'),
      },
    ],
  },
  {
    preset: 'salesforce', table: 'leads', what: 'leads', reply: records,
    records: [
      {
        attributes: attributes('Lead', '00QdM0000000001UAA'), Id: '00QdM0000000001UAA', CreatedDate: '2024-01-01T07:00:00.000+0000', mql_date__c: '2024-01-02T07:00:00.000+0000', OwnerId: '005dM00000aYf0qQAC', IsConverted: true,
        ConvertedDate: '2024-01-20', ConvertedOpportunityId: '006dM00000Mw7Vt', LeadSource: 'Web', Rating: 'Hot', Email: 'a@example.com', Status: 'Converted', IsDeleted: false,
      },
      {
        attributes: attributes('Lead', '00QdM0000000002UAA'), Id: '00QdM0000000002UAA', CreatedDate: '2024-01-03T07:00:00.000+0000', mql_date__c: null, OwnerId: '005dM00000aYf0qQAC', IsConverted: false, ConvertedDate: null,
        ConvertedOpportunityId: null, LeadSource: 'Fair', Rating: null, Email: null, Status: 'Unqualified', IsDeleted: false,
      },
    ],
    rows: [
      {
        id: '00QdM0000000001UAA', received_at: utc('2024-01-01T07:00:00'), handed_over_at: utc('2024-01-02T07:00:00'), owner_id: '005dM00000aYf0qQAC', qualified_at: '2024-01-20', opp_id: '006dM00000Mw7VtQAJ', source: 'Web',
        segment: 'Hot', email: 'a@example.com', deleted: false,
      },
      { id: '00QdM0000000002UAA', received_at: utc('2024-01-03T07:00:00'), owner_id: '005dM00000aYf0qQAC', source: 'Fair', disq_reason: 'Unqualified', deleted: false },
    ],
  },
  {
    preset: 'salesforce', table: 'activities', what: 'tasks and events', reply: records,
    records: [
      {
        attributes: attributes('Task', '00TdM0000000001UAA'), Id: '00TdM0000000001UAA', WhoId: '00QdM0000000001UAA', WhatId: null, TaskSubtype: 'Call', Type: null, CallType: 'Outbound', Status: 'Completed', IsClosed: true,
        ActivityDate: '2024-01-09', CompletedDateTime: '2024-01-02T10:00:00.000+0000', CreatedDate: '2024-01-01T10:00:00.000+0000', IsDeleted: false,
      },
      {
        attributes: attributes('Task', '00TdM0000000002UAA'), Id: '00TdM0000000002UAA', WhoId: '00QdM0000000001UAA', WhatId: null, TaskSubtype: 'Task', Type: 'Call', CallType: null, Status: 'Not Started', IsClosed: false,
        ActivityDate: '2024-02-09', CompletedDateTime: null, CreatedDate: '2024-01-01T10:00:00.000+0000', IsDeleted: false,
      },
      {
        attributes: attributes('Event', '00UdM0000000001UAA'), Id: '00UdM0000000001UAA', WhoId: '00QdM0000000001', WhatId: '006dM00000Mw7Vt', EventSubtype: 'Event', Type: null, StartDateTime: '2024-01-10T14:00:00.000+0000',
        ActivityDateTime: '2024-01-10T14:00:00.000+0000', CreatedDate: '2024-01-04T10:00:00.000+0000', IsDeleted: false,
      },
      {
        attributes: attributes('Task', '00TdM0000000003UAA'), Id: '00TdM0000000003UAA', WhoId: '00QdM0000000001UAA', WhatId: null, TaskSubtype: 'ListEmail', Type: null, CallType: null, Status: 'Completed', IsClosed: true,
        ActivityDate: '2024-01-03', CompletedDateTime: '2024-01-03T10:00:00.000+0000', CreatedDate: '2024-01-03T10:00:00.000+0000', IsDeleted: false,
      },
    ],
    rows: [
      { id: '00TdM0000000001UAA', lead_id: '00QdM0000000001UAA', kind: 'call', direction: 'out', occurred_at: utc('2024-01-02T10:00:00'), created_at: utc('2024-01-01T10:00:00'), deleted: false },
      { id: '00UdM0000000001UAA', lead_id: '00QdM0000000001UAA', deal_id: '006dM00000Mw7VtQAJ', kind: 'meeting', occurred_at: utc('2024-01-10T14:00:00'), created_at: utc('2024-01-04T10:00:00'), deleted: false },
      { id: '00TdM0000000003UAA', lead_id: '00QdM0000000001UAA', kind: 'email', automated: true, occurred_at: utc('2024-01-03T10:00:00'), created_at: utc('2024-01-03T10:00:00'), deleted: false },
    ],
    skipped: [[2, 'NOT_DONE']],
  },
  {
    preset: 'salesforce', table: 'stage_history', what: 'opportunity history', reply: records,
    records: [
      { attributes: attributes('OpportunityHistory', '008dM1'), Id: '008dM00000AAAAAQAZ', OpportunityId: '006dM00000Mw7Vt', StageName: 'Qualification', Amount: 12000, Probability: 10, CreatedDate: '2024-01-01T07:25:37.000+0000', IsDeleted: false },
      { attributes: attributes('OpportunityHistory', '008dM2'), Id: '008dM00000AAAABQAZ', OpportunityId: '006dM00000Mw7VtQAJ', StageName: 'Closed Won', Amount: 15000, Probability: 100, CreatedDate: '2024-03-08T10:00:00.000+0000', IsDeleted: false },
    ],
    rows: [
      { deal_id: '006dM00000Mw7VtQAJ', stage: 'Qualification', amount: 12000, entered_at: utc('2024-01-01T07:25:37'), deleted: false },
      { deal_id: '006dM00000Mw7VtQAJ', stage: 'Closed Won', amount: 15000, entered_at: utc('2024-03-08T10:00:00'), deleted: false },
    ],
  },
  {
    preset: 'salesforce', table: 'stage_history', what: 'field history', reply: records,
    records: [
      { attributes: attributes('OpportunityFieldHistory', '017a'), Id: '017dM00000AAAAAQAZ', OpportunityId: '006dM00000Mw7VtQAJ', Field: 'StageName', OldValue: 'Proposal', NewValue: 'Closed Won', CreatedDate: '2024-03-08T10:00:00.000+0000', IsDeleted: false },
      { attributes: attributes('OpportunityFieldHistory', '017b'), Id: '017dM00000AAAABQAZ', OpportunityId: '006dM00000Mw7VtQAJ', Field: 'created', OldValue: null, NewValue: null, CreatedDate: '2024-01-01T07:25:37.000+0000', IsDeleted: false },
      { attributes: attributes('OpportunityFieldHistory', '017c'), Id: '017dM00000AAAACQAZ', OpportunityId: '006dM00000Mw7VtQAJ', Field: 'StageName', OldValue: 'Qualification', NewValue: 'Proposal', CreatedDate: '2024-02-01T10:00:00.000+0000', IsDeleted: false },
      { attributes: attributes('OpportunityFieldHistory', '017d'), Id: '017dM00000AAAADQAZ', OpportunityId: '006dM00000Mw7VtQAJ', Field: 'Amount', OldValue: 1, NewValue: 2, CreatedDate: '2024-02-01T10:00:00.000+0000', IsDeleted: false },
    ],
    rows: [
      { deal_id: '006dM00000Mw7VtQAJ', stage: 'Closed Won', entered_at: utc('2024-03-08T10:00:00') },
      { deal_id: '006dM00000Mw7VtQAJ', stage: 'Qualification', entered_at: utc('2024-01-01T07:25:37') },
      { deal_id: '006dM00000Mw7VtQAJ', stage: 'Proposal', entered_at: utc('2024-02-01T10:00:00') },
    ],
    skipped: [[4, 'NOTHING_FOR_TABLE']],
  },
];

const user = { id: 25, name: 'Ann Lee', email: 'ann@example.com', has_pic: 0, active_flag: true, value: 25 };
const data = (list: readonly unknown[]): unknown => ({ success: true, data: list, additional_data: { next_cursor: null } });

const pipedrive: readonly Sample[] = [
  {
    preset: 'pipedrive', table: 'deals', what: 'deals of both versions', reply: data,
    records: [
      {
        id: 1, title: 'One', user_id: user, org_id: { name: 'Acme', people_count: 1, value: 7 }, stage_id: 3, pipeline_id: 1, value: 50000, currency: 'USD', add_time: '2024-05-15 09:55:02', update_time: '2024-05-20 10:27:31', status: 'won',
        probability: 65, won_time: '2024-05-20 10:00:00', lost_time: null, close_time: '2024-05-20 10:00:00', expected_close_date: null, lost_reason: null, deleted: false, is_archived: true, source_lead_id: 'a9c7d540', channel: 8, origin: 'API',
      },
      {
        id: 2, title: 'Two', owner_id: 25, org_id: 8, stage_id: 1, pipeline_id: 1, value: 0, currency: 'USD', add_time: '2024-05-16T09:55:02Z', update_time: '2024-05-16T10:27:31Z', status: 'open', probability: null, won_time: null,
        lost_time: null, close_time: null, expected_close_date: '2024-07-01', lost_reason: null, is_deleted: false, is_archived: false,
      },
      {
        id: 3, title: 'Three', user_id: 26, org_id: null, stage_id: 2, pipeline_id: 1, value: 10, currency: 'EUR', add_time: '2024-05-17 00:30:00', update_time: '2024-06-01 00:00:00', status: 'lost', probability: null, won_time: null,
        lost_time: '2024-06-01 08:00:00', close_time: '2024-06-01 08:00:00', expected_close_date: null, lost_reason: 'Price', deleted: false, is_archived: false,
      },
    ],
    rows: [
      {
        id: '1', name: 'One', owner_id: '25', account_id: '7', stage: '3', pipeline: '1', amount: 50000, currency: 'USD', created_at: utc('2024-05-15T09:55:02'), updated_at: utc('2024-05-20T10:27:31'), status: 'won', probability: 0.65,
        closed_at: utc('2024-05-20T10:00:00'), deleted: false, archived: false, lead_id: 'a9c7d540',
      },
      {
        id: '2', name: 'Two', owner_id: '25', account_id: '8', stage: '1', pipeline: '1', currency: 'USD', created_at: utc('2024-05-16T09:55:02'), updated_at: utc('2024-05-16T10:27:31'), status: 'open', expected_close_at: '2024-07-01',
        deleted: false, archived: false,
      },
      {
        id: '3', name: 'Three', owner_id: '26', stage: '2', pipeline: '1', amount: 10, currency: 'EUR', created_at: utc('2024-05-17T00:30:00'), updated_at: utc('2024-06-01T00:00:00'), status: 'lost', closed_at: utc('2024-06-01T08:00:00'),
        lost_reason: 'Price', deleted: false, archived: false,
      },
    ],
  },
  {
    preset: 'pipedrive', table: 'leads', what: 'leads', reply: data,
    records: [
      { id: 'a9c7d540-5044', title: 'Lead', owner_id: 25, value: { amount: 15000, currency: 'USD' }, person_id: 2, is_archived: false, archive_time: null, source_name: 'API', channel: 8, add_time: '2024-05-15T09:58:46.164Z', update_time: '2024-05-15T09:58:46.164Z' },
      { id: 'a9c7d541-5044', title: 'Old', owner_id: 25, value: null, person_id: 3, is_archived: true, archive_time: '2024-05-18T09:00:00.000Z', source_name: 'Web forms', channel: 8, add_time: '2024-05-16T09:58:46.164Z', update_time: '2024-05-18T09:00:00.000Z' },
    ],
    rows: [
      { id: 'a9c7d540-5044', owner_id: '25', source: 'API', received_at: '2024-05-15T09:58:46.164Z', updated_at: '2024-05-15T09:58:46.164Z' },
      { id: 'a9c7d541-5044', owner_id: '25', source: 'Web forms', received_at: '2024-05-16T09:58:46.164Z', updated_at: utc('2024-05-18T09:00:00'), disqualified_at: utc('2024-05-18T09:00:00') },
    ],
  },
  {
    preset: 'pipedrive', table: 'activities', what: 'activities', reply: data,
    records: [
      { id: 1, type: 'call', done: true, due_date: '2024-05-20', due_time: '10:00', marked_as_done_time: '2024-05-21 11:00:00', add_time: '2024-05-15 09:55:15', deal_id: 1, lead_id: null, person_id: 1, active_flag: true },
      { id: 2, type: 'call', done: false, due_date: '2024-06-20', due_time: '', marked_as_done_time: '', add_time: '2024-05-15 09:55:15', deal_id: 1, lead_id: null, person_id: 1, active_flag: true },
      { id: 3, type: 'meeting', done: 0, due_date: '2024-06-25', due_time: '14:30', marked_as_done_time: '', add_time: '2024-05-16 09:00:00', deal_id: null, lead_id: 'a9c7d540-5044', person_id: 2, active_flag: true, conference_meeting_url: 'https://meet.example/1' },
    ],
    rows: [
      { id: '1', kind: 'call', occurred_at: utc('2024-05-21T11:00:00'), created_at: utc('2024-05-15T09:55:15'), deal_id: '1', lead_id: '1' },
      { id: '3', kind: 'video', occurred_at: utc('2024-06-25T14:30:00'), created_at: utc('2024-05-16T09:00:00'), lead_id: 'a9c7d540-5044' },
    ],
    skipped: [[2, 'NOT_DONE']],
  },
  {
    preset: 'pipedrive', table: 'stage_history', what: 'the flow of a deal', reply: data,
    records: [
      { object: 'dealChange', timestamp: '2024-05-20 10:00:00', data: { id: 9, item_id: 1, user_id: 25, field_key: 'status', old_value: 'open', new_value: 'won', log_time: '2024-05-20 10:00:00' } },
      { object: 'dealChange', timestamp: '2024-05-18 08:05:56', data: { id: 3, item_id: 1, user_id: 25, field_key: 'stage_id', old_value: '10', new_value: '11', log_time: '2024-05-18 08:05:56', additional_data: { new_value_formatted: 'Signed' } } },
      { object: 'note', timestamp: '2024-05-17 07:51:29', data: { id: 2, deal_id: 1, content: 'x' } },
      { object: 'dealChange', timestamp: '2024-05-15 09:55:02', data: { id: 1, item_id: 1, user_id: 25, field_key: 'add_time', old_value: null, new_value: '2024-05-15 09:55:02', log_time: '2024-05-15 09:55:02' } },
    ],
    rows: [
      { deal_id: '1', stage: 'won', entered_at: utc('2024-05-20T10:00:00') },
      { deal_id: '1', stage: '11', entered_at: utc('2024-05-18T08:05:56') },
      { deal_id: '1', stage: '10', entered_at: utc('2024-05-15T09:55:02') },
    ],
    skipped: [[3, 'NOTHING_FOR_TABLE']],
  },
];

const anaplan: readonly Sample[] = [
  {
    preset: 'anaplan', table: 'forecasts', what: 'rows of a tabular export',
    records: [
      { Versions: 'Forecast', 'Sales Rep': 'Ann', Time: 'Jan 20', Value: 100 }, { Versions: 'Actual', 'Sales Rep': 'Ann', Time: 'Jan 20', Value: 90 }, { Versions: 'Forecast', 'Sales Rep': 'Ann', Time: 'Feb 20', Value: 110 },
      { Versions: 'Forecast', 'Sales Rep': 'Ann', Time: 'Q1 FY20', Value: 210 },
    ],
    rows: [
      { category: 'forecast', series: 'Ann', period_start: '2020-01-01', period_end: '2020-02-01', amount: 100 }, { category: 'actual', series: 'Ann', period_start: '2020-01-01', period_end: '2020-02-01', amount: 90 },
      { category: 'forecast', series: 'Ann', period_start: '2020-02-01', period_end: '2020-03-01', amount: 110 },
    ],
    skipped: [[4, 'SUBTOTAL']],
  },
];

const encharge: readonly Sample[] = [
  {
    preset: 'encharge', table: 'leads', what: 'people with their segments',
    records: [
      {
        id: '6558a3b5', userId: 'u1', email: 'a@example.com', createdAt: '2024-01-01T08:00:00.000Z', updatedAt: '2024-02-01T08:00:00.000Z', firstUtmSource: 'google', utmSource: 'newsletter', firstUtmCampaign: 'spring', leadScore: 55,
        tags: ['trial', 'b2b'], segments: ['Trials', 'B2B'],
      },
      { id: '6558a3b6', userId: null, email: 'b@example.com', createdAt: '2024-01-02T08:00:00.000Z', updatedAt: '2024-02-01T08:00:00.000Z', firstUtmSource: null, utmSource: 'linkedin', firstUtmCampaign: null, leadScore: 10, tags: [], segments: [] },
    ],
    rows: [
      { id: '6558a3b5', email: 'a@example.com', received_at: utc('2024-01-01T08:00:00'), updated_at: utc('2024-02-01T08:00:00'), source: 'google', campaign: 'spring', score: 55, segment: 'B2B + Trials' },
      { id: '6558a3b6', email: 'b@example.com', received_at: utc('2024-01-02T08:00:00'), updated_at: utc('2024-02-01T08:00:00'), source: 'linkedin', score: 10 },
    ],
  },
  {
    preset: 'encharge', table: 'activities', what: 'events',
    records: [
      { id: 'e1', name: 'Email opened', timestamp: 1704708000000, user: { id: '6558a3b5', email: 'a@example.com' } },
      { id: 'e2', name: 'email-clicked', timestamp: 1704708060000, user: { id: '6558a3b5', email: 'a@example.com' } },
      { id: 'e3', name: 'added-tag-trial', timestamp: 1704708120000, user: { id: '6558a3b5', email: 'a@example.com' } },
      { id: 'e4', name: 'form-submitted', timestamp: 1704708180000, user: { id: '6558a3b5', email: 'a@example.com' } },
    ],
    rows: [
      { id: 'e1', kind: 'email', outcome: 'open', direction: 'out', automated: true, actor: 'marketing', occurred_at: utc('2024-01-08T10:00:00'), lead_id: '6558a3b5' },
      { id: 'e2', kind: 'email', outcome: 'click', direction: 'out', automated: true, actor: 'marketing', occurred_at: utc('2024-01-08T10:01:00'), lead_id: '6558a3b5' },
      { id: 'e4', kind: 'form', direction: 'in', automated: false, occurred_at: utc('2024-01-08T10:03:00'), lead_id: '6558a3b5' },
    ],
    skipped: [[3, 'NOTHING_FOR_TABLE']],
  },
];

export const samples: readonly Sample[] = [...hubspot, ...salesforce, ...pipedrive, ...anaplan, ...encharge];
