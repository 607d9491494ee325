import type { Table } from '../model/table.js';
import { categoryOf } from './columns.js';

/** How a deal stands; also the event code of its life (0 = censored). */
export const outcomes = ['open', 'won', 'lost'] as const;
export type OutcomeCode = 0 | 1 | 2;

/** Words that may stand beside the deciding one: "Closed Won", "Abgeschlossen und gewonnen". */
const fillers = new Set(['closed', 'abgeschlossen', 'deal', 'and', 'und']);
const decisive: Readonly<Record<string, OutcomeCode>> = {
  won: 1, gewonnen: 1, closedwon: 1, lost: 2, verloren: 2, closedlost: 2,
};

/** What a status or stage text says; anything that is not clearly won or lost is open. */
export const outcomeOfWord = (text: string | null): OutcomeCode => {
  if (text === null) return 0;
  const words = text.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '' && !fillers.has(word));
  return words.length === 1 ? decisive[words[0] as string] ?? 0 : 0;
};

/** Outcome per row of `deals` as the source states it today: from status, where that is missing from the stage's words. */
export const statedOutcomes = (deals: Table): Uint8Array => {
  const stated = new Uint8Array(deals.rowCount);
  const status = categoryOf(deals, 'status');
  const stage = categoryOf(deals, 'stage');
  const ofStatus = Uint8Array.from(status?.dictionary ?? [], outcomeOfWord);
  const ofStage = Uint8Array.from(stage?.dictionary ?? [], outcomeOfWord);
  for (let row = 0; row < stated.length; row++) {
    const code = status === null ? 0 : (status.codes[row] as number);
    if (code !== 0) stated[row] = ofStatus[code] as number;
    else if (stage !== null) stated[row] = ofStage[stage.codes[row] as number] as number;
  }
  return stated;
};
