import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { messagesFor } from '../../src/i18n/all-messages.js';
import { de as deCore } from '../../src/i18n/de.js';
import { deCharts } from '../../src/i18n/de-charts.js';
import { deNotes } from '../../src/i18n/de-notes.js';
import { en as enCore } from '../../src/i18n/en.js';
import { enCharts } from '../../src/i18n/en-charts.js';
import { enNotes } from '../../src/i18n/en-notes.js';
import { languageOf, type LanguageNode } from '../../src/i18n/language-of.js';
import { say, sayRuns, type Text } from '../../src/i18n/messages.js';
import { languages } from '../../src/i18n/languages.js';
import { loadMessages, messagesAtHand } from '../../src/i18n/load-messages.js';
import { registerLanguage } from '../../src/i18n/register-language.js';

const en = { ...enCore, ...enNotes, ...enCharts };
const de = { ...deCore, ...deNotes, ...deCharts };

const placeholders = (text: Text): readonly string[] =>
  [...new Set(Object.values(typeof text === 'string' ? { other: text } : text).flatMap((form: string) => form.match(/\{\w+\}/gu) ?? []))].sort();
const texts = (text: Text): readonly string[] => (typeof text === 'string' ? [text] : Object.values(text) as string[]);

describe('the two catalogues say the same things', () => {
  it('have the same keys in the same order', () => expect(Object.keys(de)).toEqual(Object.keys(en)));
  it('fill in the same names', () => {
    const differing = Object.keys(en).filter((key) => {
      const [english, german] = [placeholders(en[key as keyof typeof en]), placeholders(de[key as keyof typeof en])];
      return english.join() !== german.join();
    });
    expect(differing).toEqual([]);
  });
  it('have forms for one and many where English has them', () => {
    const differing = Object.keys(en).filter((key) => typeof en[key as keyof typeof en] !== typeof de[key as keyof typeof en]);
    expect(differing).toEqual([]);
  });
  it('choose the form by the same number', () => {
    const by = (text: Text): string => (typeof text === 'string' ? '' : text.by ?? 'n');
    expect(Object.keys(en).filter((key) => by(en[key as keyof typeof en]) !== by(de[key as keyof typeof en]))).toEqual([]);
  });
  it('have a singular wherever a number stands before a plural', () => {
    // Always more than one.
    const plural = new Set(['state.suppressed.text', 'issue.DUPLICATE_COLUMN', 'interval.cases']);
    const lacking = Object.entries(en as Record<string, Text>)
      .filter(([key, text]) => typeof text === 'string' && !plural.has(key) && /\{(?:n|k|d|h|count|of|total|used|got|months|limit|stages)\} (?:\w+ )??\w+s\b/u.test(text));
    expect(lacking).toEqual([]);
  });
  it('leave no text empty, and no German text untranslated where English has more than two words', () => {
    const same = Object.keys(en).filter((key) => {
      const english = texts(en[key as keyof typeof en]);
      return english.some((text) => text.trim() === '')
        || english.some((text) => (text.replace(/\{\w+\}/gu, '').match(/\p{L}{3,}/gu) ?? []).length > 2 && texts(de[key as keyof typeof en]).includes(text));
    });
    expect(same).toEqual([]);
  });
  it('use typographic signs: no hyphen for minus, no three dots, no straight quotes', () => {
    const wrong = [en, de].flatMap((catalogue) => Object.values(catalogue as Record<string, Text>).flatMap(texts).filter((text) => /\.\.\.|"| - /u.test(text)));
    expect(wrong).toEqual([]);
  });
});

describe('say(messages, key, params)', () => {
  it('chooses the plural form by the number that the text names', () => {
    expect([1, 2].map((total) => say(messagesFor('en'), 'state.partial', { days: 0, total }))).toEqual(['0 of 1 day', '0 of 2 days']);
    expect([1, 2].map((count) => say(messagesFor('de'), 'trend.point', { period: 'Q1', value: '3', count }))).toEqual(['Q1: 3, aus 1 Fall.', 'Q1: 3, aus 2 Fällen.']);
    expect([1, 1.5].map((n) => say(messagesFor('de'), 'unit.touches', { n }))).toEqual(['Kontakt', 'Kontakte']);
  });
  it('chooses the plural form and writes numbers as the locale does', () => {
    expect(say(messagesFor('en'), 'footer.leftOut', { n: 1 })).toBe('1 row left out');
    expect(say(messagesFor('en'), 'footer.leftOut', { n: 4812 })).toBe('4,812 rows left out');
    expect(say(messagesFor('de'), 'footer.leftOut', { n: 4812 })).toBe('4.812 Zeilen ausgelassen');
    expect(say(messagesFor('de'), 'footer.leftOut', { n: 0 })).toBe('0 Zeilen ausgelassen');
  });
  it('puts texts in as they are, also those that look like placeholders', () => {
    expect(say(messagesFor('en'), 'change.since', { amount: '{day}', day: '$& <b>' })).toBe('{day} since $& <b>');
  });
  it('gives parts, so that what matters can be emphasised', () => {
    expect(sayRuns(messagesFor('en'), 'target.line', ['target'], { target: '45', verdict: 'met' })).toEqual([
      { text: 'Target ', strong: false }, { text: '45', strong: true }, { text: ', ', strong: false }, { text: 'met', strong: false },
    ]);
  });
});

describe('messagesFor(locale) finds the nearest language', () => {
  it.each([['de', 'de', 'de'], ['de-AT', 'de', 'de-AT'], ['de_CH', 'de', 'de-CH'], ['de-Latn-DE', 'de', 'de-Latn-DE'], ['en-US', 'en', 'en-US'], ['tlh', 'en', 'en'], ['not a tag', 'en', 'en'], ['', 'en', 'en']])(
    '%s speaks %s with figures of %s', (locale, language, figures) => {
      const messages = messagesFor(locale);
      expect([messages.language, messages.locale]).toEqual([language, figures]);
    });
  it('takes up a registered language and says what it lacks in English', () => {
    registerLanguage('nl', { 'kpi.sales_cycle': 'Verkoopcyclus' });
    expect(say(messagesFor('nl-BE'), 'kpi.sales_cycle')).toBe('Verkoopcyclus');
    expect(say(messagesFor('nl-BE'), 'kpi.cac')).toBe('Acquisition cost');
  });
});

describe('loadMessages(locale) fetches a language when it is first spoken', () => {
  it('and has it at hand from then on, in every locale of it', async () => {
    expect(messagesAtHand('de-AT')).toBeNull();
    const messages = await loadMessages('de-AT');
    expect([messages.language, messages.locale, say(messages, 'funnel.won')]).toEqual(['de', 'de-AT', 'Gewonnen']);
    expect(messagesAtHand('de-CH')?.locale).toBe('de-CH');
    expect(messagesAtHand('de-CH')?.catalogue, 'one catalogue, not one per widget').toBe(messages.catalogue);
    expect(messagesAtHand('en'), 'nobody spoke English').toBeNull();
  });
  it.each(['en', 'de', 'de-CH', 'tlh', ''])('and says the same as where all languages are in memory: %s', async (locale) => {
    expect(await loadMessages(locale)).toEqual(messagesFor(locale));
  });
  it('takes up a language registered later, with the nearest texts for what it lacks', async () => {
    await loadMessages('sv');
    expect(messagesAtHand('sv')?.language).toBe('en');
    registerLanguage('sv', { 'kpi.cac': 'Anskaffningskostnad' });
    expect(messagesAtHand('sv')).toBeNull();
    const swedish = await loadMessages('sv');
    expect([swedish.language, say(swedish, 'kpi.cac'), say(swedish, 'funnel.won')]).toEqual(['sv', 'Anskaffningskostnad', 'Won']);
    registerLanguage('de-CH', { 'kpi.cac': 'Akquisekosten' });
    const swiss = await loadMessages('de-CH');
    expect([swiss.language, say(swiss, 'kpi.cac'), say(swiss, 'funnel.won')]).toEqual(['de-ch', 'Akquisekosten', 'Gewonnen']);
    expect(say(await loadMessages('de-AT'), 'kpi.cac')).toBe('Gewinnungskosten');
  });
  it('knows the languages that code without a page has in memory', () => {
    expect(Object.keys(languages).map((language) => messagesFor(language).language)).toEqual(Object.keys(languages));
  });
});

describe('languageOf(element) is the nearest lang around it', () => {
  const node = (lang: string | null, host: LanguageNode | null = null): LanguageNode => ({
    closest: () => (lang === null ? null : { getAttribute: () => lang }),
    getRootNode: () => (host ? { host } : {}),
  });
  it('looks through shadow roots up to the document', () => {
    expect(languageOf(node(null, node(null, node('de-AT'))))).toBe('de-AT');
    expect(languageOf(node('en', node('de')))).toBe('en');
  });
  it('is null when no one set it', () => expect(languageOf(node(null, node(null)))).toBeNull());
});

describe('the texts of the kit', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts') && !file.startsWith('i18n/e') && !file.startsWith('i18n/d'));
  const source = files.map((file) => readFileSync(`src/${file}`, 'utf8')).join('\n');
  /** Keys that are put together, such as `target.${status}`. */
  const heads = [...source.matchAll(/`([\w.]+\.)\$\{/gu)].map(([, head]) => head as string);
  it('are all said somewhere', () => {
    const groups = ['shape.', 'size.', 'annotation.fault.', ...heads];
    expect(Object.keys(en).filter((key) => !source.includes(`'${key}'`) && !groups.some((head) => key.startsWith(head)))).toEqual([]);
  });
});
