import type { Caveat } from '../model/result.js';
import { sayCode, type Messages } from './messages.js';
import { percentStyle } from './percent-style.js';
import { dimensionName } from './words.js';

/** Parameters that are shares; one decimal below 10 %, so that a small one does not read as none. */
const isShare = (name: string): boolean => name === 'p' || name === 'x';

const written = (name: string, value: string | number, messages: Messages): string | number => {
  if (typeof value === 'string') return name === 'dim' ? dimensionName(messages, value) : value;
  if (!isShare(name)) return value;
  const digits = Math.abs(value) < 0.1 ? 1 : 0;
  return new Intl.NumberFormat(messages.locale, { style: 'percent', maximumFractionDigits: digits, signDisplay: name === 'x' ? 'exceptZero' : 'auto' }).format(value);
};

/**
 * A note in the language of the page: as the catalogue words its code, with the plural form that its count needs, else
 * as the note brings it along.
 */
export const caveatText = (caveat: Caveat, messages: Messages): string => {
  const params = Object.fromEntries(Object.entries(caveat.params).map(([name, value]) => [name, written(name, value, messages)]));
  const own = messages.language.split('-')[0] === 'de' ? caveat.de : caveat.en;
  return percentStyle(sayCode(messages, `caveat.${caveat.code}`, params) ?? own, messages.locale);
};
