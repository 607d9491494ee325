import type { AnswerLike } from '../model/input.js';

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Whether the page's function gave what can be read as an answer; its class does not matter, since it may come from another window. */
export const isAnswer = (value: unknown): value is AnswerLike =>
  isObject(value) && typeof (value as Partial<AnswerLike>).status === 'number' && typeof (value as Partial<AnswerLike>).headers?.get === 'function';

/** Names and values as pairs; null = these are no headers. */
export const headerPairs = (given: unknown): readonly (readonly [string, unknown])[] | null => {
  if (!isObject(given)) return null;
  const pairs: readonly unknown[] = Symbol.iterator in given ? [...given as Iterable<unknown>] : Object.entries(given);
  return pairs.every((pair) => Array.isArray(pair) && pair.length === 2 && typeof pair[0] === 'string') ? pairs as [string, unknown][] : null;
};
