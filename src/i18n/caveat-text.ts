import type { Caveat } from '../model/result.js';
import { hasMessage, type Messages } from './messages.js';

/** A caveat brings its own English and German; another language may have it under `caveat.CODE`. */
export const caveatText = (caveat: Caveat, messages: Messages): string => {
  if (messages.language === 'de' || messages.language.startsWith('de-')) return caveat.de;
  const key = `caveat.${caveat.code}`;
  if (!hasMessage(messages, key)) return caveat.en;
  const template = messages.catalogue[key] as unknown as string;
  return template.replace(/\{(\w+)\}/g, (whole, name: string) =>
    (Object.hasOwn(caveat.params, name) ? String(caveat.params[name]) : whole));
};
