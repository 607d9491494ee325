import type { FlowEntry, PipelineDetails, PipelineStage } from '../model/details.js';
import type { Interval } from '../model/interval.js';
import type { Phase } from '../model/result.js';
import { dayMs } from '../model/zone.js';
import { bernoulliSumInterval } from '../stats/bernoulli-sum-interval.js';
import { quantileOfHistogram } from '../stats/quantile-of-histogram.js';
import type { Cells } from './cells.js';
import { instantOf } from './columns.js';
import type { KpiContext } from './context.js';
import { dealRows } from './deal-rows.js';
import { dealCycles } from './deal-spans.js';
import { isRead, type Finished, type Question } from './define-kpi.js';
import { fixedValue, largeValue } from './fixed-point.js';
import { fromMoneyUnits, unitsPerCurrency } from './money.js';
import { pipelineCaveats } from './pipeline-caveats.js';
import { exactDeals, flowParts, type FlowPart, type PipelineCells } from './pipeline-cells.js';
import { closedParts } from './pipeline-closed.js';
import { cohortFunnel } from './pipeline-cohort.js';
import { pipelineTime } from './pipeline-time.js';
import { stageOrder } from './pipeline-order.js';
import { countsLeads } from './open-leads.js';
import { stockReliability } from './reliability.js';
import { stageChances } from './stage-chance.js';
import { stockRows } from './stock-rows.js';
import { findTarget } from './targets.js';
import { valueOfKey } from './value-key.js';

export const noPipelineDetails: PipelineDetails = {
  volume: 0, openLeads: null, value: null, weighted: null, weightedSd: null, weightedCi: null, weightedBasis: null, nNull: 0, attainmentVolume: null,
  attainmentValue: null, targetVolume: null, coverage: null, velocity: null, flow: null, stages: [], cohort: null, topDealShare: null, overdueShare: null,
};

/** Standard deviations on either side of the mean that hold 80 % of a normal distribution. */
const z80 = 1.2816;

const flowOf = (cells: PipelineCells, hasAmount: boolean) => {
  const entryOf = (name: FlowPart, minus?: FlowPart): FlowEntry => {
    const at = (wanted: FlowPart, place: 0 | 1): number => cells.flow[flowParts.indexOf(wanted) * 2 + place] as number;
    const net = (place: 0 | 1): number => at(name, place) - (minus === undefined ? 0 : at(minus, place));
    return { n: net(0), value: hasAmount ? fromMoneyUnits(net(1)) : null };
  };
  return {
    start: entryOf('start'), created: entryOf('created'), reopened: entryOf('reopened'), won: entryOf('won'), lost: entryOf('lost'),
    amountChange: entryOf('amountIn', 'amountOut'), moved: entryOf('movedIn', 'movedOut'), end: entryOf('end'),
  };
};

const basisOf = (byHistory: number, byCrm: number): PipelineDetails['weightedBasis'] =>
  byHistory > 0 && byCrm > 0 ? 'mixed' : byHistory > 0 ? 'history' : byCrm > 0 ? 'crm' : null;

/** Interval that holds 80 % of the outcomes: exact while deals are few, else normal. */
const weightedInterval = (cells: PipelineCells, weighted: number, sd: number): Interval => {
  const { items } = cells.chances;
  if (cells.byHistory + cells.byCrm <= exactDeals && items.length > 0) {
    const amounts = items.filter((_, i) => i % 2 === 0).map((units) => units / unitsPerCurrency);
    const exact = bernoulliSumInterval(amounts, items.filter((_, i) => i % 2 === 1));
    return { lo: exact.lo, hi: exact.hi, level: 0.8, method: 'poisson-binomial' };
  }
  return { lo: weighted - z80 * sd, hi: weighted + z80 * sd, level: 0.8, method: 'normal' };
};

const stageDetails = (cells: PipelineCells, context: KpiContext, tMs: number, hasAmount: boolean): readonly PipelineStage[] => {
  const chances = stageChances(context, tMs);
  return stageOrder(cells.stages, context).map((key): PipelineStage => {
    const own = cells.stages.get(key) as Cells;
    const stage = valueOfKey(key);
    const [n, byHistory, byCrm] = [own['n'] as number, own['byHistory'] as number, own['byCrm'] as number];
    const weightedUnits = fixedValue(own['weighted'] as Float64Array, 0);
    const value = hasAmount && own['nNull'] !== n ? fromMoneyUnits(own['value'] as number) : null;
    const basis = byHistory > 0 ? 'history' : byCrm > 0 ? 'crm' : null;
    return {
      stage, n, value, weighted: basis === null || value === null ? null : fromMoneyUnits(weightedUnits),
      medianAgeDays: quantileOfHistogram(own['ages'] as Float64Array, 0.5),
      probability: basis === 'history' ? chances.get(stage ?? '') ?? null : basis === 'crm' && value !== null && value !== 0 ? fromMoneyUnits(weightedUnits) / value : null,
      probabilityBasis: basis,
    };
  });
};

