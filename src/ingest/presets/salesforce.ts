import type { PlainRow } from '../plain-row.js';
import type { Numbered, Preset } from './preset.js';
import { firstText, fullName, isTrue, openedRecord, textIn } from './record-fields.js';
import { contractRow, forecastingRow } from './salesforce-revenue.js';
import { type Change, stageChanges } from './stage-changes.js';

const suffixLetters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/** The 18-character form of a 15-character id: three letters more, each telling which five of the letters before are capitals. */
const longId = (id: string): string => {
  if (!/^[A-Za-z0-9]{15}$/.test(id)) return id;
  let suffix = '';
  for (let block = 0; block < 15; block += 5) {
    let bits = 0;
    for (let i = 0; i < 5; i++) if (/[A-Z]/.test(id[block + i] as string)) bits |= 1 << i;
    suffix += suffixLetters[bits];
  }
  return id + suffix;
};

/** Without the envelope of each record; what is looked up through it (`Owner.Name`) keeps its path. */
const open = (record: PlainRow): PlainRow =>
  Object.fromEntries(Object.entries(openedRecord(record)).filter(([field]) => field !== 'attributes.url' && !field.endsWith('.attributes.url') && !field.endsWith('.attributes.type')));

/** Kinds of touch among what Type and Subtype may hold; anything else they say is an organisation's own word. */
const kinds = /^(?:call|e-?mail|list ?email|meeting|sms|chat|webinar|event)$/i;

/**
 * Task and Event. A task that is not completed was only planned; a completed one happened when it was completed, not when it was due.
 * An event is a meeting unless its type says otherwise; list e-mails are sent by the machine.
 */
const activityRow = (record: PlainRow): readonly PlainRow[] | 'NOT_DONE' => {
  const isEvent = textIn(record, 'attributes.type') === 'Event' || firstText(record, ['StartDateTime', 'start_date_time', 'EventSubtype', 'event_subtype']) !== null;
  const isClosed = firstText(record, ['IsClosed', 'is_closed']);
  const status = textIn(record, 'Status') ?? textIn(record, 'status');
  if (!isEvent && (isClosed === null ? status !== null && status !== 'Completed' : isClosed.toLowerCase() === 'false')) return 'NOT_DONE';
  const stated = [firstText(record, ['Type', 'type']), firstText(record, ['TaskSubtype', 'task_subtype']), firstText(record, ['EventSubtype', 'event_subtype'])];
  const kind = stated.find((word) => word !== null && kinds.test(word)) ?? (isEvent ? 'Event' : (stated[0] ?? stated[1]));
  return [{ ...record, activity_kind: kind, ...(/^list ?email$/i.test(kind ?? '') ? { automated: true } : {}) }];
};

/** An entry of a warehouse's history table starts when the row did; the creation date in it is that of the opportunity. */
const historyRow = (record: PlainRow): PlainRow => {
  const start = textIn(record, '_fivetran_start');
  return start === null ? record : { ...record, OpportunityId: textIn(record, 'id'), created_date: start };
};

const changeIn = (record: PlainRow): Change => {
  const deal = firstText(record, ['OpportunityId', 'opportunity_id']);
  const at = firstText(record, ['CreatedDate', 'created_date']);
  const field = firstText(record, ['Field', 'field']);
  const to = firstText(record, ['NewValue', 'new_value']);
  if (deal === null || at === null) return { kind: 'nothing', code: 'NOTHING_FOR_TABLE' };
  if (field === 'created') return { kind: 'creation', deal, at };
  if (field !== 'StageName' || to === null) return { kind: 'nothing', code: 'NOTHING_FOR_TABLE' };
  return { kind: 'stage', deal, at, from: firstText(record, ['OldValue', 'old_value']), to };
};

const isFieldHistory = (record: PlainRow): boolean => firstText(record, ['Field', 'field']) !== null;

/** Field history tells one field at a time; all else is stage history as it stands. */
const gatherHistory = (records: readonly Numbered[]): ReturnType<typeof stageChanges> => {
  const { rows, skipped } = stageChanges(records.filter(({ row }) => isFieldHistory(row)), changeIn);
  const stages = records.filter(({ row }) => !isFieldHistory(row)).map(({ row, number }) => ({ row: historyRow(row), number }));
  return { rows: [...rows, ...stages], skipped };
};

const fieldHistory = new Set(['field', 'oldvalue', 'newvalue', 'old_value', 'new_value']);

/** Converted leads carry the flag also where the day was cleared; the opportunity then dates them. */
const leadRow = (record: PlainRow): readonly PlainRow[] => {
  const reason = firstText(record, ['Status', 'status']);
  return [isTrue(record, 'IsConverted') || isTrue(record, 'is_converted') || !/unqualified|disqualified/i.test(reason ?? '') ? record : { ...record, status_unqualified: reason }];
};

