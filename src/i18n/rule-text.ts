import type { KpiResult } from '../model/result.js';
import { caveatText } from './caveat-text.js';
import { sayCode, type Messages } from './messages.js';

/** A rule in the words of the note it makes, for its own table; else as the finding it is, else its code; with how often. */
export const ruleText = ({ code, count }: KpiResult['provenance']['rules'][number], result: KpiResult, messages: Messages): string => {
  const note = result.caveats.find((one) => one.code === code);
  if (note !== undefined) return caveatText({ ...note, params: { ...note.params, n: count } }, messages);
  const n = new Intl.NumberFormat(messages.locale).format(count);
  return sayCode(messages, `caveat.${code}`, { n: count }) ?? `${sayCode(messages, `issue.${code}`, { count }, '…') ?? code} (${n})`;
};
