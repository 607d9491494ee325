import type { CloseRatioDetails, Rate } from '../model/details.js';
import type { Interval } from '../model/interval.js';
import type { Caveat, Phase } from '../model/result.js';
import { aalenJohansenBinned } from '../stats/aalen-johansen-binned.js';
import { stepAt } from '../stats/step-at.js';
import { wilsonInterval } from '../stats/wilson-interval.js';
import { closeRatioCaveatTexts } from './close-ratio-caveat-texts.js';
import { caveatWriter } from './caveats.js';
import { basisOf, type CloseBasis } from './close-ratio-basis.js';
import type { CloseRatioCells } from './close-ratio-cells.js';
import { isMixNotSkill, ownerTable, type OwnerTable } from './close-ratio-owners.js';
import { seasonCaveats } from './close-ratio-season.js';
import type { KpiContext } from './context.js';
import { dealEngagements } from './deal-spans.js';
import { isRead, type Finished, type Question } from './define-kpi.js';
import { closeHorizon } from './horizon.js';
import { interval95 } from './interval.js';
import { ownerCaveats } from './owner-caveat.js';
import { rateReliability } from './reliability.js';
import { furthestStages } from './stage-reach.js';

const caveat = caveatWriter(closeRatioCaveatTexts);

const noRate: Rate = { rate: null, ci: null, n: 0, won: 0 };

export const noCloseRatioDetails: CloseRatioDetails = {
  horizonDays: null, incidence: null, se: null, matured: noRate, decided: { ...noRate, lost: 0 }, owners: [], funnel: [], overall: null, engagedBy: 'creation',
};

const wilson = (won: number, n: number): Interval | null => interval95(wilsonInterval(won, n), 'wilson');

const rateOf = (won: number, n: number): Rate => ({ rate: n === 0 ? null : won / n, ci: wilson(won, n), n, won });

const maturedShare = 0.8;
const fewestWonWithoutLost = 10;

/** Incidence of a win within the horizon, with its interval: log-log, at 0 or 1 Wilson on the matured members. */
const incidenceOf = (cells: CloseRatioCells, horizon: number): { incidence: number | null; se: number | null; ci: Interval | null } => {
  if (cells.cohort === 0) return { incidence: null, se: null, ci: null };
  const curves = aalenJohansenBinned(cells.curveWon, cells.curveLost, cells.curveOpen);
  const at = (values: readonly (number | null)[] | undefined): number | null => stepAt<number | null>(curves.time, values ?? [], horizon, null);
  const incidence = at(curves.incidence[1]) ?? 0;
  const [lo, hi] = [at(curves.lo[1]), at(curves.hi[1])];
  const ci = lo !== null && hi !== null ? interval95({ lo, hi }, 'log-log') : wilson(cells.maturedWon, cells.matured);
  return { incidence, se: at(curves.se[1]), ci };
};

/** Conversion from stage to stage of the matured members; the product is their ratio. null without stage history or members. */
const phasesOf = (cells: CloseRatioCells, context: KpiContext): readonly Phase[] | null => {
  const reach = furthestStages(context);
  if (reach === null || cells.matured === 0) return null;
  // Members that reached stage k or a later one, k = 0 … number of stages + 1 (won).
  const reached = new Array<number>(cells.furthest.length).fill(0);
  for (let k = reached.length - 1, sum = 0; k >= 0; k--) reached[k] = sum += cells.furthest[k] as number;
  return [...reach.stages, 'won'].map((key, i): Phase => {
    const [before, after] = [reached[i] as number, reached[i + 1] as number];
    return { key, value: before === 0 ? null : after / before, unit: 'ratio', n: before, details: { kind: i === reach.stages.length ? 'won' : 'stage', reached: after } };
  });
};

