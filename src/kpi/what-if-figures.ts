import type { PipelineDetails } from '../model/details.js';
import type { Interval } from '../model/interval.js';
import type { Caveat, Reliability } from '../model/result.js';
import type { Lever, WhatIfFigure, WhatIfLever } from '../model/what-if.js';
import { geometricLifetimeValue } from '../stats/geometric-lifetime-value.js';
import { shapleyProduct } from '../stats/shapley-product.js';
import { caveat } from './caveats.js';
import type { WhatIfBase } from './what-if-base.js';
import { lackOf } from './what-if-levers.js';
import { assumedPayback } from './what-if-payback.js';

export type Levers = Readonly<Record<Lever, WhatIfLever>>;

/** By what a lever multiplies a figure; 1 = not at all. `isAssumed`: the factor is what was assumed, not estimated from data. */
interface Factor { readonly lever: Lever; readonly times: number; readonly isAssumed: boolean }

const order: readonly Reliability[] = ['ok', 'caution', 'unreliable', 'none'];
const worst = (list: readonly Reliability[]): Reliability => order[Math.max(...list.map((one) => order.indexOf(one)))] as Reliability;

/** x / x is 1 to the last bit: what is not moved changes nothing. */
const ratioOf = ({ now, then }: WhatIfLever): number => (now === null || then === null || now === 0 ? 1 : then / now);

/** The geometric lifetime value at the assumed retention over that at the present one: margins cancel out. */
const lifetimeFactor = ({ now, then, lack }: WhatIfLever, discount: number): number => {
  if (lack !== null || now === null || then === null) return 1;
  const [before, after] = [geometricLifetimeValue(now, discount), geometricLifetimeValue(then, discount)];
  return before === null || after === null ? 1 : after / before;
};

/** Dearer by a share, at the same cost: the whole of it is margin. Where no margin is known, revenue stands for it. */
const marginFactor = (change: number, grossMargin: number | null): number => (grossMargin === null ? 1 + change : 1 + change / grossMargin);

/** More opportunities by the share of them that come from these leads; never more than all. */
const opportunityFactor = ({ phases }: WhatIfBase['cac'], lever: WhatIfLever): number => {
  const leads = phases?.find(({ key }) => key === 'lead_to_opp')?.n ?? 0;
  const opportunities = phases?.find(({ key }) => key === 'opp_to_won')?.n ?? 0;
  if (lever.now === null || opportunities === 0) return 1;
  return 1 + Math.min(1, (leads * lever.now) / opportunities) * (ratioOf(lever) - 1);
};

/** Every chance rises by the same factor, none above 1: what a stage can gain ends there. */
const weightedFactor = ({ weighted, stages }: PipelineDetails, wins: number): number => {
  if (weighted === null || weighted === 0) return 1;
  const gained = stages.reduce((sum, { weighted: own, probability }) =>
    (own === null || probability === null || probability <= 0 ? sum : sum + own * (Math.min(wins, Math.max(1, 1 / probability)) - 1)), 0);
  return 1 + gained / weighted;
};

const carried = (ci: Interval | null, factors: readonly Factor[], times: number): Interval | null => {
  if (ci === null || factors.some((factor) => !factor.isAssumed && factor.times !== 1) || !(times > 0)) return null;
  return { ...ci, lo: ci.lo === null ? null : ci.lo * times, hi: ci.hi === null ? null : ci.hi * times };
};

interface Head extends Pick<WhatIfFigure, 'id' | 'unit' | 'better' | 'before' | 'beforeCi'> {
  /** Why there is no figure, where there is none. */
  readonly lack: Caveat;
  readonly reliability: Reliability;
}

/** A figure that the factors multiply, and what each of them adds. */
const product = ({ lack, reliability, ...head }: Head, factors: readonly Factor[], levers: Levers): WhatIfFigure => {
  const { before, beforeCi } = head;
  const moved = factors.filter(({ times }) => times !== 1);
  const times = moved.reduce((all, factor) => all * factor.times, 1);
  const known = before === null ? [] : shapleyProduct([before, ...moved.map(() => 1)], [before, ...moved.map((factor) => factor.times)]).slice(1);
  return {
    ...head, after: before === null ? null : before * times, afterCi: before === null ? null : carried(beforeCi, factors, times),
    parts: known.map((value, i) => ({ lever: (moved[i] as Factor).lever, value })),
    reliability: worst([reliability, ...moved.map(({ lever }) => levers[lever].reliability)]), lack: before === null ? lack : null,
  };
};

