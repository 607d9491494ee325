import { blankRecord } from '../blank-record.js';
import { isPlainRow, type PlainRow } from '../plain-row.js';
import { gatherForecasts, recurringRow } from './hubspot-revenue.js';
import type { Preset } from './preset.js';
import { firstText, fullName, isLowerId, joinedWords, listIn, objectIn, textIn } from './record-fields.js';

const wrapped = new Set(['properties', 'associations', 'engagement', 'metadata']);

/** Older interfaces give `{ value, timestamp, versions }` in place of a value. */
const plainValue = (value: unknown): unknown => {
  if (typeof value !== 'object') return value;
  if (Array.isArray(value)) return joinedWords(value) ?? value;
  return isPlainRow(value) && Object.hasOwn(value, 'value') ? value['value'] : value;
};

/**
 * The record an object is associated with. Of several companies the primary one; else the one with the lowest id, which HubSpot gave
 * first: of several contacts the one received first.
 */
const associatedId = (results: readonly unknown[], primaryType: RegExp): string | null => {
  let best: { readonly id: string; readonly isPrimary: boolean } | null = null;
  for (const result of results) {
    const id = isPlainRow(result) ? textIn(result, 'id') : typeof result === 'number' || typeof result === 'string' ? String(result) : null;
    if (id === null) continue;
    const isPrimary = isPlainRow(result) && primaryType.test(textIn(result, 'type') ?? '');
    if (best === null || (isPrimary !== best.isPrimary ? isPrimary : isLowerId(id, best.id))) best = { id, isPrimary };
  }
  return best?.id ?? null;
};

const associations: readonly (readonly [field: string, names: readonly string[], primaryType: RegExp])[] = [
  ['associated contact id', ['contacts', 'contactIds', 'associatedVids'], /^$/],
  ['associated company id', ['companies', 'companyIds', 'associatedCompanyIds'], /_to_company$/],
  ['associated deal id', ['deals', 'dealIds', 'associatedDealIds'], /^$/],
];

const associatedWith = (record: PlainRow, name: string): readonly unknown[] => {
  const of = objectIn(record, 'associations');
  return [...listIn(objectIn(of, name), 'results'), ...listIn(of, name)];
};

/** `{ id, properties: { … }, associations }` and the older forms of it as one flat record. */
const open = (record: PlainRow): PlainRow => {
  const out = blankRecord();
  for (const field of Object.keys(record)) if (!wrapped.has(field)) out[field] = record[field];
  for (const inner of ['metadata', 'engagement', 'properties']) {
    const fields = objectIn(record, inner);
    for (const field of Object.keys(fields)) out[field] = plainValue(fields[field]);
  }
  for (const [field, names, primaryType] of associations) {
    const id = associatedId(names.flatMap((name) => associatedWith(record, name)), primaryType);
    if (id !== null) out[field] = id;
  }
  return out;
};

/** A deal's amount in its own currency; one that is known in the company's currency only has no other. */
const dealRow = (record: PlainRow): readonly PlainRow[] => {
  if (textIn(record, 'amount') !== null || textIn(record, 'amount_in_home_currency') === null) return [record];
  return [{ ...record, deal_currency_code: null }];
};

/** Fields that only records of one kind have: `hs_call_direction`. */
const kindField = /^(?:property_)?(?:hs_)?(call|email|meeting|task|note|communication)_/;

/** The one kind that these fields belong to. */
const kindOfFields = (fields: readonly string[]): string | null => {
  const kinds = new Set(fields.flatMap((field) => kindField.exec(field)?.[1] ?? []));
  return kinds.size === 1 ? ([...kinds][0] as string).toUpperCase() : null;
};

/** Kinds by the place of the record, `…/record/0-48/123`. */
const kindNumbers: Readonly<Record<string, string>> = { '0-48': 'CALL', '0-49': 'EMAIL', '0-47': 'MEETING', '0-27': 'TASK', '0-46': 'NOTE', '0-18': 'COMMUNICATION' };

