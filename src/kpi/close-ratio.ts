import type { Period } from '../model/period.js';
import type { Caveat, TrendPoint } from '../model/result.js';
import { caveat } from './caveats.js';
import { explainCloseRatio } from './close-ratio-explain.js';
import { closeRatioCells, sumCohorts, type CloseRatioCells } from './close-ratio-cells.js';
import { basisOf } from './close-ratio-basis.js';
import { finishCloseRatio, noCloseRatioDetails } from './close-ratio-finish.js';
import { seasonAdjustedChange } from './close-ratio-season.js';
import type { KpiContext } from './context.js';
import { slotOfDays } from './day-slots.js';
import { dealRows } from './deal-rows.js';
import { defineKpi, type Compared, type MonthValue, type Question } from './define-kpi.js';
import { closeHorizon } from './horizon.js';
import { engagementsFor } from './person-engagements.js';

/** The change tells another story once the season is taken out. */
const changeCaveats = (
  after: Compared<'close_ratio', CloseRatioCells>, before: Compared<'close_ratio', CloseRatioCells>, context: KpiContext, question: Question,
): readonly Caveat[] => {
  const [now, then] = [after.finished.value, before.finished.value];
  const isCohort = after.finished.basis === 'cohort';
  if (now === null || then === null) return [];
  const adjusted = seasonAdjustedChange(
    context, isCohort ? after.cells.months : after.cells.closedMonths, isCohort ? closeHorizon(context, question.options) : 0,
    { value: then, period: before.period }, { value: now, period: question.period },
  );
  return adjusted !== null && Math.sign(adjusted) * Math.sign(now - then) < 0 ? [caveat('CR_SEASONAL', { x: adjusted })] : [];
};

const none = { owners: new Map(), months: new Map(), closedMonths: new Map(), furthest: new Float64Array(0), decidedWon: 0, decidedLost: 0, everWon: 0, everLost: 0 };

/** Cohorts of several periods in one pass; on the decided basis every period is asked by itself. */
const trend = (context: KpiContext, question: Question, periods: readonly Period[]): readonly TrendPoint[] => {
  const point = (cells: CloseRatioCells, period: Period): TrendPoint => {
    const { value, n, ci, reliability } = finishCloseRatio(cells, context, { ...question, period });
    return { period, value, n, ci, reliability };
  };
  if (basisOf(context, question.options) !== 'cohort') {
    return periods.map((period) => point(closeRatioCells(context, { ...question, period })[0] as CloseRatioCells, period));
  }
  const spans = engagementsFor(context, question.options);
  const cohorts = sumCohorts(spans, {
    horizon: closeHorizon(context, question.options), asOfDay: context.asOfDay, index: question.cut.groupOf(spans.rows), groups: 1,
    slots: slotOfDays(context, periods), periods: periods.length,
  });
  return cohorts.map(({ won, lost, open, cohort, openBeforeH, matured, maturedWon }, i) =>
    point({ curveWon: won, curveLost: lost, curveOpen: open, cohort, openBeforeH, matured, maturedWon, ...none }, periods[i] as Period));
};

/** Cohorts by month, once all their members are older than the horizon. */
const monthly = (context: KpiContext, question: Question, months: readonly Period[]): readonly MonthValue[] => {
  const settled = basisOf(context, question.options) === 'cohort' ? context.asOfDay - closeHorizon(context, question.options) : Infinity;
  return trend(context, question, months).map(({ period, value, n }) => (context.calendar.daysOf(period).endDay <= settled ? { value, n } : { value: null, n: 0 }));
};

/** Close ratio: chance that a deal engaged in the period is won within the horizon, deals still open censored. */
export const closeRatio = defineKpi<'close_ratio', CloseRatioCells>({
  id: 'close_ratio',
  version: '1',
  unit: 'ratio',
  better: 'higher',
  name: { en: 'Close ratio', de: 'Verhältnis der abgeschlossenen Geschäfte' },
  formula: {
    en: 'Share of the deals engaged in the period that are won within the horizon (Aalen–Johansen, open deals censored, losses competing)',
    de: 'Anteil der im Zeitraum angegangenen Deals, die innerhalb des Horizonts gewonnen werden (Aalen–Johansen, offene zensiert, verlorene konkurrierend)',
  },
  needs: [[{ table: 'deals', columns: ['status'] }, { table: 'deals', columns: ['stage'] }]],
  time: 'period',
  dataRules: { DQ_FUTURE: ['deals', 'leads', 'activities', 'stage_history'], DQ_CLOSED_NO_DATE: ['deals'], DQ_REOPENED: ['deals'], DQ_DUPLICATES: ['deals'] },
  isAdditive: true,
  noDetails: noCloseRatioDetails,
  rows: (context) => [dealRows(context)],
  cells: closeRatioCells,
  finish: finishCloseRatio,
  trend,
  monthly,
  explain: explainCloseRatio,
  changeCaveats,
});
