import { describe, expect, it } from 'vitest';
import { issueCodes } from '../../src/ingest/issue-codes.js';
import { messagesFor } from '../../src/i18n/all-messages.js';
import { caveatText } from '../../src/i18n/caveat-text.js';
import { de } from '../../src/i18n/de.js';
import { deNotes } from '../../src/i18n/de-notes.js';
import { enNotes } from '../../src/i18n/en-notes.js';
import { issueText } from '../../src/i18n/issue-text.js';
import { percentStyle } from '../../src/i18n/percent-style.js';
import { registerLanguage } from '../../src/i18n/register-language.js';
import { caveatWriter } from '../../src/kpi/caveats.js';
import { caveatTexts, type CaveatCode } from '../../src/kpi/caveat-texts.js';
import type { DataIssue, ErrorCode } from '../../src/model/issue.js';
import { countsOf } from './counts.js';

const caveat = caveatWriter(caveatTexts);

/** Complete, or it does not compile. */
const errorCodes: Readonly<Record<ErrorCode, true>> = {
  ABORTED: true, ANNOTATION: true, CANCELLED: true, CLOSED: true, CONFIG: true, DEADLINE: true, EMPTY_BODY: true, HOST: true, HTTP: true, INPUT: true, INTERNAL: true, KPI_CODE: true,
  NETWORK: true, QUERY: true, RELOAD: true, SECRET_IN_ATTRIBUTE: true, SHAPE: true, TRUNCATED: true, UNKNOWN_KPI: true, URL: true, VERSION: true,
  WORKER: true, WORKER_DOWN: true, WORKER_REPLY: true,
};
const codes = [...new Set([...Object.keys(issueCodes), ...Object.keys(errorCodes)])].sort();
const en = messagesFor('en');
const german = messagesFor('de');
const issue = (code: string, more: Partial<DataIssue> = {}): DataIssue =>
  ({ code, severity: 'error', table: 'deals', count: 3, message: 'What the console says.', ...more });

describe('every code of a finding or an error', () => {
  it.each(codes)('%s is said in English and in German', (code) => {
    expect(enNotes).toHaveProperty([`issue.${code}`]);
    expect(deNotes).toHaveProperty([`issue.${code}`]);
  });
  it('has a text, and no text is left over from a code that is gone', () => {
    const texts = Object.keys(enNotes).flatMap((key) => /^issue\.([A-Z_]+)$/u.exec(key)?.[1] ?? []);
    expect(texts.filter((code) => !codes.includes(code))).toEqual([]);
  });
});

describe('issueText(issue)', () => {
  it('counts one thing as one', () => {
    expect(issueText(issue('FIELD_COUNT', { params: { got: 1, expected: 5 } }), en).what).toBe('1 field instead of 5.');
    expect(issueText(issue('FIELD_COUNT', { params: { got: 1, expected: 5 } }), german).what).toBe('1 Feld statt 5.');
    expect(issueText(issue('ZERO_IS_NULL', { count: 1 }), en).what).toBe('1 amount of 0 was read as not given.');
    expect(issueText(issue('ZERO_IS_NULL', { count: 1200 }), german).what).toBe('1.200 Beträge von 0 gelten als nicht angegeben.');
  });
  it('says in German what was expected and what was found', () => {
    expect(issueText(issue('SHAPE', { params: { expected: 'an array of objects', got: 'nothing' } }), german).what).toBe('erwartet eine Liste von Objekten, gefunden nichts.');
    expect(issueText(issue('TOO_LARGE', { params: { limit: 50_000, unit: 'rows' } }), german).what).toBe('überschreitet die Grenze von 50.000 Zeilen.');
    expect(issueText(issue('NOT_IN_LIST', { value: 'Kim', params: { list: 'owners' } }), german).what).toBe('„Kim“ steht nicht in der Tabelle Verkäufer.');
  });
  it('quotes data as it is, also where it looks like a placeholder or a percentage', () => {
    expect(issueText(issue('NUMBER', { value: '{count} 5 %' }), en).what).toBe('“{count} 5 %” is no number.');
    expect(issueText(issue('NUMBER'), en).what).toBe('“?” is no number.');
  });
  it('keeps the message of a code that no catalogue knows', () => expect(issueText(issue('OF_THE_HOST'), german).what).toBe('What the console says.'));
});

const caveatCodes = Object.keys(caveatTexts) as CaveatCode[];

describe('counted notes on a number', () => {
  it.each(caveatCodes)('%s is said by the page as the note says it itself, of none, one, two and five', (code) => {
    for (const count of [0, 1, 2, 5]) {
      const note = caveat(code, countsOf(count));
      expect([caveatText(note, en), caveatText(note, german)], String(count)).toEqual([percentStyle(note.en, 'en'), percentStyle(note.de, 'de')]);
    }
  });
  it('are said as one or as many', () => {
    expect(caveatText(caveat('R_UNRELIABLE', { n: 1 }), en)).toBe('Only 1 case: do not rely on this number.');
    expect(caveatText(caveat('R_UNRELIABLE', { n: 9 }), en)).toBe('Only 9 cases: do not rely on this number.');
    expect(caveatText(caveat('R_UNRELIABLE', { n: 1 }), german)).toBe('Nur 1 Fall: Zahl nicht belastbar.');
    expect(caveatText(caveat('DQ_FUTURE', { n: 1 }), german)).toBe('1 Zeile nach dem Stichtag verworfen.');
    expect(caveatText(caveat('CLV_OUTLIERS', { p: 0.512, k: 1 }), en)).toBe('51% of revenue comes from 1 customer.');
    expect(caveatText(caveat('CLV_OUTLIERS', { p: 0.051, k: 3 }), german)).toBe('5,1\u202f% des Umsatzes von 3 Kunden.');
  });
});

describe('percent signs of a note', () => {
  it('are all written as the locale writes them', () => {
    const stale = caveat('PL_STALE', { p: 0.42 });
    expect(caveatText(stale, en)).toBe('42% of value is older than 90% of won deals.');
    expect(caveatText(stale, german)).toBe('42\u202f% des Werts ist älter als 90\u202f% der gewonnenen Deals.');
    expect(caveatText(stale, messagesFor('de-CH'))).toBe('42% des Werts ist älter als 90% der gewonnenen Deals.');
  });
  it('and shares are shares in the words of a further language, too', () => {
    registerLanguage('da', { 'caveat.SC_TAIL_OPEN': '{p} er stadig åbne.' } as Parameters<typeof registerLanguage>[1]);
    expect(caveatText(caveat('SC_TAIL_OPEN', { p: 0.2778 }), messagesFor('da'))).toBe('28\u202f% er stadig åbne.');
  });
  it('stay where German sets hyphens', () => expect(de['table.interval']).toBe('95-%-Intervall'));
});
