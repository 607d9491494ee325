import { instantOf } from './columns.js';
import type { KpiContext } from './context.js';
import { statedOutcomes } from './outcome.js';
import { stageHistory, type StageHistory } from './stage-history.js';

/** How each deal stands at asOf; rows of the `deals` table. */
export interface DealOutcomes {
  /** 0 open, 1 won, 2 lost. */
  readonly outcome: Uint8Array;
  /** Instant of the last closing before asOf, NaN = open or without date. */
  readonly closedMs: Float64Array;
  readonly closedIsDay: Uint8Array;
  /** Closings and reopenings of the deals that were ever reopened, in time order: what they were at past dates. */
  readonly turns: ReadonlyMap<number, readonly Turn[]>;
}

/** From this instant on the deal is open (0), won (1) or lost (2). */
export interface Turn { readonly ms: number; readonly isDay: boolean; readonly outcome: 0 | 1 | 2 }

/** Changes of outcome in a deal's history, the opening ones only after a closing. */
const turnsOf = (history: StageHistory, deal: number): Turn[] => {
  const turns: Turn[] = [];
  const isDay = history.entered.precision === 'day';
  let current: 0 | 1 | 2 = 0;
  for (let i = history.starts[deal] as number; i < (history.starts[deal + 1] as number); i++) {
    const row = history.rows[i] as number;
    const outcome = history.outcome[row] as 0 | 1 | 2;
    if (outcome === current) continue;
    current = outcome;
    turns.push({ ms: history.entered.ms[row] as number, isDay, outcome });
  }
  return turns;
};

/**
 * Outcome of every deal as known at asOf. A closing at or after asOf has not happened. Of several closings the last one
 * before asOf counts (rule 11); a closed deal without any date keeps its outcome, its closing instant is NaN.
 * Built anew at every call: {@link DealRows} keeps what is needed of it.
 */
export const dealOutcomes = (context: KpiContext): DealOutcomes => {
  const deals = context.tables.get('deals');
  const n = deals?.rowCount ?? 0;
  const outcome = deals === undefined ? new Uint8Array(0) : statedOutcomes(deals);
  const closedMs = new Float64Array(n).fill(NaN);
  const closedIsDay = new Uint8Array(n);
  const turns = new Map<number, readonly Turn[]>();
  const stated = instantOf(deals, 'closed_at');
  const history = stageHistory(context);
  const isStatedDay = stated?.precision === 'day' ? 1 : 0;
  for (let deal = 0; deal < n; deal++) {
    const at = stated === null || outcome[deal] === 0 ? NaN : (stated.ms[deal] as number);
    if (at < context.asOfMs) {
      closedMs[deal] = at;
      closedIsDay[deal] = isStatedDay;
    }
    if (history === null || history.starts[deal] === history.starts[deal + 1]) {
      // Closed only later, or without a date and moved on later: still open.
      if (at >= context.asOfMs || (history?.hasLater[deal] === 1 && Number.isNaN(at))) outcome[deal] = 0;
      continue;
    }
    const past = turnsOf(history, deal);
    const last = past.at(-1);
    const stands = outcome[deal] as 0 | 1 | 2;
    if (past.length > 1 || (last !== undefined && stands !== 0 && stands !== last.outcome)) {
      turns.set(deal, withStatedClosing(past, stands, closedMs[deal] as number, isStatedDay === 1));
    }
    // Today's status tells nothing of an earlier cut-off when the deal went on after it: then its history does.
    const wentOn = at >= context.asOfMs || history.hasLater[deal] === 1;
    const lacksDate = stands !== 0 && Number.isNaN(at);
    if (last !== undefined && last.outcome !== 0 && (wentOn || lacksDate)) {
      outcome[deal] = last.outcome;
      closedMs[deal] = last.ms;
      closedIsDay[deal] = last.isDay ? 1 : 0;
    } else if (wentOn && (last !== undefined || !(at < context.asOfMs))) {
      outcome[deal] = 0;
      closedMs[deal] = NaN;
    }
  }
  return { outcome, closedMs, closedIsDay, turns };
};

/** The deal's own closing date is the better one for its last closing; a history that lacks that closing gets it. */
const withStatedClosing = (past: readonly Turn[], outcome: 0 | 1 | 2, closedMs: number, isDay: boolean): readonly Turn[] => {
  if (outcome === 0 || Number.isNaN(closedMs)) return past;
  const earlier = past.filter((turn, i) => turn.ms < closedMs && !(i === past.length - 1 && turn.outcome === outcome));
  return [...earlier, { ms: closedMs, isDay, outcome }];
};

/** State of a reopened deal just before an instant. */
export const stateBefore = (turns: readonly Turn[], ms: number): Turn | null => {
  let state: Turn | null = null;
  for (const turn of turns) if (turn.ms < ms) state = turn;
  return state;
};
