import type { Period } from '../model/period.js';
import type { KpiContext } from './context.js';
import type { Question, ToExplain } from './define-kpi.js';
import { explainByRows, type Explanation } from './explain.js';
import { phaseSplit } from './explain-phases.js';
import { explainDimension, segmentCut, splitMean, valuesOf } from './explain-segments.js';
import { responseGroups, type LeadResponseCells } from './lead-response-cells.js';
import { leadHashes, leadRows } from './lead-rows.js';
import { isAnswered, leadWaits, waitOptionsOf, type LeadWaits } from './lead-waits.js';
import type { WeighedRows } from './weighed-rows.js';

const dimensions = ['owner_id', 'source', 'region', 'campaign'] as const;
const minuteMs = 60_000;

/** Parts of a wait: until the lead was given to somebody, from then on, and all of it where nobody knows when that was. */
const steps = ['routing', 'pickup', 'unassigned'] as const;

/** Visits every answered lead of the period with its group. */
const eachAnswered = (context: KpiContext, waits: LeadWaits, question: Question, visit: (row: number, group: number, waitMs: number) => void): void => {
  const groups = responseGroups(context, waits, question);
  for (let row = 0; row < groups.length; row++) {
    const group = groups[row] as number;
    if (group < question.cut.groups.length && isAnswered(waits, row)) visit(row, group, waits.waitMs[row] as number);
  }
};

const inMinutes = (ms: number): readonly [minutes: number, restMs: number] => {
  const minutes = Math.floor(ms / minuteMs);
  return [minutes, Math.round(ms - minutes * minuteMs)];
};
const worth = (minutes: number, restMs: number): number => minutes + restMs / minuteMs;

/** Adds the parts of the same leads' waits to the cells from `base` on: period · steps + step. */
const addSteps = (context: KpiContext, waits: LeadWaits, question: Question, periods: readonly Period[], weighed: WeighedRows, base: number): void => {
  const { receivedMs } = leadRows(context);
  const hashOf = leadHashes(context);
  periods.forEach((period, at) => eachAnswered(context, waits, { ...question, period }, (row, _, waitMs) => {
    const assigned = waits.assignedMs?.[row] ?? NaN;
    const push = (step: number, ms: number): void => weighed.push(hashOf(row), base + at * steps.length + step, ...inMinutes(ms));
    if (Number.isNaN(assigned)) {
      push(2, waitMs);
      return;
    }
    const routing = Math.min(waitMs, waits.clock.waited(receivedMs[row] as number, assigned));
    push(0, routing);
    push(1, waitMs - routing);
  }));
};

/** A changed mean wait by segments of the answered leads, and by its steps where assignments are recorded. */
export const explainLeadResponse = ({ context, question, by: asked, after, before }: ToExplain<'lead_response', LeadResponseCells>): Explanation | null => {
  const waits = leadWaits(context, waitOptionsOf(question.options));
  if (before === null || waits === null) return null;
  const rows = leadRows(context);
  const by = explainDimension(asked, question, rows, dimensions);
  const cut = segmentCut(question, by, [rows]);
  const hashOf = leadHashes(context);
  const periods = [before.period, after.period];
  const head = { figure: 'value', subject: null, unit: 'minutes', period: after.period, earlier: before.period } as const;
  const { weighed, base, split } = splitMean({
    head: { ...head, by }, values: valuesOf(cut), worth,
    fill: (add) => periods.forEach((period, at) => eachAnswered(context, waits, { ...question, cut, period }, (row, group, waitMs) => {
      add(at as 0 | 1, group, hashOf(row), ...inMinutes(waitMs));
    })),
  });
  if (waits.assignedMs === null) return explainByRows(weighed, base, [split]);
  addSteps(context, waits, { ...question, cut }, periods, weighed, base);
  return explainByRows(weighed, base + 2 * steps.length, [split, phaseSplit({ head, base, names: steps.map((key) => ({ kind: 'phase', key })), worth })]);
};
