import { blankRecord } from '../blank-record.js';
import { isPlainRow, type PlainRow } from '../plain-row.js';

/** What lies in a field as an object; an empty one where there is none. */
export const objectIn = (record: PlainRow, field: string): PlainRow => {
  const value = Object.hasOwn(record, field) ? record[field] : undefined;
  return isPlainRow(value) && !(value instanceof Date) ? value : {};
};

/** What lies in a field as a list. */
export const listIn = (record: PlainRow, field: string): readonly unknown[] => {
  const value = Object.hasOwn(record, field) ? record[field] : undefined;
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
};

/** A field as text; null = missing, or no scalar. Numbers are written as they are. */
export const textIn = (record: PlainRow, field: string): string | null => {
  const value = Object.hasOwn(record, field) ? record[field] : undefined;
  const text = typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean' ? String(value) : typeof value === 'string' ? value.trim() : '';
  return text === '' ? null : text;
};

/** The first of several fields that holds a text. */
export const firstText = (record: PlainRow, fields: readonly string[]): string | null => {
  for (const field of fields) {
    const text = textIn(record, field);
    if (text !== null) return text;
  }
  return null;
};

/** Given name and family name in one; null = neither is known. */
export const fullName = (record: PlainRow, given: readonly string[], family: readonly string[]): string | null =>
  [firstText(record, given), firstText(record, family)].filter((part) => part !== null).join(' ') || null;

/** Whether a field says yes, as flag or as word. */
export const isTrue = (record: PlainRow, field: string): boolean => textIn(record, field)?.toLowerCase() === 'true';

/** Words of a list in one text, each once and sorted, so that equal sets are equal texts; null where it holds anything but words. */
export const joinedWords = (list: readonly unknown[]): string | null => {
  const words = list.map((word) => (typeof word === 'string' || typeof word === 'number' ? String(word).trim() : null));
  return words.includes(null) ? null : [...new Set(words.filter((word) => word !== ''))].sort().join(', ');
};

/** The record with objects inside opened: `Owner: { Name }` becomes `Owner.Name`. Lists of words become texts, other lists stay. */
export const openedRecord = (record: PlainRow, prefix = ''): PlainRow => {
  const out = blankRecord();
  for (const [field, value] of Object.entries(record)) {
    const name = prefix + field;
    if (Array.isArray(value)) out[name] = joinedWords(value) ?? value;
    else if (isPlainRow(value) && !(value instanceof Date)) Object.assign(out, openedRecord(value, `${name}.`));
    else out[name] = value;
  }
  return out;
};

/** Numbers given one after the other, compared as such: of two ids the lower one is the older. */
export const isLowerId = (a: string, b: string): boolean => (a.length === b.length ? a < b : a.length < b.length);
