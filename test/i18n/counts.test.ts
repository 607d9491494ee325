import { describe, expect, it } from 'vitest';
import { messagesFor } from '../../src/i18n/all-messages.js';
import { sayCode, type PluralText, type Text } from '../../src/i18n/messages.js';
import { caveatWriter } from '../../src/kpi/caveats.js';
import { caveatTexts, type CaveatCode } from '../../src/kpi/caveat-texts.js';
import { countsOf } from './counts.js';

/**
 * What stands behind a count of one: up to two describing words, then a plural. English plurals end in s, and German ones are told
 * by the nouns that texts are counted by; the dative of a weak noun (`von 1 Kunden`) is none. A part `of 1 deals` is counted by its own number.
 */
const pluralOfOne = {
  en: /(?<![\d.,])(?<!\bof )1 (?:(?!(?:of|in|by|to|at|is|has|was|does|lies|the|stand|stands|below|without|period)\b)[a-z-]+ ){0,2}(?!(?:is|has|was|does|lies|takes|holds|earns|promises|this|business|class|status|process|less|across|always|ends|lacks|its|closes|misses|stands)\b)[a-z]+s\b/u,
  de: /(?<![\d.,])1 (?:[a-zäöüß-]+e )?(?:Zeilen|Deals|Leads|Fälle|Tage|Tagen|Monate|Monaten|Wochen|Stunden|Minuten|Jahre|Jahren|Zeiträume|Zeiträumen|Dubletten|Beträge|Prognosen|Artikelzeilen|Werte|Felder|Phasen|Produkte|Verkäufern|Termine|Kontakte|Segmente|Punkte|Balken|Spalten|Dateien|Tabellen|Quellen|Seiten|Zellen|Treffer|Einträge|Kunden(?! (?:stammen|bringen|tragen|haben|sind)))\b/u,
} as const;
/** One that is spoken of as many. */
const pluralVerb = { en: /(?<![\d.,])(?<!\bof )1 (?:were|are|have)\b/u, de: /\b(?:wurden|sind|haben) 1 (?!(?:von|aller)\b)/u } as const;
const languages = ['en', 'de'] as const;
/** Weak nouns look alike in the dative singular: after `von` they are one. */
const isWrong = (text: string, language: 'en' | 'de'): boolean => pluralOfOne[language].test(language === 'de' ? text.replaceAll(/von (?:nur )?1 Kunden|von 1 Deals/gu, '') : text) || pluralVerb[language].test(text);

/** What texts count by beside the number that chooses their form, or without one; never one is what occurs more than once. */
const counts = new Set(['n', 'k', 'h', 'd', 'days', 'months', 'received', 'worked', 'qualified', 'matched', 'dropped', 'names', 'rows', 'pages', 'followed', 'met', 'hits', 'won']);

const caveat = caveatWriter(caveatTexts);
const placeholders = (text: Text): readonly string[] => [...new Set((typeof text === 'string' ? [text] : Object.values(text)).flatMap((form) => [...String(form).matchAll(/\{(\w+)\}/gu)].map(([, name]) => String(name))))];

describe('a count of one', () => {
  it('is told from a plural by the rule', () => {
    expect(['1 rows left', '1 closed deals have', '1 qualified leads have no date', 'Of 5 leads 1 were won'].map((text) => isWrong(text, 'en'))).toEqual([true, true, true, true]);
    expect(['1 row left', '21 rows', '1 closed deal has', '1 of 3 deals', '0.1 days'].map((text) => isWrong(text, 'en'))).toEqual([false, false, false, false, false]);
    expect(['1 Zeilen', '1 abgeschlossene Deals', '1 Kunden', '1 Tagen', 'Von 5 Leads wurden 1 gewonnen'].map((text) => isWrong(text, 'de'))).toEqual([true, true, true, true, true]);
    expect(['1 Zeile', '21 Zeilen', '1 abgeschlossener Deal', 'von 1 Kunden', '1 von 3 Deals'].map((text) => isWrong(text, 'de'))).toEqual([false, false, false, false, false]);
  });
  it.each(Object.keys(caveatTexts) as CaveatCode[])('%s: none, one, two and five, each as it is said', (code) => {
    for (const count of [0, 1, 2, 5]) {
      const note = caveat(code, countsOf(count));
      for (const language of languages) {
        expect(note[language]).not.toMatch(/[{}|]|undefined|NaN/u);
        expect([note[language], isWrong(note[language], language)]).toEqual([note[language], false]);
      }
      expect(note.en).not.toBe(note.de);
    }
  });
  it.each(languages)('in every text of the catalogue, %s', (language) => {
    const messages = messagesFor(language);
    const wrong = (Object.entries(messages.catalogue) as [string, Text][]).flatMap(([key, text]) => [[0, 0], [1, 1], [2, 2], [5, 5], [5, 1]].flatMap(([count, beside]) => {
      const by = typeof text === 'string' ? null : (text.by ?? 'n');
      const params = Object.fromEntries([...placeholders(text), ...(by === null ? [] : [by])].map((name) => [name, name === by ? count : counts.has(name) ? beside : 'Ann']));
      const said = sayCode(messages, key, params) ?? key;
      return isWrong(said, language) || /undefined|NaN|\{\w+\}/u.test(said) ? [`${key}: ${said}`] : [];
    }));
    expect(wrong).toEqual([]);
  });
  it.each(languages)('has a form of its own wherever a text has forms, %s', (language) => {
    const texts = (Object.entries(messagesFor(language).catalogue) as [string, Text][]).filter((entry): entry is [string, PluralText] => typeof entry[1] !== 'string');
    expect(texts.filter(([, { one }]) => one === undefined).map(([key]) => key)).toEqual([]);
  });
});
