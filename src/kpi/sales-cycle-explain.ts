import { missingDay } from '../model/table.js';
import type { Period } from '../model/period.js';
import { dayMs } from '../model/zone.js';
import type { KpiContext } from './context.js';
import { runOf } from './deal-layout.js';
import { dealHashes } from './deal-rows.js';
import { dealCycles } from './deal-spans.js';
import type { Question, ToExplain } from './define-kpi.js';
import { explainByRows, type Explanation, type PartName, type Split } from './explain.js';
import { phaseSplit } from './explain-phases.js';
import { explainDimension, segmentCut, splitMean, valuesOf } from './explain-segments.js';
import { cycleDimensions, type SalesCycleCells } from './sales-cycle-cells.js';
import { placeOfPhase } from './sales-cycle-phases.js';
import { stageHistory, type StageHistory } from './stage-history.js';
import { isStagePhase, phaseKeys, visitStays } from './stage-times.js';

type Head = Pick<Split, 'figure' | 'subject' | 'unit' | 'period' | 'earlier'>;

/** Mean cycle of the won deals of both periods by segment, from the bins and the rest of their cycles. */
const splitCycles = (context: KpiContext, question: Question, periods: readonly Period[], head: Head & Pick<Split, 'by'>, by: string) => {
  const { rows, startDay, bin, restMs, unitMs } = dealCycles(context);
  const hashes = dealHashes(context);
  const cut = segmentCut(question, by, [rows]);
  const index = cut.groupOf(rows);
  return splitMean({
    head, values: valuesOf(cut), worth: (bins, rest) => (bins * unitMs + rest) / dayMs,
    fill: (add) => periods.forEach((period, at) => {
      const days = context.calendar.daysOf(period);
      const { from, to } = runOf(rows, 1, days.startDay, days.endDay);
      for (let row = from; row < to; row++) {
        if (startDay[row] !== missingDay) add(at as 0 | 1, index === null ? 0 : (index[row] as number), hashes[row] as number, bin[row] as number, restMs[row]);
      }
    }),
  });
};

/** Phases of the way in order, those that occur in one of the periods; names by the codes of their stays. */
const phasesOn = (history: StageHistory, seen: ReadonlySet<number>): { readonly order: readonly number[]; readonly names: readonly PartName[] } => {
  const keys = phaseKeys(history);
  const place = placeOfPhase(history);
  const keyOf = (phase: number): string => keys[phase] as string;
  const order = [...seen].sort((a, b) => (place.get(keyOf(a)) ?? 0) - (place.get(keyOf(b)) ?? 0) || (keyOf(a) < keyOf(b) ? -1 : 1));
  const nameOf = (phase: number): PartName =>
    (isStagePhase(keyOf(phase)) ? { kind: 'stage', key: history.stage.dictionary[phase] ?? null } : { kind: 'phase', key: keyOf(phase) });
  return { order, names: order.map(nameOf) };
};

/** Visits the stays of the won deals of both periods. */
const eachStay = (context: KpiContext, question: Question, periods: readonly Period[], history: StageHistory, visit: (period: number, row: number, phase: number, ms: number) => void): void => {
  const spans = dealCycles(context);
  const index = question.cut.groupOf(spans.rows);
  const groups = question.cut.groups.length;
  periods.forEach((period, at) => {
    const days = context.calendar.daysOf(period);
    visitStays(context, spans, history, runOf(spans.rows, 1, days.startDay, days.endDay), (row, phase, ms) => {
      if (index === null || (index[row] as number) < groups) visit(at, row, phase, ms);
    });
  });
};

/** A changed mean cycle by segments, and by phases where the stages are known. */
export const explainSalesCycle = ({ context, question, by: asked, after, before }: ToExplain<'sales_cycle', SalesCycleCells>): Explanation | null => {
  if (before === null) return null;
  const by = explainDimension(asked, question, dealCycles(context).rows, cycleDimensions);
  const periods = [before.period, after.period];
  const head: Head = { figure: 'value', subject: null, unit: 'days', period: after.period, earlier: before.period };
  const { weighed, base, split } = splitCycles(context, question, periods, { ...head, by }, by);
  const history = stageHistory(context);
  if (history === null) return explainByRows(weighed, base, [split]);
  const seen = new Set<number>();
  eachStay(context, question, periods, history, (_, __, phase) => seen.add(phase));
  const { order, names } = phasesOn(history, seen);
  const placeOf = new Map(order.map((phase, place) => [phase, place] as const));
  const hashes = dealHashes(context);
  eachStay(context, question, periods, history, (period, row, phase, ms) => {
    const whole = Math.floor(ms / dayMs);
    weighed.push(hashes[row] as number, base + period * names.length + (placeOf.get(phase) as number), whole, ms - whole * dayMs);
  });
  return explainByRows(weighed, base + 2 * names.length, [split, phaseSplit({ head, base, names, worth: (days, rest) => days + rest / dayMs })]);
};
