import { isPlainRow, type PlainRow } from '../plain-row.js';
import type { Preset } from './preset.js';
import { firstText, listIn, openedRecord, textIn } from './record-fields.js';

interface Touch { readonly kind: string; readonly outcome?: string; readonly direction: 'in' | 'out'; readonly isAutomated: boolean }

const email = (outcome: string, direction: 'in' | 'out' = 'out'): Touch => ({ kind: 'email', outcome, direction, isAutomated: true });

/** What an event of a person is as a touch, by its name. */
const touches: readonly (readonly [RegExp, Touch])[] = [
  [/\be-?mails?\b.*\bclick/i, email('click')], [/\be-?mails?\b.*\bopen/i, email('open')], [/\be-?mails?\b.*\brepl/i, { ...email('reply', 'in'), isAutomated: false }],
  [/\be-?mails?\b.*\bbounce/i, email('bounce')], [/\be-?mails?\b.*\bdeliver/i, email('delivered')], [/\be-?mails?\b.*\bsen[dt]/i, email('sent')],
  [/\bpages?\b.*\bvisit|\bvisit.*\bpage\b/i, { kind: 'web', direction: 'in', isAutomated: false }], [/\bforms?\b.*\bsubmit|\bsubmit.*\bform\b/i, { kind: 'form', direction: 'in', isAutomated: false }],
  [/\bsms\b.*\bsen[dt]/i, { kind: 'sms', direction: 'out', isAutomated: true }],
];

/** Bookkeeping about a person, nothing that happened with them. */
const bookkeeping = /^(?:new|updated|unsubscribed|archived)User$|^(?:added|removed)-tag\b|^(?:entered|left|exited)[- ]segment\b|^identify$/i;

/** An event: what happened to whom. Words the preset does not know stay, and are listed as not understood. */
const activityRow = (record: PlainRow): readonly PlainRow[] | 'NOTHING_FOR_TABLE' => {
  const name = firstText(record, ['name', 'eventName', 'event', 'Event', 'Event name', 'type']);
  if (name === null || bookkeeping.test(name)) return 'NOTHING_FOR_TABLE';
  const touch = touches.find(([pattern]) => pattern.test(name.replace(/[-_]/g, ' ')))?.[1];
  return [{
    ...record, event: touch?.kind ?? name, person: firstText(record, ['user.id', 'person.id', 'endUser.id', 'endUserId', 'userId', 'user.userId', 'user.email', 'email', 'Email']),
    ...(touch === undefined ? {} : { outcome: touch.outcome ?? null, direction: touch.direction, automated: touch.isAutomated, actor: touch.isAutomated ? 'marketing' : null }),
  }];
};

const segmentFields = ['segments', 'Segments', 'segment', 'Segment'];

/** Segments a person belongs to, sorted: each combination is a segment of its own, so that segments add up. */
const leadRow = (record: PlainRow): readonly PlainRow[] => {
  const listed = listIn(record, 'segments').map((segment) => (isPlainRow(segment) ? textIn(segment, 'name') : null));
  const field = segmentFields.find((name) => textIn(record, name) !== null) ?? 'segments';
  const text = listed.length > 0 ? listed.join(',') : textIn(record, field);
  const names = [...new Set((text ?? '').split(/[,;]/).map((name) => name.trim()).filter((name) => name !== ''))].sort();
  return [names.length === 0 ? record : { ...record, [field]: names.join(' + ') }];
};

/**
 * Encharge: people (with their segments, first and last UTM values, lead score) and events, as the interface and the export give them.
 * Dates without time are written as midnight, which the loader takes for whole days. Tags have no column here: name them with `columns`.
 */
export const encharge: Preset = {
  open: (record) => openedRecord(record),
  clockZone: 'UTC',
  tables: {
    leads: {
      columns: {
        id: 'id user_id encharge_anonymous_id', received_at: 'createdAt date_created created', updated_at: 'updatedAt', source: 'first_utm_source utm_source', campaign: 'first_utm_campaign utm_campaign',
        score: 'lead_score', segment: 'segments segment', email: 'email', owner_id: 'owner', archived: 'archived',
      },
      rows: leadRow,
      takesFilesApart: (headers) => headers.some((header) => /^segments?$/i.test(header)),
    },
    activities: {
      columns: {
        id: 'id event_id', lead_id: 'person', occurred_at: 'timestamp createdAt date occurredAt', kind: 'event', outcome: 'outcome', direction: 'direction', automated: 'automated', actor: 'actor',
        campaign: 'utm_campaign properties.utm_campaign',
      },
      never: 'type name',
      rows: activityRow,
      takesFilesApart: () => true,
    },
  },
};