/** Open deals × win rate × mean won amount / cycle: money per day. */
const velocityOf = (cells: PipelineCells, volume: number, context: KpiContext): number | null => {
  const at = (name: keyof typeof closedParts): number => cells.closed[closedParts[name]] ?? 0;
  const [won, lost, withAmount, cycles] = [at('won'), at('lost'), at('withAmount'), at('cycles')];
  if (won + lost === 0 || withAmount === 0 || cycles === 0) return null;
  const cycleDays = (at('bins') * dealCycles(context).unitMs + at('restMs')) / dayMs / cycles;
  return cycleDays === 0 ? null : (volume * (won / (won + lost)) * fromMoneyUnits(at('amount') / withAmount)) / cycleDays;
};

const share = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null);

/** Whether the period's begins and closings are known at all. */
const canFlow = (context: KpiContext): boolean => {
  const { has, parts } = dealRows(context);
  return instantOf(context.tables.get('deals'), 'created_at') !== null && (has.closedAt || parts[5] === parts[1]);
};

const targetVolumeOf = (context: KpiContext, { period, options }: Question): number | null => {
  const given = options['targetVolume'];
  return typeof given === 'number' ? given : findTarget(context, 'pipeline_volume', period);
};

const coverageOf = (cells: PipelineCells, target: number | null, hasExpected: boolean): number | null => {
  if (target === null || !hasExpected) return null;
  const left = target - fromMoneyUnits(cells.closed[closedParts.wonInUnit] as number);
  return left > 0 ? fromMoneyUnits(cells.expected) / left : null;
};

const phasesOf = (details: PipelineDetails): readonly Phase[] => {
  const cohort = details.cohort?.stages ?? [];
  return details.stages.map(({ stage, n, value, weighted, medianAgeDays, probability }): Phase => {
    const at = cohort.findIndex((entry) => entry.stage === stage);
    const next = at < 0 ? undefined : cohort[at + 1];
    const here = cohort[at]?.reached ?? 0;
    const passedOn = at < 0 || here === 0 ? null : next === undefined ? (details.cohort?.won ?? 0) / here : next.reached / here;
    return { key: stage ?? '__null__', value, unit: 'money', n, details: { weighted, medianAgeDays, probability, conversion: passedOn } };
  });
};

/** Stock, flows and speed of the pipeline from added cells. An empty pipeline is a real zero. */
export const finishPipeline = (cells: PipelineCells, context: KpiContext, question: Question): Finished<'pipeline'> => {
  const rows = stockRows(context);
  const time = pipelineTime(context, question.period);
  const hasAmount = rows.amountUnits !== null;
  const flow = flowOf(cells, hasAmount);
  const nDeals = flow.end.n;
  const leads = countsLeads(context, question.options) ? cells.leads : null;
  const volume = nDeals + (leads ?? 0);
  // Without closing dates nobody knows what was open at a past date.
  const isKnown = time.ms >= context.asOfMs || dealRows(context).has.closedAt || dealRows(context).parts[5] === dealRows(context).parts[1];
  const value = !isKnown || !hasAmount || (nDeals > 0 && cells.nNull === nDeals) ? null : flow.end.value;
  const weightedBasis = basisOf(cells.byHistory, cells.byCrm);
  const hasWeights = isKnown && hasAmount && (weightedBasis !== null || nDeals === 0);
  const weighted = hasWeights ? fromMoneyUnits(fixedValue(cells.weighted, 0)) : null;
  const sd = hasWeights ? Math.sqrt(largeValue(cells.weighted, 2)) / unitsPerCurrency : null;
  const targetVolume = targetVolumeOf(context, question);
  const top = cells.top.items.length === 0 ? null : fromMoneyUnits(cells.top.items[cells.top.items.length - 1] as number);
  const hasExpected = instantOf(context.tables.get('deals'), 'expected_close_at') !== null;
  const details: PipelineDetails = {
    volume, openLeads: leads, value, weighted, weightedSd: sd,
    weightedCi: weighted === null || sd === null || nDeals === 0 ? null : weightedInterval(cells, weighted, sd),
    weightedBasis, nNull: cells.nNull,
    attainmentVolume: targetVolume === null || targetVolume === 0 ? null : volume / targetVolume,
    attainmentValue: value === null || question.target === null || question.target === 0 ? null : value / question.target,
    targetVolume,
    coverage: value === null ? null : coverageOf(cells, question.target, hasExpected),
    velocity: velocityOf(cells, nDeals, context),
    flow: canFlow(context) ? flow : null,
    stages: stageDetails(cells, context, time.ms, hasAmount),
    cohort: cohortFunnel(cells.cohort, context, question.period),
    topDealShare: value === null || top === null ? null : share(top, value),
    overdueShare: value === null || !hasExpected ? null : share(fromMoneyUnits(cells.overdue), value),
  };
  return {
    value, num: value, den: null, n: nDeals, nCensored: null, ci: null,
    reliability: value === null ? 'none' : stockReliability(nDeals, cells.nNull),
    phases: phasesOf(details), details,
    caveats: !isRead(question) ? [] : pipelineCaveats(cells, context, question, details),
    basis: 'stock',
  };
};
