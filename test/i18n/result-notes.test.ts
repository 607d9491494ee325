import { describe, expect, it } from 'vitest';
import { messagesFor } from '../../src/i18n/all-messages.js';
import { caveatText } from '../../src/i18n/caveat-text.js';
import { issueText } from '../../src/i18n/issue-text.js';
import { resultNotes } from '../../src/i18n/result-notes.js';
import type { KpiResult } from '../../src/model/result.js';
import { closeRatio } from '../fixtures/results.js';

const unreliable = (n: number): KpiResult =>
  ({ ...closeRatio, n, reliability: 'unreliable', caveats: [{ code: 'R_UNRELIABLE', severity: 'block', params: { n }, en: '', de: '' }] });
const said = (n: number, locale: string): readonly string[] => resultNotes(unreliable(n), messagesFor(locale)).map(({ text }) => text);

describe('the note of a figure that is not reliable', () => {
  it('counts its cases, one as one', () => {
    expect([...said(1, 'en'), ...said(7, 'en'), ...said(1, 'de')])
      .toEqual(['Only 1 case: do not rely on this number.', 'Only 7 cases: do not rely on this number.', 'Nur 1 Fall: Zahl nicht belastbar.']);
  });
  it('says of an estimate from deals that all still have time that none is settled, not that there are 0 of them', () => {
    expect([...said(0, 'en'), ...said(0, 'de')]).toEqual([
      'None of the deals has had its full time yet: do not rely on this estimate.', 'Kein Deal hatte schon seine volle Zeit: Schätzung nicht belastbar.',
    ]);
  });
});

describe('a list of headers in a finding', () => {
  const headers = Array.from({ length: 40 }, (_, i) => `column_${i + 10}`).join(', ');
  it('is cut after a whole name, and says so', () => {
    const { what } = issueText({ code: 'MISSING_COLUMN', severity: 'error', table: 'deals', column: 'status', params: { headers }, count: 1, message: '' }, messagesFor('en'));
    expect(what).toMatch(/^has no column for status\. Found: column_10, .*, column_\d\d …\.$/u);
  });
});

describe('a note that names a dimension', () => {
  const noted = (dim: string, locale: string): string => caveatText({ code: 'CAC_SPEND_NOT_SPLIT', severity: 'block', params: { dim }, en: 'own', de: 'eigen' }, messagesFor(locale));
  it('calls it as the page does, and a column of the host’s own by its name', () => {
    expect([noted('owner_id', 'en'), noted('segment', 'de'), noted('tier_2', 'de')])
      .toEqual(['Spend is not recorded by rep.', 'Kosten sind nicht nach Segment erfasst.', 'Kosten sind nicht nach tier_2 erfasst.']);
  });
});
