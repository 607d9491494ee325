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
 * many cases it has: so that is said instead of their number.
 */
export const resultNotes = (result: KpiResult, messages: Messages): readonly ResultNote[] => {
  const missing = result.basis === 'stock' ? missingAmounts(result) : null;
  return result.caveats.flatMap((caveat): readonly ResultNote[] => {
    const { code, severity } = caveat;
    if (missing !== null && code === 'R_CAUTION') return [];
    const text = missing !== null && code === 'R_UNRELIABLE' ? say(messages, 'note.amountsMissing', { n: missing, total: result.n }) : caveatText(caveat, messages);
    return [{ code, severity, text }];
  });
};
