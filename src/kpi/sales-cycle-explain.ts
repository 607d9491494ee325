import { missingDay } from '../model/table.js';
import type { Period } from '../model/period.js';
import { dayMs } from '../model/zone.js';
import type { KpiContext } from './context.js';
import { runOf } from './deal-layout.js';
import { dealHashes } from './deal-rows.js';
import { dealCycles } from './deal-spans.js';
import type { Question, ToExplain } from './define-kpi.js';
import { explainByRows, type Explanation, type PartName, type Split } from './explain.js';
import { meanOf, mixSplit } from './explain-mix.js';
import { explainDimension, placeSegments, segmentCut } from './explain-segments.js';
import { cycleDimensions, type SalesCycleCells } from './sales-cycle-cells.js';
import { placeOfPhase } from './sales-cycle-phases.js';
import { stageHistory, type StageHistory } from './stage-history.js';
import { isStagePhase, phaseKeys, visitStays } from './stage-times.js';
import { WeighedRows } from './weighed-rows.js';

/** Won deals of both periods by segment: bins and the rest of their cycles. */
const wonBySegment = (context: KpiContext, question: Question, periods: readonly Period[], by: string) => {
  const { rows, startDay, bin, restMs } = dealCycles(context);
  const hashes = dealHashes(context);
  const cut = segmentCut(question, by, [rows]);
  const index = cut.groupOf(rows);
  const groups = cut.groups.length;
  const weighed = new WeighedRows();
  periods.forEach((period, at) => {
    const days = context.calendar.daysOf(period);
    const { from, to } = runOf(rows, 1, days.startDay, days.endDay);
    for (let row = from; row < to; row++) {
      const group = index === null ? 0 : (index[row] as number);
      if (group < groups && startDay[row] !== missingDay) weighed.push(hashes[row] as number, at * groups + group, bin[row], restMs[row]);
    }
  });
  return { weighed, segments: placeSegments(weighed, cut, 1) };
};

/** Adds the stays of the same deals, in whole days and the rest, to the cells from `base` on: period · phases + phase. The phases that occur. */
const addStays = (
  context: KpiContext, question: Question, periods: readonly Period[], history: StageHistory, weighed: WeighedRows, base: number,
): ReadonlySet<number> => {
  const spans = dealCycles(context);
  const hashes = dealHashes(context);
  const index = question.cut.groupOf(spans.rows);
  const groups = question.cut.groups.length;
  const phases = phaseKeys(history).length;
  const seen = new Set<number>();
  periods.forEach((period, at) => {
    const days = context.calendar.daysOf(period);
    visitStays(context, spans, history, runOf(spans.rows, 1, days.startDay, days.endDay), (row, phase, ms) => {
      if (index !== null && (index[row] as number) >= groups) return;
      const whole = Math.floor(ms / dayMs);
      seen.add(phase);
      weighed.push(hashes[row] as number, base + at * phases + phase, whole, ms - whole * dayMs);
    });
  });
  return seen;
};

type Head = Pick<Split, 'figure' | 'subject' | 'unit' | 'period' | 'earlier'>;

/** Days per phase of the mean cycle; they add up to it. `base` = number of segment cells, which hold how many deals there are. */
const phaseSplit = (head: Head, history: StageHistory, phases: ReadonlySet<number>, base: number): Split => {
  const keys = phaseKeys(history);
  const place = placeOfPhase(history);
  const order = [...phases].sort((a, b) => (place.get(keys[a] as string) ?? 0) - (place.get(keys[b] as string) ?? 0) || ((keys[a] as string) < (keys[b] as string) ? -1 : 1));
  const nameOf = (phase: number): PartName => {
    const key = keys[phase] as string;
    return isStagePhase(key) ? { kind: 'stage', key: history.stage.dictionary[phase] ?? null } : { kind: 'phase', key };
  };
  return {
    ...head, method: 'phases', by: null, names: order.map(nameOf),
    of: ({ n, first, second }) => {
      const segments = base / 2;
      const at = (period: 0 | 1): readonly number[] | null => {
        let deals = 0;
        for (let i = period * segments; i < (period + 1) * segments; i++) deals += n[i] as number;
        if (deals === 0) return null;
        return order.map((phase) => {
          const cell = base + period * keys.length + phase;
          return ((first[cell] as number) + (second[cell] as number) / dayMs) / deals;
        });
      };
      const [then, now] = [at(0), at(1)];
      if (then === null || now === null) return null;
      const sum = (parts: readonly number[]): number => parts.reduce((total, part) => total + part, 0);
      return { before: sum(then), after: sum(now), parts: now.map((days, i) => days - (then[i] as number)) };
    },
  };
};

/** A changed mean cycle by segments, and by phases where the stages are known. */
export const explainSalesCycle = ({ context, question, by: asked, after, before }: ToExplain<'sales_cycle', SalesCycleCells>): Explanation | null => {
  if (before === null) return null;
  const { rows, unitMs } = dealCycles(context);
  const by = explainDimension(asked, question, rows, cycleDimensions);
  const periods = [before.period, after.period];
  const { weighed, segments } = wonBySegment(context, question, periods, by);
  const head: Head = { figure: 'value', subject: null, unit: 'days', period: after.period, earlier: before.period };
  const base = 2 * segments.length;
  const splits = [mixSplit({
    ...head, by, segments,
    segmentAt: ({ n, first, second }, period, segment) => {
      const cell = period * segments.length + segment;
      return meanOf(n[cell] as number, ((first[cell] as number) * unitMs + (second[cell] as number)) / dayMs);
    },
  })];
  const history = stageHistory(context);
  if (history === null) return explainByRows(weighed, base, splits);
  const phases = addStays(context, question, periods, history, weighed, base);
  return explainByRows(weighed, base + 2 * phaseKeys(history).length, [...splits, phaseSplit(head, history, phases, base)]);
};
