import type { KpiResult } from '../model/result.js';
import { caveatText } from './caveat-text.js';
import { say, sayCode, type Messages } from './messages.js';

/** A rule in the words of the note it makes, for its own table, else in its own; a code that no catalogue knows as itself; with how often. */
export const ruleText = ({ code, count, column, value }: KpiResult['provenance']['rules'][number], result: KpiResult, messages: Messages): string => {
  const note = result.caveats.find((one) => one.code === code);
  if (note !== undefined) return caveatText({ ...note, params: { ...note.params, n: count } }, messages);
  const n = new Intl.NumberFormat(messages.locale).format(count);
  return sayCode(messages, `rule.${code}`, { n: count, column, value: value ?? say(messages, 'table.missing') }, '?') ?? sayCode(messages, `caveat.${code}`, { n: count }) ?? `${code} (${n})`;
};
