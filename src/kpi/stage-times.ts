import { missingDay } from '../model/table.js';
import { dayMs } from '../model/zone.js';
import { addMonths } from './calendar-units.js';
import type { CellMap, Cells } from './cells.js';
import { instantOf } from './columns.js';
import type { KpiContext } from './context.js';
import { closedMsOf } from './deal-layout.js';
import { startMsOf, type DealSpans } from './deal-spans.js';
import type { GroupIndex } from './define-kpi.js';
import { GrowingHistogram } from './growing-histogram.js';
import { stageHistory, type StageHistory } from './stage-history.js';
import { keyOfValue } from './value-key.js';

/** Parts of a cycle that are no stage. */
export const otherPhases = { before: 'pre_pipeline', gap: 'closed_gap', unknown: 'no_history' } as const;

/** Key of a stage among the phases. */
export const stagePhase = (stage: string | null): string => `stage ${keyOfValue(stage)}`;
export const isStagePhase = (key: string): boolean => key.startsWith('stage ');

export interface StageWindow {
  readonly index: GroupIndex | null;
  readonly groups: number;
  /** Rows of the period's won deals. */
  readonly from: number;
  readonly to: number;
  readonly endDay: number;
  readonly endMs: number;
}

/** Months of entries whose visits are looked at for the median stay. */
const visitMonths = 24;

/** Won deals that passed a phase and the time they spent there; visits that ended or still last, per whole day. */
interface Stay { n: number; days: number; restMs: number; readonly ended: GrowingHistogram; readonly open: GrowingHistogram }

const stay = (): Stay => ({ n: 0, days: 0, restMs: 0, ended: new GrowingHistogram(), open: new GrowingHistogram() });

/** Phase per code: stages as in the dictionary, then the three parts that are no stage. */
export const phaseKeys = (history: StageHistory): readonly string[] =>
  [...history.stage.dictionary.map(stagePhase), otherPhases.before, otherPhases.gap, otherPhases.unknown];

const addTime = (own: Stay, ms: number): void => {
  const days = Math.floor(ms / dayMs);
  own.days += days;
  own.restMs += ms - days * dayMs;
};

/**
 * Time per stage. Every won deal's cycle is cut at its creation and at its history rows, without gap or overlap, so the
 * parts add up to the cycle exactly: what lies before creation, each open stage, the time between closing and reopening;
 * a deal without history leaves the rest unnamed. null without stage history.
 */
export const stageTimes = (context: KpiContext, spans: DealSpans, window: StageWindow): readonly CellMap[] | null => {
  const history = stageHistory(context);
  if (history === null) return null;
  const keys = phaseKeys(history);
  const stays = Array.from({ length: window.groups }, () => keys.map(stay));
  sumWonStays(context, spans, history, window, stays);
  countVisits(spans, history, window, stays);
  return stays.map((own) => {
    const found = new Map<string, Cells>();
    own.forEach(({ n, days, restMs, ended, open }, code) => {
      if (n > 0 || ended.total() + open.total() > 0) found.set(keys[code] as string, { n, days, restMs, ended: ended.trimmed(), open: open.trimmed() });
    });
    return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
  });
};

const sumWonStays = (context: KpiContext, spans: DealSpans, history: StageHistory, window: StageWindow, stays: readonly (readonly Stay[])[]): void => {
  const { index, groups, from, to } = window;
  const seenIn = new Int32Array(phaseKeys(history).length).fill(-1);
  visitStays(context, spans, history, { from, to }, (row, phase, ms) => {
    const group = index === null ? 0 : (index[row] as number);
    if (group >= groups) return;
    const stayed = stays[group]?.[phase] as Stay;
    if (seenIn[phase] !== row) stayed.n++;
    seenIn[phase] = row;
    addTime(stayed, ms);
  });
};

/** Cuts the cycles of won deals into stays: phase as in {@link phaseKeys}, and its time. A deal's stays add up to its cycle. */
export const visitStays = (
  context: KpiContext, spans: DealSpans, history: StageHistory, { from, to }: { readonly from: number; readonly to: number },
  visit: (row: number, phase: number, ms: number) => void,
): void => {
  const created = instantOf(context.tables.get('deals'), 'created_at')?.ms ?? null;
  const stageCount = history.stage.dictionary.length;
  const [before, gap, unknown] = [stageCount, stageCount + 1, stageCount + 2];
  for (let row = from; row < to; row++) {
    if (spans.startDay[row] === missingDay) continue;
    const deal = spans.rows.source[row] as number;
    const inDays = spans.startIsDay[row] === 1 || spans.rows.closedIsDay[row] === 1;
    const total = (spans.bin[row] as number) * spans.unitMs + (spans.restMs[row] as number);
    const startMs = startMsOf(spans, row);
    const startDay = spans.startDay[row] as number;
    const sinceStart = (ms: number): number => (inDays ? (context.calendar.dayOf(ms) - startDay) * dayMs : ms - startMs);
    const first = history.starts[deal] as number;
    const end = history.starts[deal + 1] as number;
    const createdMs = created === null ? NaN : (created[deal] as number);
    const opened = Number.isNaN(createdMs) ? (first < end ? history.entered.ms[history.rows[first] as number] as number : startMs) : createdMs;
    let cursor = Math.min(total, Math.max(0, sinceStart(opened)));
    if (cursor > 0) visit(row, before, cursor);
    if (first === end) visit(row, unknown, total - cursor);
    for (let i = first; i < end; i++) {
      const at = history.rows[i] as number;
      const isClosed = history.outcome[at] !== 0;
      const until = i + 1 < end ? Math.min(total, Math.max(cursor, sinceStart(history.entered.ms[history.rows[i + 1] as number] as number))) : total;
      // The closing row itself takes no time; what follows it until a reopening does.
      if (!isClosed || until > cursor) visit(row, isClosed ? gap : (history.stage.codes[at] as number), until - cursor);
      cursor = until;
    }
  }
};

/** Visits of all deals of the entry window, censored where they still last at the cut-off. */
const countVisits = (spans: DealSpans, history: StageHistory, window: StageWindow, stays: readonly (readonly Stay[])[]): void => {
  const { index, groups, endDay, endMs } = window;
  const { source, parts } = spans.rows;
  const fromDay = addMonths(endDay, -visitMonths);
  for (let row = 0; row < parts[3]; row++) {
    const start = spans.startDay[row] as number;
    const group = index === null ? 0 : (index[row] as number);
    if (start < fromDay || start >= endDay || group >= groups) continue;
    const own = stays[group] as readonly Stay[];
    const deal = source[row] as number;
    const end = history.starts[deal + 1] as number;
    const dealEnd = row < parts[1] ? endMs : closedMsOf(spans.rows, row);
    for (let i = history.starts[deal] as number; i < end; i++) {
      const at = history.rows[i] as number;
      const entered = history.entered.ms[at] as number;
      if (entered >= endMs) break;
      if (history.outcome[at] !== 0) continue;
      const left = i + 1 < end ? (history.entered.ms[history.rows[i + 1] as number] as number) : row < parts[1] ? Infinity : dealEnd;
      const visited = own[history.stage.codes[at] as number] as Stay;
      const days = Math.max(0, Math.floor((Math.min(left, endMs) - entered) / dayMs));
      (left < endMs ? visited.ended : visited.open).add(days);
    }
  }
};
