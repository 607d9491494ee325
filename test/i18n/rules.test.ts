import { describe, expect, it } from 'vitest';
import { messagesFor } from '../../src/i18n/all-messages.js';
import { ruleText } from '../../src/i18n/rule-text.js';
import { loadRuleCodes } from '../../src/ingest/load-rules.js';
import { kpis } from '../../src/kpi/registry.js';
import type { KpiResult } from '../../src/model/result.js';

/** What a figure counts while it is made, and what loading counted for it. */
const definitions = await Promise.all(Object.values(kpis).map((load) => load()));
const codes = [...new Set([...loadRuleCodes, ...definitions.flatMap(({ dataRules }) => Object.keys(dataRules))])].sort();

const said = (code: string, count: number, language: string): string =>
  ruleText({ code, table: 'deals', count, column: 'currency', value: 'EUR' }, { caveats: [] as KpiResult['caveats'] } as KpiResult, messagesFor(language));

describe('every rule that a figure names in its provenance', () => {
  it.each(codes)('%s is a sentence of its own in English and in German, of one and of many, with the count', (code) => {
    for (const language of ['en', 'de']) {
      const [one, many] = [said(code, 1, language), said(code, 1234, language)];
      for (const text of [one, many]) {
        expect(text).not.toContain(code);
        expect(text).not.toMatch(/[{}…?]/u);
        expect(text).toMatch(/[.)]$/u);
      }
      expect(many).toContain(language === 'de' ? '1.234' : '1,234');
      expect(one).not.toBe(many);
    }
    expect(said(code, 2, 'de')).not.toBe(said(code, 2, 'en'));
  });
  it('of a code that nobody knows is the code, with how often', () => expect(said('OF_THE_HOST', 3, 'en')).toBe('OF_THE_HOST (3)'));
});
