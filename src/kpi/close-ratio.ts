import type { Period } from '../model/period.js';
import type { Caveat, TrendPoint } from '../model/result.js';
import { closeRatioCaveatTexts } from './close-ratio-caveat-texts.js';
import { caveatWriter } from './caveats.js';
import { basisOf } from './close-ratio-basis.js';
import { closeRatioCells, sumCohorts, type CloseRatioCells, type Cohort } from './close-ratio-cells.js';
import { countDecided, type DecidedCells } from './close-ratio-decided.js';
import { finishCloseRatio, noCloseRatioDetails } from './close-ratio-finish.js';
import { seasonAdjustedChange } from './close-ratio-season.js';
import { columnsOf, contactColumns, outcomeColumns, targetColumns } from './columns-read.js';
import type { EntityRows, KpiContext } from './context.js';
import { slotOfDays } from './day-slots.js';
import { dealRows } from './deal-rows.js';
import { defineKpi, type Compared, type MonthValue, type Question } from './define-kpi.js';
import { closeHorizon } from './horizon.js';
import { cellsOfPeriods } from './period-cells.js';
import { engagementsFor } from './person-engagements.js';

const caveat = caveatWriter(closeRatioCaveatTexts);

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

const noCurve = new Float64Array(0);
const noCohort = { curveWon: noCurve, curveLost: noCurve, curveOpen: noCurve, cohort: 0, openBeforeH: 0, matured: 0, maturedWon: 0 };
const noRest = { owners: new Map(), months: new Map(), closedMonths: new Map(), furthest: new Float64Array(0), decidedWon: 0, decidedLost: 0, everWon: 0, everLost: 0 };

/** Per period what its value rests on: the cohorts in one pass, on the decided basis the closed runs. */
const cellsByPeriod = (context: KpiContext, question: Question, periods: readonly Period[]): readonly (readonly CloseRatioCells[])[] => {
  const { cut, options } = question;
  const spans = engagementsFor(context, options);
  const index = cut.groupOf(spans.rows);
  if (basisOf(context, options) !== 'cohort') {
    const byPeriod = periods.map((period) => countDecided(context, spans.rows, { ...question, period }, index));
    return cut.groups.map((_, group) => byPeriod.map((cells): CloseRatioCells => ({ ...noRest, ...noCohort, ...(cells[group] as DecidedCells) })));
  }
  const cohorts = sumCohorts(spans, {
    horizon: closeHorizon(context, options), asOfDay: context.asOfDay, index, groups: cut.groups.length, slots: slotOfDays(context, periods), periods: periods.length,
  });
  return cut.groups.map((_, group) => periods.map((__, slot): CloseRatioCells => {
    const { won, lost, open, ...counts } = cohorts[slot * cut.groups.length + group] as Cohort;
    return { ...noRest, ...counts, curveWon: won, curveLost: lost, curveOpen: open };
  }));
};

const entities = (context: KpiContext): readonly EntityRows[] => [dealRows(context)];

/** Cohorts of several periods, or what was decided in each. */
const trend = (context: KpiContext, question: Question, periods: readonly Period[]): readonly TrendPoint[] =>
  cellsOfPeriods({ id: 'close_ratio by period', rows: entities, cells: cellsByPeriod }, context, question, periods).map((cells, i) => {
    const period = periods[i] as Period;
    const { value, n, ci, reliability } = finishCloseRatio(cells, context, { ...question, period });
    return { period, value, n, ci, reliability };
  });

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
  reads: columnsOf(outcomeColumns, contactColumns, targetColumns, { deals: ['owner_id', 'source', 'score'], leads: ['score'] }),
  isAdditive: true,
  noDetails: noCloseRatioDetails,
  rows: entities,
  cells: closeRatioCells,
  finish: finishCloseRatio,
  trend,
  monthly,
  explain: () => import('./close-ratio-explain.js').then(({ explainCloseRatio: explain }) => ({ explain })),
  behind: () => import('./close-ratio-behind.js').then(({ closeRatioBehind }) => closeRatioBehind),
  changeCaveats,
});
