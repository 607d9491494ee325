import type { TableName } from '../model/schema.js';
import type { CategoryColumn } from '../model/table.js';
import type { DraftTable } from './draft-table.js';
import { nameKey } from './header-names.js';
import { codeArray } from './merge-categories.js';
import type { TableLog } from './report.js';

/** Columns with a fixed set of words, and how else they are written (compared by nameKey). */
const vocabularies: Partial<Record<TableName, Readonly<Record<string, Readonly<Record<string, string>>>>>> = {
  deals: {
    type: {
      new: 'new newbusiness newcustomer neu neukunde neugeschaeft', renewal: 'renewal renew existingcustomerreplacement verlaengerung',
      upsell: 'upsell upgrade existingbusiness existingcustomerupgrade existingbusinessupsell crosssell expansion bestandskunde erweiterung',
    },
  },
  activities: {
    kind: {
      email: 'email mail emails incomingemail forwardedemail emailsent listemail', call: 'call calls phone phonecall anruf telefonat', meeting: 'meeting meetings termin lunch event besuch',
      video: 'video videocall videokonferenz', chat: 'chat conversation conversationsession', sms: 'sms text', form: 'form formsubmission formular', ad: 'ad anzeige',
      web: 'web pageview website', webinar: 'webinar',
    },
    direction: { in: 'in inbound incoming incomingemail eingehend', out: 'out outbound outgoing email ausgehend' },
    actor: { sales: 'sales vertrieb', marketing: 'marketing' },
    outcome: {
      open: 'open opened geoeffnet', click: 'click clicked geklickt', reply: 'reply replied antwort beantwortet', bounce: 'bounce bounced hardbounce hardbounced softbounce softbounced unzustellbar', delivered: 'delivered zugestellt',
      sent: 'sent gesendet versendet', completed: 'completed held done durchgefuehrt stattgefunden erledigt abgeschlossen', scheduled: 'scheduled geplant', rescheduled: 'rescheduled verschoben',
      connected: 'connected answered reached conversation verbunden erreicht gesprochen', no_answer: 'noanswer nichterreicht', busy: 'busy besetzt', voicemail: 'voicemail leftvoicemail mailbox',
      cancelled: 'cancelled canceled abgesagt storniert abgebrochen entfallen ausgefallen', no_show: 'noshow nichterschienen nichtangetreten',
    },
  },
  stage_history: { outcome: { open: 'open offen', won: 'won gewonnen closedwon', lost: 'lost verloren closedlost' } },
  spend: { kind: { marketing: 'marketing', sales: 'sales vertrieb' } },
};

/** Rewrites dictionary entries; entries that become equal share one code. */
export const recode = (column: CategoryColumn, rewrite: (value: string) => string | null): CategoryColumn => {
  const dictionary: (string | null)[] = [null];
  const codeOf = new Map<string | null, number>([[null, 0]]);
  let isSame = true;
  const newCodes = column.dictionary.map((value, code) => {
    const written = value === null ? null : rewrite(value);
    let next = codeOf.get(written);
    if (next === undefined) {
      next = dictionary.push(written) - 1;
      codeOf.set(written, next);
    }
    if (next !== code || written !== value) isSame = false;
    return next;
  });
  if (isSame) return column;
  const codes = codeArray(dictionary.length, column.codes.length);
  for (let row = 0; row < codes.length; row++) codes[row] = newCodes[column.codes[row] as number] as number;
  return { kind: 'category', codes, dictionary };
};

/** Rows per dictionary code. */
export const countCodes = ({ codes, dictionary }: CategoryColumn): Uint32Array => {
  const counts = new Uint32Array(dictionary.length);
  for (let row = 0; row < codes.length; row++) counts[codes[row] as number] = (counts[codes[row] as number] as number) + 1;
  return counts;
};

/** The host's own translation of values, text in the file → canonical value. */
export const applyValues = (table: DraftTable, values: Readonly<Record<string, Readonly<Record<string, string>>>>): DraftTable => {
  const columns = new Map(table.columns);
  for (const [name, translation] of Object.entries(values)) {
    const column = columns.get(name);
    if (column?.kind === 'category') columns.set(name, recode(column, (value) => (Object.hasOwn(translation, value) ? (translation[value] as string) : value)));
  }
  return { ...table, columns };
};

/** Brings columns with a fixed vocabulary to our words. What is not understood stays as it is and is listed. */
export const applyVocabulary = (table: DraftTable, log: TableLog): DraftTable => {
  const columns = new Map(table.columns);
  for (const [name, words] of Object.entries(vocabularies[table.name] ?? {})) {
    const column = columns.get(name);
    if (column?.kind !== 'category') continue;
    const wordOf = new Map(Object.entries(words).flatMap(([word, spellings]) => spellings.split(' ').map((spelling) => [spelling, word] as const)));
    const counts = countCodes(column);
    log.unknownValues(name, column.dictionary.flatMap((value, code) =>
      value !== null && !wordOf.has(nameKey(value)) && (counts[code] as number) > 0 ? [{ value, count: counts[code] as number }] : []));
    columns.set(name, recode(column, (value) => wordOf.get(nameKey(value)) ?? value));
  }
  for (const name of ['currency', 'ccy']) {
    const column = columns.get(name);
    if (column?.kind === 'category') columns.set(name, recode(column, (value) => (/^[A-Za-z]{3}$/.test(value) ? value.toUpperCase() : value)));
  }
  return { ...table, columns };
};