const ownerRow = (record: PlainRow): readonly PlainRow[] =>
  [{ ...record, Name: textIn(record, 'Name') ?? fullName(record, ['FirstName'], ['LastName']) ?? textIn(record, 'Username') }];

const shared = { updated_at: 'LastModifiedDate SystemModstamp', deleted: 'IsDeleted _fivetran_deleted' };

/**
 * Salesforce: records of a SOQL query (`attributes`, parents as objects), data export files under the same names, and tables of a
 * warehouse copy. Ids of 15 characters become those of 18. `CloseDate` of an open opportunity is the expected day.
 */
export const salesforce: Preset = {
  open,
  pages: [{ mode: 'link', at: 'nextRecordsUrl', ends: 'done' }],
  clockZone: 'UTC',
  shortIds: { length: 15, rewrite: longId },
  tables: {
    deals: {
      columns: {
        id: 'Id', name: 'Name', created_at: 'CreatedDate', stage: 'StageName', probability: 'Probability', $is_won: 'IsWon', $is_closed: 'IsClosed', closed_at: 'CloseDate', amount: 'Amount',
        currency: 'CurrencyIsoCode', owner_id: 'OwnerId', source: 'LeadSource', type: 'Type', account_id: 'AccountId', campaign: 'CampaignId', ...shared,
      },
    },
    leads: {
      columns: {
        id: 'Id', received_at: 'CreatedDate', handed_over_at: 'mql_date__c first_mql_date__c', owner_id: 'OwnerId', qualified_at: 'ConvertedDate', opp_id: 'ConvertedOpportunityId',
        disq_reason: 'status_unqualified', source: 'LeadSource', segment: 'Rating', email: 'Email', campaign: 'CampaignId', ...shared,
      },
      rows: leadRow,
    },
    activities: {
      columns: {
        id: 'Id', lead_id: 'WhoId', deal_id: 'WhatId', occurred_at: 'StartDateTime ActivityDateTime CompletedDateTime ActivityDate', kind: 'activity_kind', direction: 'CallType',
        created_at: 'CreatedDate', automated: 'automated', ...shared,
      },
      never: 'Type TaskSubtype EventSubtype Status',
      rows: activityRow,
      takesFilesApart: () => true,
    },
    stage_history: {
      columns: { deal_id: 'OpportunityId deal_id', stage: 'StageName stage', entered_at: 'CreatedDate entered_at', amount: 'Amount', deleted: 'IsDeleted' },
      onlyListed: true,
      gather: gatherHistory,
      uses: (field) => fieldHistory.has(field.toLowerCase()) || /^(?:id|opportunity_?id|stage_?name|created_?date|amount|is_?deleted|_fivetran_start|deal_id|stage|entered_at)$/i.test(field),
      takesFilesApart: (headers) => headers.some((header) => fieldHistory.has(header.toLowerCase()) || header === '_fivetran_start'),
    },
    subscriptions: {
      columns: { customer_id: 'AccountId', started_at: 'StartDate', ended_at: 'contract_end', mrr: 'MRR__c Monthly_Recurring_Revenue__c', currency: 'CurrencyIsoCode', ...shared },
      never: 'EndDate Status StatusCode',
      rows: contractRow,
      takesFilesApart: () => true,
    },
    forecasts: {
      columns: {
        period_start: 'Period.StartDate period_start_date', period_end: 'forecast_end', series: 'OwnerId', category: 'forecast_category', amount: 'OwnerOnlyAmount ForecastAmount', currency: 'CurrencyIsoCode',
        made_at: 'CreatedDate', ...shared,
      },
      never: 'ForecastCategoryName ForecastingItemCategory Period.EndDate',
      rows: forecastingRow,
      takesFilesApart: () => true,
    },
    deal_lines: { columns: { deal_id: 'OpportunityId', product_id: 'Product2Id', qty: 'Quantity', unit_price: 'UnitPrice', total: 'TotalPrice', ...shared } },
    customers: { columns: { id: 'Id AccountId', sold_by: 'OwnerId', segment: 'Industry', acquired_channel: 'AccountSource', ...shared } },
    accounts: { columns: { id: 'Id', name: 'Name', segment: 'Industry', ...shared } },
    owners: { columns: { id: 'Id', name: 'Name', team: 'UserRole.Name Department', ...shared }, rows: ownerRow },
    products: { columns: { id: 'Id', name: 'Name', category: 'Family', ...shared } },
  },
};
