import type { Caveat, KpiResult } from '../model/result.js';
import { caveatText } from './caveat-text.js';
import { say, type Messages } from './messages.js';

export interface ResultNote {
  readonly code: string;
  readonly severity: Caveat['severity'];
  readonly text: string;
}

const missingAmounts = (result: KpiResult): number | null => {
  const n = result.caveats.find(({ code }) => code === 'PL_AMOUNT_MISSING')?.params['n'];
  return typeof n === 'number' ? n : null;
};

/**
 * The notes of a result in the words of the page. What makes a stock unreliable are amounts that are missing, however
 * many cases it has: so that is said instead of their number. A figure of cases that are all still running has none to count.
 */
export const resultNotes = (result: KpiResult, messages: Messages): readonly ResultNote[] => {
  const missing = result.basis === 'stock' ? missingAmounts(result) : null;
  return result.caveats.flatMap((caveat): readonly ResultNote[] => {
    const { code, severity } = caveat;
    if (missing !== null && code === 'R_CAUTION') return [];
    if (code !== 'R_UNRELIABLE') return [{ code, severity, text: caveatText(caveat, messages) }];
    const text = missing !== null ? say(messages, 'note.amountsMissing', { n: missing, total: result.n })
      : result.n === 0 ? say(messages, 'note.noneSettled') : caveatText(caveat, messages);
    return [{ code, severity, text }];
  });
};
