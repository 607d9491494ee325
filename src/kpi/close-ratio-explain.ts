import { missingDay } from '../model/table.js';
import type { Period } from '../model/period.js';
import type { CloseRatioCells } from './close-ratio-cells.js';
import { basisOf } from './close-ratio-basis.js';
import type { KpiContext } from './context.js';
import { runOf } from './deal-layout.js';
import { dealHashes, dealRows } from './deal-rows.js';
import type { Cut, Question, ToExplain } from './define-kpi.js';
import { explainByRows, type Explanation, type Split } from './explain.js';
import { mixSplit } from './explain-mix.js';
import { areApart, explainDimension, placeSegments, segmentCut, splitRate, valuesOf } from './explain-segments.js';
import { closeHorizon } from './horizon.js';
import { engagementsFor } from './person-engagements.js';
import { WeighedRows } from './weighed-rows.js';

const dimensions = ['source', 'segment', 'owner_id', 'product_id', 'score_band'] as const;

/** What became of a cohort member at a day of its clock: three cells a day. */
const fates = 3;
const fate = { open: 0, won: 1, lost: 2 } as const;

/** Members of both periods' cohorts: a cell per segment, day 0 … H and fate. */
const cohortRows = (context: KpiContext, question: Question, periods: readonly [Period, Period], cut: Cut, horizon: number): WeighedRows => {
  const { rows, startDay, bin } = engagementsFor(context, question.options);
  const hashes = dealHashes(context);
  const index = cut.groupOf(rows);
  const groups = cut.groups.length;
  const bounds = periods.map((period) => context.calendar.daysOf(period));
  const weighed = new WeighedRows(areApart(periods));
  for (let row = 0; row < rows.parts[3]; row++) {
    const day = startDay[row] as number;
    const group = index === null ? 0 : (index[row] as number);
    if (group >= groups || day === missingDay) continue;
    const t = bin[row] as number;
    const became = row < rows.parts[1] || t > horizon ? fate.open : row < rows.parts[2] ? fate.won : fate.lost;
    for (let period = 0; period < bounds.length; period++) {
      const { startDay: from, endDay: to } = bounds[period] as (typeof bounds)[number];
      if (day < from || day >= to) continue;
      weighed.push(hashes[row] as number, ((period * groups + group) * (horizon + 1) + Math.min(t, horizon)) * fates + became);
    }
  }
  return weighed;
};

/** Incidence of a win within the horizon (Aalen–Johansen) from counts per day and fate, added over `segments` that lie one after the other. null = nobody. */
const incidenceOf = (n: Float64Array, from: number, segments: number, horizon: number): { members: number; incidence: number | null } => {
  const bins = (horizon + 1) * fates;
  const at = (day: number, became: number): number => {
    let sum = 0;
    for (let segment = 0; segment < segments; segment++) sum += n[from + segment * bins + day * fates + became] as number;
    return sum;
  };
  let members = 0;
  for (let cell = from; cell < from + segments * bins; cell++) members += n[cell] as number;
  if (members === 0) return { members, incidence: null };
  let [atRisk, undecided, incidence] = [members, 1, 0];
  for (let day = 0; day <= horizon && atRisk > 0; day++) {
    const [open, won, lost] = [at(day, fate.open), at(day, fate.won), at(day, fate.lost)];
    incidence += (undecided * won) / atRisk;
    undecided *= (atRisk - won - lost) / atRisk;
    atRisk -= open + won + lost;
  }
  return { members, incidence };
};

type Head = Pick<Split, 'figure' | 'subject' | 'by' | 'unit' | 'period' | 'earlier'>;

const explainCohort = (context: KpiContext, question: Question, periods: readonly [Period, Period], cut: Cut, head: Head): Explanation => {
  const horizon = closeHorizon(context, question.options);
  const weighed = cohortRows(context, question, periods, cut, horizon);
  const bins = (horizon + 1) * fates;
  const segments = placeSegments(weighed, valuesOf(cut), bins);
  return explainByRows(weighed, 2 * segments.length * bins, [mixSplit({
    ...head, segments,
    segmentAt: ({ n }, period, segment) => {
      const { members, incidence } = incidenceOf(n, (period * segments.length + segment) * bins, 1, horizon);
      return { weight: members, rate: incidence };
    },
    // With members still open the curve of all is not the mean of the segments' curves.
    wholeAt: ({ n }, period) => incidenceOf(n, period * segments.length * bins, segments.length, horizon).incidence,
  })]);
};

const explainDecided = (context: KpiContext, periods: readonly [Period, Period], cut: Cut, head: Head): Explanation => {
  const rows = dealRows(context);
  const hashes = dealHashes(context);
  const index = cut.groupOf(rows);
  const { weighed, base, split } = splitRate({
    head, values: valuesOf(cut), areApart: areApart(periods),
    fill: (add) => periods.forEach((period, at) => {
      const { startDay, endDay } = context.calendar.daysOf(period);
      for (const part of [1, 2] as const) {
        const { from, to } = runOf(rows, part, startDay, endDay);
        for (let row = from; row < to; row++) {
          if (rows.isRenewal[row] !== 1) add(at as 0 | 1, index === null ? 0 : (index[row] as number), hashes[row] as number, part === 1);
        }
      }
    }),
  });
  return explainByRows(weighed, base, [split]);
};

/** A changed close ratio by segments: their own ratios and their shares in the cohort (or in the decided deals). */
export const explainCloseRatio = ({ context, question, by: asked, after, before }: ToExplain<'close_ratio', CloseRatioCells>): Explanation | null => {
  const basis = basisOf(context, question.options);
  if (before === null || basis === 'all-time' || before.finished.value === null || after.finished.value === null) return null;
  const rows = dealRows(context);
  const by = explainDimension(asked, question, rows, dimensions);
  const cut = segmentCut(question, by, [rows]);
  const periods = [before.period, after.period] as const;
  const head: Head = { figure: 'value', subject: null, by, unit: 'ratio', period: after.period, earlier: before.period };
  return basis === 'cohort' ? explainCohort(context, question, periods, cut, head) : explainDecided(context, periods, cut, head);
};
