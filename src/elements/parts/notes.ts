import { formatNumber } from '../../format/number.js';
import { say } from '../../i18n/messages.js';
import { resultNotes } from '../../i18n/result-notes.js';
import type { LoadReport } from '../../model/issue.js';
import type { KpiResult } from '../../model/result.js';
import { findingsOf } from './findings.js';
import type { FootPiece, Note } from './foot.js';
import { passesNothing } from './reason.js';
import type { Stage } from './stage.js';

/** What was wrong with the data; the gravest goes before all other notes, since it says what can be done. */
const findingNotes = (results: readonly KpiResult[], report: LoadReport | null, messages: Stage['messages']): readonly Note[] =>
  findingsOf(results, report, messages).map(({ where, what }) => ({ icon: 'caveat', text: `${where} ${what}` }));

/** Notes of the results and their data, each once, without those whose codes the picture already says in another way. */
export const notesOf = (results: readonly KpiResult[], report: LoadReport | null, saidElsewhere: readonly string[], { messages }: Stage): readonly Note[] => {
  const seen = new Set([...saidElsewhere, ...saidInFoot]);
  const notes: Note[] = [];
  const [lead] = results;
  if (lead?.state === 'zero' && !passesNothing(lead)) notes.push({ icon: 'info', text: say(messages, lead.kpi === 'pipeline' ? 'state.zero.pipeline' : 'state.zero') });
  for (const result of results) {
    for (const { code, severity, text } of resultNotes(result, messages)) {
      if (seen.has(code)) continue;
      seen.add(code);
      notes.push({ icon: severity === 'info' ? 'info' : 'caveat', text });
    }
  }
  const [gravest, ...others] = findingNotes(results, report, messages);
  return gravest === undefined ? notes : [gravest, ...notes, ...others];
};

const amountMissing = 'PL_AMOUNT_MISSING';

/** Codes of notes that the last line says already. */
const saidInFoot = [amountMissing];

/** `n = 64` and what was left out or lacks its amount, which opens. */
export const footOf = (result: KpiResult, counted: string | null, { messages }: Stage, openSheet: () => void): readonly FootPiece[] => {
  const { rowsExcluded } = result.provenance;
  const count = formatNumber(result.n, messages.locale);
  const cases = counted ?? say(messages, result.kpi === 'pipeline' && result.state === 'zero' ? 'footer.nOpen' : 'footer.n', { count });
  const withoutAmount = result.caveats.find(({ code }) => code === amountMissing)?.params['n'];
  const rest = typeof withoutAmount === 'number' ? say(messages, 'footer.withoutAmount', { n: withoutAmount })
    : rowsExcluded === 0 ? say(messages, 'footer.nothingLeftOut') : say(messages, 'footer.leftOut', { n: rowsExcluded });
  return [{ text: cases, isCases: true }, { text: rest, action: openSheet }];
};
