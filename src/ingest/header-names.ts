const folds: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' };
const prefix = /^(?:property_|properties_|hs_v2_|hs_)/;

/** Lower case without umlauts and accents. */
export const fold = (text: string): string =>
  text.toLowerCase().replace(/[äöüß]/g, (letter) => folds[letter] as string).normalize('NFKD').replace(/\p{M}/gu, '');

/** Words of a header joined by `_`: `CloseDate`, `Close Date` and `close-date` all have the words close and date. */
export const headerWords = (header: string): string =>
  fold(header.replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1_$2')).replace(/[^\p{L}\p{N}]+/gu, '_').replace(/^_+|_+$/g, '');

/** Vendor prefixes and the suffix of custom fields taken off. */
export const withoutVendorMarks = (words: string): string => {
  let bare = words;
  while (prefix.test(bare)) bare = bare.replace(prefix, '');
  return bare.replace(/_+c$/, '');
};

/** Objects that interfaces put around all fields of a record: JSON:API, Airtable, GraphQL and the like. What Salesforce says about a record is none of its fields. */
const wrapper = /^(?:(?:properties|attributes(?!\.(?:type|id|url)$)|fields|values|record|data|node)\.)+(?=.)/i;

/** The name of a field within its record, without what every field is wrapped in. */
export const withoutWrapper = (header: string): string => header.replace(wrapper, '');

/** Whether a field lies in an object of its own: `owner.name`, but not `Abschl. am`. */
export const isNested = (header: string): boolean => /[^\s.]\.[^\s.]/.test(header);

/** What headers are compared by: word borders do not count. */
export const headerKey = (words: string): string => words.replaceAll('_', '');

/** Names compared regardless of case, accents, blanks and punctuation: `GTXPro` = `GTX Pro`. Empty = nothing to compare. */
export const nameKey = (name: string): string => fold(name).replace(/[^\p{L}\p{N}]/gu, '');