/**
 * Cost, value, their ratio, payback and expected revenue under the levers, each moved or not.
 *
 * Cost per customer falls with every customer more at the same spend. Lifetime value follows the geometric value of the
 * retention and the margin that a price leaves at unchanged cost and volume. Expected revenue of the open pipeline follows
 * chances, prices, and the number of opportunities once the pipeline has filled with them.
 *
 * @param discount rate a year
 */
export const figuresOf = (base: WhatIfBase, levers: Levers, discount: number): readonly WhatIfFigure[] => {
  const { cac, clv, pipeline } = base;
  const { details } = cac;
  const wins = ratioOf(levers.winRate);
  const opportunities = opportunityFactor(cac, levers.responseMinutes);
  const life = lifetimeFactor(levers.retention, discount);
  const change = levers.price.change ?? 0;
  const margin = marginFactor(change, details.grossMargin);
  const weighted = weightedFactor(pipeline.details, wins);
  const cheaper: readonly Factor[] = [{ lever: 'winRate', times: 1 / wins, isAssumed: true }, { lever: 'responseMinutes', times: 1 / opportunities, isAssumed: false }];
  const worth: readonly Factor[] = [{ lever: 'retention', times: life, isAssumed: false }, { lever: 'price', times: margin, isAssumed: true }];
  const more: readonly Factor[] = [{ lever: 'winRate', times: wins, isAssumed: true }, { lever: 'responseMinutes', times: opportunities, isAssumed: false }];
  const noCost = lackOf(cac);
  const noValue = details.clv === null ? lackOf(clv) : noCost;
  return [
    product({ id: 'cac', unit: 'money', better: 'lower', before: cac.value, beforeCi: cac.ci, lack: noCost, reliability: cac.reliability }, cheaper, levers),
    product({ id: 'clv', unit: 'money', better: 'higher', before: details.clv, beforeCi: details.clvCi, lack: noValue, reliability: clv.reliability }, worth, levers),
    product(
      { id: 'clvToCac', unit: 'times', better: 'higher', before: details.clvToCac, beforeCi: details.clvToCacCi, lack: noValue, reliability: worst([cac.reliability, clv.reliability]) },
      [...more, ...worth], levers,
    ),
    paybackOf(base, levers, { cost: 1 / (wins * opportunities), margin }),
    product(
      { id: 'pipeline', unit: 'money', better: 'higher', before: pipeline.details.weighted, beforeCi: pipeline.details.weightedCi, lack: noChances(pipeline), reliability: pipeline.reliability },
      [
        { lever: 'winRate', times: weighted, isAssumed: false }, { lever: 'responseMinutes', times: opportunities, isAssumed: false },
        { lever: 'price', times: 1 + change, isAssumed: true },
      ], levers,
    ),
  ];
};

/** Open deals without a chance of being won make no expected revenue. */
const noChances = (pipeline: WhatIfBase['pipeline']): Caveat =>
  pipeline.caveats.find(({ code }) => code === 'PL_NO_PROBABILITY' || code === 'NOT_APPLICABLE') ?? caveat('NOT_APPLICABLE', { table: 'deals', column: 'probability' });

const paybackOf = ({ cac }: WhatIfBase, levers: Levers, { cost, margin }: { readonly cost: number; readonly margin: number }): WhatIfFigure => {
  const { payback } = cac.details;
  const { retention } = levers;
  const isMoved = cost !== 1 || margin !== 1 || retention.then !== retention.now;
  const moved = isMoved ? assumedPayback(cac, { cost, margin, retention }) : { months: payback.survivalMonths, lack: null };
  const lack = payback.survivalMonths === null && !isMoved ? cac.caveats.find(({ code }) => code === 'CAC_NO_PAYBACK') ?? lackOf(cac) : moved.lack;
  return {
    id: 'payback', unit: 'months', better: 'lower', before: payback.survivalMonths, beforeCi: payback.survivalCi, after: moved.months,
    afterCi: isMoved ? null : payback.survivalCi, parts: [], lack: moved.months === null ? lack : null,
    reliability: worst([cac.reliability, ...Object.values(levers).filter(({ now, then }) => now !== then).map(({ reliability }) => reliability)]),
  };
};