const kindOf = (record: PlainRow): string | null => {
  const stated = firstText(record, ['hs_engagement_type', 'type', 'hs_communication_channel_type']);
  if (stated !== null) return stated;
  const url = textIn(record, 'url') ?? '';
  const place = /\/record\/(0-\d+)\//.exec(url)?.[1] ?? '';
  const fields = Object.keys(record);
  return kindOfFields(fields.filter((field) => textIn(record, field) !== null)) ?? kindOfFields(fields) ?? kindNumbers[place] ?? (/^https?:\/\/[^/]+\/tasks\//.test(url) ? 'TASK' : null);
};

/** Calls, e-mails and meetings say by different fields which way they went. Tasks that are not completed were only planned. */
const activityRow = (record: PlainRow): readonly PlainRow[] | 'NOT_DONE' => {
  const kind = kindOf(record);
  const taskStatus = textIn(record, 'hs_task_status');
  if (kind?.toUpperCase() === 'TASK' && taskStatus !== null && taskStatus.toUpperCase() !== 'COMPLETED') return 'NOT_DONE';
  return [{ ...record, engagement_kind: kind }];
};

const historic = ['dealstage', 'amount', 'hubspot_owner_id', 'pipeline'] as const;
const wideField = /^(?:property_)?hs_(?:v2_)?date_(entered|exited)_(.+)$/;
const wideLabel = /^date (entered|exited) ["'\u201c\u201e](.+)["'\u201d\u201c]$/i;
const stageField = (field: string): { readonly name: string; readonly stage: string } | null => {
  const label = wideLabel.exec(field);
  const found = label ?? wideField.exec(field);
  if (found === null || found[2] === 'current_stage') return null;
  const name = (found[1] as string).toLowerCase();
  return { name: label === null ? name : `date ${name}`, stage: found[2] as string };
};

interface Version { readonly property: (typeof historic)[number]; readonly at: string; readonly value: string }

/** What the deal was from when on, oldest first. */
const versionsOf = (record: PlainRow): readonly Version[] => {
  const history = objectIn(record, 'propertiesWithHistory');
  return historic.flatMap((property) => listIn(history, property).flatMap((version): Version[] => {
    const at = isPlainRow(version) ? textIn(version, 'timestamp') : null;
    return at === null ? [] : [{ property, at, value: textIn(version as PlainRow, 'value') ?? '' }];
  })).sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
};

const idOf = (record: PlainRow): string | null => firstText(record, ['hs_object_id', 'id', 'deal_id', 'Record ID']);

/** One row whenever stage, amount, owner or pipeline changed, each with all that held then. */
const changesOf = (record: PlainRow, versions: readonly Version[]): readonly PlainRow[] => {
  const now = new Map<string, string>();
  const rows = new Map<string, PlainRow>();
  for (const { property, at, value } of versions) {
    now.set(property, value);
    if (now.get('dealstage') === undefined || now.get('dealstage') === '') continue;
    rows.set(at, { hs_object_id: idOf(record), stage: now.get('dealstage'), entered: at, amount_then: now.get('amount'), owner_then: now.get('hubspot_owner_id'), pipeline_then: now.get('pipeline') });
  }
  return [...rows.values()];
};

/** A pair of columns per stage as a row per stage. */
const stagesOf = (record: PlainRow): readonly PlainRow[] => {
  const rows = new Map<string, Record<string, unknown>>();
  for (const field of Object.keys(record)) {
    const found = stageField(field);
    const at = found === null ? null : textIn(record, field);
    if (found === null || at === null) continue;
    const row = rows.get(found.stage) ?? { hs_object_id: idOf(record), stage: found.stage, ...(Object.hasOwn(record, 'pipeline') ? { pipeline_then: record['pipeline'] } : {}) };
    row[found.name] = at;
    rows.set(found.stage, row);
  }
  return [...rows.values()].filter((row) => Object.hasOwn(row, 'entered') || Object.hasOwn(row, 'date entered'));
};

const isHistoryTable = (fields: readonly string[]): boolean => fields.includes('deal_id') && fields.includes('value');

/** The history of a deal's properties knows more than the dates per stage; rows of a history table are what they are. */
const historyRows = (record: PlainRow): readonly PlainRow[] => {
  if (isHistoryTable(Object.keys(record))) {
    const property = textIn(record, 'name');
    return property === null || property === 'dealstage' ? [{ hs_object_id: idOf(record), stage: record['value'], entered: record['date_entered'] ?? record['timestamp'] }] : [];
  }
  const versions = versionsOf(record);
  if (versions.length > 0) return changesOf(record, versions);
  return textIn(record, 'stage') === null ? stagesOf(record) : [record];
};

const historyFields = new Set(['id', 'hs_object_id', 'deal_id', 'Record ID', 'propertiesWithHistory', 'pipeline', 'value', 'name', 'date_entered', 'timestamp', 'stage', 'entered_at', 'left_at']);

const ownerRow = (record: PlainRow): readonly PlainRow[] => {
  const name = fullName(record, ['firstName', 'first_name'], ['lastName', 'last_name']) ?? textIn(record, 'email');
  const [team] = listIn(record, 'teams');
  return [{ ...record, full_name: name, ...(isPlainRow(team) ? { team: textIn(team, 'name') } : {}) }];
};

const shared = { updated_at: 'hs_lastmodifieddate lastmodifieddate updatedat', archived: 'archived', deleted: 'is_deleted _fivetran_deleted' };
const id = 'hs_object_id id record_id';

/**
 * HubSpot: records of the objects API (v3, and what v1 named differently), tables of a warehouse copy, and exported files. All values
 * are texts; instants without zone are UTC. `closedate` of an open deal is the day somebody hopes for. Not taken without asking:
 * hs_mrr, hs_margin, hs_meeting_outcome, hs_call_disposition, hubspotscore.
 */
export const hubspot: Preset = {
  open,
  pages: [{ mode: 'cursor', at: 'paging.next.after', param: 'after' }],
  clockZone: 'UTC',
  tables: {
    deals: {
      columns: {
        id: `${id} deal_id dealid`, name: 'dealname', created_at: 'createdate createdat', stage: 'dealstage deal_pipeline_stage_id', pipeline: 'pipeline deal_pipeline_id',
        probability: 'hs_deal_stage_probability', $is_won: 'hs_is_closed_won', $is_closed: 'hs_is_closed', closed_at: 'closedate', amount: 'amount amount_in_home_currency',
        currency: 'deal_currency_code', owner_id: 'hubspot_owner_id owner_id', source: 'hs_analytics_source', lost_reason: 'closed_lost_reason', type: 'dealtype', campaign: 'hs_campaign',
        lead_id: 'associated_contact_id', account_id: 'associated_company_id associated_company', ...shared,
      },
      rows: dealRow,
    },
    leads: {
      columns: {
        id: `${id} vid`, received_at: 'createdate createdat hs_lifecyclestage_lead_date', handed_over_at: 'hs_lifecyclestage_marketingqualifiedlead_date hs_v2_date_entered_marketingqualifiedlead',
        assigned_at: 'hubspot_owner_assigneddate', owner_id: 'hubspot_owner_id', first_response_at: 'hs_first_outreach_date hs_sa_first_engagement_date',
        qualified_at: 'hs_lifecyclestage_opportunity_date hs_v2_date_entered_opportunity', opp_id: 'associated_deal_id', source: 'hs_analytics_source', email: 'email', campaign: 'hs_campaign utm_campaign', ...shared,
      },
    },
    activities: {
      columns: {
        id: `${id} engagement_id`, lead_id: 'associated_contact_id', deal_id: 'associated_deal_id', occurred_at: 'hs_timestamp hs_meeting_start_time timestamp start_time',
        kind: 'engagement_kind hs_engagement_type type',
        direction: 'hs_call_direction hs_email_direction', created_at: 'hs_createdate createdate createdat', ...shared,
      },
      values: { kind: { WHATS_APP: 'chat', LINKEDIN_MESSAGE: 'chat' } },
      rows: activityRow,
      takesFilesApart: (headers) => !headers.some((header) => /^(?:hs_engagement_)?type$/i.test(header)),
    },
    stage_history: {
      columns: {
        deal_id: 'hs_object_id deal_id', stage: 'stage dealstage', entered_at: 'entered entered_at date_entered', left_at: 'exited left_at date_exited', amount: 'amount_then', owner_id: 'owner_then',
        pipeline: 'pipeline_then',
      },
      onlyListed: true,
      rows: historyRows,
      uses: (field) => historyFields.has(field) || stageField(field) !== null,
      takesFilesApart: (headers) => headers.some((header) => stageField(header) !== null) || isHistoryTable(headers),
    },
    subscriptions: {
      columns: {
        customer_id: 'associated_company_id associated_company', started_at: 'closedate', ended_at: 'recurring_end', end_reason: 'recurring_reason', mrr: 'recurring_monthly', currency: 'deal_currency_code', ...shared,
      },
      onlyListed: true,
      rows: recurringRow,
      takesFilesApart: () => true,
    },
    forecasts: {
      columns: { made_at: 'hs_createdate createdat', period_start: 'forecast_start', period_end: 'forecast_end', series: 'forecast_series', amount: 'hs_amount', currency: 'hs_currency', ...shared },
      onlyListed: true,
      gather: gatherForecasts,
      uses: (field) => /^hs_(?:forecast_(?:start|end)_date|milestone|team_id)$|^hubspot_owner_id$/.test(field),
      takesFilesApart: () => true,
    },
    deal_lines: { columns: { deal_id: 'associated_deal_id', product_id: 'hs_product_id', qty: 'quantity', unit_price: 'price', total: 'amount', ...shared } },
    customers: { columns: { id, first_won_at: 'closedate', acquired_channel: 'hs_analytics_source', sold_by: 'hubspot_owner_id', segment: 'industry', ...shared } },
    accounts: { columns: { id, name: 'name', segment: 'industry', ...shared } },
    owners: { columns: { id: 'id owner_id', name: 'full_name name', team: 'team', ...shared }, rows: ownerRow },
    products: { columns: { id, name: 'name', category: 'hs_product_type', list_price: 'price', ...shared } },
  },
};
