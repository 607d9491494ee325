import { isPlainRow, type PlainRow } from '../plain-row.js';
import type { Preset } from './preset.js';
import { firstText, isTrue, listIn, textIn } from './record-fields.js';
import { type Change, stageChanges } from './stage-changes.js';

/** Version 1 puts users, people and organisations in place of their ids; the id lies in `id` or `value`. */
const idOfReference = (value: unknown): unknown => {
  if (!isPlainRow(value)) return value;
  return textIn(value, 'id') ?? textIn(value, 'value') ?? value;
};

/** One value a field; an entry of a deal's flow without its envelope. */
const open = (record: PlainRow): PlainRow => {
  const { data, ...envelope } = record;
  const entry: PlainRow = typeof record['object'] === 'string' && isPlainRow(data) ? { ...envelope, ...data } : record;
  return Object.fromEntries(Object.entries(entry).map(([field, value]) => [field, idOfReference(value)]));
};

/** Deleted deals say so by their status, too. Archived deals are out of the pipeline, yet what was won or lost stays so. */
const dealRow = (record: PlainRow): readonly PlainRow[] => {
  const status = textIn(record, 'status');
  return [{
    ...record, ...(status === 'deleted' ? { status: null, deleted: true } : {}),
    ...(Object.hasOwn(record, 'is_archived') ? { is_archived: isTrue(record, 'is_archived') && status === 'open' } : {}),
  }];
};

const isMeeting = (record: PlainRow): boolean => /^(?:meeting|lunch)$/.test(textIn(record, 'type') ?? '') || textIn(record, 'conference_meeting_url') !== null;

/**
 * A touch happened when it was marked as done, a meeting at its time. What is planned and not done is no touch; a planned meeting is a
 * booking, so it stays.
 */
const activityRow = (record: PlainRow): readonly PlainRow[] | 'NOT_DONE' => {
  const isDone = isTrue(record, 'done') || textIn(record, 'done') === '1';
  const isPlannedMeeting = isMeeting(record);
  if (!isDone && !isPlannedMeeting) return 'NOT_DONE';
  const date = textIn(record, 'due_date');
  const time = textIn(record, 'due_time');
  const due = date !== null && time !== null ? `${date} ${time}` : date;
  const done = textIn(record, 'marked_as_done_time');
  return [{
    ...record, occurred: isPlannedMeeting ? (due ?? done) : (done ?? due), ...(textIn(record, 'conference_meeting_url') === null ? {} : { type: 'video' }),
    ...(textIn(record, 'active_flag') === 'false' ? { deleted: true } : {}),
  }];
};

/** Entries of deal flows; a deal itself tells since when it has been where it is. */
const changeIn = (record: PlainRow): Change => {
  const deal = firstText(record, ['item_id', 'deal_id']);
  const at = firstText(record, ['log_time', 'timestamp']);
  if (textIn(record, 'object') === null && textIn(record, 'field_key') === null) {
    const [id, stage, since] = [textIn(record, 'id'), textIn(record, 'stage_id'), firstText(record, ['stage_change_time', 'add_time'])];
    return id === null || stage === null || since === null ? { kind: 'nothing', code: 'NOTHING_FOR_TABLE' } : { kind: 'stage', deal: id, at: since, from: null, to: stage };
  }
  const to = textIn(record, 'new_value');
  if (deal === null || at === null || to === null) return { kind: 'nothing', code: 'NOTHING_FOR_TABLE' };
  switch (textIn(record, 'field_key')) {
    case 'stage_id': return { kind: 'stage', deal, at, from: textIn(record, 'old_value'), to };
    case 'status': return to === 'won' || to === 'lost' ? { kind: 'stage', deal, at, from: null, to } : { kind: 'nothing', code: 'NOTHING_FOR_TABLE' };
    case 'add_time': return { kind: 'creation', deal, at: to };
    default: return { kind: 'nothing', code: 'NOTHING_FOR_TABLE' };
  }
};

const flowFields = new Set(['object', 'timestamp', 'id', 'item_id', 'deal_id', 'field_key', 'old_value', 'new_value', 'log_time', 'stage_id', 'stage_change_time', 'add_time']);

/** The price of a product that has one price only. */
const productRow = (record: PlainRow): readonly PlainRow[] => {
  const [price, ...more] = listIn(record, 'prices');
  return [isPlainRow(price) && more.length === 0 ? { ...record, price: price['price'] } : record];
};

const shared = { updated_at: 'update_time', deleted: 'deleted is_deleted' };

/**
 * Pipedrive: both versions of its interface and its exported files. Times without zone are UTC; a deal without amount has 0, which is
 * read as not given unless `zeroIsNull` is false. An archived lead is a disqualified one.
 */
export const pipedrive: Preset = {
  open,
  pages: [
    { mode: 'cursor', at: 'additional_data.next_cursor', param: 'cursor' },
    { mode: 'cursor', at: 'additional_data.pagination.next_start', param: 'start', goesOn: 'additional_data.pagination.more_items_in_collection' },
  ],
  clockZone: 'UTC',
  options: { zeroIsNull: true },
  tables: {
    deals: {
      columns: {
        id: 'id deal_id', name: 'title deal_title', created_at: 'add_time deal_deal_created', stage: 'stage_id deal_stage', pipeline: 'pipeline_id deal_pipeline', probability: 'probability deal_probability',
        status: 'status deal_status', $won_at: 'won_time deal_won_time', $lost_at: 'lost_time deal_lost_time', closed_at: 'close_time deal_deal_closed_on',
        expected_close_at: 'expected_close_date deal_expected_close_date', amount: 'value deal_value', currency: 'currency deal_currency_of_value', owner_id: 'user_id owner_id deal_owner',
        account_id: 'org_id deal_organization', lead_id: 'source_lead_id lead_id', lost_reason: 'lost_reason deal_lost_reason', source: 'deal_source_channel',
        updated_at: 'update_time deal_update_time', deleted: 'deleted is_deleted', archived: 'is_archived',
      },
      never: 'channel origin active label',
      rows: dealRow,
    },
    leads: {
      columns: { id: 'id lead_id', received_at: 'add_time', owner_id: 'owner_id', disqualified_at: 'archive_time', source: 'source_name channel', ...shared },
      never: 'is_archived value channel_id',
    },
    activities: {
      columns: { id: 'id', lead_id: 'lead_id person_id', deal_id: 'deal_id', occurred_at: 'occurred', kind: 'type', created_at: 'add_time', ...shared },
      never: 'channel marked_as_done_time due_date source_timezone',
      rows: activityRow,
      takesFilesApart: (headers) => headers.includes('due_date'),
    },
    stage_history: {
      columns: { deal_id: 'deal_id', stage: 'stage', entered_at: 'entered_at', left_at: 'left_at' },
      onlyListed: true,
      gather: (records) => stageChanges(records, changeIn),
      uses: (field) => flowFields.has(field),
      takesFilesApart: (headers) => headers.includes('field_key') || headers.includes('stage_id'),
    },
    deal_lines: { columns: { deal_id: 'deal_id', product_id: 'product_id', qty: 'quantity', unit_price: 'item_price', total: 'sum', ...shared } },
    customers: { columns: { id: 'id org_id', sold_by: 'owner_id', ...shared }, never: 'label channel' },
    accounts: { columns: { id: 'id', name: 'name', segment: 'industry', ...shared } },
    owners: { columns: { id: 'id', name: 'name', updated_at: 'modified', deleted: 'is_deleted' } },
    products: { columns: { id: 'id', name: 'name', category: 'category', list_price: 'price', ...shared }, rows: productRow },
  },
};
