import type { enCharts } from './en-charts.js';
import type { enControls } from './en-controls.js';
import type { enNotes } from './en-notes.js';
import type { en } from './en.js';

/** A text that depends on a count: forms by Intl.PluralRules category of the parameter `by`, which is `n` unless named. */
export interface PluralText {
  readonly by?: string;
  readonly zero?: string; readonly one?: string; readonly two?: string; readonly few?: string; readonly many?: string;
  readonly other: string;
}
export type Text = string | PluralText;
type English = typeof en & typeof enNotes & typeof enCharts & typeof enControls;
export type MessageKey = keyof English;

/** The keys of an English catalogue in another language, plural forms where English has them. */
export type CatalogueOf<E> = { readonly [K in keyof E]: E[K] extends string ? string : PluralText };

/** What a language file has to hold: every key, those of notes and pictures too. */
export type Catalogue = CatalogueOf<English>;

/** The texts of one language, spoken in one locale (`de` texts with `de-CH` figures). */
export interface Messages {
  /** Language of the texts: `de`. */
  readonly language: string;
  /** Locale of the figures: `de-CH`. */
  readonly locale: string;
  /** A text that is not there says its key. */
  readonly catalogue: Catalogue;
}

type Placeholders<T extends string> = T extends `${string}{${infer Name}}${infer Rest}` ? Name | Placeholders<Rest> : never;
type TemplateOf<K extends MessageKey> = English[K] extends { readonly other: infer Other extends string } ? Other
  : English[K] extends string ? English[K] : never;
/** The parameter that chooses the plural form. */
type CountOf<K extends MessageKey> = English[K] extends { readonly by: infer By extends string } ? By
  : English[K] extends { readonly other: string } ? 'n' : never;
type NamesOf<K extends MessageKey> = Placeholders<TemplateOf<K>> | CountOf<K>;

type Params = Readonly<Record<string, string | number | undefined>>;

/** Names to fill in, read off the English text by the compiler; what chooses a plural form is a number. */
export type ParamsOf<K extends MessageKey> = { readonly [P in NamesOf<K>]: P extends CountOf<K> ? number : string | number };
export type ParamArgs<K extends MessageKey> = [NamesOf<K>] extends [never] ? [] : [params: ParamsOf<K>];

export interface MessageRun { readonly text: string; readonly strong: boolean }

const numberFormats = new Map<string, Intl.NumberFormat>();
const pluralRules = new Map<string, Intl.PluralRules>();

/** The text for a key, filled in. Numbers get the locale's separators, texts stay as they are. */
export const say = <K extends MessageKey>(messages: Messages, key: K, ...args: ParamArgs<K>): string =>
  sayRuns(messages, key, [], ...args).map((run) => run.text).join('');

/** The same in parts: what was filled in for the names in `strong` is emphasised. */
export const sayRuns = <K extends MessageKey>(
  messages: Messages, key: K, strong: readonly string[], ...args: ParamArgs<K>
): readonly MessageRun[] => runsOf(messages, key, args[0] ?? {}, strong);

/** The text for a code that comes from data, with whatever facts came along and `missing` for others; null = no text has this key. */
export const sayCode = (messages: Messages, key: string, params: Params, missing?: string): string | null =>
  (hasMessage(messages, key) ? runsOf(messages, key, params, [], missing).map((run) => run.text).join('') : null);

/** Whether a key exists: for codes that come from data, such as table names and issue codes. */
export const hasMessage = (messages: Messages, key: string): key is MessageKey => Object.hasOwn(messages.catalogue, key);

const runsOf = (messages: Messages, key: MessageKey, params: Params, strong: readonly string[], missing?: string): readonly MessageRun[] => {
  const template = templateOf(messages, key, params);
  const runs: MessageRun[] = [];
  let end = 0;
  for (const found of template.matchAll(/\{(\w+)\}/g)) {
    const name = found[1] as string;
    const value = (Object.hasOwn(params, name) ? params[name] : undefined) ?? missing;
    if (value === undefined) continue;
    if (found.index > end) runs.push({ text: template.slice(end, found.index), strong: false });
    runs.push({ text: written(value, messages.locale), strong: strong.includes(name) });
    end = found.index + found[0].length;
  }
  if (end < template.length) runs.push({ text: template.slice(end), strong: false });
  return runs;
};

const templateOf = (messages: Messages, key: MessageKey, params: Params): string => {
  const text: Text | undefined = messages.catalogue[key];
  if (text === undefined) return key;
  if (typeof text === 'string') return text;
  const count = params[text.by ?? 'n'];
  if (typeof count !== 'number') return text.other;
  let rules = pluralRules.get(messages.language);
  if (!rules) pluralRules.set(messages.language, rules = new Intl.PluralRules(messages.language));
  return text[rules.select(count)] ?? text.other;
};

const written = (value: string | number, locale: string): string => {
  if (typeof value === 'string') return value;
  let format = numberFormats.get(locale);
  if (!format) numberFormats.set(locale, format = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }));
  return format.format(value).replaceAll('-', '\u2212');
};
