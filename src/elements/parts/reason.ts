import { say, type Messages } from '../../i18n/messages.js';
import { resultNotes } from '../../i18n/result-notes.js';
import type { KpiResult } from '../../model/result.js';

/** The filter left nothing to count: a figure of 0 is about nothing then. */
export const passesNothing = ({ caveats }: KpiResult): boolean => caveats.some(({ code }) => code === 'E_NO_ROWS');

export interface Reason {
  readonly text: string;
  /** The note that it says, so that it is not said twice. */
  readonly code: string;
}

/** Why there is no figure, in the place of the picture: the gravest note, and the way out where there is one. Null: there is a figure. */
export const reasonOf = (result: KpiResult, messages: Messages): Reason | null => {
  if (result.value !== null) return null;
  const [gravest] = resultNotes(result, messages).filter(({ severity }) => severity === 'block');
  if (gravest === undefined) return null;
  const { code, text } = gravest;
  return { code, text: passesNothing(result) ? `${text} ${say(messages, 'state.empty.filteredWay')}` : text };
};
