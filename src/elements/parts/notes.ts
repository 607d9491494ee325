import { formatDay } from '../../format/date.js';
import { formatNumber } from '../../format/number.js';
import { caveatText } from '../../i18n/caveat-text.js';
import { say } from '../../i18n/messages.js';
import type { KpiResult } from '../../model/result.js';
import type { FootPiece, Note } from './foot.js';
import type { Stage } from './stage.js';

/** Notes of the results, each once, without those whose codes the picture already says in another way. */
export const notesOf = (results: readonly KpiResult[], saidElsewhere: readonly string[], { messages }: Stage): readonly Note[] => {
  const seen = new Set(saidElsewhere);
  const notes: Note[] = [];
  for (const { caveats } of results) {
    for (const caveat of caveats) {
      if (seen.has(caveat.code)) continue;
      seen.add(caveat.code);
      notes.push({ icon: caveat.severity === 'info' ? 'info' : 'caveat', text: caveatText(caveat, messages) });
    }
  }
  return notes;
};

/** `n = 64` and what was left out, which opens. */
export const footOf = (result: KpiResult, counted: string | null, { messages }: Stage, openSheet: () => void): readonly FootPiece[] => {
  const { rowsExcluded } = result.provenance;
  const leftOut = rowsExcluded === 0 ? say(messages, 'footer.nothingLeftOut') : say(messages, 'footer.leftOut', { n: rowsExcluded });
  return [{ text: counted ?? say(messages, 'footer.n', { count: formatNumber(result.n, messages.locale) }) }, { text: leftOut, action: openSheet }];
};

export const dayText = (date: string, { messages, line }: Stage): string => formatDay(date, messages.locale, line.isNarrow ? 'short' : 'long');
