import { dayMs } from '../model/zone.js';
import { aalenJohansenBinned } from '../stats/aalen-johansen-binned.js';
import type { KpiContext } from './context.js';
import { closedMsOf } from './deal-layout.js';
import { stateBefore } from './deal-outcome.js';
import { dealRows } from './deal-rows.js';
import { GrowingHistogram } from './growing-histogram.js';
import { stageHistory, type StageHistory } from './stage-history.js';

/** A stage's own history speaks from this many decided deals on. */
const fewestDecided = 30;
/** Entries that the overall rate weighs as much as. */
const priorEntries = 10;

interface Lives { readonly won: GrowingHistogram; readonly lost: GrowingHistogram; readonly open: GrowingHistogram; n: number; decided: number }

const lives = (): Lives => ({ won: new GrowingHistogram(), lost: new GrowingHistogram(), open: new GrowingHistogram(), n: 0, decided: 0 });

const incidence = ({ won, lost, open }: Lives): number =>
  aalenJohansenBinned(won.trimmed(), lost.trimmed(), open.trimmed()).incidence[1]?.at(-1) ?? 0;

const addLife = (into: Lives, days: number, outcome: number): void => {
  (outcome === 0 ? into.open : outcome === 1 ? into.won : into.lost).add(Math.max(0, days));
  into.n++;
  if (outcome !== 0) into.decided++;
};

/** Outcome of a deal as known just before t, and when it ended. */
const outcomeBefore = (context: KpiContext, row: number, tMs: number): { outcome: number; endMs: number } => {
  const rows = dealRows(context);
  const turned = rows.turns.get(rows.source[row] as number);
  if (turned !== undefined && tMs < context.asOfMs) {
    const state = stateBefore(turned, tMs);
    return state === null || state.outcome === 0 ? { outcome: 0, endMs: tMs } : { outcome: state.outcome, endMs: state.ms };
  }
  const outcome = row < rows.parts[1] ? 0 : row < rows.parts[2] ? 1 : 2;
  const closedMs = closedMsOf(rows, row);
  return outcome === 0 || closedMs >= tMs ? { outcome: 0, endMs: tMs } : { outcome, endMs: closedMs };
};

const collect = (context: KpiContext, history: StageHistory, tMs: number): { all: Lives; byStage: readonly Lives[] } => {
  const rows = dealRows(context);
  const all = lives();
  const byStage = history.stage.dictionary.map(lives);
  const seenIn = new Int32Array(byStage.length).fill(-1);
  const isDay = history.entered.precision === 'day';
  const days = (fromMs: number, toMs: number): number =>
    isDay ? context.calendar.dayOf(toMs) - context.calendar.dayOf(fromMs) : Math.floor((toMs - fromMs) / dayMs);
  for (let row = 0; row < rows.parts[3]; row++) {
    const source = rows.source[row] as number;
    const [from, to] = [history.starts[source] as number, history.starts[source + 1] as number];
    if (from === to) continue;
    const { outcome, endMs } = outcomeBefore(context, row, tMs);
    let isFirst = true;
    for (let i = from; i < to; i++) {
      const at = history.rows[i] as number;
      const entered = history.entered.ms[at] as number;
      if (entered >= tMs) break;
      const code = history.stage.codes[at] as number;
      if (history.outcome[at] !== 0 || code === 0) continue;
      if (isFirst) addLife(all, days(entered, endMs), outcome);
      isFirst = false;
      if (seenIn[code] === row) continue;
      seenIn[code] = row;
      addLife(byStage[code] as Lives, days(entered, endMs), outcome);
    }
  }
  return { all, byStage };
};

/**
 * Chance of winning from a stage by the deals' own history before t: the incidence of a win after the first entry into the
 * stage, drawn towards that of all deals. Only stages with 30 decided deals; from all deals, unfiltered, so that the
 * weighted values of segments add up. Empty without stage history.
 */
export const stageChances = (context: KpiContext, tMs: number): ReadonlyMap<string, number> => context.memo(`stage-chances ${tMs}`, () => {
  const history = stageHistory(context);
  const chances = new Map<string, number>();
  if (history === null) return chances;
  const { all, byStage } = collect(context, history, tMs);
  const overall = incidence(all);
  byStage.forEach((own, code) => {
    const stage = history.stage.dictionary[code] ?? null;
    if (stage !== null && own.decided >= fewestDecided) chances.set(stage, (own.n * incidence(own) + priorEntries * overall) / (own.n + priorEntries));
  });
  return chances;
});