const caveatsOf = (cells: CloseRatioCells, context: KpiContext, { period, cut }: Question, basis: CloseBasis, horizon: number, table: OwnerTable): Caveat[] => {
  const spans = dealEngagements(context);
  const { has } = spans.rows;
  const found: Caveat[] = [];
  if (basis !== 'cohort' && (spans.nNoStart > 0 || basis === 'all-time')) {
    const isForced = basisOf(context, {}) !== 'cohort';
    if (isForced) found.push(caveat('CR_BASIS_DECIDED'));
    if (basis === 'all-time') found.push(caveat('NOT_APPLICABLE', { table: 'deals', column: 'closed_at' }, 'info'));
  }
  if (!has.lost && has.won && nWonInData(context) >= fewestWonWithoutLost) found.push(caveat('CR_NO_LOST'));
  if (!has.open && (has.won || has.lost)) found.push(caveat('CR_NO_OPEN'));
  if (basis === 'cohort') {
    if (cells.cohort > 0 && cells.matured < maturedShare * cells.cohort) found.push(caveat('CR_IMMATURE', { p: 1 - cells.matured / cells.cohort, h: horizon }));
    if (spans.nNegative > 0) found.push(caveat('DQ_NEGATIVE_DURATION', { n: spans.nNegative }));
    if (spans.nNoStart > 0) found.push(caveat('DQ_NO_START', { n: spans.nNoStart }));
    if (isMixNotSkill(table.owners)) found.push(caveat('CR_MIX_NOT_SKILL'));
    if (table.confounded !== null) {
      const { owner, cell, share } = table.confounded;
      found.push(caveat('CR_CELL_CONFOUNDED', { rep: owner ?? '–', cell, p: share }));
    }
  }
  if (basis !== 'all-time') found.push(...seasonCaveats(context, period, basis === 'cohort' ? cells.months : cells.closedMonths, basis === 'cohort' ? horizon : 0));
  return [...found, ...ownerCaveats(context, cut, table.owners.length > 0)];
};

const nWonInData = (context: KpiContext): number => {
  const { parts } = dealEngagements(context).rows;
  return parts[2] - parts[1] + parts[4] - parts[3];
};

/** Ratio, interval, owners and caveats from added cells. No one engaged: null. */
export const finishCloseRatio = (cells: CloseRatioCells, context: KpiContext, question: Question): Finished<'close_ratio'> => {
  const { isSegment, isEarlier } = question;
  const basis = basisOf(context, question.options);
  const horizon = closeHorizon(context, question.options);
  const { incidence, se, ci } = incidenceOf(cells, horizon);
  const [won, lost] = basis === 'all-time' ? [cells.everWon, cells.everLost] : [cells.decidedWon, cells.decidedLost];
  const decided = { ...rateOf(won, won + lost), lost };
  const matured = rateOf(cells.maturedWon, cells.matured);
  const hasOwner = dealEngagements(context).rows.dimension('owner_id') !== null;
  const table = basis === 'cohort' && hasOwner && isEarlier !== true ? ownerTable(cells.owners) : { owners: [], funnel: [], overall: matured.rate, confounded: null };
  const isCohort = basis === 'cohort';
  const { has } = dealEngagements(context).rows;
  const isAlwaysWon = !has.lost && nWonInData(context) >= fewestWonWithoutLost;
  const value = isAlwaysWon ? null : isCohort ? incidence : decided.rate;
  const chosen = isCohort ? { num: matured.won, den: matured.n, n: matured.n, ci } : { num: decided.won, den: decided.n, n: decided.n, ci: decided.ci };
  const reliability = value === null ? 'none' : isCohort && matured.n === 0 ? 'unreliable' : rateReliability(chosen.n, chosen.ci);
  return {
    value, num: chosen.num, den: chosen.den, n: chosen.n, nCensored: isCohort ? cells.openBeforeH : null,
    ci: value === null ? null : chosen.ci, reliability,
    phases: isCohort ? phasesOf(cells, context) : null,
    details: {
      horizonDays: isCohort ? horizon : null, incidence: isCohort ? incidence : null, se: isCohort ? se : null,
      matured, decided, owners: table.owners, funnel: isSegment === true ? [] : table.funnel, overall: table.overall, engagedBy: dealEngagements(context).by,
    },
    caveats: !isRead(question) ? [] : caveatsOf(cells, context, question, basis, horizon, table),
    basis,
  };
};
